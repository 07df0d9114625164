#pragma once
// Reports that are kept under a name, and those that the clock asks for (C20). They show what lies
// within the reach of who has saved them, whoever else may download them.

#include "service/reports.hpp"

namespace parley::service {

enum class ReportEvery {
    day,    // of the day before
    week,   // on Mondays, of the seven days before
    month,  // on the first, of the month before
};
BOOST_DESCRIBE_ENUM(ReportEvery, day, week, month)

struct ReportSchedule {
    ReportEvery every;
    std::string at;  // 07:00, local
};
BOOST_DESCRIBE_STRUCT(ReportSchedule, (), (every, at))

/// How a person looked at it when they kept it: the page's words, which the server only keeps.
struct ReportShown {
    std::string period;  // today, last_7 … at most 40 code points
    bool compare;        // with the days before
};
BOOST_DESCRIBE_STRUCT(ReportShown, (), (period, compare))

struct SavedReportView {
    ReportId id;
    std::string name;
    UserId owner;
    std::string owner_name;
    ReportKind kind;
    std::int64_t days;  // until yesterday, where a person asks for it
    std::string zone;
    std::vector<QueueId> queues;  // none: all
    std::vector<UserId> agents;
    std::optional<ReportBy> by;
    std::optional<ReportSchedule> schedule;
    std::vector<UserId> receivers;  // beside the owner
    std::optional<ReportShown> view;
    std::optional<Instant> next_at;
};
BOOST_DESCRIBE_STRUCT(SavedReportView, (),
                      (id, name, owner, owner_name, kind, days, zone, queues, agents, by, schedule,
                       receivers, view, next_at))
struct SavedReportItems {
    std::vector<SavedReportView> items;  // by name
};
BOOST_DESCRIBE_STRUCT(SavedReportItems, (), (items))
/// The caller's own, and those that are for the caller.
SavedReportItems report_list(Tx& tx, Actor const& actor, Nothing const&);

struct ReportSave {
    std::optional<ReportId> report;  // left out: a new one
    std::string name;
    ReportKind kind;
    std::optional<std::int64_t> days;  // 1 to 400; 7 if left out
    std::optional<std::string> zone;   // UTC if left out
    std::optional<std::vector<QueueId>> queues;
    std::optional<std::vector<UserId>> agents;
    std::optional<ReportBy> by;
    std::optional<ReportSchedule> schedule;        // left out: only when a person asks
    std::optional<std::vector<UserId>> receivers;  // at most 50 members of staff
    std::optional<ReportShown> view = {};
};
BOOST_DESCRIBE_STRUCT(ReportSave, (),
                      (report, name, kind, days, zone, queues, agents, by, schedule, receivers,
                       view))
struct SavedReportResult {
    SavedReportView report;
};
BOOST_DESCRIBE_STRUCT(SavedReportResult, (), (report))
/// Only who has made one changes it.
SavedReportResult report_save(Tx& tx, Actor const& actor, ReportSave const& p);

struct ReportNamed {
    ReportId report;
};
BOOST_DESCRIBE_STRUCT(ReportNamed, (), (report))
/// Also by administrators. What it has given goes with it.
Nothing report_remove(Tx& tx, Actor const& actor, ReportNamed const& p);

struct ReportRunView {
    ReportRunId id;
    Instant at;
    std::string from;  // local days
    std::string to;
};
BOOST_DESCRIBE_STRUCT(ReportRunView, (), (id, at, from, to))
struct ReportRuns {
    std::vector<ReportRunView> items;  // newest first, at most 20
};
BOOST_DESCRIBE_STRUCT(ReportRuns, (), (items))
ReportRuns report_runs(Tx& tx, Actor const& actor, ReportNamed const& p);

struct ReportRunNamed {
    ReportRunId run;
};
BOOST_DESCRIBE_STRUCT(ReportRunNamed, (), (run))
/// Refuses not_found where it tells of more than its owner reaches now.
ReportExported report_download(Tx& tx, Actor const& actor, ReportRunNamed const& p);

/// The event report.ready: to who has saved it and for whom it is.
struct ReportReady {
    ReportId report;
    ReportRunId run;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(ReportReady, (), (report, run, name))

/// The timer: makes it as it was due, also for what was due since, and is set for the next time.
void report_due(store::Tx& tx, ReportId id, Instant due);

}  // namespace parley::service
