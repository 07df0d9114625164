#pragma once
// The digits of a view as they hang together: groups are digits with nothing but invisible
// characters between them, a chain is groups with at most three separators between two.

#include <cstdint>
#include <span>
#include <vector>

#include "domain/redaction/view.hpp"

namespace parley::domain::redaction {

inline constexpr int separators_max = 3;

struct Group {
    std::uint32_t begin = 0;  // digits, by their number in the view
    std::uint32_t end = 0;
    std::uint32_t size() const { return end - begin; }
};

struct Chain {
    std::uint32_t begin = 0;  // groups
    std::uint32_t end = 0;
};

class Digits {
  public:
    explicit Digits(View const& view);

    std::size_t count() const { return values_.size(); }
    std::span<std::uint8_t const> values() const { return values_; }
    std::span<Group const> groups() const { return groups_; }
    std::span<Chain const> chains() const { return chains_; }
    /// Where digit `i` stands in the view.
    std::uint32_t item(std::uint32_t i) const { return items_[i]; }
    /// The group that digit `i` is in.
    std::uint32_t group_of(std::uint32_t i) const { return group_of_[i]; }

    bool begins_group(std::uint32_t i) const { return groups_[group_of_[i]].begin == i; }
    /// Does a group end before digit `i`?
    bool ends_group(std::uint32_t i) const { return groups_[group_of_[i - 1]].end == i; }

    /// The check digit that all card numbers have but a few: digits [begin, end).
    bool luhn(std::uint32_t begin, std::uint32_t end) const {
        auto const& sums = (end - 1) % 2 == 0 ? even_ : odd_;
        return (sums[end] - sums[begin]) % 10 == 0;
    }
    bool all_same(std::uint32_t begin, std::uint32_t end) const;

  private:
    std::vector<std::uint8_t> values_;
    std::vector<std::uint32_t> items_;
    std::vector<std::uint32_t> group_of_;
    std::vector<Group> groups_;
    std::vector<Chain> chains_;
    // Sums of all digits before, those at odd (even) places doubled as the check wants it.
    std::vector<std::uint32_t> even_;
    std::vector<std::uint32_t> odd_;
};

}  // namespace parley::domain::redaction
