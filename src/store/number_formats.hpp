#pragma once
// Queries on the numbers that organizations give out themselves (docs/redaction.md).

#include <optional>
#include <string>

#include "store/statement.hpp"

namespace parley::store {

struct NumberFormatsRow {
    std::string formats;   // JSON: a list of domain::redaction::Format
    std::int64_t version;  // from 1
};
BOOST_DESCRIBE_STRUCT(NumberFormatsRow, (), (formats, version))

class NumberFormats {
  public:
    explicit NumberFormats(Database& sql);

    /// None where an organization has never named any.
    std::optional<NumberFormatsRow> of(OrganizationId organization);
    void save(OrganizationId organization, NumberFormatsRow const& row);

  private:
    Statement<NumberFormatsRow, OrganizationId> of_;
    Statement<NoRow, OrganizationId, std::string, std::int64_t> save_;
};

}  // namespace parley::store
