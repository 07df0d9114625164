#pragma once
// Skills: what agents can do, how well, and what a chat asks for. What it asks for may become less
// the longer it waits. Pure. Source: C12.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/container/small_vector.hpp>
#include <boost/describe.hpp>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace parley::domain {

/// Levels go from 1 to this; more is better.
inline constexpr std::int64_t skill_level_max = 10;
inline constexpr std::int64_t needs_max = 10;        // of one chat
inline constexpr std::int64_t relaxations_max = 10;  // of one need

struct HeldSkill {
    SkillId skill;
    std::int64_t level;

    friend bool operator==(HeldSkill const&, HeldSkill const&) = default;
};

/// What an agent holds; few hold more than lie in one piece of memory with the rest of the agent.
using HeldSkills = boost::container::small_vector<HeldSkill, 6>;

/// After `after_s` seconds of waiting `level` is enough; 0: the skill is needed no more.
struct Relaxation {
    std::int64_t after_s;
    std::int64_t level;

    friend bool operator==(Relaxation const&, Relaxation const&) = default;
};
BOOST_DESCRIBE_STRUCT(Relaxation, (), (after_s, level))

struct Need {
    SkillId skill;
    std::int64_t level;
    std::vector<Relaxation> relaxations;  // later ones ask for less

    friend bool operator==(Need const&, Need const&) = default;
};

/// What is wrong with it, as a rule ("must be from 1 to 10"); nothing where it is right.
struct WrongNeed {
    std::string field;  // level, or relaxations/N/level …
    std::string rule;
};
std::optional<WrongNeed> wrong(Need const& need);

/// The level that is needed after so long a wait; 0: none.
std::int64_t level_needed(Need const& need, milliseconds waited);

/// After how long a wait `level` is enough: at once (0), later, or never (nothing).
std::optional<milliseconds> enough_after(Need const& need, std::int64_t level);

/// 0 where it is not held.
std::int64_t level_of(HeldSkills const& held, SkillId skill);

/// What a chat needs: what its queue asks for, and what is asked for this chat in place of it,
/// skill by skill.
std::vector<Need> combined(std::vector<Need> const& of_queue, std::vector<Need> const& of_chat);

/// As one word for a column, and back: "skill:level" and ",seconds:level" for each relaxation,
/// needs apart by spaces. Equal needs give equal words. Nothing where the word has another form;
/// whether the levels are right was asked when they were set.
std::string to_word(std::vector<Need> const& needs);
std::optional<std::vector<Need>> needs_from_word(std::string_view word);

/// What an agent holds is kept as needs without relaxations. REQUIRES: to_word() has written it.
HeldSkills held_in(std::string_view word);

}  // namespace parley::domain
