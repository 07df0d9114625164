#pragma once
// Figures for those who watch the server, and the text in which Prometheus reads them. What each
// means and when to worry is in docs/operators.md. No label ever names a person.
//
// Threads: any. To count looks nothing up and allocates nothing: a few atomic operations, for a
// histogram under a lock of its own. Gauges of what is so now are set when somebody looks.

#include <array>
#include <chrono>
#include <string>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

namespace parley {

using SteadyTime = std::chrono::steady_clock::time_point;

class Metrics {
    prometheus::Registry registry_;  // owns all that is below

  public:
    using Counter = prometheus::Counter;
    using Gauge = prometheus::Gauge;
    using Histogram = prometheus::Histogram;
    using Gauges = prometheus::Family<Gauge>;

    explicit Metrics(std::string const& version);
    Metrics(Metrics const&) = delete;

    /// All of them as Prometheus reads them.
    std::string text() const;
    /// What the system knows of this process. Takes milliseconds where many files are open.
    void look_at_process();

    // Sockets and HTTP.
    Gauge& customer_sockets;
    Gauge& staff_sockets;
    std::array<Counter*, 6> http_requests;  // by the first digit of the status
    Counter& slow_consumers;

    // Calls, over HTTP and sockets.
    prometheus::Family<Counter>& calls;  // by operation and outcome
    Histogram& read_seconds;             // from its arrival to its answer
    Histogram& write_seconds;
    Counter& overloaded;
    Counter& events_told;

    // The store.
    Histogram& commit_seconds;
    Histogram& commit_jobs;
    Counter& groups_refused;
    Counter& jobs_again;
    Gauge& reads_waiting;
    Gauge& writes_waiting;
    Gauge& database_reachable;
    Counter& database_reconnects;
    Gauges& sqlite_log_pages;
    Counter& sqlite_checkpoints;

    // This node and the others.
    Gauge& ready;
    Gauge& nodes;
    Counter& nodes_buried;
    Counter& fenced;
    Gauges& bus_connected;
    Gauges& log_polled;
    Gauges& log_lag;

    // Mail that this node has tried to send, by what came of it.
    prometheus::Family<Counter>& mails;
    // Files that this node has looked into, by what came of it.
    prometheus::Family<Counter>& files;

    // What the database holds; the same on every node.
    Gauges& chats;           // by state
    Gauges& agents;          // by state
    Gauges& oldest_waiting;  // by organization
    Gauges& mails_waiting;
    Gauges& files_waiting;

  private:
    Gauge& uptime_;
    Gauge& memory_;
    Gauge& open_files_;
    Gauge& open_files_max_;
    Counter& cpu_;
    SteadyTime const started_;
};

/// Seconds since then, as histograms take them.
inline double seconds_since(SteadyTime start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace parley
