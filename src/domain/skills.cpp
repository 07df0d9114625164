#include "domain/skills.hpp"

#include <algorithm>
#include <charconv>

#include "base/ensure.hpp"

namespace parley::domain {

std::optional<WrongNeed> wrong(Need const& need) {
    auto const range = "must be from 1 to " + std::to_string(skill_level_max);
    if (need.level < 1 || need.level > skill_level_max) return WrongNeed{"level", range};
    if (std::ssize(need.relaxations) > relaxations_max) {
        return WrongNeed{"relaxations", "at most " + std::to_string(relaxations_max)};
    }
    constexpr std::int64_t after_max = 7 * 24 * 3600;
    std::int64_t after = 0;
    auto level = need.level;
    for (std::size_t i = 0; i < need.relaxations.size(); ++i) {
        auto const& step = need.relaxations[i];
        auto const at = "relaxations/" + std::to_string(i) + "/";
        if (step.after_s <= after || step.after_s > after_max) {
            return WrongNeed{at + "after_s", "must be later than the step before, within a week"};
        }
        if (step.level < 0 || step.level >= level) {
            return WrongNeed{at + "level", "must be less than in the step before, and not below 0"};
        }
        after = step.after_s;
        level = step.level;
    }
    return std::nullopt;
}

std::int64_t level_needed(Need const& need, milliseconds waited) {
    auto level = need.level;
    for (auto const& step : need.relaxations) {
        if (waited < seconds{step.after_s}) break;
        level = step.level;
    }
    return level;
}

std::optional<milliseconds> enough_after(Need const& need, std::int64_t level) {
    if (level >= need.level) return milliseconds{0};
    for (auto const& step : need.relaxations) {
        if (level >= step.level) return seconds{step.after_s};
    }
    return std::nullopt;
}

std::int64_t level_of(HeldSkills const& held, SkillId skill) {
    auto const found = std::ranges::find(held, skill, &HeldSkill::skill);
    return found == held.end() ? 0 : found->level;
}

std::vector<Need> combined(std::vector<Need> const& of_queue, std::vector<Need> const& of_chat) {
    auto all = of_chat;
    for (auto const& need : of_queue) {
        if (std::ranges::find(of_chat, need.skill, &Need::skill) == of_chat.end()) {
            all.push_back(need);
        }
    }
    std::ranges::sort(all, {}, &Need::skill);
    return all;
}

std::string to_word(std::vector<Need> const& needs) {
    auto sorted = needs;
    std::ranges::sort(sorted, {}, &Need::skill);
    std::string out;
    auto const pair = [&](std::int64_t first, std::int64_t second) {
        out.append(std::to_string(first)).append(1, ':').append(std::to_string(second));
    };
    for (auto const& need : sorted) {
        if (!out.empty()) out.push_back(' ');
        pair(need.skill.value, need.level);
        for (auto const& step : need.relaxations) {
            out.push_back(',');
            pair(step.after_s, step.level);
        }
    }
    return out;
}

std::optional<std::vector<Need>> needs_from_word(std::string_view word) {
    std::vector<Need> needs;
    auto at = word.data();
    auto const end = at + word.size();
    auto const number = [&](std::int64_t& value) {
        auto const [rest, error] = std::from_chars(at, end, value);
        at = rest;
        return error == std::errc{};
    };
    auto const letter = [&](char wanted) { return at != end && *at == wanted && ++at; };
    while (at != end) {
        if (!needs.empty() && !letter(' ')) return std::nullopt;
        Need need;
        if (!number(need.skill.value) || !letter(':') || !number(need.level)) return std::nullopt;
        while (at != end && *at == ',') {
            ++at;
            Relaxation step{};
            if (!number(step.after_s) || !letter(':') || !number(step.level)) return std::nullopt;
            need.relaxations.push_back(step);
        }
        needs.push_back(std::move(need));
    }
    return needs;
}

HeldSkills held_in(std::string_view word) {
    auto const needs = needs_from_word(word);
    ENSURE(needs);
    HeldSkills held;
    held.reserve(needs->size());
    for (auto const& need : *needs) held.push_back({need.skill, need.level});
    return held;
}

}  // namespace parley::domain
