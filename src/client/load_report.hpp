#pragma once
// What a load run has measured, and how it is shown.

#include <optional>
#include <string>

#include "client/histogram.hpp"

namespace parley::client {

struct LoadReport {
    int pairs = 0;
    double seconds = 0;           // measured
    std::uint64_t delivered = 0;  // in that time
    Histogram latency;            // from when it was to be sent to its arrival at the other side
    std::uint64_t lost = 0;  // acknowledged, and did not come within some seconds after the end
    std::uint64_t twice = 0;
    std::uint64_t too_early = 0;  // came before an earlier one of the same author and chat
    std::uint64_t refused = 0;
    double generator_cpu_us = 0;          // a delivered message
    std::optional<double> server_cpu_us;  // the same for the server
    std::optional<double> database_cpu_us;
    std::optional<double> server_rss_kb;  // at the end
    std::optional<std::uint64_t> breaks;  // connections that broke, where that is no failure
    int idle = 0;                         // connections that do nothing
    std::optional<double> kb_an_idle_connection;
    double idle_connect_s = 0;  // until all of them were there

    bool clean() const { return lost + twice + too_early + refused == 0; }
};

std::string as_table(LoadReport const& report);
std::string as_json(LoadReport const& report);

}  // namespace parley::client
