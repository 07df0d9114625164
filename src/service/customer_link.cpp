#include "service/customer_link.hpp"

#include "domain/chat.hpp"
#include "service/policy.hpp"
#include "service/tell.hpp"
#include "service/timers.hpp"

namespace parley::service {

namespace {

/// How long nodes have to say that they have the customer.
constexpr milliseconds time_to_answer = seconds{5};

/// When what becomes of a chat whose customer has gone.
struct Times {
    Instant absent;
    std::optional<Instant> lost;  // counts from when the agent got the chat
};

Times times_of(store::Tx& tx, store::Chat const& chat) {
    auto const policy = policy_of(tx, tx.queues.get(chat.queue));
    auto const gone_at = *chat.customer_gone_at;
    Times times{gone_at + milliseconds{seconds{policy.customer_absent_s}}, {}};
    if (policy.customer_lost_s > 0) {
        times.lost = std::max(gone_at, chat.accepted_at.value_or(gone_at)) +
                     milliseconds{seconds{policy.customer_lost_s}};
    }
    return times;
}

void look_at(store::Tx& tx, store::Chat const& chat, Instant at) {
    tx.set_timer(at, store::TimerKind::customer_gone, chat.id.value);
}

void gone(store::Tx& tx, store::Chat chat) {
    tx.chats.set_gone(chat.id, tx.now());
    chat.customer_gone_at = tx.now();
    auto const absent = times_of(tx, chat).absent;
    look_at(tx, chat, std::max(absent + -time_to_answer, tx.now()));
}

void tell_absent(store::Tx& tx, store::Chat const& chat, std::optional<Instant> since) {
    tell_staff(tx, chat, "customer.absent", CustomerAbsent{chat.id, since});
}

}  // namespace

void customer_came(store::Tx& tx, VisitorId visitor) {
    auto chat = tx.chats.open_of(visitor);
    if (!chat || !chat->customer_gone_at) return;
    bool const was_absent = absent_since(tx, *chat).has_value();
    tx.chats.set_gone(chat->id, {});
    tx.clear_timer(store::TimerKind::customer_gone, chat->id.value);
    if (was_absent) tell_absent(tx, *chat, {});
}

void customer_left(store::Tx& tx, VisitorId visitor) {
    auto const chat = tx.chats.open_of(visitor);
    if (chat && !chat->customer_gone_at) gone(tx, *chat);
}

void customers_may_be_gone(store::Tx& tx) {
    for (auto const& chat : tx.chats.open_with_customers()) gone(tx, chat);
}

void watch_customer(store::Tx& tx, store::Chat const& chat) {
    if (chat.customer_gone_at) look_at(tx, chat, tx.now());
}

void look_again_at_customers(store::Tx& tx, OrganizationId organization) {
    for (auto const& chat : tx.chats.held_without_customer(organization)) watch_customer(tx, chat);
}

void customer_still_gone(store::Tx& tx, ChatId id) {
    auto const chat = tx.chats.find(id);
    if (!chat || domain::is_over(chat->state) || !chat->customer_gone_at) return;
    auto const times = times_of(tx, *chat);
    if (tx.now() < times.absent) {
        tx.ask_for(chat->visitor);
        return look_at(tx, *chat, times.absent);
    }
    if (chat->state != domain::ChatState::active) return;  // who waits keeps their place
    if (!times.lost || tx.now() < *times.lost) {
        tell_absent(tx, *chat, chat->customer_gone_at);
        if (times.lost) look_at(tx, *chat, *times.lost);
    } else if (chat->unanswered_since) {
        // It is the agent's turn: the answer is waited for here, whatever else the customer does.
        look_at(tx, *chat, tx.now() + (*times.lost - *chat->customer_gone_at));
    } else {
        customer_lost(tx, *chat);
    }
}

std::optional<Instant> absent_since(store::Tx& tx, store::Chat const& chat) {
    bool const absent = chat.state == domain::ChatState::active && chat.customer_gone_at &&
                        times_of(tx, chat).absent <= tx.now();
    return absent ? chat.customer_gone_at : std::nullopt;
}

}  // namespace parley::service
