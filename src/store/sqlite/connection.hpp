#pragma once
// One connection to the SQLite file.

#include <memory>
#include <span>
#include <string>

#include <soci/sqlite3/soci-sqlite3.h>

#include "store/connection.hpp"

namespace parley::store::sqlite {

enum class Mode { writer, reader };

/// Opens the file, sets the pragmas of promises.md 3.3 and, for a writer, brings the tables up to
/// date.
/// `:memory:` makes a private database for tests and the simulator.
/// Throws std::runtime_error with a sentence for people where the file cannot be used (fI05).
/// A failed commit refuses all of its jobs (storage_full), a failing disk ends the process (P15).
class Connection : public store::Connection {
  public:
    Connection(std::string const& file, Mode mode, Clock const& clock, IdMaker& ids,
               Limits const& limits, NodeId node = {});

#ifdef PARLEY_MUTATIONS
    /// As run_group(), with the one fault of mutations::ack_before_commit.
    void run_group_too_early(std::span<std::unique_ptr<Job>> jobs, Hooks const& hooks);
#endif

    /// Pages in the write-ahead log after the last commit. Of a writer.
    int log_pages() const { return log_pages_; }

    /// Copies what it can of the log into the file without stopping anybody. Any connection may,
    /// and beside the writer's work; only once nothing is left to copy does the log begin anew.
    void checkpoint_some();

    /// Has the disk write what was copied, so that whoever copies the last of it waits less.
    void sync_file();

    /// Moves all of the log into the file; before the program ends, and once texts were overwritten
    /// of which the log still has copies. False where a reader is in the way.
    bool checkpoint();
    bool has_overwritten() const { return overwritten_; }

  private:
    void begin(int tries, Jobs jobs) override;
    void commit(std::span<Outcome> outcomes) override;
    void rollback() override;
    bool is_constraint(soci::soci_error const& error, int tries) const override;
    Failure after_failure(soci::soci_error const& error, int tries) override;
    // One writer for one file: there is nobody to wait for, and no second wall.
    void confine(OrganizationId) override {}
    void lock(QueueId) override {}
    void overwritten() override { overwritten_ = true; }

    sqlite_api::sqlite3* handle();

    int log_pages_ = 0;
    bool overwritten_ = false;
    std::optional<Statement<NoRow>> begin_, commit_, rollback_;

    // Of a writer; with what the file was at when another connection last wrote to it.
    Known known_;
    std::optional<Statement<std::int64_t>> foreign_writes_;
    std::int64_t foreign_writes_seen_ = 0;
};

}  // namespace parley::store::sqlite
