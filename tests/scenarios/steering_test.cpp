// Managers decide whose a chat is (C7, C13, C20, S18; P6, P7).
#include "steering.hpp"

#include "service/bot_operations.hpp"
#include "service/customer_link.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// --- to an agent ---------------------------------------------------------------------------------

TEST_P(Steering, C7_AWaitingChatIsTheAgentsAtOnceAndItSaysByWhom) {
    ben = agent("ben", 1, {"Sales"});
    be(ben, "available");
    kim = customer("Kim");
    chat = ask(kim);
    EXPECT_EQ(assign(ben, "speaks Danish").agent->name, "ben");
    EXPECT_EQ(state(chat), "active");
    EXPECT_THAT(offered(ben), IsEmpty());
    EXPECT_EQ(label(ben), "at_capacity");
    EXPECT_THAT(lines(kim, chat), ElementsAre("hello", "ben joined the chat."));
    EXPECT_EQ(view(ben, chat).handed_on->from.name, "mona");
    EXPECT_EQ(view(ben, chat).handed_on->note, "speaks Danish");
    EXPECT_THAT(told(ben, "chat.accepted"), SizeIs(1));
    EXPECT_THAT(noticed(ben), ElementsAre("chat_given"));
    EXPECT_THAT(told(ben, "notice").back(), HasSubstr("\"customer\":\"Kim\""));
    ASSERT_THAT(ownership(), SizeIs(1));
    EXPECT_EQ(ownership()[0].given_by->name, "mona");
    // The customer reads nothing of the manager, nor of what was said.
    EXPECT_FALSE(view(kim, chat).handed_on);
    EXPECT_THAT(seen_by_customer(), testing::Not(HasSubstr("mona")));
    EXPECT_THAT(seen_by_customer(), testing::Not(HasSubstr("Danish")));
    wait(seconds{3600});  // the wait it had has no end left
    EXPECT_EQ(state(chat), "active");
}

TEST_P(Steering, C7_C9_AnOfferGoesWithTheChatAndIsNoMiss) {
    apply("media_desk");
    anna = agent("anna");
    ben = agent("ben", 1, {"Sales"});
    be(anna, "available");
    be(ben, "available");
    kim = customer("Kim");
    chat = ask(kim);
    EXPECT_EQ(state(chat), "offered");
    assign(ben);
    EXPECT_THAT(offered(anna), IsEmpty());
    EXPECT_THAT(told(anna, "offer.withdrawn").back(), HasSubstr("\"reason\":\"reassigned\""));
    EXPECT_EQ(label(anna), "available");
    EXPECT_EQ(view(kim, chat).agent->name, "ben");
    // Anna's place is free for the next.
    EXPECT_EQ(state(ask(customer("Lee"))), "offered");
}

TEST_P(Steering, C7_WhoIsBeingOfferedTheChatHasItWithoutAccepting) {
    anna = agent("anna");
    be(anna, "available");
    kim = customer("Kim");
    chat = ask(kim);
    auto const offer_id = offer(anna).id;
    assign(anna);
    EXPECT_EQ(state(chat), "active");
    EXPECT_EQ(presence(anna).load, 1);
    EXPECT_EQ(refusal([&] { call(service::chat_accept, anna, {offer_id}); }).code,
              Code::offer_gone);
}

TEST_P(Steering, S18_AnAgentsChatGoesToAnotherAndTheFormerOwnerWrapsUp) {
    set({{"wrap_up", "open"}});
    anna_chats();
    watch(mona());
    assign(ben, "you know them");
    EXPECT_EQ(view(kim, chat).agent->name, "ben");
    EXPECT_THAT(lines(kim, chat), ElementsAre("hello", "anna joined the chat.",
                                              "Being transferred to ben.", "ben joined the chat."));
    EXPECT_THAT(wrapped_up(anna), ElementsAre(chat));
    EXPECT_THAT(told(anna, "chat.transferred"), SizeIs(1));
    EXPECT_THAT(noticed(anna), ElementsAre("chat_given_on"));
    EXPECT_THAT(told(anna, "notice").back(), HasSubstr("\"name\":\"ben\""));
    EXPECT_THAT(noticed(ben), ElementsAre("chat_given"));
    EXPECT_EQ(refusal([&] { say(anna, "still me"); }).code, Code::forbidden);
    auto const all = ownership();
    ASSERT_THAT(all, SizeIs(2));
    EXPECT_EQ(all[0].cause, store::HandOverCause::assigned);
    EXPECT_EQ(all[0].by->name, "mona");
    EXPECT_EQ(all[0].to->name, "ben");
    EXPECT_EQ(all[0].note, "you know them");
    EXPECT_EQ(all[1].given_by->name, "mona");
    // Who watches goes on watching.
    EXPECT_THAT(told(mona(), "chat.accepted"), SizeIs(1));
    EXPECT_EQ(view(mona(), chat).agent->name, "ben");
}

TEST_P(Steering, C16_GuestsStayAndAGuestWhoGetsTheChatNeedsNoOtherPlace) {
    set({{"conference_guests", "2"}});
    ben_joins();
    auto const cleo = agent("cleo");
    be(cleo, "available");
    assign(cleo);
    EXPECT_THAT(guests(cleo), ElementsAre("ben"));
    EXPECT_THAT(noticed(ben), ElementsAre("chat_given_on"));
    EXPECT_EQ(label(ben), "at_capacity");
    assign(ben);
    EXPECT_THAT(guests(kim), IsEmpty());
    EXPECT_EQ(view(kim, chat).agent->name, "ben");
    EXPECT_EQ(presence(ben).load, 1);
    EXPECT_EQ(presence(cleo).load, 0);
    EXPECT_THAT(owners(mona(), chat), ElementsAre("anna", "cleo", "ben"));
}

TEST_P(Steering, C14_WhoWasAskedIsAskedNoMoreUnlessTheChatIsTheirsNow) {
    anna_chats();
    transfer(anna, {}, ben.user);
    auto const cleo = agent("cleo");
    be(cleo, "available");
    assign(cleo);
    EXPECT_THAT(offered(ben), IsEmpty());
    EXPECT_EQ(label(ben), "available");
    EXPECT_FALSE(view(cleo, chat).asked);
    call(service::conference_invite, cleo, {chat, ben.user, {}});
    assign(ben);
    EXPECT_EQ(view(kim, chat).agent->name, "ben");
    EXPECT_THAT(guests(kim), IsEmpty());
    EXPECT_THAT(offered(ben), IsEmpty());
    EXPECT_EQ(presence(ben).load, 1);
}

TEST_P(Steering, P7_NobodyGetsMoreThanTheirPlacesHoldAndWhoIsNotThereGetsNothing) {
    anna_chats();
    ask(customer("Lee"), "Sales");
    accept(ben);
    auto const full = refusal([&] { assign(ben); });
    EXPECT_EQ(full.code, Code::at_capacity);
    EXPECT_EQ(full.path, "/agent");
    auto const cleo = agent("cleo");
    EXPECT_EQ(refusal([&] { assign(cleo); }).code, Code::agent_gone);
    be(cleo, "available");
    be(cleo, "away");
    EXPECT_EQ(refusal([&] { assign(cleo); }).code, Code::agent_gone);
    be(cleo, "available");
    disconnect(cleo);
    EXPECT_EQ(refusal([&] { assign(cleo); }).code, Code::agent_gone);
    auto const own = refusal([&] { assign(anna); });
    EXPECT_EQ(std::pair(own.code, own.path), std::pair(Code::invalid, std::string{"/agent"}));
    EXPECT_EQ(view(kim, chat).agent->name, "anna");
    EXPECT_THAT(owners(mona(), chat), ElementsAre("anna"));
}

TEST_P(Steering, C5_C17_WhatABotAnswersOrHasEndedIsNotSteered) {
    anna_chats();
    service::BotSave robo{{}, "Robo", "Hello", {{"Order", {}, "Soon.", false}}, {}, "What?", 2, {}};
    robo.queues = std::vector{queue("Sales")};
    call(service::bot_save, root(), robo);
    auto const with_anna = chat;
    auto const lee = customer("Lee");
    chat = ask(lee, "Sales");
    ASSERT_EQ(state(chat), "bot");
    auto const all_refused = [&](Code code) {
        EXPECT_EQ(refusal([&] { assign(ben); }).code, code);
        EXPECT_EQ(refusal([&] { requeue(); }).code, code);
        EXPECT_EQ(refusal([&] { end_it(); }).code, code);
    };
    all_refused(Code::chat_not_active);
    end(lee, chat);
    all_refused(Code::chat_ended);
    set({{"wrap_up", "open"}});
    chat = with_anna;
    end(kim, chat);
    ASSERT_THAT(wrapped_up(anna), ElementsAre(chat));
    all_refused(Code::chat_ended);
}

// --- back into a queue ---------------------------------------------------------------------------

TEST_P(Steering, C13_C20_AChatThatIsTakenFromItsAgentIsFirstInItsQueueAgain) {
    set({{"wrap_up", "open"}});
    anna_chats();
    wait(seconds{5});
    auto const later = ask(customer("Lee"));
    auto const cleo = agent("cleo");
    be(anna, "away");
    requeue({}, "wants somebody else");
    EXPECT_EQ(state(chat), "queued");
    EXPECT_EQ(*view(kim, chat).position, 1);
    EXPECT_EQ(lines(kim, chat).back(), "Being transferred to Support.");
    EXPECT_THAT(told(kim, "chat.queued"), SizeIs(2));
    EXPECT_THAT(wrapped_up(anna), ElementsAre(chat));
    EXPECT_THAT(noticed(anna), ElementsAre("chat_requeued"));
    be(cleo, "available");
    EXPECT_THAT(offered(cleo), ElementsAre(chat));
    EXPECT_EQ(offer(cleo).handed_on->from.name, "mona");
    EXPECT_EQ(offer(cleo).handed_on->note, "wants somebody else");
    EXPECT_EQ(state(later), "queued");
    accept(cleo);
    EXPECT_EQ(ownership()[0].cause, store::HandOverCause::requeued);
    EXPECT_EQ(ownership()[0].by->name, "mona");
    EXPECT_EQ(ownership()[0].to_queue_name, "Support");
    EXPECT_FALSE(ownership()[1].given_by);
}

TEST_P(Steering, C13_WhoLostTheChatIsNotOfferedItAgainAtOnce) {
    anna_chats();
    requeue();
    EXPECT_THAT(offered(anna), IsEmpty());
    EXPECT_EQ(state(chat), "queued");
    wait(seconds{60});  // there is nobody else
    EXPECT_THAT(offered(anna), ElementsAre(chat));
}

TEST_P(Steering, C13_IntoAnotherQueueGuestsAndWhoIsAskedAreOut) {
    set({{"wrap_up", "open"}, {"conference_guests", "2"}});
    ben_joins();
    auto const cleo = agent("cleo", 1, {"Sales"});
    be(cleo, "available");
    invite(anna, cleo);
    requeue("Sales");
    EXPECT_EQ(view(kim, chat).queue_name, "Sales");
    EXPECT_FALSE(view(kim, chat).guests);
    EXPECT_THAT(wrapped_up(anna), ElementsAre(chat));
    EXPECT_THAT(wrapped_up(ben), ElementsAre(chat));
    EXPECT_THAT(noticed(ben), ElementsAre("chat_requeued"));
    // Cleo, who was asked to join, works there: it is offered to her now.
    EXPECT_EQ(offer(cleo).kind, store::OfferKind::queue);
    accept(cleo);
    EXPECT_EQ(view(kim, chat).agent->name, "cleo");
}

TEST_P(Steering, C13_OnlyAnAgentsChatIsTakenBackAndAnotherQueueMustTakeIt) {
    anna_chats();
    set({{"transfer_empty_queue", "hide"}});
    be(ben, "offline");
    auto const empty = refusal([&] { requeue("Sales"); });
    EXPECT_EQ(std::pair(empty.code, empty.path), std::pair(Code::no_agent, std::string{"/queue"}));
    call(service::queue_set_enabled, mona(), {queue("Sales"), false});
    EXPECT_EQ(refusal([&] { requeue("Sales"); }).code, Code::queue_closed);
    // Its own has it already, open or not.
    call(service::queue_set_enabled, mona(), {queue("Support"), false});
    requeue();
    EXPECT_EQ(state(chat), "queued");
    EXPECT_EQ(refusal([&] { requeue(); }).code, Code::chat_not_active);
    EXPECT_EQ(refusal([&] { end_it(); }).code, Code::chat_not_active);
}

TEST_P(Steering, C19_OfACustomerWhoIsGoneSomebodyFindsOutWhoeverHasTheChat) {
    set({{"customer_absent_s", "30"}, {"customer_lost_s", "60"}});
    anna_chats();
    say(anna, "hello");
    connection_->run([&](store::Tx& tx) { service::customer_left(tx, kim.visitor); });
    wait(seconds{10});
    assign(ben);
    wait(seconds{30});
    EXPECT_THAT(told(ben, "customer.absent"), SizeIs(1));
    wait(seconds{60});
    EXPECT_EQ(state(chat), "closed");
    EXPECT_EQ(presence(ben).load, 0);
}

TEST_P(Steering, X37_WhoGetsTheChatTheyAreAskedForIsAskedForTheNext) {
    set({{"offers_max", "1"}});
    anna = agent("anna", 3);
    be(anna, "available");
    kim = customer("Kim");
    chat = ask(kim);
    auto const next = ask(customer("Lee"));
    EXPECT_THAT(offered(anna), testing::ElementsAre(chat));
    assign(anna);
    EXPECT_THAT(offered(anna), testing::ElementsAre(next));
}

TEST_P(Steering, X37_WhoTakesOverTheChatTheyAreAskedForIsAskedForTheNext) {
    set({{"offers_max", "1"}});
    anna_chats();
    auto const zoe = agent_and_manager("zoe", 3);
    call(service::queue_update, root(), {queue("Support"), {}, {{anna.user, zoe.user}}, {}});
    be(zoe, "available");
    transfer(anna, {}, zoe.user);
    be(anna, "away");
    auto const next = ask(customer("Lee"));
    EXPECT_THAT(offered(zoe), testing::ElementsAre(chat));
    take_over(zoe);
    EXPECT_THAT(offered(zoe), testing::ElementsAre(next));
}

INSTANTIATE_TEST_SUITE_P(Engines, Steering, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
