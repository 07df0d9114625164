// What becomes of an offer, by the switches (behaviour.md 6.4 and 6.5).
#include <gmock/gmock.h>

#include "desk.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Offers : public Desk {};

TEST_P(Offers, S7_DecliningNeedsTheRight) {
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    set({{"reject", "false"}, {"reject_shown", "disabled"}});
    EXPECT_EQ(refusal([&] { decline(anna); }).code, Code::forbidden);
    EXPECT_THAT(offered(anna), ElementsAre(chat));
    // The grant may be one agent's own (E4).
    set_for(anna, {{"reject", "true"}});
    decline(anna);
    EXPECT_THAT(offered(anna), IsEmpty());
}

TEST_P(Offers, S3_TheOfferSaysWhatItsFaceNeeds) {
    auto const anna = agent("anna");
    be(anna, "available");
    set({{"reject", "false"},
         {"reject_shown", "disabled"},
         {"offer_timer", "up"},
         {"offer_shows_text", "false"},
         {"offer_shows_email", "false"},
         {"offer_shows_queue", "false"},
         {"offer_s", "45"}});
    ask(customer("Kim"));
    auto const bare = offer(anna);
    EXPECT_EQ(bare.customer.name, "Kim");
    EXPECT_EQ(bare.text, std::nullopt);
    EXPECT_EQ(bare.queue_name, std::nullopt);
    EXPECT_EQ(bare.timer, domain::OfferTimer::up);
    EXPECT_FALSE(bare.may_decline);
    EXPECT_EQ(bare.decline_shown, domain::RejectShown::disabled);
    EXPECT_EQ(*bare.expires_at - bare.offered_at, milliseconds{seconds{45}});
    set({{"offer_shows_text", "true"}, {"offer_shows_queue", "true"}});
    EXPECT_EQ(offer(anna).text, "hello");
    EXPECT_EQ(offer(anna).queue_name, "Support");
}

TEST_P(Offers, AnOfferWithoutAWindowStays) {
    auto const anna = agent("anna");
    be(anna, "available");
    set({{"offer_s", "0"}});
    auto const chat = ask(customer("Kim"));
    EXPECT_EQ(offer(anna).expires_at, std::nullopt);
    wait(seconds{1700});
    EXPECT_THAT(offered(anna), ElementsAre(chat));
    accept(anna);
    EXPECT_EQ(state(chat), "active");
}

TEST_P(Offers, S7_E6_WhoDeclinesIsInTheStatusThatTheSwitchSays) {
    apply("push_desk");
    set({{"reject", "true"}});
    auto const anna = agent("anna", 1);
    be(anna, "available");
    ask(customer("Kim"));
    decline(anna);
    EXPECT_EQ(presence(anna).status, "on_break");
}

TEST_P(Offers, S7_E39_WhoDeclinesDuringAChatGetsNoNewOnesUntilTheyResume) {
    apply("push_desk");
    set({{"reject", "true"}});
    auto const anna = agent("anna", 3);
    be(anna, "available");
    ask(customer("Kim"));
    accept(anna);
    ask(customer("Lee"));
    decline(anna);
    EXPECT_EQ(label(anna), "stop_new");
    EXPECT_EQ(presence(anna).status, "available");
    wait(seconds{120});
    EXPECT_THAT(offered(anna), IsEmpty());
    EXPECT_FALSE(call(service::presence_stop_new, anna, {false}).presence.stop_new);
    EXPECT_THAT(offered(anna), SizeIs(1));
}

TEST_P(Offers, E40_ADeclineHasAReasonOfTheAdministratorsList) {
    auto const anna = agent("anna");
    be(anna, "available");
    ask(customer("Kim"));
    auto const say = [&](std::optional<std::string> const& why) {
        call(service::chat_decline, anna, {offer(anna).id, why});
    };
    set({{"reject_reason_required", "true"}});
    EXPECT_TRUE(offer(anna).reason_required);
    EXPECT_EQ(refusal([&] { say({}); }).path, "/reason");
    call(service::code_list_save, administrator("ines"),
         {{},
          "Why not",
          store::CodePurpose::decline,
          {},
          false,
          false,
          {{{}, "Wrong language", {}}, {{}, "No time", {}}}});
    EXPECT_EQ(refusal([&] { say("golf"); }).detail, "must be one of Wrong language, No time");
    say("No time");
    EXPECT_THAT(offered(anna), IsEmpty());
}

TEST_P(Offers, S8_AMissIsWhatTheSwitchSays) {
    auto const anna = agent("anna");
    be(anna, "available");
    set({{"timeout_next", "stay"}, {"exclude_s", "0"}});
    auto const chat = ask(customer("Kim"));
    wait(offer_window);
    EXPECT_EQ(presence(anna).status, "available");
    EXPECT_THAT(offered(anna), ElementsAre(chat));  // asked again, nobody else is there
    set({{"timeout_next", "away"}});
    wait(offer_window);
    EXPECT_EQ(presence(anna).status, "away");
    EXPECT_EQ(state(chat), "queued");
}

TEST_P(Offers, S8_O23_AMissedChatMayBeTheAgentsAllTheSame) {
    auto const anna = agent("anna");
    be(anna, "available");
    set({{"timeout_next", "auto_accept"}});
    auto const chat = ask(customer("Kim"));
    wait(offer_window);
    EXPECT_EQ(state(chat), "active");
    EXPECT_EQ(presence(anna).load, 1);
}

TEST_P(Offers, C9_ADeclinedChatKeepsItsPlaceOrGoesToTheEnd) {
    auto const anna = agent("anna");
    be(anna, "available");
    auto const kim = customer("Kim");
    auto const first = ask(kim);
    wait(seconds{5});
    auto const lee = customer("Lee");
    auto const second = ask(lee);
    auto const position = [&](Actor const& who, ChatId chat) {
        return call(service::chat_get, who, {chat}).chat.position;
    };
    set({{"requeue_position", "last"}});
    wait(seconds{1});
    decline(anna);
    EXPECT_THAT(offered(anna), ElementsAre(second));
    EXPECT_EQ(position(kim, first), 2);
    set({{"requeue_position", "keep"}});
    decline(anna);
    EXPECT_EQ(position(lee, second), 1);
}

TEST_P(Offers, W38_O14_SeveralAtOnceAndAllWithOnePress) {
    auto const anna = agent("anna", 3);
    be(anna, "available");
    for (auto const* name : {"Kim", "Lee", "Max", "Ned"}) {
        wait(seconds{1});
        ask(customer(name));
    }
    EXPECT_THAT(offered(anna), SizeIs(3));
    EXPECT_THAT(call(service::chat_accept_all, anna, {}).items, SizeIs(3));
    EXPECT_EQ(presence(anna).load, 3);
    EXPECT_EQ(refusal([&] { call(service::chat_accept_all, anna, {}); }).code, Code::offer_gone);
    set({{"accept_all", "false"}});
    EXPECT_EQ(refusal([&] { call(service::chat_accept_all, anna, {}); }).code, Code::forbidden);
}

TEST_P(Offers, X37_OneOfferAtATime) {
    set({{"offers_max", "1"}});
    auto const anna = agent("anna", 3);
    be(anna, "available");
    auto const first = ask(customer("Kim"));
    wait(seconds{1});
    auto const second = ask(customer("Lee"));
    EXPECT_THAT(offered(anna), ElementsAre(first));
    accept(anna);
    EXPECT_THAT(offered(anna), ElementsAre(second));
}

TEST_P(Offers, A5_S4_C7_AnAgentTakesAWaitingChatAndOfTwoOneGetsIt) {
    set({{"routing", "pull"}});
    auto const anna = agent("anna");
    auto const ben = agent("ben");
    be(anna, "available");
    be(ben, "available");
    auto const chat = ask(customer("Kim"));
    EXPECT_THAT(offered(anna), IsEmpty());
    auto const waiting =
        call(service::queue_chats, anna, {queue("Support"), service::QueueGroup::waiting, {}, {}});
    ASSERT_THAT(waiting.items, SizeIs(1));
    EXPECT_EQ(waiting.items.front().id, chat);
    EXPECT_EQ(call(service::chat_take, anna, {chat}).chat.state, domain::ChatState::active);
    EXPECT_EQ(refusal([&] { call(service::chat_take, ben, {chat}); }).code, Code::chat_taken);
}

TEST_P(Offers, A5_NobodyTakesAChatWhoMayNot) {
    auto const anna = agent("anna");
    be(anna, "available");
    auto const sales = agent("sales", 1, {"Sales"});
    be(sales, "available");
    set_for_queue("Support", {{"routing", "pull"}});
    auto const chat = ask(customer("Kim"));
    auto const taking = [&](Actor const& who) {
        return refusal([&] { call(service::chat_take, who, {chat}); }).code;
    };
    EXPECT_EQ(taking(sales), Code::not_found);
    be(anna, "away");
    EXPECT_EQ(taking(anna), Code::at_capacity);
    set_for_queue("Support", {{"routing", "push"}});
    EXPECT_EQ(taking(anna), Code::not_found);
}

TEST_P(Offers, X1_HybridOffersAndListsTheSameChat) {
    set({{"routing", "hybrid"}});
    auto const anna = agent("anna");
    auto const ben = agent("ben", 2);
    be(anna, "available");
    auto const offered_one = ask(customer("Kim"));
    EXPECT_THAT(offered(anna), ElementsAre(offered_one));
    auto const other = ask(customer("Lee"));
    be(ben, "away");
    be(ben, "available");
    EXPECT_THAT(offered(ben), ElementsAre(other));
    EXPECT_EQ(refusal([&] { call(service::chat_take, ben, {offered_one}); }).code,
              Code::chat_taken);
}

TEST_P(Offers, V17_AssignedChatsAreNobodysChoice) {
    set({{"routing", "assign"}});
    auto const anna = agent("anna", 2);
    be(anna, "available");
    auto const kim = customer("Kim");
    auto const chat = ask(kim);
    EXPECT_EQ(state(chat), "active");
    EXPECT_THAT(told(anna, "chat.offered"), IsEmpty());
    EXPECT_THAT(told(anna, "chat.accepted"), SizeIs(1));
}

TEST_P(Offers, A4_A6_TheListsOfAQueueAreWaitingUnansweredAndAnswered) {
    set({{"routing", "pull"}});
    auto const anna = agent("anna", 3);
    be(anna, "available");
    auto const lee = customer("Lee");
    auto const gone = ask(lee);
    end(lee, gone);
    auto const chat = ask(customer("Kim"));
    call(service::chat_take, anna, {chat});
    end(anna, chat);
    auto const still = ask(customer("Max"));
    auto const in = [&](service::QueueGroup group) {
        std::vector<ChatId> ids;
        for (auto const& one :
             call(service::queue_chats, anna, {queue("Support"), group, {}, {}}).items) {
            ids.push_back(one.id);
        }
        return ids;
    };
    EXPECT_THAT(in(service::QueueGroup::waiting), ElementsAre(still));
    EXPECT_THAT(in(service::QueueGroup::unanswered), ElementsAre(gone));
    EXPECT_THAT(in(service::QueueGroup::answered), ElementsAre(chat));
    // Its details can be read, and nothing more (A6).
    EXPECT_EQ(call(service::chat_get, anna, {gone}).chat.state, domain::ChatState::unanswered);
    EXPECT_EQ(refusal([&] { call(service::chat_take, anna, {gone}); }).code, Code::chat_ended);
}

TEST_P(Offers, A25_A26_NobodyComesInWhileNobodyIsThere) {
    set({{"require_agent", "true"}});
    auto const anna = agent("anna");
    auto const kim = customer("Kim");
    EXPECT_FALSE(call(service::visitor_status, Actor{}, {}).open);
    EXPECT_EQ(refusal([&] { ask(kim); }).code, Code::no_agent);
    be(anna, "available");
    EXPECT_TRUE(call(service::visitor_status, Actor{}, {}).open);
    ask(kim);
    accept(anna);
    EXPECT_EQ(refusal([&] { ask(customer("Lee")); }).code, Code::no_agent);
}

TEST_P(Offers, X35_AClosedQueueServesOrSendsAwayWhoWaits) {
    auto const mona = manager("mona");
    auto const served = ask(customer("Kim"));
    call(service::queue_set_enabled, mona, {queue("Support"), false});
    EXPECT_EQ(state(served), "queued");
    call(service::queue_set_enabled, mona, {queue("Support"), true});
    set({{"drain", "end"}});
    call(service::queue_set_enabled, mona, {queue("Support"), false});
    EXPECT_EQ(state(served), "unanswered");
}

INSTANTIATE_TEST_SUITE_P(Engines, Offers, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
