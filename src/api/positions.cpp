#include "api/positions.hpp"

#include "service/policy.hpp"
#include "service/routing.hpp"

namespace parley::api {

namespace {
// Changes within this time are told together.
constexpr milliseconds gather_for{250};
// Who is further back hears of it when it matters; a queue this long is told in figures.
constexpr std::int64_t told_at_once = 500;
}  // namespace

Positions::Positions(Look look) : look_(std::move(look)), thread_([this] { loop(); }) {}

void Positions::changed(QueueId queue) {
    {
        std::scoped_lock const lock{mutex_};
        if (!changed_.insert(queue).second || changed_.size() > 1) return;
    }
    wake_.notify_one();
}

void Positions::stop() {
    {
        std::scoped_lock const lock{mutex_};
        stopped_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Positions::loop() {
    std::unique_lock lock{mutex_};
    for (;;) {
        wake_.wait(lock, [&] { return stopped_ || !changed_.empty(); });
        wake_.wait_for(lock, gather_for, [&] { return stopped_; });
        if (stopped_) return;
        auto const queues = std::exchange(changed_, {});
        lock.unlock();
        for (auto const queue : queues) look_(queue);
        lock.lock();
    }
}

namespace {

/// Agents who take chats from the queue's list see that it has changed.
void tell_takers(store::Tx& tx, store::Queue const& queue) {
    auto const routing = service::policy_of(tx, queue).routing;
    if (routing != domain::Routing::pull && routing != domain::Routing::hybrid) return;
    service::QueueWaitingView const view{queue.id, tx.chats.waiting_count(queue.id),
                                         tx.chats.longest_wait_since(queue.id)};
    for (auto const user : tx.queues.members(queue.id)) {
        tx.pass("queue.waiting", std::nullopt, user, to_json(view), store::Tx::Reach::this_node);
    }
}

}  // namespace

void tell_positions(store::Tx& tx, QueueId queue) {
    auto const found = tx.queues.find(queue);
    if (!found) return;
    tell_takers(tx, *found);
    auto const waiting = tx.chats.waiting(queue, told_at_once);
    if (waiting.empty()) return;
    auto const agents = service::agents_available(tx, *found);
    auto const pace = service::recent_pace(tx, queue);
    std::int64_t position = 0;
    for (auto const& chat : waiting) {
        ++position;
        auto const wait = service::expected_wait(domain::estimate_wait(pace, position, tx.now()));
        tx.pass("position", chat.visitor, std::nullopt,
                to_json(service::PositionView{chat.id, position, agents, wait.likely_s,
                                              wait.least_s, wait.most_s}),
                store::Tx::Reach::this_node);
    }
}

}  // namespace parley::api
