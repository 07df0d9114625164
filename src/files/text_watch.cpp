#include "files/text_watch.hpp"

#include <algorithm>

namespace parley::files {

namespace {

namespace redaction = domain::redaction;
using redaction::Kind;

constexpr std::size_t window_bytes = 64 * 1024;
// So much of a window is looked at again in the next: more than any number takes.
constexpr std::size_t overlap_bytes = 512;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool continues_character(char c) { return (c & 0xC0) == 0x80; }

/// The last place up to `end` where no word is cut, or at least no character.
std::size_t cut_before(std::string_view text, std::size_t end) {
    auto const least = end - std::min(end, overlap_bytes);
    for (auto at = end; at > least; --at) {
        if (is_space(text[at - 1])) return at;
    }
    while (end > 0 && end < text.size() && continues_character(text[end])) --end;
    return end;
}

bool counts(Kind kind, redaction::Kinds const& kinds) {
    switch (kind) {
        case Kind::card:
            return true;
        case Kind::security_code:
        case Kind::pin:
        case Kind::expiry:
            return false;
        default:
            return kinds.has(kind);
    }
}

}  // namespace

void TextWatch::add(std::string_view piece) {
    while (!found_ && !piece.empty()) {
        auto const taken = std::min(piece.size(), window_bytes - waiting_.size());
        waiting_.append(piece.substr(0, taken));
        piece.remove_prefix(taken);
        if (waiting_.size() < window_bytes) return;
        auto const end = cut_before(waiting_, waiting_.size() - 4);
        look(std::string_view{waiting_}.substr(0, end));
        waiting_.erase(0, cut_before(waiting_, end - overlap_bytes));
    }
}

bool TextWatch::found() {
    if (!found_ && !waiting_.empty()) look(waiting_);
    waiting_.clear();
    return found_;
}

void TextWatch::look(std::string_view window) {
    auto const result = redaction::redact(window, rules_, {});
    found_ = result.verdict == redaction::Verdict::unscannable ||
             std::ranges::any_of(result.found, [&](redaction::Find const& find) {
                 return counts(find.kind, rules_.kinds);
             });
}

}  // namespace parley::files
