#pragma once
// Check digits, each as its standard says. `digits` are values, not characters.

#include <cstdint>
#include <span>
#include <string_view>

namespace parley::domain::redaction {

using DigitValues = std::span<std::uint8_t const>;

bool luhn_holds(DigitValues digits);
bool verhoeff_holds(DigitValues digits);
/// ISO 7064 mod 11,10, with the last digit as check.
bool mod_11_10_holds(DigitValues digits);
/// The sum of all digits times their weights, divided by `modulus`, leaves `rest`.
bool weighted_holds(DigitValues digits, std::span<int const> weights, int modulus, int rest = 0);

/// An IBAN without separators, in upper case: length of its country and mod 97.
bool iban_holds(std::string_view iban);
/// How long an IBAN of this country is; 0 where it has none.
std::size_t iban_length(std::string_view country);

// Numbers of persons. Each says whether the digits are one.
bool is_social_insurance_ca(DigitValues digits);  // 9, Luhn
bool is_nhs_uk(DigitValues digits);               // 10, mod 11
bool is_tax_de(DigitValues digits);               // 11, mod 11,10, one digit two or three times
bool is_bsn_nl(DigitValues digits);               // 9, mod 11
bool is_pesel_pl(DigitValues digits);             // 11, weights and a date
bool is_cpf_br(DigitValues digits);               // 11, two check digits
bool is_nir_fr(DigitValues digits);               // 15, mod 97
bool is_aadhaar_in(DigitValues digits);           // 12, Verhoeff
bool is_tfn_au(DigitValues digits);               // 9, mod 11
bool is_social_security_us(DigitValues digits);   // 9, no check digit: areas that exist

/// Eight digits (X, Y or Z for the first) and their letter.
bool is_dni_es(std::string_view upper);
/// Sixteen letters and digits, the last one a check.
bool is_fiscal_code_it(std::string_view upper);
/// 1Z and sixteen letters and digits, the last one a check: no person's, but no card's either.
bool is_ups(std::string_view upper);

}  // namespace parley::domain::redaction
