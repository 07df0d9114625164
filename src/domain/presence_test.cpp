#include "domain/presence.hpp"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace parley::domain {
namespace {

AgentFacts in(StatusKind kind, bool connected, std::int64_t offered, std::int64_t active) {
    AgentFacts agent;
    agent.kind = kind;
    agent.connected = connected;
    agent.offered = offered;
    agent.active = active;
    agent.capacity = agent.offers_max = 2;
    return agent;
}

AgentFacts ready(std::int64_t offered, std::int64_t active) {
    return in(StatusKind::ready, true, offered, active);
}

TEST(Presence, IsRoutableOnlyConnectedReadyAndBelowCapacity) {
    auto const free = ready(0, 1);
    EXPECT_TRUE(is_routable(free));
    for (auto const kind :
         {StatusKind::not_ready, StatusKind::away, StatusKind::offline, StatusKind::missed}) {
        auto other = free;
        other.kind = kind;
        EXPECT_FALSE(is_routable(other));
    }
    auto lost = free;
    lost.connected = false;
    EXPECT_FALSE(is_routable(lost));
    auto going = free;
    going.pending = true;
    EXPECT_FALSE(is_routable(going));
    EXPECT_FALSE(is_routable(ready(1, 1)));
}

TEST(Presence, ShowsALabelDerivedFromFacts) {
    EXPECT_EQ(label(ready(0, 0)), Label::available);
    EXPECT_EQ(label(ready(1, 1)), Label::offered);
    EXPECT_EQ(label(ready(0, 1)), Label::engaged);
    EXPECT_EQ(label(ready(0, 2)), Label::at_capacity);
    auto const shown = [](StatusKind kind, std::int64_t active) {
        return label(in(kind, true, 0, active));
    };
    EXPECT_EQ(shown(StatusKind::offline, 1), Label::engaged);
    EXPECT_EQ(shown(StatusKind::offline, 0), Label::offline);
    EXPECT_EQ(shown(StatusKind::away, 0), Label::away);
    EXPECT_EQ(shown(StatusKind::not_ready, 1), Label::away);
    EXPECT_EQ(shown(StatusKind::missed, 2), Label::rona);
}

TEST(Presence, WaitsForTheEndOfChatsOnlyWhereTheStatusSaysSo) {
    Status const away{.key = "away", .during_chat = DuringChat::pending};
    Status const gone{.key = "offline", .during_chat = DuringChat::now};
    Status const barred{.key = "on_break", .during_chat = DuringChat::no};
    EXPECT_TRUE(is_barred(ready(0, 1), barred));
    EXPECT_FALSE(is_barred(ready(1, 0), barred));
    EXPECT_FALSE(is_barred(ready(0, 1), away));
    EXPECT_TRUE(waits(ready(0, 1), away));
    EXPECT_FALSE(waits(ready(1, 0), away));
    EXPECT_FALSE(waits(ready(0, 1), gone));
    EXPECT_FALSE(waits(in(StatusKind::missed, true, 0, 1), away));
}

TEST(Presence, OnlyWhoWasThereToSeeAnOfferMissesIt) {
    EXPECT_TRUE(is_missed_by(ready(0, 1)));
    EXPECT_FALSE(is_missed_by(in(StatusKind::ready, false, 0, 1)));
    EXPECT_FALSE(is_missed_by(in(StatusKind::away, true, 0, 1)));
}

TEST(Presence, BeginsWithAllStatusesThatRulesSpeakOf) {
    auto const all = first_statuses();
    for (std::string const key : {available, offline, missed}) {
        EXPECT_EQ(std::ranges::count(all, key, &Status::key), 1) << key;
    }
    for (auto const& status : all) {
        EXPECT_EQ(status.kind == StatusKind::missed, status.key == missed);
        EXPECT_EQ(status.by_agent, status.kind != StatusKind::missed);
        EXPECT_EQ(status.by_manager, status.kind != StatusKind::missed);
    }
    for (auto const& reason : first_reasons()) {
        EXPECT_EQ(std::ranges::count(all, reason.status, &Status::key), 1) << reason.status;
    }
}

TEST(Presence, V14_BusyIsAMatterOfWhenAndDecidesNothingElse) {
    auto agent = ready(0, 1);
    agent.busy_when = BusyWhen::first_chat;
    EXPECT_EQ(label(agent), Label::busy);
    EXPECT_TRUE(is_routable(agent));
    agent.busy_when = BusyWhen::over_cap;
    agent.active = 2;
    EXPECT_EQ(label(agent), Label::engaged);
    agent.overfull = true;
    EXPECT_EQ(label(agent), Label::busy);
    agent.active = 1;
    EXPECT_EQ(label(agent), Label::engaged);
}

TEST(Presence, E37_TheLastWrapUpIsTheStateOrEveryOneIs) {
    auto agent = ready(0, 1);
    agent.wrap_ups = 1;
    EXPECT_EQ(label(agent), Label::at_capacity);
    agent.wrap_up_scope = WrapUpScope::agent;
    EXPECT_EQ(label(agent), Label::wrap_up);
    agent.wrap_up_scope = WrapUpScope::chat;
    agent.active = 0;
    EXPECT_EQ(label(agent), Label::wrap_up);
    EXPECT_TRUE(is_routable(agent));
    agent.wrap_up_blocks = true;
    EXPECT_FALSE(is_routable(agent));
}

TEST(Presence, E38_WhoStopsNewChatsGetsNone) {
    auto agent = ready(0, 1);
    agent.stop_new = true;
    EXPECT_EQ(label(agent), Label::stop_new);
    EXPECT_FALSE(is_routable(agent));
}

RC_GTEST_PROP(Presence, NobodyWhoIsNotReadyIsRoutable, ()) {
    AgentFacts agent;
    agent.kind =
        *rc::gen::elementOf(std::vector{StatusKind::ready, StatusKind::not_ready, StatusKind::away,
                                        StatusKind::offline, StatusKind::missed});
    agent.pending = *rc::gen::arbitrary<bool>();
    agent.connected = *rc::gen::arbitrary<bool>();
    agent.stop_new = *rc::gen::arbitrary<bool>();
    agent.overfull = *rc::gen::arbitrary<bool>();
    agent.wrap_up_blocks = *rc::gen::arbitrary<bool>();
    agent.busy_when = *rc::gen::elementOf(
        std::vector{BusyWhen::first_chat, BusyWhen::at_cap, BusyWhen::over_cap});
    agent.wrap_up_scope = *rc::gen::elementOf(std::vector{WrapUpScope::chat, WrapUpScope::agent});
    agent.offered = *rc::gen::inRange<std::int64_t>(0, 4);
    agent.active = *rc::gen::inRange<std::int64_t>(0, 4);
    agent.wrap_ups = *rc::gen::inRange<std::int64_t>(0, 3);
    agent.capacity = *rc::gen::inRange<std::int64_t>(1, 8);
    agent.offers_max = *rc::gen::inRange<std::int64_t>(1, 4);
    if (!is_routable(agent)) return;
    RC_ASSERT(agent.kind == StatusKind::ready && agent.connected && !agent.pending);
    RC_ASSERT(agent.used() + one_place <= one_place * agent.capacity &&
              agent.offered < agent.offers_max);
    RC_ASSERT(!agent.stop_new && !(agent.wrap_up_blocks && agent.wrap_ups > 0));
    auto const shown = label(agent);
    RC_ASSERT(shown == Label::available || shown == Label::engaged || shown == Label::offered ||
              shown == Label::busy || shown == Label::wrap_up);
}

RC_GTEST_PROP(Presence, C13_AChatFitsWhereAllTogetherTakeNoMoreThanThePlacesOrItIsAlone, ()) {
    auto agent = ready(0, 0);
    agent.capacity = *rc::gen::inRange<std::int64_t>(1, 5);
    auto const weights = *rc::gen::container<std::vector<std::int64_t>>(
        rc::gen::inRange<std::int64_t>(least_weight, 300));
    std::vector<std::int64_t> held;
    for (auto const weight : weights) {
        auto const sum = std::accumulate(held.begin(), held.end(), weight);
        bool const fits = held.empty() || sum <= 100 * agent.capacity;
        RC_ASSERT(is_free(agent, weight) == fits);
        if (!fits) continue;
        held.push_back(weight);
        agent.active += 1;
        agent.extra += weight - one_place;
        RC_ASSERT(agent.used() == sum);
    }
}

}  // namespace
}  // namespace parley::domain
