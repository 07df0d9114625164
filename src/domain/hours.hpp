#pragma once
// Opening hours: when customers come in. A week of intervals, days that differ from it, and the
// time zone in which they are meant. Pure. Source: C14, E52.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.hpp"

namespace parley::domain {

enum class Weekday { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
BOOST_DESCRIBE_ENUM(Weekday, monday, tuesday, wednesday, thursday, friday, saturday, sunday)

/// A part of a day, from the beginning of the one minute to the beginning of the other.
struct Interval {
    std::string from;  // 00:00 to 23:59
    std::string to;    // later, at most 24:00
};
BOOST_DESCRIBE_STRUCT(Interval, (), (from, to))

struct WeekInterval {
    Weekday day;
    std::string from;
    std::string to;
};
BOOST_DESCRIBE_STRUCT(WeekInterval, (), (day, from, to))

/// A day on which the week does not hold, such as a holiday.
struct SpecialDay {
    std::string date;  // 2026-12-24
    std::string name;
    bool yearly;                 // in all years, whatever the date's own
    std::vector<Interval> open;  // none: closed all day
};
BOOST_DESCRIBE_STRUCT(SpecialDay, (), (date, name, yearly, open))

struct Hours {
    std::string time_zone;  // Europe/Berlin
    std::vector<WeekInterval> week;
    std::vector<SpecialDay> days;
};
BOOST_DESCRIBE_STRUCT(Hours, (), (time_zone, week, days))

inline constexpr std::size_t week_intervals_max = 70;
inline constexpr std::size_t special_days_max = 400;
inline constexpr std::size_t day_intervals_max = 10;

/// What is wrong with them, as a rule; nothing where they are right.
struct WrongHours {
    std::string field;  // week/3/to, days/0/open/1/from …
    std::string rule;
};
std::optional<WrongHours> wrong(Hours const& hours);

struct Opening {
    bool open;
    std::optional<Instant> changes_at;  // when it next opens or closes; none: not within a year
};
/// REQUIRES: nothing is wrong with the hours.
Opening opening_at(Hours const& hours, Instant now);

}  // namespace parley::domain
