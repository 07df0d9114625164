#pragma once
// Builds what clients send, right and wrong. For tests and fuzzing only.

#include <cstdint>
#include <string>
#include <string_view>

#include "net/frames.hpp"

namespace parley::net {

struct ClientFrame {
    Opcode opcode = Opcode::text;
    std::string payload = {};
    bool final = true;
    bool masked = true;
    std::uint8_t reserved_bits = 0;
    std::uint32_t key = 0x04030201;
};

inline std::string bytes_of(ClientFrame const& frame) {
    std::string bytes;
    bytes.push_back(static_cast<char>((frame.final ? 0x80 : 0) | frame.reserved_bits |
                                      static_cast<std::uint8_t>(frame.opcode)));
    auto const size = frame.payload.size();
    auto const mask_bit = frame.masked ? 0x80 : 0;
    auto const length = [&](int code, int count) {
        bytes.push_back(static_cast<char>(mask_bit | code));
        while (count-- > 0) bytes.push_back(static_cast<char>(size >> (8 * count) & 0xFF));
    };
    if (size < 126) {
        length(static_cast<int>(size), 0);
    } else if (size <= 0xFFFF) {
        length(126, 2);
    } else {
        length(127, 8);
    }
    if (!frame.masked) return bytes + frame.payload;
    std::string key;
    for (int i = 0; i < 4; ++i) key.push_back(static_cast<char>(frame.key >> (8 * i) & 0xFF));
    bytes += key;
    for (std::size_t i = 0; i < size; ++i) {
        bytes.push_back(static_cast<char>(frame.payload[i] ^ key[i % 4]));
    }
    return bytes;
}

inline std::string client_text(std::string payload) {
    return bytes_of({.payload = std::move(payload)});
}

}  // namespace parley::net
