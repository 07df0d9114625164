#pragma once
// A desk whose reports are asked for, and a clock that can be set.

#include <algorithm>
#include <string>

#include "base/time_zone.hpp"
#include "desk.hpp"
#include "service/report_folding.hpp"
#include "service/saved_reports.hpp"

namespace parley::scenarios {

class Reports : public Desk {
  protected:
    /// The clock stands at this instant, before anything happens.
    void begin_at(std::string const& rfc3339) {
        clock_.advance(*from_rfc3339(rfc3339) - clock_.now());
    }
    void pass(milliseconds span) {
        // Long spans in longer steps: what is due on the way is a little late then.
        auto const step = std::clamp<milliseconds>(span / 8, seconds{30}, std::chrono::hours{1});
        for (; span.count() > 0; span -= step) {
            clock_.advance(std::min(span, step));
            while (connection_->run_due_timers(hooks_)) {
            }
        }
    }
    /// As often as the timer would, until all is folded.
    void fold() {
        for (bool more = true; more;) {
            more = connection_->run([](store::Tx& tx) {
                service::fold_reports(tx);
                auto const timer = tx.timers().find(store::TimerKind::fold_reports, 0);
                tx.clear_timer(store::TimerKind::fold_reports, 0);
                return timer->due_at < tx.now() + seconds{1};
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

    service::ReportPeriod report(Actor const& who, service::ReportGet const& wanted) {
        return call(service::report_get, who, wanted).report.period;
    }
    /// Everything that can be asked of these days.
    std::string all_of(std::string const& from, std::string const& to) {
        std::string all;
        using service::ReportKind;
        for (auto const kind : {ReportKind::queues, ReportKind::agents, ReportKind::hours,
                                ReportKind::codes, ReportKind::states}) {
            for (auto const zone :
                 {"UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe"}) {
                for (auto const by :
                     {std::optional<service::ReportBy>{}, std::optional{service::ReportBy::day},
                      std::optional{service::ReportBy::weekday_hour}}) {
                    all += to_json(report(root(), {kind, from, to, zone, {}, {}, by, {}})) + "\n";
                }
            }
        }
        return all;
    }

    static constexpr service::ReportGet november(service::ReportKind kind) {
        return {kind, "2023-11-01", "2023-11-30", {}, {}, {}, {}, {}};
    }
};

}  // namespace parley::scenarios
