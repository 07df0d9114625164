#pragma once
// How long a customer will probably wait, said with an interval. Pure. Source: A28, N8.

#include <cstdint>
#include <optional>
#include <span>

#include "base/time.hpp"

namespace parley::domain {

/// Four of five waits are meant to end between `least` and `most`.
struct WaitEstimate {
    seconds likely;
    seconds least;
    seconds most;

    friend bool operator==(WaitEstimate const&, WaitEstimate const&) = default;
};

/// For a customer at `position` (1 = next), by the queue's recent pace: the times between the last
/// accepted chats, and how much they differ. Nothing with fewer than three of them.
std::optional<WaitEstimate> estimate_wait(std::span<Instant const> accepted_newest_first,
                                          std::int64_t position, Instant now);

}  // namespace parley::domain
