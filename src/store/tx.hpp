#pragma once
// A transaction: what an operation sees of the database. One object a connection, used for one
// operation after another by the connection's thread.

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "base/limits.hpp"
#include "base/time.hpp"
#include "store/arrivals.hpp"
#include "store/articles.hpp"
#include "store/audit.hpp"
#include "store/bots.hpp"
#include "store/canned.hpp"
#include "store/census.hpp"
#include "store/chat_lists.hpp"
#include "store/colleagues.hpp"
#include "store/dashboard.hpp"
#include "store/files.hpp"
#include "store/guests.hpp"
#include "store/hand_overs.hpp"
#include "store/helping.hpp"
#include "store/line.hpp"
#include "store/logs.hpp"
#include "store/mails.hpp"
#include "store/messages.hpp"
#include "store/notes.hpp"
#include "store/nouns.hpp"
#include "store/number_formats.hpp"
#include "store/parts.hpp"
#include "store/ratings.hpp"
#include "store/reports.hpp"
#include "store/roles.hpp"
#include "store/saved_reports.hpp"
#include "store/search.hpp"
#include "store/sharings.hpp"
#include "store/supervisions.hpp"
#include "store/wallboards.hpp"

namespace parley::store {

/// Where a message lies, for the event that tells of it.
struct MessagePlace {
    ChatId chat;
    std::int64_t seq;
};

/// What an operation has told somebody. Delivered after the commit, never before.
struct Emitted {
    /// Durable events are stored and get a cursor with the commit; passing ones are not.
    enum class Kind { durable, passing, passing_everywhere };
    Kind kind;
    Cursor cursor;  // 0 until it is stored
    Instant at;
    std::string type;
    std::optional<VisitorId> visitor;
    std::optional<UserId> user;
    std::string data;                   // JSON
    std::optional<MessagePlace> place;  // of the message it tells of, from which `data` can be read
};

/// What an operation leaves for the time after its commit.
struct Aftermath {
    std::vector<Emitted> events;
};

/// Events that no client is told: they let every node know what it cannot see in its own memory.
inline constexpr auto queue_changed = "queue.changed";    // data: the queue's id
inline constexpr auto session_ended = "session.ended";    // data: the session's id
inline constexpr auto customer_asked = "customer.asked";  // data: the visitor's id
inline constexpr auto staff_asked = "staff.asked";        // data: the user's id

/// What an engine does in its own way for a transaction.
class Engine {
  public:
    virtual ~Engine() = default;
    /// From here on the transaction sees and writes only what belongs to the organization: a second
    /// wall behind the operations' own checks (P17). 0: everything.
    virtual void confine(OrganizationId organization) = 0;
    /// The transaction hands out chats of this queue: others that do so wait, or are run again.
    virtual void lock(QueueId queue) = 0;
    /// A part of the transaction, or all of it, has been undone.
    virtual void undone() {}
    /// What the transaction has overwritten is to be nowhere any more, soon after its commit.
    virtual void overwritten() {}
};

class Tx {
  public:
    Tx(Database& sql, Engine& engine, NodeId node, Clock const& clock, IdMaker& ids,
       Limits const& limits);
    Tx(Tx const&) = delete;
    Tx& operator=(Tx const&) = delete;

    People people;
    Roles roles;
    Partitions partitions;
    Teams teams;
    Agents agents;
    Statuses statuses;
    Settings settings;
    Codes codes;
    WrapUps wrap_ups;
    AgentTimes agent_times;
    Queues queues;
    Chats chats;
    Offers offers;
    Messages messages;
    Events events;
    Requests requests;
    Nodes nodes;
    Census census;
    Line line;
    Arrivals arrivals;
    HandOvers hand_overs;
    Bots bots;
    Guests guests;
    Logs logs;
    Supervisions supervisions;
    Whispers whispers;
    Notes notes;
    Colleagues colleagues;
    HelpCalls help;
    GhostDrafts drafts;
    Sharings sharings;
    Audit audit;
    Dashboard dashboard;
    ChatLists chat_lists;
    Wallboards wallboards;
    Facts facts;
    Reports reports;
    SavedReports saved_reports;
    CannedResponses canned;
    NumberFormats number_formats;
    Search search;
    Ratings ratings;
    Mails mails;
    Files files;
    Articles articles;

    /// The same instant for the whole operation.
    Instant now() const { return now_; }
    Limits const& limits() const { return limits_; }
    /// The node on which this runs.
    NodeId node() const { return node_; }
    void confine(OrganizationId organization) { engine_.confine(organization); }
    void lock(QueueId queue) { engine_.lock(queue); }
    /// Texts were masked after they had been stored: no old copy of them is to stay in the files.
    void overwritten() { engine_.overwritten(); }
    template <class Any>
    Any make_id() {
        return ids_.make<Any>();
    }

    /// Tells the receivers, and stores the event with the commit. `data` is JSON; with `message` it
    /// is not stored, since it can be read from the message again.
    void emit(std::string type, std::optional<VisitorId> visitor, std::optional<UserId> user,
              std::string data, std::optional<MessagePlace> message = {});
    /// A passing event: delivered to who is connected, to this node or to any, and not stored.
    enum class Reach { this_node, every_node };
    void pass(std::string type, std::optional<VisitorId> visitor, std::optional<UserId> user,
              std::string data, Reach reach);
    /// Customers who wait in this queue may have moved.
    void waiting_changed(QueueId queue) { waiting_changed_.insert(queue); }
    /// Sockets of this session are to be closed, wherever they are.
    void session_ended(SessionId session);
    /// Whether a node has a connection of theirs: it says so then.
    void ask_for(VisitorId visitor);
    void ask_for(UserId user);

    void set_timer(Instant due_at, TimerKind kind, std::int64_t ref);
    void clear_timer(TimerKind kind, std::int64_t ref);
    /// Whether the timer, which was read as due, is still there; it is not any more then.
    bool take_timer(Timer const& timer);
    Timers& timers() { return timers_; }

    // For the connection that runs the operations.
    /// Stores what was emitted as durable.
    Cursor store(Emitted const& emitted);
    void begin();  // takes the time, forgets the aftermath
    void committed() { messages.committed(); }
    void undone() {
        messages.undone();
        if (sql_.known) sql_.known->forget();
    }
    Aftermath take_aftermath();
    bool take_timers_changed() { return std::exchange(timers_changed_, false); }

  private:
    void tell_nodes(std::string type, std::int64_t id);

    Database& sql_;
    Timers timers_;
    Engine& engine_;
    NodeId const node_;
    Clock const& clock_;
    IdMaker& ids_;
    Limits const& limits_;
    Instant now_;
    Aftermath aftermath_;
    std::set<QueueId> waiting_changed_;
    bool timers_changed_ = true;
};

}  // namespace parley::store
