#pragma once
// One connection to a database, and the one way to run operations on it; the engines fill in how a
// transaction begins and ends and what a failure means. Belongs to one thread.

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/metrics.hpp"
#include "store/database.hpp"
#include "store/store.hpp"

namespace parley::store {

class Connection : protected Engine {
  public:
    ~Connection() override = default;
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    Tx& tx() { return *tx_; }

    /// Counts commits and what came in their way from here on.
    void count_in(Metrics& metrics) { metrics_ = &metrics; }

    /// For tests that look at, or damage, what no operation would.
    Database& session() { return *sql_; }

    /// Runs each job, commits all of them at once and tells each how it went. Where another writer
    /// was faster they are run again, in smaller groups. Throws nothing of the database's.
    void run_group(std::span<std::unique_ptr<Job>> jobs);

    /// Runs one job in a read transaction.
    void run_read(Job& job);

    /// Runs a function in a transaction of its own; for setting up and for tests. Throws Refused.
    template <class Function>
    auto run(Function function) {
        for (int tries = 0;; ++tries) {
            try {
                begin(tries, {});
                tx_->begin();
                if constexpr (std::is_void_v<decltype(function(*tx_))>) {
                    function(*tx_);
                    commit_own();
                    return;
                } else {
                    auto result = function(*tx_);
                    commit_own();
                    return result;
                }
            } catch (soci::soci_error const& error) {
                auto const failure = after_failure(error, tries);
                if (!failure.again) throw failure.refused;
            } catch (...) {
                undo();
                throw;
            }
        }
    }

    /// Takes the due timers, up to a handful, and runs each; gives whether there were any.
    bool run_due_timers(Hooks const& hooks);

    /// The database's own clock, where several nodes share it; 0 where it has none.
    virtual Instant time() { return {}; }

  protected:
    struct Outcome {
        std::optional<Refused> refused;
        Aftermath aftermath;
    };
    /// After a failed statement or commit, when nothing of the transaction remains, or all of it.
    struct Failure {
        bool again = false;
        bool committed = false;
        Refused refused{Code::unavailable};
    };

    Connection(NodeId node, Clock const& clock, IdMaker& ids, Limits const& limits);

    /// (Re)makes session and transaction: statements belong to the connection they were prepared
    /// on.
    void open_anew(std::function<void(Database&)> const& open);

    using Jobs = std::span<std::unique_ptr<Job>>;
    /// For these jobs, or for whatever comes where there are none.
    virtual void begin(int tries, Jobs jobs) = 0;
    /// Stores the durable events of what was not refused, gives them cursors, commits.
    virtual void commit(std::span<Outcome> outcomes) = 0;
    virtual void rollback() = 0;
    virtual bool is_constraint(soci::soci_error const& error, int tries) const = 0;
    virtual Failure after_failure(soci::soci_error const& error, int tries) = 0;

    NodeId const node_;
    Clock const& clock_;
    IdMaker& ids_;
    Limits const& limits_;
    std::unique_ptr<Database> sql_;
    std::unique_ptr<Tx> tx_;
    Metrics* metrics_ = nullptr;  // null where nobody counts

  private:
    enum class Undo { whole_group, one_job };
    void run_group(std::span<std::unique_ptr<Job>> jobs, int tries);
    std::optional<std::vector<Outcome>> try_group(std::span<std::unique_ptr<Job>> jobs, Undo undo,
                                                  int tries);
    std::optional<Refused> run_job(Job& job, int tries);
    std::optional<Refused> run_in_savepoint(Job& job, int tries);
    void commit_counted(std::span<Outcome> outcomes);
    void commit_own();
    void undo();
};

}  // namespace parley::store
