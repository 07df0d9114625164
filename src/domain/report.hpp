#pragma once
// What reports count: numbers, and times as histograms, which can be added up over hours, queues
// and agents without looking at a chat again. Pure. Source: C20, guide 1c (distribution, not only
// mean).

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace parley::domain {

/// Times of at least the bound before and below this one, in seconds; the last bucket has no end.
inline constexpr std::array<std::int64_t, 24> bucket_bounds_s{
    5,   10,  15,  20,   30,   45,   60,   90,   120,  180,   240,   300,
    420, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200, 14400, 28800, 86400};

/// How long something took, many times.
class Histogram {
  public:
    static constexpr std::size_t buckets = bucket_bounds_s.size() + 1;

    void add(milliseconds took);
    void add(Histogram const& other);

    std::int64_t count() const;
    /// In seconds, rounded. REQUIRES: count() > 0.
    std::int64_t mean_s() const;
    /// The time that this share of all does not exceed, in seconds: in the bucket where it lies, as
    /// if those in it were spread evenly. REQUIRES: count() > 0, 0 < share <= 1.
    std::int64_t quantile_s(double share) const;
    std::array<std::int64_t, buckets> const& counts() const { return counts_; }

    friend bool operator==(Histogram const&, Histogram const&) = default;

  private:
    friend class SumsText;
    std::array<std::int64_t, buckets> counts_{};
    std::int64_t sum_ms_ = 0;
};

enum class Counter {
    arrived,        // customers have asked for a chat
    answered,       // an agent had it for the first time
    in_time,        // of these: within the time that is aimed at, or there was none
    abandoned,      // gave up, or was sent away, before any agent had it
    aimed,          // of those answered or abandoned: where a time was aimed at
    aimed_in_time,  // of these: answered within it
    left_message,   // instead of waiting
    solved_by_bot,  // the customer has said so
    handled,        // an agent's part of a chat has ended
    transferred,    // of these: handed on by the agent
    missed,         // offers that ran out
    declined,       // offers that were refused
    coded,          // chats that ended with this code
    state_ms,       // time in a state
};
inline constexpr std::size_t counters = 14;

enum class Timed {
    wait,          // until an agent had it for the first time
    gave_up,       // the same of those who did not wait so long
    first_answer,  // until an agent first wrote, of chats that ended
    handle,        // an agent's part of a chat
    wrap_up,
};
inline constexpr std::size_t timed = 5;

/// What was counted, of one thing in one span of time.
class Sums {
  public:
    void add(Counter counter, std::int64_t more = 1) { at(counter) += more; }
    void add(Timed what, milliseconds took) { at(what).add(took); }
    void add(Sums const& other);
    std::int64_t operator[](Counter counter) const {
        return counters_[static_cast<std::size_t>(counter)];
    }
    Histogram const& operator[](Timed what) const { return times_[static_cast<std::size_t>(what)]; }
    bool empty() const { return *this == Sums{}; }
    /// Of those who waited for an agent where a time was aimed at, how many had one in time, in %,
    /// rounded down; nothing: nobody did.
    std::optional<std::int64_t> service_percent() const;

    friend bool operator==(Sums const&, Sums const&) = default;

  private:
    friend class SumsText;
    std::int64_t& at(Counter counter) { return counters_[static_cast<std::size_t>(counter)]; }
    Histogram& at(Timed what) { return times_[static_cast<std::size_t>(what)]; }

    std::array<std::int64_t, counters> counters_{};
    std::array<Histogram, timed> times_{};
};

// As they are stored: a short word, in which zeros take no place.
std::string to_word(Sums const& sums);
/// Adds what the word says. Aborts where to_word has not written it.
void add_word(Sums& sums, std::string_view word);

/// Local times begin days and hours at quarters of an hour of UTC wherever people live, some of
/// them not at whole hours: what is kept by quarters can be added up for each of them.
inline constexpr milliseconds a_quarter = std::chrono::minutes{15};
inline constexpr std::int64_t quarters_a_day = 96;

}  // namespace parley::domain
