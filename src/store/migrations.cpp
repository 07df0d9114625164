#include "store/migrations.hpp"

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

namespace parley::store {

// Made by CMake from migrations/*.sql, in the order of their names.
extern std::string_view const migration_texts[];
extern std::size_t const migration_count;

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

std::string in_dialect(std::string text, Dialect dialect) {
    bool const sqlite = dialect == Dialect::sqlite;
    replace_all(text, "{id}", sqlite ? "INTEGER PRIMARY KEY" : "BIGINT PRIMARY KEY");
    replace_all(text, "{serial}",
                sqlite ? "INTEGER PRIMARY KEY" : "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
    return text;
}

/// Runs the statements of a file one by one. No statement of ours has a semicolon inside.
void run_all(soci::session& sql, std::string text) {
    for (auto at = text.find("--"); at != std::string::npos; at = text.find("--", at)) {
        text.erase(at, text.find('\n', at) - at);
    }
    for (std::size_t from = 0, to; (to = text.find(';', from)) != std::string::npos;
         from = to + 1) {
        sql << text.substr(from, to - from);
    }
}

}  // namespace

void migrate(soci::session& sql, Dialect dialect, std::optional<int> last) {
    sql << "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY)";
    int done = 0;
    sql << "SELECT count(*) FROM migrations", soci::into(done);
    if (done > static_cast<int>(migration_count)) {
        throw std::runtime_error("the database was made by a newer version of Parley");
    }
    for (int number = done + 1; number <= last.value_or(static_cast<int>(migration_count));
         ++number) {
        soci::transaction transaction{sql};
        run_all(sql, in_dialect(std::string{migration_texts[number - 1]}, dialect));
        sql << "INSERT INTO migrations (number) VALUES (:number)", soci::use(number);
        transaction.commit();
    }
}

}  // namespace parley::store
