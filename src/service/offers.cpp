// What becomes of offers: accepted, declined, run out; and chats that become somebody's without
// one.
#include "service/access.hpp"
#include "service/arrivals.hpp"
#include "service/conference.hpp"
#include "service/customer_link.hpp"
#include "service/handing.hpp"
#include "service/help.hpp"
#include "service/operations.hpp"
#include "service/policy.hpp"
#include "service/presence.hpp"
#include "service/routing.hpp"
#include "service/supervision.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"
#include "service/word.hpp"
#include "service/wrap_up.hpp"

namespace parley::service {

namespace {

store::Offer open_offer(Tx& tx, Actor const& actor, OfferId id) {
    auto const offer = tx.offers.find(id);
    if (!offer || offer->organization != actor.organization || offer->agent != actor.user) {
        throw Refused{Code::not_found};
    }
    if (offer->state != store::OfferState::open || offer->expires_at <= tx.now()) {
        throw Refused{Code::offer_gone};
    }
    return *offer;
}

/// Why somebody declines, in the words of the administrator's lists where there are any (E40).
std::string decline_reason(Tx& tx, Actor const& actor, domain::Policy const& policy,
                           std::optional<std::string> const& given) {
    auto const reason = clean_name(given.value_or(""), tx.limits().name_text_max, "/reason");
    if (reason.empty()) {
        if (policy.reject_reason_required) throw invalid("/reason", "a reason is required");
        return {};
    }
    auto const labels = decline_reasons(tx, actor.organization);
    if (labels.empty()) return reason;
    std::string all;
    for (auto const& label : labels) {
        if (label == reason) return reason;
        all += (all.empty() ? "" : ", ") + label;
    }
    throw invalid("/reason", "must be one of " + all);
}

/// A chat of the queue goes back to its place.
void back_to_queue(Tx& tx, store::Offer const& offer, WithdrawReason why) {
    auto chat = tx.chats.get(offer.chat);
    chat.state = domain::after(chat.state, domain::ChatEvent::give_back, accepted(chat));
    auto const let_pass = why == WithdrawReason::declined || why == WithdrawReason::expired;
    auto const policy = policy_of(tx, tx.queues.get(offer.queue));
    if (let_pass && policy.requeue_position == domain::RequeuePosition::last) {
        chat.queued_at = tx.now();
        tx.waiting_changed(offer.queue);
    }
    tx.chats.save(chat);
    if (why != WithdrawReason::chat_ended) watch_overflow(tx, chat, policy);
}

/// The colleague who asked keeps the chat.
void stays(Tx& tx, store::Offer const& offer, WithdrawReason why, std::string const& reason) {
    tx.hand_overs.set_asked(offer.chat, {});
    auto const chat = tx.chats.get(offer.chat);
    tell_agent(tx, *offer.from, "offer.lapsed",
               OfferLapsed{chat_view(tx, chat, Side::staff), offer.id, offer.kind,
                           person(tx, offer.agent), why, unless_empty(reason)});
}

}  // namespace

void own(Tx& tx, store::Chat& chat, store::Agent& agent, domain::ChatEvent event) {
    chat.state = domain::after(chat.state, event, accepted(chat));
    chat.agent = agent.id;
    chat.accepted_at = tx.now();
    tx.clear_timer(store::TimerKind::wait_expires, chat.id.value);
    if (chat.hand_overs > 0) resume_work(tx, chat, agent);
    supervision_ends(tx, chat, agent.id, store::SupervisionMode::watch);
    help_came(tx, chat, agent.id);
    word_begins(tx, chat);
    agent.active += 1;
    agent.idle_since = tx.now();
    tx.agents.save(agent);  // constraint: load within room (P7)
    auto const by = person(tx, agent.id);
    add_system_message(tx, chat, SystemEventType::agent_joined, by);
    tx.chats.save(chat);
    tell_both(tx, chat, chat.agent, "chat.accepted",
              [&](ChatView view) { return ChatAccepted{std::move(view), by}; });
    tell_presence(tx, agent);
    tx.waiting_changed(chat.queue);
    watch_customer(tx, chat);
    busy_by_chats(tx, agent.id);
    was_active(tx, agent.id);
}

void accept_offer(Tx& tx, store::Offer const& offer) {
    tx.offers.decide(offer.id, store::OfferState::accepted, tx.now(), {});
    tx.clear_timer(store::TimerKind::offer_expires, offer.id.value);
    auto const before = tx.agents.get(offer.agent);
    bool const held_back = before.offered >= before.offers_max;  // the next one can come now (X37)
    if (offer.kind == store::OfferKind::transfer) {
        transfer_accepted(tx, offer);
    } else if (offer.kind == store::OfferKind::conference) {
        conference_accepted(tx, offer);
    } else {
        auto agent = before;
        agent.offered -= 1;  // its place becomes the chat's
        auto chat = tx.chats.get(offer.chat);
        chat.weight = offer.weight;
        own(tx, chat, agent, domain::ChatEvent::accept);
    }
    if (held_back || has_resumed(tx, before)) route_queues_of(tx, offer.agent);
}

void assign_chat(Tx& tx, store::Queue const& queue, ChatId id, UserId user,
                 std::string const& reasons) {
    // An offer all the same, accepted as it is made: so that it is known why the chat is theirs.
    store::Offer const offer{
        tx.make_id<OfferId>(),   queue.organization, id,       queue.id,     user,
        store::OfferState::open, tx.now(),           tx.now(), std::nullopt, {}};
    tx.line.add(offer, reasons);
    tx.offers.decide(offer.id, store::OfferState::accepted, tx.now(), {});
    take_chat(tx, id, user);
}

void take_chat(Tx& tx, ChatId id, UserId user) {
    auto chat = tx.chats.get(id);
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    auto agent = tx.agents.get(user);
    chat.weight = policy_of(tx, tx.queues.get(chat.queue)).weight;
    if (!domain::is_free(agent.facts(), chat.weight)) throw Refused{Code::at_capacity};
    agent.extra += chat.weight - domain::one_place;
    own(tx, chat, agent, domain::ChatEvent::take);
}

void take_back(Tx& tx, store::Offer const& offer, WithdrawReason why, std::string const& reason) {
    auto const outcome = why == WithdrawReason::declined  ? store::OfferState::declined
                         : why == WithdrawReason::expired ? store::OfferState::expired
                                                          : store::OfferState::withdrawn;
    tx.offers.decide(offer.id, outcome, tx.now(), reason);
    tx.clear_timer(store::TimerKind::offer_expires, offer.id.value);
    bool const of_queue = offer.kind == store::OfferKind::queue;
    if (of_queue) back_to_queue(tx, offer, why);
    auto agent = tx.agents.get(offer.agent);
    agent.offered -= 1;
    agent.extra -= offer.weight - domain::one_place;
    // Whoever lets a chat of the queue pass goes to the end of the line.
    if (of_queue) agent.idle_since = tx.now();
    tx.agents.save(agent);
    tell_agent(tx, offer.agent, "offer.withdrawn", OfferWithdrawn{offer.id, offer.chat, why});
    tell_presence(tx, agent);
    if (!of_queue) stays(tx, offer, why, reason);
}

void offer_expired(Tx& tx, OfferId id) {
    auto const offer = tx.offers.find(id);
    if (!offer || offer->state != store::OfferState::open) return;
    auto const agent = tx.agents.get(offer->agent);
    auto const policy = policy_of(tx, tx.queues.get(offer->queue), offer->agent);
    auto const& next = policy.timeout_next;
    bool const missed = domain::is_missed_by(agent.facts());
    if (offer->kind != store::OfferKind::queue) {
        // Whom a colleague asks may leave it at that, unless the switches say otherwise.
        bool const counts =
            offer->kind == store::OfferKind::conference && policy.conference_missed && missed;
        take_back(tx, *offer, WithdrawReason::expired);
        if (counts && next != domain::stay && next != domain::auto_accept) {
            put_in(tx, offer->agent, next);
        }
        route_queues_of(tx, offer->agent);
        return;
    }
    if (missed && next == domain::auto_accept) {
        accept_offer(tx, *offer);
        return;
    }
    take_back(tx, *offer, WithdrawReason::expired);
    if (missed && next != domain::stay) put_in(tx, offer->agent, next);
    route(tx, offer->queue);
    route_queues_of(tx, offer->agent);
}

ChatResult chat_accept(Tx& tx, Actor const& actor, ChatAccept const& p) {
    actor.need(domain::Right::chat_handle);
    auto const offer = open_offer(tx, actor, p.offer);
    accept_offer(tx, offer);
    return {chat_view(tx, tx.chats.get(offer.chat), actor)};
}

ChatItems chat_accept_all(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::chat_handle);
    if (!policy_of(tx, actor.organization, actor.user).accept_all) {
        throw Refused{Code::forbidden, "offers are accepted one by one here"};
    }
    ChatItems result;
    for (auto const& offer : tx.offers.open_of(actor.user)) {
        // An earlier one may have made the agent busy, whose other offers went to others then.
        auto const now = tx.offers.find(offer.id);
        if (now->state != store::OfferState::open || now->expires_at <= tx.now()) continue;
        accept_offer(tx, *now);
        result.items.push_back(chat_view(tx, tx.chats.get(offer.chat), actor));
    }
    if (result.items.empty()) throw Refused{Code::offer_gone};
    return result;
}

ChatResult chat_decline(Tx& tx, Actor const& actor, ChatDecline const& p) {
    actor.need(domain::Right::chat_handle);
    auto const offer = open_offer(tx, actor, p.offer);
    if (offer.kind != store::OfferKind::queue) {
        take_back(tx, offer, WithdrawReason::declined,
                  clean_name(p.reason.value_or(""), tx.limits().name_text_max, "/reason"));
        was_active(tx, actor.user);
        route_queues_of(tx, actor.user);
        return {chat_view(tx, tx.chats.get(offer.chat), Side::staff)};
    }
    auto const policy = policy_of(tx, tx.queues.get(offer.queue), actor.user);
    if (!policy.reject) throw Refused{Code::forbidden, "offers cannot be declined here"};
    take_back(tx, offer, WithdrawReason::declined, decline_reason(tx, actor, policy, p.reason));
    ChatResult result{chat_view(tx, tx.chats.get(offer.chat), Side::staff)};
    auto agent = tx.agents.get(actor.user);
    if (agent.facts().at_work()) {  // S7: who has other chats is not sent away from them
        if (policy.reject_next_multi == domain::RejectNextMulti::stop_new) {
            set_stop_new(tx, agent, true);
        }
    } else if (policy.reject_next != domain::stay) {
        put_in(tx, actor.user, policy.reject_next);
    }
    was_active(tx, actor.user);
    route(tx, offer.queue);
    route_queues_of(tx, actor.user);
    return result;
}

ChatResult chat_take(Tx& tx, Actor const& actor, ChatTake const& p) {
    actor.need(domain::Right::chat_pull);
    auto const chat = tx.chats.find(p.chat);
    if (!chat || !may_take_from(tx, actor, chat->queue)) throw Refused{Code::not_found};
    tx.lock(chat->queue);
    auto const before = tx.agents.get(actor.user);
    take_chat(tx, p.chat, actor.user);
    if (has_resumed(tx, before)) route_queues_of(tx, actor.user);
    return {chat_view(tx, tx.chats.get(p.chat), Side::staff)};
}

OfferItems offer_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::chat_handle);
    OfferItems result;
    for (auto const& offer : tx.offers.open_of(actor.user)) {
        result.items.push_back(offer_view(tx, offer));
    }
    return result;
}

}  // namespace parley::service
