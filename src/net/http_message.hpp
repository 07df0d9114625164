#pragma once
// From the parser's message to what net works with.

#include <boost/beast/http/message.hpp>

#include "net/request.hpp"

namespace parley::net {

/// Views into `message`.
Request request_of(boost::beast::http::request_header<> const& message, bool has_content);

}  // namespace parley::net
