#include "service/reasons.hpp"

#include <charconv>
#include <map>

#include "base/json.hpp"

namespace parley::service {

namespace {

// "strategy waited priority", then for each "/agent standing idle load capacity turn" with "s skill
// held needed" or "u until" behind it where these are known; "load" is in places ("1.5"); then
// "+standing count" for the rest.

void put(std::string& out, std::int64_t number) {
    out.push_back(' ');
    write_json_number(out, number);
}

void put_places(std::string& out, std::int64_t hundredths) {
    put(out, hundredths / domain::one_place);
    if (auto const rest = hundredths % domain::one_place; rest > 0) {
        out.append(rest < 10 ? ".0" : ".");
        write_json_number(out, rest);
    }
}

void put(std::string& out, domain::Judged const& one) {
    out.push_back('/');
    write_json_number(out, one.agent.value);
    out.append(1, ' ').append(word(one.standing));
    put(out, one.idle.count());
    put_places(out, one.used);
    put(out, one.capacity);
    put(out, one.turn);
    if (one.gap) {
        out += " s";
        put(out, one.gap->skill.value);
        put(out, one.gap->held);
        put(out, one.gap->needed);
    }
    if (one.until) {
        out += " u";
        put(out, one.until->ms);
    }
}

/// Takes words and numbers that stand apart by spaces.
class Words {
  public:
    explicit Words(std::string_view text) : text_(text) {}

    bool at_end() const { return text_.empty(); }

    std::string_view next() {
        auto const end = text_.find(' ');
        auto const found = text_.substr(0, end);
        text_ = end == std::string_view::npos ? std::string_view{} : text_.substr(end + 1);
        return found;
    }

    bool number(std::int64_t& value) { return number(next(), value); }

    bool places(std::int64_t& hundredths) {
        auto const text = next();
        auto const point = text.find('.');
        std::int64_t rest = 0;
        if (!number(text.substr(0, point), hundredths)) return false;
        if (point != std::string_view::npos && !number(text.substr(point + 1), rest)) return false;
        hundredths = hundredths * domain::one_place + rest;
        return true;
    }

    static bool number(std::string_view text, std::int64_t& value) {
        auto const [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc{} && rest == text.data() + text.size();
    }

    template <class E>
    bool choice(E& value) {
        auto const found = from_word<E>(next());
        if (found) value = *found;
        return found.has_value();
    }

  private:
    std::string_view text_;
};

std::optional<domain::Judged> judged_in(Words words) {
    domain::Judged one{};
    std::int64_t idle = 0;
    if (!words.number(one.agent.value) || !words.choice(one.standing) || !words.number(idle) ||
        !words.places(one.used) || !words.number(one.capacity) || !words.number(one.turn)) {
        return std::nullopt;
    }
    one.idle = milliseconds{idle};
    while (!words.at_end()) {
        auto const mark = words.next();
        if (mark == "s") {
            one.gap.emplace();
            if (!words.number(one.gap->skill.value) || !words.number(one.gap->held) ||
                !words.number(one.gap->needed)) {
                return std::nullopt;
            }
        } else if (mark == "u") {
            one.until.emplace();
            if (!words.number(one.until->ms)) return std::nullopt;
        } else {
            return std::nullopt;
        }
    }
    return one;
}

bool read_head(Words words, Reasons& reasons) {
    std::int64_t waited = 0;
    if (!words.choice(reasons.strategy) || !words.number(waited) ||
        !words.number(reasons.priority)) {
        return false;
    }
    reasons.waited = milliseconds{waited};
    return words.at_end();
}

}  // namespace

std::string pack(Reasons const& reasons) {
    std::string out{word(reasons.strategy)};
    put(out, reasons.waited.count());
    put(out, reasons.priority);
    std::map<domain::Standing, std::int64_t> rest;
    for (std::size_t i = 0; i < reasons.judged.size(); ++i) {
        if (i <= reasons_kept) {
            put(out, reasons.judged[i]);
        } else {
            ++rest[reasons.judged[i].standing];
        }
    }
    for (auto const& [standing, count] : rest) {
        out.append(1, '+').append(word(standing));
        put(out, count);
    }
    return out;
}

std::optional<Reasons> unpack(std::string_view text) {
    Reasons reasons;
    char kind = 0;  // of the part that comes: the head, one of the judged, or of the rest
    for (;;) {
        auto const end = text.find_first_of("/+");
        Words words{text.substr(0, end)};
        if (kind == 0) {
            if (!read_head(words, reasons)) return std::nullopt;
        } else if (kind == '/') {
            auto one = judged_in(words);
            if (!one) return std::nullopt;
            reasons.judged.push_back(*one);
        } else {
            RestOf rest{};
            if (!words.choice(rest.standing) || !words.number(rest.count) || !words.at_end()) {
                return std::nullopt;
            }
            reasons.rest.push_back(rest);
        }
        if (end == std::string_view::npos) return reasons;
        kind = text[end];
        text.remove_prefix(end + 1);
    }
}

}  // namespace parley::service
