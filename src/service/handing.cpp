#include "service/handing.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "service/access.hpp"
#include "service/arrivals.hpp"
#include "service/conference.hpp"
#include "service/ghost_drafts.hpp"
#include "service/policy.hpp"
#include "service/presence.hpp"
#include "service/routing.hpp"
#include "service/sharing.hpp"
#include "service/supervision.hpp"
#include "service/text_rules.hpp"
#include "service/word.hpp"

namespace parley::service {

namespace {

/// Who the customer goes to next, where that is a queue.
PersonView queue_as_person(store::Queue const& queue) {
    return {store::AuthorKind::system, to_text(queue.id), queue.name};
}

bool contains(std::string const& name, std::string const& part) {
    return fold_case(name).find(part) != std::string::npos;
}

std::vector<TargetQueue> queues_for(Tx& tx, Actor const& actor, domain::Policy const& policy,
                                    std::string const& part) {
    std::vector<TargetQueue> queues;
    auto const me = tx.agents.get(actor.user).facts();
    auto const mine = tx.queues.of_member(actor.user);
    for (auto const& queue : tx.queues.all(actor.organization)) {
        if (!contains(queue.name, part) || !opening_of(tx, queue).open) continue;
        auto const working = tx.agents.working_count(queue.id, actor.user);
        if (working == 0 && policy.transfer_empty_queue == domain::EmptyQueue::hide) continue;
        auto const waiting = tx.chats.waiting_count(queue.id);
        auto const wait = expected_wait(tx, queue.id, waiting + 1);
        auto const weight = policy_of(tx, queue).weight;
        bool const i_count =
            std::ranges::find(mine, queue.id) != mine.end() && domain::is_free(me, weight);
        auto const others = tx.agents.ready_count(queue.id, weight) - (i_count ? 1 : 0);
        queues.push_back({queue.id, queue.name, waiting, working, others, wait.likely_s,
                          wait.least_s, wait.most_s});
    }
    std::ranges::sort(queues, {}, &TargetQueue::name);
    return queues;
}

/// Whoever takes part already is none.
std::vector<TargetAgent> agents_for(Tx& tx, Actor const& actor, store::Chat const& chat,
                                    std::int64_t weight, std::string const& part) {
    auto const guests = guests_of(tx, chat);
    constexpr std::int64_t page = 200;
    constexpr std::size_t shown = 100;
    std::vector<TargetAgent> found;
    for (UserId after{};;) {
        auto const agents = tx.agents.of_organization(actor.organization, after, page);
        if (agents.empty()) break;
        after = agents.back().id;
        auto const people = tx.agents.people(actor.organization, agents.front().id, after);
        for (auto const& agent : agents) {
            if (!agent.connected || agent.id == actor.user) continue;
            if (std::ranges::find(guests, agent.id, &store::Guest::agent) != guests.end()) continue;
            auto const who = std::ranges::find(people, agent.id, &store::User::id);
            if (!contains(who->display_name, part)) continue;
            auto const facts = agent.facts();
            found.push_back({agent.id, who->display_name, agent.status, domain::label(facts),
                             facts.load(), agent.capacity, domain::is_routable(facts, weight)});
        }
    }
    std::ranges::sort(found, {}, [](TargetAgent const& one) {
        return std::tuple{!one.available, one.name, one.id};
    });
    if (found.size() > shown) found.resize(shown);
    return found;
}

}  // namespace

store::Queue target_queue(Tx& tx, Actor const& actor, QueueId id, domain::Policy const& policy) {
    auto const queue = tx.queues.find(id);
    if (!queue || queue->organization != actor.organization) {
        throw invalid("/queue", "there is no such queue");
    }
    if (!opening_of(tx, *queue).open) throw Refused{Code::queue_closed, {}, "/queue"};
    bool const hidden = policy.transfer_empty_queue == domain::EmptyQueue::hide;
    if (hidden && tx.agents.working_count(queue->id, actor.user) == 0) {
        throw Refused{Code::no_agent, "nobody works in this queue now", "/queue"};
    }
    return *queue;
}

void put_in_queue(Tx& tx, store::Chat chat, store::Queue const& queue, store::HandOverCause cause,
                  SaidWith const& said, std::optional<UserId> by) {
    auto const owner = *chat.agent;
    tx.lock(std::min(chat.queue, queue.id));
    if (chat.queue != queue.id) tx.lock(std::max(chat.queue, queue.id));
    auto const guests = guests_of(tx, chat);
    for (auto const& guest : guests) guest_leaves(tx, chat, guest, GuestGone::transferred);
    auto const before = chat;
    chat.state = domain::after(chat.state, domain::ChatEvent::transfer, accepted(chat));
    keep_hand_over(tx, chat, cause, queue.id, {}, said, by);
    add_system_message(tx, chat, SystemEventType::transferred, queue_as_person(queue));
    chat.agent.reset();
    tx.chats.save(chat);
    // Whoever was wanted was so for what the chat was about before.
    if (auto wishes = tx.line.wishes(chat.id); wishes.wanted) {
        wishes.wanted.reset();
        tx.line.set_wishes(chat.id, wishes);
    }
    limit_wait(tx, chat);
    chat_left(tx, owner, before, ChatLeft::ended);  // S18
    tell_visitor(tx, chat.visitor, "chat.queued", ChatTold{chat_view(tx, chat, Side::customer)});
    tell_watchers(tx, chat, "chat.queued", [](ChatView view) { return ChatTold{std::move(view)}; });
    tell_agent(tx, owner, "chat.transferred",
               ChatTransferred{chat_view(tx, chat, Side::staff), std::nullopt});
    route(tx, queue.id);
    if (tx.chats.get(chat.id).state == domain::ChatState::queued) nobody_free(tx, queue);
    route_queues_of(tx, owner);
    for (auto const& guest : guests) route_queues_of(tx, guest.agent);
}

store::Chat active_chat(Tx& tx, Actor const& actor, ChatId id) {
    actor.need(domain::Right::chat_handle);
    auto chat = own_chat(tx, actor, id);
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    if (chat.state != domain::ChatState::active) throw Refused{Code::chat_not_active};
    return chat;
}

domain::Policy policy_for(Tx& tx, Actor const& actor, store::Chat const& chat) {
    return policy_of(tx, tx.queues.get(chat.queue), actor.user);
}

SaidWith said_with(Tx& tx, std::optional<std::string> const& note,
                   std::optional<CardGiven> const& card) {
    return {note_text(tx, note.value_or("")), stored_card(tx, card)};
}

void need_nobody_asked(store::Chat const& chat) {
    if (chat.asked) throw Refused{Code::conflict, "somebody is being asked already"};
}

store::Agent target_agent(Tx& tx, Actor const& actor, store::Chat const& chat, UserId id,
                          std::int64_t weight) {
    auto const agent = tx.agents.find(id);
    if (!agent || !agent->enabled || agent->organization != actor.organization) {
        throw invalid("/agent", "there is no such agent");
    }
    if (id == actor.user) throw invalid("/agent", "has the chat already");
    if (is_guest(tx, chat, id)) throw invalid("/agent", "takes part in the chat already");
    auto const facts = agent->facts();
    if (!facts.connected || facts.kind != domain::StatusKind::ready) {
        throw Refused{Code::agent_gone, {}, "/agent"};
    }
    if (!domain::is_routable(facts, weight)) throw Refused{Code::at_capacity, {}, "/agent"};
    return *agent;
}

void ask_colleague(Tx& tx, Actor const& actor, store::Chat const& chat, store::Agent agent,
                   store::OfferKind kind, SaidWith const& said) {
    auto const queue = tx.queues.get(chat.queue);
    auto const policy = policy_of(tx, queue);
    store::Offer const offer{
        tx.make_id<OfferId>(),
        chat.organization,
        chat.id,
        queue.id,
        agent.id,
        store::OfferState::open,
        tx.now(),
        tx.now() + (policy.offer_s > 0 ? milliseconds{seconds{policy.offer_s}} : without_end),
        std::nullopt,
        {},
        policy.weight,
        kind,
        actor.user,
        said.note,
        said.card};
    tx.offers.add(offer);
    tx.hand_overs.set_asked(chat.id, offer.id);
    agent.offered += 1;
    agent.extra += policy.weight - domain::one_place;
    tx.agents.save(agent);  // constraint: load within room (P7)
    tx.set_timer(offer.expires_at, store::TimerKind::offer_expires, offer.id.value);
    tell_agent(tx, agent.id, "chat.offered", OfferTold{offer_view(tx, offer, queue)});
    tell_presence(tx, agent);
    auto view = chat_view(tx, tx.chats.get(chat.id), Side::staff);
    auto const who = person(tx, agent.id);
    if (kind == store::OfferKind::conference) {
        tell_agent(tx, actor.user, "conference.requested",
                   ConferenceRequested{std::move(view), who});
    } else {
        tell_agent(tx, actor.user, "transfer.requested", TransferRequested{std::move(view), who});
    }
}

ChatResult ask_no_more(Tx& tx, Actor const& actor, ChatId id, store::OfferKind kind) {
    auto const chat = active_chat(tx, actor, id);
    auto const offer = chat.asked ? tx.offers.find(*chat.asked) : std::nullopt;
    if (!offer || offer->kind != kind) throw Refused{Code::offer_gone};
    take_back(tx, *offer, WithdrawReason::cancelled);
    route_queues_of(tx, offer->agent);
    was_active(tx, actor.user);
    return {chat_view(tx, tx.chats.get(id), Side::staff)};
}

TargetItems chat_targets(Tx& tx, Actor const& actor, ChatTargets const& p) {
    auto const chat = active_chat(tx, actor, p.chat);
    auto const policy = policy_for(tx, actor, chat);
    auto const part = fold_case(p.search.value_or(""));
    TargetItems result{false, false, policy.transfer_empty_queue, {}, {}};
    if (p.purpose == TargetPurpose::conference) {
        result.to_agents =
            actor.may(domain::Right::chat_conference) && policy.conference_guests > 0;
    } else {
        result.to_queues = policy.transfer_queue;
        result.to_agents = policy.transfer_agent;
    }
    if (result.to_queues) result.queues = queues_for(tx, actor, policy, part);
    if (result.to_agents) result.agents = agents_for(tx, actor, chat, policy.weight, part);
    return result;
}

ChatResult chat_transfer(Tx& tx, Actor const& actor, ChatTransfer const& p) {
    auto const chat = active_chat(tx, actor, p.chat);
    if (p.queue.has_value() == p.agent.has_value()) {
        throw invalid(p.queue ? "/agent" : "/queue", "say a queue or an agent");
    }
    auto const said = said_with(tx, p.note, p.card);
    need_nobody_asked(chat);
    auto const policy = policy_for(tx, actor, chat);
    if (p.queue) {
        if (!policy.transfer_queue) {
            throw Refused{Code::forbidden, "chats are not handed on to queues here", "/queue"};
        }
        put_in_queue(tx, chat, target_queue(tx, actor, *p.queue, policy),
                     store::HandOverCause::transfer, said);
    } else {
        if (!policy.transfer_agent) {
            throw Refused{Code::forbidden, "chats are not handed on to agents here", "/agent"};
        }
        ask_colleague(tx, actor, chat, target_agent(tx, actor, chat, *p.agent, policy.weight),
                      store::OfferKind::transfer, said);
    }
    was_active(tx, actor.user);
    return {chat_view(tx, tx.chats.get(p.chat), Side::staff)};
}

ChatResult chat_cancel_transfer(Tx& tx, Actor const& actor, ChatCancelTransfer const& p) {
    return ask_no_more(tx, actor, p.chat, store::OfferKind::transfer);
}

ChatOwners chat_owners(Tx& tx, Actor const& actor, ChatGet const& p) {
    if (actor.kind != Actor::Kind::staff) throw Refused{Code::forbidden};
    auto const chat = visible_chat(tx, actor, p.chat);
    ChatOwners result;
    std::optional<PersonView> given_by;
    for (auto const& it : tx.hand_overs.of(chat.id)) {
        auto const to = it.to ? std::optional{person(tx, *it.to)} : std::nullopt;
        auto const queue = it.to ? std::nullopt : std::optional{tx.queues.get(it.to_queue).name};
        auto const by = it.by ? std::optional{person(tx, *it.by)} : std::nullopt;
        if (it.from) {
            result.items.push_back({person(tx, *it.from), tx.queues.get(it.from_queue).name,
                                    it.since, it.at, it.cause, to, queue, unless_empty(it.note),
                                    card_view(tx, it), by, given_by});
        }
        given_by = it.to ? by : std::nullopt;
    }
    if (chat.agent) {
        ChatOwnership last{person(tx, *chat.agent), tx.queues.get(chat.queue).name,
                           *chat.accepted_at, chat.ended_at};
        last.given_by = given_by;
        result.items.push_back(std::move(last));
    }
    return result;
}

void keep_hand_over(Tx& tx, store::Chat& chat, store::HandOverCause cause, QueueId queue,
                    std::optional<UserId> to, SaidWith const& said, std::optional<UserId> by) {
    chat.hand_overs += 1;
    auto const since = chat.agent ? *chat.accepted_at : chat.queued_at;
    tx.hand_overs.add({chat.organization, chat.id, chat.hand_overs, tx.now(), cause, chat.agent,
                       since, chat.queue, queue, to, said.note, by, said.card});
    if (chat.agent) supervision_ends(tx, chat, *chat.agent, store::SupervisionMode::take_over);
    drafts_end(tx, chat);
    sharing_ends(tx, chat);
    word_to_owner(chat);
    bool const elsewhere = chat.queue != queue;
    chat.queue = queue;
    if (elsewhere) let_go_who_may_not_watch(tx, chat);
}

void transfer_accepted(Tx& tx, store::Offer const& offer) {
    tx.hand_overs.set_asked(offer.chat, {});
    auto chat = tx.chats.get(offer.chat);
    auto const before = chat;
    keep_hand_over(tx, chat, store::HandOverCause::transfer, chat.queue, offer.agent,
                   {offer.note, offer.card});
    auto const to = person(tx, offer.agent);
    add_system_message(tx, chat, SystemEventType::transferred, to);
    auto agent = tx.agents.get(offer.agent);
    agent.offered -= 1;  // its place becomes the chat's
    chat.weight = offer.weight;
    own(tx, chat, agent, domain::ChatEvent::hand_over);
    chat_left(tx, *before.agent, before, ChatLeft::ended);  // S18
    tell_agent(tx, *before.agent, "chat.transferred",
               ChatTransferred{chat_view(tx, tx.chats.get(offer.chat), Side::staff), to});
    route_queues_of(tx, *before.agent);
}

}  // namespace parley::service
