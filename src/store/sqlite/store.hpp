#pragma once
// The store on SQLite: one writer thread with group commit, some reader threads.

#include <memory>
#include <string>

#include "base/metrics.hpp"
#include "store/store.hpp"

namespace parley::store::sqlite {

struct Config {
    std::string file;
    NodeId node;
    int readers = 2;
    /// The write-ahead log is copied into the file once it has so many pages of 4 kB. A page that
    /// changes often is copied once for many commits; but all of the log is read when the program
    /// starts after a crash.
    int log_pages = 16384;
};

/// Opens or makes the file. Throws std::runtime_error where it cannot be used.
std::unique_ptr<Store> open_store(Config const& config, Clock const& clock, IdMaker& ids,
                                  Limits const& limits, Metrics& metrics, Hooks hooks);

}  // namespace parley::store::sqlite
