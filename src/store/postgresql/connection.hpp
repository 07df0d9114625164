#pragma once
// One connection to a PostgreSQL database, made anew by itself when it is lost.
//
// INVARIANT 1: events get their cursors under a lock that is held until the commit, so cursors have
// the order of the commits: whoever reads the log up to a cursor misses nothing below it.
// INVARIANT 2: between taking that lock and the commit nothing is asked of this program, so that a
// node which stands still holds nobody up.

#include <string>

#include <soci/postgresql/soci-postgresql.h>

#include "store/connection.hpp"

namespace parley::store::postgresql {

enum class Mode { writer, reader };

/// Brings the tables up to date; any number of nodes may do so at once. Throws std::runtime_error
/// with a sentence for people.
void migrate_database(std::string const& url);

class Connection : public store::Connection {
  public:
    /// Throws std::runtime_error with a sentence for people where the database cannot be reached.
    Connection(std::string const& url, Mode mode, Clock const& clock, IdMaker& ids,
               Limits const& limits, NodeId node = {});

    Instant time() override;

    /// Whether a commit was refused because the node's row is gone. Asking forgets it.
    bool take_fenced() { return std::exchange(fenced_, false); }

    /// Durable events of the commits since it was last asked, with their cursors; and whether there
    /// were commits whose cursors are not known. Only where keep_events() was called: then they are
    /// not in the jobs' aftermath.
    void keep_events() { keeps_events_ = true; }
    std::vector<Emitted> take_events() { return std::exchange(events_, {}); }
    bool take_unknown_events() { return std::exchange(unknown_events_, false); }

    /// Answers within moments, or the connection is made anew.
    bool is_alive();

  private:
    void begin(int tries) override;
    void commit(std::span<Outcome> outcomes) override;
    void rollback() override;
    bool is_constraint(soci::soci_error const& error, int tries) const override;
    Failure after_failure(soci::soci_error const& error, int tries) override;
    void confine(OrganizationId organization) override;
    void lock(QueueId queue) override { locks_wanted_.insert(queue); }
    void undone() override { scope_.reset(); }

    void connect();
    bool reconnect();
    Failure after_loss();
    bool take_locks();
    std::string execute(std::string const& text);
    std::vector<Cursor> execute_commit(std::string const& text);
    std::string quoted(std::string_view text);
    std::string insert_of(std::vector<Emitted*> const& events);
    PGconn* handle();

    std::string const url_;
    Mode const mode_;
    std::optional<OrganizationId> scope_;  // what the connection is confined to, where it is known
    std::set<QueueId> locks_wanted_;       // by the operations of the group that is under way
    std::string transaction_;              // its number, to ask what has become of it
    std::int64_t writes_before_ = 0;
    bool committing_ = false;
    bool fenced_ = false;
    bool keeps_events_ = false;
    std::vector<Emitted> events_;
    bool unknown_events_ = false;
    std::optional<std::chrono::steady_clock::time_point> lost_since_;
};

}  // namespace parley::store::postgresql
