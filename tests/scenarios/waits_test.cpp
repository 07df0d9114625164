// What waiting customers are told, and the message that they leave instead (N8, C3, C11).
#include <gmock/gmock.h>

#include "desk.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using namespace service;

class Waits : public Desk {
  protected:
    Actor const& mona() {
        if (!mona_) mona_ = manager("mona");
        return *mona_;
    }
    ChatView start(Actor const& who, std::string const& text) {
        return call(chat_start, who, {{}, text, {}, {}}).chat;
    }

  private:
    std::optional<Actor> mona_;
};

TEST_P(Waits, N8_TheWaitIsToldWithAnIntervalAndHowOftenThatWasRight) {
    auto const anna = agent("anna", 50);
    be(anna, "available");
    // Accepted 20 s apart.
    for (int i = 0; i < 6; ++i) {
        ask(customer("First " + std::to_string(i)));
        accept(anna);
        wait(seconds{20});
    }
    be(anna, "away");
    auto const status = [&] { return call(visitor_status, Actor{}, {{}, "Support"}); };
    EXPECT_EQ(status().wait_s, 20);
    EXPECT_EQ(status().wait_least_s, 20);
    EXPECT_EQ(status().wait_hit_rate, std::nullopt);  // no wait was told yet
    auto const rate = [&] { return call(queue_list, mona(), {}).items[0].wait_hit_rate; };
    for (int i = 0; i < 20; ++i) {
        auto const kim = customer("Kim " + std::to_string(i));
        auto const view = start(kim, "x");
        ASSERT_TRUE(view.wait_most_s) << i;
        // Three of four are taken in time.
        wait(i % 4 == 0 ? seconds{*view.wait_most_s + 2} : seconds{*view.wait_s});
        EXPECT_EQ(rate(), std::nullopt);
        be(anna, "available");
        accept(anna);
        be(anna, "away");
    }
    EXPECT_EQ(rate(), 75);
    EXPECT_EQ(status().wait_hit_rate, 75);
}

TEST_P(Waits, C11_WhoWaitsMayLeaveAMessageInstead) {
    auto const anna = agent("anna");
    be(anna, "available");
    auto const kim = customer("Kim");
    auto const chat = ask(kim);
    EXPECT_THAT(offered(anna), ElementsAre(chat));
    auto const leave = [&](std::optional<std::string> const& email) {
        return call(chat_leave, kim, {{}, "Please call me back", {}, email, {}, {}}).chat;
    };
    EXPECT_EQ(refusal([&] { leave({}); }).path, "/email");
    auto const left = leave("kim@example.org");
    EXPECT_EQ(left.id, chat);
    EXPECT_EQ(left.state, domain::ChatState::unanswered);
    EXPECT_EQ(left.end_reason, domain::EndReason::left_message);
    EXPECT_THAT(offered(anna), IsEmpty());
    EXPECT_EQ(label(anna), "available");  // which is no missed offer
    auto const unanswered =
        call(queue_chats, mona(), {queue("Support"), QueueGroup::unanswered, {}, {}}).items;
    ASSERT_THAT(unanswered, SizeIs(1));
    EXPECT_EQ(unanswered[0].customer.email, "kim@example.org");
    EXPECT_EQ(unanswered[0].last_message->text, "Please call me back");
    // The same once more is no second message, another text is.
    EXPECT_EQ(leave("kim@example.org").id, chat);
    auto const other = call(chat_leave, kim, {{}, "And quickly", {}, {}, {}, {}}).chat;
    EXPECT_NE(other.id, chat);
    // Not once an agent has the chat.
    auto const active = ask(kim);
    accept(anna);
    EXPECT_EQ(refusal([&] { leave("kim@example.org"); }).code, Code::conflict);
    EXPECT_EQ(call(chat_get, mona(), {active}).chat.last_message->text, "anna joined the chat.");
}

TEST_P(Waits, C3_OutOfHoursAMessageIsLeft) {
    call(queue_set_enabled, mona(), {queue("Support"), false});
    auto const kim = customer("Kim");
    auto const left =
        call(chat_leave, kim, {"Support", "Are you there?", "Kim K", "kim@example.org", {}, {}});
    EXPECT_EQ(left.chat.state, domain::ChatState::unanswered);
    EXPECT_EQ(left.chat.customer.name, "Kim K");
    EXPECT_EQ(refusal([&] { call(chat_leave, kim, {{}, " ", {}, {}, {}, {}}); }).path, "/text");
}

INSTANTIATE_TEST_SUITE_P(Engines, Waits, testing::Values("sqlite", "postgresql"),
                         [](auto const& engine) { return engine.param; });

}  // namespace
}  // namespace parley::scenarios
