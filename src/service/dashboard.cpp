// What the live figures are made of, as it is read; and who may see which part of it.
#include "service/dashboard.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "base/time_zone.hpp"
#include "service/arrivals.hpp"
#include "service/policy.hpp"

namespace parley::service {

namespace {

constexpr auto hour = std::chrono::hours{1};

/// When today began where the organization is: by the time zone of its oldest opening hours, UTC
/// where it has none.
Instant today(Tx& tx, OrganizationId organization) {
    auto const all = tx.arrivals.hours(organization);
    auto const oldest = std::ranges::min_element(all, {}, &store::OpeningHours::id);
    auto zone = TimeZone::find("UTC");
    if (oldest != all.end()) {
        auto const plan = boost::json::parse(oldest->plan);
        if (auto const found = TimeZone::find(std::string{plan.at("time_zone").as_string()})) {
            zone = found;
        }
    }
    return zone->instant(zone->local(tx.now()).day, 0);
}

void put_in_order(std::vector<store::LiveChat>& chats) {
    std::ranges::sort(chats, {},
                      [](auto const& it) { return std::tie(it.agent, it.since, it.chat); });
}

}  // namespace

void need_dashboard(Tx& tx, Actor const& actor) {
    auto const agent = tx.agents.find(actor.user);
    if (!agent || !agent->enabled || actor.may(domain::Right::agent_view)) return;
    if (tx.statuses.get(agent->organization, agent->status).hides_dashboard) {
        throw Refused{Code::hidden_by_status};
    }
}

DashboardScope dashboard_scope(Actor const& actor, DashboardGet const& p) {
    bool const board = actor.kind == Actor::Kind::wallboard;
    if (!board) actor.need(domain::Right::queue_view);
    auto const window = p.window_min.value_or(60);
    if (window != 15 && window != 30 && window != 60) {
        throw invalid("/window_min", "must be 15, 30 or 60");
    }
    auto reach = actor.reach;
    if (reach) std::ranges::sort(*reach);
    return {actor.organization, window, std::move(reach), actor.may(domain::Right::agent_view)};
}

DashboardPast read_past(Tx& tx, OrganizationId organization) {
    auto const last_hour = tx.now() + -hour;
    auto const day = today(tx, organization);
    DashboardPast past{tx.now(),
                       day,
                       tx.dashboard.begun(organization, last_hour),
                       tx.dashboard.answered(organization, last_hour),
                       tx.dashboard.handed_on(organization, last_hour),
                       tx.dashboard.ended(organization, last_hour),
                       tx.dashboard.open(organization),
                       tx.dashboard.handled(organization, day),
                       tx.dashboard.missed(organization, day)};
    std::ranges::sort(past.handled, {}, &store::HandledToday::agent);
    std::ranges::sort(past.missed, {}, &store::MissedToday::agent);
    return past;
}

DashboardNow read_now(Tx& tx, OrganizationId organization) {
    DashboardNow now{};
    now.at = tx.now();
    for (auto const& queue : tx.queues.all(organization)) {
        auto const policy = policy_of(tx, queue);
        now.queues.push_back({queue, opening_of(tx, queue).open, policy.weight,
                              policy.answer_target_s, policy.service_target_percent,
                              policy.reply_target_s, policy.customer_absent_s});
    }
    now.waits = tx.dashboard.waits(organization);
    now.wrap_ups = tx.dashboard.wrap_ups(organization);
    std::ranges::sort(now.waits, {}, &store::QueueWaits::queue);
    std::ranges::sort(now.wrap_ups, {}, &store::QueueCount::queue);
    now.agents = tx.agents.of_organization(organization, {}, INT64_MAX);
    now.names = tx.dashboard.names(organization);
    if (!now.agents.empty()) {
        auto const first = now.agents.front().id, last = now.agents.back().id;
        now.teams = tx.teams.members(organization, first, last);
        now.members = tx.agents.memberships(organization, first, last);
    }
    now.chats = tx.dashboard.chats(organization);
    now.joined = tx.dashboard.joined(organization);
    put_in_order(now.chats);
    put_in_order(now.joined);
    for (auto const& status : tx.statuses.all(organization)) {
        if (status.hides_dashboard) now.hiding.push_back(status.key);
    }
    return now;
}

bool is_hidden_from(DashboardNow const& now, UserId agent) {
    auto const found = std::ranges::lower_bound(now.agents, agent, {}, &store::Agent::id);
    return found != now.agents.end() && found->id == agent &&
           std::ranges::find(now.hiding, found->status) != now.hiding.end();
}

DashboardResult dashboard_get(Tx& tx, Actor const& actor, DashboardGet const& p) {
    auto const scope = dashboard_scope(actor, p);
    need_dashboard(tx, actor);
    auto const past = read_past(tx, actor.organization);
    return {view_of(read_now(tx, actor.organization), past, scope)};
}

}  // namespace parley::service
