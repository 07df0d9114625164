#include "store/connection.hpp"

namespace parley::store {

Connection::Connection(NodeId node, Clock const& clock, IdMaker& ids, Limits const& limits)
    : node_(node), clock_(clock), ids_(ids), limits_(limits) {}

void Connection::open_anew(std::function<void(Database&)> const& open) {
    auto fresh = std::make_unique<Database>();
    open(*fresh);
    // Only now: where that fails, the lost session goes on refusing whatever it is asked.
    tx_.reset();
    sql_ = std::move(fresh);
    Engine& engine = *this;
    tx_ = std::make_unique<Tx>(*sql_, engine, node_, clock_, ids_, limits_);
}

void Connection::undo() {
    tx_->undone();
    rollback();
    undone();
}

void Connection::commit_own() {
    Outcome outcome{std::nullopt, tx_->take_aftermath()};
    commit({&outcome, 1});
    tx_->committed();
}

std::optional<Refused> Connection::run_job(Job& job, int tries) {
    try {
        confine(job.organization());
        tx_->begin();
        job.run(*tx_);
        return std::nullopt;
    } catch (Refused const& refused) {
        return refused;
    } catch (soci::soci_error const& error) {
        // A constraint stopped what the operation's own checks let through: only this job fails.
        if (!is_constraint(error, tries)) throw;
        ++sql_->writes;  // whatever was written before has to be undone
        return Refused{Code::conflict, "somebody else was faster; try again"};
    }
}

std::optional<Refused> Connection::run_in_savepoint(Job& job, int tries) {
    *sql_ << "SAVEPOINT operation";
    auto refused = run_job(job, tries);
    if (refused) {
        tx_->undone();
        *sql_ << "ROLLBACK TO operation";
        undone();
    }
    *sql_ << "RELEASE operation";
    return refused;
}

/// Nothing where a job was refused after it had written and only the whole group can be undone.
auto Connection::try_group(std::span<std::unique_ptr<Job>> jobs, Undo how, int tries)
    -> std::optional<std::vector<Outcome>> {
    std::vector<Outcome> outcomes;
    outcomes.reserve(jobs.size());
    begin(tries, jobs);
    if (how == Undo::one_job) sql_->batch = nullptr;  // what is kept back knows no savepoints
    for (auto& job : jobs) {
        auto const written = sql_->writes;
        auto refused = how == Undo::one_job ? run_in_savepoint(*job, tries) : run_job(*job, tries);
        if (how == Undo::whole_group && refused && sql_->writes != written) {
            undo();
            return std::nullopt;
        }
        outcomes.push_back({std::move(refused), {}});
        if (!outcomes.back().refused) outcomes.back().aftermath = tx_->take_aftermath();
    }
    commit_counted(outcomes);
    tx_->committed();
    return outcomes;
}

void Connection::commit_counted(std::span<Outcome> outcomes) {
    if (!metrics_) return commit(outcomes);
    auto const start = std::chrono::steady_clock::now();
    commit(outcomes);
    metrics_->commit_seconds.Observe(seconds_since(start));
    metrics_->commit_jobs.Observe(static_cast<double>(outcomes.size()));
    metrics_->database_reachable.Set(1);
}

void Connection::run_group(std::span<std::unique_ptr<Job>> jobs) { run_group(jobs, 0); }

void Connection::run_group(std::span<std::unique_ptr<Job>> jobs, int tries) {
    std::vector<Outcome> outcomes;
    try {
        // Most operations check before they write, and a savepoint costs: it is taken only where a
        // first try has shown the need.
        auto tried = try_group(jobs, Undo::whole_group, tries);
        if (!tried) tried = try_group(jobs, Undo::one_job, tries);
        outcomes = std::move(*tried);
    } catch (soci::soci_error const& error) {
        auto const failure = after_failure(error, tries);
        if (failure.again) {
            if (metrics_) metrics_->jobs_again.Increment(static_cast<double>(jobs.size()));
            auto const half = jobs.size() / 2;
            if (half > 0) run_group(jobs.first(half), tries + 1);
            return run_group(jobs.subspan(half), tries + 1);
        }
        outcomes.clear();
        outcomes.resize(jobs.size());
        if (!failure.committed) {
            if (metrics_) metrics_->groups_refused.Increment();
            for (auto& outcome : outcomes) outcome.refused = failure.refused;
        }
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        auto& [refused, aftermath] = outcomes[i];
        jobs[i]->finished(refused ? &*refused : nullptr, std::move(aftermath));
    }
}

void Connection::run_read(Job& job) {
    for (int tries = 0;; ++tries) {
        std::optional<Refused> refused;
        Aftermath aftermath;
        try {
            begin(tries, {});
            refused = run_job(job, tries);
            if (!refused) aftermath = tx_->take_aftermath();
            commit({});
        } catch (soci::soci_error const& error) {
            auto const failure = after_failure(error, tries);
            if (failure.again) continue;
            refused = failure.refused;
        }
        return job.finished(refused ? &*refused : nullptr, std::move(aftermath));
    }
}

namespace {

/// A due timer as a job, so that it is run and delivered like every other operation.
class TimerJob : public Job {
  public:
    TimerJob(Timer timer, Hooks const& hooks) : timer_(timer), hooks_(hooks) {}
    void run(Tx& tx) override {
        if (tx.take_timer(timer_)) hooks_.run_timer(tx, timer_);
    }
    void finished(Refused const* refused, Aftermath aftermath) override {
        if (!refused) hooks_.deliver(std::move(aftermath));
    }

  private:
    Timer timer_;
    Hooks const& hooks_;
};

}  // namespace

bool Connection::run_due_timers(Hooks const& hooks) {
    constexpr std::int64_t timers_per_group = 64;
    auto const due = tx_->timers().due(clock_.now(), timers_per_group);
    if (due.empty()) return false;
    std::vector<std::unique_ptr<Job>> jobs;
    for (auto const& timer : due) jobs.push_back(std::make_unique<TimerJob>(timer, hooks));
    run_group(jobs);
    return true;
}

}  // namespace parley::store
