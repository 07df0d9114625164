#pragma once
// The digits of a view as they hang together: groups are digits with nothing but invisible
// characters between them, a chain is groups with at most three separators between two. What the
// search asks of a window of digits is answered from sums over all digits before, so that no
// answer costs more for a longer window.

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "domain/redaction/brands.hpp"
#include "domain/redaction/view.hpp"

namespace parley::domain::redaction {

inline constexpr int separators_max = 3;

struct Group {
    std::uint32_t begin = 0;  // digits, by their number in the view
    std::uint32_t end = 0;
    std::uint32_t chain = 0;
    std::uint32_t bullets = 0;  // of the view, before it
    std::uint32_t size() const { return end - begin; }
};

struct Chain {
    std::uint32_t begin = 0;  // groups
    std::uint32_t end = 0;
};

/// How the digits of a window were written: how many of them are what.
struct Writing {
    std::uint32_t weak = 0;
    std::uint32_t decoded = 0;
    std::uint32_t spelled = 0;
    std::uint32_t lookalike = 0;
    std::uint32_t split = 0;  // with an invisible character behind, before the next of its group
};

class Digits {
  public:
    explicit Digits(View const& view);

    std::size_t count() const { return count_; }
    std::span<std::uint8_t const> values() const { return {values_.data(), count_}; }
    std::span<Group const> groups() const { return groups_; }
    std::span<Chain const> chains() const { return chains_; }
    /// Where digit `i` stands in the view.
    std::uint32_t item(std::uint32_t i) const { return digits_[i].item; }
    /// The group that digit `i` is in.
    std::uint32_t group_of(std::uint32_t i) const { return digits_[i].group; }

    bool begins_group(std::uint32_t i) const { return groups_[group_of(i)].begin == i; }
    /// Does a group end before digit `i`?
    bool ends_group(std::uint32_t i) const { return ends_[i] != 0; }

    /// The check digit that all card numbers have but a few: digits [begin, end).
    bool luhn(std::uint32_t begin, std::uint32_t end) const {
        return digits_[begin].sums[(end - 1) % 2] == sums_[end];
    }
    /// The same for all lengths that card numbers have: bit n is set where it holds for n digits.
    std::uint32_t luhn_lengths(std::uint32_t begin) const {
        auto const& sums = digits_[begin].sums;
        auto const wanted = 0x0001'0001'0001'0001u * sums[(begin + 1) % 2] +
                            0x0100'0100'0100'0100u * sums[begin % 2];
        auto const differs = (eight(sums_, begin) ^ wanted) + ~high_bits;
        return bits((~differs & high_bits) >> 7);
    }
    /// Where groups end, as lengths of what begins with this digit.
    std::uint32_t end_lengths(std::uint32_t begin) const { return bits(eight(ends_, begin)); }

    bool all_same(std::uint32_t begin, std::uint32_t end) const;

    /// Is any of the view something else than a plain character?
    bool special() const { return special_; }
    bool slash() const { return slash_; }
    std::uint32_t bullets() const { return bullets_; }
    Writing writing(std::uint32_t begin, std::uint32_t end) const;

  private:
    static constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080u;

    struct Digit {
        std::uint32_t item = 0;
        std::uint32_t group = 0;
        // Of all digits before, modulo 10: those at odd (even) places doubled as the check wants.
        std::array<std::uint8_t, 2> sums{};
    };

    /// The bytes of the lengths 12 to 19.
    static std::uint64_t eight(std::vector<std::uint8_t> const& bytes, std::uint32_t begin) {
        std::uint64_t all = 0;
        std::memcpy(&all, bytes.data() + begin + card_digits_min, sizeof all);
        return all;
    }
    /// Eight bytes of 0 or 1 become bits 12 to 19.
    static std::uint32_t bits(std::uint64_t bytes) {
        return static_cast<std::uint32_t>(bytes * 0x0102'0408'1020'4080u >> 56) << card_digits_min;
    }

    std::size_t count_ = 0;
    std::vector<Digit> digits_;
    std::vector<std::uint8_t> values_;
    // Before digit i: the sum that a window ending there is checked by, and whether a group ends.
    std::vector<std::uint8_t> sums_;
    std::vector<std::uint8_t> ends_;
    std::vector<Group> groups_;
    std::vector<Chain> chains_;
    std::vector<Writing> writings_;  // of all digits before; empty while all are plain
    bool special_ = false;
    bool slash_ = false;
    std::uint32_t bullets_ = 0;
};

}  // namespace parley::domain::redaction
