// What holds of routing whatever the values are.
#include <algorithm>
#include <map>
#include <random>
#include <ranges>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/routing.hpp"

namespace parley::domain {
namespace {

constexpr Instant now{10'000'000};
constexpr std::int64_t skills = 3;

Instant before_now(int ms) { return now + milliseconds{-*rc::gen::inRange(0, ms)}; }

Candidate some_agent(std::int64_t id) {
    Candidate agent;
    agent.id = UserId{id};
    auto& facts = agent.facts;
    facts.kind = *rc::gen::weightedElement<StatusKind>({{6, StatusKind::ready},
                                                        {1, StatusKind::not_ready},
                                                        {1, StatusKind::away},
                                                        {1, StatusKind::offline},
                                                        {1, StatusKind::missed}});
    facts.connected = *rc::gen::weightedElement<bool>({{8, true}, {1, false}});
    facts.pending = *rc::gen::weightedElement<bool>({{8, false}, {1, true}});
    facts.offered = *rc::gen::inRange<std::int64_t>(0, 2);
    facts.active = *rc::gen::inRange<std::int64_t>(0, 3);
    facts.capacity = *rc::gen::inRange<std::int64_t>(1, 6);
    facts.offers_max = *rc::gen::inRange<std::int64_t>(1, 4);
    facts.stop_new = *rc::gen::weightedElement<bool>({{8, false}, {1, true}});
    facts.wrap_ups = *rc::gen::inRange<std::int64_t>(0, 2);
    facts.wrap_up_blocks = *rc::gen::arbitrary<bool>();
    agent.idle_since = before_now(20);
    agent.turn = *rc::gen::inRange<std::int64_t>(0, 4);
    for (std::int64_t skill = 1; skill <= skills; ++skill) {
        auto const level = *rc::gen::inRange<std::int64_t>(0, 5);
        if (level > 0) agent.skills.push_back({SkillId{skill}, level});
    }
    return agent;
}

std::vector<Candidate> some_agents() {
    std::vector<Candidate> agents;
    auto const count = *rc::gen::inRange<std::int64_t>(0, 8);
    for (std::int64_t id = 1; id <= count; ++id) agents.push_back(some_agent(id));
    return agents;
}

WaitingChat some_chat(std::int64_t id) {
    WaitingChat chat;
    chat.id = ChatId{id};
    chat.priority = *rc::gen::inRange<std::int64_t>(0, 3);
    chat.queued_at = before_now(60'000);
    for (std::int64_t skill = 1; skill <= skills; ++skill) {
        auto level = *rc::gen::inRange<std::int64_t>(-4, 5);
        if (level <= 0) continue;
        Need need{SkillId{skill}, level, {}};
        for (std::int64_t after = 0; level > 0 && *rc::gen::arbitrary<bool>();) {
            level = *rc::gen::inRange<std::int64_t>(0, level);
            need.relaxations.push_back({after += *rc::gen::inRange<std::int64_t>(1, 40), level});
        }
        chat.needs.push_back(need);
    }
    if (*rc::gen::arbitrary<bool>()) chat.wanted = UserId{*rc::gen::inRange<std::int64_t>(1, 8)};
    auto const past = *rc::gen::inRange(0, 3);
    for (int i = 0; i < past; ++i) {
        chat.past.push_back({UserId{*rc::gen::inRange<std::int64_t>(1, 8)}, before_now(90'000),
                             *rc::gen::arbitrary<bool>()});
    }
    return chat;
}

RoutingRules some_rules() {
    return {*rc::gen::element(Strategy::longest_idle, Strategy::round_robin, Strategy::least_load),
            milliseconds{*rc::gen::element(0, 30'000, 60'000)},
            *rc::gen::element<std::int64_t>(50, one_place, 250)};
}

/// Said anew, from the words of the rules: the agent could take the chat.
bool could(Candidate const& agent, WaitingChat const& chat, RoutingRules const& rules, Instant at) {
    if (!is_routable(agent.facts, rules.weight)) return false;
    for (auto const& past : chat.past) {
        if (past.agent == agent.id && at - past.decided_at < rules.exclude) return false;
    }
    return std::ranges::all_of(chat.needs, [&](Need const& need) {
        return level_of(agent.skills, need.skill) >= level_needed(need, at - chat.queued_at);
    });
}

RC_GTEST_PROP(Routing, P7_NeverChoosesWhoMayNotTakeTheChatAndNeverNobodyWhereSomebodyMay, ()) {
    auto const agents = some_agents();
    auto const chat = some_chat(1);
    auto const rules = some_rules();
    auto const chosen = choose(agents, chat, rules, now);
    bool const somebody = std::ranges::any_of(
        agents, [&](Candidate const& agent) { return could(agent, chat, rules, now); });
    RC_ASSERT(chosen.has_value() == somebody);
    if (!chosen) return;
    RC_ASSERT(could(*std::ranges::find(agents, *chosen, &Candidate::id), chat, rules, now));
}

RC_GTEST_PROP(Routing, C12_WaitingLongerLosesNoCandidate, ()) {
    auto const agents = some_agents();
    auto const chat = some_chat(1);
    auto const rules = some_rules();
    auto const later = now + milliseconds{*rc::gen::inRange(0, 120'000)};
    for (auto const& agent : agents) {
        std::span const only{&agent, 1};
        if (choose(only, chat, rules, now)) RC_ASSERT(choose(only, chat, rules, later));
    }
}

RC_GTEST_PROP(Routing, P8_NobodyIsChosenBeforeTheNextChanceAndSomebodyIsAtIt, ()) {
    auto const agents = some_agents();
    auto const chat = some_chat(1);
    auto const rules = some_rules();
    RC_PRE(!choose(agents, chat, rules, now));
    auto const chance = next_chance(agents, chat, rules, now);
    if (chance) {
        RC_ASSERT(*chance > now);
        RC_ASSERT(!choose(agents, chat, rules, *chance + milliseconds{-1}));
        RC_ASSERT(choose(agents, chat, rules, *chance));
    } else {
        RC_ASSERT(!choose(agents, chat, rules, now + std::chrono::hours{1000}));
    }
}

RC_GTEST_PROP(Routing, GivesTheSameAnswerForTheSameValuesInAnyOrder, ()) {
    auto agents = some_agents();
    auto const chat = some_chat(1);
    auto const rules = some_rules();
    auto const chosen = choose(agents, chat, rules, now);
    auto const judged = judge(agents, chat, rules, now);
    std::mt19937 random{*rc::gen::arbitrary<std::uint32_t>()};
    std::ranges::shuffle(agents, random);
    RC_ASSERT(choose(agents, chat, rules, now) == chosen);
    auto const again = judge(agents, chat, rules, now);
    RC_ASSERT(again.size() == judged.size());
    for (std::size_t i = 0; i < judged.size(); ++i) {
        RC_ASSERT(again[i].agent == judged[i].agent);
        RC_ASSERT(again[i].standing == judged[i].standing);
    }
}

RC_GTEST_PROP(Routing, N2_TheReasonsSayWhatHasBeenDecided, ()) {
    auto const agents = some_agents();
    auto const chat = some_chat(1);
    auto const rules = some_rules();
    auto const chosen = choose(agents, chat, rules, now);
    auto const judged = judge(agents, chat, rules, now);
    RC_ASSERT(judged.size() == agents.size());
    for (std::size_t i = 0; i < judged.size(); ++i) {
        auto const& agent = *std::ranges::find(agents, judged[i].agent, &Candidate::id);
        RC_ASSERT((judged[i].standing == Standing::chosen) == (chosen == agent.id));
        RC_ASSERT((judged[i].standing < Standing::level_too_low) == could(agent, chat, rules, now));
        bool const no_skill = judged[i].standing == Standing::level_too_low ||
                              judged[i].standing == Standing::lacks_skill;
        RC_ASSERT(judged[i].gap.has_value() == no_skill);
        if (i > 0) RC_ASSERT(judged[i].standing != Standing::chosen);
    }
}

RC_GTEST_PROP(Routing, P8_ANewerChatOfNoHigherPriorityNeverComesFirst, ()) {
    auto const first = some_chat(1);
    auto const second = some_chat(2);
    RC_ASSERT(comes_before(first, second) != comes_before(second, first));
    if (first.priority > second.priority) RC_ASSERT(comes_before(first, second));
    if (first.priority == second.priority && first.queued_at < second.queued_at) {
        RC_ASSERT(comes_before(first, second));
    }
}

RC_GTEST_PROP(Routing, V12_EqualAgentsGetEquallyManyChatsInTurn, ()) {
    auto const count = *rc::gen::inRange<std::int64_t>(1, 7);
    std::vector<Candidate> agents;
    for (std::int64_t id = 1; id <= count; ++id) {
        auto agent = some_agent(id);
        agent.facts = {};
        agent.facts.kind = StatusKind::ready;
        agent.facts.connected = true;
        agent.facts.capacity = agent.facts.offers_max = 1000;
        agent.turn = 0;
        agents.push_back(agent);
    }
    WaitingChat chat;
    chat.queued_at = now;
    std::map<UserId, int> given;
    for (auto const& agent : agents) given[agent.id] = 0;
    auto const chats = *rc::gen::inRange(0, 40);
    RoutingRules const rules{Strategy::round_robin, {}};
    for (int i = 0; i < chats; ++i) {
        auto const chosen = choose(agents, chat, rules, now);
        RC_ASSERT(chosen);
        take(agents, *chosen, rules, now);
        given[*chosen] += 1;
        auto const [least, most] = std::ranges::minmax(given | std::views::values);
        RC_ASSERT(most - least <= 1);
    }
}

}  // namespace
}  // namespace parley::domain
