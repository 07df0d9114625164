#pragma once
// SQLite on a disk in memory: a VFS (sqlite.org/vfs.html) with files, locks and shared memory.

#include "disk.hpp"

namespace parley::faults {

/// While it lives, every database that this process opens is on the disk. One at a time; no
/// connection may outlive it.
class Mounted {
  public:
    explicit Mounted(Disk& disk);
    ~Mounted();
    Mounted(Mounted const&) = delete;
    Mounted& operator=(Mounted const&) = delete;
};

}  // namespace parley::faults
