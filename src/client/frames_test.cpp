#include "client/frames.hpp"

#include <cstring>

#include <gmock/gmock.h>

namespace parley::client {
namespace {

using testing::ElementsAre;
using testing::Pair;

/// What a server sends: a frame without a mask.
std::string server_frame(Opcode opcode, std::string_view payload, bool last = true) {
    std::string out;
    out.push_back(static_cast<char>((last ? 0x80 : 0) | static_cast<int>(opcode)));
    if (payload.size() < 126) {
        out.push_back(static_cast<char>(payload.size()));
    } else if (payload.size() <= 0xFFFF) {
        out.push_back(126);
        out.push_back(static_cast<char>(payload.size() >> 8));
        out.push_back(static_cast<char>(payload.size()));
    } else {
        out.push_back(127);
        for (int i = 7; i >= 0; --i) out.push_back(static_cast<char>(payload.size() >> (8 * i)));
    }
    return out.append(payload);
}

std::vector<std::pair<Opcode, std::string>> read_all(std::string_view bytes, std::size_t step,
                                                     std::size_t max = 1'000'000) {
    FrameReader reader{max};
    std::vector<std::pair<Opcode, std::string>> messages;
    while (!bytes.empty()) {
        auto const space = reader.space();
        auto const count = std::min({step, bytes.size(), space.size()});
        std::memcpy(space.data(), bytes.data(), count);
        reader.filled(count);
        bytes.remove_prefix(count);
        FrameReader::Message message{};
        while (reader.next(message)) messages.emplace_back(message.opcode, message.payload);
    }
    return messages;
}

TEST(Frames, AMessageArrivesWholeHoweverItsBytesAreSplit) {
    std::string const medium(300, 'm');
    std::string const large(70'000, 'l');
    auto const bytes = server_frame(Opcode::text, "hi") + server_frame(Opcode::text, medium) +
                       server_frame(Opcode::text, large) + server_frame(Opcode::ping, "p");
    for (std::size_t step : {1, 2, 7, 4096, 1'000'000}) {
        EXPECT_THAT(read_all(bytes, step),
                    ElementsAre(Pair(Opcode::text, "hi"), Pair(Opcode::text, medium),
                                Pair(Opcode::text, large), Pair(Opcode::ping, "p")))
            << step;
    }
}

TEST(Frames, FragmentsBecomeOneMessageWithAPingBetweenThem) {
    auto const bytes = server_frame(Opcode::text, "one ", false) + server_frame(Opcode::ping, "") +
                       server_frame(Opcode::continuation, "two ", false) +
                       server_frame(Opcode::continuation, "three") +
                       server_frame(Opcode::text, "next");
    EXPECT_THAT(read_all(bytes, 3),
                ElementsAre(Pair(Opcode::ping, ""), Pair(Opcode::text, "one two three"),
                            Pair(Opcode::text, "next")));
}

TEST(Frames, WhatNoServerMaySendIsRefused) {
    std::string masked = server_frame(Opcode::text, "x");
    masked[1] = static_cast<char>(masked[1] | 0x80);
    std::string reserved = server_frame(Opcode::text, "x");
    reserved[0] = static_cast<char>(reserved[0] | 0x40);
    EXPECT_THROW(read_all(masked, 9), BadFrame);
    EXPECT_THROW(read_all(reserved, 9), BadFrame);
    EXPECT_THROW(read_all(server_frame(Opcode::continuation, "x"), 9), BadFrame);
    EXPECT_THROW(read_all(server_frame(Opcode::ping, std::string(126, 'x')), 999), BadFrame);
    EXPECT_THROW(read_all(server_frame(Opcode{5}, "x"), 9), BadFrame);
    EXPECT_THROW(read_all(server_frame(Opcode::text, std::string(101, 'x')), 999, 100), BadFrame);
    EXPECT_THROW(
        read_all(server_frame(Opcode::text, "a", false) + server_frame(Opcode::text, "b"), 9),
        BadFrame);
}

TEST(Frames, AClientsFrameIsMasked) {
    for (std::size_t size : {0, 1, 125, 126, 65535, 65536}) {
        std::string const payload(size, 'q');
        std::string frame;
        append_frame(frame, Opcode::text, payload, 0x04030201);
        std::size_t const head = size < 126 ? 2 : size <= 0xFFFF ? 4 : 10;
        ASSERT_EQ(frame.size(), head + 4 + size);
        EXPECT_EQ(frame.substr(head, 4), "\x01\x02\x03\x04");
        for (std::size_t i = 0; i < size; ++i) {
            ASSERT_EQ(frame[head + 4 + i] ^ static_cast<char>(i % 4 + 1), 'q');
        }
    }
}

}  // namespace
}  // namespace parley::client
