// Reports on what was (C20): what is folded is what a naive count finds, on any days and in any
// time zone.
#include <random>

#include <gmock/gmock.h>

#include "reports.hpp"
#include "service/administration.hpp"
#include "service/handing.hpp"
#include "service/logs.hpp"

namespace parley::scenarios {
namespace {

using service::ReportBy;
using service::ReportKind;

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
        set({{"wrap_up", "timed"}, {"wrap_up_s", "90"}, {"offer_s", "90"}});
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
            for (auto const& one : agents) accept_some(random, one);
            if (folds_meanwhile && random.below(10) == 0) fold();
            auto const most = random.below(12) == 0 ? 6 * 3600 : 100;
            pass(seconds{random.below(most)});
        }
    }

  private:
    void accept_some(RandomDays& random, Actor const& who) {
        for (auto const& offer : call(service::offer_list, who, {}).items) {
            if (random.below(3) > 0) call(service::chat_accept, who, {offer.id});
        }
    }

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
                be(who, random.below(5) == 0 ? "away" : "available");
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
                be(who, "available");
                if (!customers.empty() && random.below(2) == 0) {
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
         {Days{"2024-03-30T20:07:00.000Z", "2024-03-30", "2024-04-04"},
          Days{"2024-04-06T09:51:00.000Z", "2024-04-06", "2024-04-11"},
          Days{"2024-10-26T17:33:00.000Z", "2024-10-26", "2024-10-31"}}) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        if (seed != 4711) {
            connection_.reset();
            root_ = {};
            SetUp();
        }
        begin_at(begin);
        live(seed, 250, seed % 2 == 0);
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
        if (GetParam() == "postgresql") break;  // the same rules, and each operation takes longer
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, ReportsOfRandomDays, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
