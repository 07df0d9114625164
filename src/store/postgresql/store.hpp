#pragma once
// The store on PostgreSQL, shared by any number of nodes: several writer threads with group commit,
// reader threads, one for the log of events and one for timers.

#include <memory>
#include <string>

#include "base/metrics.hpp"
#include "store/store.hpp"

namespace parley::store::postgresql {

struct Config {
    std::string url;
    NodeId node;
    int writers = 2;
    int readers = 2;

    /// What a node takes of the server's max_connections: the log and the timers have one each.
    int connections() const { return writers + readers + 2; }
};

/// Connects. Throws std::runtime_error where the database cannot be reached.
std::unique_ptr<Store> open_store(Config const& config, Clock const& clock, IdMaker& ids,
                                  Limits const& limits, Metrics& metrics, Hooks hooks);

}  // namespace parley::store::postgresql
