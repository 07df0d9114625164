// People: who may sign in, what each may do, and who takes chats (V4 to V7, A3, W1).
#include <algorithm>
#include <set>

#include "base/secret.hpp"
#include "base/text.hpp"
#include "service/membership.hpp"
#include "service/policy.hpp"
#include "service/presence.hpp"
#include "service/routing.hpp"
#include "service/sessions.hpp"
#include "service/setup.hpp"
#include "service/staff.hpp"
#include "service/supervision.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

bool takes_chats(domain::Rights rights) { return rights.has(domain::Right::chat_handle); }

store::User own_user(Tx& tx, Actor const& actor, UserId id) {
    actor.need(domain::Right::settings_manage);
    auto user = tx.people.get(id);
    if (user.organization != actor.organization) throw Refused{Code::not_found};
    return user;
}

UserAccountView account(Tx& tx, store::User const& user) {
    auto const roles = tx.roles.of(user.id);
    UserAccountView view{user.id,
                         user.name,
                         user.display_name,
                         keys_of(roles),
                         user.active,
                         {},
                         {},
                         tx.roles.reach(user.id),
                         {}};
    if (!takes_chats(rights_of(roles))) return view;
    auto const agent = tx.agents.get(user.id);
    view.queues = tx.queues.of_member(user.id);
    view.capacity = agent.capacity;
    view.team = tx.teams.of(user.id);
    return view;
}

std::vector<QueueId> checked_queues(Tx& tx, Actor const& actor, std::vector<QueueId> const& ids,
                                    std::string const& path) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
        auto const at = path + "/" + std::to_string(i);
        auto const queue = tx.queues.find(ids[i]);
        if (!queue || queue->organization != actor.organization) {
            throw invalid(at, "there is no such queue");
        }
        if (std::ranges::count(ids, ids[i]) > 1) throw invalid(at, "is named twice");
    }
    return ids;
}

void set_reach(Tx& tx, Actor const& actor, UserId user, domain::Rights rights,
               std::vector<QueueId> const& reach) {
    if (!reach.empty() && !domain::may_be_limited(rights)) {
        throw invalid("/reach", rights.has(domain::Right::settings_manage)
                                    ? "who manages the settings is not limited to queues"
                                    : "only who watches or steers others has one");
    }
    tx.roles.set_reach(user, checked_queues(tx, actor, reach, "/reach"));
}

/// Empty: none.
std::optional<TeamId> checked_team(Tx& tx, OrganizationId organization, std::string const& text) {
    if (text.empty()) return std::nullopt;
    auto const id = id_from_text<TeamTag>(text);
    auto const team = id ? tx.teams.find(*id) : std::nullopt;
    if (!team || team->organization != organization) {
        throw invalid("/team", "there is no such team");
    }
    return id;
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

void end_sessions(Tx& tx, UserId user, SessionId but) {
    for (auto const session : tx.people.sessions_oldest_first(user)) {
        if (session != but) end_session(tx, session);
    }
    if (tx.people.sessions_oldest_first(user).empty()) stop_watching(tx, user);
}

}  // namespace

std::vector<domain::Role> roles_named(Tx& tx, OrganizationId organization,
                                      std::vector<std::string> const& keys) {
    if (keys.empty()) throw invalid("/roles", "at least one role");
    auto const own = tx.roles.own(organization);
    std::vector<domain::Role> roles;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (std::ranges::find(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(i),
                              keys[i]) != keys.begin() + static_cast<std::ptrdiff_t>(i)) {
            throw invalid("/roles", "each role once");
        }
        if (auto const* const built_in = domain::find_built_in(keys[i])) {
            roles.push_back({keys[i], {}, built_in->rights});
            continue;
        }
        auto const role = std::ranges::find(own, keys[i], &domain::Role::key);
        if (role == own.end()) {
            throw invalid("/roles/" + std::to_string(i), "there is no such role");
        }
        roles.push_back(*role);
    }
    return roles;
}

void apply_rights(Tx& tx, store::User const& user, domain::Rights rights, AgentChange const& p) {
    bool const is_agent = takes_chats(rights);
    if (!is_agent && p.capacity) throw invalid("/capacity", "only agents have one");
    if (!is_agent && p.queues && !p.queues->empty()) {
        throw invalid("/queues", "only agents work in queues");
    }
    if (!is_agent && p.team && !p.team->empty()) {
        throw invalid("/team", "only agents are in teams");
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
        if (enabled && !agent->enabled) {
            agent->connected = tx.nodes.is_anywhere(user.id);
            apply_switches(tx, *agent);  // they may have changed meanwhile
        }
        agent->enabled = enabled;
        if (p.capacity) set_own_cap(tx, *agent, *p.capacity);
        tx.agents.save(*agent);
        if (agent->capacity != before) tell_presence(tx, *agent);
        route_queues_of(tx, user.id);
    }
    if (is_agent && p.queues) set_queues(tx, user.id, *p.queues);
    if (is_agent && p.team) {
        change_team(tx, user.id, checked_team(tx, user.organization, *p.team));
    }
    if (!is_agent && agent) {
        set_queues(tx, user.id, {});
        change_team(tx, user.id, std::nullopt);
    }
}

void tell_user_changed(Tx& tx, store::User const& user) {
    tell_agent(tx, user.id, user_changed, UserChanged{user_view(tx, user)});
}

void need_somebody_manages(Tx& tx, OrganizationId organization, std::string const& path) {
    auto const active = tx.roles.rights_of_active(organization);
    bool const somebody = std::ranges::any_of(
        active, [](auto const& each) { return each.second.has(domain::Right::settings_manage); });
    if (!somebody) {
        throw Refused{Code::last_one, "nobody else who can sign in may manage the settings", path};
    }
}

void check_password(std::string const& text, std::string const& path) {
    // Without a second factor a password is the only wall (NIST SP 800-63B).
    constexpr std::size_t points_min = 15;
    if (!is_utf8(text) || code_points(text) < points_min || text.size() > password_bytes_max) {
        throw invalid(path, "must have at least 15 characters and at most 128 bytes");
    }
}

OrganizationResult organization_get(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::settings_view);
    auto const own = tx.people.organization(actor.organization);
    ENSURE(own);
    return {{own->slug, own->name}};
}

UserAccountPage user_list(Tx& tx, Actor const& actor, UserList const& p) {
    actor.need(domain::Right::settings_view);
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
    auto const rights = rights_of(roles_named(tx, actor.organization, p.roles));
    if (!takes_chats(rights) && (p.capacity || (p.queues && !p.queues->empty()))) {
        throw invalid(p.capacity ? "/capacity" : "/queues", "only agents have this");
    }
    NewUser user{actor.organization, p.name, p.display_name.value_or(""), p.password.hash, p.roles,
                 p.capacity,         {}};
    auto const queues = p.queues.value_or(std::vector<QueueId>{});
    for (auto const id : checked_queues(tx, actor, queues, "/queues")) {
        user.queues.push_back(to_text(id));
    }
    auto const team =
        p.team ? checked_team(tx, actor.organization, to_text(*p.team)) : std::nullopt;
    if (team && !takes_chats(rights)) throw invalid("/team", "only agents are in teams");
    auto const id = add_user(tx, user);
    if (p.reach) set_reach(tx, actor, id, rights, *p.reach);
    if (team) change_team(tx, id, team);
    tell_setup_changed(tx, actor.organization, SetupPart::users);
    return {account(tx, tx.people.get(id))};
}

UserAccountResult user_update(Tx& tx, Actor const& actor, UserUpdate const& p) {
    auto user = own_user(tx, actor, p.user);
    auto const told = to_json(user_view(tx, user));
    bool const was_active = user.active;
    auto const roles =
        p.roles ? roles_named(tx, actor.organization, *p.roles) : tx.roles.of(user.id);
    auto const rights = rights_of(roles);
    if (p.display_name) {
        user.display_name = clean_name(*p.display_name, tx.limits().name_text_max, "/display_name");
        if (user.display_name.empty()) throw invalid("/display_name", "must not be empty");
    }
    if (p.queues) checked_queues(tx, actor, *p.queues, "/queues");
    user.active = p.active.value_or(user.active);
    tx.people.save(user);
    if (p.roles) {
        tx.roles.take_all(user.id);
        tx.roles.give(user.id, *p.roles);
    }
    need_somebody_manages(tx, actor.organization, "/user");
    apply_rights(tx, user, rights, {p.queues, p.capacity, p.team});
    if (p.reach) set_reach(tx, actor, user.id, rights, *p.reach);
    stop_watching_beyond_reach(tx, user);
    if (was_active && !user.active) end_sessions(tx, user.id, {});
    if (to_json(user_view(tx, user)) != told) tell_user_changed(tx, user);
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
