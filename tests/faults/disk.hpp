#pragma once
// A disk in memory. It remembers in order all that was done to it, so that what a power cut at any
// moment leaves can be told later (power_cut.hpp); and it fails or is full when it is told to.

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley::faults {

/// One thing that was done to the disk.
struct Change {
    enum class Kind : char {
        create,          // of a file's name; the name may be lost until its folder is synced
        remove,          // the same
        write,           // lost, or torn, until the file is synced
        truncate,        // the same
        sync,            // of a file
        sync_folder,     // of all names
        sync_failed,     // of a file; nobody knows what was written
        acknowledgement  // no change: what the program promised here
    };
    Kind kind;
    int file = 0;         // a number for each file ever made
    std::int64_t at = 0;  // where it was written; the new size where truncated
    std::string bytes;    // what was written; the name; what was promised
};

/// In the order in which things were done.
using Record = std::vector<Change>;

/// The files of a disk that nobody uses.
using Files = std::map<std::string, std::string, std::less<>>;

enum class Outcome { done, failed, full };

class Disk {
  public:
    struct File {
        int number = 0;
        std::string bytes;
        std::atomic<int> failed_syncs = 0;
    };
    using Handle = std::shared_ptr<File>;

    /// The files are safely there and no part of the record; they are numbered in their order.
    explicit Disk(Files files = {});

    /// Nothing where there is no such file and `create` is false.
    Handle open(std::string const& name, bool create);
    bool exists(std::string const& name) const;
    void remove(std::string const& name, bool sync_folder);

    /// How many of `size` bytes there were.
    std::size_t read(File const& file, std::int64_t at, char* to, std::size_t size) const;
    Outcome write(File& file, std::int64_t at, std::string_view bytes);
    Outcome truncate(File& file, std::int64_t size);
    /// As Linux has it, a failure is told once to each who had the file open by then:
    /// `failures_seen` is theirs, and begins as the file's own number.
    Outcome sync(File& file, bool and_folder, int& failures_seen);
    std::int64_t size(File const& file) const;

    /// Notes that something was promised now.
    void acknowledge(std::string what);

    /// As the program sees them.
    Files files() const;

    Record record() const;
    std::size_t changes() const;
    /// From now on the record is written to this open file, too, so that it outlives the process.
    void copy_record_to(int descriptor);

    /// The n-th sync from now on fails, counted from 1; whoever has been told syncs with success
    /// later, though nothing is written that was lost.
    void fail_sync(int nth) { syncs_until_failure_ = nth; }
    /// The same for writes.
    void fail_write(int nth) { writes_until_failure_ = nth; }
    int syncs() const { return syncs_; }
    int writes() const { return writes_; }

    /// Leaves room for so many more bytes; nothing: for all.
    void leave_room(std::optional<std::int64_t> bytes);

  private:
    bool has_room(std::int64_t growth) const;
    std::int64_t used() const;
    void note(Change change);

    mutable std::mutex mutex_;
    std::map<std::string, Handle, std::less<>> names_;
    Record record_;
    int files_made_ = 0;
    int copy_ = -1;
    std::atomic<int> syncs_ = 0, writes_ = 0;
    std::atomic<int> syncs_until_failure_ = 0, writes_until_failure_ = 0;
    std::optional<std::int64_t> capacity_;
};

/// What copy_record_to() has left.
Record read_record(std::string const& path);

}  // namespace parley::faults
