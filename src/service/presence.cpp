#include "service/presence.hpp"

#include "service/access.hpp"
#include "service/operations.hpp"
#include "service/policy.hpp"
#include "service/routing.hpp"
#include "service/sessions.hpp"
#include "service/supervision.hpp"
#include "service/tell.hpp"
#include "service/wrap_up.hpp"

namespace parley::service {

namespace {

store::Agent agent_of(Tx& tx, Actor const& actor) {
    actor.need(domain::Right::chat_handle);
    return tx.agents.get(actor.user);
}

void start_grace(Tx& tx, UserId user) {
    tx.set_timer(tx.now() + seconds{tx.limits().grace_s}, store::TimerKind::grace_expires,
                 user.value);
}

/// Saves the agent.
void enter(Tx& tx, store::Agent& agent, domain::Status const& status, std::string const& reason) {
    agent.status = status.key;
    agent.kind = status.kind;
    agent.reason = reason;
    agent.pending_status.reset();
    agent.pending_reason.clear();
    agent.stop_new = false;
    agent.status_since = tx.now();
    agent.idle_since = tx.now();
    tx.agents.save(agent);
    if (status.auto_return_s > 0) {
        tx.set_timer(tx.now() + seconds{status.auto_return_s}, store::TimerKind::status_returns,
                     agent.id.value);
    } else {
        tx.clear_timer(store::TimerKind::status_returns, agent.id.value);
    }
    tell_presence(tx, agent);
    if (status.kind != domain::StatusKind::ready) let_offers_go(tx, agent.id);
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

}  // namespace

PresenceResult presence_get(Tx& tx, Actor const& actor, Nothing const&) {
    return {presence_view(agent_of(tx, actor))};
}

PresenceResult presence_set(Tx& tx, Actor const& actor, PresenceSet const& p) {
    actor.need(domain::Right::own_status);
    auto agent = agent_of(tx, actor);
    auto const status = chosen_status(tx, agent.organization, p.status, &domain::Status::by_agent);
    auto const reason = chosen_reason(tx, agent.organization, status, p.reason);
    // What one chooses oneself holds, even where it is heard before the socket that one opened.
    agent.signed_in = true;
    tx.agents.save(agent);
    if (is_in(agent, status, reason)) {
        if (agent.pending_status) wait_for(tx, agent, {}, {});
        if (agent.stop_new) set_stop_new(tx, agent, false);
    } else if (domain::is_barred(agent.facts(), status)) {
        throw invalid("/status", "cannot be chosen while chats are open");
    } else if (domain::waits(agent.facts(), status)) {
        wait_for(tx, agent, status.key, reason);
        let_offers_go(tx, agent.id);
    } else {
        enter(tx, agent, status, reason);
    }
    was_active(tx, agent.id);
    route_queues_of(tx, agent.id);
    return {presence_view(tx.agents.get(actor.user))};
}

PresenceResult presence_stop_new(Tx& tx, Actor const& actor, PresenceStopNew const& p) {
    actor.need(domain::Right::own_status);
    auto agent = agent_of(tx, actor);
    if (p.stop && agent.active == 0) throw invalid("/stop", "only while you have a chat");
    if (p.stop && !policy_of(tx, actor.organization, actor.user).stop_new) {
        throw Refused{Code::forbidden, "new chats cannot be stopped here"};
    }
    set_stop_new(tx, agent, p.stop);
    was_active(tx, agent.id);
    if (!p.stop) route_queues_of(tx, agent.id);
    return {presence_view(tx.agents.get(actor.user))};
}

Nothing presence_touch(Tx& tx, Actor const& actor, Nothing const&) {
    was_active(tx, agent_of(tx, actor).id);
    return {};
}

void let_offers_go(Tx& tx, UserId user) {
    for (auto const& offer : tx.offers.open_of(user)) {
        take_back(tx, offer, WithdrawReason::agent_left);
        route(tx, offer.queue);
    }
}

void set_stop_new(Tx& tx, store::Agent& agent, bool stop) {
    if (agent.stop_new == stop) return;
    agent.stop_new = stop;
    tx.agents.save(agent);
    tell_presence(tx, agent);
    if (stop) let_offers_go(tx, agent.id);
}

void put_in(Tx& tx, UserId user, std::string const& key) {
    auto agent = tx.agents.get(user);
    auto const status = tx.statuses.find(agent.organization, key);
    if (status && agent.status != key) enter(tx, agent, *status, {});
}

void agent_connected(Tx& tx, UserId user) {
    watcher_came(tx, user);
    auto agent = tx.agents.find(user);
    if (!agent) return;
    tx.nodes.enter(user, tx.node());
    tx.clear_timer(store::TimerKind::grace_expires, user.value);
    if (agent->connected || !agent->enabled) return;
    agent->connected = true;
    bool const new_sign_in = !std::exchange(agent->signed_in, true);
    tx.agents.save(*agent);
    if (new_sign_in && !agent->facts().at_work()) {  // S1
        put_in(tx, user, policy_of(tx, agent->organization, user).login_status);
    }
    was_active(tx, user);
    route_queues_of(tx, user);
}

void agent_disconnected(Tx& tx, UserId user, NodeId from) {
    tx.nodes.leave(user, from);
    watcher_left(tx, user);
    auto agent = tx.agents.find(user);
    if (!agent || !agent->connected || tx.nodes.is_anywhere(user)) return;
    agent->connected = false;
    tx.agents.save(*agent);
    tx.clear_timer(store::TimerKind::inactive, user.value);
    start_grace(tx, user);
    let_offers_go(tx, user);
    for (auto const queue : tx.queues.of_member(user)) tx.waiting_changed(queue);
}

void need_sign_out_allowed(Tx& tx, UserId user) {
    auto const agent = tx.agents.find(user);
    if (!agent) return;
    auto const by = policy_of(tx, agent->organization, user).logout_blocked_by;
    if (by != domain::LogoutBlockedBy::nothing && agent->offered > 0) {
        throw Refused{Code::chats_open, "a chat is being offered to you"};
    }
    if (by == domain::LogoutBlockedBy::chats && agent->facts().at_work()) {
        throw Refused{Code::chats_open};
    }
}

void signed_out(Tx& tx, UserId user) {
    auto agent = tx.agents.find(user);
    if (!agent) return;
    agent->signed_in = false;
    agent->overfull = false;
    agent->stop_new = false;
    tx.agents.save(*agent);
    if (agent->kind == domain::StatusKind::offline && !agent->pending_status) {
        tell_presence(tx, *agent);
    } else {
        enter(tx, *agent, tx.statuses.get(agent->organization, domain::offline), {});
    }
}

void chat_left(Tx& tx, UserId user, store::Chat const& chat, ChatLeft how) {
    auto agent = tx.agents.get(user);
    agent.active -= 1;
    agent.idle_since = tx.now();
    auto const policy = policy_of(tx, tx.queues.get(chat.queue), user);
    if (policy.busy_auto_clear) agent.overfull = false;
    bool const wraps_up = how == ChatLeft::ended && policy.wrap_up != domain::WrapUp::off;
    if (wraps_up) {
        agent.wrap_ups += 1;
    } else {
        agent.extra -= chat.weight - domain::one_place;
    }
    tx.agents.save(agent);  // one write: the chat's place becomes the wrap-up's
    if (wraps_up) begin_wrap_up(tx, policy, chat, user);
    tell_presence(tx, agent);
    if (!agent.facts().at_work()) work_done(tx, user);
}

void work_done(Tx& tx, UserId user) {
    auto agent = tx.agents.get(user);
    auto const policy = policy_of(tx, agent.organization, user);
    auto const next = agent.stop_new ? policy.stop_new_next : policy.after_chat;
    if (agent.pending_status) {
        auto const pending = *agent.pending_status;
        if (auto const status = tx.statuses.find(agent.organization, pending)) {
            enter(tx, agent, *status, std::string{agent.pending_reason});
            return;
        }
        wait_for(tx, agent, {}, {});
    }
    set_stop_new(tx, agent, false);
    if (agent.kind == domain::StatusKind::ready && next != domain::stay) put_in(tx, user, next);
}

void busy_by_chats(Tx& tx, UserId user) {
    auto agent = tx.agents.get(user);
    if (agent.kind != domain::StatusKind::ready || agent.pending_status) return;
    if (!domain::is_busy(agent.facts()) || agent.active == 0) return;
    if (policy_of(tx, agent.organization, user).busy_auto_clear) return;
    enter(tx, agent, busy_status(tx, agent.organization), {});
}

void was_active(Tx& tx, UserId user) {
    auto const agent = tx.agents.get(user);
    auto const minutes = policy_of(tx, agent.organization, user).inactivity_min;
    if (minutes == 0 || !agent.connected) {
        if (tx.timers().find(store::TimerKind::inactive, user.value)) {
            tx.clear_timer(store::TimerKind::inactive, user.value);
        }
        return;
    }
    tx.set_timer(tx.now() + std::chrono::minutes{minutes}, store::TimerKind::inactive, user.value);
}

void inactive(Tx& tx, UserId user) {
    auto const agent = tx.agents.find(user);
    if (!agent) return;
    if (agent->offered > 0 || agent->facts().at_work()) return was_active(tx, user);
    for (auto const session : tx.people.sessions_oldest_first(user)) end_session(tx, session);
    stop_watching(tx, user);
    signed_out(tx, user);
}

void status_returns(Tx& tx, UserId user) {
    auto const agent = tx.agents.find(user);
    if (!agent || !agent->signed_in) return;
    put_in(tx, user, domain::available);
    route_queues_of(tx, user);
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
                             status.hides_dashboard,
                             status.auto_return_s,
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
    if (!agent || !agent->enabled || agent->organization != actor.organization ||
        !reaches_agent(tx, actor, p.agent)) {
        throw Refused{Code::not_found};
    }
    auto const status =
        chosen_status(tx, agent->organization, p.status, &domain::Status::by_manager);
    auto const reason = chosen_reason(tx, agent->organization, status, p.reason);
    if (!policy_of(tx, agent->organization, agent->id).manager_override) {
        throw Refused{Code::forbidden, "managers do not set statuses here"};
    }
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
