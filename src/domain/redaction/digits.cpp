#include "domain/redaction/digits.hpp"

#include <algorithm>
#include <bit>

#include "domain/redaction/mask.hpp"

namespace parley::domain::redaction {

static_assert(std::endian::native == std::endian::little, "bytes of a word by their place");

namespace {

/// What may be read behind the last digit.
constexpr std::size_t beyond = card_digits_max + 1;

constexpr auto next_sums = [] {
    struct Next {
        std::array<std::array<std::uint8_t, 10>, 10> plain{};  // sum, digit
        std::array<std::array<std::uint8_t, 10>, 10> doubled{};
    } next;
    for (std::uint8_t sum = 0; sum < 10; ++sum) {
        for (std::uint8_t value = 0; value < 10; ++value) {
            auto const twice = value < 5 ? value * 2 : value * 2 - 9;
            next.plain[sum][value] = static_cast<std::uint8_t>((sum + value) % 10);
            next.doubled[sum][value] = static_cast<std::uint8_t>((sum + twice) % 10);
        }
    }
    return next;
}();

}  // namespace

Digits::Digits(View const& view) {
    std::uint32_t specials = 0;
    for (auto const& item : view) {
        count_ += item.cls == Class::digit ? 1 : 0;
        specials += item.origin != Origin::plain ? 1 : 0;
        specials += item.cls == Class::ignorable ? 1 : 0;
    }
    special_ = specials > 0;
    if (count_ == 0) return;
    digits_.resize(count_);
    values_.resize(count_);
    sums_.resize(count_ + beyond);
    ends_.resize(count_ + beyond);
    if (special_) writings_.resize(count_ + 1);
    // The sums of the digits so far that the next one is added to as it is, and doubled. Nothing
    // here is made on the stack and copied: that waits for the stores.
    std::uint8_t sum = 0;
    std::uint8_t other = 0;
    Writing writing;
    int separators = separators_max + 1;  // since the last digit
    std::uint32_t at = 0;
    for (std::uint32_t i = 0; i < view.size(); ++i) {
        auto const& item = view[i];
        if (item.cls == Class::separator) {
            ++separators;
            slash_ = slash_ || item.c == U'/';
            bullets_ += item.c == bullet_point ? 1 : 0;
            continue;
        }
        if (item.cls == Class::letter) separators = separators_max + 1;
        if (item.cls != Class::digit) continue;
        if (separators > 0) {
            if (separators > separators_max) {
                auto const next = static_cast<std::uint32_t>(groups_.size());
                chains_.emplace_back(next, next);
            }
            ends_[at] = 1;
            auto const chain = static_cast<std::uint32_t>(chains_.size() - 1);
            groups_.emplace_back(at, at, chain, bullets_);
            ++chains_.back().end;
        } else if (special_ && digits_[at - 1].item + 1 < i &&
                   view[digits_[at - 1].item + 1].c != 0xFE0F) {
            ++writing.split;
        }
        separators = 0;
        groups_.back().end = at + 1;
        auto const value = static_cast<std::uint8_t>(item.digit);
        auto& digit = digits_[at];
        digit.item = i;
        digit.group = static_cast<std::uint32_t>(groups_.size() - 1);
        digit.sums[0] = at % 2 == 0 ? sum : other;
        digit.sums[1] = at % 2 == 0 ? other : sum;
        values_[at] = value;
        if (special_) {
            writings_[at] = writing;
            writing.weak += item.origin == Origin::weak ? 1 : 0;
            writing.decoded += item.origin == Origin::decoded ? 1 : 0;
            writing.spelled += item.origin == Origin::spelled ? 1 : 0;
            writing.lookalike += item.origin == Origin::lookalike ? 1 : 0;
        }
        auto const added = next_sums.plain[sum][value];
        sum = next_sums.doubled[other][value];
        other = added;
        sums_[++at] = added;
    }
    ends_[count_] = 1;
    if (special_) writings_[count_] = writing;
}

bool Digits::all_same(std::uint32_t begin, std::uint32_t end) const {
    return std::all_of(values_.begin() + begin, values_.begin() + end,
                       [&](std::uint8_t value) { return value == values_[begin]; });
}

Writing Digits::writing(std::uint32_t begin, std::uint32_t end) const {
    if (!special_) return {};
    auto const& from = writings_[begin];
    auto const& to = writings_[end];
    return {to.weak - from.weak, to.decoded - from.decoded, to.spelled - from.spelled,
            to.lookalike - from.lookalike, writings_[end - 1].split - from.split};
}

}  // namespace parley::domain::redaction
