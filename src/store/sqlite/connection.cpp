#include "store/sqlite/connection.hpp"

#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <mutex>
#include <thread>

#include <sqlite3.h>

#include "store/migrations.hpp"

namespace parley::store::sqlite {

namespace {

constexpr int exit_disk_failed = 70;

/// SQLite's own words, without where in the program and in which statement.
std::string reason(std::exception const& error) {
    std::string text = error.what();
    text.erase(std::min(text.find(" while "), text.size()));
    auto const colon = text.find("backend::");
    if (colon != std::string::npos) text.erase(0, text.find(": ", colon) + 2);
    return text;
}

void open(soci::session& sql, std::string const& file, Mode mode) {
    // Each connection belongs to one thread: SQLite need not lock it at every call. Refused, and no
    // harm, where something else has used SQLite before.
    [[maybe_unused]] static int const configured =
        sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    try {
        sql.open(soci::sqlite3, "dbname=" + file + " timeout=5");
        sql << "PRAGMA foreign_keys = ON";
        sql << "PRAGMA trusted_schema = OFF";
        sql << "PRAGMA temp_store = MEMORY";
        sql << "PRAGMA mmap_size = 0";
        sql << "PRAGMA cache_size = -65536";
        if (mode == Mode::writer) {
            std::string journal;
            sql << "PRAGMA journal_mode = WAL", soci::into(journal);
            sql << "PRAGMA synchronous = FULL";
            sql << "PRAGMA secure_delete = ON";
            sql << "PRAGMA wal_autocheckpoint = 0";  // see checkpoint_some()
            std::string verdict;
            sql << "PRAGMA quick_check(1)", soci::into(verdict);
            if (verdict != "ok") throw std::runtime_error("it is damaged: " + verdict);
        } else {
            sql << "PRAGMA query_only = ON";
        }
    } catch (std::exception const& error) {
        throw std::runtime_error("cannot use the database " + file + ": " + reason(error) +
                                 ". If it is damaged, restore a backup");
    }
}

/// At most once a minute: every call is refused now.
void say_that_storage_is_full() {
    static std::mutex mutex;
    static std::optional<std::chrono::steady_clock::time_point> last;
    std::scoped_lock const lock{mutex};
    auto const now = std::chrono::steady_clock::now();
    if (last && now - *last < std::chrono::minutes{1}) return;
    last = now;
    std::fprintf(stderr, "{\"level\":\"error\",\"msg\":\"storage is full, calls are refused\"}\n");
}

/// What a failure of SQLite means for those who asked. Ends the process where the disk has failed:
/// after a failed sync nobody knows what is stored, and the log is read anew at the next start
/// (P15).
Refused refusal_of(int result) {
    switch (result & 0xff) {
        case SQLITE_FULL:
            say_that_storage_is_full();
            return Refused{Code::storage_full};
        case SQLITE_IOERR:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_READONLY:
            std::fprintf(stderr,
                         "{\"level\":\"critical\",\"msg\":\"storage failed\",\"sqlite\":%d}\n",
                         result);
            std::_Exit(exit_disk_failed);
        default:
            return Refused{Code::unavailable, "storage did not answer"};
    }
}

/// After a part of a checkpoint. Where a sync has failed once, the next may succeed although pages
/// are missing in the file; the log must not begin anew then. What else fails can be tried later.
void copied(int result) {
    if (result != SQLITE_OK) (void)refusal_of(result);
}

}  // namespace

Connection::Connection(std::string const& file, Mode mode, Clock const& clock, IdMaker& ids,
                       Limits const& limits)
    : tx_(sql_, clock, ids, limits),
      begin_(sql_, mode == Mode::writer ? "BEGIN IMMEDIATE" : "BEGIN"),
      commit_(sql_, "COMMIT"),
      rollback_(sql_, "ROLLBACK"),
      savepoint_(sql_, "SAVEPOINT operation"),
      release_(sql_, "RELEASE operation"),
      undo_(sql_, "ROLLBACK TO operation") {
    open(sql_, file, mode);
    if (mode == Mode::writer) {
        migrate(sql_, Dialect::sqlite);
        auto const count = [](void* self, sqlite_api::sqlite3*, char const*, int pages) {
            static_cast<Connection*>(self)->log_pages_ = pages;
            return SQLITE_OK;
        };
        sqlite_api::sqlite3_wal_hook(handle(), count, this);
    }
}

sqlite_api::sqlite3* Connection::handle() {
    return static_cast<soci::sqlite3_session_backend*>(sql_.get_backend())->conn_;
}

void Connection::begin() { begin_.run(); }
void Connection::commit() {
    commit_.run();
    tx_.committed();
}
void Connection::rollback() {
    tx_.undone();
    rollback_.run();
}

std::int64_t Connection::rows_written() { return sqlite_api::sqlite3_total_changes64(handle()); }

std::optional<Refused> Connection::run_job(Job& job) {
    try {
        tx_.begin();
        job.run(tx_);
        return std::nullopt;
    } catch (Refused const& refused) {
        return refused;
    } catch (soci::sqlite3_soci_error const& error) {
        // A constraint stopped what the operation's own checks let through: only this job fails.
        if ((error.result() & 0xff) != SQLITE_CONSTRAINT) throw;
        return Refused{Code::conflict, "somebody else was faster; try again"};
    }
}

std::optional<Refused> Connection::run_in_savepoint(Job& job) {
    savepoint_.run();
    auto refused = run_job(job);
    if (refused) {
        tx_.undone();
        undo_.run();
    }
    release_.run();
    return refused;
}

/// Nothing where a job was refused after it had written and only the whole group can be undone.
auto Connection::try_group(std::span<std::unique_ptr<Job>> jobs, Undo undo)
    -> std::optional<std::vector<Outcome>> {
    std::vector<Outcome> outcomes;
    outcomes.reserve(jobs.size());
    begin();
    for (auto& job : jobs) {
        auto const written = rows_written();
        auto refused = undo == Undo::one_job ? run_in_savepoint(*job) : run_job(*job);
        if (undo == Undo::whole_group && refused && rows_written() != written) {
            rollback();
            return std::nullopt;
        }
        outcomes.push_back({std::move(refused), {}});
        if (!outcomes.back().refused) outcomes.back().aftermath = tx_.take_aftermath();
    }
    commit();
    return outcomes;
}

void Connection::run_group(std::span<std::unique_ptr<Job>> jobs) {
    std::vector<Outcome> outcomes;
    try {
        // Most operations check before they write, and a savepoint copies every page that changes:
        // it is taken only where a first try has shown the need.
        auto tried = try_group(jobs, Undo::whole_group);
        if (!tried) tried = try_group(jobs, Undo::one_job);
        outcomes = std::move(*tried);
    } catch (soci::sqlite3_soci_error const& error) {
        auto const refused = refusal_of(error.result());
        try {
            rollback();
        } catch (soci::sqlite3_soci_error const&) {
        }  // SQLite may have done it
        outcomes.clear();
        for (std::size_t i = 0; i < jobs.size(); ++i) outcomes.push_back({refused, {}});
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        auto& [refused, aftermath] = outcomes[i];
        jobs[i]->finished(refused ? &*refused : nullptr, std::move(aftermath));
    }
}

#ifdef PARLEY_MUTATIONS
void Connection::run_group_too_early(std::span<std::unique_ptr<Job>> jobs, Hooks const& hooks) {
    begin();
    for (auto& job : jobs) {
        auto const refused = run_in_savepoint(*job);
        job->finished(refused ? &*refused : nullptr, tx_.take_aftermath());
    }
    hooks.group_done();
    std::this_thread::sleep_for(milliseconds{20});
    commit();
}
#endif

void Connection::run_read(Job& job) {
    std::optional<Refused> refused;
    Aftermath aftermath;
    try {
        begin();
        try {
            tx_.begin();
            job.run(tx_);
            aftermath = tx_.take_aftermath();
        } catch (Refused const& why) {
            refused = why;
        }
        commit();
    } catch (soci::sqlite3_soci_error const& error) {
        refused = refusal_of(error.result());
        try {
            rollback();
        } catch (soci::sqlite3_soci_error const&) {
        }
    }
    job.finished(refused ? &*refused : nullptr, std::move(aftermath));
}

namespace {

/// A due timer as a job, so that it is run and delivered like every other operation.
class TimerJob : public Job {
  public:
    TimerJob(Timer timer, Hooks const& hooks) : timer_(timer), hooks_(hooks) {}
    void run(Tx& tx) override {
        tx.clear_timer(timer_.kind, timer_.ref);
        hooks_.run_timer(tx, timer_);
    }
    void finished(Refused const* refused, Aftermath aftermath) override {
        if (!refused) hooks_.timer_done(std::move(aftermath));
    }

  private:
    Timer timer_;
    Hooks const& hooks_;
};

}  // namespace

bool Connection::run_due_timers(Hooks const& hooks) {
    constexpr std::int64_t timers_per_group = 64;
    tx_.begin();
    auto const due = tx_.timers().due(tx_.now(), timers_per_group);
    if (due.empty()) return false;
    std::vector<std::unique_ptr<Job>> jobs;
    for (auto const& timer : due) jobs.push_back(std::make_unique<TimerJob>(timer, hooks));
    run_group(jobs);
    return true;
}

void Connection::checkpoint_some() {
    copied(sqlite_api::sqlite3_wal_checkpoint_v2(handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE,
                                                 nullptr, nullptr));
}

void Connection::sync_file() {
    sqlite_api::sqlite3_file* file = nullptr;
    sqlite_api::sqlite3_file_control(handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    copied(file->pMethods->xSync(file, SQLITE_SYNC_NORMAL));
}

void Connection::checkpoint() {
    copied(sqlite_api::sqlite3_wal_checkpoint_v2(handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                                 nullptr, nullptr));
}

}  // namespace parley::store::sqlite
