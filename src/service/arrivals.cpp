#include "service/arrivals.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "service/needs.hpp"
#include "service/operations.hpp"
#include "service/policy.hpp"
#include "service/routing.hpp"
#include "service/supervision.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"
#include "service/timers.hpp"

namespace parley::service {

namespace {

domain::Hours read_hours(store::OpeningHours const& it) {
    return boost::json::value_to<domain::Hours>(boost::json::parse(it.plan));
}

domain::Condition as_condition(boost::json::value const& stored) {
    auto const& object = stored.as_object();
    auto const* const field = object.if_contains("field");
    auto const subject = from_word<domain::RuleSubject>(object.at("subject").as_string());
    auto const test = from_word<domain::RuleTest>(object.at("test").as_string());
    ENSURE(subject && test);
    return {*subject, field ? std::optional<std::string>{field->as_string()} : std::nullopt, *test,
            boost::json::value_to<std::vector<std::string>>(object.at("values"))};
}

std::vector<domain::Condition> read_conditions(std::string const& stored) {
    std::vector<domain::Condition> conditions;
    for (auto const& one : boost::json::parse(stored).as_array()) {
        conditions.push_back(as_condition(one));
    }
    return conditions;
}

bool takes_customers(store::Tx& tx, store::Queue const& queue, Instant at) {
    if (!queue.enabled) return false;
    if (!queue.hours) return true;
    auto const hours = tx.arrivals.find(*queue.hours);
    return !hours || domain::opening_at(read_hours(*hours), at).open;
}

}  // namespace

domain::Opening opening_of(store::Tx& tx, store::Queue const& queue) {
    if (!queue.enabled) return {false, std::nullopt};
    auto const hours = queue.hours ? tx.arrivals.find(*queue.hours) : std::nullopt;
    if (!hours) return {true, std::nullopt};
    return domain::opening_at(read_hours(*hours), tx.now());
}

std::vector<domain::Rule> rules_for(store::Tx& tx, OrganizationId organization) {
    std::vector<domain::Rule> rules;
    for (auto const& it : tx.arrivals.rules(organization)) {
        rules.push_back({it.id, it.name, it.enabled, read_conditions(it.conditions), it.queue,
                         it.priority, it.needs, it.agent});
    }
    return rules;
}

std::vector<std::string> open_hours(store::Tx& tx, OrganizationId organization, Instant at) {
    std::vector<std::string> open;
    for (auto const& hours : tx.arrivals.hours(organization)) {
        if (domain::opening_at(read_hours(hours), at).open) {
            open.push_back(to_text(hours.id));
        }
    }
    return open;
}

domain::Arrival arrival_of(store::Visitor const& visitor,
                           std::map<std::string, std::string> const& fields,
                           std::string const& text) {
    domain::Arrival arrival;
    arrival.name = visitor.name;
    arrival.email = visitor.email;
    arrival.text = text;
    arrival.fields = fields;
    if (auto const page = fields.find("page"); page != fields.end()) arrival.page = page->second;
    return arrival;
}

PartitionId chosen_partition(store::Tx& tx, OrganizationId organization,
                             std::optional<std::string> const& wanted) {
    auto const all = tx.partitions.all(organization);
    ENSURE(!all.empty());  // an organization has at least one (partition.remove)
    if (!wanted) return all.front().id;
    auto const found = std::ranges::find_if(all, [&](store::Partition const& one) {
        return one.name == *wanted || to_text(one.id) == *wanted;
    });
    if (found == all.end()) throw invalid("/partition", "there is no such partition");
    return found->id;
}

PartitionId partition_of(store::Tx& tx, store::Visitor const& visitor) {
    if (tx.partitions.find(visitor.partition)) return visitor.partition;
    return chosen_partition(tx, visitor.organization, std::nullopt);
}

store::Queue asked_for_queue(store::Tx& tx, OrganizationId organization, PartitionId partition,
                             std::optional<std::string> const& wanted) {
    if (wanted) {
        auto queue = find_queue(tx, organization, *wanted);
        if (!queue || queue->partition != partition) {
            throw invalid("/queue", "there is no such queue");
        }
        return *queue;
    }
    auto all = tx.queues.all(organization);
    std::erase_if(all, [&](store::Queue const& one) { return one.partition != partition; });
    for (auto const& queue : all) {
        if (takes_customers(tx, queue, tx.now())) return queue;
    }
    if (all.empty()) throw Refused{Code::queue_closed, "there is no queue in this partition"};
    return all.front();
}

std::optional<Code> refusal_of(store::Tx& tx, store::Queue const& queue, Instant at) {
    if (!takes_customers(tx, queue, at)) return Code::queue_closed;
    auto const policy = policy_of(tx, queue);
    if (policy.require_agent && tx.agents.ready_count(queue.id, policy.weight) == 0) {
        return Code::no_agent;
    }
    return std::nullopt;
}

Directed direct(store::Tx& tx, store::Queue const& asked_for, domain::Arrival arrival, Instant at) {
    auto rules = rules_for(tx, asked_for.organization);
    if (rules.empty()) return {asked_for, {}, asked_for.id, {}};
    auto const queues = tx.partitions.queues(asked_for.partition);
    for (auto& rule : rules) {
        if (rule.queue && std::ranges::find(queues, *rule.queue) == queues.end()) {
            rule.queue.reset();
        }
    }
    arrival.queue = to_text(asked_for.id);
    arrival.hours = open_hours(tx, asked_for.organization, at);
    Directed directed{asked_for, domain::decide(rules, arrival), asked_for.id, {}};
    auto& decided = directed.decided;
    if (!decided.queue || *decided.queue == asked_for.id) return directed;
    auto const chosen = tx.queues.find(*decided.queue);
    bool const kept = !chosen || (refusal_of(tx, *chosen, at) && !refusal_of(tx, asked_for, at));
    if (kept) return directed;
    directed.queue = *chosen;
    directed.moved_by = std::ranges::find(rules, *decided.queue_by, &domain::Rule::id)->name;
    return directed;
}

std::optional<store::Queue> overflow_of(store::Tx& tx, store::Queue const& queue,
                                        domain::Policy const& policy) {
    if (policy.overflow_s == 0 || !policy.overflow_queue) return std::nullopt;
    auto const helper = tx.queues.find(policy.overflow_queue);
    bool const helps = helper && helper->id != queue.id && helper->partition == queue.partition;
    return helps ? helper : std::nullopt;
}

void watch_overflow(store::Tx& tx, store::Chat const& chat, domain::Policy const& policy) {
    if (!policy.overflow_queue || !overflow_of(tx, tx.queues.get(chat.queue), policy)) {
        tx.clear_timer(store::TimerKind::overflow, chat.id.value);
        return;
    }
    auto const moves = tx.arrivals.moves(chat.id);
    auto since = moves.empty() ? chat.queued_at : std::max(chat.queued_at, moves.back().at);
    if (chat.hand_overs > 0) since = std::max(since, tx.hand_overs.last(chat.id)->at);
    tx.set_timer(std::max(tx.now(), since + seconds{policy.overflow_s}), store::TimerKind::overflow,
                 chat.id.value);
}

void overflow(store::Tx& tx, ChatId id) {
    // One that is being offered comes here again when the offer comes to nothing.
    auto chat = tx.chats.find(id);
    if (!chat || chat->state != domain::ChatState::queued) return;
    auto const queue = tx.queues.get(chat->queue);
    auto const policy = policy_of(tx, queue);
    auto const target = overflow_of(tx, queue, policy);
    if (!target) return;
    auto const moves = tx.arrivals.moves(id);
    bool const been_there = std::ranges::any_of(moves, [&](store::ChatMove const& move) {
        return move.cause == store::MoveCause::overflow &&
               (move.from == policy.overflow_queue || move.to == policy.overflow_queue);
    });
    if (been_there) return;
    // Where nobody could take it, it would only lose those who may at its own.
    if (!takes_customers(tx, *target, tx.now()) || agents_available(tx, *target) == 0) {
        tx.set_timer(tx.now() + seconds{policy.overflow_s}, store::TimerKind::overflow, id.value);
        return;
    }
    tx.lock(std::min(chat->queue, target->id));
    tx.lock(std::max(chat->queue, target->id));
    auto const from = chat->queue;
    tx.arrivals.move(chat->organization, id, tx.now(), from, target->id, store::MoveCause::overflow,
                     {});
    chat->queue = target->id;
    moved_on(tx, *chat);
    tx.waiting_changed(from);
    tell_visitor(tx, chat->visitor, "chat.queued", ChatTold{chat_view(tx, *chat, Side::customer)});
    watch_overflow(tx, *chat, policy_of(tx, *target));
    route(tx, target->id);
    if (tx.chats.get(id).state == domain::ChatState::queued) nobody_free(tx, *target);
}

void watch_hours(store::Tx& tx, store::Queue const& queue) {
    auto const hours = queue.hours ? tx.arrivals.find(*queue.hours) : std::nullopt;
    auto const changes_at =
        hours ? domain::opening_at(read_hours(*hours), tx.now()).changes_at : std::nullopt;
    if (changes_at) {
        tx.set_timer(*changes_at, store::TimerKind::hours_change, queue.id.value);
    } else if (hours) {
        // It may change on a day that is further off than one looks.
        constexpr std::chrono::hours look_again{24 * 300};
        tx.set_timer(tx.now() + look_again, store::TimerKind::hours_change, queue.id.value);
    } else {
        tx.clear_timer(store::TimerKind::hours_change, queue.id.value);
    }
}

void hours_changed(store::Tx& tx, QueueId id) {
    auto const queue = tx.queues.find(id);
    if (!queue) return;
    watch_hours(tx, *queue);
    tell_setup_changed(tx, queue->organization, SetupPart::queues);
    end_waiting_of_closed(tx, *queue);
}

void end_waiting_of_closed(store::Tx& tx, store::Queue const& queue) {
    if (takes_customers(tx, queue, tx.now())) return;
    if (policy_of(tx, queue).drain != domain::Drain::end) return;
    for (auto const& chat : tx.chats.waiting(queue.id, INT64_MAX)) queue_was_closed(tx, chat.id);
}

void forget_skill(store::Tx& tx, OrganizationId organization, SkillId skill) {
    std::int64_t place = 0;
    for (auto rule : tx.arrivals.rules(organization)) {
        if (auto const left = needs_without(rule.needs, skill)) {
            rule.needs = *left;
            tx.arrivals.save(rule, place);
        }
        ++place;
    }
}

bool is_named(store::Tx& tx, store::Queue const& queue) {
    auto const names_it = [&](domain::Rule const& rule) {
        auto const id = to_text(queue.id);
        return rule.queue == queue.id ||
               std::ranges::any_of(rule.conditions, [&](domain::Condition const& one) {
                   return one.subject == domain::RuleSubject::queue &&
                          std::ranges::find(one.values, id) != one.values.end();
               });
    };
    if (std::ranges::any_of(rules_for(tx, queue.organization), names_it)) return true;
    auto const sets_it = [&](domain::Scope scope, std::int64_t id) {
        auto const switches = read_switches(tx.settings.of(queue.organization, scope, id));
        auto const found = switches.find("overflow_queue");
        return found != switches.end() && found->second == to_text(queue.id);
    };
    if (sets_it(domain::Scope::organization, queue.organization.value)) return true;
    return std::ranges::any_of(tx.queues.all(queue.organization), [&](store::Queue const& other) {
        return other.id != queue.id && (sets_it(domain::Scope::queue, other.id.value) ||
                                        sets_it(domain::Scope::partition, other.partition.value));
    });
}

}  // namespace parley::service
