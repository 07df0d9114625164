#include "store/saved_reports.hpp"

namespace parley::store {

namespace {
constexpr auto report_columns = "SELECT id, organization_id, user_id, name, plan FROM reports";
constexpr auto run_columns = "SELECT id, report_id, at, from_day, to_day, queues FROM report_runs";
}  // namespace

SavedReports::SavedReports(Database& sql)
    : save_(sql,
            "INSERT INTO reports (id, organization_id, user_id, name, plan) "
            "VALUES (:id, :organization, :owner, :name, :plan) ON CONFLICT (id) DO UPDATE SET "
            "name = excluded.name, plan = excluded.plan"),
      remove_runs_(sql, "DELETE FROM report_runs WHERE report_id = :report"),
      remove_(sql, "DELETE FROM reports WHERE id = :id"),
      by_id_(sql, std::string{report_columns} + " WHERE id = :id"),
      all_(sql, std::string{report_columns} +
                    " WHERE organization_id = :organization ORDER BY name, id"),
      count_(sql, "SELECT count(*) FROM reports WHERE user_id = :owner"),
      add_(sql,
           "INSERT INTO report_runs (id, organization_id, report_id, at, from_day, to_day, queues, "
           "csv) VALUES (:id, :organization, :report, :at, :from, :to, :queues, :csv)"),
      trim_(sql,
            "DELETE FROM report_runs WHERE report_id = :report AND id NOT IN "
            "(SELECT id FROM report_runs WHERE report_id = :same ORDER BY id DESC LIMIT :kept)"),
      run_(sql, std::string{run_columns} + " WHERE id = :id"),
      runs_(sql, std::string{run_columns} + " WHERE report_id = :report ORDER BY id DESC"),
      csv_(sql, "SELECT csv FROM report_runs WHERE id = :id") {}

void SavedReports::save(SavedReport const& it) {
    save_.run(it.id, it.organization, it.owner, it.name, it.plan);
}

void SavedReports::remove(ReportId id) {
    remove_runs_.run(id);
    remove_.run(id);
}

std::optional<SavedReport> SavedReports::find(ReportId id) { return by_id_.first(id); }

std::vector<SavedReport> SavedReports::all(OrganizationId organization) {
    return all_.all(organization);
}

std::int64_t SavedReports::count(UserId owner) { return count_.first(owner).value_or(0); }

void SavedReports::add(OrganizationId organization, ReportRun const& it, std::string const& csv,
                       std::int64_t kept) {
    add_.run(it.id, organization, it.report, it.at, it.from, it.to, it.queues, csv);
    trim_.run(it.report, it.report, kept);
}

std::optional<ReportRun> SavedReports::run(ReportRunId id) { return run_.first(id); }

std::vector<ReportRun> SavedReports::runs(ReportId report) { return runs_.all(report); }

std::string SavedReports::csv(ReportRunId id) { return csv_.first(id).value_or(std::string{}); }

}  // namespace parley::store
