#include "net/http_message.hpp"

#include <algorithm>
#include <array>

namespace parley::net {

namespace http = boost::beast::http;

namespace {

Request::Method method_of(http::verb verb) {
    switch (verb) {
        case http::verb::get:
            return Request::Method::get;
        case http::verb::head:
            return Request::Method::head;
        case http::verb::post:
            return Request::Method::post;
        default:
            return Request::Method::other;
    }
}

/// The last line of X-Forwarded-For: a proxy appends, what stands before it anybody may have
/// written.
std::string_view forwarded_for(http::request_header<> const& message) {
    std::string_view last;
    auto const [begin, end] = message.equal_range("X-Forwarded-For");
    for (auto field = begin; field != end; ++field) {
        last = {field->value().data(), field->value().size()};
    }
    return last;
}

/// By any of the ways in which proxies say so.
bool is_forwarded(http::request_header<> const& message) {
    constexpr std::array names{"Forwarded",         "X-Forwarded-For", "X-Forwarded-Host",
                               "X-Forwarded-Proto", "X-Real-IP",       "Via"};
    return std::ranges::any_of(names, [&](auto name) { return message.count(name) > 0; });
}

}  // namespace

Request request_of(http::request_header<> const& message, bool has_content) {
    auto const field = [&message](http::field name) {
        auto const value = message[name];
        return std::string_view{value.data(), value.size()};
    };
    auto const fetch_site = message["Sec-Fetch-Site"];
    return {
        .method = method_of(message.method()),
        .http_1_1 = message.version() == 11,
        .target = {message.target().data(), message.target().size()},
        .host = field(http::field::host),
        .origin = field(http::field::origin),
        .sec_fetch_site = {fetch_site.data(), fetch_site.size()},
        .content_type = field(http::field::content_type),
        .authorization = field(http::field::authorization),
        .cookie = field(http::field::cookie),
        .expect = field(http::field::expect),
        .forwarded_for = forwarded_for(message),
        .accept_encoding = field(http::field::accept_encoding),
        .accept_language = field(http::field::accept_language),
        .if_none_match = field(http::field::if_none_match),
        .range = field(http::field::range),
        .if_range = field(http::field::if_range),
        .connection = field(http::field::connection),
        .upgrade = field(http::field::upgrade),
        .socket_version = field(http::field::sec_websocket_version),
        .socket_key = field(http::field::sec_websocket_key),
        .socket_protocol = field(http::field::sec_websocket_protocol),
        .forwarded = is_forwarded(message),
        .has_content = has_content,
    };
}

}  // namespace parley::net
