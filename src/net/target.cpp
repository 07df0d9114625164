#include "net/target.hpp"

#include "net/utf8.hpp"

namespace parley::net {

namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> decode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            auto const high = hex_digit(text[i + 1]);
            auto const low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high << 4 | low);
            if (c == '/') return std::nullopt;  // one reader's segment is another's two
            i += 2;
        }
        auto const byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F || c == '\\') return std::nullopt;
        decoded.push_back(c);
    }
    return decoded;
}

bool segments_are_plain(std::string_view path) {
    std::size_t at = 1;
    while (at < path.size()) {
        auto const end = std::min(path.find('/', at), path.size());
        auto const segment = path.substr(at, end - at);
        if (segment.empty() || segment == "." || segment == "..") return false;
        at = end + 1;
    }
    return true;
}

}  // namespace

std::optional<Target> read_target(std::string_view written) {
    Target target;
    for (std::string_view const scheme : {"http://", "https://"}) {
        if (!written.starts_with(scheme)) continue;
        auto const rest = written.substr(scheme.size());
        auto const slash = rest.find('/');
        if (slash == 0 || slash == std::string_view::npos) return std::nullopt;
        target.authority = rest.substr(0, slash);
        written = rest.substr(slash);
        break;
    }
    if (written.find('#') != std::string_view::npos) return std::nullopt;
    auto const mark = std::min(written.find('?'), written.size());
    auto path = decode(written.substr(0, mark));
    if (!path || !path->starts_with('/') || !segments_are_plain(*path) ||
        check_utf8(*path).verdict != Utf8Check::Verdict::whole) {
        return std::nullopt;
    }
    target.query = written.substr(std::min(mark + 1, written.size()));
    target.path = *std::move(path);
    return target;
}

}  // namespace parley::net
