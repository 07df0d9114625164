#pragma once
// What replay and load write for people: figures, tables, progress.

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace parley::client {

/// 1234567 -> "1,234,567"
std::string grouped(std::int64_t number);
/// With so many digits after the point, grouped before it.
std::string decimal(double number, int digits);
/// "1.2 / 8.9 / 31 ms" with as many digits as a reader needs.
std::string in_ms(double ms);

/// Two columns, the second flush right.
std::string table(std::vector<std::pair<std::string, std::string>> const& rows);

/// A bar on a terminal, redrawn in place; elsewhere a line every few seconds. Writes to stderr, so
/// that what a program reads from stdout stays clean.
class Progress {
  public:
    Progress();
    ~Progress() { finish(); }

    /// Call about every 200 ms. `part` is what is done, 0 to 1.
    void show(double part, std::string const& words);
    /// A line of its own, above the bar.
    void note(std::string const& line);
    void finish();

  private:
    bool terminal_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point next_line_;
};

}  // namespace parley::client
