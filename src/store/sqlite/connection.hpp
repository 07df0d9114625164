#pragma once
// One connection to the SQLite file, and the one way to run operations on it.

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "store/store.hpp"

namespace parley::store::sqlite {

enum class Mode { writer, reader };

/// Opens the file, sets the pragmas of promises.md 3.3 and, for a writer, brings the tables up to
/// date.
/// `:memory:` makes a private database for tests and the simulator.
/// Throws std::runtime_error with a sentence for people where the file cannot be used (fI05).
class Connection {
  public:
    Connection(std::string const& file, Mode mode, Clock const& clock, IdMaker& ids,
               Limits const& limits);

    Tx& tx() { return tx_; }

    /// For tests that look at, or damage, what no operation would.
    soci::session& session() { return sql_; }

    /// Runs each job, commits all of them at once and tells each how it went. Throws nothing: a
    /// failed commit refuses all (storage_full), a failing disk ends the process (P15).
    void run_group(std::span<std::unique_ptr<Job>> jobs);

#ifdef PARLEY_MUTATIONS
    /// As run_group(), with the one fault of mutations::ack_before_commit.
    void run_group_too_early(std::span<std::unique_ptr<Job>> jobs, Hooks const& hooks);
#endif

    /// Runs one job in a read transaction.
    void run_read(Job& job);

    /// Runs a function in a transaction of its own; for setting up and for tests.
    template <class Function>
    auto run(Function function) {
        begin();
        tx_.begin();
        if constexpr (std::is_void_v<decltype(function(tx_))>) {
            try {
                function(tx_);
            } catch (...) {
                rollback();
                throw;
            }
            commit();
        } else {
            auto result = [&] {
                try {
                    return function(tx_);
                } catch (...) {
                    rollback();
                    throw;
                }
            }();
            commit();
            return result;
        }
    }

    /// Takes the due timers, up to a handful, and runs each; gives whether there were any.
    bool run_due_timers(Hooks const& hooks);

    /// Pages in the write-ahead log after the last commit. Of a writer.
    int log_pages() const { return log_pages_; }

    /// Copies what it can of the log into the file without stopping anybody. Any connection may,
    /// and beside the writer's work; only once nothing is left to copy does the log begin anew.
    void checkpoint_some();

    /// Has the disk write what was copied, so that whoever copies the last of it waits less.
    void sync_file();

    /// Moves all of the log into the file; before the program ends.
    void checkpoint();

  private:
    void begin();
    void commit();
    void rollback();
    struct Outcome {
        std::optional<Refused> refused;
        Aftermath aftermath;
    };
    enum class Undo { whole_group, one_job };
    std::optional<std::vector<Outcome>> try_group(std::span<std::unique_ptr<Job>> jobs, Undo undo);
    std::optional<Refused> run_job(Job& job);
    std::optional<Refused> run_in_savepoint(Job& job);
    std::int64_t rows_written();

    sqlite_api::sqlite3* handle();

    int log_pages_ = 0;
    soci::session sql_;  // opened first; statements are prepared at their first use
    Tx tx_;
    Statement<NoRow> begin_, commit_, rollback_, savepoint_, release_, undo_;
};

}  // namespace parley::store::sqlite
