// Rules for chats that come in, as administrators make them.
#include <algorithm>
#include <set>

#include "service/arrival_operations.hpp"
#include "service/arrivals.hpp"
#include "service/needs.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::size_t rules_max = 200;
constexpr std::size_t conditions_bytes_max = 100'000;

RuleView view(domain::Rule rule) {
    return {rule.id,    std::move(rule.name), rule.enabled,           std::move(rule.conditions),
            rule.queue, rule.priority,        needs_view(rule.needs), rule.agent};
}

std::vector<store::Rule>::iterator own_rule(std::vector<store::Rule>& all, RuleId id) {
    auto const found = std::ranges::find(all, id, &store::Rule::id);
    if (found == all.end()) throw Refused{Code::not_found};
    return found;
}

template <class Any>
bool is_one_of(std::vector<Any> const& all, std::string const& text) {
    return std::ranges::any_of(all, [&](Any const& one) { return to_text(one.id) == text; });
}

void check_conditions(Tx& tx, OrganizationId organization,
                      std::vector<domain::Condition> const& conditions) {
    if (conditions.size() > domain::conditions_max) {
        throw invalid("/conditions", "at most " + std::to_string(domain::conditions_max));
    }
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        auto const& one = conditions[i];
        auto const at = "/conditions/" + std::to_string(i) + "/";
        if (auto const found = domain::wrong(one)) throw invalid(at + found->field, found->rule);
        if (one.field) check_key(*one.field, at + "field");
        for (std::size_t j = 0; j < one.values.size(); ++j) {
            auto const where = at + "values/" + std::to_string(j);
            if (one.subject == domain::RuleSubject::queue &&
                !is_one_of(tx.queues.all(organization), one.values[j])) {
                throw invalid(where, "there is no such queue");
            }
            if (one.subject == domain::RuleSubject::hours &&
                !is_one_of(tx.arrivals.hours(organization), one.values[j])) {
                throw invalid(where, "there are no such hours");
            }
        }
    }
}

/// What the rule decides, checked. Whether it decides anything, too.
store::Rule checked(Tx& tx, Actor const& actor, RuleSave const& p) {
    auto const name = clean_name(p.name, tx.limits().name_text_max, "/name");
    if (name.empty()) throw invalid("/name", "must not be empty");
    check_conditions(tx, actor.organization, p.conditions);
    if (p.queue) {
        auto const queue = tx.queues.find(*p.queue);
        if (!queue || queue->organization != actor.organization) {
            throw invalid("/queue", "there is no such queue");
        }
    }
    if (p.priority) check_priority(*p.priority);
    auto const needs = domain::to_word(checked_needs(
        tx, actor.organization, p.skills.value_or(std::vector<SkillNeed>{}), "/skills"));
    if (p.agent) {
        auto const agent = tx.agents.find(*p.agent);
        if (!agent || !agent->enabled || agent->organization != actor.organization) {
            throw invalid("/agent", "there is no such agent");
        }
    }
    if (!p.queue && !p.priority && needs.empty() && !p.agent) {
        throw invalid("/queue", "a rule decides a queue, a priority, skills or an agent");
    }
    return {p.rule.value_or(RuleId{}),
            actor.organization,
            name,
            p.enabled,
            to_json(p.conditions),
            p.queue,
            p.priority,
            needs,
            p.agent};
}

}  // namespace

RuleItems rule_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::settings_view);
    RuleItems result;
    for (auto& rule : rules_for(tx, actor.organization)) {
        result.items.push_back(view(std::move(rule)));
    }
    return result;
}

RuleResult rule_save(Tx& tx, Actor const& actor, RuleSave const& p) {
    actor.need(domain::Right::settings_manage);
    auto all = tx.arrivals.rules(actor.organization);
    auto place = std::ssize(all);
    if (p.rule) place = own_rule(all, *p.rule) - all.begin();
    if (!p.rule && all.size() >= rules_max) {
        throw invalid("/name", "there are " + std::to_string(rules_max) + " rules already");
    }
    auto rule = checked(tx, actor, p);
    // Each chat that comes in reads them all.
    auto bytes = rule.conditions.size();
    for (auto const& one : all) bytes += one.id == p.rule ? 0 : one.conditions.size();
    if (bytes > conditions_bytes_max) {
        throw invalid("/conditions", "all rules together may have " +
                                         std::to_string(conditions_bytes_max) + " bytes of them");
    }
    if (!p.rule) rule.id = tx.make_id<RuleId>();
    tx.arrivals.save(rule, place);
    tell_setup_changed(tx, actor.organization, SetupPart::rules);
    return {view(rules_for(tx, actor.organization)[static_cast<std::size_t>(place)])};
}

Nothing rule_remove(Tx& tx, Actor const& actor, RuleRemove const& p) {
    actor.need(domain::Right::settings_manage);
    auto all = tx.arrivals.rules(actor.organization);
    all.erase(own_rule(all, p.rule));
    tx.arrivals.remove(p.rule);
    // Places have no gaps.
    std::int64_t place = 0;
    for (auto const& rule : all) tx.arrivals.save(rule, place++);
    tell_setup_changed(tx, actor.organization, SetupPart::rules);
    return {};
}

RuleItems rule_order(Tx& tx, Actor const& actor, RuleOrder const& p) {
    actor.need(domain::Right::settings_manage);
    auto all = tx.arrivals.rules(actor.organization);
    std::set<RuleId> const wanted{p.rules.begin(), p.rules.end()};
    bool const each_once =
        p.rules.size() == all.size() && wanted.size() == all.size() &&
        std::ranges::all_of(all, [&](auto const& rule) { return wanted.contains(rule.id); });
    if (!each_once) throw invalid("/rules", "must name each rule once");
    std::int64_t place = 0;
    for (auto const id : p.rules) tx.arrivals.save(*own_rule(all, id), place++);
    tell_setup_changed(tx, actor.organization, SetupPart::rules);
    return rule_list(tx, actor, {});
}

}  // namespace parley::service
