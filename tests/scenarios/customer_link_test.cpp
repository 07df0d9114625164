// Customers whose connection is gone while an agent has their chat (C19, O30).
#include "service/customer_link.hpp"

#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/conference.hpp"
#include "service/handing.hpp"

namespace parley::scenarios {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class CustomerLink : public Desk {
  protected:
    // Anna has Kim's chat, and has answered.
    void SetUp() override {
        Desk::SetUp();
        anna = agent("anna");
        be(anna, "available");
        kim = customer("Kim");
        chat = ask(kim);
        accept(anna);
        say(anna, "hello");
    }
    void say(Actor const& who, std::string const& text) {
        auto const client_id = "00000000-0000-4000-8000-00000000000" + std::to_string(said_++);
        call(service::message_post, who, {chat, client_id, text});
    }
    void leave() {
        connection_->run([&](store::Tx& tx) { service::customer_left(tx, kim.visitor); });
    }
    void come() {
        connection_->run([&](store::Tx& tx) { service::customer_came(tx, kim.visitor); });
    }
    bool is_absent(Actor const& agent) {
        return view(agent, chat).customer_absent_since.has_value();
    }
    domain::EndReason end_reason() { return *view(manager("mona"), chat).end_reason; }
    Actor anna, kim;
    ChatId chat;

  private:
    int said_ = 0;
};

TEST_P(CustomerLink, C19_WhoDoesNotComeBackIsAbsentAndThenLost) {
    set({{"wrap_up", "open"}});
    auto const left_at = now();
    leave();
    wait(seconds{119});
    EXPECT_FALSE(is_absent(anna));
    EXPECT_THAT(told(anna, "customer.absent"), IsEmpty());
    wait(seconds{1});
    EXPECT_EQ(view(anna, chat).customer_absent_since, left_at);
    EXPECT_THAT(told(anna, "customer.absent"), SizeIs(1));
    EXPECT_THAT(told(kim, "customer.absent"), IsEmpty());
    EXPECT_FALSE(view(kim, chat).customer_absent_since);
    wait(seconds{119});
    EXPECT_EQ(state(chat), "active");
    wait(seconds{1});
    EXPECT_EQ(state(chat), "closed");
    EXPECT_EQ(end_reason(), domain::EndReason::customer_lost);
    EXPECT_EQ(lines(anna, chat).back(), "Kim left the chat.");
    EXPECT_THAT(told(anna, "chat.ended"), SizeIs(1));
    EXPECT_THAT(wrap_ups(anna), SizeIs(1));
    EXPECT_EQ(label(anna), "wrap_up");
}

TEST_P(CustomerLink, C19_WhoComesBackIsThereAgain) {
    leave();
    wait(seconds{150});
    EXPECT_TRUE(is_absent(anna));
    come();
    EXPECT_FALSE(is_absent(anna));
    ASSERT_THAT(told(anna, "customer.absent"), SizeIs(2));
    EXPECT_THAT(told(anna, "customer.absent")[0], HasSubstr("since"));
    EXPECT_THAT(told(anna, "customer.absent")[1], Not(HasSubstr("since")));
    wait(seconds{600});
    EXPECT_EQ(state(chat), "active");
    // A short loss is nobody's business.
    leave();
    wait(seconds{60});
    come();
    wait(seconds{600});
    EXPECT_THAT(told(anna, "customer.absent"), SizeIs(2));
    EXPECT_EQ(state(chat), "active");
}

TEST_P(CustomerLink, C19_AChatIsNotEndedWhileItIsTheAgentsTurn) {
    say(kim, "and now?");
    leave();
    wait(seconds{1000});
    EXPECT_EQ(state(chat), "active");
    EXPECT_TRUE(is_absent(anna));
    say(anna, "look here");
    wait(seconds{240});
    EXPECT_EQ(state(chat), "closed");
    EXPECT_EQ(end_reason(), domain::EndReason::customer_lost);
}

TEST_P(CustomerLink, C19_WhoGetsTheChatOfACustomerWhoIsGoneKnowsItAndHasTheirTime) {
    leave();
    wait(seconds{100});
    auto const ben = agent("ben", 1, {"Sales"});
    call(service::chat_transfer, anna, {chat, queue("Sales"), {}, {}});
    wait(seconds{1000});
    EXPECT_EQ(state(chat), "queued");  // who waits keeps their place
    be(ben, "available");
    accept(ben);
    EXPECT_TRUE(is_absent(ben));
    EXPECT_FALSE(view(kim, chat).customer_absent_since);
    say(ben, "hello");
    wait(seconds{239});
    EXPECT_EQ(state(chat), "active");
    wait(seconds{1});
    EXPECT_EQ(state(chat), "closed");
}

TEST_P(CustomerLink, C19_GuestsAreToldToo) {
    auto const ben = agent("ben");
    be(ben, "available");
    call(service::conference_invite, anna, {chat, ben.user, {}});
    accept(ben);
    leave();
    wait(seconds{120});
    EXPECT_THAT(told(ben, "customer.absent"), SizeIs(1));
    EXPECT_TRUE(is_absent(ben));
    wait(seconds{120});
    EXPECT_EQ(state(chat), "closed");
    EXPECT_THAT(told(ben, "chat.ended"), SizeIs(1));
    EXPECT_EQ(label(ben), "available");
}

TEST_P(CustomerLink, C19_TheTimesAreSwitchesAndHoldAtOnce) {
    set({{"customer_absent_s", "10"}, {"customer_lost_s", "0"}});
    leave();
    wait(seconds{10});
    EXPECT_TRUE(is_absent(anna));
    wait(seconds{5000});
    EXPECT_EQ(state(chat), "active");  // never
    set_for_queue("Support", {{"customer_lost_s", "30"}});
    wait(seconds{1});
    EXPECT_EQ(state(chat), "closed");
}

TEST_P(CustomerLink, C19_AfterTheEndOfANodeAllAreAskedFor) {
    connection_->run([](store::Tx& tx) { service::customers_may_be_gone(tx); });
    wait(seconds{116});
    // Another node has them, and says so.
    come();
    wait(seconds{500});
    EXPECT_THAT(told(anna, "customer.absent"), IsEmpty());
    connection_->run([](store::Tx& tx) { service::customers_may_be_gone(tx); });
    wait(seconds{240});
    EXPECT_EQ(state(chat), "closed");
}

INSTANTIATE_TEST_SUITE_P(Engines, CustomerLink, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
