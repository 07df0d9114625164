// Which address of a scanner is one.

#include <algorithm>
#include <charconv>

#include <sys/un.h>

#include "files/scanner.hpp"

namespace parley::files {

namespace {

bool is_host(std::string_view text) {
    return !text.empty() && text.size() <= 253 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == ':' || c == '_';
    });
}

std::uint16_t port_of(std::string_view text) {
    std::uint16_t port = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc{} && end == text.data() + text.size() ? port : 0;
}

}  // namespace

std::optional<ScannerAddress> scanner_address(std::string_view text) {
    if (text.starts_with("unix:")) {
        text.remove_prefix(5);
        bool const fits = text.size() < sizeof(sockaddr_un::sun_path);
        if (!text.starts_with('/') || !fits || text.contains('\0')) return {};
        return ScannerAddress{std::string{text}, {}, 0};
    }
    auto const colon = text.rfind(':');
    if (colon == text.npos) return {};
    auto host = text.substr(0, colon);
    auto const port = port_of(text.substr(colon + 1));
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    } else if (host.contains(':')) {
        return {};
    }
    if (!is_host(host) || port == 0) return {};
    return ScannerAddress{{}, std::string{host}, port};
}

}  // namespace parley::files
