#include "service/presence.hpp"

#include <set>

#include "service/operations.hpp"
#include "service/routing.hpp"
#include "service/tell.hpp"

namespace parley::service {

namespace {

store::Agent agent_of(Tx& tx, Actor const& actor) {
    actor.need(domain::Right::chat_handle);
    return tx.agents.get(actor.user);
}

/// Takes the agent's open offers back and looks for others. Saves the agent.
void let_offers_go(Tx& tx, UserId user) {
    for (auto const& offer : tx.offers.open_of(user)) {
        take_back(tx, offer, WithdrawReason::agent_left);
        route(tx, offer.queue);
    }
}

void start_grace(Tx& tx, UserId user) {
    tx.set_timer(tx.now() + seconds{tx.limits().grace_s}, store::TimerKind::grace_expires,
                 user.value);
}

/// `line`: what both sides read about it.
void give_chat_back(Tx& tx, store::Agent const& agent, ChatId id, SystemEventType line) {
    auto chat = tx.chats.get(id);
    chat.state = domain::after(chat.state, domain::ChatEvent::agent_lost, accepted(chat));
    add_system_message(tx, chat, line, person(tx, agent.id));
    chat.agent.reset();
    tx.chats.save(chat);
    limit_wait(tx, chat);
    tell_both(tx, chat, agent.id, "chat.returned",
              [](ChatView view) { return ChatTold{std::move(view)}; });
}

}  // namespace

/// Saves the agent.
void enter(Tx& tx, store::Agent& agent, domain::Status const& status, std::string const& reason) {
    agent.status = status.key;
    agent.kind = status.kind;
    agent.reason = reason;
    agent.pending_status.reset();
    agent.pending_reason.clear();
    agent.status_since = tx.now();
    agent.idle_since = tx.now();
    tx.agents.save(agent);
    tell_presence(tx, agent);
    if (status.kind != domain::StatusKind::ready) let_offers_go(tx, agent.id);
}

void enter(Tx& tx, store::Agent& agent, std::string const& key, std::string const& reason = {}) {
    enter(tx, agent, tx.statuses.get(agent.organization, key), reason);
}

bool is_in(store::Agent const& agent, domain::Status const& status, std::string const& reason) {
    return agent.status == status.key && agent.reason == reason;
}

/// What comes after the open chats, or that nothing does. Saves the agent.
void wait_for(Tx& tx, store::Agent& agent, std::optional<std::string> const& key,
              std::string const& reason) {
    agent.pending_status = key;
    agent.pending_reason = reason;
    tx.agents.save(agent);
    tell_presence(tx, agent);
}

/// The status, where it is one of those that `may` be chosen.
domain::Status chosen_status(Tx& tx, OrganizationId organization, std::string const& key,
                             bool domain::Status::* may) {
    auto const status = tx.statuses.find(organization, key);
    if (status && (*status).*may) return *status;
    std::string all;
    for (auto const& each : tx.statuses.all(organization)) {
        if (each.*may) all += (all.empty() ? "" : ", ") + each.key;
    }
    throw invalid("/status", "must be one of " + all);
}

/// The reason, where it is one of the status's own; empty where none is given and none is needed.
std::string chosen_reason(Tx& tx, OrganizationId organization, domain::Status const& status,
                          std::optional<std::string> const& reason) {
    std::string all;
    for (auto const& each : tx.statuses.reasons(organization)) {
        if (each.status != status.key) continue;
        if (each.key == reason) return each.key;
        all += (all.empty() ? "" : ", ") + each.key;
    }
    if (!reason && !status.reason_required) return {};
    throw invalid("/reason", all.empty() ? "this status has no reasons" : "must be one of " + all);
}

PresenceResult presence_get(Tx& tx, Actor const& actor, Nothing const&) {
    return {presence_view(agent_of(tx, actor))};
}

PresenceResult presence_set(Tx& tx, Actor const& actor, PresenceSet const& p) {
    auto agent = agent_of(tx, actor);
    auto const status = chosen_status(tx, agent.organization, p.status, &domain::Status::by_agent);
    auto const reason = chosen_reason(tx, agent.organization, status, p.reason);
    if (is_in(agent, status, reason)) {
        if (agent.pending_status) wait_for(tx, agent, {}, {});
    } else if (domain::waits(agent.facts(), status)) {
        wait_for(tx, agent, status.key, reason);
        let_offers_go(tx, agent.id);
    } else {
        enter(tx, agent, status, reason);
    }
    route_queues_of(tx, agent.id);
    return {presence_view(tx.agents.get(actor.user))};
}

void agent_connected(Tx& tx, UserId user) {
    auto agent = tx.agents.find(user);
    if (!agent) return;
    tx.nodes.enter(user, tx.node());
    tx.clear_timer(store::TimerKind::grace_expires, user.value);
    if (agent->connected || !agent->enabled) return;
    agent->connected = true;
    tx.agents.save(*agent);
    route_queues_of(tx, user);
}

void agent_disconnected(Tx& tx, UserId user, NodeId from) {
    tx.nodes.leave(user, from);
    auto agent = tx.agents.find(user);
    if (!agent || !agent->connected || tx.nodes.is_anywhere(user)) return;
    agent->connected = false;
    tx.agents.save(*agent);
    start_grace(tx, user);
    let_offers_go(tx, user);
    for (auto const queue : tx.queues.of_member(user)) tx.waiting_changed(queue);
}

void grace_expired(Tx& tx, UserId user) {
    auto agent = tx.agents.find(user);
    if (!agent || agent->connected) return;
    auto const chats = tx.chats.active_of(user);
    for (auto const chat : chats) {
        give_chat_back(tx, *agent, chat, SystemEventType::returned_to_queue);
    }
    ENSURE(agent->active == std::ssize(chats));
    agent->active = 0;
    if (agent->kind == domain::StatusKind::offline && !agent->pending_status) {
        tx.agents.save(*agent);
        tell_presence(tx, *agent);
    } else {
        enter(tx, *agent, domain::offline);
    }
    for (auto const queue : tx.queues.of_member(user)) route(tx, queue);
}

void agent_retires(Tx& tx, UserId user) {
    auto agent = tx.agents.get(user);
    agent.connected = false;
    agent.enabled = false;
    tx.agents.save(agent);
    let_offers_go(tx, user);
    agent = tx.agents.get(user);
    std::set<QueueId> queues;
    for (auto const id : tx.chats.active_of(user)) {
        queues.insert(tx.chats.get(id).queue);
        give_chat_back(tx, agent, id, SystemEventType::agent_left);
    }
    tx.clear_timer(store::TimerKind::grace_expires, user.value);
    agent.active = 0;
    enter(tx, agent, domain::offline);
    for (auto const queue : queues) route(tx, queue);
    for (auto const queue : tx.queues.of_member(user)) tx.waiting_changed(queue);
}

void offer_missed(Tx& tx, UserId user) {
    auto agent = tx.agents.get(user);
    if (domain::is_missed_by(agent.facts())) enter(tx, agent, domain::missed);
}

void chat_left(Tx& tx, UserId user) {
    auto agent = tx.agents.get(user);
    agent.active -= 1;
    if (agent.active == 0 && agent.pending_status) {
        enter(tx, agent, *agent.pending_status, agent.pending_reason);
        return;
    }
    agent.idle_since = tx.now();
    tx.agents.save(agent);
    tell_presence(tx, agent);
}

AgentStatusItems status_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::queue_view);
    auto const reasons = tx.statuses.reasons(actor.organization);
    AgentStatusItems result;
    for (auto const& status : tx.statuses.all(actor.organization)) {
        AgentStatusView view{status.key,
                             unless_empty(status.label),
                             status.kind,
                             status.by_agent,
                             status.by_manager,
                             status.during_chat,
                             status.reason_required,
                             {}};
        for (auto const& reason : reasons) {
            if (reason.status != status.key) continue;
            view.reasons.push_back({reason.key, unless_empty(reason.label)});
        }
        result.items.push_back(std::move(view));
    }
    return result;
}

PresenceResult agent_set_presence(Tx& tx, Actor const& actor, AgentSetPresence const& p) {
    actor.need(domain::Right::agent_set_status);
    auto agent = tx.agents.find(p.agent);
    if (!agent || !agent->enabled || agent->organization != actor.organization) {
        throw Refused{Code::not_found};
    }
    auto const status =
        chosen_status(tx, agent->organization, p.status, &domain::Status::by_manager);
    auto const reason = chosen_reason(tx, agent->organization, status, p.reason);
    if (!agent->connected) throw Refused{Code::agent_gone};
    bool const is_so = is_in(*agent, status, reason);
    if (!is_so || agent->pending_status) {
        is_so ? wait_for(tx, *agent, {}, {}) : enter(tx, *agent, status, reason);
        route_queues_of(tx, agent->id);
        auto const now = presence_view(tx.agents.get(agent->id));
        if (agent->id != actor.user) {
            tell_agent(tx, agent->id, "notice",
                       Notice{NoticeKind::presence_set, person(actor), now, {}});
        }
    }
    return {presence_view(tx.agents.get(agent->id))};
}

}  // namespace parley::service
