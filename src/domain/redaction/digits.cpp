#include "domain/redaction/digits.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace parley::domain::redaction {

static_assert(std::endian::native == std::endian::little, "bytes of a word by their place");

namespace {

/// What may be read behind the last digit.
constexpr std::size_t beyond = card_digits_max + 1;

constexpr char32_t variation_selector = U'\uFE0F';

/// As many as there could be, for to count them first takes longer; but not of a long text, for new
/// memory takes longer still.
std::size_t most_digits(View const& view) {
    constexpr std::size_t long_view = 16'384;
    if (view.size() <= long_view) return view.size();
    auto const digits =
        std::ranges::count_if(view, [](Item const& item) { return item.cls == Class::digit; });
    return static_cast<std::size_t>(digits);
}

constexpr std::uint32_t below_ten(std::uint32_t sum) { return sum < 10 ? sum : sum - 10; }

}  // namespace

void Digits::read(View const& view) {
    static constexpr std::array<std::uint32_t, 4> gaps = {0, 0, 1, separators_max + 1};  // by class
    auto const most = most_digits(view);
    auto const most_groups = std::min(most, view.size() / 2 + 1);  // something stands between
    if (most > places_.size()) {
        places_.resize(most);
        values_.resize(most);
    }
    if (most_groups > groups_.size()) {
        groups_.resize(most_groups);
        chains_.resize(most_groups);
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
        for (; i < size; ++i, ++digit) {
            Sign const sign = items[i];
            if (sign.cls != Class::digit) break;
            places[digit] = {i, group - 1};
            values[digit] = static_cast<std::uint8_t>(sign.digit);
            special |= sign.origin != Origin::plain;
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

void Digits::wipe() {
    if (!values_.empty()) ::explicit_bzero(values_.data(), values_.size());
    *this = {};
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

void Windows::make_room(Digits const& digits) {
    auto const size = digits.count() + beyond;
    if (size > plain_.size()) {
        plain_.resize(size);
        doubled_.resize(size);
    }
    ends_.assign(size, 0);
}

void Windows::read(Digits const& digits, std::span<Group const> groups) {
    if (groups.empty()) return;
    auto const begin = groups.front().begin;
    std::uint32_t plain = 0;
    std::uint32_t doubled = 0;
    auto* plain_at = plain_.data() + begin;  // as above
    auto* doubled_at = doubled_.data() + begin;
    *plain_at = 0;
    *doubled_at = 0;
    for (std::uint32_t const value : digits.values().subspan(begin, groups.back().end - begin)) {
        auto const next = below_ten(doubled + value);
        doubled = below_ten(plain + below_ten(2u * value) + (value < 5 ? 0 : 1));
        plain = next;
        *++plain_at = static_cast<std::uint8_t>(plain);
        *++doubled_at = static_cast<std::uint8_t>(doubled);
    }
    for (auto const& group : groups) ends_[group.end] = 1;
}

}  // namespace parley::domain::redaction
