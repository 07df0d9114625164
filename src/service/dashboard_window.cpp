#include "service/dashboard_window.hpp"

#include <algorithm>

namespace parley::service {

namespace {

constexpr std::int64_t buckets = 12;
constexpr std::int64_t bucket_ms = 300'000;

/// The smallest wait that so many of a hundred do not exceed, in whole seconds.
std::optional<std::int64_t> percentile_s(std::vector<std::int64_t>& waits_ms, std::int64_t of_100) {
    if (waits_ms.empty()) return std::nullopt;
    auto const rank = (std::ssize(waits_ms) * of_100 + 99) / 100;
    auto const nth = waits_ms.begin() + (rank - 1);
    std::ranges::nth_element(waits_ms, nth);
    return *nth / 1000;
}

bool is_abandoned(store::EndedChat const& chat) {
    using enum domain::EndReason;
    return !chat.accepted_at && (chat.reason == customer_cancelled || chat.reason == wait_expired ||
                                 chat.reason == queue_closed);
}

}  // namespace

void Happened::add(Happened const& it) {
    arrived += it.arrived;
    in_time += it.in_time;
    abandoned += it.abandoned;
    recent += it.recent;
    has_target = has_target || it.has_target;
    counted += it.counted;
    counted_in_time += it.counted_in_time;
    waits_ms.insert(waits_ms.end(), it.waits_ms.begin(), it.waits_ms.end());
    handled += it.handled;
    handled_ms += it.handled_ms;
}

std::optional<std::int64_t> mean_s(std::int64_t count, std::int64_t ms) {
    return count == 0 ? std::nullopt : std::optional{ms / count / 1000};
}

DashboardWindow window_of(Happened it) {
    DashboardWindow window{};
    window.arrived = it.arrived;
    window.answered = std::ssize(it.waits_ms);
    window.answered_in_time = it.in_time;
    window.abandoned = it.abandoned;
    if (it.counted > 0) window.service_percent = 100 * it.counted_in_time / it.counted;
    window.wait_p50_s = percentile_s(it.waits_ms, 50);
    window.wait_p90_s = percentile_s(it.waits_ms, 90);
    window.handle_mean_s = mean_s(it.handled, it.handled_ms);
    return window;
}

ByQueue happened(DashboardNow const& now, DashboardPast const& past, DashboardScope const& scope) {
    auto const since = past.at + -std::chrono::minutes{scope.window_min};
    std::unordered_map<QueueId, std::int64_t> targets_ms;
    ByQueue all;
    for (auto const& each : now.queues) {
        targets_ms[each.queue.id] = 1000 * each.answer_target_s;
        all[each.queue.id].has_target = each.answer_target_s > 0;
    }
    auto const of = [&](QueueId queue) -> Happened* {
        auto const found = all.find(queue);
        return found == all.end() ? nullptr : &found->second;
    };
    // The last bucket is the one in which we are.
    auto const end = (past.at.ms / bucket_ms + 1) * bucket_ms;
    for (auto const& it : past.begun) {
        auto* const queue = of(it.queue);
        if (!queue) continue;
        auto const back = (end - 1 - it.at.ms) / bucket_ms;
        if (back >= 0 && back < buckets) {
            ++queue->last_hour[static_cast<std::size_t>(buckets - 1 - back)];
        }
        if (it.at >= since) ++queue->arrived;
    }
    for (auto const& it : past.answered) {
        auto* const queue = of(it.queue);
        if (!queue || it.at < since) continue;
        auto const wait = (it.at - it.from).count();
        bool const in_time = !queue->has_target || wait <= targets_ms[it.queue];
        queue->waits_ms.push_back(wait);
        queue->in_time += in_time ? 1 : 0;
        queue->counted += queue->has_target ? 1 : 0;
        queue->counted_in_time += queue->has_target && in_time ? 1 : 0;
    }
    for (auto const& it : past.handed_on) {
        auto* const queue = of(it.queue);
        if (!queue || it.at < since) continue;
        ++queue->handled;
        queue->handled_ms += (it.at - it.from).count();
    }
    for (auto const& it : past.ended) {
        auto* const queue = of(it.queue);
        if (!queue || it.ended_at < since) continue;
        ++queue->recent;
        if (is_abandoned(it)) {
            ++queue->abandoned;
            queue->counted += queue->has_target ? 1 : 0;
        }
        if (it.accepted_at) {
            ++queue->handled;
            queue->handled_ms += (it.ended_at - *it.accepted_at).count();
        }
    }
    for (auto const& it : past.open) {
        auto* const queue = of(it.queue);
        auto const last = std::max(
            {it.started_at, it.accepted_at.value_or(Instant{}), it.said_at.value_or(Instant{})});
        if (queue && last >= since) ++queue->recent;
    }
    return all;
}

}  // namespace parley::service
