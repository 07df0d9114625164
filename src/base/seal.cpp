#include "base/seal.hpp"

#include <array>

#include <sodium.h>

#include "base/ensure.hpp"

namespace parley {

namespace {

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

}  // namespace

std::string make_key() {
    std::string key(crypto_secretbox_KEYBYTES, '\0');
    randombytes_buf(key.data(), key.size());
    return key;
}

std::string seal(std::string_view bytes, std::string_view key) {
    ENSURE(key.size() == crypto_secretbox_KEYBYTES);
    constexpr std::size_t head = crypto_secretbox_NONCEBYTES;
    std::string sealed(head + crypto_secretbox_MACBYTES + bytes.size(), '\0');
    randombytes_buf(sealed.data(), head);
    crypto_secretbox_easy(bytes_of(sealed) + head, bytes_of(bytes), bytes.size(), bytes_of(sealed),
                          bytes_of(key));
    return sealed;
}

std::optional<std::string> unseal(std::string_view sealed, std::string_view key) {
    constexpr std::size_t head = crypto_secretbox_NONCEBYTES;
    constexpr std::size_t proof = crypto_secretbox_MACBYTES;
    if (sealed.size() < head + proof || key.size() != crypto_secretbox_KEYBYTES) {
        return std::nullopt;
    }
    std::string bytes(sealed.size() - head - proof, '\0');
    int const wrong =
        crypto_secretbox_open_easy(bytes_of(bytes), bytes_of(sealed) + head, sealed.size() - head,
                                   bytes_of(sealed), bytes_of(key));
    return wrong == 0 ? std::optional{std::move(bytes)} : std::nullopt;
}

std::string sign(std::string_view text, std::string_view key) {
    std::array<unsigned char, crypto_generichash_BYTES> hash;
    crypto_generichash(hash.data(), hash.size(), bytes_of(text), text.size(), bytes_of(key),
                       key.size());
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string proof(sodium_base64_ENCODED_LEN(hash.size(), variant), '\0');
    sodium_bin2base64(proof.data(), proof.size(), hash.data(), hash.size(), variant);
    proof.pop_back();  // the terminating zero
    return proof;
}

bool is_signed(std::string_view text, std::string_view signature, std::string_view key) {
    auto const right = sign(text, key);
    return right.size() == signature.size() &&
           sodium_memcmp(right.data(), signature.data(), right.size()) == 0;
}

}  // namespace parley
