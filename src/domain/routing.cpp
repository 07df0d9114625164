#include "domain/routing.hpp"

#include <algorithm>
#include <tuple>

namespace parley::domain {

namespace {

/// Until when the agent is passed over for this chat; a time in the past where not at all.
Instant excluded_until(UserId agent, std::span<PastOffer const> past, milliseconds exclude) {
    Instant until{};
    for (auto const& offer : past) {
        if (offer.agent == agent) until = std::max(until, offer.decided_at + exclude);
    }
    return until;
}

}  // namespace

std::optional<UserId> choose(std::span<ReadyAgent const> ready, std::span<PastOffer const> past,
                             milliseconds exclude, Instant now) {
    ReadyAgent const* best = nullptr;
    for (auto const& agent : ready) {
        if (excluded_until(agent.id, past, exclude) > now) continue;
        auto const rank = [](ReadyAgent const& of) {
            return std::tie(of.idle_since, of.load, of.id);
        };
        if (!best || rank(agent) < rank(*best)) best = &agent;
    }
    return best ? std::optional{best->id} : std::nullopt;
}

std::optional<Instant> next_chance(std::span<ReadyAgent const> ready,
                                   std::span<PastOffer const> past, milliseconds exclude,
                                   Instant now) {
    std::optional<Instant> earliest;
    for (auto const& agent : ready) {
        auto const until = excluded_until(agent.id, past, exclude);
        if (until > now && (!earliest || until < *earliest)) earliest = until;
    }
    return earliest;
}

std::optional<seconds> estimate_wait(std::span<Instant const> accepted_newest_first,
                                     std::int64_t position, Instant now) {
    if (accepted_newest_first.size() < 3) return std::nullopt;
    auto const span = now - accepted_newest_first.back();
    auto const pace = span / static_cast<std::int64_t>(accepted_newest_first.size());
    return std::chrono::duration_cast<seconds>(pace * position);
}

}  // namespace parley::domain
