#pragma once
// Where a server is: http://host:port, as the user wrote it and as sockets need it.

#include <cstdint>
#include <string>
#include <string_view>

namespace parley::client {

struct Address {
    std::string authority;  // host:port as the server knows itself, for the Host header
    std::string ip;         // where to connect, textual
    std::uint16_t port = 0;
};

/// Reads http://host[:port][/] and looks the host up. Throws std::runtime_error with a sentence for
/// people where it is not such an address, or where the host is not known.
Address parse_address(std::string_view url);

}  // namespace parley::client
