#pragma once
// Who gets a waiting chat. Pure; the same answer for the same values on every node.
// Source: E27, V12, W4, C12, N2, P8; behaviour.md 6.1.

#include <optional>
#include <span>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/presence.hpp"
#include "domain/skills.hpp"
#include "domain/strategy.hpp"

namespace parley::domain {

/// A member of the queue, as the rules see them.
struct Candidate {
    UserId id;
    AgentFacts facts;
    Instant idle_since;     // when a chat was last offered to them, or left them
    std::int64_t turn = 0;  // numbers the queue's offers; of the last one to them, 0: none yet
    HeldSkills skills;
};

/// One attempt to give this chat to somebody, that failed.
struct PastOffer {
    UserId agent;
    Instant decided_at;
    bool missed = false;     // otherwise declined
    bool handed_on = false;  // was theirs, and they have handed it on
};

struct WaitingChat {
    ChatId id;
    std::int64_t priority = 0;  // more is sooner
    Instant queued_at;
    std::vector<Need> needs;
    std::optional<UserId> wanted;  // had the customer last: is asked first where they can
    std::vector<PastOffer> past;
};

struct RoutingRules {
    Strategy strategy = Strategy::longest_idle;
    milliseconds exclude{0};          // who let the chat pass is not asked again for so long
    std::int64_t weight = one_place;  // of each chat of the queue, in hundredths of a place (C13)
};

/// Whether `first` is to be served first: by priority, then by the time it has waited.
bool comes_before(WaitingChat const& first, WaitingChat const& second);

/// The agent who may take the chat now and whom the strategy prefers; the wanted one before all
/// others. Nobody where nobody may.
///
/// INVARIANT 1: the chosen one is routable, holds what is needed now and is not excluded.
/// INVARIANT 2: the order of the candidates does not matter.
std::optional<UserId> choose(std::span<Candidate const> candidates, WaitingChat const& chat,
                             RoutingRules const& rules, Instant now);

/// When choose() may give somebody only because time has passed: an exclusion ends or a need
/// relaxes. Nothing where time alone changes nothing for those who are routable.
std::optional<Instant> next_chance(std::span<Candidate const> candidates, WaitingChat const& chat,
                                   RoutingRules const& rules, Instant now);

/// What the offer does to the chosen one and to the order of turns.
void take(std::span<Candidate> candidates, UserId chosen, RoutingRules const& rules, Instant now);

/// Why a candidate got the chat, or did not.
enum class Standing {
    chosen,
    // Could have taken it, but the strategy preferred another:
    not_last_agent,  // who had the customer last was asked first
    idle_shorter,
    more_load,
    later_turn,
    later_id,  // equal in everything else
    // Could not take it:
    level_too_low,
    lacks_skill,
    declined,  // this chat, not long ago
    missed,
    handed_on,
    at_capacity,
    enough_offers,  // open already
    wrap_up,        // and no chats come during that
    stop_new,
    pending,  // another status comes after the open chats
    status,
    not_connected,
    offline,
};
BOOST_DESCRIBE_ENUM(Standing, chosen, not_last_agent, idle_shorter, more_load, later_turn, later_id,
                    level_too_low, lacks_skill, declined, missed, handed_on, at_capacity,
                    enough_offers, wrap_up, stop_new, pending, status, not_connected, offline)

struct SkillGap {
    SkillId skill;
    std::int64_t held;
    std::int64_t needed;

    friend bool operator==(SkillGap const&, SkillGap const&) = default;
};

struct Judged {
    UserId agent;
    Standing standing;
    milliseconds idle;
    std::int64_t used;      // in hundredths of a place
    std::int64_t capacity;  // in places
    std::int64_t turn;
    std::optional<SkillGap> gap;   // of lacks_skill, level_too_low
    std::optional<Instant> until;  // of declined, missed, handed_on
};

/// Every candidate with their standing: the chosen one, then those who could, in the strategy's
/// order, then those who could not, by how near they were to it.
std::vector<Judged> judge(std::span<Candidate const> candidates, WaitingChat const& chat,
                          RoutingRules const& rules, Instant now);

}  // namespace parley::domain
