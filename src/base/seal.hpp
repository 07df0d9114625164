#pragma once
// Bytes that only who has their key can read, and nobody can change unnoticed (libsodium's
// secretbox: XSalsa20 with Poly1305). Without its key what is sealed is as good as deleted.

#include <optional>
#include <string>
#include <string_view>

namespace parley {

/// 256 random bits.
std::string make_key();

/// `key`: of make_key(). Never the same twice.
std::string seal(std::string_view bytes, std::string_view key);

/// Nothing where it was not sealed with this key, or has been changed since.
std::optional<std::string> unseal(std::string_view sealed, std::string_view key);

/// A proof, base64url, that who has the key has said this text (keyed BLAKE2b, 256 bits).
std::string sign(std::string_view text, std::string_view key);

/// In a time that does not tell where they differ.
bool is_signed(std::string_view text, std::string_view signature, std::string_view key);

}  // namespace parley
