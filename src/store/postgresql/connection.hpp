#pragma once
// One connection to a PostgreSQL database, made anew by itself when it is lost.
//
// INVARIANT 1: events get their cursors under a lock that is held until the commit, so cursors have
// the order of the commits: whoever reads the log up to a cursor misses nothing below it.
// INVARIANT 2: an operation that depends on one chat's row only runs with that row locked, all
// others run as serializable transactions; every operation that changes a chat writes that row. So
// each is as if it were alone (P3, P6).
// INVARIANT 3: between taking that lock and the commit nothing is asked of this program, so that a
// node which stands still holds nobody up.

#include <string>

#include <soci/postgresql/soci-postgresql.h>

#include "store/connection.hpp"
#include "store/postgresql/rows.hpp"
#include "store/postgresql/watch.hpp"

namespace parley::store::postgresql {

enum class Mode { writer, reader };

/// Brings the tables up to date; any number of nodes may do so at once. Throws std::runtime_error
/// with a sentence for people.
void migrate_database(std::string const& url);

/// All from the first to the last.
struct Cursors {
    Cursor first;
    Cursor last;
};

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
    void keep_events();
    std::vector<Emitted> take_events() { return std::exchange(events_, {}); }
    bool take_unknown_events() { return std::exchange(unknown_events_, false); }

    /// The first `limit` events after a cursor, whoever is told, but those in these ranges.
    std::vector<Event> events_after(Cursor cursor, std::vector<Cursors> const& but,
                                    std::int64_t limit);
    /// The messages at these places, by one query.
    std::map<std::pair<ChatId, std::int64_t>, Message> messages_at(
        std::vector<MessagePlace> const& places);

    /// Reads outside of a transaction: each statement sees what is committed when it begins. False
    /// where the database is away.
    template <class Read>
    bool look(Read read) {
        try {
            watch_.asked(PQsocket(handle()));
            read();
            watch_.answered();
            return true;
        } catch (soci::soci_error const&) {
            watch_.answered();
            if (PQstatus(handle()) != CONNECTION_OK) reconnect();
            return false;
        }
    }

    /// Answers within moments, or the connection is made anew.
    bool is_alive();

    /// Breaks the connection off where a transaction has waited for longer than any may take: then
    /// whoever waits goes on. The system notices a dead network by itself, but not what is alive in
    /// between and leads nowhere. From any thread.
    void break_if_stuck() { watch_.break_if_stuck(); }

  private:
    void begin(int tries, Jobs jobs) override;
    void commit(std::span<Outcome> outcomes) override;
    void rollback() override;
    bool is_constraint(soci::soci_error const& error, int tries) const override;
    Failure after_failure(soci::soci_error const& error, int tries) override;
    void confine(OrganizationId organization) override;
    void lock(QueueId queue) override;
    void undone() override { scope_.reset(); }

    void connect();
    bool reconnect();
    Failure after_loss();
    bool take_locks();
    std::string read_ahead(Jobs jobs);
    void learn(std::vector<Result> const& results);
    std::string execute(std::string const& text);
    std::vector<Result> execute_all(std::string const& text);
    PGconn* handle();

    std::string const url_;
    Mode const mode_;
    std::optional<OrganizationId> scope_;  // what the connection is confined to, where it is known
    std::set<QueueId> locks_wanted_;       // by the operations of the group that is under way
    bool narrow_ = false;                  // only the chats of the group are locked
    bool wide_wanted_ = false;             // that was not enough for its operations
    std::string transaction_;              // its number, to ask what has become of it
    Batch batch_;
    std::int64_t writes_before_ = 0;
    std::optional<Emitted> evidence_;  // the first event of the commit that is under way
    bool committing_ = false;
    bool fenced_ = false;
    bool keeps_events_ = false;
    std::vector<Emitted> events_;
    bool unknown_events_ = false;
    std::optional<std::chrono::steady_clock::time_point> lost_since_;
    Watch watch_;
};

}  // namespace parley::store::postgresql
