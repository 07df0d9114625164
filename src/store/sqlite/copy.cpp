#include "store/sqlite/copy.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/migrations.hpp"
#include "store/sqlite/handle.hpp"

namespace parley::store::sqlite {

namespace {

namespace fs = std::filesystem;

void read_all(Handle const& handle, Table const& table, Visit const& visit) {
    RawStatement rows{handle,
                      "SELECT " + list_of_columns(table) + " FROM " + table.name + order_of(table)};
    while (rows.next()) visit(rows.row());
}

class FileSnapshot : public Snapshot {
  public:
    explicit FileSnapshot(std::string const& file) {
        if (!fs::exists(file)) throw std::runtime_error("there is no database " + file);
        try {
            handle_ = Handle{file, Handle::Mode::read};
            handle_.execute("BEGIN");
            // The first look decides what all others see.
            schema_ = static_cast<int>(handle_.number("SELECT count(*) FROM migrations"));
        } catch (std::exception const& error) {
            throw std::runtime_error("cannot read the database " + file + ": " + error.what());
        }
    }

    int schema() override { return schema_; }
    std::int64_t bytes() override {
        return handle_.number("PRAGMA page_count") * handle_.number("PRAGMA page_size");
    }
    void read(Table const& table, Visit const& visit) override { read_all(handle_, table, visit); }

  private:
    Handle handle_;
    int schema_ = 0;
};

std::string why() { return std::strerror(errno); }

/// A file that carries another name until it is whole.
class NewFile {
  public:
    explicit NewFile(fs::path path) : path_(std::move(path)), part_(path_.string() + ".part") {
        for (auto const* ending : {"", "-wal", "-shm", "-journal"}) {
            // A log that is left of another database would become part of this one.
            auto const other = path_.string() + ending;
            if (fs::exists(other)) throw std::runtime_error(other + " is there already");
        }
        descriptor_ = ::open(part_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (descriptor_ < 0) throw std::runtime_error("cannot write " + part_ + ": " + why());
        // What an interrupted copy has left is begun anew.
        if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
            ::close(descriptor_);
            throw TryLater(part_ + " is being written by another parley");
        }
        fs::remove(part_ + "-journal");
        if (::ftruncate(descriptor_, 0) != 0 || ::fchmod(descriptor_, 0600) != 0) {
            auto const reason = why();
            ::close(descriptor_);
            throw std::runtime_error("cannot write " + part_ + ": " + reason);
        }
    }
    ~NewFile() {
        if (descriptor_ < 0) return;
        std::error_code ignored;
        fs::remove(part_, ignored);
        fs::remove(part_ + "-journal", ignored);
        ::close(descriptor_);
    }
    NewFile(NewFile const&) = delete;
    NewFile& operator=(NewFile const&) = delete;

    std::string const& part() const { return part_; }

    /// Durable under its own name; whatever has come to have this name meanwhile stays.
    void keep() {
        if (::fsync(descriptor_) != 0)
            throw std::runtime_error("cannot write " + part_ + ": " + why());
        if (::renameat2(AT_FDCWD, part_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) != 0) {
            // Not every file system can promise that.
            if (errno != EINVAL)
                throw std::runtime_error("cannot make " + path_.string() + ": " + why());
            if (fs::exists(path_)) throw std::runtime_error(path_.string() + " is there already");
            fs::rename(part_, path_);
        }
        ::close(std::exchange(descriptor_, -1));
        auto const folder = path_.has_parent_path() ? path_.parent_path() : fs::path{"."};
        auto const directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        auto const synced = directory >= 0 && ::fsync(directory) == 0;
        ::close(directory);
        if (!synced) throw std::runtime_error("cannot write the directory " + folder.string());
    }

  private:
    fs::path const path_;
    std::string const part_;
    int descriptor_ = -1;
};

class FileTarget : public Target {
  public:
    explicit FileTarget(std::string const& file) : file_(file) {}

    void make(int schema) override {
        {
            soci::session sql{soci::sqlite3, "dbname=" + file_.part()};
            sql << "PRAGMA synchronous = OFF";
            migrate(sql, Dialect::sqlite, schema);
        }
        handle_ = Handle{file_.part(), Handle::Mode::write};
        // Nobody reads the file before it is whole, and whole it is flushed once.
        (void)handle_.ask("PRAGMA locking_mode = EXCLUSIVE");
        (void)handle_.ask("PRAGMA journal_mode = OFF");
        handle_.execute("PRAGMA synchronous = OFF");
        handle_.execute("PRAGMA foreign_keys = ON");
        handle_.execute("PRAGMA cache_size = -65536");
        handle_.execute("BEGIN");
    }
    void open(Table const& table) override {
        std::string places = "?";
        for (std::size_t i = 1; i < table.columns.size(); ++i) places += ",?";
        insert_ = RawStatement{handle_, "INSERT INTO " + table.name + " (" +
                                            list_of_columns(table) + ") VALUES (" + places + ")"};
    }
    void add(Row row) override { insert_.run(row); }
    void close() override { insert_ = {}; }
    void filled() override {
        handle_.execute("COMMIT");
        // What is read back comes from the file.
        sqlite_api::sqlite3_db_release_memory(handle_.get());
    }
    void read(Table const& table, Visit const& visit) override { read_all(handle_, table, visit); }
    void execute(std::string const& statement) override { handle_.execute(statement); }
    void keep() override {
        handle_.close();
        file_.keep();
    }

  private:
    NewFile file_;  // outlives the handle: closing any of a file's descriptors ends SQLite's locks
    Handle handle_;
    RawStatement insert_;
};

}  // namespace

std::unique_ptr<Snapshot> take_snapshot(std::string const& file) {
    return std::make_unique<FileSnapshot>(file);
}

std::unique_ptr<Target> open_target(std::string const& file) {
    return std::make_unique<FileTarget>(file);
}

}  // namespace parley::store::sqlite
