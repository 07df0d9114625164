// What agents choose to do, and what is done to them (behaviour.md 6.4).
#include <gmock/gmock.h>

#include "desk.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Presence : public Desk {};

TEST_P(Presence, S2_WhoBecomesAvailableGetsTheLongestWaitingChatAtOnce) {
    auto const anna = agent("anna");
    auto const first = ask(customer("Kim"));
    wait(seconds{1});
    ask(customer("Lee"));
    EXPECT_THAT(offered(anna), IsEmpty());
    be(anna, "available");
    EXPECT_THAT(offered(anna), ElementsAre(first));
    EXPECT_EQ(label(anna), "offered");
}

TEST_P(Presence, S14_W34_AwayDuringAChatWaitsForItsEnd) {
    auto const anna = agent("anna", 2);
    auto const kim = customer("Kim");
    be(anna, "available");
    auto const chat = ask(kim);
    accept(anna);
    auto const set = be(anna, "away", "lunch");
    ASSERT_TRUE(set.pending);
    EXPECT_EQ(set.pending->status, "away");
    EXPECT_EQ(set.pending->reason, "lunch");
    EXPECT_EQ(set.status, "available");

    // No more chats come, or the last one would never end.
    auto const other = ask(customer("Lee"));
    EXPECT_THAT(offered(anna), IsEmpty());
    EXPECT_EQ(state(other), "queued");

    end(kim, chat);
    auto const after = presence(anna);
    EXPECT_EQ(after.status, "away");
    EXPECT_EQ(after.reason, "lunch");
    EXPECT_FALSE(after.pending);
    EXPECT_EQ(label(anna), "away");
    EXPECT_THAT(offered(anna), IsEmpty());
    be(anna, "available");
    EXPECT_THAT(offered(anna), ElementsAre(other));
}

TEST_P(Presence, S14_WhatIsPendingIsTakenBackByChoosingThePresentStatus) {
    auto const anna = agent("anna", 2);
    be(anna, "available");
    ask(customer("Kim"));
    accept(anna);
    auto const since = presence(anna).since;
    wait(seconds{5});
    be(anna, "away");
    auto const other = ask(customer("Lee"));
    auto const back = be(anna, "available");
    EXPECT_FALSE(back.pending);
    EXPECT_EQ(back.since, since);  // available all the time
    EXPECT_THAT(offered(anna), ElementsAre(other));
}

TEST_P(Presence, S14_OfflineDuringAChatIsAtOnceAndTheChatGoesOn) {
    auto const anna = agent("anna", 2);
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    accept(anna);
    EXPECT_EQ(be(anna, "offline").status, "offline");
    EXPECT_EQ(state(chat), "active");
    EXPECT_EQ(label(anna), "engaged");
}

TEST_P(Presence, AnOpenOfferGoesToTheNextAgentWhenSomebodyGoesAway) {
    auto const anna = agent("anna");
    auto const ben = agent("ben");
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    be(ben, "available");
    be(anna, "away");
    EXPECT_THAT(offered(anna), IsEmpty());
    EXPECT_THAT(offered(ben), ElementsAre(chat));
    EXPECT_EQ(label(anna), "away");  // not missed: it was given back
}

TEST_P(Presence, S7_WhoDeclinesStaysAvailable) {
    auto const anna = agent("anna");
    be(anna, "available");
    ask(customer("Kim"));
    decline(anna);
    EXPECT_EQ(label(anna), "available");
}

TEST_P(Presence, S8_W4_AMissedChatGoesBackAndTheAgentIsOutOfWork) {
    auto const anna = agent("anna");
    auto const ben = agent("ben");
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    be(ben, "available");
    wait(offer_window);
    EXPECT_EQ(label(anna), "rona");
    EXPECT_THAT(offered(ben), ElementsAre(chat));
}

TEST_P(Presence, W6_NothingComesBeforeTheAgentIsAvailableByHand) {
    auto const anna = agent("anna", 3);
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    wait(offer_window);
    ask(customer("Lee"));
    wait(seconds{300});
    EXPECT_EQ(label(anna), "rona");
    EXPECT_THAT(offered(anna), IsEmpty());
    be(anna, "available");
    EXPECT_THAT(offered(anna), testing::Contains(chat));
}

TEST_P(Presence, W5_W6_FromRonaOneGoesAvailableOrAwayAndNobodyChoosesRona) {
    auto const anna = agent("anna", 2);
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    accept(anna);
    ask(customer("Lee"));
    wait(offer_window);
    ASSERT_EQ(label(anna), "rona");
    EXPECT_EQ(state(chat), "active");  // goes on
    auto const away = be(anna, "away", "break");
    EXPECT_EQ(away.status, "away");  // at once: there is nothing to wait for
    auto const refused = refusal([&] { be(anna, "rona"); });
    EXPECT_EQ(refused.code, Code::invalid);
    EXPECT_EQ(refused.path, "/status");
}

TEST_P(Presence, S8_OtherOffersOfWhoMissedOneGoToOthers) {
    auto const anna = agent("anna", 2);
    auto const ben = agent("ben");
    be(anna, "available");
    auto const first = ask(customer("Kim"));
    wait(seconds{10});
    auto const later = ask(customer("Lee"));
    ASSERT_EQ(offered(anna).size(), 2u);
    wait(offer_window - seconds{10});
    EXPECT_THAT(offered(anna), IsEmpty());
    be(ben, "available");
    EXPECT_THAT(offered(ben), ElementsAre(first));
    EXPECT_EQ(state(later), "queued");
}

TEST_P(Presence, S27_WhoLostTheConnectionHasMissedNothing) {
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    disconnect(anna);
    EXPECT_EQ(state(chat), "queued");
    connect(anna);
    EXPECT_EQ(presence(anna).status, "available");
    EXPECT_THAT(offered(anna), ElementsAre(chat));
}

TEST_P(Presence, S29_AfterTheGraceTheAgentIsOfflineAndNothingIsPending) {
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    accept(anna);
    be(anna, "away");
    disconnect(anna);
    wait(seconds{60});
    auto const after = presence(anna);
    EXPECT_EQ(after.status, "offline");
    EXPECT_FALSE(after.pending);
    EXPECT_EQ(state(chat), "queued");
}

TEST_P(Presence, AReasonIsOneOfTheStatussOwn) {
    auto const anna = agent("anna");
    EXPECT_EQ(be(anna, "away", "meeting").reason, "meeting");
    auto const unknown = refusal([&] { be(anna, "away", "golf"); });
    EXPECT_EQ(unknown.path, "/reason");
    EXPECT_EQ(unknown.detail, "must be one of break, lunch, meeting, training");
    EXPECT_EQ(refusal([&] { be(anna, "available", "lunch"); }).path, "/reason");
    EXPECT_EQ(refusal([&] { be(anna, "asleep"); }).detail,
              "must be one of available, away, offline");
    EXPECT_EQ(presence(anna).reason, "meeting");  // what was refused changed nothing
    EXPECT_EQ(be(anna, "away").reason, std::nullopt);
}

TEST_P(Presence, TheListSaysWhatMayBeChosen) {
    auto const all = call(service::status_list, agent("anna"), service::Nothing{}).items;
    ASSERT_EQ(all.size(), 4u);
    EXPECT_EQ(all[0].key, "available");
    EXPECT_EQ(all[1].reasons.size(), 4u);
    EXPECT_EQ(all[3].key, "rona");
    EXPECT_FALSE(all[3].by_agent);
}

INSTANTIATE_TEST_SUITE_P(Engines, Presence, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
