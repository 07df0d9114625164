#pragma once
// Who gets a waiting chat. Pure; the same answer for the same values on every node.
// First form: push to the member who has been idle longest. Source: E27, W4, P8; behaviour.md 6.1.

#include <optional>
#include <span>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace parley::domain {

/// A member of the queue who is connected, available and has a free place.
struct ReadyAgent {
    UserId id;
    Instant idle_since;  // when a chat was last offered to them, or left them
    std::int64_t load;   // chats and offers they have
};

/// One attempt to give this chat to somebody, that failed.
struct PastOffer {
    UserId agent;
    Instant decided_at;
};

/// The longest idle agent who has not let this chat pass within `exclude`; of several the one with
/// the least to do. Nobody where all have.
std::optional<UserId> choose(std::span<ReadyAgent const> ready, std::span<PastOffer const> past,
                             milliseconds exclude, Instant now);

/// When choose() may give another answer only because time has passed: the end of the earliest
/// exclusion. Nothing where no agent is excluded.
std::optional<Instant> next_chance(std::span<ReadyAgent const> ready,
                                   std::span<PastOffer const> past, milliseconds exclude,
                                   Instant now);

/// How long a customer at `position` (1 = next) will probably wait: the queue's recent pace, that
/// is the mean time between the last accepted chats. Nothing with fewer than three of them.
std::optional<seconds> estimate_wait(std::span<Instant const> accepted_newest_first,
                                     std::int64_t position, Instant now);

}  // namespace parley::domain
