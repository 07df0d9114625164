// Opening hours, as administrators make them, and the queues that go by them.
#include <algorithm>

#include <boost/json.hpp>

#include "service/arrival_operations.hpp"
#include "service/arrivals.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::size_t hours_max = 100;

HoursView view(Tx& tx, store::OpeningHours const& it) {
    auto plan = boost::json::value_to<domain::Hours>(boost::json::parse(it.plan));
    auto const opening = domain::opening_at(plan, tx.now());
    return {it.id,
            it.name,
            std::move(plan.time_zone),
            std::move(plan.week),
            std::move(plan.days),
            opening.open,
            opening.changes_at,
            tx.arrivals.queues_with(it.id)};
}

store::OpeningHours own_hours(Tx& tx, Actor const& actor, HoursId id) {
    auto const hours = tx.arrivals.find(id);
    if (!hours || hours->organization != actor.organization) throw Refused{Code::not_found};
    return *hours;
}

domain::Hours checked_plan(Tx& tx, HoursSave const& p) {
    domain::Hours plan{p.time_zone, p.week, p.days.value_or(std::vector<domain::SpecialDay>{})};
    if (auto const found = domain::wrong(plan)) throw invalid("/" + found->field, found->rule);
    std::size_t i = 0;
    for (auto& day : plan.days) {
        auto const path = "/days/" + std::to_string(i++) + "/name";
        day.name = clean_name(day.name, tx.limits().name_text_max, path);
    }
    return plan;
}

void set_queues(Tx& tx, Actor const& actor, HoursId hours, std::vector<QueueId> const& wanted) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        auto const queue = tx.queues.find(wanted[i]);
        if (!queue || queue->organization != actor.organization) {
            throw invalid("/queues/" + std::to_string(i), "there is no such queue");
        }
        tx.queues.set_hours(wanted[i], hours);
    }
    for (auto const queue : tx.arrivals.queues_with(hours)) {
        if (std::ranges::find(wanted, queue) == wanted.end()) {
            tx.queues.set_hours(queue, std::nullopt);
            hours_changed(tx, queue);
        }
    }
}

}  // namespace

HoursItems hours_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::settings_view);
    HoursItems result;
    for (auto const& hours : tx.arrivals.hours(actor.organization)) {
        result.items.push_back(view(tx, hours));
    }
    return result;
}

HoursResult hours_save(Tx& tx, Actor const& actor, HoursSave const& p) {
    actor.need(domain::Right::settings_manage);
    auto const all = tx.arrivals.hours(actor.organization);
    if (p.hours) own_hours(tx, actor, *p.hours);
    if (!p.hours && all.size() >= hours_max) {
        throw invalid("/name", "there are " + std::to_string(hours_max) + " already");
    }
    auto const name = clean_name(p.name, tx.limits().name_text_max, "/name");
    if (name.empty()) throw invalid("/name", "must not be empty");
    auto const same = std::ranges::find(all, name, &store::OpeningHours::name);
    if (same != all.end() && same->id != p.hours) {
        throw Refused{Code::conflict, "there are hours with this name", "/name"};
    }
    store::OpeningHours const hours{p.hours ? *p.hours : tx.make_id<HoursId>(), actor.organization,
                                    name, to_json(checked_plan(tx, p))};
    tx.arrivals.save(hours);
    if (p.queues) set_queues(tx, actor, hours.id, *p.queues);
    for (auto const queue : tx.arrivals.queues_with(hours.id)) hours_changed(tx, queue);
    tell_setup_changed(tx, actor.organization, SetupPart::rules);
    return {view(tx, hours)};
}

Nothing hours_remove(Tx& tx, Actor const& actor, HoursRemove const& p) {
    actor.need(domain::Right::settings_manage);
    auto const hours = own_hours(tx, actor, p.hours);
    auto const id = to_text(hours.id);
    for (auto const& rule : rules_for(tx, actor.organization)) {
        for (auto const& one : rule.conditions) {
            if (one.subject == domain::RuleSubject::hours &&
                std::ranges::find(one.values, id) != one.values.end()) {
                throw Refused{Code::in_use, "the rule \"" + rule.name + "\" names them", "/hours"};
            }
        }
    }
    set_queues(tx, actor, hours.id, {});
    tx.arrivals.remove(hours.id);
    tell_setup_changed(tx, actor.organization, SetupPart::rules);
    return {};
}

}  // namespace parley::service
