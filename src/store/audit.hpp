#pragma once
// Queries on the audit log. Rows are only ever added: the tables refuse anything else.

#include <string>
#include <vector>

#include "domain/audit.hpp"
#include "store/statement.hpp"

namespace parley::store {

using domain::AuditFact;
using domain::AuditHead;
using domain::AuditRow;

/// Which rows: those of which all that is given here is true; empty: any.
struct AuditFilter {
    std::string event = {};
    std::string actor = {};
    std::string target_type = {};
    std::string target = {};
    Instant from{};
    Instant before{INT64_MAX};
};

class Audit {
  public:
    explicit Audit(Database& sql);

    /// Adds the row to its organization's chain. Of two transactions that do so one is run again.
    void add(AuditFact fact);
    AuditHead head(OrganizationId organization);
    /// Ascending, from the one after `seq`.
    std::vector<AuditRow> after(OrganizationId organization, std::int64_t seq, std::int64_t limit);
    /// Newest first, with a seq below `below`.
    std::vector<AuditRow> page(OrganizationId organization, AuditFilter const& filter,
                               std::int64_t below, std::int64_t limit);

  private:
    Statement<NoRow, OrganizationId, std::int64_t, Instant, std::string, std::string, std::string,
              std::string, std::string, std::string, std::string, std::string, std::string,
              std::string, std::string, RawJson, std::string, std::string, std::string, std::string>
        add_;
    Statement<NoRow, OrganizationId, std::int64_t, std::string> set_head_;
    Statement<AuditHead, OrganizationId> head_;
    Statement<AuditRow, OrganizationId, std::int64_t, std::int64_t> after_;
    Statement<AuditRow, OrganizationId, std::int64_t, std::string, std::string, std::string,
              std::string, std::string, std::string, std::string, std::string, Instant, Instant,
              std::int64_t>
        page_;
};

}  // namespace parley::store
