#pragma once
// Base64 as mails have it (RFC 4648, 4): with padding, in one line.

#include <string>
#include <string_view>

namespace parley {

std::string base64(std::string_view bytes);

}  // namespace parley
