#pragma once
// Which numbers are whose: the first digits and lengths of card numbers, as data. A program may
// give a table of its own, when a brand gets new ones.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace parley::domain::redaction {

enum class Brand : std::uint8_t {
    other,
    visa,
    mastercard,
    amex,
    discover,
    jcb,
    diners,
    unionpay,
    mir,
    maestro,
    dankort,
    troy,
    rupay,
    elo,
    uatp
};
BOOST_DESCRIBE_ENUM(Brand, other, visa, mastercard, amex, discover, jcb, diners, unionpay, mir,
                    maestro, dankort, troy, rupay, elo, uatp)

inline constexpr int card_digits_min = 12;
inline constexpr int card_digits_max = 19;
inline constexpr int strength_max = 3;
/// A number of this strength is one that hardly anything else has by chance.
inline constexpr int strong = 2;

enum class Luhn : std::uint8_t { demanded, not_demanded };

/// Numbers that begin with `from` to `to` (of the same number of digits, at most six) and have one
/// of the lengths. Strength: 3 says that hardly anything else is written so, 0 that this alone
/// says little.
struct BrandRule {
    Brand brand = Brand::other;
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t lengths = 0;  // bit n: n digits
    std::int8_t strength = 0;
    Luhn luhn = Luhn::demanded;
};

constexpr std::uint32_t lengths(auto... all) { return ((1u << all) | ...); }

std::span<BrandRule const> standard_brand_rules();

/// The rules, found by the first three digits. At most 64 rules, of strength 0 to 3.
class BrandTable {
  public:
    explicit BrandTable(std::span<BrandRule const> rules);

    static BrandTable const& standard();

    /// The lengths of the rules that may fit a number with certain first digits, bit n for
    /// card_digits_min + n: of all, of those that want no check digit, and of the stronger ones
    /// that do.
    struct alignas(4) Fitting {
        std::uint8_t lengths = 0;  // 0 where no rule does
        std::uint8_t without_luhn = 0;
        std::uint8_t strong = 0;
    };
    /// Asked for nearly every digit of a text, so all of it lies close together.
    Fitting fitting(std::span<std::uint8_t const> digits) const {
        return fitting_[first_three(digits)];
    }
    /// The strongest rule for a number that begins with these digits and has this length; null
    /// where none fits.
    BrandRule const* best(std::span<std::uint8_t const> digits, std::uint32_t length,
                          bool luhn_holds) const;

  private:
    static std::size_t first_three(std::span<std::uint8_t const> digits) {
        return digits[0] * 100u + digits[1] * 10u + digits[2];
    }
    struct Range {
        std::uint32_t from = 0;  // of six digits
        std::uint32_t to = 0;
    };
    std::vector<BrandRule> rules_;
    std::vector<Range> ranges_;
    std::array<Fitting, 1000> fitting_{};
    std::array<std::uint64_t, 1000> rules_of_{};  // bits
    std::uint64_t without_luhn_ = 0;
};

}  // namespace parley::domain::redaction
