#pragma once
// The store: durable transactions. This header is the specification; sqlite/ is the implementation.
//
// Threads: `write` and `read` may be called from any thread and return at once. A job's functions
// run on the store's threads, `run` before `finished`, each exactly once, save that `run` may be
// run again after a failed commit of its engine.
//
// INVARIANT 1: finished(nullptr, …) is called only after the job's writes are durable (P1).
// INVARIANT 2: a job whose run() throws Refused leaves nothing behind.
// INVARIANT 3: jobs given by one thread are run in the order in which they were given.

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
};

struct Hooks {
    /// Runs in a transaction of its own when a timer is due; the timer's row is gone already.
    std::function<void(Tx&, Timer const&)> run_timer;
    /// What a timer's transaction has left, after its commit.
    std::function<void(Aftermath)> timer_done;
    /// After the last finished() of a group of jobs that were committed together.
    std::function<void()> group_done;
};

class Store {
  public:
    virtual ~Store() = default;

    /// Refuses overloaded (by return) where too many wait; the job is then given back untouched.
    [[nodiscard]] virtual std::optional<Refused> write(std::unique_ptr<Job>& job) = 0;
    [[nodiscard]] virtual std::optional<Refused> read(std::unique_ptr<Job>& job) = 0;

    /// Runs what has been given, then ends the threads. Jobs given later are refused as
    /// unavailable.
    virtual void stop() = 0;
};

}  // namespace parley::store
