#include "base/time.hpp"

#include <algorithm>
#include <cstdio>

namespace parley {

namespace {
using Days = std::chrono::sys_days;
}

std::string to_rfc3339(Instant at) {
    using namespace std::chrono;
    auto const point = sys_time<milliseconds>{milliseconds{at.ms}};
    auto const day = floor<days>(point);
    year_month_day const date{day};
    hh_mm_ss const clock{point - day};
    // Every event has two of these: by snprintf they would cost as much as all else that it says.
    std::string text{"0000-00-00T00:00:00.000Z"};
    auto const put = [&](std::size_t first, std::size_t digits, auto value) {
        auto rest = static_cast<unsigned>(value);
        for (; digits > 0; rest /= 10) text[first + --digits] = static_cast<char>('0' + rest % 10);
    };
    put(0, 4, std::clamp(static_cast<int>(date.year()), 0, 9999));
    put(5, 2, static_cast<unsigned>(date.month()));
    put(8, 2, static_cast<unsigned>(date.day()));
    put(11, 2, clock.hours().count());
    put(14, 2, clock.minutes().count());
    put(17, 2, clock.seconds().count());
    put(20, 3, clock.subseconds().count());
    return text;
}

std::optional<Instant> from_rfc3339(std::string_view text) {
    int year, hour, minute, second, ms, used = 0;
    unsigned month, day;
    std::string const copy{text};
    if (copy.size() != 24 ||
        std::sscanf(copy.c_str(), "%4d-%2u-%2uT%2d:%2d:%2d.%3dZ%n", &year, &month, &day, &hour,
                    &minute, &second, &ms, &used) != 7 ||
        used != 24) {
        return std::nullopt;
    }
    using namespace std::chrono;
    year_month_day const date{std::chrono::year{year}, std::chrono::month{month},
                              std::chrono::day{day}};
    if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    auto const point = sys_time<milliseconds>{Days{date}} + hours{hour} + minutes{minute} +
                       seconds{second} + milliseconds{ms};
    return Instant{point.time_since_epoch().count()};
}

void SteadyClock::start(Instant not_before, Instant wall) {
    steady_at_start_ = std::chrono::steady_clock::now();
    if (wall == Instant{}) {
        auto const now = std::chrono::system_clock::now().time_since_epoch();
        wall = {std::chrono::duration_cast<milliseconds>(now).count()};
    }
    wall_at_start_ = std::max(wall, not_before);
}

Instant SteadyClock::now() const {
    return wall_at_start_ + std::chrono::duration_cast<milliseconds>(
                                std::chrono::steady_clock::now() - steady_at_start_);
}

}  // namespace parley
