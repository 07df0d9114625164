#include "store/sqlite/connection.hpp"

#include <cstdio>
#include <cstdlib>
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

void open(Database& sql, std::string const& file, Mode mode) {
    // Each connection belongs to one thread: SQLite need not lock it at every call. Refused, and no
    // harm, where something else has used SQLite before.
    // Nor need it count the memory it takes, which it does under a lock of the whole process.
    [[maybe_unused]] static int const configured =
        sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD) |
        sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
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

int result_of(soci::soci_error const& error) {
    auto const* own = dynamic_cast<soci::sqlite3_soci_error const*>(&error);
    return own ? own->result() : SQLITE_ERROR;
}

}  // namespace

Connection::Connection(std::string const& file, Mode mode, Clock const& clock, IdMaker& ids,
                       Limits const& limits, NodeId node)
    : store::Connection(node, clock, ids, limits) {
    open_anew([&](Database& sql) { open(sql, file, mode); });
    begin_.emplace(*sql_, mode == Mode::writer ? "BEGIN IMMEDIATE" : "BEGIN");
    commit_.emplace(*sql_, "COMMIT");
    rollback_.emplace(*sql_, "ROLLBACK");
    if (mode == Mode::writer) {
        migrate(*sql_, Dialect::sqlite);
        sql_->known = &known_;
        foreign_writes_.emplace(*sql_, "PRAGMA data_version");
        auto const count = [](void* self, sqlite_api::sqlite3*, char const*, int pages) {
            static_cast<Connection*>(self)->log_pages_ = pages;
            return SQLITE_OK;
        };
        sqlite_api::sqlite3_wal_hook(handle(), count, this);
    }
}

sqlite_api::sqlite3* Connection::handle() {
    return static_cast<soci::sqlite3_session_backend*>(sql_->get_backend())->conn_;
}

void Connection::begin(int, Jobs) {
    begin_->run();
    if (!foreign_writes_) return;
    auto const seen = foreign_writes_->first().value_or(0);
    if (std::exchange(foreign_writes_seen_, seen) != seen) known_.forget();
}

void Connection::commit(std::span<Outcome> outcomes) {
    for (auto& outcome : outcomes) {
        for (auto& event : outcome.aftermath.events) {
            // What is for the nodes alone has reached them all with that: there is one.
            bool const for_people = event.visitor || event.user;
            if (event.kind == Emitted::Kind::durable && for_people) {
                event.cursor = tx_->store(event);
            }
        }
    }
    commit_->run();
}

void Connection::rollback() { rollback_->run(); }

bool Connection::is_constraint(soci::soci_error const& error, int) const {
    return (result_of(error) & 0xff) == SQLITE_CONSTRAINT;
}

auto Connection::after_failure(soci::soci_error const& error, int) -> Failure {
    auto const refused = refusal_of(result_of(error));
    try {
        tx_->undone();
        rollback();
    } catch (soci::soci_error const&) {
    }  // SQLite may have done it
    return {.refused = refused};
}

#ifdef PARLEY_MUTATIONS
void Connection::run_group_too_early(std::span<std::unique_ptr<Job>> jobs, Hooks const& hooks) {
    begin(0, jobs);
    for (auto& job : jobs) {
        std::optional<Refused> refused;
        Outcome outcome;
        try {
            tx_->begin();
            job->run(*tx_);
            outcome.aftermath = tx_->take_aftermath();
        } catch (Refused const& why) {
            refused = why;
        }
        for (auto& event : outcome.aftermath.events) {
            // What is for the nodes alone has reached them all with that: there is one.
            bool const for_people = event.visitor || event.user;
            if (event.kind == Emitted::Kind::durable && for_people) {
                event.cursor = tx_->store(event);
            }
        }
        job->finished(refused ? &*refused : nullptr, std::move(outcome.aftermath));
    }
    hooks.group_done();
    std::this_thread::sleep_for(milliseconds{20});
    commit({});
}
#endif

void Connection::checkpoint_some() {
    copied(sqlite_api::sqlite3_wal_checkpoint_v2(handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE,
                                                 nullptr, nullptr));
}

void Connection::sync_file() {
    sqlite_api::sqlite3_file* file = nullptr;
    sqlite_api::sqlite3_file_control(handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    copied(file->pMethods->xSync(file, SQLITE_SYNC_NORMAL));
}

bool Connection::checkpoint() {
    auto const result = sqlite_api::sqlite3_wal_checkpoint_v2(
        handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    copied(result);
    if (result == SQLITE_OK) overwritten_ = false;
    return result == SQLITE_OK;
}

}  // namespace parley::store::sqlite
