#pragma once
// The tables and columns of a database, as the migrations make them: read from a private database
// that they are run on, so that no list has to be kept.

#include <string>
#include <vector>

namespace parley::store {

struct Table {
    std::string name;
    std::vector<std::string> columns;
    std::string order = {};  // columns by which its rows are read; empty: in any order
};

/// The tables that migrations 1 to `number` make, without `migrations` itself. A table comes after
/// those that it refers to.
std::vector<Table> tables_of_schema(int number);

/// The end of a query that reads it.
std::string order_of(Table const& table);

/// The columns with commas between, each in quotes.
std::string list_of_columns(Table const& table);

}  // namespace parley::store
