#pragma once
// One connection to the SQLite file, and the one way to run operations on it.

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include <soci/soci.h>

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

    /// Runs each job in a savepoint, commits all of them at once and tells each how it went. Throws
    /// nothing: a failed commit refuses all (storage_full), a failing disk ends the process (P15).
    void run_group(std::span<std::unique_ptr<Job>> jobs);

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

    /// Moves the write-ahead log into the file; before the program ends.
    void checkpoint();

  private:
    void begin();
    void commit();
    void rollback();
    std::optional<Refused> run_in_savepoint(Job& job);

    soci::session sql_;  // opened first; statements are prepared at their first use
    Tx tx_;
    Statement<NoRow> begin_, commit_, rollback_, savepoint_, release_, undo_;
};

}  // namespace parley::store::sqlite
