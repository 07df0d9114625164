#include "domain/hours.hpp"

#include <algorithm>
#include <chrono>

#include "base/ensure.hpp"
#include "base/time_zone.hpp"

namespace parley::domain {

namespace {

using std::chrono::local_days;

/// Minutes of a day.
struct Span {
    std::int64_t from;
    std::int64_t to;
};

std::optional<std::int64_t> number(std::string_view digits) {
    std::int64_t value = 0;
    for (char const c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

/// 09:30 is 570; 24:00 is the end of the day.
std::optional<std::int64_t> minute_of(std::string const& text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    auto const hour = number(std::string_view{text}.substr(0, 2));
    auto const minute = number(std::string_view{text}.substr(3));
    if (!hour || !minute || *minute > 59) return std::nullopt;
    auto const all = *hour * 60 + *minute;
    return all <= minutes_a_day ? std::optional{all} : std::nullopt;
}

std::optional<std::chrono::year_month_day> date_of(std::string const& text) {
    auto const day = day_from_text(text);
    return day ? std::optional{std::chrono::year_month_day{*day}} : std::nullopt;
}

template <class Any>
Span span_of(Any const& interval) {
    auto const from = minute_of(interval.from);
    auto const to = minute_of(interval.to);
    ENSURE(from && to);
    return {*from, *to};
}

template <class Any>
std::optional<WrongHours> wrong_interval(Any const& interval, std::string const& at,
                                         std::vector<Span>& of_day) {
    constexpr auto form = "must be a time such as 09:30";
    auto const from = minute_of(interval.from);
    auto const to = minute_of(interval.to);
    if (!from) return WrongHours{at + "/from", form};
    if (!to) return WrongHours{at + "/to", form};
    if (*to <= *from) return WrongHours{at + "/to", "must be later than its beginning"};
    for (auto const& other : of_day) {
        if (*from < other.to && other.from < *to) {
            return WrongHours{at + "/from", "overlaps with another interval of the day"};
        }
    }
    of_day.push_back({*from, *to});
    return std::nullopt;
}

std::optional<WrongHours> too_many(std::size_t count, std::size_t most, std::string field) {
    if (count <= most) return std::nullopt;
    return WrongHours{std::move(field), "at most " + std::to_string(most)};
}

/// When it is open on a day, in order.
std::vector<Span> spans_on(Hours const& hours, local_days day) {
    std::vector<Span> spans;
    std::chrono::year_month_day const date{day};
    SpecialDay const* special = nullptr;
    for (auto const& one : hours.days) {
        auto const its = *date_of(one.date);
        bool const same_day = its.month() == date.month() && its.day() == date.day();
        // The date itself says more than one of all years.
        if (its == date && !one.yearly) {
            special = &one;
            break;
        }
        if (same_day && one.yearly && !special) special = &one;
    }
    if (special) {
        for (auto const& interval : special->open) spans.push_back(span_of(interval));
    } else {
        auto const weekday = std::chrono::weekday{day}.iso_encoding() - 1;
        for (auto const& interval : hours.week) {
            if (static_cast<unsigned>(interval.day) == weekday) spans.push_back(span_of(interval));
        }
    }
    std::ranges::sort(spans, {}, &Span::from);
    return spans;
}

}  // namespace

std::optional<WrongHours> wrong(Hours const& hours) {
    if (!TimeZone::find(hours.time_zone)) {
        return WrongHours{"time_zone", "must be the name of a time zone such as Europe/Berlin"};
    }
    if (auto many = too_many(hours.week.size(), week_intervals_max, "week")) return many;
    if (auto many = too_many(hours.days.size(), special_days_max, "days")) return many;
    std::vector<std::vector<Span>> week(7);
    for (std::size_t i = 0; i < hours.week.size(); ++i) {
        auto const& one = hours.week[i];
        auto const at = "week/" + std::to_string(i);
        auto& of_day = week[static_cast<std::size_t>(one.day)];
        if (auto const found = wrong_interval(one, at, of_day)) return found;
    }
    for (std::size_t i = 0; i < hours.days.size(); ++i) {
        auto const& one = hours.days[i];
        auto const at = "days/" + std::to_string(i);
        if (!date_of(one.date)) return WrongHours{at + "/date", "must be a day such as 2026-12-24"};
        for (std::size_t j = 0; j < i; ++j) {
            auto const& other = hours.days[j];
            auto const from = one.yearly ? std::size_t{5} : 0;  // without its year
            if (other.yearly == one.yearly && other.date.substr(from) == one.date.substr(from)) {
                return WrongHours{at + "/date", "is there twice"};
            }
        }
        if (auto many = too_many(one.open.size(), day_intervals_max, at + "/open")) return many;
        std::vector<Span> of_day;
        for (std::size_t j = 0; j < one.open.size(); ++j) {
            auto const where = at + "/open/" + std::to_string(j);
            if (auto const found = wrong_interval(one.open[j], where, of_day)) return found;
        }
    }
    return std::nullopt;
}

Opening opening_at(Hours const& hours, Instant now) {
    constexpr int days_ahead = 370;
    auto const zone = TimeZone::find(hours.time_zone);
    ENSURE(zone);
    auto const today = zone->local(now).day;
    std::optional<Instant> open_until;  // set once an interval is found that holds now
    for (int i = 0; i < days_ahead; ++i) {
        auto const day = today + std::chrono::days{i};
        for (auto const& span : spans_on(hours, day)) {
            auto const from = zone->instant(day, span.from);
            auto const to = zone->instant(day, span.to);
            // What clocks skip may leave nothing of an interval.
            if (to <= now || to <= from) continue;
            if (open_until) {
                // One that begins as the other ends goes on with it.
                if (from > *open_until) return {true, open_until};
                open_until = to;
            } else if (from <= now) {
                open_until = to;
            } else {
                return {false, from};
            }
        }
        if (open_until && *open_until < zone->instant(day, minutes_a_day)) {
            return {true, open_until};
        }
    }
    return {open_until.has_value(), std::nullopt};
}

}  // namespace parley::domain
