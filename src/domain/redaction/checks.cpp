#include "domain/redaction/checks.hpp"

#include <algorithm>
#include <array>

namespace parley::domain::redaction {

namespace {

struct Country {
    std::string_view code;
    std::size_t length;
};

// The register of SWIFT, 2024.
constexpr std::array countries = {
    Country{"AD", 24}, Country{"AE", 23}, Country{"AL", 28}, Country{"AT", 20}, Country{"AZ", 28},
    Country{"BA", 20}, Country{"BE", 16}, Country{"BG", 22}, Country{"BH", 22}, Country{"BI", 27},
    Country{"BR", 29}, Country{"BY", 28}, Country{"CH", 21}, Country{"CR", 22}, Country{"CY", 28},
    Country{"CZ", 24}, Country{"DE", 22}, Country{"DJ", 27}, Country{"DK", 18}, Country{"DO", 28},
    Country{"EE", 20}, Country{"EG", 29}, Country{"ES", 24}, Country{"FI", 18}, Country{"FK", 18},
    Country{"FO", 18}, Country{"FR", 27}, Country{"GB", 22}, Country{"GE", 22}, Country{"GI", 23},
    Country{"GL", 18}, Country{"GR", 27}, Country{"GT", 28}, Country{"HR", 21}, Country{"HU", 28},
    Country{"IE", 22}, Country{"IL", 23}, Country{"IQ", 23}, Country{"IS", 26}, Country{"IT", 27},
    Country{"JO", 30}, Country{"KW", 30}, Country{"KZ", 20}, Country{"LB", 28}, Country{"LC", 32},
    Country{"LI", 21}, Country{"LT", 20}, Country{"LU", 20}, Country{"LV", 21}, Country{"LY", 25},
    Country{"MC", 27}, Country{"MD", 24}, Country{"ME", 22}, Country{"MK", 19}, Country{"MN", 20},
    Country{"MR", 27}, Country{"MT", 31}, Country{"MU", 30}, Country{"NI", 28}, Country{"NL", 18},
    Country{"NO", 15}, Country{"OM", 23}, Country{"PK", 24}, Country{"PL", 28}, Country{"PS", 29},
    Country{"PT", 25}, Country{"QA", 29}, Country{"RO", 24}, Country{"RS", 22}, Country{"RU", 33},
    Country{"SA", 24}, Country{"SC", 31}, Country{"SD", 18}, Country{"SE", 24}, Country{"SI", 19},
    Country{"SK", 24}, Country{"SM", 27}, Country{"SO", 23}, Country{"ST", 25}, Country{"SV", 28},
    Country{"TL", 23}, Country{"TN", 24}, Country{"TR", 26}, Country{"UA", 29}, Country{"VA", 22},
    Country{"VG", 24}, Country{"XK", 20}, Country{"YE", 30},
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

int sum_of(DigitValues digits, std::span<int const> weights) {
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += digits[i] * weights[i];
    return sum;
}

std::uint64_t number_of(DigitValues digits) {
    std::uint64_t value = 0;
    for (auto const digit : digits) value = value * 10 + digit;
    return value;
}

}  // namespace

bool luhn_holds(DigitValues digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        int value = digits[digits.size() - 1 - i];
        if (i % 2 == 1) value = value < 5 ? value * 2 : value * 2 - 9;
        sum += value;
    }
    return !digits.empty() && sum % 10 == 0;
}

bool verhoeff_holds(DigitValues digits) {
    // The permutation 1 5 7 6 2 8 3 0 9 4 again and again, in the group of a pentagon.
    static constexpr std::array<std::uint8_t, 10> next = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
    auto const product = [](int a, int b) {
        if (a < 5) return b < 5 ? (a + b) % 5 : (a + b - 5) % 5 + 5;
        return b < 5 ? (a - 5 - b + 5) % 5 + 5 : (a - b + 5) % 5;
    };
    int check = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        int value = digits[digits.size() - 1 - i];
        for (std::size_t turn = 0; turn < i % 8; ++turn)
            value = next[static_cast<std::size_t>(value)];
        check = product(check, value);
    }
    return !digits.empty() && check == 0;
}

bool mod_11_10_holds(DigitValues digits) {
    if (digits.empty()) return false;
    int product = 10;
    for (auto const digit : digits.first(digits.size() - 1)) {
        int sum = (digit + product) % 10;
        if (sum == 0) sum = 10;
        product = sum * 2 % 11;
    }
    return (11 - product) % 10 == digits.back();
}

bool weighted_holds(DigitValues digits, std::span<int const> weights, int modulus, int rest) {
    if (digits.size() != weights.size()) return false;
    auto const left = sum_of(digits, weights) % modulus;
    return (left + modulus) % modulus == rest;
}

std::size_t iban_length(std::string_view country) {
    static constexpr auto lengths = [] {
        std::array<std::array<std::uint8_t, 26>, 26> all{};
        for (auto const& [code, length] : countries) {
            all[static_cast<std::size_t>(code[0] - 'A')][static_cast<std::size_t>(code[1] - 'A')] =
                static_cast<std::uint8_t>(length);
        }
        return all;
    }();
    if (country.size() != 2 || !is_upper(country[0]) || !is_upper(country[1])) return 0;
    return lengths[static_cast<std::size_t>(country[0] - 'A')]
                  [static_cast<std::size_t>(country[1] - 'A')];
}

bool iban_holds(std::string_view iban) {
    if (iban.size() < 15 || iban_length(iban.substr(0, 2)) != iban.size()) return false;
    constexpr std::uint64_t division_at = 1'000'000'000'000'000;  // a division takes its time
    std::uint64_t rest = 0;
    auto const add = [&](char c) {
        auto const value = static_cast<std::uint64_t>(is_digit(c) ? c - '0' : c - 'A' + 10);
        rest = rest * (is_digit(c) ? 10 : 100) + value;
        if (rest >= division_at) rest %= 97;
        return is_digit(c) || is_upper(c);
    };
    for (char const c : iban.substr(4)) {
        if (!add(c)) return false;
    }
    for (char const c : iban.substr(0, 4)) {
        if (!add(c)) return false;
    }
    return rest % 97 == 1;
}

bool is_social_insurance_ca(DigitValues digits) {
    return digits.size() == 9 && digits[0] != 0 && digits[0] != 8 && luhn_holds(digits);
}

bool is_nhs_uk(DigitValues digits) {
    static constexpr std::array weights = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
    return weighted_holds(digits, weights, 11);
}

bool is_tax_de(DigitValues digits) {
    if (digits.size() != 11 || digits[0] == 0 || !mod_11_10_holds(digits)) return false;
    std::array<int, 10> counts{};
    for (auto const digit : digits.first(10)) ++counts[digit];
    // Of the first ten, one digit is there two or three times, and none more often.
    return std::ranges::max(counts) <= 3 &&
           std::ranges::count_if(counts, [](int count) { return count > 1; }) == 1;
}

bool is_bsn_nl(DigitValues digits) {
    static constexpr std::array weights = {9, 8, 7, 6, 5, 4, 3, 2, -1};
    return number_of(digits) > 0 && weighted_holds(digits, weights, 11);
}

bool is_pesel_pl(DigitValues digits) {
    static constexpr std::array weights = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
    if (!weighted_holds(digits, weights, 10)) return false;
    auto const month = (digits[2] * 10 + digits[3]) % 20;
    auto const day = digits[4] * 10 + digits[5];
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool is_cpf_br(DigitValues digits) {
    if (digits.size() != 11) return false;
    if (std::ranges::all_of(digits, [&](auto digit) { return digit == digits[0]; })) return false;
    static constexpr std::array weights = {11, 10, 9, 8, 7, 6, 5, 4, 3, 2};
    auto const check = [&](std::size_t count) {
        auto const sum = sum_of(digits, std::span{weights}.subspan(10 - count)) * 10 % 11;
        return sum % 10 == digits[count];
    };
    return check(9) && check(10);
}

bool is_nir_fr(DigitValues digits) {
    if (digits.size() != 15 || (digits[0] != 1 && digits[0] != 2)) return false;
    return 97 - number_of(digits.first(13)) % 97 == number_of(digits.last(2));
}

bool is_aadhaar_in(DigitValues digits) {
    return digits.size() == 12 && digits[0] > 1 && verhoeff_holds(digits);
}

bool is_tfn_au(DigitValues digits) {
    static constexpr std::array weights = {1, 4, 3, 7, 5, 8, 6, 9, 10};
    return number_of(digits) > 0 && weighted_holds(digits, weights, 11);
}

bool is_social_security_us(DigitValues digits) {
    if (digits.size() != 9) return false;
    auto const area = number_of(digits.first(3));
    return area != 0 && area != 666 && area < 900 && number_of(digits.subspan(3, 2)) != 0 &&
           number_of(digits.last(4)) != 0;
}

bool is_dni_es(std::string_view upper) {
    if (upper.size() != 9) return false;
    static constexpr std::string_view first = "XYZ";
    auto const foreign = first.find(upper.front());
    int value = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        if (i == 0 && foreign != std::string_view::npos) {
            value = static_cast<int>(foreign);
        } else if (is_digit(upper[i])) {
            value = value * 10 + (upper[i] - '0');
        } else {
            return false;
        }
    }
    return upper.back() ==
           std::string_view{"TRWAGMYFPDXBNJZSQVHLCKE"}[static_cast<std::size_t>(value % 23)];
}

bool is_fiscal_code_it(std::string_view upper) {
    if (upper.size() != 16) return false;
    static constexpr std::array odd = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                       20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    static constexpr std::string_view form = "AAAAAA00A00A000A";
    int sum = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        auto const c = upper[i];
        // A digit may be a letter where two persons would have the same code.
        if (form[i] == 'A' ? !is_upper(c) : !is_digit(c) && !is_upper(c)) return false;
        auto const value = static_cast<std::size_t>(is_digit(c) ? c - '0' : c - 'A');
        if (i < 15) sum += i % 2 == 0 ? odd[value] : static_cast<int>(value);
    }
    return 'A' + sum % 26 == upper.back();
}

bool is_ups(std::string_view upper) {
    if (upper.size() != 18 || !upper.starts_with("1Z") || !is_digit(upper.back())) return false;
    int sum = 0;
    for (std::size_t i = 2; i < 17; ++i) {
        auto const c = upper[i];
        if (!is_digit(c) && !is_upper(c)) return false;
        auto const value = is_digit(c) ? c - '0' : (c - 'A' + 2) % 10;
        sum += i % 2 == 0 ? value : value * 2;
    }
    return (10 - sum % 10) % 10 == upper.back() - '0';
}

}  // namespace parley::domain::redaction
