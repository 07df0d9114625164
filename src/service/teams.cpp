// Teams: agents who work alike. What a team's switches say holds for its members, unless they have
// their own.
#include <algorithm>

#include "service/access.hpp"
#include "service/administration.hpp"
#include "service/membership.hpp"
#include "service/policy.hpp"
#include "service/routing.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::size_t teams_max = 500;

TeamView view(Tx& tx, store::Team const& it) {
    return {it.id, it.name, tx.teams.members(it.organization, it.id)};
}

store::Team own_team(Tx& tx, Actor const& actor, TeamId id) {
    auto const team = tx.teams.find(id);
    if (!team || team->organization != actor.organization) throw Refused{Code::not_found};
    return *team;
}

void set_members(Tx& tx, store::Team const& team, std::vector<UserId> const& wanted) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        // Whoever may not sign in for a while stays; who is no agent any more does not.
        auto const agent = tx.agents.find(wanted[i]);
        bool const handles = rights_of(tx.roles.of(wanted[i])).has(domain::Right::chat_handle);
        if (!agent || agent->organization != team.organization || !handles) {
            throw invalid("/members/" + std::to_string(i), "is not an agent");
        }
    }
    for (auto const id : tx.teams.members(team.organization, team.id)) {
        if (std::ranges::find(wanted, id) == wanted.end()) change_team(tx, id, std::nullopt);
    }
    for (auto const id : wanted) change_team(tx, id, team.id);
}

}  // namespace

void change_team(Tx& tx, UserId agent, std::optional<TeamId> team) {
    if (tx.teams.of(agent) == team) return;
    tx.teams.put(agent, team);
    switches_changed(tx, tx.agents.get(agent));
    route_queues_of(tx, agent);
}

TeamItems team_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::agent_view);
    TeamItems result;
    for (auto const& team : tx.teams.all(actor.organization)) {
        auto seen = view(tx, team);
        if (actor.reach) {
            std::erase_if(seen.members, [&](UserId id) { return !reaches_agent(tx, actor, id); });
            if (seen.members.empty()) continue;
        }
        result.items.push_back(std::move(seen));
    }
    return result;
}

TeamResult team_save(Tx& tx, Actor const& actor, TeamSave const& p) {
    actor.need(domain::Right::settings_manage);
    if (p.team) own_team(tx, actor, *p.team);
    if (!p.team && tx.teams.all(actor.organization).size() >= teams_max) {
        throw invalid("/name", "there are " + std::to_string(teams_max) + " already");
    }
    auto const name = clean_name(p.name, tx.limits().name_text_max, "/name");
    if (name.empty()) throw invalid("/name", "must not be empty");
    auto const same = tx.teams.find(actor.organization, name);
    if (same && same->id != p.team) {
        throw Refused{Code::conflict, "there is a team with this name", "/name"};
    }
    store::Team const team{p.team ? *p.team : tx.make_id<TeamId>(), actor.organization, name};
    tx.teams.save(team);
    if (p.members) set_members(tx, team, *p.members);
    tell_setup_changed(tx, actor.organization, SetupPart::users);
    return {view(tx, team)};
}

Nothing team_remove(Tx& tx, Actor const& actor, TeamRemove const& p) {
    actor.need(domain::Right::settings_manage);
    auto const team = own_team(tx, actor, p.team);
    if (tx.canned.count_of(team.id) > 0) {
        throw Refused{Code::in_use, "canned responses are for this team", "/team"};
    }
    set_members(tx, team, {});
    tx.settings.remove(actor.organization, domain::Scope::team, team.id.value);
    tx.teams.remove(team.id);
    tell_setup_changed(tx, actor.organization, SetupPart::users);
    return {};
}

}  // namespace parley::service
