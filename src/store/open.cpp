#include "store/open.hpp"

#include "store/postgresql/connection.hpp"
#include "store/postgresql/store.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/store.hpp"

namespace parley::store {

std::unique_ptr<Connection> open_connection(Place const& place, Clock const& clock, IdMaker& ids,
                                            Limits const& limits, NodeId node) {
    if (!place.is_url()) {
        return std::make_unique<sqlite::Connection>(place.text, sqlite::Mode::writer, clock, ids,
                                                    limits, node);
    }
    postgresql::migrate_database(place.text);
    return std::make_unique<postgresql::Connection>(place.text, postgresql::Mode::writer, clock,
                                                    ids, limits, node);
}

std::unique_ptr<Store> open_store(Place const& place, NodeId node, Clock const& clock, IdMaker& ids,
                                  Limits const& limits, Metrics& metrics, Hooks hooks) {
    if (!place.is_url()) {
        return sqlite::open_store({place.text, node}, clock, ids, limits, metrics,
                                  std::move(hooks));
    }
    return postgresql::open_store({place.text, node}, clock, ids, limits, metrics,
                                  std::move(hooks));
}

}  // namespace parley::store
