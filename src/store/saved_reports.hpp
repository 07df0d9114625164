#pragma once
// Queries on reports that are kept, and on what they gave.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

struct SavedReport {
    ReportId id;
    OrganizationId organization;
    UserId owner;
    std::string name;
    std::string plan;  // JSON, of service/saved_reports.hpp
};
BOOST_DESCRIBE_STRUCT(SavedReport, (), (id, organization, owner, name, plan))

struct ReportRun {
    ReportRunId id;
    ReportId report;
    Instant at;
    std::string from;  // local days
    std::string to;
    std::string queues;  // of which it tells, as JSON; empty: of all
};
BOOST_DESCRIBE_STRUCT(ReportRun, (), (id, report, at, from, to, queues))

class SavedReports {
  public:
    explicit SavedReports(Database& sql);

    void save(SavedReport const& it);
    /// With what it has given.
    void remove(ReportId id);
    std::optional<SavedReport> find(ReportId id);
    std::vector<SavedReport> all(OrganizationId organization);
    std::int64_t count(UserId owner);

    /// Keeps this and so many before it.
    void add(OrganizationId organization, ReportRun const& it, std::string const& csv,
             std::int64_t kept);
    std::optional<ReportRun> run(ReportRunId id);
    std::vector<ReportRun> runs(ReportId report);  // newest first
    std::string csv(ReportRunId id);

  private:
    Statement<NoRow, ReportId, OrganizationId, UserId, std::string, std::string> save_;
    Statement<NoRow, ReportId> remove_runs_, remove_;
    Statement<SavedReport, ReportId> by_id_;
    Statement<SavedReport, OrganizationId> all_;
    Statement<std::int64_t, UserId> count_;
    Statement<NoRow, ReportRunId, OrganizationId, ReportId, Instant, std::string, std::string,
              std::string, std::string>
        add_;
    Statement<NoRow, ReportId, ReportId, std::int64_t> trim_;
    Statement<ReportRun, ReportRunId> run_;
    Statement<ReportRun, ReportId> runs_;
    Statement<std::string, ReportRunId> csv_;
};

}  // namespace parley::store
