#pragma once
// What whoever runs the server asks of it: whether it should get traffic, and its figures.
//
// Threads: any; answers are given on the lane that asked.

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "api/connection.hpp"
#include "base/metrics.hpp"
#include "store/census.hpp"

namespace parley::api {

class Gateway;

class Probes {
  public:
    using Done = std::move_only_function<void(HttpAnswer)>;
    Probes(Gateway& gateway, Metrics& metrics) : gateway_(gateway), metrics_(metrics) {}

    void ask(Probe what, int lane, Done done);

  private:
    struct Found {
        std::vector<store::WaitingChats> waiting;
        store::Census::AgentCounts agents;
        Instant at;
        Cursor head;
        std::int64_t mails;  // that wait
        std::int64_t files;  // to be looked into
    };
    using Gauges = std::vector<std::pair<Metrics::Gauges*, Metrics::Gauge*>>;

    void ready(int lane, Done done);
    void figures(int lane, Done done);
    void look(int lane, Done done);
    void publish(Found const& found);
    void clear();
    std::string text();
    void answer(int lane, Done done, HttpAnswer answer);

    Gateway& gateway_;
    Metrics& metrics_;
    std::mutex mutex_;  // guards what follows, and is held while the text is made
    bool looking_ = false;
    SteadyTime next_look_;
    Gauges published_;  // of what was found in the database
};

}  // namespace parley::api
