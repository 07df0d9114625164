#pragma once
// history_check --nodes: rounds with several nodes, and the table of what came out.

#include <cstdint>
#include <string>

namespace parley::history {

struct ClusterOptions {
    std::string program;
    std::string servers;  // the folder with the scripts that start PostgreSQL and NATS
    std::uint64_t rounds = 60;
    std::uint64_t seed = 1;
    std::uint64_t first = 1;
    std::size_t nodes = 3;
    int customers = 12;
    int agents = 5;
    bool bus = false;
    std::string only;  // the one fault that is wanted; empty: all in turn
    bool brief = false;
    bool goes_on = false;
};

/// 0 where nothing was wrong, 77 where PostgreSQL is not installed.
int check_cluster(ClusterOptions const& options);

}  // namespace parley::history
