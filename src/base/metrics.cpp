#include "base/metrics.hpp"

#include <fstream>
#include <iterator>

#include <dirent.h>
#include <prometheus/text_serializer.h>
#include <sys/resource.h>
#include <unistd.h>

namespace parley {

namespace {

using prometheus::BuildCounter;
using prometheus::BuildGauge;
using prometheus::BuildHistogram;
using prometheus::Registry;

auto& counter(Registry& registry, std::string const& name, std::string const& help) {
    return BuildCounter().Name("parley_" + name).Help(help).Register(registry).Add({});
}

auto& gauges(Registry& registry, std::string const& name, std::string const& help) {
    return BuildGauge().Name("parley_" + name).Help(help).Register(registry);
}

auto& gauge(Registry& registry, std::string const& name, std::string const& help,
            prometheus::Labels const& labels = {}) {
    return gauges(registry, name, help).Add(labels);
}

auto& histogram(Registry& registry, std::string const& name, std::string const& help,
                prometheus::Histogram::BucketBoundaries const& bounds,
                prometheus::Labels const& labels = {}) {
    return BuildHistogram()
        .Name("parley_" + name)
        .Help(help)
        .Register(registry)
        .Add(labels, bounds);
}

std::array<Metrics::Counter*, 6> by_status(Registry& registry) {
    auto& family = BuildCounter()
                       .Name("parley_http_requests_total")
                       .Help("HTTP requests answered, by class of status; 1xx became sockets")
                       .Register(registry);
    std::array<Metrics::Counter*, 6> counters{};
    for (std::size_t digit = 1; digit < counters.size(); ++digit) {
        counters[digit] = &family.Add({{"status", std::to_string(digit) + "xx"}});
    }
    counters[0] = counters[5];  // no status has that
    return counters;
}

// From what a commit on a good disk takes to what a client waits for at most.
prometheus::Histogram::BucketBoundaries const seconds_bounds{
    0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
prometheus::Histogram::BucketBoundaries const jobs_bounds{1, 2, 4, 8, 16, 32, 64, 128, 256};

constexpr auto calls_help = "Calls answered over HTTP and sockets, by operation and outcome";
constexpr auto sockets_help = "Signed-in sockets";
constexpr auto call_seconds_help = "From the arrival of a call to its answer";
constexpr auto mails_help = "Mails that this node has tried to send, by what came of it";
constexpr auto files_help = "Files that this node has looked into, by what came of it";
constexpr auto jobs_help = "Operations that wait for a thread of the store";

double open_files() {
    double count = 0;
    if (auto* const directory = ::opendir("/proc/self/fd")) {
        while (::readdir(directory) != nullptr) ++count;
        ::closedir(directory);
    }
    return count - 3;  // without ".", ".." and the directory itself
}

double resident_bytes() {
    std::ifstream statm{"/proc/self/statm"};
    double all = 0;
    double resident = 0;
    statm >> all >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double cpu_seconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    auto const seconds = [](timeval const& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

Metrics::Metrics(std::string const& version)
    : customer_sockets(gauge(registry_, "sockets", sockets_help, {{"kind", "customer"}})),
      staff_sockets(gauge(registry_, "sockets", sockets_help, {{"kind", "staff"}})),
      http_requests(by_status(registry_)),
      slow_consumers(counter(registry_, "slow_consumers_closed_total",
                             "Sockets closed because their client did not read")),
      calls(BuildCounter().Name("parley_calls_total").Help(calls_help).Register(registry_)),
      read_seconds(histogram(registry_, "call_duration_seconds", call_seconds_help, seconds_bounds,
                             {{"kind", "read"}})),
      write_seconds(histogram(registry_, "call_duration_seconds", call_seconds_help, seconds_bounds,
                              {{"kind", "write"}})),
      overloaded(counter(registry_, "jobs_overloaded_total",
                         "Operations refused because too many waited already")),
      events_told(
          counter(registry_, "events_told_total", "Events handed to the sockets of this node")),
      commit_seconds(histogram(registry_, "commit_duration_seconds",
                               "How long the database took to commit a group", seconds_bounds)),
      commit_jobs(
          histogram(registry_, "commit_jobs", "Operations committed together", jobs_bounds)),
      groups_refused(counter(registry_, "commits_refused_total",
                             "Groups that the database did not take: away, full or fenced")),
      jobs_again(counter(registry_, "jobs_run_again_total",
                         "Operations run again because another writer was faster")),
      reads_waiting(gauge(registry_, "jobs_waiting", jobs_help, {{"kind", "read"}})),
      writes_waiting(gauge(registry_, "jobs_waiting", jobs_help, {{"kind", "write"}})),
      database_reachable(
          gauge(registry_, "database_reachable", "1 where the database answered when last asked")),
      database_reconnects(counter(registry_, "database_reconnects_total",
                                  "Connections to the database that were made anew")),
      sqlite_log_pages(
          gauges(registry_, "sqlite_log_pages", "Pages of 4 kB in SQLite's write-ahead log")),
      sqlite_checkpoints(counter(registry_, "sqlite_checkpoints_total",
                                 "How often SQLite's log was copied into the file")),
      ready(gauge(registry_, "ready", "1 where /readyz says 200")),
      nodes(gauge(registry_, "nodes", "Nodes on this database that this one sees, with itself")),
      nodes_buried(counter(registry_, "nodes_buried_total",
                           "Dead nodes whose agents this one has taken over")),
      fenced(counter(registry_, "fenced_total",
                     "Commits refused because the others had given this node up")),
      bus_connected(gauges(registry_, "bus_connected", "1 where the bus to other nodes is there")),
      log_polled(gauges(registry_, "log_polled",
                        "1 where other nodes' events are only looked for once a second")),
      log_lag(gauges(registry_, "log_lag_events", "Stored events that this node has yet to tell")),
      mails(BuildCounter().Name("parley_mails_total").Help(mails_help).Register(registry_)),
      files(BuildCounter().Name("parley_files_total").Help(files_help).Register(registry_)),
      chats(gauges(registry_, "chats", "Chats of all nodes that are not over, by state")),
      agents(gauges(registry_, "agents", "Agents of all nodes, by what they are doing")),
      oldest_waiting(gauges(registry_, "oldest_waiting_seconds",
                            "How long the customer has waited who waits longest")),
      mails_waiting(gauges(registry_, "mails_waiting", "Mails of all nodes that are to be sent")),
      files_waiting(gauges(registry_, "files_waiting", "Files that are to be looked into")),
      uptime_(gauge(registry_, "uptime_seconds", "Since the program was started")),
      memory_(gauge(registry_, "resident_memory_bytes", "Memory of this process")),
      open_files_(gauge(registry_, "open_files", "Files and connections of this process")),
      open_files_max_(
          gauge(registry_, "open_files_max", "How many files and connections the system allows")),
      cpu_(
          counter(registry_, "cpu_seconds_total", "Time of processors that this process has used")),
      started_(std::chrono::steady_clock::now()) {
    gauge(registry_, "build_info", "Which version runs", {{"version", version}}).Set(1);
    nodes.Set(1);
    database_reachable.Set(1);
}

std::string Metrics::text() const {
    return prometheus::TextSerializer{}.Serialize(registry_.Collect());
}

void Metrics::look_at_process() {
    uptime_.Set(seconds_since(started_));
    memory_.Set(resident_bytes());
    open_files_.Set(open_files());
    rlimit limit_of_files{};
    ::getrlimit(RLIMIT_NOFILE, &limit_of_files);
    open_files_max_.Set(static_cast<double>(limit_of_files.rlim_cur));
    cpu_.Increment(cpu_seconds() - cpu_.Value());
}

}  // namespace parley
