#pragma once
// Where the data is, and the one place that chooses the engine by it.

#include <memory>
#include <stdexcept>
#include <string>

#include "store/connection.hpp"
#include "store/store.hpp"

namespace parley::store {

/// A file of the embedded database, or `postgresql://…`. `:memory:` is a private one, for tests.
struct Place {
    std::string text;
    bool is_url() const { return text.starts_with("postgresql://"); }
};

/// Somebody else is at it, or there is no room: the same may work later.
struct TryLater : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A connection that writes; brings the tables up to date. Throws std::runtime_error with a
/// sentence for people where the place cannot be used.
std::unique_ptr<Connection> open_connection(Place const& place, Clock const& clock, IdMaker& ids,
                                            Limits const& limits, NodeId node = {});

/// The store of a running program, at a place that open_connection() has prepared.
std::unique_ptr<Store> open_store(Place const& place, NodeId node, Clock const& clock, IdMaker& ids,
                                  Limits const& limits, Metrics& metrics, Hooks hooks);

}  // namespace parley::store
