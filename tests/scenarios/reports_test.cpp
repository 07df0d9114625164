// Reports on what was (C20): each figure is what its definition says, what changes later comes in,
// and nobody sees what lies beyond their reach.
#include "reports.hpp"

#include <gmock/gmock.h>

#include "service/administration.hpp"
#include "service/handing.hpp"
#include "service/logs.hpp"

namespace parley::scenarios {
namespace {

using service::ReportBy;
using service::ReportEvery;
using service::ReportGet;
using service::ReportKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST_P(Reports, C20_EachFigureIsWhatItsDefinitionSays) {
    set({{"wrap_up", "timed"}, {"wrap_up_s", "30"}});
    auto const anna = agent("anna");
    auto const kim = customer("Kim"), lee = customer("Lee"), max = customer("Max");
    auto const chat = ask(kim);
    wait(seconds{20});
    be(anna, "available");
    accept(anna);  // in time
    auto const second = ask(lee);
    wait(seconds{40});
    call(service::message_post, anna,
         {chat, "00000000-0000-4000-8000-000000000001", "hello"});  // after 60 s
    wait(seconds{60});
    end(anna, chat);  // after 100 s
    wait(seconds{30});
    accept(anna);  // after 130 s
    ask(max);
    wait(seconds{7});
    call(service::chat_end, max, {view(max, call(service::chat_list, max, {}).items[0].id).id, {}});
    end(lee, second);
    auto const found = report(manager("mona"), november(ReportKind::queues));
    ASSERT_THAT(found.rows, SizeIs(1));
    auto const& row = found.rows.front();
    EXPECT_EQ(row.name, "Support");
    EXPECT_EQ(row.arrived, 3);
    EXPECT_EQ(row.answered, 2);
    EXPECT_EQ(row.answered_in_time, 1);
    EXPECT_EQ(row.abandoned, 1);
    EXPECT_EQ(row.service_percent, 33);
    EXPECT_EQ(row.handled, 2);
    EXPECT_EQ(row.wait->count, 2);
    EXPECT_EQ(row.wait->mean_s, 75);
    EXPECT_EQ(row.gave_up->mean_s, 7);
    EXPECT_EQ(row.first_answer->count, 1);
    EXPECT_EQ(row.first_answer->mean_s, 60);
    EXPECT_EQ(row.handle->mean_s, (100 + 7) / 2 + 1);
    EXPECT_EQ(row.wrap_up->count, 1);
    EXPECT_EQ(row.wrap_up->mean_s, 30);
    auto const agents = report(root(), november(ReportKind::agents));
    ASSERT_THAT(agents.rows, SizeIs(1));
    EXPECT_EQ(agents.rows.front().agent, anna.user);
    EXPECT_EQ(agents.rows.front().handled, 2);
    EXPECT_EQ(agents.rows.front().arrived, 0);
}

TEST_P(Reports, C20_CodesThatAreChangedLaterComeIn) {
    auto const topics = list_of_codes("Topics", false, false, {"Lamps", "Chairs"});
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    accept(anna);
    call(service::chat_set_codes, anna, {chat, {topics.codes.at(0).id}});
    end(anna, chat);
    pass(std::chrono::hours{5});
    fold();
    auto const names = [&] {
        std::vector<std::string> found;
        for (auto const& row : report(root(), november(ReportKind::codes)).rows) {
            found.push_back(*row.name + " " + std::to_string(row.coded));
        }
        return found;
    };
    EXPECT_THAT(names(), ElementsAre("Lamps 1"));
    call(service::chat_save_log, anna, {chat, {{topics.codes.at(1).id}}, {}, {}});
    fold();
    EXPECT_THAT(names(), ElementsAre("Chairs 1"));
    EXPECT_EQ(count("report_changed"), 0);
}

TEST_P(Reports, C20_A14_NobodySeesWhatLiesBeyondTheirReach) {
    auto const anna = agent("anna", 4, {"Support", "Sales"});
    be(anna, "available");
    for (auto const& name : {"Support", "Sales"}) {
        ask(customer(name), name);
        accept(anna);
    }
    wait(seconds{10});
    auto mona = manager("mona");
    mona.reach = {queue("Sales")};
    auto const seen = report(mona, november(ReportKind::queues));
    ASSERT_THAT(seen.rows, SizeIs(1));
    EXPECT_EQ(seen.rows.front().name, "Sales");
    EXPECT_EQ(seen.total.arrived, 1);
    EXPECT_EQ(report(mona, november(ReportKind::agents)).total.answered, 1);
    EXPECT_THAT(report(mona, november(ReportKind::states)).rows, testing::Not(IsEmpty()));
    auto wanted = november(ReportKind::queues);
    wanted.queues = {{queue("Support")}};
    EXPECT_EQ(refusal([&] { report(mona, wanted); }).path, "/queues/0");
    EXPECT_EQ(refusal([&] { report(anna, wanted); }).code, Code::forbidden);
    EXPECT_EQ(report(auditor("otto"), wanted).total.arrived, 1);
}

TEST_P(Reports, C20_TheDaysBeforeAreComparedWith) {
    ask(customer("Kim"));
    pass(std::chrono::hours{24});
    ask(customer("Lee"));
    ask(customer("Max"));
    ReportGet wanted{ReportKind::queues, "2023-11-15", "2023-11-15", {}, {}, {}, {}, true};
    auto const result = call(service::report_get, root(), wanted).report;
    EXPECT_EQ(result.period.total.arrived, 2);
    EXPECT_EQ(result.before->from, "2023-11-14");
    EXPECT_EQ(result.before->total.arrived, 1);
    wanted.to = "2023-11-14";
    EXPECT_EQ(refusal([&] { report(root(), wanted); }).path, "/to");
    wanted.to = "2025-11-14";
    EXPECT_EQ(refusal([&] { report(root(), wanted); }).path, "/to");
    wanted.to = "2023-11-31";
    EXPECT_EQ(refusal([&] { report(root(), wanted); }).path, "/to");
    wanted.to = "2023-11-15";
    wanted.zone = "Middle/Earth";
    EXPECT_EQ(refusal([&] { report(root(), wanted); }).path, "/zone");
}

TEST_P(Reports, C20_ASpreadsheetRunsNothingOfIt) {
    call(service::queue_update, root(), {queue("Support"), std::string{"=1+1, \"x\""}, {}, {}, {}});
    ask(customer("Kim"), "=1+1, \"x\"");
    auto const file = call(service::report_export, root(),
                           {ReportKind::queues, "2023-11-01", "2023-11-30", {}, {}, {}, {}, true})
                          .file;
    EXPECT_EQ(file.file_name, "parley-queues-2023-11-01-2023-11-30.csv");
    EXPECT_THAT(file.text, testing::StartsWith("\xEF\xBB\xBFqueue,name,arrived,answered,"));
    EXPECT_THAT(file.text, HasSubstr(",\"'=1+1, \"\"x\"\"\",1,0,0,"));
    EXPECT_THAT(file.text, testing::EndsWith("\r\n"));
}

TEST_P(Reports, C20_AScheduledReportIsMadeAndThoseItIsForAreTold) {
    auto const mona = manager("mona"), max = manager("max"), zoe = manager("zoe");
    ask(customer("Kim"));
    service::ReportSave wanted{{},
                               "Every morning",
                               ReportKind::queues,
                               {},
                               "Europe/Berlin",
                               {},
                               {},
                               {},
                               service::ReportSchedule{ReportEvery::day, "07:00"},
                               {{max.user}}};
    auto const saved = call(service::report_save, mona, wanted).report;
    // It is 23:13 in Berlin.
    EXPECT_EQ(saved.next_at, from_rfc3339("2023-11-15T06:00:00.000Z"));
    pass(std::chrono::hours{8});
    ASSERT_THAT(told(max, "report.ready"), SizeIs(1));
    EXPECT_THAT(told(mona, "report.ready"), SizeIs(1));
    EXPECT_THAT(told(zoe, "report.ready"), IsEmpty());
    auto const runs = call(service::report_runs, max, {saved.id}).items;
    ASSERT_THAT(runs, SizeIs(1));
    EXPECT_EQ(runs.front().from, "2023-11-14");
    EXPECT_EQ(runs.front().to, "2023-11-14");
    auto const file = call(service::report_download, max, {runs.front().id}).file;
    EXPECT_THAT(file.text, HasSubstr(",Support,1,"));
    EXPECT_EQ(refusal([&] { call(service::report_download, zoe, {runs.front().id}); }).code,
              Code::not_found);
    EXPECT_EQ(refusal([&] { call(service::report_remove, max, {saved.id}); }).code,
              Code::forbidden);
    EXPECT_EQ(refusal([&] { call(service::report_save, auditor("otto"), wanted); }).code,
              Code::forbidden);
    pass(std::chrono::hours{24 * 30});
    EXPECT_THAT(call(service::report_runs, mona, {saved.id}).items, SizeIs(20));
    call(service::report_remove, root(), {saved.id});
    EXPECT_THAT(call(service::report_list, mona, {}).items, IsEmpty());
    EXPECT_EQ(count("report_runs"), 0);
    EXPECT_EQ(count("timers WHERE kind = 'report_due'"), 0);
}

TEST_P(Reports, C20_WeeksAndMonthsAreWholeOnes) {
    auto const mona = manager("mona");
    auto const save = [&](ReportEvery every) {
        return call(service::report_save, mona,
                    {{},
                     "R",
                     ReportKind::hours,
                     {},
                     "UTC",
                     {},
                     {},
                     {},
                     service::ReportSchedule{every, "00:30"},
                     {}})
            .report;
    };
    auto const weekly = save(ReportEvery::week), monthly = save(ReportEvery::month);
    EXPECT_EQ(weekly.next_at, from_rfc3339("2023-11-20T00:30:00.000Z"));  // a Monday
    EXPECT_EQ(monthly.next_at, from_rfc3339("2023-12-01T00:30:00.000Z"));
    pass(std::chrono::hours{24 * 17});
    auto const weeks = call(service::report_runs, mona, {weekly.id}).items;
    ASSERT_THAT(weeks, SizeIs(2));
    EXPECT_EQ(weeks.front().from + " " + weeks.front().to, "2023-11-20 2023-11-26");
    auto const months = call(service::report_runs, mona, {monthly.id}).items;
    ASSERT_THAT(months, SizeIs(1));
    EXPECT_EQ(months.front().from + " " + months.front().to, "2023-11-01 2023-11-30");
}

TEST_P(Reports, C20_WhatWasDueWhileTheServerWasAwayIsMadeOfItsOwnDays) {
    auto const mona = manager("mona");
    auto const save = [&](ReportEvery every) {
        service::ReportSave wanted{};
        wanted.name = "R";
        wanted.kind = ReportKind::queues;
        wanted.schedule = service::ReportSchedule{every, "03:00"};
        return call(service::report_save, mona, wanted).report.id;
    };
    auto const daily = save(ReportEvery::day), weekly = save(ReportEvery::week),
               monthly = save(ReportEvery::month);
    // From Tuesday, 14 November, to Wednesday, 6 December, at once.
    clock_.advance(*from_rfc3339("2023-12-06T10:00:00.000Z") - clock_.now());
    while (connection_->run_due_timers(hooks_)) {
    }
    auto const runs = [&](ReportId id) {
        std::vector<std::string> all;
        for (auto const& run : call(service::report_runs, mona, {id}).items) {
            all.push_back(run.from + " " + run.to);
        }
        return all;
    };
    ASSERT_THAT(runs(daily), SizeIs(20));
    EXPECT_EQ(runs(daily).front(), "2023-12-05 2023-12-05");
    EXPECT_EQ(runs(daily).back(), "2023-11-16 2023-11-16");
    EXPECT_THAT(runs(weekly), testing::ElementsAre("2023-11-27 2023-12-03", "2023-11-20 2023-11-26",
                                                   "2023-11-13 2023-11-19"));
    EXPECT_THAT(runs(monthly), testing::ElementsAre("2023-11-01 2023-11-30"));
}

TEST_P(Reports, C20_A14_WhatWasMadeBeforeTheReachGrewSmallerIsOutOfSight) {
    auto const mona = manager("mona");
    service::ReportSave wanted{};
    wanted.name = "R";
    wanted.kind = ReportKind::queues;
    wanted.schedule = service::ReportSchedule{ReportEvery::day, "03:00"};
    wanted.view = service::ReportShown{"today", true};
    auto const saved = call(service::report_save, mona, wanted).report;
    EXPECT_EQ(saved.view->period, "today");
    pass(std::chrono::hours{30});
    auto const run = call(service::report_runs, mona, {saved.id}).items.front().id;
    call(service::report_download, mona, {run});
    service::UserUpdate p{};
    p.user = mona.user;
    p.reach = std::vector{queue("Sales")};
    call(service::user_update, root(), p);
    EXPECT_EQ(refusal([&] { call(service::report_download, again(mona), {run}); }).code,
              Code::not_found);
    pass(std::chrono::hours{24});
    auto const next = call(service::report_runs, again(mona), {saved.id}).items.front().id;
    EXPECT_THAT(call(service::report_download, again(mona), {next}).file.text,
                testing::Not(HasSubstr("Support")));
}

INSTANTIATE_TEST_SUITE_P(Engines, Reports, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
