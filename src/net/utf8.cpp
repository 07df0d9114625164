#include "net/utf8.hpp"

#include <cstring>

namespace parley::net {

namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080u;

/// How a character that begins with a certain byte goes on.
struct Lead {
    std::size_t length;         // of the whole character; 0: no character begins like this
    unsigned char low = 0x80;   // bounds of the second byte, which alone tell overlong forms,
    unsigned char high = 0xBF;  // surrogates and too large numbers apart
};

Lead lead(unsigned char byte) {
    if (byte < 0xC2) return {0};
    if (byte < 0xE0) return {2};
    if (byte == 0xE0) return {3, 0xA0, 0xBF};
    if (byte == 0xED) return {3, 0x80, 0x9F};
    if (byte < 0xF0) return {3};
    if (byte == 0xF0) return {4, 0x90, 0xBF};
    if (byte < 0xF4) return {4};
    if (byte == 0xF4) return {4, 0x80, 0x8F};
    return {0};
}

}  // namespace

Utf8Check check_utf8(std::string_view text) {
    using enum Utf8Check::Verdict;
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    std::size_t at = 0;
    while (at < text.size()) {
        std::uint64_t eight;
        while (text.size() - at >= sizeof eight) {
            std::memcpy(&eight, text.data() + at, sizeof eight);
            if ((eight & high_bits) != 0) break;
            at += sizeof eight;
        }
        if (at == text.size()) break;
        if (byte(at) < 0x80) {
            ++at;
            continue;
        }
        auto const [length, low, high] = lead(byte(at));
        if (length == 0) return {broken, at};
        for (std::size_t i = 1; i < length; ++i) {
            if (at + i == text.size()) return {cut_off, at};
            auto const next = byte(at + i);
            if (i == 1 ? next < low || next > high : next < 0x80 || next > 0xBF) {
                return {broken, at};
            }
        }
        at += length;
    }
    return {whole, at};
}

}  // namespace parley::net
