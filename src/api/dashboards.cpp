#include "api/dashboards.hpp"

#include <algorithm>

#include "api/gateway.hpp"
#include "api/problem.hpp"
#include "service/wallboards.hpp"

namespace parley::api {

namespace {

constexpr milliseconds pause{1000};
// What has happened in the last hour, and today.
constexpr milliseconds past_holds = seconds{10};

std::pair<int, std::uint64_t> name_of(live::ConnectionKey key) { return {key.lane, key.number}; }

live::Frame event(Instant at, std::string data) {
    return told({store::Emitted::Kind::passing,
                 {},
                 at,
                 "dashboard.changed",
                 {},
                 {},
                 std::move(data),
                 {}})
        .frame;
}

}  // namespace

/// One organization's figures on their way from the store to who watches.
struct Dashboards::Reading {
    OrganizationId organization;
    struct Told {
        std::shared_ptr<Watcher> watcher;
        std::shared_ptr<service::Actor const> actor;  // as it was when this began
    };
    std::vector<Told> watchers;
    bool all = false;  // not only who waits for the answer
    std::shared_ptr<service::DashboardPast const> past;
    service::DashboardNow now;
    std::map<WallboardId, std::optional<service::Actor>> boards;  // as they are now, if they are
};

/// What of a reading has been worked out already, for others who see the same.
struct Dashboards::Views {
    std::map<service::DashboardScope, View> by_scope;
    std::map<View, std::string> whole;                         // as JSON
    std::map<std::pair<View, View>, live::Frame> differences;  // before and after
};

bool Dashboards::Room::is_due(SteadyTime now) const {
    if (reading) return false;
    return now >= next ||
           std::ranges::any_of(watchers, [](auto const& it) { return !it.second->shown; });
}

Dashboards::Dashboards(Gateway& gateway) : gateway_(gateway), thread_([this] { loop(); }) {}

void Dashboards::stop() {
    {
        std::scoped_lock const lock{mutex_};
        stopped_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Dashboards::watch(Call call, std::shared_ptr<service::Actor const> actor,
                       service::DashboardGet const& wanted) {
    service::dashboard_scope(*actor, wanted);
    unwatch(call.key);
    auto const name = name_of(call.key);
    auto const organization = actor->organization;
    {
        std::scoped_lock const lock{mutex_};
        auto& room = rooms_[organization];
        room.watchers[name] = std::make_shared<Watcher>(std::move(call), std::move(actor), wanted);
        where_[name] = organization;
    }
    wake_.notify_one();
}

void Dashboards::changed(live::ConnectionKey key, std::shared_ptr<service::Actor const> actor) {
    std::scoped_lock const lock{mutex_};
    auto const where = where_.find(name_of(key));
    if (where == where_.end()) return;
    rooms_[where->second].watchers.at(name_of(key))->actor = std::move(actor);
}

void Dashboards::unwatch(live::ConnectionKey key) {
    std::scoped_lock const lock{mutex_};
    auto const where = where_.find(name_of(key));
    if (where == where_.end()) return;
    auto const room = rooms_.find(where->second);
    room->second.watchers.erase(name_of(key));
    if (room->second.watchers.empty() && !room->second.reading) rooms_.erase(room);
    where_.erase(where);
}

void Dashboards::loop() {
    std::unique_lock lock{mutex_};
    while (!stopped_) {
        auto const now = std::chrono::steady_clock::now();
        auto next = SteadyTime::max();
        std::vector<OrganizationId> due;
        for (auto const& [organization, room] : rooms_) {
            if (room.is_due(now)) {
                due.push_back(organization);
            } else if (!room.reading) {
                next = std::min(next, room.next);
            }
        }
        if (due.empty()) {
            next == SteadyTime::max() ? wake_.wait(lock)
                                      : static_cast<void>(wake_.wait_until(lock, next));
            continue;
        }
        std::vector<std::shared_ptr<Reading>> readings;
        for (auto const organization : due) readings.push_back(begin(organization, now));
        lock.unlock();
        for (auto const& reading : readings) read(reading);
        lock.lock();
    }
}

std::shared_ptr<Dashboards::Reading> Dashboards::begin(OrganizationId organization,
                                                       SteadyTime now) {
    auto& room = rooms_[organization];
    room.reading = true;
    auto reading = std::make_shared<Reading>();
    reading->organization = organization;
    reading->all = now >= room.next;
    reading->past = room.past;
    for (auto const& [name, watcher] : room.watchers) {
        if (!reading->all && watcher->shown) continue;
        reading->watchers.push_back({watcher, watcher->actor});
        if (watcher->actor->kind == service::Actor::Kind::wallboard) {
            reading->boards[watcher->actor->wallboard];
        }
    }
    return reading;
}

void Dashboards::read(std::shared_ptr<Reading> const& reading) {
    gateway_.submit(
        Kind::read,
        [reading](store::Tx& tx) {
            auto const organization = reading->organization;
            tx.confine(organization);
            auto const& past = reading->past;
            if (!past || tx.now() - past->at >= past_holds) {
                reading->past = std::make_shared<service::DashboardPast const>(
                    service::read_past(tx, organization));
            }
            reading->now = service::read_now(tx, organization);
            for (auto& [id, actor] : reading->boards) {
                auto const board = tx.wallboards.find(id);
                actor.reset();
                if (board) actor = service::wallboard_actor(tx, *board);
            }
        },
        [this, reading](Refused const* refused) {
            refused ? failed(*reading, *refused) : publish(*reading);
            finish(*reading);
            gateway_.hub().flush();
        });
}

/// Whoever waits for the answer is told; the others see that nothing comes, and it is tried again.
void Dashboards::failed(Reading const& reading, Refused const& refused) {
    for (auto const& told : reading.watchers) {
        if (!told.watcher->shown) refuse(reading, *told.watcher, refused);
    }
}

void Dashboards::publish(Reading& reading) {
    Views views;
    for (auto const& [watcher, actor] : reading.watchers) {
        if (actor->kind != service::Actor::Kind::wallboard) {
            show(reading, views, *watcher, *actor);
        } else if (auto const& board = reading.boards[actor->wallboard]) {
            show(reading, views, *watcher, *board);
        } else {
            refuse(reading, *watcher, Refused{Code::unauthenticated});
        }
    }
}

void Dashboards::show(Reading& reading, Views& views, Watcher& watcher,
                      service::Actor const& actor) {
    service::DashboardScope scope;
    try {
        scope = service::dashboard_scope(actor, watcher.wanted);
        bool const hidden = actor.kind == service::Actor::Kind::staff && !scope.people &&
                            service::is_hidden_from(reading.now, actor.user);
        if (hidden) throw Refused{Code::hidden_by_status};
    } catch (Refused const& refused) {
        return refuse(reading, watcher, refused);
    }
    auto& view = views.by_scope[scope];
    if (!view) {
        view = std::make_shared<service::DashboardView const>(
            service::view_of(reading.now, *reading.past, scope));
    }
    auto const before = std::exchange(watcher.shown, view);
    if (!before) {
        auto& whole = views.whole[view];
        if (whole.empty()) whole = to_json(service::DashboardResult{*view});
        gateway_.counts().count(*find_operation("dashboard.watch"), nullptr, watcher.since);
        auto const& id = watcher.call.id;
        if (!id.empty()) say(watcher, What::answer, live::make_frame(rpc_result(id, whole)));
        return;
    }
    auto& frame = views.differences[{before, view}];
    if (!frame) frame = event(view->at, to_json(service::difference(*before, *view)));
    say(watcher, What::event, frame);
}

void Dashboards::refuse(Reading const& reading, Watcher const& watcher, Refused const& refused) {
    if (watcher.shown) {
        service::DashboardChanged over{};
        over.at = reading.now.at;
        over.ended = true;
        say(watcher, What::event, event(over.at, to_json(over)));
    } else {
        gateway_.counts().count(*find_operation("dashboard.watch"), &refused, watcher.since);
        auto const& id = watcher.call.id;
        if (!id.empty()) say(watcher, What::answer, live::make_frame(rpc_error(id, refused)));
    }
    std::scoped_lock const lock{mutex_};
    auto const room = rooms_.find(reading.organization);
    auto const name = name_of(watcher.call.key);
    auto const found = room->second.watchers.find(name);
    if (found == room->second.watchers.end() || found->second.get() != &watcher) return;
    room->second.watchers.erase(found);
    where_.erase(name);
}

void Dashboards::finish(Reading const& reading) {
    {
        std::scoped_lock const lock{mutex_};
        auto const found = rooms_.find(reading.organization);
        auto& room = found->second;
        room.reading = false;
        room.past = reading.past;
        if (reading.all) room.next = std::chrono::steady_clock::now() + pause;
        if (room.watchers.empty()) rooms_.erase(found);
    }
    wake_.notify_one();
}

void Dashboards::say(Watcher const& watcher, What what, live::Frame frame) {
    gateway_.hub().run_on(watcher.call.key.lane, [tell = watcher.call.tell, what,
                                                  frame = std::move(frame)] { tell(what, frame); });
}

}  // namespace parley::api
