#pragma once
// Small readers of header values. All pure.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace parley::net {

/// Does the comma-separated list hold the word, whatever its case? Parameters (`;q=1`) do not
/// count, but q=0 means that it is not there.
bool has_word(std::string_view list, std::string_view word);

/// Is this the media type, whatever its case and its parameters?
bool is_media_type(std::string_view value, std::string_view type);

/// A cookie's value, empty where there is none or where it stands there twice.
std::string_view cookie_value(std::string_view cookies, std::string_view name);

/// The token of `Bearer <token>`, otherwise empty.
std::string_view bearer_token(std::string_view authorization);

/// Sun, 06 Nov 1994 08:49:37 GMT
std::string http_date(Instant at);

}  // namespace parley::net
