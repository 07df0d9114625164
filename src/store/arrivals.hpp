#pragma once
// What decides where chats go that come in: opening hours, rules, and the moves of a chat from
// queue to queue.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

struct OpeningHours {
    HoursId id;
    OrganizationId organization;
    std::string name;
    std::string plan;  // domain::Hours as JSON
};
BOOST_DESCRIBE_STRUCT(OpeningHours, (), (id, organization, name, plan))

struct Rule {
    RuleId id;
    OrganizationId organization;
    std::string name;
    bool enabled;
    std::string conditions;  // JSON: a list of domain::Condition
    std::optional<QueueId> queue;
    std::optional<std::int64_t> priority;
    std::string needs;  // domain::to_word
    std::optional<UserId> agent;
};
BOOST_DESCRIBE_STRUCT(Rule, (),
                      (id, organization, name, enabled, conditions, queue, priority, needs, agent))

enum class MoveCause { rule, overflow };
BOOST_DESCRIBE_ENUM(MoveCause, rule, overflow)

/// A chat has gone from one queue to another.
struct ChatMove {
    OrganizationId organization;
    ChatId chat;
    std::int64_t place;  // of the chat's moves, from 1
    Instant at;
    QueueId from;
    QueueId to;
    MoveCause cause;
    std::string rule_name;
};
BOOST_DESCRIBE_STRUCT(ChatMove, (), (organization, chat, place, at, from, to, cause, rule_name))

class Arrivals {
  public:
    explicit Arrivals(Database& sql);

    // Opening hours, by name.
    void save(OpeningHours const& hours);
    void remove(HoursId id);
    std::optional<OpeningHours> find(HoursId id);
    std::vector<OpeningHours> hours(OrganizationId organization);
    std::vector<QueueId> queues_with(HoursId id);

    // Rules, in the order in which they count.
    void save(Rule const& rule, std::int64_t place);
    void remove(RuleId id);
    std::vector<Rule> rules(OrganizationId organization);

    /// Puts the chat, which waits without an offer or is with a bot, into the other queue.
    /// `rule_name` as of ChatMove.
    void move(OrganizationId organization, ChatId chat, Instant at, QueueId from, QueueId to,
              MoveCause cause, std::string const& rule_name);
    std::vector<ChatMove> moves(ChatId chat);

  private:
    Statement<NoRow, HoursId, OrganizationId, std::string, std::string> save_hours_;
    Statement<NoRow, HoursId> remove_hours_;
    Statement<OpeningHours, HoursId> hours_by_id_;
    Statement<OpeningHours, OrganizationId> hours_;
    Statement<QueueId, HoursId> queues_with_;
    Statement<NoRow, RuleId, OrganizationId, std::int64_t, std::string, bool, std::string,
              std::optional<QueueId>, std::optional<std::int64_t>, std::string,
              std::optional<UserId>>
        save_rule_;
    Statement<NoRow, RuleId> remove_rule_;
    Statement<Rule, OrganizationId> rules_;
    Statement<NoRow, QueueId, ChatId> set_queue_;
    Statement<NoRow, OrganizationId, ChatId, std::int64_t, Instant, QueueId, QueueId, MoveCause,
              std::string>
        add_move_;
    Statement<ChatMove, ChatId> moves_;
};

}  // namespace parley::store
