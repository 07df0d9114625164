#include "contents.hpp"

#include <functional>
#include <memory>
#include <stdexcept>

namespace parley::faults {

namespace {

using namespace sqlite_api;

/// Calls `row` with the columns of each row. Columns that are NULL are null.
void query(store::sqlite::Connection& connection, std::string const& sql,
           std::function<void(sqlite3_stmt*)> const& row) {
    auto* const backend =
        static_cast<soci::sqlite3_session_backend*>(connection.session().get_backend());
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(backend->conn_, sql.c_str(), -1, &prepared, nullptr) != SQLITE_OK) {
        throw std::runtime_error(sql + ": " + sqlite3_errmsg(backend->conn_));
    }
    std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> const statement{prepared,
                                                                               sqlite3_finalize};
    int result;
    while ((result = sqlite3_step(statement.get())) == SQLITE_ROW) row(statement.get());
    if (result != SQLITE_DONE) {
        throw std::runtime_error(sql + ": " + sqlite3_errmsg(backend->conn_));
    }
}

std::string text(sqlite3_stmt* row, int column) {
    auto const* const bytes = sqlite3_column_blob(row, column);
    auto const size = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
    return bytes == nullptr ? std::string{} : std::string(static_cast<char const*>(bytes), size);
}

std::vector<std::string> texts(store::sqlite::Connection& connection, std::string const& sql) {
    std::vector<std::string> found;
    query(connection, sql, [&](sqlite3_stmt* row) { found.push_back(text(row, 0)); });
    return found;
}

// Each counts rows that no operation as a whole leaves.
constexpr auto half_done =
    "SELECT 'seq is not dense' FROM chats c WHERE c.seq <> "
    "(SELECT count(*) FROM messages m WHERE m.chat_id = c.id AND m.seq BETWEEN 1 AND c.seq) OR "
    "c.seq <> (SELECT count(*) FROM messages m WHERE m.chat_id = c.id) "
    "UNION ALL SELECT 'a load is not what it counts' FROM agents a WHERE a.offered <> "
    "(SELECT count(*) FROM offers o WHERE o.agent_id = a.user_id AND o.state = 'open') OR "
    "a.active <> (SELECT count(*) FROM chats c WHERE c.agent_id = a.user_id AND "
    "c.state = 'active') "
    "UNION ALL SELECT 'a chat is offered without an open offer' FROM chats c WHERE "
    "(c.state = 'offered') <> EXISTS (SELECT 1 FROM offers o WHERE o.chat_id = c.id AND "
    "o.state = 'open') "
    "UNION ALL SELECT 'an open offer has no timer' FROM offers o WHERE o.state = 'open' AND "
    "NOT EXISTS (SELECT 1 FROM timers t WHERE t.kind = 'offer_expires' AND t.ref = o.id) "
    "UNION ALL SELECT 'a message has no event' FROM (SELECT chat_id, seq FROM messages WHERE "
    "from_kind <> 'system' EXCEPT SELECT chat_id, seq FROM events)";

}  // namespace

std::size_t contents(store::sqlite::Connection& connection) {
    std::string all;
    for (auto const& table :
         texts(connection,
               "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'search_words' "
               "ORDER BY name")) {  // its contents lie in tables of their own
        all += table;
        query(connection, "SELECT * FROM \"" + table + "\" ORDER BY 1", [&](sqlite3_stmt* row) {
            for (int i = 0; i < sqlite3_column_count(row); ++i) {
                all += static_cast<char>(sqlite3_column_type(row, i));
                all += text(row, i);
                all += '\0';
            }
        });
    }
    return std::hash<std::string>{}(all);
}

std::multiset<std::string> stored_messages(store::sqlite::Connection& connection) {
    auto const found =
        texts(connection,
              "SELECT chat_id || '|' || seq || '|' || client_id || '|' || text FROM messages");
    return {found.begin(), found.end()};
}

std::string damage(store::sqlite::Connection& connection) {
    std::string all;
    for (auto const& verdict : texts(connection, "PRAGMA integrity_check")) {
        if (verdict != "ok") all += verdict + "; ";
    }
    for (auto const& what : texts(connection, half_done)) all += what + "; ";
    return all;
}

}  // namespace parley::faults
