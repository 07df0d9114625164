#pragma once
// Made-up card numbers and other digits, the same ones for the same seed everywhere.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parley::redaction_test {

class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed * 2654435769u + 88172645463325252u) {}
    std::uint64_t next() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return state_;
    }
    /// From 0 to end - 1.
    std::size_t below(std::size_t end) { return next() % end; }
    int between(int from, int to) {
        return from + static_cast<int>(below(static_cast<std::size_t>(to - from + 1)));
    }
    std::string digits(std::size_t count);
    template <class T>
    T const& one_of(std::span<T const> all) {
        return all[below(all.size())];
    }
    std::string_view one_of(std::initializer_list<std::string_view> all) {
        return all.begin()[below(all.size())];
    }

  private:
    std::uint64_t state_;
};

struct CardKind {
    std::string_view name;
    std::vector<std::string_view> prefixes;
    std::size_t length;
};

/// Twelve of what is in people's purses.
std::span<CardKind const> card_kinds();

/// With the right check digit.
std::string card_number(Random& random, CardKind const& kind);
std::string card_number(Random& random);

/// The digit that makes `digits` and itself hold (Luhn), and one more that does not.
char luhn_digit(std::string_view digits);

/// In groups of these sizes, the last one as often as needed.
std::string grouped(std::string_view digits, std::string_view separator,
                    std::initializer_list<std::size_t> sizes);
/// As it is printed on the card.
std::string as_printed(std::string_view number, std::string_view separator);

}  // namespace parley::redaction_test
