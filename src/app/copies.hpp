#pragma once
// `parley backup`, `parley restore` and `parley move`. Each prints what it has copied, table by
// table, and gives the exit code.

#include <string>

#include "store/open.hpp"

namespace parley::app {

/// Where the data is: a directory or a database, one of the two.
struct PlaceOptions {
    std::string data;
    std::string database;
};

/// For commands that only read: beside a server that runs, without a lock. Throws as DataPlace
/// does, and where there is no data.
store::Place place_to_read(PlaceOptions const& from);

/// Works beside a running server; takes no lock and changes nothing in the directory.
int back_up(PlaceOptions const& from, std::string const& file);

int restore(std::string const& file, PlaceOptions const& to);

/// From the directory, on which no server may run, into the empty database.
int move_to_database(PlaceOptions const& places);

}  // namespace parley::app
