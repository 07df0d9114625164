// Opening hours: several intervals a day, nights, holidays, clocks that change.
#include "domain/hours.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace parley::domain {
namespace {

Instant at(std::string const& utc) { return *from_rfc3339(utc + ":00.000Z"); }

Hours office() {
    Hours hours{"Europe/Berlin", {}, {}};
    for (auto const day : {Weekday::monday, Weekday::tuesday, Weekday::wednesday, Weekday::thursday,
                           Weekday::friday}) {
        hours.week.push_back({day, "09:00", "12:00"});
        hours.week.push_back({day, "13:00", "17:30"});
    }
    return hours;
}

void expect(Hours const& hours, std::string const& utc, bool open, std::string const& changes) {
    auto const opening = opening_at(hours, at(utc));
    EXPECT_EQ(opening.open, open) << utc;
    EXPECT_EQ(opening.changes_at ? to_rfc3339(*opening.changes_at) : "never",
              changes == "never" ? changes : changes + ":00.000Z")
        << utc;
}

TEST(Hours, AreOfSeveralIntervalsADay) {
    // A Monday in winter: Berlin is an hour ahead.
    expect(office(), "2026-11-23T07:59", false, "2026-11-23T08:00");
    expect(office(), "2026-11-23T08:00", true, "2026-11-23T11:00");
    expect(office(), "2026-11-23T11:00", false, "2026-11-23T12:00");
    expect(office(), "2026-11-23T16:29", true, "2026-11-23T16:30");
    expect(office(), "2026-11-27T16:30", false, "2026-11-30T08:00");  // Friday's end
}

TEST(Hours, FollowTheClocksOfTheirZone) {
    // Clocks go forward on 29 March 2026, a Sunday.
    expect(office(), "2026-03-27T07:30", false, "2026-03-27T08:00");
    expect(office(), "2026-03-27T16:30", false, "2026-03-30T07:00");
    Hours night{"Europe/Berlin", {{Weekday::sunday, "00:00", "06:00"}}, {}};
    expect(night, "2026-03-29T00:30", true, "2026-03-29T04:00");  // five hours long
    expect(night, "2026-10-25T00:30", true, "2026-10-25T05:00");  // seven hours long
    // An interval that begins in the hour that is skipped begins after it.
    Hours skipped{"Europe/Berlin", {{Weekday::sunday, "02:30", "04:00"}}, {}};
    EXPECT_FALSE(opening_at(skipped, at("2026-03-29T00:59")).open);
    EXPECT_TRUE(opening_at(skipped, at("2026-03-29T01:30")).open);
}

TEST(Hours, OfANightAreOneInterval) {
    Hours hours{
        "UTC", {{Weekday::friday, "22:00", "24:00"}, {Weekday::saturday, "00:00", "04:00"}}, {}};
    expect(hours, "2026-11-27T23:00", true, "2026-11-28T04:00");
}

TEST(Hours, HolidaysDifferFromTheWeek) {
    auto hours = office();
    hours.days = {{"2026-12-24", "Christmas Eve", false, {{"09:00", "12:00"}}},
                  {"2020-12-25", "Christmas", true, {}}};
    expect(hours, "2026-12-24T11:30", false, "2026-12-28T08:00");  // the 25th is closed, a Friday
    expect(hours, "2026-12-24T08:30", true, "2026-12-24T11:00");
    // The date itself says more than the day of all years.
    hours.days.push_back({"2026-12-25", "Open all the same", false, {{"10:00", "11:00"}}});
    expect(hours, "2026-12-24T11:30", false, "2026-12-25T09:00");
}

TEST(Hours, MayNeverEndOrNeverBegin) {
    Hours always{"UTC", {}, {}};
    for (int day = 0; day < 7; ++day) {
        always.week.push_back({static_cast<Weekday>(day), "00:00", "24:00"});
    }
    expect(always, "2026-11-23T08:00", true, "never");
    expect(Hours{"UTC", {}, {}}, "2026-11-23T08:00", false, "never");
}

TEST(Hours, AreRefusedWithTheField) {
    auto const field = [](Hours const& hours) { return wrong(hours).value().field; };
    EXPECT_FALSE(wrong(office()));
    EXPECT_EQ(field({"Europe/Atlantis", {}, {}}), "time_zone");
    EXPECT_EQ(field({"GMT+3", {}, {}}), "time_zone");
    EXPECT_EQ(field({"", {}, {}}), "time_zone");
    auto hours = office();
    hours.week.push_back({Weekday::monday, "11:00", "13:00"});
    EXPECT_EQ(field(hours), "week/10/from");
    for (auto const* const to : {"9:00", "25:00", "24:01", "12:60", "12.00", "", "08:59"}) {
        EXPECT_EQ(field({"UTC", {{Weekday::monday, "08:59", to}}, {}}), "week/0/to") << to;
    }
    for (auto const* const date : {"2026-02-30", "2026-13-01", "26-01-01", ""}) {
        EXPECT_EQ(field({"UTC", {}, {{date, "", false, {}}}}), "days/0/date") << date;
    }
    EXPECT_EQ(field({"UTC", {}, {{"2026-01-01", "", true, {}}, {"2026-01-01", "", true, {}}}}),
              "days/1/date");
    EXPECT_EQ(field({"UTC", {}, {{"2025-12-25", "", true, {}}, {"2026-12-25", "", true, {}}}}),
              "days/1/date");
    EXPECT_EQ(field({"UTC", {}, {{"2026-01-01", "", true, {{"08:00", "07:00"}}}}}),
              "days/0/open/0/to");
}

/// Before the next change it is as it is now, and at the change it is not.
RC_GTEST_PROP(Hours, ChangeWhenTheySay, ()) {
    Hours hours{
        *rc::gen::element<std::string>("Europe/Berlin", "America/New_York", "UTC", "Asia/Kolkata",
                                       "Australia/Lord_Howe", "Pacific/Apia"),
        {},
        {}};
    for (int day = 0; day < 7; ++day) {
        auto hour = *rc::gen::inRange(0, 12);
        for (int i = *rc::gen::inRange(0, 3); i > 0 && hour < 23; --i) {
            auto const end = *rc::gen::inRange(hour + 1, 25);
            auto const text = [](int value) {
                return (value < 10 ? "0" : "") + std::to_string(value) + ":00";
            };
            hours.week.push_back({static_cast<Weekday>(day), text(hour), text(end)});
            hour = end + *rc::gen::inRange(0, 3);
        }
    }
    RC_ASSERT(!wrong(hours));
    auto const now = at("2026-01-01T00:00") + std::chrono::minutes{*rc::gen::inRange(0, 525'600)};
    auto const opening = opening_at(hours, now);
    if (!opening.changes_at) return;
    RC_ASSERT(*opening.changes_at > now);
    auto const span = *opening.changes_at - now;
    auto const between = now + milliseconds{*rc::gen::inRange<std::int64_t>(0, span.count())};
    RC_ASSERT(opening_at(hours, between).open == opening.open);
    RC_ASSERT(opening_at(hours, between).changes_at == opening.changes_at);
    RC_ASSERT(opening_at(hours, *opening.changes_at).open != opening.open);
}

}  // namespace
}  // namespace parley::domain
