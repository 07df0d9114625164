#pragma once
// The store: durable transactions. This header is the specification; sqlite/ and postgresql/ are
// the implementations, and open.hpp chooses between them.
//
// Threads: `write` and `read` may be called from any thread and return at once. A job's functions
// run on the store's threads, `run` before `finished`, `finished` exactly once; `run` may be run
// again, after a failed commit or where another writer was faster.
//
// INVARIANT 1: finished(nullptr, …) is called only after the job's writes are durable (P1).
// INVARIANT 2: a job whose run() throws Refused leaves nothing behind.
// INVARIANT 3: jobs of one key that were given by one thread are run in the order in which they
// were given.
// INVARIANT 4: durable events are delivered once each in the order of their cursors, whichever node
// has written them.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/refusal.hpp"
#include "store/tx.hpp"

namespace parley::store {

class Job {
  public:
    virtual ~Job() = default;
    virtual void run(Tx& tx) = 0;
    /// `refused` is null when the job has been done.
    virtual void finished(Refused const* refused, Aftermath aftermath) = 0;

    /// What the job is about, where it matters that such jobs keep their order.
    virtual std::uint64_t key() const { return 0; }
    /// The one chat whose row is all that the job depends on, so that locking it is enough for the
    /// job to be as if it were alone; 0: it may depend on anything.
    virtual ChatId only_chat() const { return {}; }
    /// Whose rows the job may see; 0: all.
    virtual OrganizationId organization() const { return {}; }
};

struct Hooks {
    /// Runs in a transaction of its own when a timer is due; the timer's row is gone already.
    std::function<void(Tx&, Timer const&)> run_timer;
    /// Takes events that are to be delivered now, besides those that finished() is given.
    std::function<void(Aftermath)> deliver;
    /// After the last finished() of a group of jobs that were committed together.
    std::function<void()> group_done;

    // For stores that several nodes share.

    /// Whether somebody here is told of this event, which another node has written.
    std::function<bool(Event const&)> is_wanted;
    /// The event as it was emitted; with the message that it tells of, if it does.
    std::function<Emitted(Event const&, Message const*)> recall;
    /// Events up to this cursor have been committed here: other nodes may like to look.
    std::function<void(Cursor)> committed;
    /// Other nodes take this one for dead: what it writes is refused until it has joined anew.
    std::function<void()> fenced;
};

/// How much there is to do, and how far the store has come.
struct Load {
    std::int64_t reads_waiting = 0;
    std::int64_t writes_waiting = 0;
    /// Where the store is shared: all events up to this one have been told here.
    Cursor told;
    /// Pages in the write-ahead log of an embedded database.
    std::optional<std::int64_t> log_pages;
};

class Store {
  public:
    virtual ~Store() = default;

    /// Refuses overloaded (by return) where too many wait; the job is then given back untouched.
    [[nodiscard]] virtual std::optional<Refused> write(std::unique_ptr<Job>& job) = 0;
    [[nodiscard]] virtual std::optional<Refused> read(std::unique_ptr<Job>& job) = 0;

    /// Whether other nodes may use the same data.
    virtual bool shared() const = 0;
    /// Another node has committed something: look now rather than within a second.
    virtual void wake() = 0;

    virtual Load load() = 0;

    /// Runs what has been given, then ends the threads. Jobs given later are refused as
    /// unavailable.
    virtual void stop() = 0;
};

}  // namespace parley::store
