#pragma once
// Points and spans of time. An Instant is UTC in milliseconds; rules get it as an argument and
// never read a clock themselves, so that tests and the simulator can move time as they like.

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parley {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t ms = 0;

    friend constexpr auto operator<=>(Instant, Instant) = default;
    friend constexpr Instant operator+(Instant at, milliseconds span) {
        return {at.ms + span.count()};
    }
    friend constexpr milliseconds operator-(Instant later, Instant earlier) {
        return milliseconds{later.ms - earlier.ms};
    }
};

/// RFC 3339 in UTC with milliseconds: 2026-11-21T08:30:00.000Z.
std::string to_rfc3339(Instant at);

/// Reads what to_rfc3339 writes, and nothing else.
std::optional<Instant> from_rfc3339(std::string_view text);

/// Where the program gets its time from.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

/// The wall clock as it was at the start, moved on by the steady clock: a jump of the machine's
/// clock while the program runs changes neither the order of things nor a deadline (P25).
class SteadyClock : public Clock {
  public:
    SteadyClock() { start({}, {}); }
    /// Sets it anew, before others use it. `not_before`: the latest time already stored, so that a
    /// clock set back between two runs does not make new rows older than old ones. `wall`: the time
    /// now where several machines go by one clock; 0: this machine's.
    void start(Instant not_before, Instant wall);
    Instant now() const override;

  private:
    Instant wall_at_start_;
    std::chrono::steady_clock::time_point steady_at_start_;
};

/// A clock that stands still until it is told to move. For tests and the simulator.
class ManualClock : public Clock {
  public:
    explicit ManualClock(Instant at) : at_(at) {}
    Instant now() const override { return at_; }
    void advance(milliseconds span) { at_ = at_ + span; }

  private:
    Instant at_;
};

}  // namespace parley
