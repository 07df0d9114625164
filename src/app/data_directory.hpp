#pragma once
// The directory that holds everything: the database and the lock that keeps a second process out.

#include <filesystem>
#include <string>

namespace parley::app {

/// Exit codes of sysexits.h, for those who start the program by a script.
inline constexpr int exit_usage = 64;
inline constexpr int exit_data = 65;
inline constexpr int exit_temporary = 75;  // another process uses the directory (fI06)

class DataDirectory {
  public:
    /// Makes the directory where it is missing, readable by its owner only, and locks it. Throws
    /// DirectoryInUse, or std::runtime_error with a sentence for people.
    explicit DataDirectory(std::filesystem::path path);
    ~DataDirectory();
    DataDirectory(DataDirectory const&) = delete;
    DataDirectory& operator=(DataDirectory const&) = delete;

    std::string database_file() const { return (path_ / "parley.db").string(); }
    /// No database was here when the directory was opened.
    bool is_new() const { return is_new_; }

  private:
    std::filesystem::path const path_;
    bool is_new_ = false;
    int lock_ = -1;
};

struct DirectoryInUse : std::exception {
    explicit DirectoryInUse(std::string text) : text_(std::move(text)) {}
    char const* what() const noexcept override { return text_.c_str(); }

  private:
    std::string text_;
};

}  // namespace parley::app
