#pragma once
// Brings the tables up to date: the numbered files of migrations/, each once, in one transaction
// each.

#include <soci/soci.h>

namespace parley::store {

/// What differs between the engines in the text of the migrations.
enum class Dialect { sqlite, postgresql };

/// Throws std::runtime_error where the database was made by a newer program.
void migrate(soci::session& sql, Dialect dialect);

}  // namespace parley::store
