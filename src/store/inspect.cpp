#include "store/inspect.hpp"

#include "store/migrations.hpp"
#include "store/postgresql/inspect.hpp"
#include "store/sqlite/inspect.hpp"

namespace parley::store {

std::vector<Finding> inspect(Place const& place, bool thorough) {
    return place.is_url() ? postgresql::inspect(place.text) : sqlite::inspect(place.text, thorough);
}

Finding inspect_schema(int schema) {
    auto const newest = newest_schema();
    auto const numbers = "tables of version " + std::to_string(schema) + ", this program has " +
                         std::to_string(newest);
    if (schema > newest) {
        return {"schema", Verdict::error, numbers + ": use the newer program that has run here"};
    }
    if (schema < newest) {
        return {"schema", Verdict::warning, numbers + ": the next start brings them up to date"};
    }
    return {"schema", Verdict::ok,
            "the tables are those of this program (" + std::to_string(newest) + ")"};
}

}  // namespace parley::store
