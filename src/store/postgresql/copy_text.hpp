#pragma once
// The text format of PostgreSQL's COPY: a line for each row, tabs between fields, \N for NULL, a
// backslash before what would be taken for one of these.

#include <string>
#include <vector>

#include "store/row_sum.hpp"

namespace parley::store::postgresql {

/// Appends the row as a line.
void append_line(std::string& to, Row row);

/// Takes a line apart, in place: the fields are views into it.
void split_line(char* line, std::size_t size, std::vector<Field>& fields);

}  // namespace parley::store::postgresql
