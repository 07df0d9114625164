#include "client/histogram.hpp"

#include <gmock/gmock.h>

namespace parley::client {
namespace {

using std::chrono::microseconds;

TEST(Histogram, PercentilesAreWithinTheStep) {
    Histogram histogram;
    for (int us = 1; us <= 100'000; ++us) histogram.add(microseconds{us});
    for (double part : {0.01, 0.5, 0.9, 0.99, 0.999}) {
        EXPECT_GE(histogram.percentile_ms(part), 100 * part);
        EXPECT_LE(histogram.percentile_ms(part), 100 * part * 1.017);
    }
    EXPECT_EQ(histogram.max_ms(), 100);
    EXPECT_EQ(histogram.percentile_ms(1), 100);
    EXPECT_EQ(histogram.count(), 100'000u);
}

TEST(Histogram, ExtremesDoNoHarm) {
    Histogram histogram;
    EXPECT_EQ(histogram.percentile_ms(0.99), 0);
    histogram.add(microseconds{-5});
    histogram.add(std::chrono::hours{24 * 365});
    EXPECT_EQ(histogram.percentile_ms(0.5), 0);
    EXPECT_GT(histogram.max_ms(), 1e9);
}

}  // namespace
}  // namespace parley::client
