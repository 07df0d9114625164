#include "domain/chat.hpp"

#include <gtest/gtest.h>

#include "base/refusal.hpp"

namespace parley::domain {
namespace {

Code refusal_of(ChatState state, ChatEvent event) {
    try {
        (void)after(state, event, Accepted::never);
    } catch (Refused const& refused) {
        return refused.code;
    }
    ADD_FAILURE() << "nothing was refused";
    return Code::invalid;
}

TEST(Chat, LivesFromTheQueueOverAnOfferToItsEnd) {
    auto state = ChatState::queued;
    state = after(state, ChatEvent::offer, Accepted::never);
    EXPECT_EQ(state, ChatState::offered);
    state = after(state, ChatEvent::accept, Accepted::never);
    EXPECT_EQ(state, ChatState::active);
    EXPECT_EQ(after(state, ChatEvent::end_by_agent, Accepted::once), ChatState::closed);
}

TEST(Chat, EndsUnansweredOnlyWhereNobodyEverAccepted) {
    EXPECT_EQ(after(ChatState::queued, ChatEvent::end_by_customer, Accepted::never),
              ChatState::unanswered);
    EXPECT_EQ(after(ChatState::queued, ChatEvent::end_by_customer, Accepted::once),
              ChatState::closed);
    EXPECT_EQ(after(ChatState::queued, ChatEvent::wait_expired, Accepted::never),
              ChatState::unanswered);
}

TEST(Chat, ABotHandsOverOrTheChatEndsWithIt) {
    auto const bot = ChatState::bot;
    EXPECT_EQ(after(bot, ChatEvent::bot_hands_over, Accepted::never), ChatState::queued);
    EXPECT_EQ(after(bot, ChatEvent::bot_solved, Accepted::never), ChatState::closed);
    EXPECT_EQ(after(bot, ChatEvent::end_by_customer, Accepted::never), ChatState::closed);
    EXPECT_EQ(after(bot, ChatEvent::leave_message, Accepted::never), ChatState::unanswered);
    EXPECT_EQ(end_reason(bot, ChatEvent::end_by_customer), EndReason::customer_ended);
    EXPECT_EQ(end_reason(bot, ChatEvent::wait_expired), EndReason::customer_lost);
    EXPECT_FALSE(is_waiting(bot));
    EXPECT_EQ(refusal_of(bot, ChatEvent::take), Code::chat_taken);
    EXPECT_EQ(refusal_of(ChatState::active, ChatEvent::bot_solved), Code::conflict);
}

TEST(Chat, C19_EndsWithACustomerWhoIsLost) {
    EXPECT_EQ(after(ChatState::active, ChatEvent::customer_lost, Accepted::once),
              ChatState::closed);
    EXPECT_EQ(end_reason(ChatState::active, ChatEvent::customer_lost), EndReason::customer_lost);
    EXPECT_EQ(refusal_of(ChatState::closed, ChatEvent::customer_lost), Code::chat_ended);
}

TEST(Chat, RefusesWhatDoesNotFitItsState) {
    EXPECT_EQ(refusal_of(ChatState::queued, ChatEvent::accept), Code::offer_gone);
    EXPECT_EQ(refusal_of(ChatState::queued, ChatEvent::end_by_agent), Code::chat_not_active);
    EXPECT_EQ(refusal_of(ChatState::closed, ChatEvent::end_by_customer), Code::chat_ended);
    EXPECT_EQ(refusal_of(ChatState::unanswered, ChatEvent::accept), Code::chat_ended);
}

}  // namespace
}  // namespace parley::domain
