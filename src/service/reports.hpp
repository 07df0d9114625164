#pragma once
// Reports on what was: how much, how fast, by whom (C20). Source: guide 1c (historical reports).
// All need Right::report_view, and show what lies within the caller's reach.

#include "domain/report.hpp"
#include "service/operations.hpp"

namespace parley::service {

enum class ReportKind {
    queues,
    agents,
    hours,   // everything within reach, by hours of the week unless `by` says otherwise
    codes,   // chats that ended, by their codes
    states,  // agents' time
};
BOOST_DESCRIBE_ENUM(ReportKind, queues, agents, hours, codes, states)

enum class ReportBy {
    day,
    hour,          // of the day, 0 to 23
    weekday_hour,  // Monday is 1
};
BOOST_DESCRIBE_ENUM(ReportBy, day, hour, weekday_hour)

struct ReportGet {
    ReportKind kind;
    std::string from;                            // 2026-11-01, the first local day
    std::string to;                              // the last one; at most 400 days
    std::optional<std::string> zone;             // in which days and hours are meant; UTC
    std::optional<std::vector<QueueId>> queues;  // all within reach if left out or empty
    std::optional<std::vector<UserId>> agents;   // of agents and states only
    std::optional<ReportBy> by;                  // a row for each of these, too
    std::optional<bool> compare;                 // with as many days before
};
BOOST_DESCRIBE_STRUCT(ReportGet, (), (kind, from, to, zone, queues, agents, by, compare))

/// How long something took. `counts` go with `bounds_s` of the report, without zeros at the end.
struct ReportTimes {
    std::int64_t count;
    std::int64_t mean_s;
    std::int64_t median_s;
    std::int64_t p90_s;
    std::vector<std::int64_t> counts;
};
BOOST_DESCRIBE_STRUCT(ReportTimes, (), (count, mean_s, median_s, p90_s, counts))

/// What each figure means: domain/report.hpp, docs/managers.md.
struct ReportRow {
    std::optional<QueueId> queue;
    std::optional<UserId> agent;
    std::optional<CodeId> code;
    std::optional<std::string> name;  // of that, as it is called now
    std::optional<domain::Label> label;
    std::optional<std::string> status;
    std::optional<std::string> reason;
    std::optional<std::string> day;
    std::optional<std::int64_t> weekday;
    std::optional<std::int64_t> hour;
    std::int64_t arrived;
    std::int64_t answered;
    std::int64_t answered_in_time;
    std::optional<std::int64_t> service_percent;
    std::int64_t abandoned;
    std::int64_t left_message;
    std::int64_t solved_by_bot;
    std::int64_t handled;
    std::int64_t transferred;
    std::int64_t missed;
    std::int64_t declined;
    std::int64_t coded;
    std::int64_t seconds;
    std::optional<ReportTimes> wait;
    std::optional<ReportTimes> gave_up;
    std::optional<ReportTimes> first_answer;
    std::optional<ReportTimes> handle;
    std::optional<ReportTimes> wrap_up;
};
BOOST_DESCRIBE_STRUCT(ReportRow, (),
                      (queue, agent, code, name, label, status, reason, day, weekday, hour, arrived,
                       answered, answered_in_time, service_percent, abandoned, left_message,
                       solved_by_bot, handled, transferred, missed, declined, coded, seconds, wait,
                       gave_up, first_answer, handle, wrap_up))

struct ReportPeriod {
    std::string from;  // local days, both within
    std::string to;
    ReportRow total;
    std::vector<ReportRow> rows;
};
BOOST_DESCRIBE_STRUCT(ReportPeriod, (), (from, to, total, rows))

struct Report {
    ReportKind kind;
    std::string zone;
    Instant as_of;
    // Older history is still being counted, and not in it.
    std::optional<Instant> counted_since;
    std::vector<std::int64_t> bounds_s;  // of the buckets of all distributions
    ReportPeriod period;
    std::optional<ReportPeriod> before;
};
BOOST_DESCRIBE_STRUCT(Report, (), (kind, zone, as_of, counted_since, bounds_s, period, before))
struct ReportResult {
    Report report;
};
BOOST_DESCRIBE_STRUCT(ReportResult, (), (report))
/// Refuses a period that is too long, and more than 10,000 rows.
ReportResult report_get(Tx& tx, Actor const& actor, ReportGet const& p);

struct ReportExport {
    ReportKind kind;
    std::string from;
    std::string to;
    std::optional<std::string> zone;
    std::optional<std::vector<QueueId>> queues;
    std::optional<std::vector<UserId>> agents;
    std::optional<ReportBy> by;
    std::optional<bool> bom;  // begins with a byte order mark, for spreadsheets that ask for one
};
BOOST_DESCRIBE_STRUCT(ReportExport, (), (kind, from, to, zone, queues, agents, by, bom))
struct ReportFile {
    std::string file_name;
    std::string content_type;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ReportFile, (), (file_name, content_type, text))
struct ReportExported {
    ReportFile file;
};
BOOST_DESCRIBE_STRUCT(ReportExported, (), (file))
/// The same rows as CSV (RFC 4180). A text that a spreadsheet would take for a formula begins with
/// an apostrophe.
ReportExported report_export(Tx& tx, Actor const& actor, ReportExport const& p);

/// The rows of a period as CSV.
std::string csv_of(ReportKind kind, std::optional<ReportBy> by, std::vector<ReportRow> const& rows);

}  // namespace parley::service
