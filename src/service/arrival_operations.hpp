#pragma once
// Operations on what happens to chats that come in: opening hours, rules, and a try of both with
// the routing behind them. All need Right::settings_manage. Source: V12, E52, C12, C14, N2.

#include "domain/hours.hpp"
#include "domain/rules.hpp"
#include "service/operations.hpp"
#include "service/routing_operations.hpp"

namespace parley::service {

// --- hours ---------------------------------------------------------------------------------------

struct HoursView {
    HoursId id;
    std::string name;
    std::string time_zone;
    std::vector<domain::WeekInterval> week;
    std::vector<domain::SpecialDay> days;
    bool open;  // now
    std::optional<Instant> changes_at;
    std::vector<QueueId> queues;  // that go by them
};
BOOST_DESCRIBE_STRUCT(HoursView, (), (id, name, time_zone, week, days, open, changes_at, queues))
struct HoursItems {
    std::vector<HoursView> items;  // by name
};
BOOST_DESCRIBE_STRUCT(HoursItems, (), (items))
HoursItems hours_list(Tx& tx, Actor const& actor, Nothing const&);

struct HoursSave {
    std::optional<HoursId> hours;  // left out: new ones
    std::string name;              // unique
    std::string time_zone;         // Europe/Berlin
    std::vector<domain::WeekInterval> week;
    std::optional<std::vector<domain::SpecialDay>> days;
    std::optional<std::vector<QueueId>>
        queues;  // that go by them from now on; as it is if left out
};
BOOST_DESCRIBE_STRUCT(HoursSave, (), (hours, name, time_zone, week, days, queues))
struct HoursResult {
    HoursView hours;
};
BOOST_DESCRIBE_STRUCT(HoursResult, (), (hours))
HoursResult hours_save(Tx& tx, Actor const& actor, HoursSave const& p);

struct HoursRemove {
    HoursId hours;
};
BOOST_DESCRIBE_STRUCT(HoursRemove, (), (hours))
/// Queues that went by them are always open then. Refuses in_use where a rule names them.
Nothing hours_remove(Tx& tx, Actor const& actor, HoursRemove const& p);

// --- rule ----------------------------------------------------------------------------------------

struct RuleView {
    RuleId id;
    std::string name;
    bool enabled;
    std::vector<domain::Condition> conditions;
    std::optional<QueueId> queue;
    std::optional<std::int64_t> priority;
    std::vector<SkillNeed> skills;
    std::optional<UserId> agent;
};
BOOST_DESCRIBE_STRUCT(RuleView, (), (id, name, enabled, conditions, queue, priority, skills, agent))
struct RuleItems {
    std::vector<RuleView> items;  // in the order in which they count
};
BOOST_DESCRIBE_STRUCT(RuleItems, (), (items))
RuleItems rule_list(Tx& tx, Actor const& actor, Nothing const&);

struct RuleSave {
    std::optional<RuleId> rule;  // left out: a new one, behind all others
    std::string name;
    bool enabled;
    std::vector<domain::Condition> conditions;  // all have to hold
    // What it decides, at least one of them:
    std::optional<QueueId> queue;
    std::optional<std::int64_t> priority;  // -100 to 100
    std::optional<std::vector<SkillNeed>> skills;
    std::optional<UserId> agent;
};
BOOST_DESCRIBE_STRUCT(RuleSave, (),
                      (rule, name, enabled, conditions, queue, priority, skills, agent))
struct RuleResult {
    RuleView rule;
};
BOOST_DESCRIBE_STRUCT(RuleResult, (), (rule))
RuleResult rule_save(Tx& tx, Actor const& actor, RuleSave const& p);

struct RuleRemove {
    RuleId rule;
};
BOOST_DESCRIBE_STRUCT(RuleRemove, (), (rule))
Nothing rule_remove(Tx& tx, Actor const& actor, RuleRemove const& p);

struct RuleOrder {
    std::vector<RuleId> rules;  // each once
};
BOOST_DESCRIBE_STRUCT(RuleOrder, (), (rules))
RuleItems rule_order(Tx& tx, Actor const& actor, RuleOrder const& p);

// --- routing -------------------------------------------------------------------------------------

struct RoutingSimulate {               // a customer who might come
    std::optional<std::string> queue;  // id or name, as of chat.start
    std::optional<std::string> name;
    std::optional<std::string> email;
    std::optional<std::string> page;
    std::optional<std::string> text;
    std::optional<Fields> fields;
    std::optional<Instant> at;             // for hours; now if left out
    std::optional<std::int64_t> waited_s;  // as if the chat had waited for so long
    std::optional<std::string> partition =
        {};  // as of visitor.start; that of the queue if left out
};
BOOST_DESCRIBE_STRUCT(RoutingSimulate, (),
                      (queue, name, email, page, text, fields, at, waited_s, partition))
struct SimulatedRule {
    RuleId rule;
    std::string name;
    bool enabled;
    bool holds;
    std::optional<std::int64_t> fails;  // the first condition that does not hold, from 0
};
BOOST_DESCRIBE_STRUCT(SimulatedRule, (), (rule, name, enabled, holds, fails))
struct Simulated {
    QueueId queue;
    std::string queue_name;
    std::optional<std::string> moved_by;  // the rule that chose this queue
    bool open;                            // whether the customer comes in at that time
    std::optional<std::string> refusal;   // what they are told otherwise: the code
    std::vector<SimulatedRule> rules;
    std::int64_t priority;
    std::vector<ExplainedSkill> skills;  // needed; held is 0
    std::optional<std::string> agent;    // who is asked first
    domain::Routing routing;             // of the queue: with pull, agents take chats themselves
    std::int64_t waiting;                // before this one
    std::optional<QueueId> overflow_queue;
    std::optional<std::int64_t> overflow_s;
    Explained explained;  // who would get it now, and why nobody else
};
BOOST_DESCRIBE_STRUCT(Simulated, (),
                      (queue, queue_name, moved_by, open, refusal, rules, priority, skills, agent,
                       routing, waiting, overflow_queue, overflow_s, explained))
/// Who would get this chat? Nothing is changed. The agents are taken as they are now.
Simulated routing_simulate(Tx& tx, Actor const& actor, RoutingSimulate const& p);

}  // namespace parley::service
