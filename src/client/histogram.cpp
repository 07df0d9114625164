#include "client/histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace parley::client {

namespace {

constexpr unsigned step_bits = 6;  // 64 steps in each power of two
constexpr std::uint64_t us_max = 1ull << 40;

std::size_t step_of(std::uint64_t us) {
    if (us < 1u << step_bits) return us;
    auto const shift = static_cast<unsigned>(std::bit_width(us)) - 1 - step_bits;
    return ((shift + 1) << step_bits) + ((us >> shift) & ((1u << step_bits) - 1));
}

/// The highest latency that falls into the step.
std::uint64_t top_of(std::size_t step) {
    if (step < 1u << step_bits) return step;
    auto const shift = (step >> step_bits) - 1;
    return ((1ull << step_bits | (step & ((1u << step_bits) - 1))) << shift) + (1ull << shift) - 1;
}

}  // namespace

Histogram::Histogram() : steps_(step_of(us_max) + 1) {}

void Histogram::add(std::chrono::nanoseconds latency) {
    auto const us = std::min(
        us_max, static_cast<std::uint64_t>(std::max<std::int64_t>(0, latency.count() / 1000)));
    ++steps_[step_of(us)];
    ++count_;
    max_us_ = std::max(max_us_, us);
}

double Histogram::percentile_ms(double part) const {
    if (count_ == 0) return 0;
    auto const wanted = std::max<std::uint64_t>(
        1, static_cast<std::uint64_t>(std::ceil(part * static_cast<double>(count_))));
    std::uint64_t seen = 0;
    for (std::size_t step = 0; step < steps_.size(); ++step) {
        seen += steps_[step];
        if (seen >= wanted) return static_cast<double>(std::min(top_of(step), max_us_)) / 1000;
    }
    return max_ms();
}

double Histogram::max_ms() const { return static_cast<double>(max_us_) / 1000; }

}  // namespace parley::client
