#include "base/seal.hpp"

#include <gtest/gtest.h>

#include "base/base64.hpp"

namespace parley {
namespace {

TEST(Seal, OnlyItsKeyOpensIt) {
    auto const key = make_key();
    auto const sealed = seal("what nobody may read", key);
    EXPECT_EQ(unseal(sealed, key), "what nobody may read");
    EXPECT_EQ(unseal(sealed, make_key()), std::nullopt);
    EXPECT_EQ(unseal(sealed, ""), std::nullopt);
    EXPECT_EQ(sealed.find("nobody"), std::string::npos);
    EXPECT_NE(seal("what nobody may read", key), sealed) << "never the same twice";
    EXPECT_EQ(unseal(seal("", key), key), "");
}

TEST(Seal, AChangedByteIsNoticed) {
    auto const key = make_key();
    auto const sealed = seal("bytes", key);
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_EQ(unseal(changed, key), std::nullopt);
        EXPECT_EQ(unseal(sealed.substr(0, i), key), std::nullopt);
    }
}

TEST(Sign, OnlyWhoHasTheKeyCanSaySo) {
    auto const key = make_key();
    auto const proof = sign("vis_1.99.full", key);
    EXPECT_TRUE(is_signed("vis_1.99.full", proof, key));
    EXPECT_FALSE(is_signed("vis_1.98.full", proof, key));
    EXPECT_FALSE(is_signed("vis_1.99.full", proof, make_key()));
    EXPECT_FALSE(is_signed("vis_1.99.full", "", key));
    EXPECT_EQ(proof.find_first_of("+/=."), std::string::npos) << "it stands in an address";
}

TEST(Base64, IsReadStrictly) {
    for (auto const* text : {"", "x", "xy", "xyz", "\xFF\x01\x80"}) {
        EXPECT_EQ(from_base64(base64(text)), text);
    }
    for (auto const* wrong :
         {"eA", "eA=", "eA= =", "e-_=", "eA==eA==", "eB==", " eA==", "eA==\n"}) {
        EXPECT_EQ(from_base64(wrong), std::nullopt) << wrong;
    }
}

}  // namespace
}  // namespace parley
