#include "store/postgresql/connection.hpp"

#include <algorithm>
#include <random>
#include <thread>

#include "store/migrations.hpp"
#include "store/postgresql/session.hpp"

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

using Clock_ = std::chrono::steady_clock;

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
        sql << std::string{"SELECT pg_advisory_lock("} + migration_lock + ")";
        migrate(sql, Dialect::postgresql);
    } catch (soci::soci_error const& error) {
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
    open_anew([this](Database& sql) { open(sql, url_); });
    scope_.reset();
    execute(
        "SET statement_timeout = '10s';"
        // Longer than any operation thinks: what stands still for so long gives its locks back.
        "SET idle_in_transaction_session_timeout = '2s'");
    confine({});
}

PGconn* Connection::handle() {
    return static_cast<soci::postgresql_session_backend*>(sql_->get_backend())->conn_;
}

/// Runs statements without parameters and gives the last one's first field.
std::string Connection::execute(std::string const& text) {
    std::unique_ptr<PGresult, void (*)(PGresult*)> const result{PQexec(handle(), text.c_str()),
                                                                PQclear};
    auto const status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        auto const* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
        throw soci::postgresql_soci_error(PQerrorMessage(handle()), state ? state : "     ");
    }
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : std::string{};
}

void Connection::begin(int tries) {
    if (tries == 0) locks_wanted_.clear();
    committing_ = false;
    writes_before_ = sql_->writes;
    if (mode_ == Mode::reader) {
        transaction_.clear();
        execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        return;
    }
    do {
        transaction_ = execute("BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT pg_current_xact_id()");
    } while (tries > 0 && !take_locks());
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

void Connection::rollback() { execute("ROLLBACK"); }

void Connection::confine(OrganizationId organization) {
    if (scope_ == organization) return;
    execute("SELECT set_config('parley.organization', '" + std::to_string(organization.value) +
            "', false)");
    scope_ = organization;
}

Instant Connection::time() {
    return {
        std::stoll(execute("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)"))};
}

bool Connection::is_alive() {
    try {
        execute("SELECT 1");
        return true;
    } catch (soci::soci_error const&) {
        return reconnect();
    }
}

std::string Connection::quoted(std::string_view text) {
    std::unique_ptr<char, void (*)(void*)> const literal{
        PQescapeLiteral(handle(), text.data(), text.size()), PQfreemem};
    if (!literal) throw soci::postgresql_soci_error(PQerrorMessage(handle()), "22021");
    return literal.get();
}

std::string Connection::insert_of(std::vector<Emitted*> const& events) {
    auto const number = [](auto const& id) { return id ? std::to_string(id->value) : "NULL"; };
    std::string text =
        "INSERT INTO events (at, type, visitor_id, user_id, chat_id, seq, data) VALUES ";
    for (auto const* event : events) {
        if (event != events.front()) text += ',';
        text += '(' + std::to_string(event->at.ms) + ',' + quoted(event->type) + ',' +
                number(event->visitor) + ',' + number(event->user) + ',';
        text += event->place ? std::to_string(event->place->chat.value) + ',' +
                                   std::to_string(event->place->seq) + ",NULL)"
                             : "NULL,NULL," + quoted(event->data) + ')';
    }
    return text + " RETURNING cursor";
}

/// Sends all of it at once and gives what was returned by the INSERT.
std::vector<Cursor> Connection::execute_commit(std::string const& text) {
    std::vector<Cursor> cursors;
    std::optional<soci::postgresql_soci_error> failed;
    if (PQsendQuery(handle(), text.c_str()) == 0) {
        throw soci::postgresql_soci_error(PQerrorMessage(handle()), "     ");
    }
    while (auto* next = PQgetResult(handle())) {
        std::unique_ptr<PGresult, void (*)(PGresult*)> const result{next, PQclear};
        auto const status = PQresultStatus(next);
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
            auto const* state = PQresultErrorField(next, PG_DIAG_SQLSTATE);
            failed.emplace(PQresultErrorMessage(next), state ? state : "     ");
        } else if (PQnfields(next) == 1 && std::string_view{PQfname(next, 0)} == "cursor") {
            for (int row = 0; row < PQntuples(next); ++row) {
                cursors.push_back({std::stoll(PQgetvalue(next, row, 0))});
            }
        }
    }
    if (failed) throw *failed;
    return cursors;
}

void Connection::commit(std::span<Outcome> outcomes) {
    std::vector<Emitted*> durable;
    for (auto& outcome : outcomes) {
        for (auto& event : outcome.aftermath.events) {
            if (event.kind == Emitted::Kind::durable) durable.push_back(&event);
        }
    }
    std::string text;
    bool const wrote = !durable.empty() || sql_->writes != writes_before_;
    if (wrote && node_) {
        // No row, no node: dividing by their number fails, and with it the transaction (fI07).
        text += "SELECT 1 / count(*) FROM nodes WHERE id = " + std::to_string(node_.value) + ";";
    }
    if (!durable.empty()) {
        confine({});
        text += std::string{"SELECT pg_advisory_xact_lock("} + log_lock + ");" +
                insert_of(durable) + ";";
    }
    committing_ = true;
    auto const cursors = execute_commit(text + "COMMIT");
    committing_ = false;
    for (std::size_t i = 0; i < durable.size(); ++i) durable[i]->cursor = cursors[i];
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
    std::fprintf(stderr,
                 "{\"level\":\"error\",\"msg\":\"storage did not answer\",\"state\":\"%s\"}\n",
                 state.c_str());
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
            return true;
        } catch (soci::soci_error const&) {
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
                unknown_events_ = true;
                return {.committed = true};
            }
            if (fate == "aborted") return {.again = true};
            // Still under way in the session we have lost; or so old that nobody knows.
            if (fate != "in progress" || Clock_::now() > deadline) return refuse;
            std::this_thread::sleep_for(milliseconds{20});
        }
    } catch (soci::soci_error const&) {
        return refuse;
    }
}

}  // namespace parley::store::postgresql
