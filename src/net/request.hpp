#pragma once
// What net needs to know of one HTTP request, taken out of the parser's message.

#include <string>
#include <string_view>

namespace parley::net {

/// Views into the parsed head, which lives as long as the request is being answered.
struct Request {
    enum class Method { get, head, post, other };
    Method method = Method::other;
    bool http_1_1 = true;
    std::string_view target;
    std::string_view host;
    std::string_view origin;
    std::string_view sec_fetch_site;
    std::string_view content_type;
    std::string_view authorization;
    std::string_view cookie;
    std::string_view expect;
    std::string_view forwarded_for;  // the last X-Forwarded-For line
    std::string_view accept_encoding;
    std::string_view accept_language;
    std::string_view if_none_match;
    std::string_view range;
    std::string_view if_range;
    std::string_view connection;
    std::string_view upgrade;
    std::string_view socket_version;
    std::string_view socket_key;
    std::string_view socket_protocol;
    bool forwarded = false;  // a proxy says that it passes this on for somebody else
    bool has_content = false;
};

}  // namespace parley::net
