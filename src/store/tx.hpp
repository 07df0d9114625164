#pragma once
// A transaction: what an operation sees of the database. One object a connection, used for one
// operation after another by the connection's thread.

#include <set>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/limits.hpp"
#include "base/time.hpp"
#include "store/nouns.hpp"

namespace parley::store {

/// What an operation has told somebody. Delivered after the commit, never before.
struct Emitted {
    Cursor cursor;  // 0: a passing event, not stored
    Instant at;
    std::string type;
    std::optional<VisitorId> visitor;
    std::optional<UserId> user;
    std::string data;  // JSON
};

/// Where a message lies, for the event that tells of it.
struct MessagePlace {
    ChatId chat;
    std::int64_t seq;
};

/// What an operation leaves for the time after its commit.
struct Aftermath {
    std::vector<Emitted> events;
    std::set<QueueId> waiting_changed;  // queues whose customers may have moved
};

class Tx {
  public:
    Tx(soci::session& sql, Clock const& clock, IdMaker& ids, Limits const& limits);
    Tx(Tx const&) = delete;
    Tx& operator=(Tx const&) = delete;

    People people;
    Agents agents;
    Queues queues;
    Chats chats;
    Offers offers;
    Messages messages;
    Events events;
    Requests requests;

    /// The same instant for the whole operation.
    Instant now() const { return now_; }
    Limits const& limits() const { return limits_; }
    template <class Any>
    Any make_id() {
        return ids_.make<Any>();
    }

    /// Stores an event for the receivers and keeps it for delivery. `data` is JSON; with `message`
    /// it is not stored, since it can be read from the message again.
    void emit(std::string type, std::optional<VisitorId> visitor, std::optional<UserId> user,
              std::string data, std::optional<MessagePlace> message = {});
    /// The same for a passing event: delivered to who is connected, not stored.
    void pass(std::string type, std::optional<VisitorId> visitor, std::optional<UserId> user,
              std::string data);
    void waiting_changed(QueueId queue) { aftermath_.waiting_changed.insert(queue); }

    void set_timer(Instant due_at, TimerKind kind, std::int64_t ref);
    void clear_timer(TimerKind kind, std::int64_t ref);
    Timers& timers() { return timers_; }

    // For the connection that runs the operations.
    void begin();  // takes the time, forgets the aftermath
    void committed() { messages.committed(); }
    void undone() { messages.undone(); }
    Aftermath take_aftermath() { return std::move(aftermath_); }
    bool take_timers_changed() { return std::exchange(timers_changed_, false); }

  private:
    Timers timers_;
    Clock const& clock_;
    IdMaker& ids_;
    Limits const& limits_;
    Instant now_;
    Aftermath aftermath_;
    bool timers_changed_ = true;
};

}  // namespace parley::store
