#include "domain/presence.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace parley::domain {
namespace {

AgentFacts ready(std::int64_t offered, std::int64_t active) {
    return {StatusKind::ready, false, true, offered, active, 2};
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
    auto const in = [](StatusKind kind, std::int64_t active) {
        return label({kind, false, true, 0, active, 2});
    };
    EXPECT_EQ(in(StatusKind::offline, 1), Label::engaged);
    EXPECT_EQ(in(StatusKind::offline, 0), Label::offline);
    EXPECT_EQ(in(StatusKind::away, 0), Label::away);
    EXPECT_EQ(in(StatusKind::not_ready, 1), Label::away);
    EXPECT_EQ(in(StatusKind::missed, 2), Label::rona);
}

TEST(Presence, WaitsForTheEndOfChatsOnlyWhereTheStatusSaysSo) {
    Status const away{"away", {}, StatusKind::away, true, true, DuringChat::pending, false};
    Status const gone{"offline", {}, StatusKind::offline, true, true, DuringChat::now, false};
    EXPECT_TRUE(waits(ready(0, 1), away));
    EXPECT_FALSE(waits(ready(1, 0), away));
    EXPECT_FALSE(waits(ready(0, 1), gone));
    EXPECT_FALSE(waits({StatusKind::missed, false, true, 0, 1, 2}, away));
}

TEST(Presence, OnlyWhoWasThereToSeeAnOfferMissesIt) {
    EXPECT_TRUE(is_missed_by(ready(0, 1)));
    EXPECT_FALSE(is_missed_by({StatusKind::ready, false, false, 0, 1, 2}));
    EXPECT_FALSE(is_missed_by({StatusKind::away, false, true, 0, 1, 2}));
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

RC_GTEST_PROP(Presence, NobodyWhoIsNotReadyIsRoutable, ()) {
    AgentFacts const agent{
        *rc::gen::elementOf(std::vector{StatusKind::ready, StatusKind::not_ready, StatusKind::away,
                                        StatusKind::offline, StatusKind::missed}),
        *rc::gen::arbitrary<bool>(),
        *rc::gen::arbitrary<bool>(),
        *rc::gen::inRange<std::int64_t>(0, 4),
        *rc::gen::inRange<std::int64_t>(0, 4),
        *rc::gen::inRange<std::int64_t>(1, 8)};
    if (!is_routable(agent)) return;
    RC_ASSERT(agent.kind == StatusKind::ready && agent.connected && !agent.pending);
    RC_ASSERT(agent.load() < agent.capacity);
    auto const shown = label(agent);
    RC_ASSERT(shown == Label::available || shown == Label::engaged || shown == Label::offered);
}

}  // namespace
}  // namespace parley::domain
