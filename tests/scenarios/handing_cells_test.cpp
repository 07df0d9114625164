// Handing on, one outcome a test: refused, expired, along a chain, what the receiver sees, and
// queues in which nobody works (C13, C14; E46, E47, O26).
#include "steering.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class HandingCells : public Steering {
  protected:
    /// Anna has the chat of Kim, who has filled the form in; Ben is there.
    void anna_chats_with_a_form() {
        anna = agent("anna");
        be(anna, "available");
        kim = customer("Kim");
        service::Fields const form{{"order", "4711"}, {"page", "https://shop.example/cart"}};
        chat =
            call(service::chat_start, kim, {"Support", std::string{"my order"}, form, {}}).chat.id;
        accept(anna);
        ben = agent("ben", 1, {"Sales"});
        be(ben, "available");
    }
    void hand_to_ben() { call(service::chat_transfer, anna, {chat, {}, ben.user, "an angry one"}); }
    void stays_with_anna() {
        EXPECT_EQ(view(kim, chat).agent->name, "anna");
        EXPECT_FALSE(view(anna, chat).asked);
        EXPECT_THAT(offered(ben), IsEmpty());
        EXPECT_EQ(presence(ben).load, 0);
        say(anna, "still me");
    }
    std::vector<std::string> queues() {
        std::vector<std::string> names;
        for (auto const& one : call(service::chat_targets, anna, {chat, {}, {}}).queues) {
            names.push_back(one.name + (one.agents_working == 0 ? " (nobody)" : ""));
        }
        return names;
    }
};

TEST_P(HandingCells, C14_Refused) {
    anna_chats_with_a_form();
    hand_to_ben();
    call(service::chat_decline, ben, {offer(ben).id, std::string{"no time"}});
    EXPECT_THAT(lapsed(anna), ElementsAre("declined"));
    EXPECT_THAT(told(anna, "offer.lapsed").back(), HasSubstr("no time"));
    stays_with_anna();
}

TEST_P(HandingCells, C14_Expired) {
    anna_chats_with_a_form();
    hand_to_ben();
    wait(offer_window);
    EXPECT_THAT(lapsed(anna), ElementsAre("expired"));
    stays_with_anna();
}

TEST_P(HandingCells, E46_ChainsKeepTheOriginal) {
    anna_chats_with_a_form();
    auto const first = view(anna, chat);
    hand_to_ben();
    accept(ben);
    call(service::chat_transfer, ben, {chat, queue("Support"), {}, {}});
    accept(anna);
    auto const cleo = agent("cleo");
    be(cleo, "available");
    assign(cleo);
    auto const last = view(cleo, chat);
    EXPECT_EQ(last.id, first.id);
    EXPECT_EQ(last.started_at, first.started_at);
    EXPECT_THAT(owners(cleo, chat), ElementsAre("anna", "ben", "anna", "cleo"));
    auto const all = ownership();
    EXPECT_EQ(all[0].cause, store::HandOverCause::transfer);  // what the first one's record says
    EXPECT_EQ(all[0].to->name, "ben");
    EXPECT_EQ(all[1].to_queue_name, "Support");
    EXPECT_EQ(all[2].by->name, "mona");
    end(kim, chat);
    EXPECT_THAT(owners(mona(), chat), SizeIs(4));
}

TEST_P(HandingCells, E46_TheReceiverSeesTheForm) {
    anna_chats_with_a_form();
    hand_to_ben();
    EXPECT_EQ(view(ben, chat).fields->at("order"), "4711");  // before accepting, too
    accept(ben);
    EXPECT_EQ(view(ben, chat).fields->at("order"), "4711");
    EXPECT_EQ(view(ben, chat).page, "https://shop.example/cart");
    EXPECT_FALSE(view(kim, chat).fields);
}

TEST_P(HandingCells, E46_TheReceiverSeesWhoTransferred) {
    anna_chats_with_a_form();
    hand_to_ben();
    EXPECT_EQ(offer(ben).handed_on->from.name, "anna");
    EXPECT_EQ(offer(ben).handed_on->note, "an angry one");
    accept(ben);
    EXPECT_EQ(view(ben, chat).handed_on->from.name, "anna");
    EXPECT_FALSE(view(kim, chat).handed_on);
}

TEST_P(HandingCells, E46_TheReceiverSeesTheTranscript) {
    anna_chats_with_a_form();
    say(anna, "which one?");
    hand_to_ben();
    EXPECT_THAT(lines(ben, chat), ElementsAre("my order", "anna joined the chat.", "which one?"));
    accept(ben);
    EXPECT_THAT(lines(ben, chat), SizeIs(5));
}

TEST_P(HandingCells, E47_O26_AQueueInWhichNobodyWorksIsHidden) {
    anna_chats_with_a_form();
    set({{"transfer_empty_queue", "hide"}});
    EXPECT_THAT(queues(), ElementsAre("Sales"));
    be(ben, "offline");
    EXPECT_THAT(queues(), IsEmpty());
    auto const refused = refusal([&] { transfer(anna, queue("Sales"), {}); });
    EXPECT_EQ(refused.code, Code::no_agent);
    EXPECT_EQ(refusal([&] { requeue("Sales"); }).code, Code::no_agent);
    EXPECT_EQ(view(kim, chat).agent->name, "anna");
}

TEST_P(HandingCells, E47_AQueueInWhichNobodyWorksIsShownWithAWarning) {
    anna_chats_with_a_form();
    set({{"transfer_empty_queue", "warn"}});
    be(ben, "offline");
    EXPECT_THAT(queues(), ElementsAre("Sales (nobody)", "Support (nobody)"));
    auto const found = call(service::chat_targets, anna, {chat, {}, {}});
    EXPECT_EQ(found.empty_queues, domain::EmptyQueue::warn);
    transfer(anna, queue("Sales"), {});  // whoever has read the warning may
    EXPECT_EQ(state(chat), "queued");
}

TEST_P(HandingCells, E47_AQueueInWhichNobodyWorksIsLikeAnyOther) {
    anna_chats_with_a_form();
    set({{"transfer_empty_queue", "allow"}});
    be(ben, "offline");
    EXPECT_THAT(queues(), ElementsAre("Sales (nobody)", "Support (nobody)"));
    transfer(anna, queue("Sales"), {});
    EXPECT_EQ(state(chat), "queued");
    be(ben, "available");
    EXPECT_THAT(offered(ben), ElementsAre(chat));
}

INSTANTIATE_TEST_SUITE_P(Engines, HandingCells, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
