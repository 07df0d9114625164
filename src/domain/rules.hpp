#pragma once
// Rules for chats that come in: what is known of a chat decides its queue, its priority, the skills
// it needs and who is asked first. Pure. Source: V12, C12, O28.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.hpp"

namespace parley::domain {

/// What of a chat a condition is about.
enum class RuleSubject {
    name,   // the customer's
    email,  // the customer's
    page,   // the address of the page on which the chat began
    text,   // the first message
    field,  // of the form, by its key
    queue,  // that was asked for; its id
    hours,  // that are open at the moment; their ids
};
BOOST_DESCRIBE_ENUM(RuleSubject, name, email, page, text, field, queue, hours)

/// How it is compared, without regard to case.
enum class RuleTest { is, is_not, contains, contains_not, starts_with, ends_with, present, absent };
BOOST_DESCRIBE_ENUM(RuleTest, is, is_not, contains, contains_not, starts_with, ends_with, present,
                    absent)

struct Condition {
    RuleSubject subject;
    std::optional<std::string> field;  // of the subject `field`
    RuleTest test;
    std::vector<std::string> values;  // one that fits is enough; with a `not`, none may
};
BOOST_DESCRIBE_STRUCT(Condition, (), (subject, field, test, values))

inline constexpr std::size_t conditions_max = 20;   // of one rule
inline constexpr std::size_t rule_values_max = 50;  // of one condition
inline constexpr std::size_t rule_value_bytes_max = 500;

/// What is wrong with it, as a rule; nothing where it is right. Whether ids are known is for the
/// caller to know.
struct WrongCondition {
    std::string field;  // field, test, values, values/2
    std::string rule;
};
std::optional<WrongCondition> wrong(Condition const& condition);

/// A chat that comes in, as the rules see it.
struct Arrival {
    std::string name;
    std::string email;
    std::string page;
    std::string text;
    std::map<std::string, std::string> fields;
    std::string queue;               // id
    std::vector<std::string> hours;  // ids of those that are open
};

struct Rule {
    RuleId id;
    std::string name;
    bool enabled;
    std::vector<Condition> conditions;  // all have to hold; none: holds always
    // What it decides; nothing: left to others.
    std::optional<QueueId> queue;
    std::optional<std::int64_t> priority;
    std::string needs;  // domain::to_word; empty: no skills
    std::optional<UserId> agent;
};

bool holds(Condition const& condition, Arrival const& chat);

/// The first condition that does not hold; nothing where all do.
std::optional<std::size_t> first_that_fails(Rule const& rule, Arrival const& chat);

/// What the rules say of a chat, and which of them said it.
struct Decided {
    std::optional<QueueId> queue;
    std::optional<RuleId> queue_by;
    std::int64_t priority = 0;
    std::string needs;
    std::optional<UserId> agent;
    std::vector<RuleId> applied;  // every enabled rule that holds
};
/// In their order: where two rules decide the same thing, the upper one counts.
Decided decide(std::span<Rule const> rules, Arrival const& chat);

}  // namespace parley::domain
