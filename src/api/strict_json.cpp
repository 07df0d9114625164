#include "api/strict_json.hpp"

#include <cmath>
#include <limits>

#include <boost/json/basic_parser_impl.hpp>

#include "service/operations.hpp"

namespace parley::api {

namespace json = boost::json;

namespace {

enum class Broken { none, duplicate_key, number_out_of_range, too_many_items, too_many_keys };

/// Builds the value and watches what Boost.JSON does not.
struct Handler {
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

    explicit Handler(Limits const& the_limits, json::storage_ptr storage)
        : limits(the_limits), stack(storage) {
        stack.reset(std::move(storage));
    }

    bool broken(Broken how, json::error_code& error) {
        why = how;
        error = json::error::extra_data;  // any error stops the parser; `why` says which
        return false;
    }

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_array_begin(json::error_code&) { return true; }
    bool on_array_end(std::size_t count, json::error_code& error) {
        if (count > static_cast<std::size_t>(limits.json_items_max)) {
            return broken(Broken::too_many_items, error);
        }
        stack.push_array(count);
        return true;
    }
    bool on_object_begin(json::error_code&) {
        keys_of_parent.push_back(first_key);
        first_key = keys.size();
        return true;
    }
    bool on_object_end(std::size_t count, json::error_code&) {
        keys.resize(first_key);
        first_key = keys_of_parent.back();
        keys_of_parent.pop_back();
        stack.push_object(count);
        return true;
    }
    bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
        key.append(part.data(), part.size());
        stack.push_chars(part);
        return true;
    }
    bool on_key(json::string_view part, std::size_t, json::error_code& error) {
        key.append(part.data(), part.size());
        for (std::size_t i = first_key; i < keys.size(); ++i) {
            if (keys[i] == key) return broken(Broken::duplicate_key, error);
        }
        if (keys.size() - first_key >= static_cast<std::size_t>(limits.json_keys_max)) {
            return broken(Broken::too_many_keys, error);
        }
        keys.push_back(std::exchange(key, {}));
        stack.push_key(part);
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
        stack.push_chars(part);
        return true;
    }
    bool on_string(json::string_view part, std::size_t, json::error_code&) {
        stack.push_string(part);
        return true;
    }
    bool on_number_part(json::string_view, json::error_code&) { return true; }
    bool on_int64(std::int64_t number, json::string_view, json::error_code&) {
        stack.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, json::string_view, json::error_code&) {
        stack.push_uint64(number);
        return true;
    }
    bool on_double(double number, json::string_view, json::error_code& error) {
        if (!std::isfinite(number)) return broken(Broken::number_out_of_range, error);
        stack.push_double(number);
        return true;
    }
    bool on_bool(bool truth, json::error_code&) {
        stack.push_bool(truth);
        return true;
    }
    bool on_null(json::error_code&) {
        stack.push_null();
        return true;
    }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }

    Limits const& limits;
    json::value_stack stack;
    std::string key;
    std::vector<std::string> keys;  // of all open objects, the innermost last
    std::size_t first_key = 0;      // of the innermost object
    std::vector<std::size_t> keys_of_parent;
    Broken why = Broken::none;
};

std::string describe(Broken why, json::error_code const& error) {
    switch (why) {
        case Broken::duplicate_key:
            return "a key stands twice in one object";
        case Broken::number_out_of_range:
            return "a number is out of range";
        case Broken::too_many_items:
            return "an array has too many items";
        case Broken::too_many_keys:
            return "an object has too many keys";
        case Broken::none:
            break;
    }
    return "not valid JSON: " + error.message();
}

}  // namespace

json::value parse_json(std::string_view text, Limits const& limits, json::storage_ptr storage) {
    json::parse_options options;
    options.max_depth = static_cast<std::size_t>(limits.json_depth_max);
    json::basic_parser<Handler> parser{options, limits, std::move(storage)};
    json::error_code error;
    auto const used = parser.write_some(false, text.data(), text.size(), error);
    if (!error && used < text.size()) error = json::error::extra_data;
    if (error) throw Refused{Code::invalid, describe(parser.handler().why, error)};
    return parser.handler().stack.release();
}

std::string Path::pointer() const {
    if (!parent) return {};
    auto text = parent->pointer() + "/";
    for (char const c : key) {
        if (c == '~') {
            text += "~0";
        } else if (c == '/') {
            text += "~1";
        } else {
            text.push_back(c);
        }
    }
    return text;
}

void read(json::value const& from, domain::RichText& to, Path const& at, Problems& problems) {
    try {
        to = domain::read_rich_text(from, at.pointer());
    } catch (Refused const& no) {
        problems.push_back({no.path, no.detail});
    }
}

void refuse_if_any(Problems problems) {
    if (problems.empty()) return;
    auto refused = invalid(problems.front().path, problems.front().detail);
    if (problems.size() > 1) refused.problems = std::move(problems);
    throw refused;
}

}  // namespace parley::api
