#pragma once
// Version 4 UUIDs for client_id.

#include <cstdint>
#include <random>
#include <string>

namespace parley::client {

inline std::string make_uuid(std::mt19937_64& random) {
    constexpr char digits[] = "0123456789abcdef";
    std::uint64_t const halves[] = {(random() & ~0xF000ull) | 0x4000ull,
                                    (random() & ~(3ull << 62)) | (2ull << 62)};
    std::string text;
    text.reserve(36);
    for (int i = 0; i < 32; ++i) {
        if (i == 8 || i == 12 || i == 16 || i == 20) text.push_back('-');
        text.push_back(digits[halves[i / 16] >> (60 - 4 * (i % 16)) & 0xF]);
    }
    return text;
}

}  // namespace parley::client
