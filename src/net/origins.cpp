#include "net/origins.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace parley::net {

namespace {

std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

std::string_view default_port(Scheme scheme) { return scheme == Scheme::http ? ":80" : ":443"; }

/// Where the port begins (its colon), or the end; an IPv6 host stands in brackets.
std::size_t port_at(std::string_view host) {
    auto const bracket = host.rfind(']');
    auto const colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
    return colon == std::string_view::npos ? host.size() : colon;
}

}  // namespace

bool is_origin(std::string_view written) {
    auto const text = lower(written);
    std::string_view host{text};
    host.remove_prefix(text.starts_with("https://")  ? 8
                       : text.starts_with("http://") ? 7
                                                     : host.size());
    auto const name = host.substr(0, port_at(host));
    if (name.size() < host.size()) {
        auto const digits = host.substr(name.size() + 1);
        int port = -1;
        auto const [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), port);
        if (error != std::errc{} || end != digits.data() + digits.size() || port < 0 ||
            port > 65535) {
            return false;
        }
    }
    constexpr std::string_view of_names = "abcdefghijklmnopqrstuvwxyz0123456789.-_[]:";
    return !name.empty() && name.find_first_not_of(of_names) == std::string_view::npos;
}

OwnOrigins::OwnOrigins(std::vector<std::string> const& origins) {
    for (auto const& written : origins) {
        if (!is_origin(written)) {
            throw std::runtime_error("\"" + written + "\" is not an origin; write it as " +
                                     "https://chat.example or http://localhost:8080");
        }
        auto const text = lower(written);
        auto const scheme = text.starts_with("https://") ? Scheme::https : Scheme::http;
        auto const host_at = scheme == Scheme::https ? 8u : 7u;
        auto host = text.substr(host_at);
        auto const port = host.substr(port_at(host));
        if (port == default_port(scheme)) host.resize(host.size() - port.size());
        auto const has_port = port_at(host) < host.size();
        own_.push_back({text.substr(0, host_at) + host,
                        has_port ? host : host + std::string{default_port(scheme)}, scheme});
    }
}

void OwnOrigins::set_chosen_port(std::uint16_t port) {
    for (auto& own : own_) {
        if (!own.host.ends_with(":0")) continue;
        auto const name = own.host.substr(0, own.host.size() - 2);
        auto const host = name + ":" + std::to_string(port);
        auto const is_default = host.substr(name.size()) == default_port(own.scheme);
        own.origin.resize(own.origin.size() - own.host.size());
        own.origin += is_default ? name : host;
        own.host = host;
    }
}

bool OwnOrigins::has(std::string_view origin) const {
    return std::ranges::any_of(own_, [&](Own const& own) { return own.origin == origin; });
}

std::optional<Scheme> OwnOrigins::scheme_of(std::string_view host) const {
    auto const wanted = lower(host);
    auto const has_port = port_at(wanted) < wanted.size();
    std::optional<Scheme> found;
    for (auto const& own : own_) {
        if (own.host == (has_port ? wanted : wanted + std::string{default_port(own.scheme)})) {
            if (found != Scheme::https) found = own.scheme;
        }
    }
    return found;
}

}  // namespace parley::net
