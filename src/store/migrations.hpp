#pragma once
// Brings the tables up to date: the numbered files of migrations/, each once, in one transaction
// each.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

namespace parley::store {

// The files in the order of their names. Made by CMake from migrations/*.sql.
extern std::string_view const migration_texts[];
extern std::size_t const migration_count;

/// What differs between the engines in the text of the migrations.
enum class Dialect { sqlite, postgresql };

/// The number of the newest migration: what a database has that this program has brought up to
/// date.
int newest_schema();

/// The tables that PostgreSQL keeps behind the wall between organizations.
std::vector<std::string> walled_tables();

/// Up to the newest, or to number `last` for tests of those after it. Throws std::runtime_error
/// where the database was made by a newer program.
void migrate(soci::session& sql, Dialect dialect, std::optional<int> last = {});

/// The same up to number `last`, all in a transaction that the caller has begun and commits.
void migrate_within(soci::session& sql, Dialect dialect, int last);

}  // namespace parley::store
