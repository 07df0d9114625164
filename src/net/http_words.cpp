#include "net/http_words.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <optional>

namespace parley::net {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trim(std::string_view text) {
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Takes what stands before the separator from the front of `rest`.
std::string_view take(std::string_view& rest, char separator) {
    auto const end = rest.find(separator);
    auto const part = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return trim(part);
}

bool is_zero_weight(std::string_view parameters) {
    while (!parameters.empty()) {
        auto const parameter = take(parameters, ';');
        if (parameter.starts_with("q=") || parameter.starts_with("Q=")) {
            return parameter.substr(2).find_first_not_of("0.") == std::string_view::npos;
        }
    }
    return false;
}

}  // namespace

bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        auto item = take(list, ',');
        if (same_word(take(item, ';'), word) && !is_zero_weight(item)) return true;
    }
    return false;
}

bool is_media_type(std::string_view value, std::string_view type) {
    return same_word(take(value, ';'), type);
}

std::string_view cookie_value(std::string_view cookies, std::string_view name) {
    std::optional<std::string_view> found;
    while (!cookies.empty()) {
        auto const pair = take(cookies, ';');
        if (!pair.starts_with(name) || pair.substr(name.size()).substr(0, 1) != "=") continue;
        if (found) return {};
        found = pair.substr(name.size() + 1);
    }
    return found.value_or(std::string_view{});
}

std::string_view bearer_token(std::string_view authorization) {
    constexpr std::string_view scheme = "bearer ";
    if (!same_word(authorization.substr(0, scheme.size()), scheme)) return {};
    return trim(authorization.substr(scheme.size()));
}

std::string http_date(Instant at) {
    using namespace std::chrono;
    constexpr std::array days_of_week{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    sys_time<milliseconds> const point{milliseconds{at.ms}};
    auto const day = floor<days>(point);
    year_month_day const date{day};
    hh_mm_ss const clock{floor<seconds>(point - day)};
    std::array<char, 64> text;
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                  days_of_week[weekday{day}.c_encoding()], static_cast<unsigned>(date.day()),
                  months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                  static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

}  // namespace parley::net
