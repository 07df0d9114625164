#pragma once
// How often somebody may do something: token buckets by name, in this process. A node that forgets
// them at a restart harms nobody.

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/limits.hpp"
#include "base/time.hpp"

namespace parley::api {

/// `most` at once, and as many again over `per`.
struct Rate {
    std::int64_t most;
    milliseconds per;
};

class Bucket {
  public:
    /// Takes one. Gives 0, or the milliseconds after which one will be there.
    int take(Rate const& rate, Instant now);
    void give_back() { taken_ -= 1; }
    bool is_full(Rate const& rate, Instant now) const;

  private:
    double refilled(Rate const& rate, Instant now) const;

    double taken_ = 0;
    Instant at_{};
};

class RateLimits {
  public:
    /// Takes one. Gives 0, or the milliseconds after which one will be there.
    int wait_for(std::string const& key, Rate const& rate, Instant now);
    /// Refuses too_many, with retry_ms, where `key` has done this too often.
    void take(std::string const& key, Rate const& rate, Instant now);
    /// Takes one back: the try that was counted does not count after all.
    void give_back(std::string const& key);

  private:
    void forget_idle(Instant now);

    struct Entry {
        Bucket bucket;
        Rate rate;
    };
    std::mutex mutex_;
    std::unordered_map<std::string, Entry> buckets_;
    std::size_t look_at_size_ = 10'000;
};

/// From where people have signed in, in this process. Bounded: of too many all are forgotten.
class Places {
  public:
    bool contains(std::string const& place);
    void add(std::string const& place);

  private:
    static constexpr std::size_t places_max = 100'000;
    std::mutex mutex_;
    std::unordered_set<std::string> places_;
};

}  // namespace parley::api
