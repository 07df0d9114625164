#include "store/postgresql/inspect.hpp"

#include <chrono>
#include <map>
#include <thread>

#include "store/migrations.hpp"
#include "store/postgresql/session.hpp"
#include "store/postgresql/store.hpp"

namespace parley::store::postgresql {

namespace {

constexpr int oldest_version = 150000;
constexpr std::chrono::seconds between_looks{3};  // more than a node's beat takes
constexpr milliseconds clock_difference_max{1000};

class Inspection {
  public:
    explicit Inspection(std::string const& url) : url_(url) {}

    std::vector<Finding> run() {
        try {
            open(sql_, url_);
            version();
            role();
            encoding();
            settings();
            logging();
            clock();
            connections();
            if (tables()) {
                walls();
                nodes();
            }
        } catch (std::exception const& error) {
            add("database", Verdict::error,
                "cannot use the database " + shown(url_) + ": " + reason(error));
        }
        return std::move(findings_);
    }

  private:
    void add(std::string check, Verdict verdict, std::string text) {
        findings_.push_back({std::move(check), verdict, std::move(text)});
    }
    std::string ask(std::string const& query) {
        std::string answer;
        soci::indicator indicator{};
        sql_ << "SELECT CAST((" + query + ") AS TEXT)", soci::into(answer, indicator);
        return indicator == soci::i_ok ? answer : std::string{};
    }
    long long number(std::string const& query) { return std::stoll(ask(query)); }
    bool holds(std::string const& query) { return ask(query) == "true"; }
    std::string setting(std::string const& name) {
        return ask("SELECT setting FROM pg_settings WHERE name = '" + name + "'");
    }

    void version() {
        auto const number = std::stoi(setting("server_version_num"));
        auto const text = "PostgreSQL " + setting("server_version") + " answers at " + shown(url_);
        if (number >= oldest_version) return add("database", Verdict::ok, text);
        add("database", Verdict::error, text + "; Parley needs 15 or newer");
    }

    void role() {
        auto const name = ask("SELECT current_user");
        if (holds("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")) {
            return add("role", Verdict::error,
                       "the role " + name +
                           " passes row security, so nothing but Parley's own checks keeps "
                           "organizations apart: ALTER ROLE " +
                           name + " NOSUPERUSER NOBYPASSRLS");
        }
        if (!holds("SELECT has_schema_privilege(current_schema(), 'CREATE')")) {
            return add("role", Verdict::error,
                       "the role " + name + " may not make tables: let it own the database");
        }
        add("role", Verdict::ok, "the role " + name + " cannot pass row security");
    }

    void encoding() {
        auto const encoding = setting("server_encoding");
        bool const good = encoding == "UTF8";
        add("encoding", good ? Verdict::ok : Verdict::error,
            "the database keeps texts as " + encoding + (good ? "" : "; it must be UTF8"));
    }

    void settings() {
        struct Wanted {
            std::string name, bad;
            Verdict verdict;
            std::string otherwise;
        };
        for (auto const& [name, bad, verdict, otherwise] : std::vector<Wanted>{
                 {"fsync", "off", Verdict::error, "a power cut destroys the database"},
                 {"full_page_writes", "off", Verdict::error, "a power cut destroys pages"},
                 {"synchronous_commit", "off", Verdict::error,
                  "a crash loses messages that were acknowledged"},
                 {"data_sync_retry", "on", Verdict::error,
                  "a failing disk loses messages that were acknowledged"},
                 {"data_checksums", "off", Verdict::warning,
                  "damage on the disk is not noticed (pg_checksums --enable)"}}) {
            auto const found = setting(name);
            if (found != bad) {
                add(name, Verdict::ok, name + " is " + found);
            } else {
                add(name, verdict, name + " is " + found + ": " + otherwise);
            }
        }
    }

    void logging() {
        bool const logs = setting("log_statement") != "none" ||
                          setting("log_min_duration_statement") != "-1" ||
                          setting("log_min_duration_sample") != "-1";
        bool const texts = setting("log_parameter_max_length") != "0";
        // Posts are sent as texts of statements, and a conflict is an error to PostgreSQL.
        if (setting("log_min_error_statement") != "panic" || setting("log_statement") == "mod" ||
            setting("log_statement") == "all") {
            return add("logging", Verdict::error,
                       "PostgreSQL logs statements that failed, texts of chats among them: as a "
                       "superuser, ALTER ROLE ... SET log_min_error_statement = panic, and leave "
                       "log_statement at none");
        }
        if (!logs || !texts) {
            return add("logging", Verdict::ok,
                       "statements are logged without texts, or not at all");
        }
        add("logging", Verdict::warning,
            "statements are logged with their parameters, texts of chats among them: set "
            "log_parameter_max_length = 0");
    }

    void clock() {
        auto const now = [] {
            return std::chrono::duration_cast<milliseconds>(
                std::chrono::system_clock::now().time_since_epoch());
        };
        auto const before = now();
        auto const there = milliseconds{
            number("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)")};
        auto const here = before + (now() - before) / 2;
        auto const difference = there > here ? there - here : here - there;
        bool const good = difference <= clock_difference_max;
        add("clock", good ? Verdict::ok : Verdict::warning,
            "the database's clock and this machine's differ by " +
                std::to_string(difference.count()) + " ms" +
                (good ? "" : "; servers go by the database's: set both by NTP"));
    }

    void connections() {
        auto const most = number(
            "SELECT CAST(current_setting('max_connections') AS INT) - "
            "CAST(current_setting('superuser_reserved_connections') AS INT)");
        auto const used =
            number("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'");
        auto const free = most - used;
        auto const needed = Config{}.connections();
        auto const text = std::to_string(free) + " of " + std::to_string(most) +
                          " connections are free; a server takes " + std::to_string(needed);
        add("connections",
            free < needed       ? Verdict::error
            : free < 2 * needed ? Verdict::warning
                                : Verdict::ok,
            text + (free < 2 * needed ? ": raise max_connections" : ""));
    }

    bool tables() {
        if (holds("SELECT to_regclass('migrations') IS NULL")) {
            add("schema", Verdict::warning,
                "there are no tables yet: the first start makes them, or parley restore, or "
                "parley move");
            return false;
        }
        auto const schema = static_cast<int>(number("SELECT count(*) FROM migrations"));
        findings_.push_back(inspect_schema(schema));
        return schema == newest_schema();
    }

    void walls() {
        std::string open;
        for (auto const& table : walled_tables()) {
            if (holds("SELECT relrowsecurity AND relforcerowsecurity AND EXISTS (SELECT 1 FROM "
                      "pg_policy WHERE polrelid = pg_class.oid) FROM pg_class WHERE oid = CAST('" +
                      table + "' AS regclass)")) {
                continue;
            }
            open += (open.empty() ? "" : ", ") + table;
        }
        if (open.empty()) {
            return add("walls", Verdict::ok,
                       "row security is on for all " + std::to_string(walled_tables().size()) +
                           " tables that need it");
        }
        add("walls", Verdict::error,
            "row security is off for " + open +
                ": ALTER TABLE … ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY");
    }

    std::map<long long, long long> beats() {
        std::map<long long, long long> found;
        soci::rowset<soci::row> const rows = (sql_.prepare << "SELECT id, beat FROM nodes");
        for (auto const& row : rows) found[row.get<long long>(0)] = row.get<long long>(1);
        return found;
    }

    void nodes() {
        auto const before = beats();
        if (before.empty()) return add("nodes", Verdict::ok, "no server runs on the database");
        std::this_thread::sleep_for(between_looks);
        auto const after = beats();
        int living = 0;
        for (auto const& [id, beat] : before) {
            auto const now = after.find(id);
            if (now == after.end()) continue;
            if (now->second != beat)
                ++living;
            else
                add("nodes", Verdict::warning,
                    "the server " + std::to_string(id) +
                        " does not move: it is dead, or cannot reach the database. Servers that "
                        "live "
                        "take over from it within 10 s");
        }
        add("nodes", Verdict::ok, "servers that run on the database: " + std::to_string(living));
    }

    std::string const& url_;
    soci::session sql_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> inspect(std::string const& url) { return Inspection{url}.run(); }

}  // namespace parley::store::postgresql
