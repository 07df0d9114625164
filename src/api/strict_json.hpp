#pragma once
// Strict reading of JSON: what is not exactly as declared is refused, with the path of every bad
// place. Boost.JSON alone would take duplicate keys and 1e400 and name no field. Source:
// protocol.md "Calling", fA17, fA18, fA26, fF15.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/limits.hpp"
#include "base/refusal.hpp"

namespace parley::domain {
struct RichText;
}

namespace parley::api {

/// Parses one JSON text. Refuses `invalid` for anything RFC 8259 does not allow, duplicate keys,
/// numbers out of range, and more depth, items or keys than the limits.
boost::json::value parse_json(std::string_view text, Limits const& limits,
                              boost::json::storage_ptr storage = {});

/// Where in the parameters the reader is; becomes a JSON Pointer when something is wrong.
struct Path {
    Path const* parent = nullptr;
    std::string_view key;

    std::string pointer() const;
};

using Problems = std::vector<FieldProblem>;

inline void add_problem(Problems& problems, Path const& at, std::string detail) {
    problems.push_back({at.pointer(), std::move(detail)});
}

inline void read(boost::json::value const& from, std::string& to, Path const& at,
                 Problems& problems) {
    if (auto const* text = from.if_string()) {
        to.assign(text->data(), text->size());
        if (to.find('\0') != std::string::npos)
            add_problem(problems, at, "must not contain U+0000");
    } else {
        add_problem(problems, at, "must be a string");
    }
}

inline void read(boost::json::value const& from, bool& to, Path const& at, Problems& problems) {
    if (auto const* truth = from.if_bool()) {
        to = *truth;
    } else {
        add_problem(problems, at, "must be true or false");
    }
}

inline void read(boost::json::value const& from, std::int64_t& to, Path const& at,
                 Problems& problems) {
    constexpr std::int64_t exact_max = std::int64_t{1}
                                       << 53;  // what every JSON reader keeps exactly
    if (auto const* number = from.if_int64();
        number && *number >= -exact_max && *number <= exact_max) {
        to = *number;
    } else {
        add_problem(problems, at, "must be a whole number");
    }
}

/// Reads by rules of its own (domain/rich_text.hpp), and gives up at the first problem.
void read(boost::json::value const& from, domain::RichText& to, Path const& at, Problems& problems);

template <class Tag>
void read(boost::json::value const& from, Id<Tag>& to, Path const& at, Problems& problems) {
    // Text that is no id of this kind can be nobody's: it is answered like an unknown id.
    if (auto const* text = from.if_string()) {
        to = id_from_text<Tag>({text->data(), text->size()}).value_or(Id<Tag>{});
    } else {
        add_problem(problems, at, "must be a string");
    }
}

inline void read(boost::json::value const& from, Instant& to, Path const& at, Problems& problems) {
    auto const* text = from.if_string();
    auto const instant = text ? from_rfc3339({text->data(), text->size()}) : std::nullopt;
    if (instant) {
        to = *instant;
    } else {
        add_problem(problems, at, "must be a time such as 2026-11-21T08:30:00.000Z");
    }
}

template <DescribedEnum E>
void read(boost::json::value const& from, E& to, Path const& at, Problems& problems) {
    if (auto const* text = from.if_string()) {
        if (auto const value = from_word<E>({text->data(), text->size()})) {
            to = *value;
            return;
        }
    }
    std::string words;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto enumerator) { words.append(words.empty() ? "" : ", ").append(enumerator.name); });
    add_problem(problems, at, "must be one of: " + words);
}

template <class T>
void read(boost::json::value const& from, std::optional<T>& to, Path const& at,
          Problems& problems) {
    read(from, to.emplace(), at, problems);
}

template <class T>
void read(boost::json::value const& from, std::map<std::string, T>& to, Path const& at,
          Problems& problems) {
    auto const* object = from.if_object();
    if (!object) return add_problem(problems, at, "must be an object");
    for (auto const& entry : *object) {
        std::string_view const key{entry.key().data(), entry.key().size()};
        read(entry.value(), to[std::string{key}], Path{&at, key}, problems);
    }
}

template <class T>
void read(boost::json::value const& from, std::vector<T>& to, Path const& at, Problems& problems) {
    auto const* array = from.if_array();
    if (!array) return add_problem(problems, at, "must be a list");
    for (std::size_t i = 0; i < array->size(); ++i) {
        auto const key = std::to_string(i);
        read((*array)[i], to.emplace_back(), Path{&at, key}, problems);
    }
}

template <DescribedStruct S>
void read(boost::json::value const& from, S& to, Path const& at, Problems& problems) {
    auto const* object = from.if_object();
    if (!object) return add_problem(problems, at, "must be an object");
    std::size_t known = 0;
    boost::mp11::mp_for_each<PublicMembers<S>>([&](auto member) {
        auto& field = to.*member.pointer;
        Path const here{&at, member.name};
        if (auto const* value = object->if_contains(member.name)) {
            ++known;
            read(*value, field, here, problems);
        } else if constexpr (!is_optional<std::remove_cvref_t<decltype(field)>>) {
            add_problem(problems, here, "is missing");
        }
    });
    if (known == object->size()) return;
    for (auto const& entry : *object) {
        std::string_view const key{entry.key().data(), entry.key().size()};
        bool found = false;
        boost::mp11::mp_for_each<PublicMembers<S>>(
            [&](auto member) { found = found || key == member.name; });
        if (!found) add_problem(problems, Path{&at, key}, "is not known here");
    }
}

/// Throws one `invalid` with all problems, if there are any.
void refuse_if_any(Problems problems);

/// Reads a whole parameter object.
template <class P>
P read_params(boost::json::value const& from) {
    P params{};
    Problems problems;
    read(from, params, Path{}, problems);
    refuse_if_any(std::move(problems));
    return params;
}

}  // namespace parley::api
