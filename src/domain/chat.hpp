#pragma once
// The life cycle of a chat, as a pure function. Source: behaviour.md 7.1 and 7.2.

#include <boost/describe.hpp>

namespace parley::domain {

enum class ChatState { bot, queued, offered, active, closed, unanswered };
BOOST_DESCRIBE_ENUM(ChatState, bot, queued, offered, active, closed, unanswered)

enum class ChatEvent {
    bot_hands_over,   // C4: from the bot into the queue
    bot_solved,       // C5: the customer says that the bot has helped
    offer,            // C6: routing reserves the chat for one agent
    accept,           // C8
    take,             // C7: taken from the list, or given without asking
    give_back,        // C9: declined, expired or the agent was lost before accepting
    agent_lost,       // C20: the owner's grace has run out
    transfer,         // C13: the owner hands it on to a queue
    hand_over,        // C14: another agent has it now, from the owner
    end_by_agent,     // C17
    end_by_customer,  // C18; while waiting: C10
    customer_lost,    // C19: no connection of theirs has come back
    wait_expired,     // C10: the queue's maximum wait
    queue_closed,     // C10: the queue was closed to those who wait, too
    leave_message,    // C3, C11: the customer does not wait for an agent
};

enum class EndReason {
    agent_ended,
    customer_ended,
    customer_cancelled,
    wait_expired,
    queue_closed,
    left_message,
    bot_solved,
    customer_lost  // has no connection any more; or had only a bot to talk to, and said nothing
};
BOOST_DESCRIBE_ENUM(EndReason, agent_ended, customer_ended, customer_cancelled, wait_expired,
                    queue_closed, left_message, bot_solved, customer_lost)

/// Ended for good: nothing may be written any more.
constexpr bool is_over(ChatState state) {
    return state == ChatState::closed || state == ChatState::unanswered;
}

/// The customer waits: the chat has a position.
constexpr bool is_waiting(ChatState state) {
    return state == ChatState::queued || state == ChatState::offered;
}

/// Whether an agent has ever accepted the chat: one that nobody did ends as unanswered.
enum class Accepted { never, once };

/// The state after the event. Refuses chat_ended, chat_not_active or offer_gone where the event
/// does not fit the state; the caller's transaction then changes nothing.
ChatState after(ChatState state, ChatEvent event, Accepted accepted);

/// Why a chat that was in `state` ends by `event`.
EndReason end_reason(ChatState state, ChatEvent event);

}  // namespace parley::domain
