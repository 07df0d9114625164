#include "app/copies.hpp"

#include <cstdio>

#include "app/data_directory.hpp"
#include "store/backup.hpp"

namespace parley::app {

namespace {

void print(store::Copied const& copied) {
    std::int64_t rows = 0;
    for (auto const& [table, sum] : copied.tables) {
        std::printf("%-14s %12lld rows  %s\n", table.c_str(), static_cast<long long>(sum.rows()),
                    sum.hash().c_str());
        rows += sum.rows();
    }
    std::printf("%lld rows in all, read back and compared\n", static_cast<long long>(rows));
}

/// Refuses to make a directory where data is expected.
void need_data(std::string const& directory) {
    auto const file = DataDirectory::database_file(directory);
    if (std::filesystem::exists(file)) return;
    throw std::runtime_error("there is no data in " + directory + ": " + file + " is missing");
}

}  // namespace

store::Place place_to_read(PlaceOptions const& from) {
    if (!from.database.empty() || from.data.empty()) {
        return DataPlace{from.data, from.database}.place();
    }
    need_data(from.data);
    return {DataDirectory::database_file(from.data)};
}

int back_up(PlaceOptions const& from, std::string const& file) {
    SteadyClock const clock;
    auto const copied = store::back_up(place_to_read(from), file, clock);
    print(copied);
    std::printf("backup of %s in %s\n", to_rfc3339(copied.at).c_str(), file.c_str());
    return 0;
}

int restore(std::string const& file, PlaceOptions const& to) {
    if (!std::filesystem::exists(file)) throw std::runtime_error("there is no file " + file);
    DataPlace const data{to.data, to.database};
    auto const copied = store::restore(file, data.place());
    print(copied);
    std::printf("restored the backup of %s; start the server on it now\n",
                to_rfc3339(copied.at).c_str());
    return 0;
}

int move_to_database(PlaceOptions const& places) {
    if (places.data.empty() || places.database.empty()) {
        throw UsageError(
            "say from where and to where: --data DIRECTORY --database postgresql://...");
    }
    need_data(places.data);
    DataPlace const from{places.data, ""};
    DataPlace const to{"", places.database};
    SteadyClock const clock;
    print(store::move_all(from.place(), to.place(), clock));
    std::printf(
        "moved. From now on start the server with --database, never again with --data %s:\n"
        "what is written there would be missing in the database. Keep the directory until you "
        "have\n"
        "a backup of the database, then delete it.\n",
        places.data.c_str());
    return 0;
}

}  // namespace parley::app
