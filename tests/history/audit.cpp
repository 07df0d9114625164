#include "audit.hpp"

#include <libpq-fe.h>

namespace parley::history {

namespace {

/// A query that finds nothing where all is well; its rows name what is wrong.
struct Rule {
    Fault fault;
    char const* what;
    char const* query;
    bool at_end_only = false;
};

constexpr Rule rules[] = {
    {Fault::over_capacity, "an agent has more than its capacity",
     "SELECT user_id FROM agents WHERE offered + active + wrap_ups > room OR (SELECT count(*) "
     "FROM chats WHERE agent_id = user_id AND state = 'active') + (SELECT count(*) FROM guests g "
     "WHERE g.agent_id = user_id AND g.left_at IS NULL) + (SELECT count(*) FROM offers WHERE "
     "agent_id = user_id AND state = 'open') > room"},
    {Fault::bad_state, "an agent's counts are not those of its chats and offers",
     "SELECT user_id FROM agents WHERE active <> (SELECT count(*) FROM chats WHERE agent_id = "
     "user_id AND state = 'active') + (SELECT count(*) FROM guests g WHERE g.agent_id = user_id "
     "AND g.left_at IS NULL) OR offered <> (SELECT count(*) FROM offers WHERE agent_id = "
     "user_id AND state = 'open')"},
    {Fault::bad_state, "an open offer and its chat do not fit",
     "SELECT c.id FROM chats c LEFT JOIN offers o ON o.chat_id = c.id AND o.state = 'open' WHERE "
     "(c.state = 'offered') <> (o.id IS NOT NULL)"},
    {Fault::bad_state, "an open offer has no timer that ends it",
     "SELECT o.chat_id FROM offers o WHERE state = 'open' AND NOT EXISTS (SELECT 1 FROM timers t "
     "WHERE t.kind = 'offer_expires' AND t.ref = o.id)"},
    {Fault::bad_state, "a chat is neither owned, offered nor waiting with a limit",
     "SELECT c.id FROM chats c WHERE state IN ('queued', 'offered') AND NOT EXISTS (SELECT 1 FROM "
     "timers t WHERE t.kind = 'wait_expires' AND t.ref = c.id)"},
    {Fault::bad_state, "an agent's connection is not that of its sockets",
     "SELECT user_id FROM agents a WHERE (connected = 1) <> EXISTS (SELECT 1 FROM agent_nodes n "
     "WHERE n.user_id = a.user_id)"},
    {Fault::bad_state, "an agent without a connection keeps chats for ever",
     "SELECT user_id FROM agents a WHERE connected = 0 AND active > 0 AND NOT EXISTS (SELECT 1 "
     "FROM timers t WHERE t.kind = 'grace_expires' AND t.ref = a.user_id)"},
    {Fault::gap, "the messages are not dense",
     "SELECT c.id FROM chats c JOIN messages m ON m.chat_id = c.id GROUP BY c.id HAVING count(*) "
     "<> c.seq OR max(m.seq) <> c.seq",
     true},
    {Fault::duplicate, "a message is stored twice",
     "SELECT chat_id FROM messages WHERE client_id <> '' GROUP BY chat_id, from_id, client_id "
     "HAVING count(*) > 1",
     true},
};

class Session {
  public:
    explicit Session(std::uint16_t port)
        : connection_(PQconnectdb(("postgresql://parley@127.0.0.1:" + std::to_string(port) +
                                   "/parley?connect_timeout=2&application_name=audit")
                                      .c_str())) {
        run("SET parley.organization = '0'");
        run("SET statement_timeout = '3s'");
        // One view for all queries.
        run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    }
    ~Session() { PQfinish(connection_); }
    Session(Session const&) = delete;
    Session& operator=(Session const&) = delete;

    /// The first field of each row; nothing where there is no answer.
    std::optional<std::vector<std::string>> run(char const* query) {
        std::unique_ptr<PGresult, void (*)(PGresult*)> const result{PQexec(connection_, query),
                                                                    PQclear};
        auto const status = PQresultStatus(result.get());
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
            problem_ = PQerrorMessage(connection_);
            return std::nullopt;
        }
        std::vector<std::string> rows;
        for (int row = 0; row < PQntuples(result.get()); ++row) {
            rows.emplace_back(PQgetvalue(result.get(), row, 0));
        }
        return rows;
    }
    bool lost() const { return PQstatus(connection_) != CONNECTION_OK; }
    std::string const& problem() const { return problem_; }

  private:
    PGconn* connection_;
    std::string problem_;
};

}  // namespace

std::vector<Violation> Audit::look(bool at_end) {
    Session session{port_};
    std::vector<Violation> found;
    for (auto const& rule : rules) {
        if (rule.at_end_only && !at_end) continue;
        auto const rows = session.run(rule.query);
        if (!rows) {
            if (session.lost()) return {};
            return {{Fault::bad_state, "", "the look failed: " + session.problem()}};
        }
        for (auto const& row : *rows) found.push_back({rule.fault, row, rule.what});
    }
    return found;
}

std::optional<int> Audit::connected_agents() {
    Session session{port_};
    auto const rows = session.run("SELECT count(*) FROM agents WHERE connected = 1");
    if (!rows || rows->empty()) return std::nullopt;
    return std::stoi(rows->front());
}

}  // namespace parley::history
