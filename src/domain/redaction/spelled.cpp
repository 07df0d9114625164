#include "domain/redaction/spelled.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <span>
#include <string_view>

#include <unicode/uchar.h>

namespace parley::domain::redaction {

namespace {

struct Word {
    std::u32string_view text;
    std::int8_t digit;
};

// The longer of two that begin alike stands first.
constexpr std::array digit_words = {
    Word{U"zero", 0},  Word{U"null", 0}, Word{U"oh", 0},    Word{U"one", 1},   Word{U"eins", 1},
    Word{U"ein", 1},   Word{U"two", 2},  Word{U"zwei", 2},  Word{U"zwo", 2},   Word{U"three", 3},
    Word{U"drei", 3},  Word{U"four", 4}, Word{U"vier", 4},  Word{U"five", 5},  Word{U"fünf", 5},
    Word{U"fuenf", 5}, Word{U"six", 6},  Word{U"sechs", 6}, Word{U"seven", 7}, Word{U"sieben", 7},
    Word{U"eight", 8}, Word{U"acht", 8}, Word{U"nine", 9},  Word{U"neun", 9},
};
constexpr std::array repeats = {Word{U"double", 2}, Word{U"doppel", 2}, Word{U"triple", 3}};
constexpr std::array pauses = {Word{U"dash", 0},   Word{U"space", 0}, Word{U"minus", 0},
                               Word{U"strich", 0}, Word{U"und", 0},   Word{U"and", 0},
                               Word{U"then", 0}};

/// Words by their first letter, a to z, in the order of the list.
class Index {
  public:
    explicit Index(std::span<Word const> words) {
        for (auto const& word : words) by_letter_[word.text.front() - U'a'].push_back(&word);
    }
    std::span<Word const* const> from(char32_t letter) const {
        if (letter < U'a' || letter > U'z') return {};
        return by_letter_[letter - U'a'];
    }

  private:
    std::array<std::vector<Word const*>, 26> by_letter_;
};
constexpr std::size_t spelled_letters_max = 120;  // 19 times "seven"
constexpr std::size_t lookalike_word_max = 8;

constexpr char32_t lower(char32_t c) {
    if (c < 128) return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    return c == U'Ü' ? U'ü' : c;
}

constexpr std::int8_t digit_of_letter(char32_t c) {
    switch (c) {
        case U'O':
        case U'o':
        case U'\u041E':
        case U'\u043E':
        case U'\u039F':
        case U'\u03BF':
            return 0;
        case U'l':
        case U'I':
        case U'i':
        case U'|':
            return 1;
        case U'Z':
            return 2;
        case U'S':
        case U's':
            return 5;
        case U'B':
            return 8;
        default:
            return -1;
    }
}

/// What a run is made of, and what it is to have in each of its places, or in the first one, to be
/// worth a closer look.
enum Bits : std::uint8_t {
    digit_bit = 1,
    alike_bit = 2,  // looks like a digit, or is one
    begins_bit = 4,
    numeral_bit = 8,  // may be a digit in its script, or is one
    part_bit = 16,    // a letter, a digit, or what looks like one
};

constexpr auto bits_of_ascii = [] {
    std::array<std::uint8_t, 128> bits{};
    auto const set_first = [&](auto const& words) {
        for (auto const& word : words) {
            bits[word.text.front()] |= begins_bit;
            bits[word.text.front() - U'a' + U'A'] |= begins_bit;
        }
    };
    set_first(digit_words);
    set_first(repeats);
    set_first(pauses);
    for (char32_t c = 0; c < bits.size(); ++c) {
        auto const low = c | 0x20;
        if (low >= U'a' && low <= U'z') bits[c] |= part_bit;
        if (digit_of_letter(c) >= 0) bits[c] |= part_bit | alike_bit;
        if (c >= U'0' && c <= U'9') bits[c] = part_bit | digit_bit | alike_bit | numeral_bit;
    }
    return bits;
}();

std::uint8_t bits_of(Item const& item) {
    if (item.c < bits_of_ascii.size()) return bits_of_ascii[item.c];
    if (item.cls == Class::digit) return part_bit | digit_bit | alike_bit | numeral_bit;
    if (item.cls == Class::letter) return part_bit | alike_bit | begins_bit | numeral_bit;
    return 0;
}

/// Builds the view run by run: a run is what stands between two characters that are neither
/// letter nor digit.
class Speller {
  public:
    Speller(View const& plain, View& view) : plain_(plain), view_(view) {}

    void work() {
        auto const size = plain_.size();
        auto const* const items = plain_.data();
        view_.resize(size);  // nothing is read as more than it has characters
        for (std::size_t i = 0; i < size; ++i) {
            auto all = bits_of(items[i]);
            if (all == 0) continue;
            auto const begin = i;
            bool const begins = (all & (digit_bit | begins_bit)) != 0;
            while (++i < size) {
                auto const bits = bits_of(items[i]);
                if (bits == 0) break;
                all &= bits;
            }
            bool const written = (all & digit_bit) != 0 && repeat_ == 1;
            bool const hopeful = begins || (all & (alike_bit | numeral_bit)) != 0;
            if (written || !hopeful || !run(begin, i, all)) repeat_ = 1;
        }
        if (changed_) copy(size);
        view_.resize(changed_ ? size_ : 0);
    }

  private:
    /// What stands before the item and was not changed.
    void copy(std::size_t end) {
        std::copy(plain_.data() + copied_, plain_.data() + end, view_.data() + size_);
        size_ += end - copied_;
        copied_ = end;
    }

    /// Writes the run as it is read; says whether it is read otherwise than it is written. `all` is
    /// what each of its characters is: no word has but letters that look like digits.
    bool run(std::size_t begin, std::size_t end, std::uint8_t all) {
        copy(begin);
        bool const no_word = (all & (alike_bit | digit_bit)) == alike_bit && end - begin > 1;
        if ((no_word || !words(begin, end)) && !letters(begin, end)) return false;
        copied_ = end;
        changed_ = true;
        return true;
    }

    void push(std::size_t begin, std::size_t end, Item const& item) {
        auto& last = view_[size_++];
        last = item;
        last.begin = plain_[begin].begin;
        last.end = plain_[end - 1].end;
        last.point = plain_[begin].point;
    }
    void push_digit(std::size_t begin, std::size_t end, std::int8_t digit, Origin origin) {
        Item item;
        item.c = U'0' + static_cast<char32_t>(digit);
        item.digit = digit;
        item.cls = Class::digit;
        item.origin = origin;
        push(begin, end, item);
    }

    Word const* word_at(Index const& index, std::size_t at, std::size_t end) const {
        for (auto const* word : index.from(lower(plain_[at].c))) {
            auto const& text = word->text;
            if (end - at < text.size()) continue;
            std::size_t i = 1;
            while (i < text.size() && lower(plain_[at + i].c) == text[i]) ++i;
            if (i == text.size()) return word;
        }
        return nullptr;
    }
    /// A word of these that is all of the run.
    Word const* whole(Index const& index, std::size_t begin, std::size_t end) const {
        auto const* word = word_at(index, begin, end);
        return word != nullptr && begin + word->text.size() == end ? word : nullptr;
    }

    /// The run is made of digit words and digits, or it is a word that stands between them.
    bool words(std::size_t begin, std::size_t end) {
        static Index const digit_index{digit_words};
        static Index const repeat_index{repeats};
        static Index const pause_index{pauses};
        if (end - begin > spelled_letters_max) return false;
        if (auto const* repeat = whole(repeat_index, begin, end)) {
            repeat_ = repeat->digit;
            repeat_begin_ = begin;
            repeat_end_ = end;
            push(begin, end, Item{});  // until it is known what is repeated, it stands between
            return true;
        }
        if (whole(pause_index, begin, end) != nullptr) {
            push(begin, end, Item{});
            return true;
        }
        auto const before = size_;
        std::int8_t first = 0;
        for (auto i = begin; i < end;) {
            auto size = std::size_t{1};
            auto digit = plain_[i].digit;
            if (digit < 0) {
                auto const* word = word_at(digit_index, i, end);
                if (word == nullptr && end - begin == 1 && lower(plain_[i].c) == U'o') {
                    digit = 0;
                } else if (word == nullptr) {
                    size_ = before;
                    return false;
                } else {
                    digit = word->digit;
                    size = word->text.size();
                }
            }
            if (i == begin) first = digit;
            if (size == 1 && plain_[i].digit >= 0) {
                view_[size_++] = plain_[i];
            } else {
                push_digit(i, i + size, digit, Origin::spelled);
            }
            i += size;
        }
        repeat_before(first);
        return true;
    }

    /// "double four": the word itself becomes a four, "triple four" two of them.
    void repeat_before(std::int8_t digit) {
        if (repeat_ == 1) return;
        auto at = size_;
        while (view_[at - 1].begin != plain_[repeat_begin_].begin) --at;
        auto const rest = View(view_.begin() + static_cast<std::ptrdiff_t>(at),
                               view_.begin() + static_cast<std::ptrdiff_t>(size_));
        size_ = at - 1;
        auto const middle = repeat_ == 3 ? repeat_begin_ + 3 : repeat_end_;
        push_digit(repeat_begin_, middle, digit, Origin::spelled);
        if (repeat_ == 3) push_digit(middle, repeat_end_, digit, Origin::spelled);
        std::ranges::copy(rest, view_.begin() + static_cast<std::ptrdiff_t>(size_));
        size_ += rest.size();
        repeat_ = 1;
    }

    /// All of the run's letters look like digits: 4lll, OOO1, but no longer word without a digit.
    bool letters(std::size_t begin, std::size_t end) {
        bool any_digit = false;
        for (auto i = begin; i < end; ++i) {
            any_digit = any_digit || plain_[i].digit >= 0;
            if (plain_[i].digit < 0 && digit_of_letter(plain_[i].c) < 0)
                return numerals(begin, end);
        }
        if (!any_digit && end - begin > lookalike_word_max) return false;
        for (auto i = begin; i < end; ++i) {
            if (plain_[i].digit >= 0) {
                view_[size_++] = plain_[i];
            } else {
                push_digit(i, i + 1, digit_of_letter(plain_[i].c), Origin::lookalike);
            }
        }
        return true;
    }

    /// 四一一一: letters of a script that has some for digits.
    bool numerals(std::size_t begin, std::size_t end) {
        auto const before = size_;
        for (auto i = begin; i < end; ++i) {
            if (plain_[i].digit >= 0) {
                view_[size_++] = plain_[i];
                continue;
            }
            auto const value = plain_[i].c < 128
                                   ? U_NO_NUMERIC_VALUE
                                   : u_getNumericValue(static_cast<UChar32>(plain_[i].c));
            if (value < 0 || value > 9) {
                size_ = before;
                return false;
            }
            push_digit(i, i + 1, static_cast<std::int8_t>(value), Origin::spelled);
        }
        return true;
    }

    View const& plain_;
    View& view_;
    std::size_t size_ = 0;    // of the view so far
    std::size_t copied_ = 0;  // items of `plain_` that are done with
    bool changed_ = false;
    std::int8_t repeat_ = 1;
    std::size_t repeat_begin_ = 0;
    std::size_t repeat_end_ = 0;
};

}  // namespace

bool may_be_spelled(Glance const& seen) {
    return seen.spelled >= spelled_min || seen.numerals ||
           (seen.lookalikes && (seen.digits >= 6 || seen.foreign));
}

void spelled_view(View const& plain, View& view) { Speller{plain, view}.work(); }

}  // namespace parley::domain::redaction
