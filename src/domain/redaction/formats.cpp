#include "domain/redaction/formats.hpp"

#include <re2/re2.h>

#include "base/refusal.hpp"
#include "domain/redaction/checks.hpp"
#include "domain/redaction/view.hpp"

namespace parley::domain::redaction {

namespace {

constexpr std::int64_t pattern_memory_max = 1 << 20;
constexpr int numbers_max = 10'000;  // of one format in a text

bool check_holds(Check check, std::string_view number) {
    if (check == Check::none) return true;
    std::vector<std::uint8_t> digits;
    for (char const c : number) {
        if (c >= '0' && c <= '9') digits.push_back(static_cast<std::uint8_t>(c - '0'));
    }
    switch (check) {
        case Check::luhn:
            return luhn_holds(digits);
        case Check::verhoeff:
            return verhoeff_holds(digits);
        case Check::mod_11_10:
            return mod_11_10_holds(digits);
        case Check::mod_97: {
            int rest = 0;
            for (auto const digit : digits) rest = (rest * 10 + digit) % 97;
            return rest == 1;
        }
        case Check::none:
            break;
    }
    return true;
}

}  // namespace

Formats::Formats(std::vector<Format> const& formats) {
    if (formats.size() > formats_max) throw Refused{Code::too_large, "too many formats"};
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(pattern_memory_max);
    options.set_longest_match(true);
    for (auto const& format : formats) {
        if (format.pattern.empty() || format.pattern.size() > pattern_bytes_max) {
            throw Refused{Code::invalid, "the pattern is empty or too long", format.name};
        }
        // Alone first: between what is around it, half a pattern may be a whole one.
        if (RE2 const alone{format.pattern, options}; !alone.ok()) {
            throw Refused{Code::invalid, alone.error(), format.name};
        }
        auto const whole = "(?:^|[^0-9A-Za-z])(" + format.pattern + ")(?:[^0-9A-Za-z]|$)";
        auto pattern = std::make_shared<re2::RE2 const>(whole, options);
        if (!pattern->ok()) throw Refused{Code::invalid, pattern->error(), format.name};
        compiled_.push_back({std::move(pattern), format.check});
    }
}

void Formats::find_in(std::string_view text, std::vector<Span>& found) const {
    re2::StringPiece const whole{text.data(), text.size()};
    for (auto const& [pattern, check] : compiled_) {
        std::size_t at = 0;
        for (int count = 0; count < numbers_max && at < text.size(); ++count) {
            re2::StringPiece parts[2];
            if (!pattern->Match(whole, at, text.size(), RE2::UNANCHORED, parts, 2)) break;
            auto const begin = static_cast<std::size_t>(parts[1].data() - text.data());
            auto const end = begin + parts[1].size();
            if (check_holds(check, text.substr(begin, end - begin))) {
                found.push_back(
                    {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
            }
            at = std::max(end, at + 1);
        }
    }
}

}  // namespace parley::domain::redaction
