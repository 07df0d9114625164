#pragma once
// Jobs through a whole store, with its threads, on the disk in memory.

#include <memory>
#include <optional>
#include <vector>

#include "store/sqlite/store.hpp"

namespace parley::faults {

/// The store as the server opens it, save that its log is copied into the file very often.
std::unique_ptr<store::Store> open_store(std::string const& file, Clock const& clock, IdMaker& ids,
                                         Limits const& limits);

/// Gives the jobs to the writer and waits until all have finished; why each was refused, if it was.
std::vector<std::optional<Code>> write_all(store::Store& store,
                                           std::vector<std::unique_ptr<store::Job>> jobs);

/// The same for one job that only reads.
std::optional<Code> read(store::Store& store, std::unique_ptr<store::Job> job);

}  // namespace parley::faults
