#pragma once
// What the connections to one database share besides its bytes: locks, and the index of the
// write-ahead log. Nothing of it is on the disk, nothing of it is left after a power cut.

#include <array>
#include <memory>
#include <mutex>
#include <vector>

#include <soci/sqlite3/soci-sqlite3.h>

namespace parley::faults {

/// The locks of a database's file, as https://sqlite.org/lockingv3.html has them.
class FileLocks {
  public:
    /// From one level to a higher one; SQLITE_OK or SQLITE_BUSY.
    int raise(int& held, int wanted) {
        std::scoped_lock const lock{mutex_};
        if (wanted <= held) return SQLITE_OK;
        if (wanted == SQLITE_LOCK_SHARED) {
            if (pending_) return SQLITE_BUSY;
            ++shared_;
            held = SQLITE_LOCK_SHARED;
            return SQLITE_OK;
        }
        if (held < SQLITE_LOCK_RESERVED) {
            if (reserved_) return SQLITE_BUSY;
            reserved_ = true;
            held = SQLITE_LOCK_RESERVED;
        }
        if (wanted < SQLITE_LOCK_EXCLUSIVE) return SQLITE_OK;
        pending_ = true;
        held = SQLITE_LOCK_PENDING;
        if (shared_ > 1) return SQLITE_BUSY;
        held = SQLITE_LOCK_EXCLUSIVE;
        return SQLITE_OK;
    }

    void lower(int& held, int wanted) {
        std::scoped_lock const lock{mutex_};
        if (wanted >= held) return;
        if (held >= SQLITE_LOCK_RESERVED) reserved_ = false;
        if (held >= SQLITE_LOCK_PENDING) pending_ = false;
        if (wanted == SQLITE_LOCK_NONE) --shared_;
        held = wanted;
    }

    bool is_reserved() {
        std::scoped_lock const lock{mutex_};
        return reserved_;
    }

  private:
    std::mutex mutex_;
    int shared_ = 0;
    bool reserved_ = false;
    bool pending_ = false;
};

/// The memory that connections in WAL mode share, and its eight locks.
class SharedMemory {
  public:
    /// What one connection holds.
    struct Held {
        unsigned shared = 0;
        unsigned exclusive = 0;
    };

    void join() {
        std::scoped_lock const lock{mutex_};
        ++users_;
    }
    /// The last one takes the memory along: whoever comes next makes it anew from the log.
    void leave(Held& held) {
        lock(held, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
        lock(held, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE);
        std::scoped_lock const lock{mutex_};
        if (--users_ == 0) regions_.clear();
    }

    /// Nothing where there is no such region and `extend` is false.
    void volatile* region(int index, int size, bool extend) {
        std::scoped_lock const lock{mutex_};
        auto const count = static_cast<std::size_t>(index) + 1;
        while (extend && regions_.size() < count) {
            regions_.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
        }
        return regions_.size() < count ? nullptr : regions_[count - 1].get();
    }

    int lock(Held& held, int first, int count, int flags) {
        std::scoped_lock const lock{mutex_};
        bool const exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
        auto const each = [&](auto function) {
            for (int i = first; i < first + count; ++i) {
                function(slots_[static_cast<std::size_t>(i)], 1u << i);
            }
        };
        if ((flags & SQLITE_SHM_UNLOCK) != 0) {
            each([&](Slot& slot, unsigned bit) {
                if (exclusive && (held.exclusive & bit) != 0) slot.exclusive = false;
                if (!exclusive && (held.shared & bit) != 0) --slot.shared;
                (exclusive ? held.exclusive : held.shared) &= ~bit;
            });
            return SQLITE_OK;
        }
        bool busy = false;
        each([&](Slot const& slot, unsigned bit) {
            int const others = slot.shared - ((held.shared & bit) != 0 ? 1 : 0);
            if (slot.exclusive && (held.exclusive & bit) == 0) busy = true;
            if (exclusive && others > 0) busy = true;
        });
        if (busy) return SQLITE_BUSY;
        each([&](Slot& slot, unsigned bit) {
            auto& mine = exclusive ? held.exclusive : held.shared;
            if ((mine & bit) != 0) return;
            mine |= bit;
            if (exclusive) {
                slot.exclusive = true;
            } else {
                ++slot.shared;
            }
        });
        return SQLITE_OK;
    }

  private:
    struct Slot {
        int shared = 0;
        bool exclusive = false;
    };
    std::mutex mutex_;
    int users_ = 0;
    std::array<Slot, SQLITE_SHM_NLOCK> slots_;
    std::vector<std::unique_ptr<char[]>> regions_;
};

}  // namespace parley::faults
