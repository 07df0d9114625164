#include "domain/transcript.hpp"

#include <array>
#include <cstdio>

namespace parley::domain {

namespace {

constexpr std::int64_t minutes_an_hour = 60;

std::string day_line(std::chrono::local_days day, Language language) {
    if (language == Language::en) return day_text(day);
    std::chrono::year_month_day const date{day};
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%02u.%02u.%04d", static_cast<unsigned>(date.day()),
                  static_cast<unsigned>(date.month()), static_cast<int>(date.year()));
    return text.data();
}

std::string time_text(std::int64_t minute) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "[%02d:%02d] ",
                  static_cast<int>(minute / minutes_an_hour),
                  static_cast<int>(minute % minutes_an_hour));
    return text.data();
}

void append_indented(std::string& out, std::string_view text) {
    for (char const c : text) {
        out += c;
        if (c == '\n') out += "        ";  // below the first line's words
    }
}

}  // namespace

std::string transcript_text(std::span<TranscriptLine const> lines, TimeZone const& zone,
                            Language language, std::optional<Instant> before) {
    std::string out;
    auto day = before ? std::optional{zone.local(*before).day} : std::nullopt;
    for (auto const& line : lines) {
        auto const local = zone.local(line.at);
        if (day != local.day) {
            out += '\n' + day_line(local.day, language) + "\n\n";
            day = local.day;
        }
        out += time_text(local.minute);
        out += line.from.empty() ? std::string{"— "} : line.from + ": ";
        append_indented(out, line.text);
        out += '\n';
    }
    return out;
}

}  // namespace parley::domain
