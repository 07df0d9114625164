#include "api/membership.hpp"

#include <future>

#include <spdlog/spdlog.h>

#include "api/gateway.hpp"
#include "service/nodes.hpp"

namespace parley::api {

namespace {

constexpr seconds beat_every{2};
// Looks on end without a move after which a node is dead: 10 s. Looks, not time: when the database
// was away for everybody, everybody has had as many chances to move.
constexpr int looks_until_dead = 5;
// After so long without the database, this node's clients are better off elsewhere.
constexpr seconds silent_max{8};
constexpr seconds check_every{1};

constexpr auto no_database = "the database does not take writes";
constexpr auto was_given_up = "the other nodes have given this one up; it joins anew";

}  // namespace

void Membership::start(bool shared) {
    shared_ = shared;
    heard_ = std::chrono::steady_clock::now();
    if (shared_) thread_ = std::jthread{[this](std::stop_token stop) { run(stop); }};
}

void Membership::stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    thread_.join();
}

void Membership::leave() {
    stop();
    write([](store::Tx& tx) { service::leave_node(tx); });
}

void Membership::fenced() {
    {
        std::scoped_lock const lock{mutex_};
        fenced_ = true;
    }
    wake_.notify_one();
}

void Membership::run(std::stop_token const& stop) {
    while (!stop.stop_requested()) {
        bool was_fenced = false;
        {
            std::scoped_lock const lock{mutex_};
            was_fenced = std::exchange(fenced_, false);
        }
        if (was_fenced) give_up(State::given_up);
        if (state_ == State::given_up) {
            join();
        } else {
            beat();
        }
        std::unique_lock lock{mutex_};
        wake_.wait_for(lock, stop, beat_every, [&] { return fenced_; });
    }
}

/// While the store is at it, this node may have been without its database for too long.
bool Membership::write(std::move_only_function<void(store::Tx&)> run) {
    constexpr milliseconds look_every{200};
    auto done = std::make_shared<std::promise<bool>>();
    auto result = done->get_future();
    gateway_.submit(Kind::write, std::move(run),
                    [done](Refused const* refused) { done->set_value(!refused); });
    // The store refuses after a while what it cannot do: this ends.
    while (result.wait_for(look_every) != std::future_status::ready) give_up_if_silent();
    return result.get();
}

void Membership::beat() {
    auto nodes = std::make_shared<std::vector<store::Node>>();
    bool const done = write([nodes](store::Tx& tx) { *nodes = service::beat(tx); });
    if (!done) return give_up_if_silent();
    if (state_ == State::silent) spdlog::info("the database takes writes again");
    {
        std::scoped_lock const lock{mutex_};
        heard_ = std::chrono::steady_clock::now();
        state_ = State::living;
    }
    gateway_.store_presence_again(false);
    seen(*nodes);
}

void Membership::seen(std::vector<store::Node> const& nodes) {
    std::map<NodeId, Watched> watched;
    for (auto const& node : nodes) {
        auto now = others_[node.id];
        now.still = now.beat == node.beat ? now.still + 1 : 0;
        now.beat = node.beat;
        watched[node.id] = now;
        if (now.still < looks_until_dead) continue;
        auto buried = std::make_shared<bool>();
        write([node, buried](store::Tx& tx) { *buried = service::bury(tx, node); });
        if (!*buried) continue;
        metrics_.nodes_buried.Increment();
        spdlog::warn("node {} gave no sign of life any more and is given up", node.id.value);
    }
    metrics_.nodes.Set(static_cast<double>(nodes.size()));
    others_ = std::move(watched);
}

void Membership::join() {
    if (!write([](store::Tx& tx) { service::join_node(tx); })) return;
    spdlog::info("this node has joined the others anew");
    others_.clear();
    {
        std::scoped_lock const lock{mutex_};
        heard_ = std::chrono::steady_clock::now();
        state_ = State::living;
    }
    // Who has not gone yet, or has come again already, was taken for gone with this node.
    gateway_.store_presence_again(true);
}

void Membership::give_up_if_silent() {
    // Only this thread writes what it reads here.
    if (state_ == State::living && std::chrono::steady_clock::now() - heard_ > silent_max) {
        give_up(State::silent);
    }
}

bool Membership::serves() {
    std::scoped_lock const lock{mutex_};
    return !shared_ || state_ == State::living;
}

void Membership::give_up(State state) {
    spdlog::error("{}; clients are sent away", state == State::silent ? no_database : was_given_up);
    {
        std::scoped_lock const lock{mutex_};
        state_ = state;
    }
    gateway_.hub().dismiss_all();
    gateway_.hub().flush();
}

void Membership::check(std::move_only_function<void(std::string const&)> done) {
    std::string problem;
    bool look = false;
    {
        std::scoped_lock const lock{mutex_};
        auto const now = std::chrono::steady_clock::now();
        if (shared_) {
            problem = state_ == State::living   ? ""
                      : state_ == State::silent ? no_database
                                                : was_given_up;
        } else if (now - heard_ > check_every) {
            heard_ = now;
            look = true;
        } else {
            problem = problem_;
        }
    }
    if (!look) return done(problem);
    gateway_.submit(
        Kind::write, [](store::Tx& tx) { (void)service::beat(tx); },
        [this, done = std::move(done)](Refused const* refused) mutable {
            std::string const found = refused ? no_database : "";
            {
                std::scoped_lock const lock{mutex_};
                problem_ = found;
            }
            done(found);
        });
}

}  // namespace parley::api
