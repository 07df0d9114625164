// Reports on what was (C20): what is folded is what a naive count finds, on any days and in any
// time zone; what changes later comes in; and nobody sees what lies beyond their reach.
#include <random>

#include <gmock/gmock.h>

#include "base/time_zone.hpp"
#include "desk.hpp"
#include "service/administration.hpp"
#include "service/handing.hpp"
#include "service/logs.hpp"
#include "service/report_folding.hpp"
#include "service/saved_reports.hpp"

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

constexpr auto kinds = {ReportKind::queues, ReportKind::agents, ReportKind::hours,
                        ReportKind::codes, ReportKind::states};

class Reports : public Desk {
  protected:
    /// The clock stands at this instant, before anything happens.
    void begin_at(std::string const& rfc3339) {
        clock_.advance(*from_rfc3339(rfc3339) - clock_.now());
    }
    void pass(milliseconds span) {
        constexpr milliseconds step = seconds{30};
        for (; span.count() > 0; span -= step) {
            clock_.advance(std::min(span, step));
            while (connection_->run_due_timers(hooks_)) {
            }
        }
    }
    void fold() {
        for (int i = 0; i < 100; ++i) {
            connection_->run([](store::Tx& tx) {
                service::fold_reports(tx);
                tx.clear_timer(store::TimerKind::fold_reports, 0);
            });
        }
    }
    void forget_what_is_folded() {
        connection_->session() << "DELETE FROM report_days";
        connection_->session() << "DELETE FROM report_folded";
    }
    std::int64_t count(std::string const& what) {
        long long rows = 0;
        connection_->session() << "SELECT count(*) FROM " + what, soci::into(rows);
        return rows;
    }

    service::ReportPeriod report(Actor const& who, ReportGet const& wanted) {
        return call(service::report_get, who, wanted).report.period;
    }
    /// Everything that can be asked of these days.
    std::string all_of(std::string const& from, std::string const& to) {
        std::string all;
        for (auto const kind : kinds) {
            for (auto const zone :
                 {"UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe"}) {
                for (auto const by : {std::optional<ReportBy>{}, std::optional{ReportBy::day},
                                      std::optional{ReportBy::weekday_hour}}) {
                    all += to_json(report(root(), {kind, from, to, zone, {}, {}, by, {}})) + "\n";
                }
            }
        }
        return all;
    }

    static constexpr ReportGet november(ReportKind kind) {
        return {kind, "2023-11-01", "2023-11-30", {}, {}, {}, {}, {}};
    }
};

/// Some days of a small desk, with everything that is counted.
class RandomDays {
  public:
    RandomDays(std::uint32_t seed) : random_(seed) {}
    std::int64_t below(std::int64_t end) {
        return std::uniform_int_distribution<std::int64_t>{0, end - 1}(random_);
    }

  private:
    std::mt19937 random_;
};

class ReportsOfRandomDays : public Reports {
  protected:
    void live(std::uint32_t seed, int steps, bool folds_meanwhile) {
        RandomDays random{seed};
        set({{"wrap_up", "timed"}, {"wrap_up_s", "90"}, {"offer_s", "20"}});
        codes_ = list_of_codes("Topics", false, true, {"Lamps", "Chairs", "Tables"}).codes;
        std::vector<Actor> agents{agent("anna", 2, {"Support", "Sales"}), agent("ben", 1)};
        std::vector<std::pair<Actor, ChatId>> customers;
        for (int i = 0; i < steps; ++i) {
            auto const& who = agents[static_cast<std::size_t>(random.below(2))];
            try {
                act(random, who, customers, i);
            } catch (Refused const&) {
                // People try what cannot be done.
            }
            if (folds_meanwhile && random.below(10) == 0) fold();
            auto const most = random.below(8) == 0 ? 4 * 3600 : 240;
            pass(seconds{random.below(most)});
        }
    }

  private:
    void act(RandomDays& random, Actor const& who, std::vector<std::pair<Actor, ChatId>>& customers,
             int number) {
        switch (random.below(9)) {
            case 0:
            case 1: {
                auto const one = customer("Customer " + std::to_string(number));
                customers.emplace_back(one, ask(one, random.below(2) == 0 ? "Support" : "Sales"));
                break;
            }
            case 2:
                be(who, random.below(4) == 0 ? "away" : "available");
                break;
            case 3:
            case 4:
                if (!offered(who).empty()) {
                    call(service::chat_accept, who,
                         {call(service::offer_list, who, {}).items.front().id});
                }
                break;
            case 5:
                if (!offered(who).empty()) {
                    call(service::chat_decline, who,
                         {call(service::offer_list, who, {}).items.front().id, {}});
                }
                break;
            case 6:
                if (!customers.empty()) {
                    auto const& [one, chat] =
                        customers[static_cast<std::size_t>(random.below(std::ssize(customers)))];
                    end(one, chat);
                }
                break;
            case 7:
                for (auto const& chat : call(service::chat_list, who, {}).items) {
                    if (chat.state == domain::ChatState::active && random.below(2) == 0) {
                        call(service::message_post, who, {chat.id, uuid(number), "hello"});
                        call(service::chat_transfer, who,
                             {chat.id, queue(random.below(2) == 0 ? "Sales" : "Support"), {}, {}});
                    }
                }
                break;
            default:
                for (auto const& chat : call(service::chat_list, who, {}).items) {
                    auto const code = codes_[static_cast<std::size_t>(random.below(3))].id;
                    call(service::chat_save_log, who, {chat.id, {{code}}, {}, true});
                    if (random.below(2) == 0) break;
                }
        }
    }
    static std::string uuid(int number) {
        auto const digits = std::to_string(100000 + number);
        return "00000000-0000-4000-8000-000000" + digits;
    }

    std::vector<service::CodeView> codes_;
};

/// What a count over all rows finds, by local days.
std::map<std::string, std::int64_t> naive(soci::session& sql, std::string const& zone_name,
                                          std::string const& times) {
    auto const zone = *TimeZone::find(zone_name);
    std::map<std::string, std::int64_t> by_day;
    soci::rowset<long long> const rows = (sql.prepare << times);
    for (auto const ms : rows) ++by_day[day_text(zone.local(Instant{ms}).day)];
    return by_day;
}

TEST_P(ReportsOfRandomDays, C20_WhatIsFoldedIsWhatANaiveCountFinds) {
    // Clocks go forward in Berlin, back in Berlin, and back by half an hour on Lord Howe.
    struct Days {
        std::string begin, from, to;
    };
    std::uint32_t seed = 4711;
    for (auto const& [begin, from, to] :
         {Days{"2024-03-30T20:07:00.000Z", "2024-03-30", "2024-04-02"},
          Days{"2024-04-06T09:51:00.000Z", "2024-04-06", "2024-04-09"},
          Days{"2024-10-26T17:33:00.000Z", "2024-10-26", "2024-10-29"}}) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        if (seed != 4711) {
            connection_.reset();
            root_ = {};
            SetUp();
        }
        begin_at(begin);
        live(seed, 200, seed % 2 == 0);
        auto const counted = all_of(from, to);
        auto& sql = connection_->session();
        for (auto const zone : {"Europe/Berlin", "Asia/Kathmandu"}) {
            auto const period =
                report(root(), {ReportKind::hours, from, to, zone, {}, {}, ReportBy::day, {}});
            std::map<std::string, std::int64_t> arrived, answered, abandoned, handled, missed,
                declined;
            for (auto const& row : period.rows) {
                if (row.arrived > 0) arrived[*row.day] = row.arrived;
                if (row.answered > 0) answered[*row.day] = row.answered;
                if (row.abandoned > 0) abandoned[*row.day] = row.abandoned;
                if (row.handled > 0) handled[*row.day] = row.handled;
                if (row.missed > 0) missed[*row.day] = row.missed;
                if (row.declined > 0) declined[*row.day] = row.declined;
            }
            EXPECT_EQ(arrived, naive(sql, zone, "SELECT started_at FROM chats"));
            EXPECT_EQ(answered, naive(sql, zone,
                                      "SELECT min(at) FROM messages WHERE event LIKE "
                                      "'%agent_joined%' GROUP BY chat_id"));
            EXPECT_EQ(abandoned,
                      naive(sql, zone, "SELECT ended_at FROM chats WHERE state = 'unanswered'"));
            EXPECT_EQ(handled, naive(sql, zone,
                                     "SELECT ended_at FROM chats WHERE ended_at IS NOT NULL "
                                     "AND agent_id IS NOT NULL "
                                     "UNION ALL SELECT at FROM hand_overs"));
            EXPECT_EQ(missed,
                      naive(sql, zone, "SELECT decided_at FROM offers WHERE state = 'expired'"));
            EXPECT_EQ(declined,
                      naive(sql, zone, "SELECT decided_at FROM offers WHERE state = 'declined'"));
            EXPECT_GT(period.total.arrived, 20);
            EXPECT_GT(period.total.handled, 5);
        }
        fold();
        EXPECT_GT(count("report_days"), 10);
        EXPECT_EQ(all_of(from, to), counted);
        auto const rows = count("report_days");
        connection_->session() << "UPDATE report_folded SET until_at = from_at";
        fold();  // once more, what is there already
        EXPECT_EQ(count("report_days"), rows);
        EXPECT_EQ(all_of(from, to), counted);
        forget_what_is_folded();
        EXPECT_EQ(all_of(from, to), counted);
        fold();
        pass(std::chrono::hours{30});
        fold();
        auto const later = all_of(from, to);
        forget_what_is_folded();
        EXPECT_EQ(all_of(from, to), later);
        seed += 1;
    }
}

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

INSTANTIATE_TEST_SUITE_P(Engines, Reports, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });
INSTANTIATE_TEST_SUITE_P(Engines, ReportsOfRandomDays, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
