#include "domain/rules.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace parley::domain {

namespace {

/// What the condition looks at; several for hours.
std::vector<std::string> looked_at(Condition const& condition, Arrival const& chat) {
    switch (condition.subject) {
        case RuleSubject::name:
            return {fold_case(chat.name)};
        case RuleSubject::email:
            return {fold_case(chat.email)};
        case RuleSubject::page:
            return {fold_case(chat.page)};
        case RuleSubject::text:
            return {fold_case(chat.text)};
        case RuleSubject::field: {
            auto const found = chat.fields.find(condition.field.value_or(""));
            return {found == chat.fields.end() ? std::string{} : fold_case(found->second)};
        }
        case RuleSubject::queue:
            return {chat.queue};
        case RuleSubject::hours:
            return chat.hours;
    }
    return {};
}

bool names_an_id(RuleSubject subject) {
    return subject == RuleSubject::queue || subject == RuleSubject::hours;
}

bool needs_no_value(RuleTest test) { return test == RuleTest::present || test == RuleTest::absent; }

}  // namespace

std::optional<WrongCondition> wrong(Condition const& condition) {
    if (condition.subject == RuleSubject::field && (!condition.field || condition.field->empty())) {
        return WrongCondition{"field", "say which field of the form"};
    }
    if (condition.subject != RuleSubject::field && condition.field) {
        return WrongCondition{"field", "is only for conditions on a field of the form"};
    }
    if (names_an_id(condition.subject) && condition.test != RuleTest::is &&
        condition.test != RuleTest::is_not) {
        return WrongCondition{"test", "must be is or is_not"};
    }
    if (needs_no_value(condition.test)) {
        if (condition.values.empty()) return std::nullopt;
        return WrongCondition{"values", "must be empty with this test"};
    }
    if (condition.values.empty()) return WrongCondition{"values", "at least one"};
    if (condition.values.size() > rule_values_max) {
        return WrongCondition{"values", "at most " + std::to_string(rule_values_max)};
    }
    for (std::size_t i = 0; i < condition.values.size(); ++i) {
        auto const& value = condition.values[i];
        auto const at = "values/" + std::to_string(i);
        if (value.empty()) return WrongCondition{at, "must not be empty"};
        if (value.size() > rule_value_bytes_max) return WrongCondition{at, "is too long"};
    }
    return std::nullopt;
}

bool holds(Condition const& condition, Arrival const& chat) {
    auto const seen = looked_at(condition, chat);
    auto const any = [&](auto fits) {
        return std::ranges::any_of(condition.values, [&](std::string const& raw) {
            auto const value = names_an_id(condition.subject) ? raw : fold_case(raw);
            return std::ranges::any_of(seen,
                                       [&](std::string const& one) { return fits(one, value); });
        });
    };
    auto const equal = [](std::string const& one, std::string const& value) {
        return one == value;
    };
    auto const inside = [](std::string const& one, std::string const& value) {
        return one.find(value) != std::string::npos;
    };
    switch (condition.test) {
        case RuleTest::is:
            return any(equal);
        case RuleTest::is_not:
            return !any(equal);
        case RuleTest::contains:
            return any(inside);
        case RuleTest::contains_not:
            return !any(inside);
        case RuleTest::starts_with:
            return any([](auto const& one, auto const& value) { return one.starts_with(value); });
        case RuleTest::ends_with:
            return any([](auto const& one, auto const& value) { return one.ends_with(value); });
        case RuleTest::present:
            return std::ranges::any_of(seen, [](auto const& one) { return !one.empty(); });
        case RuleTest::absent:
            return std::ranges::all_of(seen, [](auto const& one) { return one.empty(); });
    }
    return false;
}

std::optional<std::size_t> first_that_fails(Rule const& rule, Arrival const& chat) {
    auto const found = std::ranges::find_if_not(
        rule.conditions, [&](Condition const& one) { return holds(one, chat); });
    if (found == rule.conditions.end()) return std::nullopt;
    return static_cast<std::size_t>(found - rule.conditions.begin());
}

Decided decide(std::span<Rule const> rules, Arrival const& chat) {
    Decided decided;
    std::optional<std::int64_t> priority;
    for (auto const& rule : rules) {
        if (!rule.enabled || first_that_fails(rule, chat)) continue;
        decided.applied.push_back(rule.id);
        if (rule.queue && !decided.queue) {
            decided.queue = rule.queue;
            decided.queue_by = rule.id;
        }
        if (rule.priority && !priority) priority = rule.priority;
        if (decided.needs.empty()) decided.needs = rule.needs;
        if (rule.agent && !decided.agent) decided.agent = rule.agent;
    }
    decided.priority = priority.value_or(0);
    return decided;
}

}  // namespace parley::domain
