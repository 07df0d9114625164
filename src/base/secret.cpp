#include "base/secret.hpp"

#include <array>
#include <stdexcept>

#include <sodium.h>

#include "base/ensure.hpp"

namespace parley {

namespace {

void start_library() {
    static bool const started = sodium_init() >= 0;
    ENSURE(started);  // no source of randomness (fI22)
}

constexpr unsigned long long passes = 3;
constexpr std::size_t memory_bytes = std::size_t{64} * 1024 * 1024;

}  // namespace

std::string make_token() {
    start_library();
    std::array<unsigned char, 32> bytes;
    randombytes_buf(bytes.data(), bytes.size());
    std::string text(
        sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back();  // the terminating zero
    return text;
}

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
    crypto_hash_sha256(hash.data(), reinterpret_cast<unsigned char const*>(bytes.data()),
                       bytes.size());
    std::string text(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    text.pop_back();
    return text;
}

std::string hash_token(std::string_view token) { return sha256(token); }

std::string hash_password(std::string_view password, HashCost cost) {
    start_library();
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    bool const strong = cost == HashCost::strong;
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(),
                              strong ? passes : crypto_pwhash_OPSLIMIT_MIN,
                              strong ? memory_bytes : crypto_pwhash_MEMLIMIT_MIN,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::runtime_error("not enough memory to hash a password");
    }
    hash.resize(hash.find('\0'));
    return hash;
}

bool verify_password(std::string_view hash, std::string_view password) {
    start_library();
    std::string padded{hash};
    padded.resize(crypto_pwhash_STRBYTES, '\0');
    return crypto_pwhash_str_verify(padded.c_str(), password.data(), password.size()) == 0;
}

std::string const& decoy_password_hash() {
    static std::string const hash = hash_password(make_token());
    return hash;
}

}  // namespace parley
