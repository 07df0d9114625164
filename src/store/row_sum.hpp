#pragma once
// What a table holds, in a number: rows can be compared between two databases that give them in
// different orders.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace parley::store {

/// A row as both engines can give it: texts, whole numbers in decimal, or NULL.
using Field = std::optional<std::string_view>;
using Row = std::span<Field const>;

/// The rows, counted, and the sum of a 128-bit hash of each.
class RowSum {
  public:
    RowSum();
    RowSum(std::int64_t rows, std::string_view hash);

    void add(Row row);
    std::int64_t rows() const { return rows_; }
    /// 32 hexadecimal digits.
    std::string hash() const;
    bool operator==(RowSum const& other) const;

  private:
    std::int64_t rows_ = 0;
    std::array<std::uint64_t, 2> sum_{};  // the low half first
    std::string text_;                    // of the row at hand
};

}  // namespace parley::store
