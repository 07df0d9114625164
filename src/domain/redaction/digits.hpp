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

inline constexpr std::uint32_t separators_max = 3;

struct Group {
    std::uint32_t begin = 0;  // digits, by their number in the view
    std::uint32_t end = 0;
    std::uint32_t chain = 0;
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
    Digits() = default;
    explicit Digits(View const& view) { read(view); }

    /// Those of this view, in place of what was read before.
    void read(View const& view);

    /// Leaves none of them in memory, of this view nor of those before.
    void wipe();

    std::uint32_t count() const { return count_; }
    std::span<std::uint8_t const> values() const { return {values_.data(), count_}; }
    std::span<Group const> groups() const { return {groups_.data(), group_count_}; }
    std::span<Chain const> chains() const { return {chains_.data(), chain_count_}; }
    /// Of the chain that has the most.
    std::uint32_t longest_chain() const { return longest_chain_; }
    /// Where digit `i` stands in the view.
    std::uint32_t item(std::uint32_t i) const { return places_[i].item; }
    /// The group that digit `i` is in.
    std::uint32_t group_of(std::uint32_t i) const { return places_[i].group; }

    bool all_same(std::uint32_t begin, std::uint32_t end) const;

    /// Is any of them written otherwise than in plain characters, one after the other?
    bool special() const { return special_; }
    /// Of digits [begin, end); `view` is the one that was read.
    Writing writing(View const& view, std::uint32_t begin, std::uint32_t end) const;

  private:
    struct Place {
        std::uint32_t item = 0;
        std::uint32_t group = 0;
    };

    std::uint32_t count_ = 0;
    std::uint32_t group_count_ = 0;
    std::uint32_t chain_count_ = 0;
    std::vector<Place> places_;
    std::vector<std::uint8_t> values_;
    std::vector<Group> groups_;
    std::vector<Chain> chains_;
    std::uint32_t longest_chain_ = 0;
    bool special_ = false;
};

/// What is asked of windows of digits, for all lengths that card numbers have at once.
class Windows {
  public:
    Windows() = default;
    explicit Windows(Digits const& digits) {
        make_room(digits);
        read(digits, digits.groups());
    }

    /// For windows of these digits, in place of all that was read before.
    void make_room(Digits const& digits);
    /// Windows that lie within these groups can be asked for.
    void read(Digits const& digits, std::span<Group const> groups);

    /// The check digit that all card numbers have but a few: digits [begin, end).
    bool luhn(std::uint32_t begin, std::uint32_t end) const {
        return ((end - begin) % 2 == 0 ? plain_ : doubled_)[begin] == plain_[end];
    }
    /// The same for all lengths: bit n is set where it holds for card_digits_min + n digits.
    std::uint32_t luhn_lengths(std::uint32_t begin) const {
        auto const wanted = 0x0001'0001'0001'0001u * std::uint64_t{plain_[begin]} +
                            0x0100'0100'0100'0100u * std::uint64_t{doubled_[begin]};
        auto const differs = (eight(plain_, begin) ^ wanted) + ~high_bits;
        return bits((~differs & high_bits) >> 7);
    }
    /// Does a group end before digit `i`?
    bool ends_group(std::uint32_t i) const { return ends_[i] != 0; }
    /// Where groups end, as lengths of what begins with this digit.
    std::uint32_t end_lengths(std::uint32_t begin) const { return bits(eight(ends_, begin)); }

  private:
    static constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080u;

    /// The bytes of the lengths 12 to 19.
    static std::uint64_t eight(std::vector<std::uint8_t> const& bytes, std::uint32_t begin) {
        std::uint64_t all = 0;
        std::memcpy(&all, bytes.data() + begin + card_digits_min, sizeof all);
        return all;
    }
    /// Eight bytes of 0 or 1 become a bit each.
    static std::uint32_t bits(std::uint64_t bytes) {
        return static_cast<std::uint32_t>(bytes * 0x0102'0408'1020'4080u >> 56);
    }

    // Of all digits before, modulo 10: those that the check doubles doubled, for a window of which
    // the next digit is the first to be left as it is, or to be doubled.
    std::vector<std::uint8_t> plain_;
    std::vector<std::uint8_t> doubled_;
    std::vector<std::uint8_t> ends_;  // does a group end before the digit?
};

}  // namespace parley::domain::redaction
