#include "store/copy.hpp"

#include "store/migrations.hpp"
#include "store/postgresql/copy.hpp"
#include "store/sqlite/copy.hpp"

namespace parley::store {

namespace {

RowSum copy_table(Table const& table, Snapshot& from, Target& to) {
    RowSum sum;
    to.open(table);
    from.read(table, [&](Row row) {
        sum.add(row);
        to.add(row);
    });
    to.close();
    return sum;
}

RowSum sum_of(Table const& table, Target& to) {
    RowSum sum;
    to.read(table, [&](Row row) { sum.add(row); });
    return sum;
}

/// Whatever goes wrong in it is told with the table's name.
template <class Work>
auto about(Table const& table, Work work) {
    try {
        return work();
    } catch (TryLater const& error) {
        throw TryLater("table " + table.name + ": " + error.what());
    } catch (std::exception const& error) {
        throw std::runtime_error("table " + table.name + ": " + error.what());
    }
}

}  // namespace

std::unique_ptr<Snapshot> take_snapshot(Place const& place) {
    if (place.is_url()) return postgresql::take_snapshot(place.text);
    return sqlite::take_snapshot(place.text);
}

std::unique_ptr<Target> open_target(Place const& place) {
    if (place.is_url()) return postgresql::open_target(place.text);
    return sqlite::open_target(place.text);
}

std::vector<TableSum> copy(Snapshot& from, Target& to) {
    auto const schema = from.schema();
    if (schema > newest_schema()) {
        throw std::runtime_error("the data was written by a newer version of Parley (tables " +
                                 std::to_string(schema) + ", this program knows " +
                                 std::to_string(newest_schema()) + "): use that version");
    }
    to.make(schema);
    auto const tables = tables_of_schema(schema);
    std::vector<TableSum> sums;
    for (auto const& table : tables) {
        sums.push_back(
            about(table, [&] { return TableSum{table.name, copy_table(table, from, to)}; }));
    }
    to.filled();
    for (std::size_t i = 0; i < tables.size(); ++i) {
        about(tables[i], [&] {
            auto const arrived = sum_of(tables[i], to);
            auto const& sent = sums[i].sum;
            if (arrived == sent) return;
            throw std::runtime_error("the copy differs: " + std::to_string(sent.rows()) +
                                     " rows were read (" + sent.hash() + "), " +
                                     std::to_string(arrived.rows()) + " have arrived (" +
                                     arrived.hash() + ")");
        });
    }
    return sums;
}

}  // namespace parley::store
