#include "domain/routing.hpp"

#include <gmock/gmock.h>

namespace parley::domain {
namespace {

using testing::ElementsAre;

constexpr Instant now{1'000'000};
constexpr SkillId german{7};
constexpr SkillId billing{8};

/// Ready, with room for five.
Candidate agent(std::int64_t id, Instant idle_since = {500'000}, std::int64_t load = 0) {
    AgentFacts facts;
    facts.kind = StatusKind::ready;
    facts.connected = true;
    facts.active = load;
    facts.capacity = 5;
    facts.offers_max = 5;
    return {UserId{id}, facts, idle_since, 0, {}};
}

Candidate with(Candidate agent, SkillId skill, std::int64_t level) {
    agent.skills.push_back({skill, level});
    return agent;
}

WaitingChat chat_with(std::vector<Need> needs) {
    WaitingChat chat;
    chat.queued_at = now;
    chat.needs = std::move(needs);
    return chat;
}

WaitingChat const any_chat = chat_with({});

RoutingRules rules(Strategy strategy = Strategy::longest_idle) {
    return {strategy, milliseconds{60'000}};
}

TEST(Choose, E27_TakesWhoHasBeenIdleLongest) {
    std::vector const agents{agent(1, {500}), agent(2, {300}), agent(3, {400})};
    EXPECT_EQ(choose(agents, any_chat, rules(), now), UserId{2});
}

TEST(Choose, TakesWhoHasLessToDoOfTwoWhoAreIdleForTheSameTime) {
    std::vector const agents{agent(4, {300}, 2), agent(9, {300}, 1)};
    EXPECT_EQ(choose(agents, any_chat, rules(), now), UserId{9});
}

TEST(Choose, TakesTheLowerIdOfTwoWithTheSameToDo) {
    std::vector const agents{agent(9, {300}), agent(4, {300})};
    EXPECT_EQ(choose(agents, any_chat, rules(), now), UserId{4});
}

TEST(Choose, V12_C12_TakesOneAfterTheOtherWhateverTheyHaveToDo) {
    std::vector agents{agent(1, {300}, 3), agent(2, {200}, 0), agent(3, {100}, 1)};
    std::vector<std::int64_t> order;
    for (int i = 0; i < 6; ++i) {
        auto const next = choose(agents, any_chat, rules(Strategy::round_robin), now);
        ASSERT_TRUE(next);
        order.push_back(next->value);
        take(agents, *next, rules(Strategy::round_robin), now);
    }
    EXPECT_THAT(order, ElementsAre(1, 2, 3, 1, 2, 3));
}

TEST(Choose, C12_TakesWhoHasTheFewestChats) {
    std::vector const agents{agent(1, {100}, 3), agent(2, {300}, 1), agent(3, {200}, 1)};
    EXPECT_EQ(choose(agents, any_chat, rules(Strategy::least_load), now), UserId{3});
}

TEST(Choose, PassesOverWhoLetTheChatPassUntilTheExclusionEnds) {
    std::vector const agents{agent(1, {100}), agent(2, {300})};
    auto chat = any_chat;
    chat.past = {{UserId{1}, now + milliseconds{-1000}, false}};
    EXPECT_EQ(choose(agents, chat, rules(), now), UserId{2});
    EXPECT_EQ(choose(agents, chat, rules(), now + milliseconds{58'999}), UserId{2});
    EXPECT_EQ(choose(agents, chat, rules(), now + milliseconds{59'000}), UserId{1});
}

TEST(Choose, TakesNobodyWhereNobodyIsReadyOrAllAreExcluded) {
    EXPECT_EQ(choose({}, any_chat, rules(), now), std::nullopt);
    std::vector agents{agent(1)};
    auto chat = any_chat;
    chat.past = {{UserId{1}, now, false}};
    EXPECT_EQ(choose(agents, chat, rules(), now), std::nullopt);
    agents[0].facts.kind = StatusKind::away;
    EXPECT_EQ(choose(agents, any_chat, rules(), now), std::nullopt);
}

TEST(Choose, C12_PassesOverWhoLacksASkillOrIsNotGoodEnoughAtIt) {
    std::vector const agents{with(agent(1, {100}), german, 4), agent(2, {200}),
                             with(with(agent(3, {300}), german, 5), billing, 1)};
    EXPECT_EQ(choose(agents, chat_with({{german, 5, {}}}), rules(), now), UserId{3});
    EXPECT_EQ(choose(agents, chat_with({{german, 4, {}}}), rules(), now), UserId{1});
    EXPECT_EQ(choose(agents, chat_with({{german, 4, {}}, {billing, 1, {}}}), rules(), now),
              UserId{3});
    EXPECT_EQ(choose(agents, chat_with({{german, 9, {}}}), rules(), now), std::nullopt);
}

TEST(Choose, C12_AsksForLessTheLongerTheChatWaits) {
    std::vector const agents{with(agent(1), german, 4), agent(2)};
    auto const chat = chat_with({{german, 8, {{20, 4}, {60, 0}}}});
    EXPECT_EQ(choose(agents, chat, rules(), now + seconds{19}), std::nullopt);
    EXPECT_EQ(next_chance(agents, chat, rules(), now + seconds{19}), now + seconds{20});
    EXPECT_EQ(choose(agents, chat, rules(), now + seconds{20}), UserId{1});
    auto const without = std::span{agents}.subspan(1);
    EXPECT_EQ(next_chance(without, chat, rules(), now), now + seconds{60});
    EXPECT_EQ(choose(without, chat, rules(), now + seconds{60}), UserId{2});
}

TEST(Choose, C12_TakesWhoHadTheCustomerLastWhereTheyCan) {
    std::vector agents{agent(1, {100}), agent(2, {300}, 4)};
    auto chat = any_chat;
    chat.wanted = UserId{2};
    for (auto const strategy :
         {Strategy::longest_idle, Strategy::round_robin, Strategy::least_load}) {
        EXPECT_EQ(choose(agents, chat, rules(strategy), now), UserId{2});
    }
    agents[1].facts.connected = false;
    EXPECT_EQ(choose(agents, chat, rules(), now), UserId{1});
}

TEST(NextChance, IsTheEndOfTheEarliestExclusion) {
    std::vector const agents{agent(1), agent(2)};
    auto chat = any_chat;
    chat.past = {{UserId{1}, {999'000}, false}, {UserId{2}, {950'000}, true}};
    EXPECT_EQ(next_chance(agents, chat, rules(), now), Instant{1'010'000});
    EXPECT_EQ(next_chance(agents, any_chat, rules(), now), std::nullopt);
}

TEST(NextChance, IsNoneWhereNobodyReadyWillEverBeGoodEnough) {
    std::vector agents{with(agent(1), german, 2), with(agent(2), german, 9)};
    agents[1].facts.connected = false;
    EXPECT_EQ(next_chance(agents, chat_with({{german, 5, {}}}), rules(), now), std::nullopt);
}

TEST(WaitingChats, AreServedByPriorityAndThenByTheTimeTheyHaveWaited) {
    WaitingChat const old{ChatId{1}, 0, {100}, {}, {}, {}};
    WaitingChat const young{ChatId{2}, 0, {200}, {}, {}, {}};
    WaitingChat const urgent{ChatId{3}, 5, {300}, {}, {}, {}};
    EXPECT_TRUE(comes_before(old, young));
    EXPECT_FALSE(comes_before(young, old));
    EXPECT_TRUE(comes_before(urgent, old));
}

TEST(Judge, N2_SaysOfEachWhyTheyDidOrDidNotGetTheChat) {
    std::vector agents{agent(1, {300}),   agent(2, {100}), agent(3, {100}, 1),
                       agent(4),          agent(5),        agent(6),
                       agent(7, {50}, 5), agent(8),        with(agent(9), german, 1),
                       agent(10),         agent(11)};
    for (auto& one : agents) {
        if (one.id != UserId{9} && one.id != UserId{8}) one.skills.push_back({german, 3});
    }
    agents[3].facts.kind = StatusKind::offline;
    agents[4].facts.kind = StatusKind::missed;
    agents[5].facts.connected = false;
    auto chat = chat_with({{german, 2, {}}});
    chat.past = {{UserId{10}, now, false}, {UserId{11}, now + milliseconds{-1}, true}};
    auto const judged = judge(agents, chat, rules(), now);
    std::vector<std::pair<std::int64_t, Standing>> got;
    for (auto const& one : judged) got.emplace_back(one.agent.value, one.standing);
    EXPECT_THAT(
        got, ElementsAre(std::pair{2, Standing::chosen}, std::pair{3, Standing::more_load},
                         std::pair{1, Standing::idle_shorter},
                         std::pair{9, Standing::level_too_low}, std::pair{8, Standing::lacks_skill},
                         std::pair{10, Standing::declined}, std::pair{11, Standing::missed},
                         std::pair{7, Standing::at_capacity}, std::pair{5, Standing::status},
                         std::pair{6, Standing::not_connected}, std::pair{4, Standing::offline}));
    EXPECT_EQ(judged[3].gap, (SkillGap{german, 1, 2}));
    EXPECT_EQ(judged[5].until, now + milliseconds{60'000});
    EXPECT_EQ(judged[0].idle, milliseconds{999'900});
}

TEST(Judge, N2_NamesWhatDecidedAmongThoseWhoCould) {
    std::vector agents{agent(1, {100}, 1), agent(2, {100}, 1), agent(3, {50}, 2)};
    auto const standings = [&](WaitingChat const& chat, Strategy strategy) {
        std::vector<Standing> all;
        for (auto const& one : judge(agents, chat, rules(strategy), now)) {
            all.push_back(one.standing);
        }
        return all;
    };
    EXPECT_THAT(standings(any_chat, Strategy::least_load),
                ElementsAre(Standing::chosen, Standing::later_id, Standing::more_load));
    agents[0].turn = 4;
    EXPECT_THAT(standings(any_chat, Strategy::round_robin),
                ElementsAre(Standing::chosen, Standing::later_id, Standing::later_turn));
    auto wanting = any_chat;
    wanting.wanted = UserId{1};
    EXPECT_THAT(standings(wanting, Strategy::round_robin),
                ElementsAre(Standing::chosen, Standing::not_last_agent, Standing::not_last_agent));
}

}  // namespace
}  // namespace parley::domain
