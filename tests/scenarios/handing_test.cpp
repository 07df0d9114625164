// Chats that are handed on (C13, C14, S18, O16, E46, E47, W19 to W22; X25, X26).
#include "service/handing.hpp"

#include <gmock/gmock.h>

#include "desk.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Handing : public Desk {
  protected:
    service::ChatView to_queue(Actor const& who, ChatId id, std::string const& name,
                               std::optional<std::string> const& note = {}) {
        return call(service::chat_transfer, who, {id, queue(name), {}, note}).chat;
    }
    service::ChatView to_agent(Actor const& who, ChatId id, Actor const& to,
                               std::optional<std::string> const& note = {}) {
        return call(service::chat_transfer, who, {id, {}, to.user, note}).chat;
    }
    service::TargetItems targets(Actor const& who, ChatId id, std::string const& search = {}) {
        return call(service::chat_targets, who, {id, search});
    }
    // Anna has Kim's chat, in Support.
    Actor anna, kim;
    ChatId chat;
    void anna_chats() {
        anna = agent("anna");
        be(anna, "available");
        kim = customer("Kim");
        chat = ask(kim);
        accept(anna);
    }
};

TEST_P(Handing, C13_S18_W19_W22_O16_AChatGoesToAQueueAndTheSenderWrapsUp) {
    set({{"wrap_up", "open"}});
    anna_chats();
    auto const ben = agent("ben", 1, {"Sales"});
    be(ben, "available");
    to_queue(anna, chat, "Sales", "wants a larger one");
    EXPECT_EQ(label(anna), "wrap_up");
    ASSERT_THAT(wrap_ups(anna), SizeIs(1));
    EXPECT_THAT(told(anna, "chat.transferred"), SizeIs(1));
    EXPECT_EQ(view(kim, chat).queue_name, "Sales");
    EXPECT_THAT(lines(kim, chat),
                ElementsAre("hello", "anna joined the chat.", "Being transferred to Sales."));
    // The receiver sees who it comes from, and what they say.
    auto const offered_to_ben = offer(ben);
    ASSERT_TRUE(offered_to_ben.handed_on);
    EXPECT_EQ(offered_to_ben.handed_on->from.name, "anna");
    EXPECT_EQ(offered_to_ben.handed_on->queue_name, "Support");
    EXPECT_EQ(offered_to_ben.handed_on->note, "wants a larger one");
    EXPECT_EQ(accept(ben), chat);
    EXPECT_EQ(state(chat), "active");
    EXPECT_EQ(view(ben, chat).handed_on->note, "wants a larger one");
    EXPECT_FALSE(view(kim, chat).handed_on);
    // Anna is done with it; it is Ben's alone.
    call(service::wrap_up_submit, anna, {chat, {}, {}, {}, {}});
    EXPECT_EQ(refusal([&] { view(anna, chat); }).code, Code::not_found);
    EXPECT_EQ(label(anna), "available");
}

TEST_P(Handing, C13_AChatThatIsHandedOnKeepsItsPlaceBeforeThoseWhoCameLater) {
    anna_chats();
    auto const ben = agent("ben", 1, {"Sales"});
    wait(seconds{5});
    auto const later = ask(customer("Lee"), "Sales");
    to_queue(anna, chat, "Sales");
    EXPECT_EQ(*view(kim, chat).position, 1);
    be(ben, "available");
    EXPECT_THAT(offered(ben), ElementsAre(chat));
    EXPECT_EQ(state(later), "queued");
}

TEST_P(Handing, E46_TheFormTheTranscriptAndAllOwnersGoAlongAChain) {
    anna = agent("anna");
    be(anna, "available");
    kim = customer("Kim");
    chat = call(service::chat_start, kim,
                {"Support", std::string{"my order"}, service::Fields{{"order", "4711"}}, {}})
               .chat.id;
    accept(anna);
    auto const ben = agent("ben", 1, {"Sales"});
    auto const cleo = agent("cleo", 1, {"Sales"});
    be(ben, "available");
    to_queue(anna, chat, "Sales", "first");
    accept(ben);
    be(cleo, "available");
    to_agent(ben, chat, cleo, "second");
    accept(cleo);
    EXPECT_EQ(view(cleo, chat).fields->at("order"), "4711");
    EXPECT_THAT(
        lines(cleo, chat),
        ElementsAre("my order", "anna joined the chat.", "Being transferred to Sales.",
                    "ben joined the chat.", "Being transferred to cleo.", "cleo joined the chat."));
    EXPECT_THAT(owners(cleo, chat), ElementsAre("anna", "ben", "cleo"));
    auto const all = call(service::chat_owners, cleo, {chat}).items;
    EXPECT_EQ(all[0].queue_name, "Support");
    EXPECT_EQ(all[0].to_queue_name, "Sales");
    EXPECT_EQ(all[1].to->name, "cleo");
    EXPECT_EQ(all[1].note, "second");
    EXPECT_EQ(view(cleo, chat).handed_on->from.name, "ben");
    end(kim, chat);
    EXPECT_THAT(owners(manager("mona"), chat), ElementsAre("anna", "ben", "cleo"));
}

TEST_P(Handing, C14_S18_AColleagueWhoAcceptsHasTheChatAndUntilThenTheSenderDoes) {
    set({{"wrap_up", "open"}});
    anna_chats();
    auto const ben = agent("ben", 1, {"Sales"});
    be(ben, "available");
    auto const asked = to_agent(anna, chat, ben, "please");
    EXPECT_EQ(state(chat), "active");
    ASSERT_TRUE(asked.asked);
    EXPECT_EQ(asked.asked->agent.name, "ben");
    EXPECT_EQ(label(ben), "offered");
    EXPECT_EQ(offer(ben).handed_on->note, "please");
    EXPECT_TRUE(offer(ben).may_decline);
    // Who is asked may read the chat; the sender goes on with it.
    EXPECT_THAT(lines(ben, chat), SizeIs(2));
    call(service::message_post, anna, {chat, "11111111-1111-4111-8111-111111111111", "one moment"});
    accept(ben);
    EXPECT_EQ(view(kim, chat).agent->name, "ben");
    EXPECT_EQ(label(anna), "wrap_up");
    EXPECT_THAT(told(anna, "chat.transferred"), SizeIs(1));
    EXPECT_EQ(refusal([&] {
                  call(service::message_post, anna,
                       {chat, "22222222-2222-4222-8222-222222222222", "still me"});
              }).code,
              Code::forbidden);
    EXPECT_FALSE(view(ben, chat).asked);
}

TEST_P(Handing, C14_WhoDeclinesOrDoesNotAnswerLeavesTheChatWithTheSenderAndIsNotSentAway) {
    apply("media_desk");  // in which one may not decline chats, and who misses one is out of work
    anna_chats();
    auto const ben = agent("ben");
    be(ben, "available");
    to_agent(anna, chat, ben);
    call(service::chat_decline, ben, {offer(ben).id, std::string{"no time"}});
    EXPECT_EQ(label(ben), "available");
    EXPECT_THAT(told(anna, "offer.lapsed").back(), HasSubstr("no time"));
    to_agent(anna, chat, ben);
    wait(offer_window);
    EXPECT_EQ(label(ben), "available");
    EXPECT_THAT(offered(ben), IsEmpty());
    EXPECT_THAT(lapsed(anna), ElementsAre("declined", "expired"));
    EXPECT_EQ(view(anna, chat).agent->name, "anna");
    EXPECT_FALSE(view(anna, chat).asked);
    EXPECT_THAT(owners(anna, chat), ElementsAre("anna"));
    EXPECT_THAT(lines(kim, chat), SizeIs(2));
}

TEST_P(Handing, C14_WhoGoesAwayOrIsLostLeavesTheChatWithTheSender) {
    anna_chats();
    auto const ben = agent("ben");
    be(ben, "available");
    to_agent(anna, chat, ben);
    be(ben, "away");
    be(ben, "available");
    to_agent(anna, chat, ben);
    disconnect(ben);
    EXPECT_THAT(lapsed(anna), ElementsAre("agent_left", "agent_left"));
    EXPECT_EQ(state(chat), "active");
    EXPECT_EQ(refusal([&] { to_agent(anna, chat, ben); }).code, Code::agent_gone);
}

TEST_P(Handing, C14_TheSenderMayThinkBetterOfIt) {
    anna_chats();
    auto const ben = agent("ben");
    be(ben, "available");
    to_agent(anna, chat, ben);
    EXPECT_EQ(refusal([&] { to_queue(anna, chat, "Sales"); }).code, Code::conflict);
    auto const mine = call(service::chat_cancel_transfer, anna, {chat}).chat;
    EXPECT_FALSE(mine.asked);
    EXPECT_THAT(offered(ben), IsEmpty());
    EXPECT_EQ(label(ben), "available");
    EXPECT_EQ(refusal([&] { call(service::chat_cancel_transfer, anna, {chat}); }).code,
              Code::offer_gone);
    EXPECT_EQ(refusal([&] { call(service::chat_cancel_transfer, ben, {chat}); }).code,
              Code::not_found);
}

TEST_P(Handing, C14_WhenTheCustomerLeavesNobodyIsAskedAnyMore) {
    anna_chats();
    auto const ben = agent("ben");
    be(ben, "available");
    to_agent(anna, chat, ben);
    end(kim, chat);
    EXPECT_THAT(offered(ben), IsEmpty());
    EXPECT_EQ(label(ben), "available");
    EXPECT_EQ(label(anna), "available");
    EXPECT_EQ(state(chat), "closed");
}

TEST_P(Handing, C14_C20_WhenTheSenderIsLostTheChatGoesToTheQueueAndNotToTheOneWhoWasAsked) {
    anna_chats();
    auto const ben = agent("ben", 1, {"Sales"});
    be(ben, "available");
    set_for_queue("Support", {{"offer_s", "0"}});
    to_agent(anna, chat, ben);
    disconnect(anna);
    EXPECT_THAT(offered(ben), ElementsAre(chat));
    wait(seconds{61});
    EXPECT_EQ(state(chat), "queued");
    EXPECT_THAT(offered(ben), IsEmpty());
    EXPECT_EQ(label(ben), "available");
    auto const mona = manager("mona");
    EXPECT_EQ(call(service::chat_owners, mona, {chat}).items[0].cause, store::HandOverCause::lost);
}

TEST_P(Handing, C20_AChatFromAnotherQueueGoesOnAtOnceWhenItsOwnerIsLost) {
    anna_chats();
    auto const ben = agent("ben", 1, {"Sales"});
    be(ben, "available");
    set_for_queue("Support", {{"offer_s", "0"}});
    to_agent(anna, chat, ben);
    accept(ben);
    be(anna, "away");
    auto const cleo = agent("cleo");
    be(cleo, "available");
    disconnect(ben);
    wait(seconds{61});
    EXPECT_THAT(offered(cleo), ElementsAre(chat));
}

TEST_P(Handing, O26_W21_W24_TheListSaysWhoIsFreeAndWhoIsFullCannotBeChosen) {
    anna_chats();
    auto const ben = agent("ben");
    auto const cleo = agent("cleo", 2);
    auto const dora = agent("dora");
    be(ben, "available");
    be(cleo, "available");
    auto const busy = ask(customer("Lee"));
    EXPECT_EQ(accept(ben), busy);
    auto const list = targets(anna, chat).agents;
    ASSERT_THAT(list, SizeIs(3));
    EXPECT_EQ(list[0].name, "cleo");
    EXPECT_TRUE(list[0].available);
    EXPECT_EQ(list[0].capacity, 2);
    EXPECT_EQ(list[1].name, "ben");
    EXPECT_EQ(list[1].label, domain::Label::at_capacity);
    EXPECT_FALSE(list[1].available);
    EXPECT_EQ(list[2].label, domain::Label::offline);
    EXPECT_THAT(targets(anna, chat, "CL").agents, SizeIs(1));
    auto const full = refusal([&] { to_agent(anna, chat, ben); });
    EXPECT_EQ(full.code, Code::at_capacity);
    EXPECT_EQ(full.path, "/agent");
    EXPECT_EQ(refusal([&] { to_agent(anna, chat, dora); }).code, Code::agent_gone);
    EXPECT_EQ(refusal([&] { to_agent(anna, chat, anna); }).path, "/agent");
    disconnect(dora);
    EXPECT_THAT(targets(anna, chat).agents, SizeIs(2));
}

TEST_P(Handing, X26_O26_E47_QueuesInWhichNobodyWorksAreHiddenOrShownAsEmpty) {
    anna_chats();
    set({{"transfer_empty_queue", "hide"}});
    EXPECT_THAT(targets(anna, chat).queues, IsEmpty());  // in Support there is only Anna
    auto const refused = refusal([&] { to_queue(anna, chat, "Sales"); });
    EXPECT_EQ(refused.code, Code::no_agent);
    EXPECT_EQ(refused.path, "/queue");
    auto const ben = agent("ben", 1, {"Sales"});
    be(ben, "available");
    ask(customer("Lee"), "Sales");
    accept(ben);
    ASSERT_THAT(targets(anna, chat).queues, SizeIs(1));
    auto const sales = targets(anna, chat).queues[0];
    EXPECT_EQ(sales.name, "Sales");
    EXPECT_EQ(std::pair(sales.agents_working, sales.agents_available), std::pair(1L, 0L));
    set({{"transfer_empty_queue", "warn"}});
    ASSERT_THAT(targets(anna, chat).queues, SizeIs(2));
    set_for(anna, {{"cap", "3"}});
    auto const support = targets(anna, chat).queues[1];  // whoever asks does not count
    EXPECT_EQ(std::tuple(support.name, support.agents_working, support.agents_available),
              std::tuple("Support", 0L, 0L));
    EXPECT_EQ(targets(anna, chat).empty_queues, domain::EmptyQueue::warn);
    set({{"transfer_empty_queue", "allow"}});
    to_queue(anna, chat, "Support");
    EXPECT_EQ(state(chat), "queued");
}

TEST_P(Handing, X25_QueuesAndAgentsAreTwoRightsOfAQueueOrAnAgent) {
    anna_chats();
    auto const ben = agent("ben");
    be(ben, "available");
    set({{"transfer_agent", "false"}});
    EXPECT_THAT(targets(anna, chat).agents, IsEmpty());
    EXPECT_FALSE(targets(anna, chat).to_agents);
    EXPECT_EQ(refusal([&] { to_agent(anna, chat, ben); }).code, Code::forbidden);
    set_for(anna, {{"transfer_queue", "false"}, {"transfer_agent", "true"}});
    EXPECT_THAT(targets(anna, chat).queues, IsEmpty());
    EXPECT_EQ(refusal([&] { to_queue(anna, chat, "Sales"); }).path, "/queue");
    to_agent(anna, chat, ben);
    accept(ben);
    EXPECT_EQ(refusal([&] { to_agent(ben, chat, anna); }).code, Code::forbidden);
}

TEST_P(Handing, W20_OnlyTheOwnersOpenChatGoesToAnOpenQueueOfTheirs) {
    anna = agent("anna");
    auto const ben = agent("ben");
    kim = customer("Kim");
    chat = ask(kim);
    auto const mona = manager("mona");
    EXPECT_EQ(refusal([&] { to_queue(anna, chat, "Sales"); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { to_queue(kim, chat, "Sales"); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { to_queue(mona, chat, "Sales"); }).code, Code::forbidden);
    be(anna, "available");
    EXPECT_EQ(refusal([&] { to_queue(anna, chat, "Sales"); }).code, Code::forbidden);
    accept(anna);
    EXPECT_EQ(refusal([&] { to_queue(ben, chat, "Sales"); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { call(service::chat_transfer, anna, {chat, {}, {}, {}}); }).path,
              "/queue");
    EXPECT_EQ(refusal([&] {
                  call(service::chat_transfer, anna, {chat, queue("Sales"), ben.user, {}});
              }).path,
              "/agent");
    call(service::queue_set_enabled, mona, {queue("Sales"), false});
    EXPECT_EQ(refusal([&] { to_queue(anna, chat, "Sales"); }).code, Code::queue_closed);
    EXPECT_THAT(targets(anna, chat).queues, SizeIs(1));
    end(anna, chat);
    EXPECT_EQ(refusal([&] { to_queue(anna, chat, "Support"); }).code, Code::chat_ended);
}

TEST_P(Handing, C13_WhoHasHandedAChatOnIsAskedLast) {
    anna_chats();
    auto const ben = agent("ben");
    to_queue(anna, chat, "Support");
    EXPECT_THAT(offered(anna), IsEmpty());
    be(ben, "available");
    EXPECT_THAT(offered(ben), ElementsAre(chat));
    call(service::chat_decline, ben, {offer(ben).id, {}});
    // There is nobody else: after a while it is Anna's turn again.
    wait(seconds{60});
    EXPECT_THAT(offered(anna), ElementsAre(chat));
}

TEST_P(Handing, S18_AWrapUpGoesByTheQueueInWhichOneHadTheChatAndEndsWhenItComesBack) {
    set_for_queue("Support", {{"wrap_up", "timed"}, {"wrap_up_s", "300"}});
    anna = agent("anna", 2, {"Support", "Sales"});
    be(anna, "available");
    kim = customer("Kim");
    chat = ask(kim);
    accept(anna);
    auto const ben = agent("ben", 1, {"Sales"});
    be(ben, "available");
    to_queue(anna, chat, "Sales");
    accept(ben);
    ASSERT_THAT(wrap_ups(anna), SizeIs(1));
    EXPECT_EQ(*wrap_ups(anna)[0].wrap_up.due_at, now() + seconds{300});
    to_agent(ben, chat, anna);
    accept(anna);
    EXPECT_THAT(wrap_ups(anna), IsEmpty());
    EXPECT_EQ(presence(anna).load, 1);
    end(anna, chat);
    EXPECT_THAT(owners(manager("mona"), chat), ElementsAre("anna", "ben", "anna"));
}

TEST_P(Handing, X25_EachWayOfWorkingHasItsOwnTargets) {
    anna_chats();
    auto const said = [&](std::string const& preset) {
        apply(preset);
        be(anna, "available");
        auto const list = targets(anna, chat);
        return std::string{list.to_queues ? "queues " : ""} + (list.to_agents ? "agents " : "") +
               std::string{word(list.empty_queues)};
    };
    EXPECT_EQ(said("pull_desk"), "warn");
    EXPECT_EQ(said("push_desk"), "queues agents allow");
    EXPECT_EQ(said("assigned_desk"), "warn");
    EXPECT_EQ(said("verified_desk"), "queues hide");
    EXPECT_EQ(said("media_desk"), "queues agents warn");
}

INSTANTIATE_TEST_SUITE_P(Engines, Handing, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
