#include "domain/redaction/identifiers.hpp"

#include <gtest/gtest.h>

#include "domain/redaction/checks.hpp"

namespace parley::domain::redaction {
namespace {

std::string masked(std::string_view text, Kinds kinds) {
    Rules rules;
    rules.kinds = kinds;
    return redact(text, rules, {}).text.text();
}

std::vector<std::uint8_t> digits(std::string_view text) {
    std::vector<std::uint8_t> values;
    for (char const c : text) values.push_back(static_cast<std::uint8_t>(c - '0'));
    return values;
}

TEST(redaction_kinds, AreMaskedOnlyWhereWished) {
    auto const text = "a.b@shop.example, 078-05-1120, DE89 3704 0044 0532 0130 00";
    EXPECT_EQ(masked(text, {}), text);
    EXPECT_EQ(masked(text, {Kind::email, Kind::ssn, Kind::iban}),
              "•.•@shop.example, •••-••-1120, DE•• •••• •••• •••• ••30 00");
}

TEST(redaction_kinds, PhonesByPlusShapeOrWord) {
    Kinds const phone{Kind::phone};
    EXPECT_EQ(masked("+49 171 1234567", phone), "+•• ••• •••••67");
    EXPECT_EQ(masked("206-448-4721", phone), "•••-•••-••21");
    EXPECT_EQ(masked("Telefon 0171 1234567", phone), "Telefon •••• •••••67");
    EXPECT_EQ(masked("room 1234567", phone), "room 1234567");
}

TEST(redaction_kinds, SocialSecurityNumbersByShapeOrWord) {
    Kinds const ssn{Kind::ssn};
    EXPECT_EQ(masked("078 05 1120", ssn), "••• •• 1120");
    EXPECT_EQ(masked("ssn 078051120", ssn), "ssn •••••1120");
    EXPECT_EQ(masked("078051120", ssn), "078051120");
    EXPECT_EQ(masked("666-05-1120", ssn), "666-05-1120");
}

TEST(redaction_kinds, NationalIdsByTheirCheck) {
    Kinds const ids{Kind::national_id};
    EXPECT_EQ(masked("529.982.247-25", ids), "•••.•••.•••-••");
    EXPECT_EQ(masked("529.982.247-26", ids), "529.982.247-26");
    EXPECT_EQ(masked("DNI 12345678Z", ids), "DNI •••••••••");
    EXPECT_EQ(masked("Steuer-ID 86095742719", ids), "Steuer-ID •••••••••••");
    EXPECT_EQ(masked("86095742719", ids), "86095742719");
}

// Examples from the pages of those who give the numbers out.
TEST(redaction_kinds, ChecksAreThoseOfTheStandards) {
    EXPECT_TRUE(verhoeff_holds(digits("2363")));
    EXPECT_TRUE(is_social_insurance_ca(digits("130692544")));
    EXPECT_TRUE(is_nhs_uk(digits("9434765919")));
    EXPECT_TRUE(is_tax_de(digits("86095742719")));
    EXPECT_TRUE(is_bsn_nl(digits("111222333")));
    EXPECT_TRUE(is_pesel_pl(digits("44051401359")));
    EXPECT_TRUE(is_cpf_br(digits("52998224725")));
    EXPECT_TRUE(is_nir_fr(digits("255081416802538")));
    EXPECT_TRUE(is_tfn_au(digits("123456782")));
    EXPECT_TRUE(is_fiscal_code_it("RSSMRA85T10A562S"));
    EXPECT_TRUE(is_dni_es("X1234567L"));
    EXPECT_TRUE(is_ups("1Z999AA10123456784"));
    EXPECT_TRUE(iban_holds("GB82WEST12345698765432"));
    EXPECT_FALSE(iban_holds("GB82WEST12345698765433"));
}

}  // namespace
}  // namespace parley::domain::redaction
