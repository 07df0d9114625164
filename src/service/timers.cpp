#include "service/timers.hpp"

#include "service/arrivals.hpp"
#include "service/customer_link.hpp"
#include "service/files.hpp"
#include "service/mails.hpp"
#include "service/presence.hpp"
#include "service/report_folding.hpp"
#include "service/routing.hpp"
#include "service/saved_reports.hpp"
#include "service/search.hpp"
#include "service/supervision.hpp"
#include "service/wrap_up.hpp"

namespace parley::service {

namespace {

constexpr milliseconds sweep_every = std::chrono::hours{1};
constexpr milliseconds events_kept = std::chrono::hours{72};
constexpr milliseconds requests_kept = std::chrono::hours{24};
constexpr std::int64_t events_per_sweep = 20'000;

/// Deletes what nobody can ask for any more. What remains of the old is deleted soon after.
void sweep(store::Tx& tx) {
    auto const now = tx.now();
    tx.requests.delete_old(now + -requests_kept);
    tx.people.delete_expired_sessions(now, now + -seconds{tx.limits().session_idle_s});
    sweep_mails(tx);
    sweep_files(tx);
    for (auto const user : tx.supervisions.watchers_signed_out()) stop_watching(tx, user);
    bool const more = tx.events.delete_old(now + -events_kept, events_per_sweep) > 0;
    tx.set_timer(now + (more ? milliseconds{seconds{1}} : sweep_every), store::TimerKind::sweep, 0);
}

}  // namespace

void run_timer(store::Tx& tx, store::Timer const& timer) {
    switch (timer.kind) {
        case store::TimerKind::offer_expires:
            offer_expired(tx, OfferId{timer.ref});
            break;
        case store::TimerKind::wait_expires:
            wait_expired(tx, ChatId{timer.ref});
            break;
        case store::TimerKind::grace_expires:
            grace_expired(tx, UserId{timer.ref});
            break;
        case store::TimerKind::route_again:
            route(tx, QueueId{timer.ref});
            break;
        case store::TimerKind::wrap_up_expires:
            wrap_up_expired(tx, WrapUpId{timer.ref});
            break;
        case store::TimerKind::status_returns:
            status_returns(tx, UserId{timer.ref});
            break;
        case store::TimerKind::inactive:
            inactive(tx, UserId{timer.ref});
            break;
        case store::TimerKind::overflow:
            overflow(tx, ChatId{timer.ref});
            break;
        case store::TimerKind::hours_change:
            hours_changed(tx, QueueId{timer.ref});
            break;
        case store::TimerKind::customer_gone:
            customer_still_gone(tx, ChatId{timer.ref});
            break;
        case store::TimerKind::watcher_gone:
            watcher_still_gone(tx, UserId{timer.ref});
            break;
        case store::TimerKind::fold_reports:
            fold_reports(tx);
            break;
        case store::TimerKind::report_due:
            report_due(tx, ReportId{timer.ref}, timer.due_at);
            break;
        case store::TimerKind::index_messages:
            index_messages(tx);
            break;
        case store::TimerKind::sweep:
            sweep(tx);
            break;
    }
}

void set_standing_timers(store::Tx& tx) {
    using enum store::TimerKind;
    for (auto const kind : {sweep, fold_reports, index_messages}) {
        if (!tx.timers().find(kind, 0)) tx.set_timer(tx.now() + seconds{1}, kind, 0);
    }
}

}  // namespace parley::service
