#pragma once
// How long a client waits before it connects again: full jitter, 0.5 s * 2^n up to 30 s, so that a
// server that comes back is not run over by all its clients at once (promises.md 3.3).

#include <chrono>
#include <cstdint>
#include <random>

namespace parley::client {

class Backoff {
  public:
    using milliseconds = std::chrono::milliseconds;

    struct Span {
        milliseconds first{500};
        milliseconds longest{30'000};
    };

    Backoff(Span span, std::uint64_t seed) : span_(span), random_(seed) {}

    /// The pause before the next try; each is drawn from a span twice as long as the one before.
    milliseconds next();
    /// What next() gives when the server itself has said when to come back.
    milliseconds next(milliseconds retry);
    /// After a connection that was healthy for a while.
    void reset() { tries_ = 0; }

  private:
    Span span_;
    std::mt19937_64 random_;
    int tries_ = 0;
};

}  // namespace parley::client
