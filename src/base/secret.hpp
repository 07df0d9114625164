#pragma once
// Secrets: tokens and passwords. Sources: promises.md 3.1; OWASP on password storage.

#include <string>
#include <string_view>

namespace parley {

/// 256 random bits, base64url. Whoever holds it is signed in; it is never stored or logged.
std::string make_token();

/// What is stored in place of a token: SHA-256, hexadecimal.
std::string hash_token(std::string_view token);

/// SHA-256 of anything, hexadecimal.
std::string sha256(std::string_view bytes);

/// How dear it is to guess a password: `strong` is Argon2id with 64 MiB and 3 passes (about 0.1 s);
/// `test` the least that the library allows, for suites that sign in a thousand times.
enum class HashCost { strong, test };

/// Argon2id, PHC string with its parameters and salt. Slow on purpose.
std::string hash_password(std::string_view password, HashCost cost = HashCost::strong);
bool verify_password(std::string_view hash, std::string_view password);

/// A hash of nothing that anybody has, as dear to check as any other: for names that do not exist,
/// so that the time of an answer does not tell whether they do.
std::string const& decoy_password_hash();

inline constexpr std::size_t password_bytes_max = 128;

}  // namespace parley
