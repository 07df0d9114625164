// People: who may sign in, what each may do, and who takes chats (V4 to V7, A3, W1).
#include <algorithm>
#include <set>

#include "base/secret.hpp"
#include "base/text.hpp"
#include "service/administration.hpp"
#include "service/membership.hpp"
#include "service/policy.hpp"
#include "service/presence.hpp"
#include "service/routing.hpp"
#include "service/sessions.hpp"
#include "service/setup.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

using Roles = std::vector<domain::Role>;

bool takes_chats(Roles const& roles) { return domain::may(roles, domain::Right::chat_handle); }

Roles checked_roles(Roles roles) {
    if (roles.empty()) throw invalid("/roles", "at least one role");
    std::ranges::sort(roles);
    if (std::ranges::adjacent_find(roles) != roles.end()) {
        throw invalid("/roles", "each role once");
    }
    return roles;
}

store::User own_user(Tx& tx, Actor const& actor, UserId id) {
    actor.need(domain::Right::settings_manage);
    auto user = tx.people.get(id);
    if (user.organization != actor.organization) throw Refused{Code::not_found};
    return user;
}

UserAccountView account(Tx& tx, store::User const& user) {
    UserAccountView view{
        user.id, user.name, user.display_name, tx.people.roles(user.id), user.active, {}, {}};
    if (!takes_chats(view.roles)) return view;
    auto const agent = tx.agents.get(user.id);
    view.queues = tx.queues.of_member(user.id);
    view.capacity = agent.capacity;
    return view;
}

std::vector<QueueId> checked_queues(Tx& tx, Actor const& actor, std::vector<QueueId> const& ids) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
        auto const queue = tx.queues.find(ids[i]);
        if (!queue || queue->organization != actor.organization) {
            throw invalid("/queues/" + std::to_string(i), "there is no such queue");
        }
    }
    return ids;
}

void set_queues(Tx& tx, UserId agent, std::vector<QueueId> const& wanted) {
    auto const now = tx.queues.of_member(agent);
    std::set<QueueId> const before{now.begin(), now.end()};
    std::set<QueueId> const after{wanted.begin(), wanted.end()};
    for (auto const id : before) {
        if (!after.contains(id)) leave_queue(tx, id, agent);
    }
    for (auto const id : after) {
        if (!before.contains(id)) join_queue(tx, id, agent);
    }
}

void need_another_administrator(Tx& tx, OrganizationId organization, UserId user) {
    auto const all = tx.people.active(organization, domain::Role::administrator);
    if (std::ranges::all_of(all, [&](UserId id) { return id == user; })) {
        throw Refused{Code::last_one, "nobody else is an administrator who can sign in", "/user"};
    }
}

/// What becomes of a person as an agent, after roles, activity, capacity and queues are known.
void change_agent(Tx& tx, store::User const& user, Roles const& roles, UserUpdate const& p) {
    bool const is_agent = takes_chats(roles);
    if (!is_agent && p.capacity) throw invalid("/capacity", "only agents have one");
    if (!is_agent && p.queues && !p.queues->empty()) {
        throw invalid("/queues", "only agents work in queues");
    }
    auto agent = tx.agents.find(user.id);
    if (is_agent && !agent) {
        add_agent(tx, user, p.capacity);
    } else if (agent) {
        bool const enabled = is_agent && user.active;
        if (agent->enabled && !enabled) {
            agent_retires(tx, user.id);
            agent = tx.agents.get(user.id);
        }
        auto const before = agent->capacity;
        if (enabled && !agent->enabled) agent->connected = tx.nodes.is_anywhere(user.id);
        agent->enabled = enabled;
        if (p.capacity) set_own_cap(tx, *agent, *p.capacity);
        tx.agents.save(*agent);
        if (agent->capacity != before) tell_presence(tx, *agent);
        route_queues_of(tx, user.id);
    }
    if (is_agent && p.queues) set_queues(tx, user.id, *p.queues);
    if (!is_agent && agent) set_queues(tx, user.id, {});
}

void end_sessions(Tx& tx, UserId user, SessionId but) {
    for (auto const session : tx.people.sessions_oldest_first(user)) {
        if (session != but) end_session(tx, session);
    }
}

}  // namespace

void check_password(std::string const& text, std::string const& path) {
    // Without a second factor a password is the only wall (NIST SP 800-63B).
    constexpr std::size_t points_min = 15;
    if (!is_utf8(text) || code_points(text) < points_min || text.size() > password_bytes_max) {
        throw invalid(path, "must have at least 15 characters and at most 128 bytes");
    }
}

OrganizationResult organization_get(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::settings_manage);
    auto const own = tx.people.organization(actor.organization);
    ENSURE(own);
    return {{own->slug, own->name}};
}

UserAccountPage user_list(Tx& tx, Actor const& actor, UserList const& p) {
    actor.need(domain::Right::settings_manage);
    constexpr std::int64_t page = 100;
    auto const limit = page_limit(p.limit, page, tx.limits().page_max);
    auto const after = p.after ? id_from_text<UserTag>(*p.after) : UserId{};
    if (!after) throw invalid("/after", "this is not the `next` of a page");
    auto users = tx.people.of_organization(actor.organization, *after, limit + 1);
    UserAccountPage result;
    if (std::ssize(users) > limit) {
        users.resize(static_cast<std::size_t>(limit));
        result.next = to_text(users.back().id);
    }
    for (auto const& user : users) result.items.push_back(account(tx, user));
    return result;
}

UserAccountResult user_create(Tx& tx, Actor const& actor, UserCreate const& p) {
    actor.need(domain::Right::settings_manage);
    auto const roles = checked_roles(p.roles);
    if (!takes_chats(roles) && (p.capacity || (p.queues && !p.queues->empty()))) {
        throw invalid(p.capacity ? "/capacity" : "/queues", "only agents have this");
    }
    NewUser user{actor.organization, p.name, p.display_name.value_or(""), p.password.hash, roles,
                 p.capacity,         {}};
    for (auto const id : checked_queues(tx, actor, p.queues.value_or(std::vector<QueueId>{}))) {
        user.queues.push_back(to_text(id));
    }
    auto const id = add_user(tx, user);
    tell_setup_changed(tx, actor.organization, SetupPart::users);
    return {account(tx, tx.people.get(id))};
}

UserAccountResult user_update(Tx& tx, Actor const& actor, UserUpdate const& p) {
    auto user = own_user(tx, actor, p.user);
    auto const old_roles = tx.people.roles(user.id);
    auto const roles = checked_roles(p.roles.value_or(old_roles));
    auto const was = user;
    if (p.display_name) {
        user.display_name = clean_name(*p.display_name, tx.limits().name_text_max, "/display_name");
        if (user.display_name.empty()) throw invalid("/display_name", "must not be empty");
    }
    if (p.queues) checked_queues(tx, actor, *p.queues);
    user.active = p.active.value_or(user.active);
    bool const rules = domain::may(old_roles, domain::Right::settings_manage) && was.active;
    if (rules && !(domain::may(roles, domain::Right::settings_manage) && user.active)) {
        need_another_administrator(tx, actor.organization, user.id);
    }
    tx.people.save(user);
    if (roles != old_roles) tx.people.set_roles(user.id, roles);
    change_agent(tx, user, roles, p);
    if (was.active && !user.active) end_sessions(tx, user.id, {});
    if (roles != old_roles || user.display_name != was.display_name) {
        tell_agent(tx, user.id, user_changed, UserChanged{user_view(user, roles)});
    }
    tell_setup_changed(tx, actor.organization, SetupPart::users);
    return {account(tx, user)};
}

Nothing user_set_password(Tx& tx, Actor const& actor, UserSetPassword const& p) {
    auto const user = own_user(tx, actor, p.user);
    tx.people.set_password(user.id, p.password.hash);
    end_sessions(tx, user.id, actor.session);
    return {};
}

}  // namespace parley::service
