#include "store/schema.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <soci/sqlite3/soci-sqlite3.h>

#include "base/ensure.hpp"
#include "store/migrations.hpp"

namespace parley::store {

namespace {

std::vector<std::string> names(soci::session& sql, std::string const& query) {
    soci::rowset<std::string> const rows = (sql.prepare << query);
    return {rows.begin(), rows.end()};
}

}  // namespace

std::vector<Table> tables_of_schema(int number) {
    soci::session sql{soci::sqlite3, ":memory:"};
    migrate(sql, Dialect::sqlite, number);
    // What search needs is made anew from the messages, by each engine in its own way.
    auto waiting = names(sql,
                         "SELECT name FROM sqlite_schema WHERE type = 'table' "
                         "AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search\\_%' ESCAPE '\\' "
                         "AND name <> 'migrations' ORDER BY name");
    std::map<std::string, std::vector<std::string>> refers_to;
    for (auto const& name : waiting) {
        refers_to[name] =
            names(sql, "SELECT \"table\" FROM pragma_foreign_key_list('" + name + "')");
    }
    std::vector<Table> tables;
    std::set<std::string> listed;
    while (!waiting.empty()) {
        auto const next = std::ranges::find_if(waiting, [&](auto const& name) {
            return std::ranges::all_of(refers_to[name], [&](auto const& other) {
                return other == name || listed.contains(other);
            });
        });
        ENSURE(next != waiting.end());  // no table refers to itself by way of another
        tables.push_back(
            {*next, names(sql, "SELECT name FROM pragma_table_info('" + *next + "')")});
        listed.insert(*next);
        waiting.erase(next);
    }
    return tables;
}

std::string order_of(Table const& table) {
    return table.order.empty() ? std::string{} : " ORDER BY " + table.order;
}

std::string list_of_columns(Table const& table) {
    std::string list;
    for (auto const& column : table.columns) list += (list.empty() ? "\"" : ", \"") + column + '"';
    return list;
}

}  // namespace parley::store
