#include "client/address.hpp"

#include <array>
#include <charconv>
#include <memory>
#include <stdexcept>

#include <arpa/inet.h>
#include <netdb.h>

namespace parley::client {

namespace {

std::string look_up(std::string const& host) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (int const error = ::getaddrinfo(host.c_str(), nullptr, &wanted, &found); error != 0) {
        throw std::runtime_error("the host " + host + " is not known: " + ::gai_strerror(error));
    }
    std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> const list{found, &::freeaddrinfo};
    // A server on this machine usually listens on 127.0.0.1 only, so IPv4 goes first.
    addrinfo const* best = found;
    for (auto const* one = found; one != nullptr; one = one->ai_next) {
        if (one->ai_family == AF_INET) {
            best = one;
            break;
        }
    }
    std::array<char, NI_MAXHOST> text{};
    ::getnameinfo(best->ai_addr, best->ai_addrlen, text.data(), text.size(), nullptr, 0,
                  NI_NUMERICHOST);
    return text.data();
}

}  // namespace

Address parse_address(std::string_view url) {
    auto const bad = [&](std::string const& why) {
        return std::runtime_error("\"" + std::string{url} + "\" " + why);
    };
    if (url.starts_with("https://")) {
        throw bad(
            "is reached over TLS, which this command does not speak; give the address on "
            "which the server itself listens, for instance http://127.0.0.1:8080");
    }
    constexpr std::string_view scheme = "http://";
    if (!url.starts_with(scheme)) throw bad("is not an address such as http://127.0.0.1:8080");
    auto rest = url.substr(scheme.size());
    if (rest.ends_with('/')) rest.remove_suffix(1);
    if (rest.find('/') != std::string_view::npos) throw bad("must end after host and port");
    Address address;
    address.port = 80;
    auto const colon = rest.ends_with(']') ? std::string_view::npos : rest.rfind(':');
    if (colon != std::string_view::npos) {
        auto const text = rest.substr(colon + 1);
        auto const [end, error] =
            std::from_chars(text.data(), text.data() + text.size(), address.port);
        if (error != std::errc{} || end != text.data() + text.size() || address.port == 0) {
            throw bad("has no valid port (1 to 65535)");
        }
        rest = rest.substr(0, colon);
    }
    if (rest.starts_with('[') && rest.ends_with(']')) rest = rest.substr(1, rest.size() - 2);
    if (rest.empty()) throw bad("names no host");
    std::string const host{rest};
    bool const v6 = host.find(':') != std::string::npos;
    address.authority = (v6 ? "[" + host + "]" : host) + ":" + std::to_string(address.port);
    address.ip = look_up(host);
    return address;
}

}  // namespace parley::client
