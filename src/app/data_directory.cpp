#include "app/data_directory.hpp"

#include <cerrno>
#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace parley::app {

namespace fs = std::filesystem;

DataDirectory::DataDirectory(fs::path path) : path_(std::move(path)) {
    std::error_code error;
    bool const made = fs::create_directories(path_, error);
    if (error) {
        throw std::runtime_error("cannot make the data directory " + path_.string() + ": " +
                                 error.message());
    }
    if (made) fs::permissions(path_, fs::perms::owner_all);
    auto const file = path_ / "lock";
    lock_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0) {
        throw std::runtime_error("cannot use the data directory " + path_.string() + ": " +
                                 std::strerror(errno));
    }
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock_);
        throw DirectoryInUse("another parley uses the data directory " + path_.string() +
                             "; stop it first, or give this one a directory of its own");
    }
    if (fs::exists(database_file()) && fs::file_size(database_file()) == 0) {
        ::close(lock_);
        throw std::runtime_error("the database " + database_file() +
                                 " is empty: restore a backup, or delete the file to begin anew");
    }
}

DataDirectory::~DataDirectory() { ::close(lock_); }

DataPlace::DataPlace(std::string const& directory, std::string const& database) {
    if (!directory.empty() && !database.empty()) {
        throw UsageError(
            "say --data or --database (which PARLEY_DATABASE stands for too), not both");
    }
    if (directory.empty() && database.empty()) {
        throw UsageError("say where the data is: --data DIRECTORY or --database postgresql://...");
    }
    if (!database.empty()) {
        place_.text = database;
        if (!place_.is_url()) {
            throw UsageError("--database must be like postgresql://user@host:5432/name");
        }
        return;
    }
    directory_.emplace(directory);
    place_.text = directory_->database_file();
}

}  // namespace parley::app
