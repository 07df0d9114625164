#pragma once
// Base64 as mails have it (RFC 4648, 4): with padding, in one line.

#include <optional>
#include <string>
#include <string_view>

namespace parley {

std::string base64(std::string_view bytes);

/// Nothing where the text is not exactly what base64() would have given for some bytes.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace parley
