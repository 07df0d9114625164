#pragma once
// The words around a number that say what it is: "card", "cvv", "order no.", "IMEI". English and
// German thoroughly, the commonest ones of French, Spanish, Italian, Dutch, Portuguese and Polish.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "domain/redaction/view.hpp"

namespace parley::domain::redaction {

enum class Word : std::uint8_t {
    card,          // a card, or a brand of cards
    expiry,        // until when a card is valid
    code,          // the security code of a card
    pin,           // its secret number
    other_number,  // an order, invoice, case …
    own_format,    // an IMEI, IBAN …: numbers that have a form of their own
    ending,        // "ending in": what follows are the last four
    social,        // a social security number
    phone,
    national_id,
};
inline constexpr std::size_t words_count = 10;

struct Mark {
    Word word = Word::card;
    std::uint32_t begin = 0;  // code points
    std::uint32_t end = 0;
};

inline constexpr std::uint32_t context_points = 48;
inline constexpr std::uint32_t before_points = 24;

class Words {
  public:
    Words() = default;
    explicit Words(View const& plain) { read(plain); }

    /// Those of this view, in place of what was read before.
    void read(View const& plain);
    void clear();

    std::span<Mark const> all() const { return marks_; }
    bool any(Word word) const { return (seen_ & bit(word)) != 0; }
    /// Is such a word within `points` code points of what lies between `begin` and `end`?
    bool near(std::uint32_t begin, std::uint32_t end, std::uint32_t points, Word word) const {
        return near(by_word_[static_cast<std::size_t>(word)], begin, end, points);
    }
    /// The same for a word that tells of a card: itself, until when it is valid, its code.
    bool card_near(std::uint32_t begin, std::uint32_t end, std::uint32_t points) const {
        return near(of_card_, begin, end, points);
    }
    /// The word of another kind of number that stands right before `begin`, and after `from`; null
    /// where there is none, and where a card is spoken of between.
    Mark const* other_before(std::uint32_t begin, std::uint32_t from) const;

  private:
    static std::uint32_t bit(Word word) { return 1u << static_cast<unsigned>(word); }

    static bool near(std::span<Mark const> marks, std::uint32_t begin, std::uint32_t end,
                     std::uint32_t points);

    std::vector<Mark> marks_;
    std::array<std::vector<Mark>, words_count> by_word_;
    std::vector<Mark> of_card_;  // those of them that tell of a card
    std::uint32_t seen_ = 0;
};

}  // namespace parley::domain::redaction
