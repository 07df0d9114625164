#include "calling/address.hpp"

#include <algorithm>

namespace parley::calling {

namespace {

bool is_name(std::string_view text, std::string_view more) {
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               more.contains(c);
    });
}

bool is_port(std::string_view text) {
    constexpr std::size_t digits_max = 5;
    return !text.empty() && text.size() <= digits_max &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }) &&
           std::stoi(std::string{text}) <= 65535;
}

}  // namespace

Address read_address(std::string_view url, std::string_view scheme) {
    Address address;
    if (!url.starts_with(scheme)) return {};
    url.remove_prefix(scheme.size());
    address.tls = url.starts_with('s');
    if (address.tls) url.remove_prefix(1);
    if (!url.starts_with("://")) return {};
    url.remove_prefix(3);
    if (auto const slash = url.find('/'); slash != url.npos) {
        address.path = url.substr(slash + 1);
        url = url.substr(0, slash);
        if (!address.path.empty() && !is_name(address.path, "/._-")) return {};
    }
    if (auto const at = url.rfind('@'); at != url.npos) {
        address.user = url.substr(0, at);
        url.remove_prefix(at + 1);
        if (!is_name(address.user, "@._+-")) return {};
    }
    bool const in_brackets = url.starts_with('[');
    auto const end = in_brackets ? url.find(']') : url.find(':');
    auto host = url.substr(0, end);
    if (in_brackets) {
        if (end == url.npos || !is_name(host.substr(1), ":.")) return {};
        host = url.substr(0, end + 1);
    } else if (!is_name(host, ".-")) {
        return {};
    }
    url.remove_prefix(host.size());
    if (url.starts_with(':')) {
        address.port = url.substr(1);
        if (!is_port(address.port)) return {};
    } else if (!url.empty()) {
        return {};
    }
    address.host = host;
    return address;
}

std::string url_of(Address const& address, std::string_view scheme) {
    auto url = std::string{scheme} + (address.tls ? "s://" : "://") + address.host;
    if (!address.port.empty()) url += ":" + address.port;
    if (!address.path.empty()) url += "/" + address.path;
    return url;
}

bool is_this_machine(std::string const& host) {
    bool const digits =
        std::ranges::all_of(host, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    return host == "localhost" || host == "[::1]" || (digits && host.starts_with("127."));
}

}  // namespace parley::calling
