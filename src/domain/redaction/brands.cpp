#include "domain/redaction/brands.hpp"

#include <algorithm>
#include <bit>

#include "base/ensure.hpp"

namespace parley::domain::redaction {

namespace {

constexpr auto any_16_to_19 = lengths(16, 17, 18, 19);
constexpr auto any_12_to_19 = lengths(12, 13, 14, 15, 16, 17, 18, 19);

constexpr std::array rules = {
    BrandRule{Brand::visa, 4, 4, lengths(16), 3},
    BrandRule{Brand::visa, 4, 4, lengths(19), 2},
    BrandRule{Brand::visa, 4, 4, lengths(13, 18), 1},
    BrandRule{Brand::mastercard, 51, 55, lengths(16), 3},
    BrandRule{Brand::mastercard, 2221, 2720, lengths(16), 3},
    BrandRule{Brand::amex, 34, 34, lengths(15), 3},
    BrandRule{Brand::amex, 37, 37, lengths(15), 3},
    BrandRule{Brand::discover, 6011, 6011, lengths(16, 19), 3},
    BrandRule{Brand::discover, 644, 649, lengths(16, 19), 3},
    BrandRule{Brand::discover, 65, 65, lengths(16, 19), 3},
    BrandRule{Brand::jcb, 3528, 3589, any_16_to_19, 3},
    BrandRule{Brand::jcb, 2131, 2131, lengths(15), 2},
    BrandRule{Brand::jcb, 1800, 1800, lengths(15), 2},
    BrandRule{Brand::jcb, 35, 35, lengths(16), 2},  // outside of its range, but given out by tools
    BrandRule{Brand::diners, 300, 305, lengths(14), 3},
    BrandRule{Brand::diners, 300, 305, lengths(16, 19), 2},
    BrandRule{Brand::diners, 3095, 3095, lengths(14), 3},
    BrandRule{Brand::diners, 3095, 3095, lengths(16, 19), 2},
    BrandRule{Brand::diners, 36, 36, lengths(14), 3},
    BrandRule{Brand::diners, 36, 36, lengths(16, 19), 2},
    BrandRule{Brand::diners, 38, 39, lengths(14), 3},
    BrandRule{Brand::diners, 38, 39, lengths(16, 19), 2},
    BrandRule{Brand::unionpay, 62, 62, any_16_to_19, 3},
    BrandRule{Brand::unionpay, 81, 81, any_16_to_19, 2},
    BrandRule{Brand::unionpay, 62, 62, any_16_to_19, 0, Luhn::not_demanded},
    BrandRule{Brand::unionpay, 81, 81, any_16_to_19, 0, Luhn::not_demanded},
    BrandRule{Brand::mir, 2200, 2204, any_16_to_19, 3},
    BrandRule{Brand::maestro, 50, 50, lengths(16), 2},
    BrandRule{Brand::maestro, 56, 58, lengths(16), 2},
    BrandRule{Brand::maestro, 60, 60, lengths(16), 2},
    BrandRule{Brand::maestro, 63, 63, lengths(16), 2},
    BrandRule{Brand::maestro, 67, 67, lengths(16), 2},
    BrandRule{Brand::maestro, 50, 50, any_12_to_19, 1},
    BrandRule{Brand::maestro, 56, 58, any_12_to_19, 1},
    BrandRule{Brand::maestro, 60, 60, any_12_to_19, 1},
    BrandRule{Brand::maestro, 63, 63, any_12_to_19, 1},
    BrandRule{Brand::maestro, 67, 67, any_12_to_19, 1},
    BrandRule{Brand::maestro, 501080, 501082, lengths(16), 0, Luhn::not_demanded},
    BrandRule{Brand::dankort, 5019, 5019, lengths(16), 3},
    BrandRule{Brand::troy, 9792, 9792, lengths(16), 3},
    BrandRule{Brand::rupay, 508, 508, lengths(16), 2},
    BrandRule{Brand::rupay, 60, 60, lengths(16), 2},
    BrandRule{Brand::rupay, 81, 82, lengths(16), 2},
    BrandRule{Brand::rupay, 508, 508, lengths(16), 0, Luhn::not_demanded},
    BrandRule{Brand::rupay, 60, 60, lengths(16), 0, Luhn::not_demanded},
    BrandRule{Brand::rupay, 82, 82, lengths(16), 0, Luhn::not_demanded},
    BrandRule{Brand::elo, 636368, 636368, lengths(16), 2},
    BrandRule{Brand::elo, 506699, 506778, lengths(16), 0, Luhn::not_demanded},
    BrandRule{Brand::elo, 509000, 509999, lengths(16), 0, Luhn::not_demanded},
    BrandRule{Brand::uatp, 1, 1, lengths(15), 1},
};

int digits_of(std::uint32_t prefix) {
    int count = 0;
    for (; prefix > 0; prefix /= 10) ++count;
    return count;
}

/// May a number whose first three digits are these begin as the rule says?
bool may_fit(BrandRule const& rule, std::uint32_t three) {
    auto from = rule.from;
    auto to = rule.to;
    for (; from >= 1000; from /= 10) to /= 10;
    for (; from < 100; from *= 10) to = to * 10 + 9;
    return three >= from && three <= to;
}

}  // namespace

std::span<BrandRule const> standard_brand_rules() { return rules; }

BrandTable::BrandTable(std::span<BrandRule const> from) : rules_(from.begin(), from.end()) {
    ENSURE(rules_.size() <= 64);
    // The strongest first, and of two alike the one that says more.
    std::ranges::sort(rules_, [](BrandRule const& a, BrandRule const& b) {
        if (a.strength != b.strength) return a.strength > b.strength;
        auto const a_digits = digits_of(a.from);
        auto const b_digits = digits_of(b.from);
        return a_digits != b_digits ? a_digits > b_digits : a.from < b.from;
    });
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        auto range = Range{rules_[i].from, rules_[i].to};
        for (; range.from < 100'000; range.from *= 10) range.to = range.to * 10 + 9;
        ranges_.push_back(range);
        auto const bit = std::uint64_t{1} << i;
        auto const& rule = rules_[i];
        ENSURE(rule.strength >= 0 && rule.strength <= strength_max);
        bool const demanded = rule.luhn == Luhn::demanded;
        if (!demanded) without_luhn_ |= bit;
        auto const rule_lengths = static_cast<std::uint8_t>(rule.lengths >> card_digits_min);
        for (std::uint32_t three = 0; three < fitting_.size(); ++three) {
            if (!may_fit(rule, three)) continue;
            rules_of_[three] |= bit;
            auto& fitting = fitting_[three];
            fitting.lengths |= rule_lengths;
            if (!demanded) fitting.without_luhn |= rule_lengths;
            if (demanded && rule.strength >= strong) fitting.strong |= rule_lengths;
        }
    }
}

BrandTable const& BrandTable::standard() {
    static BrandTable const table{rules};
    return table;
}

BrandRule const* BrandTable::best(std::span<std::uint8_t const> digits, std::uint32_t length,
                                  bool luhn_holds) const {
    std::uint32_t six = 0;
    for (std::size_t i = 0; i < 6; ++i) six = six * 10 + digits[i];
    auto fitting = rules_of_[first_three(digits)];
    if (!luhn_holds) fitting &= without_luhn_;
    for (; fitting != 0; fitting &= fitting - 1) {
        auto const i = static_cast<std::size_t>(std::countr_zero(fitting));
        if ((rules_[i].lengths >> length & 1) == 0) continue;
        if (six >= ranges_[i].from && six <= ranges_[i].to) return &rules_[i];
    }
    return nullptr;
}

}  // namespace parley::domain::redaction
