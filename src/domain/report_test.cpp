#include "domain/report.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace parley::domain {
namespace {

Histogram of(std::vector<std::int64_t> const& times_s) {
    Histogram times;
    for (auto const s : times_s) times.add(seconds{s});
    return times;
}

std::vector<std::int64_t> some_times() {
    return *rc::gen::container<std::vector<std::int64_t>>(
        rc::gen::inRange<std::int64_t>(0, 90'000));
}

Sums some_sums() {
    Sums sums;
    for (std::size_t i = 0; i < counters; ++i) {
        sums.add(static_cast<Counter>(i), *rc::gen::inRange<std::int64_t>(0, 5));
    }
    for (std::size_t i = 0; i < timed; ++i) {
        for (auto const s : some_times()) sums.add(static_cast<Timed>(i), seconds{s});
    }
    return sums;
}

TEST(Report, ATimeLiesInTheBucketWhoseBoundsItIsBetween) {
    EXPECT_EQ(of({4}).counts()[0], 1);
    EXPECT_EQ(of({5}).counts()[1], 1);
    EXPECT_EQ(of({86'399}).counts()[23], 1);
    EXPECT_EQ(of({86'400}).counts()[24], 1);
    Histogram early;
    early.add(milliseconds{-1});  // a clock that was set back between two runs
    EXPECT_EQ(early, of({0}));
}

TEST(Report, WithoutAnybodyWhoWaitedThereIsNoServiceLevel) {
    Sums sums;
    EXPECT_EQ(sums.service_percent(), std::nullopt);
    sums.add(Counter::aimed, 3);
    sums.add(Counter::aimed_in_time, 2);
    EXPECT_EQ(sums.service_percent(), 66);
}

RC_GTEST_PROP(ReportProperty, WhatIsMergedIsAsIfItHadBeenCountedTogether, ()) {
    auto one = some_times();
    auto const two = some_times();
    auto merged = of(one);
    merged.add(of(two));
    one.insert(one.end(), two.begin(), two.end());
    RC_ASSERT(merged == of(one));
}

RC_GTEST_PROP(ReportProperty, AQuantileLiesInTheBucketOfTheExactOne, ()) {
    auto times = some_times();
    RC_PRE(!times.empty());
    std::ranges::sort(times);
    auto const merged = of(times);
    for (auto const share : {0.5, 0.9, 1.0}) {
        auto const rank = std::ceil(share * static_cast<double>(times.size()));
        auto const exact = times[static_cast<std::size_t>(rank) - 1];
        RC_ASSERT(of({merged.quantile_s(share)}).counts() == of({exact}).counts());
    }
    auto const sum = std::accumulate(times.begin(), times.end(), 0.0);
    RC_ASSERT(std::abs(static_cast<double>(merged.mean_s()) -
                       sum / static_cast<double>(times.size())) <= 0.5);
}

RC_GTEST_PROP(ReportProperty, AWordSaysWhatWasWritten, ()) {
    auto const sums = some_sums();
    Sums read;
    add_word(read, to_word(sums));
    RC_ASSERT(read == sums);
    add_word(read, to_word(sums));
    auto twice = sums;
    twice.add(sums);
    RC_ASSERT(read == twice);
}

}  // namespace
}  // namespace parley::domain
