#pragma once
// Where a server is: http://host:port, as the user wrote it and as sockets need it.

#include <cstdint>
#include <string>
#include <string_view>

namespace parley::client {

struct Address {
    std::string host;  // as written, for the Host header
    std::string ip;    // textual
    std::uint16_t port = 0;

    std::string authority() const;  // host:port
};

/// Reads http://host[:port][/] and looks the host up. Throws std::runtime_error with a sentence for
/// people where it is not such an address, or where the host is not known.
Address parse_address(std::string_view url);

}  // namespace parley::client
