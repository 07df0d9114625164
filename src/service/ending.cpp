#include "service/ending.hpp"

#include "service/access.hpp"
#include "service/audit.hpp"
#include "service/conference.hpp"
#include "service/help.hpp"
#include "service/mails.hpp"
#include "service/operations.hpp"
#include "service/policy.hpp"
#include "service/presence.hpp"
#include "service/routing.hpp"
#include "service/sharing.hpp"
#include "service/steering.hpp"
#include "service/supervision.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"
#include "service/timers.hpp"

namespace parley::service {

namespace {

/// With a bot nobody waits; but who has written nothing for as long as others wait is gone.
void look_for_customer(Tx& tx, store::Chat const& chat) {
    auto const policy = policy_of(tx, tx.queues.get(chat.queue));
    // The bot has answered the last text in the same moment.
    auto const ends_at = tx.messages.at(chat.id, chat.seq)->at + seconds{policy.max_wait_s};
    if (ends_at > tx.now()) {
        return tx.set_timer(ends_at, store::TimerKind::wait_expires, chat.id.value);
    }
    end_chat(tx, chat, {domain::ChatEvent::wait_expired, store::AuthorKind::system, {}, {}});
}

/// An agent's chat, by who has the right: the customer reads that the agent has left.
void end_by_manager(Tx& tx, Actor const& actor, store::Chat const& chat,
                    std::optional<std::string> const& given) {
    auto const reason = clean_name(given.value_or(""), tx.limits().name_text_max, "/reason");
    auto const concerned = those_in(tx, chat);
    auto const owner = chat.agent ? std::optional{person(tx, *chat.agent)} : std::nullopt;
    end_chat(tx, chat,
             {domain::ChatEvent::end_by_agent,
              store::AuthorKind::system,
              {},
              SystemEventType::agent_left,
              owner});
    tell_of_act(tx, actor, chat, NoticeKind::chat_ended, concerned, {.note = reason});
    // An ordinary operation of customers and agents; of a manager it is a privileged act (P22).
    AuditEntry entry{"chat.end",
                     {"chat", to_text(chat.id), {}},
                     {FieldChange{"state", std::string{word(chat.state)}, "closed"}},
                     {},
                     {}};
    if (!reason.empty()) entry.changes.push_back({"reason", {}, reason});
    audit(tx, actor, entry);
}

}  // namespace

void end_chat(Tx& tx, store::Chat chat, Ending const& how) {
    auto const reason = domain::end_reason(chat.state, how.event);
    auto const offer = tx.offers.open_of(chat.id);
    if (offer) {
        take_back(tx, *offer, WithdrawReason::chat_ended);
        chat = tx.chats.get(chat.id);
    }
    bool const was_active = chat.state == domain::ChatState::active;
    chat.state = domain::after(chat.state, how.event, accepted(chat));
    chat.ended_at = tx.now();
    chat.end_reason = reason;
    chat.ended_by = std::string{word(how.kind)};
    chat.unanswered_since.reset();
    sharing_ends(tx, chat);
    if (how.line) add_system_message(tx, chat, *how.line, how.line_of ? how.line_of : how.by);
    auto const guests = let_guests_go(tx, chat);
    auto const watchers = watchers_of(tx, chat);
    supervisions_end(tx, chat);
    help_ends(tx, chat);
    tx.chats.save(chat);
    tx.clear_timer(store::TimerKind::wait_expires, chat.id.value);
    if (chat.customer_gone_at) tx.clear_timer(store::TimerKind::customer_gone, chat.id.value);
    auto const ended = [&](ChatView view) { return ChatEnded{std::move(view), how.by, reason}; };
    tell_both(tx, chat, chat.agent, "chat.ended", ended);
    for (auto const& guest : guests) {
        tell_agent(tx, guest.agent, "chat.ended", ended(chat_view(tx, chat, Side::staff)));
    }
    for (auto const watcher : watchers) {
        tell_agent(tx, watcher, "chat.ended", ended(chat_view(tx, chat, Side::staff)));
    }
    mail_at_end(tx, chat);
    if (was_active) chat_left(tx, *chat.agent, chat, ChatLeft::ended);
    guests_wrap_up(tx, chat, guests);
    // Whoever had the chat, or was asked to take it, has a free place now.
    if (was_active) route_queues_of(tx, *chat.agent);
    for (auto const& guest : guests) route_queues_of(tx, guest.agent);
    if (offer) route_queues_of(tx, offer->agent);
    tx.waiting_changed(chat.queue);
}

ChatResult chat_end(Tx& tx, Actor const& actor, ChatEnd const& p) {
    auto const chat = visible_chat(tx, actor, p.chat);
    bool const staff = actor.kind == Actor::Kind::staff;
    bool const of_others = staff && chat.agent != actor.user;
    if (of_others && !(actor.may(domain::Right::chat_steer) && actor.reaches(chat.queue))) {
        throw Refused{Code::forbidden, "only the agent who owns the chat may do this"};
    }
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    if (of_others) {
        end_by_manager(tx, actor, chat, p.reason);
    } else if (staff) {
        end_chat(tx, chat,
                 {domain::ChatEvent::end_by_agent, store::AuthorKind::agent, person(actor),
                  SystemEventType::agent_left});
    } else {
        end_chat(tx, chat,
                 {domain::ChatEvent::end_by_customer, store::AuthorKind::customer, person(actor),
                  SystemEventType::customer_left});
    }
    return {chat_view(tx, tx.chats.get(p.chat), actor)};
}

void wait_expired(Tx& tx, ChatId id) {
    auto const chat = tx.chats.find(id);
    if (!chat) return;
    if (chat->state == domain::ChatState::bot) return look_for_customer(tx, *chat);
    if (!domain::is_waiting(chat->state)) return;
    end_chat(tx, *chat,
             {domain::ChatEvent::wait_expired,
              store::AuthorKind::system,
              {},
              SystemEventType::wait_expired});
}

void customer_lost(Tx& tx, store::Chat const& chat) {
    auto const customer = tx.people.get(chat.visitor);
    end_chat(tx, chat,
             {domain::ChatEvent::customer_lost, store::AuthorKind::customer,
              PersonView{store::AuthorKind::customer, to_text(customer.id), customer.name},
              SystemEventType::customer_left});
}

void queue_was_closed(Tx& tx, ChatId id) {
    auto const chat = tx.chats.find(id);
    if (!chat || !domain::is_waiting(chat->state)) return;
    end_chat(tx, *chat,
             {domain::ChatEvent::queue_closed,
              store::AuthorKind::system,
              {},
              SystemEventType::queue_closed});
}

}  // namespace parley::service
