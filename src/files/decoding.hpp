#pragma once
// Bytes that are text, as UTF-8.

#include <optional>
#include <string>
#include <string_view>

namespace parley::files {

/// UTF-8, UTF-16 or a usual 8 bit text (taken for Windows-1252); nothing where it is none of these.
std::optional<std::string> decoded_text(std::string_view bytes);

/// By the name that a mail gives for it; an unknown one is taken for Windows-1252. What is wrong
/// in it becomes U+FFFD.
std::string decoded_as(std::string_view bytes, std::string_view charset);

/// What stands in a mail as quoted-printable; `in_header`: with "_" for spaces.
std::string decoded_quoted(std::string_view text, bool in_header);

/// Base64 with whatever stands between its letters.
std::string decoded_base64(std::string_view text);

/// The value of a hexadecimal digit; -1 where it is none.
int hex_value(char digit);

/// Do the ASCII letters of both differ in nothing but their case?
bool same_letters(std::string_view one, std::string_view other);

}  // namespace parley::files
