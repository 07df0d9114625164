#pragma once
// What `parley doctor` looks at outside the database. Each only looks and throws nothing.

#include <string>
#include <vector>

#include "store/inspect.hpp"

namespace parley::app {

struct DirectoryFindings {
    std::vector<store::Finding> findings;
    bool has_database;  // there is a file to look into
};

/// The data directory: there, ours, closed to others, on a disk with room; and whether a server
/// runs on it.
DirectoryFindings check_directory(std::string const& directory);

/// How many connections the system lets a server have.
store::Finding check_open_files();

/// Whether something that speaks NATS answers within 3 s.
store::Finding check_bus(std::string const& url);

}  // namespace parley::app
