#include "domain/redaction/digits.hpp"

#include <algorithm>
#include <bit>

namespace parley::domain::redaction {

static_assert(std::endian::native == std::endian::little, "bytes of a word by their place");

namespace {

/// What may be read behind the last digit.
constexpr std::size_t beyond = card_digits_max + 1;

constexpr char32_t variation_selector = U'\uFE0F';

constexpr std::uint32_t below_ten(std::uint32_t sum) { return sum < 10 ? sum : sum - 10; }

}  // namespace

void Digits::read(View const& view) {
    static constexpr std::array<std::uint32_t, 4> gaps = {0, 0, 1, separators_max + 1};  // by class
    std::size_t count = 0;
    std::size_t runs = 0;  // of digits; there are no more groups than that
    bool in_run = false;
    for (auto const& item : view) {
        bool const is_digit = item.cls == Class::digit;
        count += is_digit ? 1 : 0;
        runs += is_digit && !in_run ? 1 : 0;
        in_run = is_digit;
    }
    if (count > places_.size()) {
        places_.resize(count);
        values_.resize(count);
    }
    if (runs > groups_.size()) {
        groups_.resize(runs);
        chains_.resize(runs);
    }
    // Written by pointers: as far as the compiler knows, the bytes might be those of the vectors.
    auto* const places = places_.data();
    auto* const values = values_.data();
    auto* const groups = groups_.data();
    auto* const chains = chains_.data();
    auto const* const items = view.data();
    auto const size = static_cast<std::uint32_t>(view.size());
    std::uint32_t digit = 0;
    std::uint32_t group = 0;  // behind the one that the digit is in
    std::uint32_t chain = 0;
    auto gap = separators_max + 1;  // separators since the last digit
    bool special = false;
    for (std::uint32_t i = 0;;) {
        for (; i < size && items[i].cls != Class::digit; ++i) {
            gap += gaps[static_cast<std::size_t>(items[i].cls)];
        }
        if (i == size) break;
        if (gap > separators_max) chains[chain++].begin = group;
        if (gap > 0) {
            groups[group++] = {digit, digit, chain - 1};
            chains[chain - 1].end = group;
        } else {
            special = true;
        }
        for (; i < size && items[i].cls == Class::digit; ++i, ++digit) {
            places[digit] = {i, group - 1};
            values[digit] = static_cast<std::uint8_t>(items[i].digit);
            special |= items[i].origin != Origin::plain;
        }
        groups[group - 1].end = digit;
        gap = 0;
    }
    count_ = digit;
    group_count_ = group;
    chain_count_ = chain;
    special_ = special;
    longest_chain_ = 0;
    for (auto const& one : this->chains()) {
        longest_chain_ =
            std::max(longest_chain_, groups[one.end - 1].end - groups[one.begin].begin);
    }
}

bool Digits::all_same(std::uint32_t begin, std::uint32_t end) const {
    return std::all_of(values_.begin() + begin, values_.begin() + end,
                       [&](std::uint8_t value) { return value == values_[begin]; });
}

Writing Digits::writing(View const& view, std::uint32_t begin, std::uint32_t end) const {
    Writing writing;
    if (!special_) return writing;
    for (auto i = begin; i < end; ++i) {
        auto const origin = view[item(i)].origin;
        writing.weak += origin == Origin::weak ? 1 : 0;
        writing.decoded += origin == Origin::decoded ? 1 : 0;
        writing.spelled += origin == Origin::spelled ? 1 : 0;
        writing.lookalike += origin == Origin::lookalike ? 1 : 0;
        bool const split = i + 1 < end && group_of(i) == group_of(i + 1) &&
                           item(i) + 1 < item(i + 1) && view[item(i) + 1].c != variation_selector;
        writing.split += split ? 1 : 0;
    }
    return writing;
}

Windows::Windows(Digits const& digits)
    : plain_(digits.count() + beyond),
      doubled_(digits.count() + beyond),
      ends_(digits.count() + beyond) {
    std::uint32_t plain = 0;
    std::uint32_t doubled = 0;
    auto* plain_at = plain_.data();  // as above
    auto* doubled_at = doubled_.data();
    for (std::uint32_t const value : digits.values()) {
        auto const next = below_ten(doubled + value);
        doubled = below_ten(plain + below_ten(2u * value) + (value < 5 ? 0 : 1));
        plain = next;
        *++plain_at = static_cast<std::uint8_t>(plain);
        *++doubled_at = static_cast<std::uint8_t>(doubled);
    }
    for (auto const& group : digits.groups()) ends_[group.end] = 1;
}

}  // namespace parley::domain::redaction
