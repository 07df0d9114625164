#include "net/http_head.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace parley::net {

namespace {

bool is_token_char(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_token_char);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool same_word(std::string_view a, std::string_view lower_b) {
    return std::ranges::equal(a, lower_b, [](char x, char y) {
        return (x >= 'A' && x <= 'Z' ? static_cast<char>(x - 'A' + 'a') : x) == y;
    });
}

std::string_view trim(std::string_view text) {
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// METHOD SP target SP HTTP/1.0 or 1.1. Gives the version's minor digit.
std::optional<char> minor_version(std::string_view line) {
    auto const method_end = line.find(' ');
    if (method_end == std::string_view::npos || !is_token(line.substr(0, method_end))) return {};
    line.remove_prefix(method_end + 1);
    auto const target_end = line.find(' ');
    if (target_end == 0 || target_end == std::string_view::npos) return {};
    if (!std::ranges::all_of(line.substr(0, target_end),
                             [](char c) { return c > 0x20 && c < 0x7F; })) {
        return {};
    }
    auto const version = line.substr(target_end + 1);
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return {};
    return version.back();
}

/// Fields that may stand in a head only once: what they say must not depend on which one is read.
constexpr std::array<std::string_view, 11> single_fields{
    "host",   "content-length", "transfer-encoding", "content-type",      "authorization",
    "cookie", "origin",         "sec-fetch-site",    "sec-websocket-key", "sec-websocket-version",
    "expect"};

enum Single { host = 0, content_length = 1, transfer_encoding = 2 };

}  // namespace

HeadEnd find_head_end(std::string_view arrived, std::size_t from) {
    using enum HeadEnd::Verdict;
    for (auto at = from; at < arrived.size(); ++at) {
        auto const c = arrived[at];
        if (c == '\0') return {broken};
        if (c == '\n' && (at == 0 || arrived[at - 1] != '\r')) return {broken};
        if (at > 0 && arrived[at - 1] == '\r' && c != '\n') return {broken};
        if (c == '\n' && arrived.substr(0, at + 1).ends_with("\r\n\r\n")) return {found, at + 1};
    }
    return {incomplete};
}

HeadFault check_head(std::string_view head, std::size_t fields_max) {
    using enum HeadFault;
    auto next_line = [&head] {
        auto const end = head.find("\r\n");
        auto const line = head.substr(0, end);
        head.remove_prefix(end + 2);
        return line;
    };
    if (!head.ends_with("\r\n\r\n")) return malformed;
    auto const minor = minor_version(next_line());
    if (!minor) return malformed;

    std::array<std::optional<std::string_view>, single_fields.size()> single;
    std::size_t fields = 0;
    for (auto line = next_line(); !line.empty(); line = next_line()) {
        if (++fields > fields_max) return too_many_fields;
        auto const colon = line.find(':');
        // A line that begins with a space goes on from the one before (obs-fold); a name with a
        // space before its colon is another name to other readers. Neither is a token.
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return malformed;
        auto const value = trim(line.substr(colon + 1));
        if (std::ranges::any_of(value, [](char c) {
                auto const byte = static_cast<unsigned char>(c);
                return (byte < 0x20 && c != '\t') || byte == 0x7F;
            })) {
            return malformed;
        }
        for (std::size_t i = 0; i < single_fields.size(); ++i) {
            if (!same_word(line.substr(0, colon), single_fields[i])) continue;
            if (single[i]) return malformed;
            single[i] = value;
        }
    }

    auto const& length = single[content_length];
    auto const& encoding = single[transfer_encoding];
    if (length &&
        (length->empty() || length->size() > 18 || !std::ranges::all_of(*length, is_digit))) {
        return malformed;
    }
    if (encoding && (length || *minor == '0' || !same_word(*encoding, "chunked"))) return malformed;
    if (*minor == '1' && !single[host]) return malformed;
    return none;
}

}  // namespace parley::net
