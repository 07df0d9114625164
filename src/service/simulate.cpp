// "Who would get this chat?": the rules, the hours and the routing, tried for a customer who might
// come, without changing anything.
#include <algorithm>

#include "base/text.hpp"
#include "service/arrival_operations.hpp"
#include "service/arrivals.hpp"
#include "service/explain.hpp"
#include "service/policy.hpp"
#include "service/routing.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

domain::Arrival made_up(Tx& tx, RoutingSimulate const& p) {
    store::Visitor visitor{};
    visitor.name = clean_name(p.name.value_or(""), tx.limits().name_text_max, "/name");
    visitor.email = clean_email(p.email.value_or(""), "/email");
    auto fields = clean_fields(p.fields, "/fields");
    if (p.page) fields["page"] = clean_fields(Fields{{"page", *p.page}}, "")["page"];
    auto const text = p.text && !p.text->empty()
                          ? message_text(*p.text, domain::customer_message_max_most, "/text")
                          : std::string{};
    return arrival_of(visitor, fields, text);
}

PartitionId partition_for(Tx& tx, OrganizationId organization, RoutingSimulate const& p) {
    if (!p.partition && p.queue) {
        if (auto const queue = find_queue(tx, organization, *p.queue)) return queue->partition;
    }
    return chosen_partition(tx, organization, p.partition);
}

std::vector<ExplainedSkill> skills_of(Tx& tx, OrganizationId organization,
                                      std::vector<domain::Need> const& needs, milliseconds waited) {
    std::vector<ExplainedSkill> skills;
    auto const known = tx.line.skills(organization);
    for (auto const& need : needs) {
        auto const skill = std::ranges::find(known, need.skill, &store::Skill::id);
        if (skill == known.end()) continue;
        skills.push_back({need.skill, skill->label, 0, domain::level_needed(need, waited)});
    }
    return skills;
}

}  // namespace

Simulated routing_simulate(Tx& tx, Actor const& actor, RoutingSimulate const& p) {
    actor.need(domain::Right::settings_view);
    constexpr std::int64_t day_s = 86'400;
    auto const waited_s = p.waited_s.value_or(0);
    if (waited_s < 0 || waited_s > day_s) throw invalid("/waited_s", "must be from 0 to 86400");
    auto const at = p.at.value_or(tx.now());
    auto arrival = made_up(tx, p);
    auto const asked_for =
        asked_for_queue(tx, actor.organization, partition_for(tx, actor.organization, p), p.queue);
    auto const directed = direct(tx, asked_for, arrival, at);
    auto const& queue = directed.queue;
    if (!actor.reaches(queue.id)) {
        throw Refused{Code::forbidden, "the chat would go to a queue that is not yours to see"};
    }
    auto const policy = policy_of(tx, queue);

    arrival.queue = to_text(asked_for.id);
    arrival.hours = open_hours(tx, actor.organization, at);
    std::vector<SimulatedRule> rules;
    for (auto const& rule : rules_for(tx, actor.organization)) {
        auto const fails = domain::first_that_fails(rule, arrival);
        rules.push_back({rule.id, rule.name, rule.enabled, !fails,
                         fails ? std::optional{static_cast<std::int64_t>(*fails)} : std::nullopt});
    }

    auto const rules_here = rules_of(policy);
    auto const waiting = waiting_with(
        tx, queue.id, {directed.decided.priority, directed.decided.needs, directed.decided.agent},
        tx.now() + -seconds{waited_s});
    auto const refusal = refusal_of(tx, queue, at);
    auto const helper = overflow_of(tx, queue, policy);
    std::optional<std::string> agent;
    if (waiting.wanted) agent = tx.people.get(*waiting.wanted).display_name;
    return {queue.id,
            queue.name,
            directed.moved_by,
            !refusal,
            refusal ? std::optional{std::string{code_word(*refusal)}} : std::nullopt,
            std::move(rules),
            waiting.priority,
            skills_of(tx, actor.organization, waiting.needs, seconds{waited_s}),
            agent,
            policy.routing,
            tx.chats.waiting_count(queue.id),
            helper ? std::optional{helper->id} : std::nullopt,
            helper ? std::optional{policy.overflow_s} : std::nullopt,
            explain_now(tx, actor, queue.id, waiting, rules_here, std::nullopt)};
}

}  // namespace parley::service
