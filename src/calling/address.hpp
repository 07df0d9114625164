#pragma once
// Where a server outside is: the parts of its URL, read strictly, so that nothing in it is an
// option to whoever calls.

#include <string>
#include <string_view>

namespace parley::calling {

struct Address {
    bool tls = false;
    std::string user;  // may be empty
    std::string host;
    std::string port;  // empty: that of the scheme
    std::string path;  // without the slash before it
};

/// Reads `scheme://[user@]host[:port][/path]`, and the same with `scheme` + "s", which is TLS from
/// the start. With an empty host where it is none.
Address read_address(std::string_view url, std::string_view scheme);

/// The URL again, without the user.
std::string url_of(Address const& address, std::string_view scheme);

/// Whether what is said to it stays on this machine.
bool is_this_machine(std::string const& host);

}  // namespace parley::calling
