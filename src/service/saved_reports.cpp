#include "service/saved_reports.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "base/ensure.hpp"
#include "base/time_zone.hpp"
#include "service/sessions.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::local_days;

constexpr std::int64_t reports_max = 200;  // of one person
constexpr std::size_t receivers_max = 50;
constexpr std::int64_t days_max = 400;
constexpr std::int64_t runs_kept = 20;

/// What is kept of one as JSON.
struct Plan {
    ReportKind kind;
    std::int64_t days;
    std::string zone;
    std::vector<QueueId> queues;
    std::vector<UserId> agents;
    std::optional<ReportBy> by;
    std::optional<ReportSchedule> schedule;
    std::vector<UserId> receivers;
    std::optional<ReportShown> view;
};
BOOST_DESCRIBE_STRUCT(Plan, (), (kind, days, zone, queues, agents, by, schedule, receivers, view))

template <class E>
E enum_in(json::value const& stored) {
    auto const value = from_word<E>(std::string_view{stored.as_string()});
    ENSURE(value);
    return *value;
}

template <class Tag>
std::vector<Id<Tag>> ids_in(json::value const& stored) {
    std::vector<Id<Tag>> ids;
    for (auto const& one : stored.as_array()) {
        ids.push_back(*id_from_text<Tag>(std::string_view{one.as_string()}));
    }
    return ids;
}

Plan read_plan(store::SavedReport const& it) {
    auto const stored = json::parse(it.plan).as_object();
    Plan plan{enum_in<ReportKind>(stored.at("kind")),
              stored.at("days").as_int64(),
              std::string{stored.at("zone").as_string()},
              ids_in<QueueTag>(stored.at("queues")),
              ids_in<UserTag>(stored.at("agents")),
              {},
              {},
              ids_in<UserTag>(stored.at("receivers")),
              {}};
    if (auto const* by = stored.if_contains("by")) plan.by = enum_in<ReportBy>(*by);
    if (auto const* schedule = stored.if_contains("schedule")) {
        plan.schedule = ReportSchedule{enum_in<ReportEvery>(schedule->at("every")),
                                       std::string{schedule->at("at").as_string()}};
    }
    if (auto const* view = stored.if_contains("view")) {
        plan.view = json::value_to<ReportShown>(*view);
    }
    return plan;
}

std::int64_t minute_of(std::string const& text) {
    auto const digit = [&](std::size_t i) {
        bool const is_digit = i < text.size() && text[i] >= '0' && text[i] <= '9';
        return is_digit ? text[i] - '0' : 100;
    };
    auto const hour = digit(0) * 10 + digit(1);
    auto const minute = digit(3) * 10 + digit(4);
    if (text.size() != 5 || text[2] != ':' || hour > 23 || minute > 59) {
        throw invalid("/schedule/at", "must be a time of the day like 07:00");
    }
    return hour * 60 + minute;
}

bool is_time_for(ReportEvery every, local_days day) {
    switch (every) {
        case ReportEvery::day:
            return true;
        case ReportEvery::week:
            return std::chrono::weekday{day} == std::chrono::Monday;
        case ReportEvery::month:
            break;
    }
    return std::chrono::year_month_day{day}.day() == std::chrono::day{1};
}

Instant next_time(ReportSchedule const& schedule, std::string const& zone_name, Instant now) {
    auto const zone = *TimeZone::find(zone_name);
    auto const minute = minute_of(schedule.at);
    for (auto day = zone.local(now).day;; day += days{1}) {
        auto const at = zone.instant(day, minute);
        if (at > now && is_time_for(schedule.every, day)) return at;
    }
}

/// The days that are over when it is time for it.
std::pair<local_days, local_days> period_of(Plan const& plan, local_days today) {
    auto const yesterday = today - days{1};
    auto const every = plan.schedule ? std::optional{plan.schedule->every} : std::nullopt;
    if (every == ReportEvery::day) return {yesterday, yesterday};
    if (every == ReportEvery::week) return {today - days{7}, yesterday};
    if (every == ReportEvery::month) {
        std::chrono::year_month_day const last{yesterday};
        return {local_days{last.year() / last.month() / std::chrono::day{1}}, yesterday};
    }
    return {today - days{plan.days}, yesterday};
}

void set_time(Tx& tx, ReportId id, Plan const& plan) {
    if (plan.schedule) {
        tx.set_timer(next_time(*plan.schedule, plan.zone, tx.now()), store::TimerKind::report_due,
                     id.value);
    } else {
        tx.clear_timer(store::TimerKind::report_due, id.value);
    }
}

SavedReportView view(Tx& tx, store::SavedReport const& it) {
    auto plan = read_plan(it);
    SavedReportView shown{it.id,
                          it.name,
                          it.owner,
                          tx.people.get(it.owner).display_name,
                          plan.kind,
                          plan.days,
                          plan.zone,
                          std::move(plan.queues),
                          std::move(plan.agents),
                          plan.by,
                          plan.schedule,
                          std::move(plan.receivers),
                          std::move(plan.view),
                          {}};
    if (plan.schedule) shown.next_at = next_time(*plan.schedule, plan.zone, tx.now());
    return shown;
}

bool is_for(store::SavedReport const& it, UserId user) {
    auto const receivers = read_plan(it).receivers;
    return it.owner == user || std::ranges::find(receivers, user) != receivers.end();
}

store::SavedReport own_report(Tx& tx, Actor const& actor, ReportId id) {
    auto const report = tx.saved_reports.find(id);
    bool const seen =
        report && report->organization == actor.organization && is_for(*report, actor.user);
    if (!seen) throw Refused{Code::not_found};
    return *report;
}

bool is_colleague(Tx& tx, Actor const& actor, UserId id) {
    auto const after = UserId{id.value - 1};
    auto const found = tx.people.of_organization(actor.organization, after, 1);
    return !found.empty() && found.front().id == id;
}

std::vector<UserId> checked_receivers(Tx& tx, Actor const& actor, ReportSave const& p) {
    auto const wanted = p.receivers.value_or(std::vector<UserId>{});
    if (wanted.size() > receivers_max) {
        throw invalid("/receivers", "must be at most " + std::to_string(receivers_max));
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!is_colleague(tx, actor, wanted[i])) {
            throw invalid("/receivers/" + std::to_string(i), "there is no such person");
        }
    }
    return wanted;
}

/// Refuses what report.get would.
Plan checked_plan(Tx& tx, Actor const& actor, ReportSave const& p) {
    auto const span = p.days.value_or(7);
    if (span < 1 || span > days_max) throw invalid("/days", "must be from 1 to 400");
    Plan plan{p.kind,
              span,
              p.zone.value_or("UTC"),
              p.queues.value_or(std::vector<QueueId>{}),
              p.agents.value_or(std::vector<UserId>{}),
              p.by,
              p.schedule,
              checked_receivers(tx, actor, p),
              p.view};
    constexpr std::int64_t period_max = 40;
    if (plan.view) plan.view->period = clean_name(plan.view->period, period_max, "/view/period");
    report_get(tx, actor,
               {p.kind, "2000-01-01", "2000-01-01", p.zone, p.queues, p.agents, p.by, {}});
    if (plan.schedule) minute_of(plan.schedule->at);
    return plan;
}

ReportFile file_of(store::SavedReport const& report, store::ReportRun const& run, std::string csv) {
    auto const kind = std::string{word(read_plan(report).kind)};
    return {"parley-" + kind + "-" + run.from + "-" + run.to + ".csv", "text/csv; charset=utf-8",
            std::move(csv)};
}

/// Whether all of which it tells is within the reach of now.
bool reaches(Actor const& actor, store::ReportRun const& run) {
    if (!actor.reach) return true;
    if (run.queues.empty()) return false;
    return std::ranges::all_of(ids_in<QueueTag>(json::parse(run.queues)),
                               [&](QueueId queue) { return actor.reaches(queue); });
}

/// When it was due until now, after the server was away, too: the last ones, as many as are kept.
std::vector<Instant> missed_times(Plan const& plan, Instant due, Instant now) {
    std::vector<Instant> times;
    while (plan.schedule && due <= now) {
        times.push_back(due);
        due = next_time(*plan.schedule, plan.zone, due);
    }
    auto const extra = std::max<std::ptrdiff_t>(0, std::ssize(times) - runs_kept);
    times.erase(times.begin(), times.begin() + extra);
    return times;
}

/// Of the days that were over when it was due.
void make_run(Tx& tx, Actor const& owner, store::SavedReport const& report, Plan const& plan,
              Instant due) {
    auto const [from, to] = period_of(plan, TimeZone::find(plan.zone)->local(due).day);
    ReportExport const wanted{plan.kind,   day_text(from), day_text(to), plan.zone,
                              plan.queues, plan.agents,    plan.by,      true};
    auto const file = report_export(tx, owner, wanted).file;
    auto queues = owner.reach;
    if (!plan.queues.empty()) queues = plan.queues;
    store::ReportRun const run{tx.make_id<ReportRunId>(),
                               report.id,
                               tx.now(),
                               day_text(from),
                               day_text(to),
                               queues ? to_json(*queues) : std::string{}};
    tx.saved_reports.add(report.organization, run, file.text, runs_kept);
    auto receivers = plan.receivers;
    receivers.push_back(report.owner);
    std::ranges::sort(receivers);
    auto const same = std::ranges::unique(receivers);
    receivers.erase(same.begin(), same.end());
    for (auto const user : receivers) {
        tell_agent(tx, user, "report.ready", ReportReady{report.id, run.id, report.name});
    }
}

}  // namespace

SavedReportItems report_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::report_view);
    SavedReportItems result;
    for (auto const& it : tx.saved_reports.all(actor.organization)) {
        if (is_for(it, actor.user)) result.items.push_back(view(tx, it));
    }
    return result;
}

SavedReportResult report_save(Tx& tx, Actor const& actor, ReportSave const& p) {
    actor.need(domain::Right::report_save);
    if (p.report && own_report(tx, actor, *p.report).owner != actor.user) {
        throw Refused{Code::forbidden};
    }
    if (!p.report && tx.saved_reports.count(actor.user) >= reports_max) {
        throw invalid("/name", "you keep " + std::to_string(reports_max) + " already");
    }
    auto const name = clean_name(p.name, tx.limits().name_text_max, "/name");
    if (name.empty()) throw invalid("/name", "must not be empty");
    auto const plan = checked_plan(tx, actor, p);
    auto const id = p.report ? *p.report : tx.make_id<ReportId>();
    tx.saved_reports.save({id, actor.organization, actor.user, name, to_json(plan)});
    set_time(tx, id, plan);
    return {view(tx, *tx.saved_reports.find(id))};
}

Nothing report_remove(Tx& tx, Actor const& actor, ReportNamed const& p) {
    actor.need(domain::Right::report_save);
    auto const report = tx.saved_reports.find(p.report);
    if (!report || report->organization != actor.organization) throw Refused{Code::not_found};
    bool const may = report->owner == actor.user || actor.may(domain::Right::settings_manage);
    if (!may) throw Refused{is_for(*report, actor.user) ? Code::forbidden : Code::not_found};
    tx.saved_reports.remove(p.report);
    tx.clear_timer(store::TimerKind::report_due, p.report.value);
    return {};
}

ReportRuns report_runs(Tx& tx, Actor const& actor, ReportNamed const& p) {
    actor.need(domain::Right::report_view);
    own_report(tx, actor, p.report);
    ReportRuns result;
    for (auto const& run : tx.saved_reports.runs(p.report)) {
        result.items.push_back({run.id, run.at, run.from, run.to});
    }
    return result;
}

ReportExported report_download(Tx& tx, Actor const& actor, ReportRunNamed const& p) {
    actor.need(domain::Right::report_view);
    auto const run = tx.saved_reports.run(p.run);
    if (!run) throw Refused{Code::not_found};
    auto const report = own_report(tx, actor, run->report);
    if (!reaches(staff_actor(tx, tx.people.get(report.owner)), *run)) {
        throw Refused{Code::not_found};
    }
    return {file_of(report, *run, tx.saved_reports.csv(run->id))};
}

void report_due(store::Tx& tx, ReportId id, Instant due) {
    auto const report = tx.saved_reports.find(id);
    if (!report) return;
    auto const plan = read_plan(*report);
    auto const owner = tx.people.get(report->owner);
    auto const actor = staff_actor(tx, owner);
    // Whoever has left, or may not see reports any more, gets none until they may again.
    if (owner.active && actor.may(domain::Right::report_view)) {
        try {
            for (auto const each : missed_times(plan, due, tx.now())) {
                make_run(tx, actor, *report, plan, each);
            }
        } catch (Refused const&) {
            // A queue that it names has gone out of its owner's reach: they see none, and change
            // it.
        }
    }
    set_time(tx, id, plan);
}

}  // namespace parley::service
