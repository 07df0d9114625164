#include "domain/routing.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace parley::domain {

namespace {

/// The last time the agent let this chat pass, where that still counts.
PastOffer const* exclusion(UserId agent, std::span<PastOffer const> past, milliseconds exclude,
                           Instant now) {
    PastOffer const* last = nullptr;
    for (auto const& offer : past) {
        if (offer.agent != agent || offer.decided_at + exclude <= now) continue;
        if (!last || offer.decided_at > last->decided_at) last = &offer;
    }
    return last;
}

std::optional<SkillGap> gap_of(Candidate const& agent, WaitingChat const& chat, Instant now) {
    for (auto const& need : chat.needs) {
        auto const needed = level_needed(need, now - chat.queued_at);
        auto const held = level_of(agent.skills, need.skill);
        if (held < needed) return SkillGap{need.skill, held, needed};
    }
    return std::nullopt;
}

bool can_take(Candidate const& agent, WaitingChat const& chat, RoutingRules const& rules,
              Instant now) {
    return is_routable(agent.facts, rules.weight) &&
           !exclusion(agent.id, chat.past, rules.exclude, now) && !gap_of(agent, chat, now);
}

/// The lowest is preferred. Whatever comes first decides.
using Rank = std::array<std::int64_t, 4>;

Rank rank(Candidate const& agent, WaitingChat const& chat, Strategy strategy) {
    std::int64_t const wanted = chat.wanted == agent.id ? 0 : 1;
    auto const load = agent.facts.used();
    auto const idle = agent.idle_since.ms;
    switch (strategy) {
        case Strategy::longest_idle:
            return {wanted, idle, load, agent.id.value};
        case Strategy::round_robin:
            return {wanted, agent.turn, 0, agent.id.value};
        case Strategy::least_load:
            return {wanted, load, idle, agent.id.value};
    }
    return {};
}

/// Why the one with the rank `lost` was not preferred to the one with the rank `won`.
Standing difference(Rank const& won, Rank const& lost, Strategy strategy) {
    if (won[0] != lost[0]) return Standing::not_last_agent;
    if (won[1] != lost[1]) {
        return strategy == Strategy::longest_idle  ? Standing::idle_shorter
               : strategy == Strategy::round_robin ? Standing::later_turn
                                                   : Standing::more_load;
    }
    if (won[2] != lost[2]) {
        return strategy == Strategy::longest_idle ? Standing::more_load : Standing::idle_shorter;
    }
    return Standing::later_id;
}

/// Why the agent may take no chat of this weight at all; nothing where they may.
std::optional<Standing> hindrance(AgentFacts const& agent, std::int64_t weight) {
    if (is_routable(agent, weight)) return std::nullopt;
    if (agent.kind == StatusKind::offline) return Standing::offline;
    if (!agent.connected) return Standing::not_connected;
    if (agent.kind != StatusKind::ready) return Standing::status;
    if (agent.pending) return Standing::pending;
    if (agent.stop_new) return Standing::stop_new;
    if (agent.wrap_up_blocks && agent.wrap_ups > 0) return Standing::wrap_up;
    return has_room(agent, weight) ? Standing::enough_offers : Standing::at_capacity;
}

Judged judge_one(Candidate const& agent, WaitingChat const& chat, RoutingRules const& rules,
                 Instant now) {
    Judged judged{agent.id,           Standing::chosen,     now - agent.idle_since,
                  agent.facts.used(), agent.facts.capacity, agent.turn,
                  std::nullopt,       std::nullopt};
    if (auto const hindered = hindrance(agent.facts, rules.weight)) {
        judged.standing = *hindered;
    } else if (auto const past = exclusion(agent.id, chat.past, rules.exclude, now)) {
        judged.standing = past->handed_on ? Standing::handed_on
                          : past->missed  ? Standing::missed
                                          : Standing::declined;
        judged.until = past->decided_at + rules.exclude;
    } else if ((judged.gap = gap_of(agent, chat, now))) {
        judged.standing = judged.gap->held > 0 ? Standing::level_too_low : Standing::lacks_skill;
    }
    return judged;
}

}  // namespace

bool comes_before(WaitingChat const& first, WaitingChat const& second) {
    auto const rank = [](WaitingChat const& chat) {
        return std::tuple{-chat.priority, chat.queued_at, chat.id};
    };
    return rank(first) < rank(second);
}

std::optional<UserId> choose(std::span<Candidate const> candidates, WaitingChat const& chat,
                             RoutingRules const& rules, Instant now) {
    std::optional<UserId> best;
    Rank best_rank{};
    for (auto const& agent : candidates) {
        if (!can_take(agent, chat, rules, now)) continue;
        auto const own = rank(agent, chat, rules.strategy);
        if (best && best_rank <= own) continue;
        best = agent.id;
        best_rank = own;
    }
    return best;
}

std::optional<Instant> next_chance(std::span<Candidate const> candidates, WaitingChat const& chat,
                                   RoutingRules const& rules, Instant now) {
    std::optional<Instant> earliest;
    for (auto const& agent : candidates) {
        if (!is_routable(agent.facts, rules.weight)) continue;
        auto at = now;
        if (auto const past = exclusion(agent.id, chat.past, rules.exclude, now)) {
            at = past->decided_at + rules.exclude;
        }
        bool ever = true;
        for (auto const& need : chat.needs) {
            auto const wait = enough_after(need, level_of(agent.skills, need.skill));
            ever = ever && wait;
            if (wait) at = std::max(at, chat.queued_at + *wait);
        }
        if (ever && at > now && (!earliest || at < *earliest)) earliest = at;
    }
    return earliest;
}

void take(std::span<Candidate> candidates, UserId chosen, RoutingRules const& rules, Instant now) {
    std::int64_t turn = 0;
    for (auto const& agent : candidates) turn = std::max(turn, agent.turn);
    for (auto& agent : candidates) {
        if (agent.id != chosen) continue;
        agent.facts.offered += 1;
        agent.facts.extra += rules.weight - one_place;
        agent.idle_since = now;
        agent.turn = turn + 1;
    }
}

std::vector<Judged> judge(std::span<Candidate const> candidates, WaitingChat const& chat,
                          RoutingRules const& rules, Instant now) {
    struct Ranked {
        Judged judged;
        Rank rank;
    };
    std::vector<Ranked> all;
    all.reserve(candidates.size());
    for (auto const& agent : candidates) {
        all.push_back({judge_one(agent, chat, rules, now), rank(agent, chat, rules.strategy)});
    }
    std::ranges::sort(all, {},
                      [](Ranked const& one) { return std::tuple{one.judged.standing, one.rank}; });
    std::vector<Judged> result;
    result.reserve(all.size());
    for (auto& one : all) {
        // Who could take it stands before all others here: the first of them is the chosen one.
        if (one.judged.standing == Standing::chosen && !result.empty()) {
            one.judged.standing = difference(all.front().rank, one.rank, rules.strategy);
        }
        result.push_back(std::move(one.judged));
    }
    return result;
}

}  // namespace parley::domain
