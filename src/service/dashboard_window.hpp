#pragma once
// What has happened in queues within the last minutes, counted from what was read of the last hour.
// Pure; a part of dashboard_view.cpp.

#include <unordered_map>

#include "service/dashboard.hpp"

namespace parley::service {

/// What has happened in a queue, or in several, within the window.
struct Happened {
    std::int64_t arrived = 0;
    std::int64_t in_time = 0;
    std::int64_t abandoned = 0;
    std::int64_t recent = 0;
    bool has_target = false;
    // For service_percent, of queues that have a target.
    std::int64_t counted = 0, counted_in_time = 0;
    std::vector<std::int64_t> waits_ms;
    std::int64_t handled = 0, handled_ms = 0;
    std::vector<std::int64_t> last_hour = std::vector<std::int64_t>(12);

    void add(Happened const& it);
};

DashboardWindow window_of(Happened it);

/// Of the queues that are seen.
using ByQueue = std::unordered_map<QueueId, Happened>;
ByQueue happened(DashboardNow const& now, DashboardPast const& past, DashboardScope const& scope);

/// Nothing of nothing.
std::optional<std::int64_t> mean_s(std::int64_t count, std::int64_t ms);

}  // namespace parley::service
