#pragma once
// What a power cut leaves of what was done to a disk: everything that was synced and, of the rest,
// nobody knows what.

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>

#include "disk.hpp"

namespace parley::faults {

/// What becomes of changes that were not synced.
enum class Fate {
    lost,      // all of them
    kept,      // all of them, save that the last write is torn
    by_chance  // each on its own is kept, lost or torn
};

/// Walks along a record and knows at every step what is safely on the disk and what may be.
class Platter {
  public:
    /// Of a disk made with these files. The seed decides what a failed sync has written.
    explicit Platter(Files files = {}, std::uint64_t seed = 1);

    void take(Change const& change);

    /// The files after a power cut now. The same seed leaves the same.
    Files after_cut(Fate fate, std::uint64_t seed) const;

  private:
    struct Names {
        std::map<std::string, int, std::less<>> safe;
        Record pending;
    };

    void settle_names();

    std::mt19937_64 random_;
    Names names_;
    std::map<int, std::string> safe_;  // what is on the disk, by file
    Record pending_;                   // writes and truncations, in order
};

}  // namespace parley::faults
