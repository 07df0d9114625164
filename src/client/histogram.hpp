#pragma once
// Latencies by percentile, in little memory: 64 steps in each power of two, so a figure is at most
// 1.6 % too high. Microseconds in, milliseconds out.

#include <chrono>
#include <cstdint>
#include <vector>

namespace parley::client {

class Histogram {
  public:
    Histogram();

    void add(std::chrono::nanoseconds latency);
    std::uint64_t count() const { return count_; }
    /// The latency that `part` (0 to 1) of all did not pass, in ms; 0 where there is none.
    double percentile_ms(double part) const;
    double max_ms() const;

  private:
    std::vector<std::uint32_t> steps_;
    std::uint64_t count_ = 0;
    std::uint64_t max_us_ = 0;
};

}  // namespace parley::client
