#include "store/postgresql/connection.hpp"

#include <algorithm>
#include <random>
#include <thread>

#include <spdlog/spdlog.h>

#include "store/migrations.hpp"
#include "store/postgresql/session.hpp"
#include "store/postgresql/texts.hpp"

namespace parley::store::postgresql {

namespace {

// As migration_lock: a number that nothing else uses.
constexpr auto log_lock = "4711";

constexpr int tries_max = 40;
constexpr int constraint_tries_max = 10;
// How long an operation waits for a database that has gone away, for instance to start again. A
// client that is told sooner would only ask again.
constexpr seconds loss_waited_for{5};

constexpr std::string_view serialization_failure = "40001";
constexpr std::string_view deadlock = "40P01";
constexpr std::string_view division_by_zero = "22012";
constexpr std::string_view disk_full = "53100";
constexpr std::string_view in_the_future = "22023";

using Clock_ = std::chrono::steady_clock;

PGconn* handle_of(Database& sql) {
    return static_cast<soci::postgresql_session_backend*>(sql.get_backend())->conn_;
}

/// Runs statements without parameters and gives the last one's first field.
std::string execute_on(PGconn* connection, std::string const& text) {
    std::unique_ptr<PGresult, void (*)(PGresult*)> const result{PQexec(connection, text.c_str()),
                                                                PQclear};
    auto const status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        auto const* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
        throw soci::postgresql_soci_error(PQerrorMessage(connection), state ? state : "     ");
    }
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : std::string{};
}

/// A few milliseconds, by chance, more with every try: whoever met in a conflict parts.
void back_off(int tries) {
    thread_local std::mt19937 random{std::random_device{}()};
    auto const most = 1 << std::min(tries, 5);
    std::this_thread::sleep_for(
        std::chrono::microseconds{std::uniform_int_distribution{0, most * 1000}(random)});
}

}  // namespace

void migrate_database(std::string const& url) {
    soci::session sql;
    try {
        open(sql, url);
        need_utf8(sql);
        sql << std::string{"SELECT pg_advisory_lock("} + migration_lock + ")";
        // What is moved from one table to another is moved for every organization.
        sql << "SET parley.organization = '0'";
        migrate(sql, Dialect::postgresql);
    } catch (std::runtime_error const& error) {
        throw std::runtime_error("cannot use the database " + shown(url) + ": " + reason(error));
    }
}

Connection::Connection(std::string const& url, Mode mode, Clock const& clock, IdMaker& ids,
                       Limits const& limits, NodeId node)
    : store::Connection(node, clock, ids, limits), url_(url), mode_(mode) {
    try {
        connect();
    } catch (soci::soci_error const& error) {
        throw std::runtime_error("cannot use the database " + shown(url) + ": " + reason(error));
    }
}

void Connection::connect() {
    watch_.answered();  // the socket that was watched ends here
    // All of it before the lost session is replaced: half of it would be worse than none.
    open_anew([this](Database& sql) {
        open(sql, url_);
        execute_on(
            handle_of(sql),
            "SET statement_timeout = '10s';"
            // Longer than any operation thinks: what stands still for so long gives its locks back.
            "SET idle_in_transaction_session_timeout = '2s';"
            "SET parley.organization = '0';"
            "SET standard_conforming_strings = on;"
            // Compiling a query pays for long reports; here it costs more than all else a group
            // does.
            "SET jit = off;"
            // By the index whatever the values: nothing is gained by looking at them.
            "SET plan_cache_mode = force_generic_plan;" +
                text_of_preparations());
        // Among other writers tables are read by their indexes, however small they are: a scan
        // would meet whatever the others write.
        if (keeps_events_) execute_on(handle_of(sql), "SET enable_seqscan = off");
    });
    scope_.reset();
    batch_.send = [this] {
        auto text = text_of_batch(batch_);
        batch_.messages.clear();
        batch_.posts.clear();
        if (scope_ != OrganizationId{}) text = text_of_scope({}) + ";" + text;
        if (scope_) text += ";" + text_of_scope(*scope_);
        execute(text);
    };
}

void Connection::keep_events() {
    keeps_events_ = true;
    connect();
}

PGconn* Connection::handle() { return handle_of(*sql_); }

std::string Connection::execute(std::string const& text) { return execute_on(handle(), text); }

void Connection::begin(int tries, Jobs jobs) {
    if (tries == 0) locks_wanted_.clear();
    if (tries == 0) wide_wanted_ = false;
    committing_ = false;
    batch_.clear();
    writes_before_ = sql_->writes;
    watch_.asked(PQsocket(handle()));
    scope_ = jobs.empty() ? OrganizationId{} : jobs.front()->organization();
    auto const confined = scope_ == OrganizationId{} ? std::string{} : text_of_scope(*scope_) + ";";
    if (mode_ == Mode::reader) {
        execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;" + confined);
        return;
    }
    sql_->batch = &batch_;
    constexpr auto number = "EXECUTE number_of_transaction;";
    narrow_ = !jobs.empty() && jobs.front()->only_chat() && !wide_wanted_;
    if (narrow_) {
        auto const results = execute_all(std::string{"BEGIN ISOLATION LEVEL READ COMMITTED;"} +
                                         number + read_ahead(jobs) + ";" + confined);
        transaction_ = PQgetvalue(results[1].get(), 0, 0);
        return learn(results);
    }
    do {
        auto const results =
            execute_all(std::string{"BEGIN ISOLATION LEVEL SERIALIZABLE;"} + number + confined);
        transaction_ = PQgetvalue(results[1].get(), 0, 0);
    } while (tries > 0 && !take_locks());
}

/// A message to a bot may put its chat into the line, and then depends on more than that chat: the
/// group is run again as one that may depend on anything.
void Connection::lock(QueueId queue) {
    locks_wanted_.insert(queue);
    if (!narrow_) return;
    wide_wanted_ = true;
    throw soci::postgresql_soci_error("more than its chat is needed", serialization_failure.data());
}

/// Before a second try: others that want the same queues wait for this one instead of spoiling it.
/// Not waited for within the transaction, whose view of the data would be old by then.
bool Connection::take_locks() {
    for (auto const queue : locks_wanted_) {
        auto const got =
            execute("SELECT pg_try_advisory_xact_lock(" + std::to_string(queue.value) + ")");
        if (got == "t") continue;
        rollback();
        back_off(2);
        return false;
    }
    return true;
}

void Connection::rollback() {
    execute("ROLLBACK");
    watch_.answered();
}

void Connection::confine(OrganizationId organization) {
    if (scope_ == organization) return;
    execute(text_of_scope(organization));
    scope_ = organization;
}

Instant Connection::time() {
    return {
        std::stoll(execute("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)"))};
}

bool Connection::is_alive() {
    try {
        watch_.asked(PQsocket(handle()));
        execute("SELECT 1");
        return true;
    } catch (soci::soci_error const&) {
        return reconnect();
    }
}

/// Sends all of it at once and gives what each statement has returned.
std::vector<Result> Connection::execute_all(std::string const& text) {
    std::vector<Result> results;
    std::optional<soci::postgresql_soci_error> failed;
    if (PQsendQuery(handle(), text.c_str()) == 0) {
        throw soci::postgresql_soci_error(PQerrorMessage(handle()), "     ");
    }
    while (auto* next = PQgetResult(handle())) {
        results.emplace_back(next, PQclear);
        auto const status = PQresultStatus(next);
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
            auto const* state = PQresultErrorField(next, PG_DIAG_SQLSTATE);
            failed.emplace(PQresultErrorMessage(next), state ? state : "     ");
        }
    }
    if (failed) throw *failed;
    return results;
}

void Connection::commit(std::span<Outcome> outcomes) {
    std::vector<Emitted*> durable;
    for (auto& outcome : outcomes) {
        for (auto& event : outcome.aftermath.events) {
            if (event.kind == Emitted::Kind::durable) durable.push_back(&event);
        }
    }
    bool const wrote = !durable.empty() || sql_->writes != writes_before_;
    std::string text;
    if (wrote && scope_ != OrganizationId{}) text += text_of_scope({}) + ";";
    if (!batch_.is_empty()) text += text_of_batch(batch_) + ";";
    if (wrote && node_) {
        text += "EXECUTE be_alive(" + std::to_string(node_.value) + ");";
    }
    if (!durable.empty()) {
        text += std::string{"EXECUTE lock_log("} + log_lock + ");" + text_of_events(durable) + ";";
    }
    evidence_.reset();
    if (!durable.empty()) {
        auto const& it = *durable.front();
        evidence_ = {it.kind, {}, it.at, it.type, it.visitor, it.user, {}, it.place};
    }
    committing_ = true;
    auto const results = execute_all(text + "COMMIT");
    committing_ = false;
    watch_.answered();
    batch_.clear();
    if (!durable.empty()) {
        Rows const cursors{results[results.size() - 2]};
        for (std::size_t i = 0; i < durable.size(); ++i) {
            durable[i]->cursor = {cursors.number(static_cast<int>(i), 0)};
        }
    }
    if (!keeps_events_) return;
    for (auto& outcome : outcomes) {
        auto& events = outcome.aftermath.events;
        for (auto& event : events) {
            if (event.kind == Emitted::Kind::durable) events_.push_back(std::move(event));
        }
        std::erase_if(events, [](auto const& each) { return each.kind == Emitted::Kind::durable; });
    }
}

bool Connection::is_constraint(soci::soci_error const& error, int tries) const {
    // The other writer that a unique index has seen may be one that this transaction could not see:
    // run again, the same operation sees it, or meets yet another.
    return state_of(error).starts_with("23") && tries >= constraint_tries_max;
}

auto Connection::after_failure(soci::soci_error const& error, int tries) -> Failure {
    tx_->undone();
    if (PQstatus(handle()) != CONNECTION_OK) return after_loss();
    auto const state = state_of(error);
    try {
        rollback();
    } catch (soci::soci_error const&) {
        return after_loss();
    }
    undone();
    bool const conflict =
        state == serialization_failure || state == deadlock || state.starts_with("23");
    if (conflict && tries < tries_max) {
        back_off(tries);
        return {.again = true};
    }
    if (state == division_by_zero) {
        fenced_ = true;
        return {.refused = Refused{Code::unavailable, "this node was given up; try again"}};
    }
    if (state == disk_full) return {.refused = Refused{Code::storage_full}};
    spdlog::error("storage did not answer: PostgreSQL says {}", state);
    return {.refused = Refused{Code::unavailable, "storage did not answer"}};
}

/// Tries until the database is there again, or has been gone for too long.
bool Connection::reconnect() {
    auto const start = Clock_::now();
    if (!lost_since_) lost_since_ = start;
    for (int tries = 0;; ++tries) {
        try {
            connect();
            lost_since_.reset();
            if (metrics_) {
                metrics_->database_reconnects.Increment();
                metrics_->database_reachable.Set(1);
            }
            return true;
        } catch (soci::soci_error const&) {
            if (metrics_) metrics_->database_reachable.Set(0);
        }
        if (Clock_::now() - *lost_since_ > loss_waited_for) return false;
        std::this_thread::sleep_for(milliseconds{50 * std::min(tries + 1, 10)});
    }
}

/// The connection is gone. Where that happened during the commit, nobody was told whether it was
/// done; the database knows (fI08).
auto Connection::after_loss() -> Failure {
    auto const unknown = std::exchange(committing_, false) && mode_ == Mode::writer;
    Failure const refuse{.refused = Refused{Code::unavailable, "storage did not answer"}};
    if (!reconnect()) return refuse;
    if (!unknown) return {.again = true};
    try {
        auto const deadline = Clock_::now() + loss_waited_for;
        for (;;) {
            auto const fate = execute("SELECT pg_xact_status('" + transaction_ + "'::xid8)");
            if (fate == "committed") {
                if (!evidence_) return refuse;
                // A database that has crashed may give the number of a transaction that it has
                // forgotten to another one.
                auto const found = execute(text_of_scope({}) + ";" +
                                           text_of_search(handle(), *evidence_, transaction_));
                if (found == "0") return {.again = true};
                unknown_events_ = true;
                return {.committed = true};
            }
            if (fate == "aborted") return {.again = true};
            // Still under way in the session we have lost; or so old that nobody knows.
            if (fate != "in progress" || Clock_::now() > deadline) return refuse;
            std::this_thread::sleep_for(milliseconds{20});
        }
    } catch (soci::soci_error const& error) {
        // The database has crashed and has not come as far as this number again.
        if (state_of(error) == in_the_future) return {.again = true};
        return refuse;
    }
}

}  // namespace parley::store::postgresql
