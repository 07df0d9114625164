#pragma once
// The calls of all clients, from either transport: who may, how often, on which of the store's
// threads, and back. Shared by all io threads.

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "api/call_counts.hpp"
#include "api/connection.hpp"
#include "api/dashboards.hpp"
#include "api/membership.hpp"
#include "api/object_fetches.hpp"
#include "api/operations.hpp"
#include "api/positions.hpp"
#include "api/probes.hpp"
#include "api/rate_limits.hpp"
#include "api/sharing_servers.hpp"
#include "api/slow_pool.hpp"
#include "base/limits.hpp"
#include "live/bus.hpp"
#include "live/hub.hpp"
#include "service/sessions.hpp"
#include "store/store.hpp"

namespace parley::api {

/// The key of jobs about one chat, user or whatever has an id.
template <class Tag>
std::uint64_t key_of(Id<Tag> id) {
    return id ? std::hash<Id<Tag>>{}(id) : 0;
}

/// A job made of two functions.
class FunctionJob : public store::Job {
  public:
    using Run = std::move_only_function<void(store::Tx&)>;
    using Finished = std::move_only_function<void(Refused const*)>;
    FunctionJob(class Gateway& gateway, std::uint64_t key, Run run, Finished finished)
        : gateway_(gateway), key_(key), run_(std::move(run)), finished_(std::move(finished)) {}

    void run(store::Tx& tx) override { run_(tx); }
    void finished(Refused const* refused, store::Aftermath aftermath) override;
    std::uint64_t key() const override { return key_; }

  private:
    Gateway& gateway_;
    std::uint64_t const key_;
    Run run_;
    Finished finished_;
};

struct GatewayConfig {
    Limits limits;
    std::string frame_ancestors = "'self'";
    SharingConfig sharing = {};
    FetchObject fetch_object = {};
};

class Gateway {
  public:
    Gateway(GatewayConfig config, Clock const& clock, Metrics& metrics);
    ~Gateway();

    /// Before the store is used: the way to other nodes. Without one they look by themselves, once
    /// a second. `connect` is given what is to happen when they say something.
    void use_bus(std::function<std::unique_ptr<live::Bus>(live::BusHandlers)> const& connect);

    /// Stores once more who is connected here, where that was refused before; or for all agents,
    /// where others have stored that none is.
    void store_presence_again(bool all);

    /// The store may only be had once the gateway's hooks exist; nothing is called before.
    store::Hooks hooks();
    void use(store::Store& store);

    /// The end has begun: whoever asks is told not to send anybody here.
    void drain() { draining_ = true; }
    /// Says good-bye to the other nodes; the last thing that is stored.
    void leave() { membership_.leave(); }
    /// Ends what the gateway has running beside the store; the store is stopped after it.
    void stop();

    std::unique_ptr<Service> make_service(Waker waker);

    // For connections and HTTP calls, on their threads.

    /// Runs a job; a refusal to take it is told to `finished` at once, on this thread.
    void submit(Kind kind, FunctionJob::Run run, FunctionJob::Finished finished,
                std::uint64_t key = 0);
    void submit(Kind kind, std::unique_ptr<store::Job> job);
    /// Runs what takes long on purpose. Refuses overloaded where too many wait.
    std::optional<Refused> on_password_thread(SlowPool::Task task) {
        return passwords_.run(std::move(task));
    }
    /// Sends an aftermath's events on their way. On a store's thread; flushed with its group.
    void deliver(store::Aftermath aftermath);

    void probe(Probe what, int lane, Probes::Done done) {
        probes_.ask(what, lane, std::move(done));
    }

    struct LoginDone {
        service::NewSession session;
        bool token_wanted;
    };
    /// Checks name and password and opens a session. `done` is called on `lane`.
    void login(Login login, std::string const& address, int lane,
               std::move_only_function<void(Refused const*, LoginDone)> done);
    void logout(service::Actor const& actor, int lane,
                std::move_only_function<void(Refused const*)> done);

    /// Keeps in the audit log that a member of staff was refused what they may not do. `call` may
    /// be null.
    void note_refusal(Operation const& operation, service::Actor const& actor, Prepared const* call,
                      Refused const& refused);

    /// Limits that hold for a caller wherever it calls from. Refuse too_many.
    void limit_call(Operation const& operation, service::Actor const& actor,
                    std::string const& address);
    /// The same for pages of the support centre.
    void limit_page(std::string const& address);

    bool is_draining() const { return draining_; }
    bool is_shared() const { return store_.load()->shared(); }
    store::Load load() { return store_.load()->load(); }
    /// Nothing where there is no bus.
    std::optional<bool> bus_connected() const;

    Limits const& limits() const { return config_.limits; }
    std::string const& frame_ancestors() const { return config_.frame_ancestors; }
    SharingConfig const& sharing() const { return config_.sharing; }
    Clock const& clock() const { return clock_; }
    live::Hub& hub() { return hub_; }
    ObjectFetches& objects() { return objects_; }
    Membership& membership() { return membership_; }
    Dashboards& dashboards() { return *dashboards_; }
    Metrics& metrics() { return metrics_; }
    CallCounts& counts() { return counts_; }
    std::string const& openapi() const { return openapi_; }
    std::string const& asyncapi() const { return asyncapi_; }

  private:
    void presence(UserId user, bool connected);
    void presence(VisitorId visitor, bool connected);
    void note_no_sign_in(std::string const& name, std::string const& address, Code why);
    void user_changed(store::Emitted const& event);

    GatewayConfig const config_;
    Clock const& clock_;
    Metrics& metrics_;
    CallCounts counts_{metrics_};
    std::atomic<bool> draining_ = false;
    std::atomic<store::Store*> store_ = nullptr;
    live::Hub hub_;
    RateLimits rates_;
    Places places_;
    SlowPool passwords_;
    ObjectFetches objects_;
    std::unique_ptr<Positions> positions_;
    std::unique_ptr<Dashboards> dashboards_;
    std::mutex presence_mutex_;
    std::set<UserId> users_refused_;
    std::set<VisitorId> customers_refused_;
    Membership membership_{*this, metrics_};
    Probes probes_{*this, metrics_};
    std::unique_ptr<live::Bus> bus_;
    std::string const openapi_;
    std::string const asyncapi_;
};

/// The event as a frame for sockets.
live::Told told(store::Emitted&& event);

}  // namespace parley::api
