#pragma once
// The live figures: what goes on in queues and with agents, for those who watch (A14 to A21, V3,
// V16, W51). Nothing of it is stored: it is counted anew from what is open, and from what has
// happened in the last hour and today.

#include "service/operations.hpp"

namespace parley::service {

// --- what is shown -------------------------------------------------------------------------------

/// Of the last minutes that were asked for.
struct DashboardWindow {
    std::int64_t arrived;           // chats that began
    std::int64_t answered;          // an agent has come, for the first time or again
    std::int64_t answered_in_time;  // within the queue's answer_target_s; all where it has none
    std::int64_t abandoned;         // ended waiting: by the customer, or by the time or the queue
    // Of those answered or abandoned, how many were answered in time, in %; left out where there
    // was none, or no queue has a target.
    std::optional<std::int64_t> service_percent;
    std::optional<std::int64_t> wait_p50_s;  // of those answered
    std::optional<std::int64_t> wait_p90_s;
    std::optional<std::int64_t> handle_mean_s;  // from the answer to the end, of those that ended
};
BOOST_DESCRIBE_STRUCT(DashboardWindow, (),
                      (arrived, answered, answered_in_time, abandoned, service_percent, wait_p50_s,
                       wait_p90_s, handle_mean_s))

struct DashboardTotals {
    std::int64_t waiting;  // offered ones included
    std::optional<Instant> oldest_waiting_at;
    std::int64_t offered;
    std::int64_t ongoing;  // an agent has them and they have not ended (V3)
    std::int64_t wrap_up;
    std::int64_t staff_online;      // open to chat requests (V3), however full
    std::int64_t agents_available;  // could get one more now
    std::int64_t agents_away;
    std::int64_t agents_missed;
    std::int64_t agents_offline;
    std::int64_t recent_chats;  // opened or changed in the window (V3)
    DashboardWindow window;
};
BOOST_DESCRIBE_STRUCT(DashboardTotals, (),
                      (waiting, oldest_waiting_at, offered, ongoing, wrap_up, staff_online,
                       agents_available, agents_away, agents_missed, agents_offline, recent_chats,
                       window))

struct DashboardQueue {
    QueueId id;
    std::string name;
    PartitionId partition;
    bool enabled;
    bool open;             // enabled, and within its hours
    std::int64_t waiting;  // offered ones included
    std::optional<Instant> oldest_waiting_at;
    std::int64_t offered;
    std::int64_t ongoing;
    std::int64_t wrap_up;
    std::int64_t agents_available;  // of its members
    std::int64_t agents_signed_in;
    std::int64_t places_free;             // whole places, of those available
    std::int64_t answer_target_s;         // 0: none
    std::int64_t service_target_percent;  // of service_percent
    std::int64_t reply_target_s;
    DashboardWindow window;
    std::vector<std::int64_t> last_hour;  // chats that began in each five minutes, the oldest first
};
BOOST_DESCRIBE_STRUCT(DashboardQueue, (),
                      (id, name, partition, enabled, open, waiting, oldest_waiting_at, offered,
                       ongoing, wrap_up, agents_available, agents_signed_in, places_free,
                       answer_target_s, service_target_percent, reply_target_s, window, last_hour))

struct DashboardDay {
    std::int64_t handled;  // chats that they had, and gave away or had at the end
    std::int64_t missed;   // offers of queues
    std::optional<std::int64_t> handle_mean_s;
};
BOOST_DESCRIBE_STRUCT(DashboardDay, (), (handled, missed, handle_mean_s))

struct DashboardAgent : AgentView {
    std::optional<Instant> oldest_unanswered_at;
    std::optional<ChatId> oldest_unanswered_chat;
    DashboardDay today;
};
BOOST_DESCRIBE_STRUCT(DashboardAgent, (AgentView),
                      (oldest_unanswered_at, oldest_unanswered_chat, today))

/// What wants somebody to do something, the worst kind first.
enum class AttentionKind {
    nobody,         // chats wait in a queue in which nobody is available
    wait,           // the oldest chat of a queue waits for longer than its target
    help,           // an agent asks for a manager, and none has said that they come
    missed,         // an agent is out of work after an offer that they missed
    unanswered,     // a customer waits for an answer for longer than the queue's reply target
    customer_gone,  // an agent has a chat whose customer has no connection any more
};
BOOST_DESCRIBE_ENUM(AttentionKind, nobody, wait, help, missed, unanswered, customer_gone)

struct AttentionItem {
    AttentionKind kind;
    Instant since;
    std::optional<std::int64_t> limit_s;
    std::optional<QueueId> queue;
    std::optional<std::string> queue_name;
    std::optional<UserId> agent;  // this and the next: for who sees agents
    std::optional<std::string> agent_name;
    std::optional<ChatId> chat;
    std::optional<std::string> customer;
};
BOOST_DESCRIBE_STRUCT(AttentionItem, (),
                      (kind, since, limit_s, queue, queue_name, agent, agent_name, chat, customer))

struct DashboardView {
    Instant at;
    Instant today_since;  // since when `today` of agents counts
    std::int64_t window_min;
    DashboardTotals totals;
    std::vector<DashboardQueue> queues;
    std::vector<DashboardAgent> agents;
    std::vector<AttentionItem> attention;  // of one kind the longest first; at most 100
};
BOOST_DESCRIBE_STRUCT(DashboardView, (),
                      (at, today_since, window_min, totals, queues, agents, attention))

/// What is different since the last time: rows whole, the list whole. With nothing but `at` all is
/// as it was.
struct DashboardChanged {
    Instant at;
    std::optional<Instant> today_since;
    std::optional<DashboardTotals> totals;
    std::optional<std::vector<DashboardQueue>> queues;
    std::optional<std::vector<QueueId>> queues_gone;
    std::optional<std::vector<DashboardAgent>> agents;
    std::optional<std::vector<UserId>> agents_gone;
    std::optional<std::vector<AttentionItem>> attention;
    // The caller may see it no more and gets no further events; dashboard.get says why.
    std::optional<bool> ended;
};
BOOST_DESCRIBE_STRUCT(DashboardChanged, (),
                      (at, today_since, totals, queues, queues_gone, agents, agents_gone, attention,
                       ended))

// --- operations ----------------------------------------------------------------------------------

struct DashboardGet {
    std::optional<std::int64_t> window_min;  // 15, 30 or 60, the usual
};
BOOST_DESCRIBE_STRUCT(DashboardGet, (), (window_min))
struct DashboardResult {
    DashboardView dashboard;
};
BOOST_DESCRIBE_STRUCT(DashboardResult, (), (dashboard))
/// Needs Right::queue_view, for agents and names of people agent_view. Refuses hidden_by_status.
DashboardResult dashboard_get(Tx& tx, Actor const& actor, DashboardGet const& p);

/// Agents are out of sight of queues and figures while they are in a status that hides them (V16);
/// who watches agents is not. Refuses hidden_by_status.
void need_dashboard(Tx& tx, Actor const& actor);

// --- inside the server: one reading for all who watch --------------------------------------------

/// Which part of the figures somebody sees. Who sees the same shares the work.
struct DashboardScope {
    OrganizationId organization;
    std::int64_t window_min;
    std::optional<std::vector<QueueId>> reach;  // nothing: no limit
    bool people;                                // rows of agents, and names in the attention list

    friend auto operator<=>(DashboardScope const&, DashboardScope const&) = default;
};
/// Refuses forbidden, and invalid at /window_min.
DashboardScope dashboard_scope(Actor const& actor, DashboardGet const& p);

/// What has happened in the last hour and today. Changes slowly and costs more than the rest.
struct DashboardPast {
    Instant at;
    Instant today_since;
    std::vector<store::QueueMoment> begun, answered, handed_on;
    std::vector<store::EndedChat> ended;
    std::vector<store::LastChange> open;
    std::vector<store::HandledToday> handled;
    std::vector<store::MissedToday> missed;
};
DashboardPast read_past(Tx& tx, OrganizationId organization);

/// A queue with what its switches say.
struct WatchedQueue {
    store::Queue queue;
    bool open;
    std::int64_t weight, answer_target_s, service_target_percent, reply_target_s, absent_s;
};

/// All of an organization at one moment.
struct DashboardNow {
    Instant at;
    std::vector<WatchedQueue> queues;  // by id, as are the rest
    std::vector<store::QueueWaits> waits;
    std::vector<store::QueueCount> wrap_ups;
    std::vector<store::Agent> agents;
    std::vector<store::NamedAgent> names;
    std::vector<store::TeamMember> teams;
    std::vector<store::QueueMember> members;
    std::vector<store::LiveChat> chats;   // of their owners: by agent and time
    std::vector<store::LiveChat> joined;  // of guests: the same
    std::vector<std::string> hiding;      // statuses that hide the figures
};
DashboardNow read_now(Tx& tx, OrganizationId organization);

/// Pure.
DashboardView view_of(DashboardNow const& now, DashboardPast const& past,
                      DashboardScope const& scope);
/// Whether the figures are out of this agent's sight, who does not watch agents. Pure.
bool is_hidden_from(DashboardNow const& now, UserId agent);
/// What somebody who has been shown `before` has to be told to see `after`. Pure.
DashboardChanged difference(DashboardView const& before, DashboardView const& after);

}  // namespace parley::service
