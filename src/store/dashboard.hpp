#pragma once
// What the live figures are counted from. Reads indexes of open things, and of what has happened in
// the last hour and today; never history.

#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

/// Those that wait in a queue, offered ones included.
struct QueueWaits {
    QueueId queue;
    std::int64_t waiting;
    std::int64_t offered;
    Instant oldest;
};
BOOST_DESCRIBE_STRUCT(QueueWaits, (), (queue, waiting, offered, oldest))

struct QueueCount {
    QueueId queue;
    std::int64_t count;
};
BOOST_DESCRIBE_STRUCT(QueueCount, (), (queue, count))

/// A chat that an agent has, or takes part in as a guest.
struct LiveChat {
    UserId agent;
    ChatId chat;
    QueueId queue;
    std::string customer;
    Instant since;                            // accepted, or joined
    std::optional<Instant> unanswered_since;  // this and the next: of its owner only
    std::optional<Instant> gone_since;
    std::optional<Instant> help_since;  // likewise: a manager is called, and none is on it yet
};
BOOST_DESCRIBE_STRUCT(LiveChat, (),
                      (agent, chat, queue, customer, since, unanswered_since, gone_since,
                       help_since))

struct NamedAgent {
    UserId id;
    std::string name;
    std::string display_name;
};
BOOST_DESCRIBE_STRUCT(NamedAgent, (), (id, name, display_name))

/// Something that has happened in a queue, and how long it took.
struct QueueMoment {
    QueueId queue;
    Instant at;
    Instant from;
};
BOOST_DESCRIBE_STRUCT(QueueMoment, (), (queue, at, from))

/// A chat that has ended.
struct EndedChat {
    QueueId queue;
    Instant ended_at;
    std::optional<Instant> accepted_at;
    std::optional<domain::EndReason> reason;
};
BOOST_DESCRIBE_STRUCT(EndedChat, (), (queue, ended_at, accepted_at, reason))

/// An open chat, and when something was last said in it.
struct LastChange {
    QueueId queue;
    Instant started_at;
    std::optional<Instant> accepted_at;
    std::optional<Instant> said_at;
};
BOOST_DESCRIBE_STRUCT(LastChange, (), (queue, started_at, accepted_at, said_at))

/// Chats that an agent had and gave away, or had at their end.
struct HandledToday {
    UserId agent;
    QueueId queue;
    std::int64_t chats;
    std::int64_t ms;  // all of them together
};
BOOST_DESCRIBE_STRUCT(HandledToday, (), (agent, queue, chats, ms))

/// Offers of a queue that an agent let run out.
struct MissedToday {
    UserId agent;
    QueueId queue;
    std::int64_t count;
};
BOOST_DESCRIBE_STRUCT(MissedToday, (), (agent, queue, count))

class Dashboard {
  public:
    explicit Dashboard(Database& sql);

    // Now.
    std::vector<QueueWaits> waits(OrganizationId organization);
    std::vector<QueueCount> wrap_ups(OrganizationId organization);
    /// By agent, each one's in the order of time; first those they own.
    std::vector<LiveChat> chats(OrganizationId organization);
    std::vector<LiveChat> joined(OrganizationId organization);
    /// By id, those who get no chats any more as well.
    std::vector<NamedAgent> names(OrganizationId organization);

    // Since a time, which is not long ago.
    std::vector<QueueMoment> begun(OrganizationId organization, Instant since);
    /// By their first agent, and since when they had waited.
    std::vector<QueueMoment> answered(OrganizationId organization, Instant since);
    /// That went on without an agent who had them, and since when that agent had.
    std::vector<QueueMoment> handed_on(OrganizationId organization, Instant since);
    std::vector<EndedChat> ended(OrganizationId organization, Instant since);
    std::vector<LastChange> open(OrganizationId organization);
    std::vector<HandledToday> handled(OrganizationId organization, Instant since);
    std::vector<MissedToday> missed(OrganizationId organization, Instant since);

  private:
    Statement<QueueWaits, OrganizationId> waits_;
    Statement<QueueCount, OrganizationId> wrap_ups_;
    Statement<LiveChat, OrganizationId> chats_, joined_;
    Statement<NamedAgent, OrganizationId> names_;
    Statement<QueueMoment, OrganizationId, ChatId, Instant> begun_;
    Statement<QueueMoment, Instant, OrganizationId> answered_, answered_and_handed_on_, handed_on_;
    Statement<EndedChat, OrganizationId, Instant> ended_;
    Statement<LastChange, OrganizationId, OrganizationId> open_;
    Statement<HandledToday, OrganizationId, Instant, Instant, OrganizationId> handled_;
    Statement<MissedToday, OrganizationId, Instant> missed_;
};

}  // namespace parley::store
