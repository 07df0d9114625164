#include "domain/chat.hpp"

#include "base/ensure.hpp"
#include "base/refusal.hpp"

namespace parley::domain {

namespace {
ChatState ended(Accepted accepted) {
    return accepted == Accepted::once ? ChatState::closed : ChatState::unanswered;
}

/// While a bot answers, nobody has the chat and nobody waits.
ChatState after_bot(ChatEvent event) {
    switch (event) {
        case ChatEvent::bot_hands_over:
            return ChatState::queued;
        case ChatEvent::bot_solved:
        case ChatEvent::end_by_customer:
        case ChatEvent::wait_expired:
            return ChatState::closed;
        case ChatEvent::leave_message:
            return ChatState::unanswered;
        case ChatEvent::accept:
            throw Refused{Code::offer_gone};
        case ChatEvent::take:
            throw Refused{Code::chat_taken, "a bot answers"};
        case ChatEvent::transfer:
        case ChatEvent::end_by_agent:
            throw Refused{Code::chat_not_active};
        default:
            break;
    }
    ENSURE(false);
    return ChatState::bot;
}
}  // namespace

ChatState after(ChatState state, ChatEvent event, Accepted accepted) {
    if (is_over(state)) throw Refused{Code::chat_ended};
    if (state == ChatState::bot) return after_bot(event);
    switch (event) {
        case ChatEvent::bot_hands_over:
        case ChatEvent::bot_solved:
            throw Refused{Code::conflict, "no bot answers in the chat"};
        case ChatEvent::offer:
            ENSURE(state == ChatState::queued);
            return ChatState::offered;
        case ChatEvent::accept:
            if (state != ChatState::offered) throw Refused{Code::offer_gone};
            return ChatState::active;
        case ChatEvent::take:
            if (state != ChatState::queued) throw Refused{Code::chat_taken};
            return ChatState::active;
        case ChatEvent::give_back:
            ENSURE(state == ChatState::offered);
            return ChatState::queued;
        case ChatEvent::agent_lost:
            ENSURE(state == ChatState::active);
            return ChatState::queued;
        case ChatEvent::transfer:
            if (state != ChatState::active) throw Refused{Code::chat_not_active};
            return ChatState::queued;
        case ChatEvent::hand_over:
            ENSURE(state == ChatState::active);
            return ChatState::active;
        case ChatEvent::end_by_agent:
            if (state != ChatState::active) throw Refused{Code::chat_not_active};
            return ChatState::closed;
        case ChatEvent::end_by_customer:
            return ended(accepted);
        case ChatEvent::customer_lost:
            ENSURE(state == ChatState::active);
            return ChatState::closed;
        case ChatEvent::leave_message:
            if (!is_waiting(state)) throw Refused{Code::conflict, "the chat has an agent"};
            return ended(accepted);
        case ChatEvent::wait_expired:
        case ChatEvent::queue_closed:
            ENSURE(is_waiting(state));
            return ended(accepted);
    }
    ENSURE(false);
    return state;
}

EndReason end_reason(ChatState state, ChatEvent event) {
    switch (event) {
        case ChatEvent::end_by_agent:
            return EndReason::agent_ended;
        case ChatEvent::bot_solved:
            return EndReason::bot_solved;
        case ChatEvent::wait_expired:
            return state == ChatState::bot ? EndReason::customer_lost : EndReason::wait_expired;
        case ChatEvent::customer_lost:
            return EndReason::customer_lost;
        case ChatEvent::queue_closed:
            return EndReason::queue_closed;
        case ChatEvent::leave_message:
            return EndReason::left_message;
        case ChatEvent::end_by_customer:
            return is_waiting(state) ? EndReason::customer_cancelled : EndReason::customer_ended;
        default:
            break;
    }
    ENSURE(false);
    return EndReason::agent_ended;
}

}  // namespace parley::domain
