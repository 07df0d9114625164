#include "store/postgresql/copy.hpp"

#include <soci/postgresql/soci-postgresql.h>

#include "store/migrations.hpp"
#include "store/postgresql/copy_text.hpp"
#include "store/postgresql/session.hpp"

namespace parley::store::postgresql {

namespace {

/// One session that is nobody's but the copy's, and sees every organization.
class Session {
  public:
    explicit Session(std::string const& url) {
        try {
            postgresql::open(sql, url);
        } catch (soci::soci_error const& error) {
            throw std::runtime_error("cannot use the database " + shown(url) + ": " +
                                     reason(error));
        }
        // A table takes as long as it takes.
        execute(
            "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;"
            "SET parley.organization = '0'");
    }

    /// Runs statements and gives the last one's first field.
    std::string execute(std::string const& text) {
        auto const result = taken(PQexec(handle(), text.c_str()));
        return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : std::string{};
    }

    void read(Table const& table, Visit const& visit) {
        execute_copy("COPY (SELECT " + list_of_columns(table) + " FROM " + table.name +
                     order_of(table) + ") TO STDOUT");
        std::vector<Field> fields;
        char* line = nullptr;
        int size = 0;
        while ((size = PQgetCopyData(handle(), &line, 0)) > 0) {
            std::unique_ptr<char, void (*)(void*)> const owned{line, PQfreemem};
            split_line(line, static_cast<std::size_t>(size), fields);
            visit(fields);
        }
        end_copy();
    }

    void execute_copy(std::string const& text) {
        auto const status = PQresultStatus(taken(PQexec(handle(), text.c_str())).get());
        if (status != PGRES_COPY_IN && status != PGRES_COPY_OUT) fail(PQerrorMessage(handle()));
    }
    void send(std::string const& lines) {
        if (PQputCopyData(handle(), lines.data(), static_cast<int>(lines.size())) != 1) {
            fail(PQerrorMessage(handle()));
        }
    }
    void end_sending() {
        if (PQputCopyEnd(handle(), nullptr) != 1) fail(PQerrorMessage(handle()));
        end_copy();
    }

    soci::session sql;

  private:
    using Result = std::unique_ptr<PGresult, void (*)(PGresult*)>;

    [[noreturn]] static void fail(char const* words) {
        throw std::runtime_error(reason(std::runtime_error(words)));
    }
    Result taken(PGresult* raw) {
        Result result{raw, PQclear};
        auto const status = PQresultStatus(raw);
        bool const good = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK ||
                          status == PGRES_COPY_IN || status == PGRES_COPY_OUT;
        if (!good) fail(PQerrorMessage(handle()));
        return result;
    }
    void end_copy() {
        while (auto* next = PQgetResult(handle())) (void)taken(next);
    }
    PGconn* handle() {
        return static_cast<soci::postgresql_session_backend*>(sql.get_backend())->conn_;
    }
};

class DatabaseSnapshot : public Snapshot {
  public:
    explicit DatabaseSnapshot(std::string const& url) : session_(url) {
        session_.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        if (session_.execute("SELECT to_regclass('migrations') IS NULL") == "t") {
            throw std::runtime_error("there is nothing of Parley in the database " + shown(url));
        }
        schema_ = std::stoi(session_.execute("SELECT count(*) FROM migrations"));
    }
    int schema() override { return schema_; }
    std::int64_t bytes() override {
        return std::stoll(session_.execute("SELECT pg_database_size(current_database())"));
    }
    void read(Table const& table, Visit const& visit) override { session_.read(table, visit); }

  private:
    Session session_;
    int schema_ = 0;
};

class DatabaseTarget : public Target {
  public:
    explicit DatabaseTarget(std::string const& url) : session_(url), name_(shown(url)) {
        // Everything up to keep() is one transaction: without its end nothing has happened.
        session_.execute("BEGIN");
        if (session_.execute(std::string{"SELECT pg_try_advisory_xact_lock("} + migration_lock +
                             ")") == "f") {
            throw TryLater("a server, or another copy, is starting on the database " + name_);
        }
    }

    void make(int schema) override {
        tables_ = tables_of_schema(schema);
        if (session_.execute("SELECT to_regclass('migrations') IS NULL") == "t") {
            make_tables(schema);
        } else {
            need_empty(schema);
        }
        // COPY does not go through walls. The owner's passes them until the end.
        for (auto const& table : tables_) {
            if (session_.execute("SELECT relforcerowsecurity FROM pg_class WHERE oid = '" +
                                 table.name + "'::regclass") != "t") {
                continue;
            }
            walled_.push_back(table.name);
            session_.execute("ALTER TABLE " + table.name + " NO FORCE ROW LEVEL SECURITY");
        }
    }
    void open(Table const& table) override {
        session_.execute_copy("COPY " + table.name + " (" + list_of_columns(table) +
                              ") FROM STDIN");
    }
    void add(Row row) override {
        append_line(lines_, row);
        if (lines_.size() < lines_max) return;
        session_.send(lines_);
        lines_.clear();
    }
    void close() override {
        if (!lines_.empty()) session_.send(lines_);
        lines_.clear();
        session_.end_sending();
    }
    void filled() override {}
    void read(Table const& table, Visit const& visit) override { session_.read(table, visit); }
    void execute(std::string const& statement) override { session_.execute(statement); }
    void keep() override {
        for (auto const& table : tables_) {
            go_on_counting(table);
            session_.execute("ANALYZE " + table.name);
        }
        for (auto const& name : walled_) {
            session_.execute("ALTER TABLE " + name + " FORCE ROW LEVEL SECURITY");
        }
        session_.execute("COMMIT");
    }

  private:
    static constexpr std::size_t lines_max = 256 * 1024;

    void make_tables(int schema) {
        try {
            migrate_within(session_.sql, Dialect::postgresql, schema);
        } catch (soci::soci_error const& error) {
            throw std::runtime_error("cannot make tables in the database " + name_ + ": " +
                                     reason(error));
        }
    }

    void need_empty(int schema) {
        auto const there = std::stoi(session_.execute("SELECT count(*) FROM migrations"));
        if (there != schema) {
            throw std::runtime_error("the database " + name_ + " has tables of another version (" +
                                     std::to_string(there) + ", not " + std::to_string(schema) +
                                     "): make a new one");
        }
        for (auto const& table : tables_) {
            session_.execute("SET LOCAL lock_timeout = '3s'; LOCK TABLE " + table.name);
            if (session_.execute("SELECT EXISTS (SELECT 1 FROM " + table.name + ")") == "t") {
                throw std::runtime_error("the database " + name_ + " is not empty: its table " +
                                         table.name + " has rows. Make a new one");
            }
        }
    }

    /// Numbers that the database counts itself go on after the highest.
    void go_on_counting(Table const& table) {
        for (auto const& column : table.columns) {
            auto const sequence = "pg_get_serial_sequence('" + table.name + "', '" + column + "')";
            if (session_.execute("SELECT " + sequence + " IS NULL") == "t") continue;
            session_.execute("SELECT setval(" + sequence + ", coalesce(max(" + column +
                             "), 1), max(" + column + ") IS NOT NULL) FROM " + table.name);
        }
    }

    Session session_;
    std::string const name_;
    std::vector<Table> tables_;
    std::vector<std::string> walled_;
    std::string lines_;
};

}  // namespace

std::unique_ptr<Snapshot> take_snapshot(std::string const& url) {
    return std::make_unique<DatabaseSnapshot>(url);
}

std::unique_ptr<Target> open_target(std::string const& url) {
    return std::make_unique<DatabaseTarget>(url);
}

}  // namespace parley::store::postgresql
