#pragma once
// Tells who watches the live figures what changes: one reading a second for each organization that
// is watched from this node, however many watch it; nothing where nobody does (A17, V3, W51).
//
// Threads: one of its own that only keeps time; what is read is worked on by the store's. All may
// be called from any thread; `tell` is called on the lane of its connection.
//
// INVARIANT 1: a connection is first answered with all figures, and each event tells what differs
// from what it was told before: what it shows is always one moment's figures.
// INVARIANT 2: between two events for a connection there is at least a second.

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "base/metrics.hpp"
#include "base/refusal.hpp"
#include "live/hub.hpp"
#include "service/dashboard.hpp"

namespace parley::api {

class Gateway;

class Dashboards {
  public:
    explicit Dashboards(Gateway& gateway);
    ~Dashboards() { stop(); }

    enum class What { answer, event };
    using Tell = std::function<void(What, live::Frame const&)>;
    struct Call {
        live::ConnectionKey key;
        std::string id;  // that the answer bears
        Tell tell;
    };

    /// In place of what this connection has watched until now. Refuses as dashboard_scope(); what
    /// else is refused is told as the answer.
    void watch(Call call, std::shared_ptr<service::Actor const> actor,
               service::DashboardGet const& wanted);
    /// Who watches may see more, or less, from now on.
    void changed(live::ConnectionKey key, std::shared_ptr<service::Actor const> actor);
    void unwatch(live::ConnectionKey key);
    void stop();

  private:
    using View = std::shared_ptr<service::DashboardView const>;
    struct Watcher {
        Call call;
        std::shared_ptr<service::Actor const> actor;
        service::DashboardGet wanted;
        View shown{};  // none: it waits for the answer. Belongs to the reading, while there is one
        SteadyTime since = std::chrono::steady_clock::now();
    };
    using Watchers = std::map<std::pair<int, std::uint64_t>, std::shared_ptr<Watcher>>;
    /// An organization that is watched.
    struct Room {
        Watchers watchers;
        std::shared_ptr<service::DashboardPast const> past;
        SteadyTime next{};  // when all are to be told
        bool reading = false;
        bool is_due(SteadyTime now) const;
    };
    struct Reading;
    struct Views;

    void loop();
    std::shared_ptr<Reading> begin(OrganizationId organization, SteadyTime now);
    void read(std::shared_ptr<Reading> const& reading);
    void publish(Reading& reading);
    void failed(Reading const& reading, Refused const& refused);
    void finish(Reading const& reading);
    void show(Reading& reading, Views& views, Watcher& watcher, service::Actor const& actor);
    /// It watches no more.
    void refuse(Reading const& reading, Watcher const& watcher, Refused const& refused);
    void say(Watcher const& watcher, What what, live::Frame frame);

    Gateway& gateway_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::map<OrganizationId, Room> rooms_;
    std::map<std::pair<int, std::uint64_t>, OrganizationId> where_;
    bool stopped_ = false;
    std::jthread thread_;
};

}  // namespace parley::api
