// What went wrong in other products, played here: chatwoot 10583, 11034, 12334, 7204 and 18217,
// Rocket.Chat 13134. Time stands still in all of them unless a test waits: what becomes possible
// happens in the transaction that makes it so, and not when some job comes by.
#include <algorithm>

#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/administration.hpp"
#include "service/presence.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using namespace service;

class KnownStories : public Desk {
  protected:
    ChatId ask_later(std::string const& name) {
        wait(seconds{1});
        return ask(customer(name));
    }
    /// Accepts every offer that the agents have, until nobody has one.
    void accept_all(std::vector<Actor> const& agents) {
        for (auto const& who : agents) {
            for (auto const& offer : call(offer_list, who, {}).items) {
                call(chat_accept, who, {offer.id});
            }
        }
    }
    std::vector<std::int64_t> loads(std::vector<Actor> const& agents) {
        std::vector<std::int64_t> all;
        for (auto const& who : agents) all.push_back(presence(who).load);
        return all;
    }
};

// chatwoot 10583: the agent who ends a chat gets the newest one that waits.
TEST_P(KnownStories, P8_ANewerChatDoesNotOvertakeAnOlderOneWhenAPlaceComesFree) {
    auto const anna = agent("anna", 2);
    be(anna, "available");
    auto const busy = ask_later("Kim"), other = ask_later("Lee");
    accept_all({anna});
    std::vector<ChatId> const waiting{ask_later("Max"), ask_later("Noa"), ask_later("Pia")};
    std::vector<ChatId> got;
    for (auto const ended : {busy, other, waiting[0]}) {
        end(anna, ended);
        ask_later("somebody newer after " + to_text(ended));
        ASSERT_EQ(offered(anna).size(), 1u);
        got.push_back(offered(anna)[0]);
        accept_all({anna});
    }
    EXPECT_EQ(got, waiting);
}

// The same after a decline: whoever has waited longest stays first.
TEST_P(KnownStories, P8_ADeclinedChatKeepsItsPlaceBeforeNewerOnes) {
    auto const anna = agent("anna"), ben = agent("ben");
    be(anna, "available");
    auto const old = ask_later("Kim");
    ask_later("Lee");
    decline(anna);  // and is asked for the newer one
    be(ben, "available");
    EXPECT_THAT(offered(ben), ElementsAre(old));
}

// chatwoot 11034: all chats go to one agent while others have nothing to do.
TEST_P(KnownStories, C12_LoadIsSpreadOverAllWhoAreThere) {
    std::vector<Actor> agents;
    for (std::string const name : {"anna", "ben", "cid", "dora"}) {
        agents.push_back(agent(name, 20));
        wait(seconds{1});
        be(agents.back(), "available");
    }
    for (int i = 0; i < 40; ++i) {
        ask_later("Kim" + std::to_string(i));
        accept_all(agents);
        auto const all = loads(agents);
        auto const [least, most] = std::ranges::minmax(all);
        EXPECT_LE(most - least, 1);
    }
    EXPECT_THAT(loads(agents), ElementsAre(10, 10, 10, 10));
}

// chatwoot 12334: a waiting chat is given away only when a job runs, every half hour.
TEST_P(KnownStories, P8_WhateverMakesAMatchPossibleMakesItAtOnce) {
    auto const anna = agent("anna"), ben = agent("ben");
    auto const kim = customer("Kim"), lee = customer("Lee");
    auto const first = ask(kim);
    be(anna, "available");  // somebody comes
    EXPECT_THAT(offered(anna), ElementsAre(first));
    accept(anna);
    auto const second = ask(lee);
    EXPECT_EQ(state(second), "queued");
    end(kim, first);  // a customer leaves
    EXPECT_THAT(offered(anna), ElementsAre(second));
    be(ben, "available");
    decline(anna);  // somebody declines
    EXPECT_THAT(offered(ben), ElementsAre(second));
    auto const third = ask(kim);  // somebody asks
    EXPECT_THAT(offered(anna), ElementsAre(third));
    end(kim, third);                        // who was asked for has gone
    disconnect(ben);                        // a connection is lost
    EXPECT_THAT(offered(anna), IsEmpty());  // she declined it a moment ago
    connect(ben);                           // and comes back
    EXPECT_THAT(offered(ben), ElementsAre(second));
}

// chatwoot 7204: chats of an agent who has left stay theirs, and nobody answers.
TEST_P(KnownStories, P9_ChatsOfWhoHasLeftGoToOthersAndKeepTheirPlace) {
    auto const anna = agent("anna", 2), ben = agent("ben", 2);
    be(anna, "available");
    auto const first = ask_later("Kim"), second = ask_later("Lee");
    accept_all({anna});
    auto const newer = ask_later("Max");
    disconnect(anna);
    wait(seconds{60});
    EXPECT_EQ(state(first), "queued");
    be(ben, "available");
    EXPECT_THAT(offered(ben), ElementsAre(first, second));
    EXPECT_EQ(state(newer), "queued");
}

TEST_P(KnownStories, P9_ChatsOfWhoIsNoAgentAnyMoreGoToOthers) {
    auto const root = administrator("root");
    auto const anna = agent("anna"), ben = agent("ben");
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    accept(anna);
    be(ben, "available");
    call(user_update, root, {anna.user, {}, {}, {}, {}, false, {}});
    EXPECT_THAT(offered(ben), ElementsAre(chat));
}

// Rocket.Chat 13134: whoever has served many chats in their life gets no new ones.
TEST_P(KnownStories, C12_OnlyOpenChatsAreLoad) {
    auto const anna = agent("anna");
    be(anna, "available");
    for (int i = 0; i < 30; ++i) {
        auto const chat = ask(customer("Kim" + std::to_string(i)));
        ASSERT_THAT(offered(anna), ElementsAre(chat));
        accept(anna);
        EXPECT_EQ(presence(anna).load, 1);
        end(anna, chat);
        EXPECT_EQ(presence(anna).load, 0);
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, KnownStories, testing::Values("sqlite", "postgresql"),
                         [](auto const& engine) { return engine.param; });

}  // namespace
}  // namespace parley::scenarios
