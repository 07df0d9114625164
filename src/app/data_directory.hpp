#pragma once
// The directory that holds everything: the database and the lock that keeps a second process out.

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

#include "store/open.hpp"

namespace parley::app {

/// Exit codes of sysexits.h, for those who start the program by a script.
inline constexpr int exit_usage = 64;
inline constexpr int exit_data = 65;
inline constexpr int exit_temporary = 75;  // another process uses the directory (fI06)

/// A value on the command line that cannot be used.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class DataDirectory {
  public:
    /// Makes the directory where it is missing, readable by its owner only, and locks it. Throws
    /// DirectoryInUse, or std::runtime_error with a sentence for people.
    explicit DataDirectory(std::filesystem::path path);
    ~DataDirectory();
    DataDirectory(DataDirectory const&) = delete;
    DataDirectory& operator=(DataDirectory const&) = delete;

    static std::string database_file(std::filesystem::path const& directory) {
        return (directory / "parley.db").string();
    }
    std::string database_file() const { return database_file(path_); }

  private:
    std::filesystem::path const path_;
    int lock_ = -1;
};

/// Where a command finds the data: the directory, locked, or a database elsewhere. Throws
/// UsageError where not exactly one of them is given.
class DataPlace {
  public:
    DataPlace(std::string const& directory, std::string const& database);
    store::Place const& place() const { return place_; }

  private:
    std::optional<DataDirectory> directory_;
    store::Place place_;
};

struct DirectoryInUse : std::exception {
    explicit DirectoryInUse(std::string text) : text_(std::move(text)) {}
    char const* what() const noexcept override { return text_.c_str(); }

  private:
    std::string text_;
};

}  // namespace parley::app
