#pragma once
// The events of all nodes on their way to who is connected here: each once, in the order of their
// cursors. What this node has written itself is not read again; what comes in between is.
//
// Threads: committed() and wake() from any; the reading has a thread of its own.
//
// INVARIANT: everything up to `told_` has been delivered, nothing after it.

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "store/postgresql/connection.hpp"

namespace parley::store::postgresql {

class Log {
  public:
    Log(std::unique_ptr<Connection> connection, Hooks const& hooks);
    ~Log() { stop(); }

    /// Events of commits on this node, with their cursors, in the order of these.
    void committed(std::vector<Emitted> events);
    /// Something else may have been committed, here or elsewhere.
    void wake();
    void stop();
    /// The last event that has been delivered, or was nobody's here.
    Cursor told();
    /// See Connection.
    void break_if_stuck() { connection_->break_if_stuck(); }

  private:
    struct Found {
        std::vector<Event> rows;
        std::vector<std::optional<Emitted>> wanted;  // of each row, where somebody here is told
        Cursor until;  // all up to this one are among the rows, or own
    };
    std::optional<Found> look(Cursor from, std::vector<Cursors> const& own, Cursor own_until);
    std::vector<Emitted> in_order(Found found);
    void take_own(Cursor until, std::vector<Emitted>& into);
    void take_own_that_follow(std::vector<Emitted>& into);
    void deliver(std::vector<Emitted> events);
    void tell_others(Cursor cursor);
    void run();
    /// Gives how many events have been told, or were nobody's here.
    std::int64_t read_on();

    std::unique_ptr<Connection> connection_;
    Hooks const& hooks_;
    std::mutex telling_;  // guards told_ and own_, and is held while events are delivered
    Cursor told_;
    // Written here, by the first cursor of each commit, waiting for what was written before them.
    std::map<Cursor, std::vector<Emitted>> own_;
    std::mutex mutex_;
    std::condition_variable wake_up_;
    std::condition_variable stopping_;  // apart from wake_up_: many wakes must not end a rest
    bool awake_ = false;
    Cursor committed_;  // here, up to which the other nodes are to look
    bool stopped_ = false;
    std::thread thread_;
};

}  // namespace parley::store::postgresql
