#include "crash_vfs.hpp"

#include <atomic>
#include <cstring>
#include <map>
#include <new>
#include <utility>

#include "locks.hpp"

namespace parley::faults {

namespace {

// SOCI's name for SQLite: its functions call ours through their types.
using namespace sqlite_api;

struct Shared {
    FileLocks locks;
    SharedMemory memory;
};

/// The disk in use, and what is shared of each of its files.
struct Mount {
    Disk& disk;
    std::mutex mutex;
    std::map<Disk::File const*, std::shared_ptr<Shared>> shared;

    std::shared_ptr<Shared> shared_of(Disk::File const* file) {
        std::scoped_lock const lock{mutex};
        auto& found = shared[file];
        if (!found) found = std::make_shared<Shared>();
        return found;
    }
};
Mount* mounted = nullptr;

/// What SQLite knows as a file.
struct OpenFile {
    sqlite3_file base;  // first: SQLite sees only this
    Mount* mount;
    Disk::Handle file;
    std::shared_ptr<Shared> shared;
    int lock = SQLITE_LOCK_NONE;
    SharedMemory::Held held;
    bool uses_memory = false;
    bool sync_folder = false;  // its name is new
    int failures_seen = 0;
    std::string remove_at_close;
};

OpenFile& of(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }

int code(Outcome outcome, int failure) {
    if (outcome == Outcome::full) return SQLITE_FULL;
    return outcome == Outcome::failed ? failure : SQLITE_OK;
}

int close(sqlite3_file* file) {
    auto& open = of(file);
    if (open.uses_memory) open.shared->memory.leave(open.held);
    open.shared->locks.lower(open.lock, SQLITE_LOCK_NONE);
    if (!open.remove_at_close.empty()) open.mount->disk.remove(open.remove_at_close, false);
    open.~OpenFile();
    return SQLITE_OK;
}

int read(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
    auto& open = of(file);
    auto* const bytes = static_cast<char*>(to);
    auto const wanted = static_cast<std::size_t>(size);
    auto const count = open.mount->disk.read(*open.file, at, bytes, wanted);
    std::memset(bytes + count, 0, wanted - count);
    return count == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, void const* from, int size, sqlite3_int64 at) {
    auto& open = of(file);
    std::string_view const bytes{static_cast<char const*>(from), static_cast<std::size_t>(size)};
    return code(open.mount->disk.write(*open.file, at, bytes), SQLITE_IOERR_WRITE);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    auto& open = of(file);
    return code(open.mount->disk.truncate(*open.file, size), SQLITE_IOERR_TRUNCATE);
}

/// As SQLite does on Unix, the first sync of a new journal or log syncs its folder, too.
int sync(sqlite3_file* file, int) {
    auto& open = of(file);
    auto const outcome = open.mount->disk.sync(*open.file, open.sync_folder, open.failures_seen);
    if (outcome == Outcome::done) open.sync_folder = false;
    return code(outcome, SQLITE_IOERR_FSYNC);
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    *size = of(file).mount->disk.size(*of(file).file);
    return SQLITE_OK;
}

int lock(sqlite3_file* file, int level) {
    return of(file).shared->locks.raise(of(file).lock, level);
}

int unlock(sqlite3_file* file, int level) {
    of(file).shared->locks.lower(of(file).lock, level);
    return SQLITE_OK;
}

int check_reserved(sqlite3_file* file, int* reserved) {
    *reserved = of(file).shared->locks.is_reserved() ? 1 : 0;
    return SQLITE_OK;
}

int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }

// What SQLite assumes of a disk on Unix: a write harms nothing beside it.
int sector_size(sqlite3_file*) { return 4096; }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int shm_map(sqlite3_file* file, int index, int size, int extend, void volatile** to) {
    auto& open = of(file);
    if (!std::exchange(open.uses_memory, true)) open.shared->memory.join();
    *to = open.shared->memory.region(index, size, extend != 0);
    return SQLITE_OK;
}

int shm_lock(sqlite3_file* file, int first, int count, int flags) {
    return of(file).shared->memory.lock(of(file).held, first, count, flags);
}

void shm_barrier(sqlite3_file*) { std::atomic_thread_fence(std::memory_order_seq_cst); }

int shm_unmap(sqlite3_file* file, int) {
    auto& open = of(file);
    if (std::exchange(open.uses_memory, false)) open.shared->memory.leave(open.held);
    return SQLITE_OK;
}

sqlite3_io_methods const methods = {
    2,
    close,
    read,
    write,
    truncate,
    sync,
    file_size,
    lock,
    unlock,
    check_reserved,
    control,
    sector_size,
    characteristics,
    shm_map,
    shm_lock,
    shm_barrier,
    shm_unmap,
    nullptr,
    nullptr,
};

int open(sqlite3_vfs*, char const* name, sqlite3_file* file, int flags, int* flags_out) {
    file->pMethods = nullptr;
    // Without a name it would be a temporary file: those are in memory (temp_store).
    if (name == nullptr) return SQLITE_CANTOPEN;
    bool const existed = mounted->disk.exists(name);
    auto const found = mounted->disk.open(name, (flags & SQLITE_OPEN_CREATE) != 0);
    if (!found) return SQLITE_CANTOPEN;
    auto* const made = new (file) OpenFile{};
    made->mount = mounted;
    made->file = found;
    made->failures_seen = found->failed_syncs;
    made->shared = mounted->shared_of(found.get());
    constexpr int journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
    made->sync_folder = !existed && (flags & journals) != 0;
    if ((flags & SQLITE_OPEN_DELETEONCLOSE) != 0) made->remove_at_close = name;
    made->base.pMethods = &methods;
    if (flags_out != nullptr) *flags_out = flags;
    return SQLITE_OK;
}

int remove(sqlite3_vfs*, char const* name, int sync_folder) {
    if (!mounted->disk.exists(name)) return SQLITE_IOERR_DELETE_NOENT;
    mounted->disk.remove(name, sync_folder != 0);
    return SQLITE_OK;
}

int access(sqlite3_vfs*, char const* name, int, int* found) {
    *found = mounted->disk.exists(name) ? 1 : 0;
    return SQLITE_OK;
}

int full_name(sqlite3_vfs*, char const* name, int size, char* to) {
    sqlite3_snprintf(size, to, "%s", name);
    return SQLITE_OK;
}

/// Time, chance and waiting are those of the real system.
sqlite3_vfs& vfs() {
    static sqlite3_vfs made = [] {
        auto copy = *sqlite3_vfs_find(nullptr);
        copy.szOsFile = sizeof(OpenFile);
        copy.pNext = nullptr;
        copy.zName = "memory disk";
        copy.xOpen = open;
        copy.xDelete = remove;
        copy.xAccess = access;
        copy.xFullPathname = full_name;
        return copy;
    }();
    return made;
}

}  // namespace

Mounted::Mounted(Disk& disk) {
    mounted = new Mount{disk, {}, {}};
    sqlite3_vfs_register(&vfs(), 1);
}

Mounted::~Mounted() {
    sqlite3_vfs_unregister(&vfs());
    delete mounted;
    mounted = nullptr;
}

}  // namespace parley::faults
