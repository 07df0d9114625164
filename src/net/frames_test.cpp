#include "net/frames.hpp"

#include <ostream>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "net/frames_builder.hpp"

namespace parley::net {

/// One arrival that owns its data.
struct Seen {
    Arrival::Kind kind;
    std::string data;
    std::uint16_t code = 0;
    friend bool operator==(Seen const&, Seen const&) = default;
};

std::ostream& operator<<(std::ostream& out, Seen const& seen) {
    constexpr char const* kinds[] = {"nothing", "text", "ping", "pong", "close", "fault"};
    return out << kinds[static_cast<int>(seen.kind)] << ' ' << seen.code << " \""
               << seen.data.substr(0, 60) << "\" (" << seen.data.size() << " bytes)";
}

namespace {

using Kind = Arrival::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

Seen text(std::string data) { return {Kind::text, std::move(data)}; }
Seen fault(std::uint16_t code, std::string word) { return {Kind::fault, std::move(word), code}; }

constexpr Instant start{1'000'000};

/// A reader with what has come out of it.
struct Client {
    explicit Client(FrameBounds with = {}) : bounds(with) {}

    FrameReader reader;
    FrameBounds bounds;
    std::vector<Seen> seen;
    bool ended = false;
    Instant now = start;

    void gives(std::string bytes) {
        std::span<char> rest{bytes};
        while (!ended) {
            auto const arrival = reader.next(rest, bounds, now);
            if (arrival.kind == Kind::nothing) {
                EXPECT_TRUE(rest.empty());
                return;
            }
            seen.push_back({arrival.kind, std::string{arrival.data}, arrival.code});
            ended = arrival.kind == Kind::close || arrival.kind == Kind::fault;
        }
    }
};

std::vector<Seen> read_all(std::string const& bytes, FrameBounds bounds = {},
                           std::size_t piece = SIZE_MAX) {
    Client client{bounds};
    for (std::size_t at = 0; at < bytes.size(); at += std::min(piece, bytes.size() - at)) {
        client.gives(bytes.substr(at, piece));
    }
    return client.seen;
}

std::string frame(Opcode opcode, std::string payload, bool final = true) {
    return bytes_of({.opcode = opcode, .payload = std::move(payload), .final = final});
}

TEST(Frames, AWholeMessageIsReadWhereItLies) {
    auto bytes = client_text("hello");
    std::span<char> rest{bytes};
    FrameReader reader;
    auto const arrival = reader.next(rest, {}, start);
    EXPECT_EQ(arrival.kind, Kind::text);
    EXPECT_EQ(arrival.data, "hello");
    EXPECT_EQ(arrival.data.data(), bytes.data() + 6) << "it was copied";
    EXPECT_EQ(reader.incomplete_since().ms, 0);
    EXPECT_EQ(reader.next(rest, {}, start).kind, Kind::nothing);
}

TEST(Frames, EveryLengthArrivesWhole) {
    for (std::size_t const size : {0u, 1u, 7u, 8u, 9u, 125u, 126u, 127u, 65535u, 65536u, 70000u}) {
        std::string payload;
        for (std::size_t i = 0; i < size; ++i) payload.push_back(static_cast<char>('a' + i % 26));
        FrameBounds const bounds{.message_bytes_max = 70000};
        EXPECT_THAT(read_all(client_text(payload), bounds), ElementsAre(text(payload)));
        EXPECT_THAT(read_all(client_text(payload), bounds, 1000), ElementsAre(text(payload)));
    }
}

TEST(Frames, FragmentsBecomeOneMessageWithControlFramesBetween) {
    auto const bytes = frame(Opcode::text, "Gr\xC3", false) + frame(Opcode::ping, "p1") +
                       frame(Opcode::continuation, "", false) +
                       frame(Opcode::continuation, "\xBC\xC3", false) + frame(Opcode::pong, "") +
                       frame(Opcode::continuation,
                             "\x9F"
                             "e") +
                       client_text("next");
    for (std::size_t const piece : {SIZE_MAX, std::size_t{1}, std::size_t{3}, std::size_t{8}}) {
        EXPECT_THAT(
            read_all(bytes, {}, piece),
            ElementsAre(Seen{Kind::ping, "p1"}, Seen{Kind::pong, ""}, text("Grüße"), text("next")));
    }
}

TEST(Frames, AnEmptyFinalFrameEndsAMessageWithoutFurtherBytes) {
    EXPECT_THAT(read_all(frame(Opcode::text, "all", false) + frame(Opcode::continuation, "")),
                ElementsAre(text("all")));
    EXPECT_THAT(read_all(frame(Opcode::text, ""), {}, 1), ElementsAre(text("")));
}

TEST(Frames, A07UnmaskedIsAProtocolError) {
    EXPECT_THAT(read_all(bytes_of({.payload = "x", .masked = false})),
                ElementsAre(fault(1002, "unmasked")));
    EXPECT_THAT(read_all(bytes_of({.opcode = Opcode::ping, .payload = "x", .masked = false})),
                ElementsAre(fault(1002, "unmasked")));
}

TEST(Frames, A08ReservedBitsAndOpcodesAreProtocolErrors) {
    for (int const bit : {0x40, 0x20, 0x10}) {
        auto const bytes =
            bytes_of({.payload = "x", .reserved_bits = static_cast<std::uint8_t>(bit)});
        EXPECT_THAT(read_all(bytes), ElementsAre(fault(1002, "reserved_bits")));
    }
    for (int const opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
        EXPECT_THAT(read_all(frame(static_cast<Opcode>(opcode), "x")),
                    ElementsAre(fault(1002, "reserved_opcode")));
    }
}

TEST(Frames, A09BadControlFramesAndContinuationsAreProtocolErrors) {
    EXPECT_THAT(read_all(frame(Opcode::ping, "x", false)),
                ElementsAre(fault(1002, "control_fragmented")));
    EXPECT_THAT(read_all(frame(Opcode::ping, std::string(126, 'x'))),
                ElementsAre(fault(1002, "control_too_long")));
    EXPECT_THAT(read_all(frame(Opcode::ping, std::string(125, 'x'))),
                ElementsAre(Seen{Kind::ping, std::string(125, 'x')}));
    EXPECT_THAT(read_all(frame(Opcode::continuation, "x")),
                ElementsAre(fault(1002, "nothing_to_continue")));
    EXPECT_THAT(read_all(client_text("done") + frame(Opcode::continuation, "x")),
                ElementsAre(text("done"), fault(1002, "nothing_to_continue")));
    EXPECT_THAT(read_all(frame(Opcode::text, "a", false) + client_text("b")),
                ElementsAre(fault(1002, "message_not_finished")));
}

TEST(Frames, A10BinaryIsUnsupported) {
    EXPECT_THAT(read_all(frame(Opcode::binary, "x")), ElementsAre(fault(1003, "binary")));
    EXPECT_THAT(read_all(frame(Opcode::binary, "x", false)), ElementsAre(fault(1003, "binary")));
}

TEST(Frames, A11BrokenTextIsFoundAlsoAcrossFragments) {
    EXPECT_THAT(read_all(client_text("\xED\xA0\x80")), ElementsAre(fault(1007, "bad_utf8")));
    EXPECT_THAT(read_all(client_text("\xC0\xAF")), ElementsAre(fault(1007, "bad_utf8")));
    EXPECT_THAT(read_all(client_text("cut off \xE4\xB8")), ElementsAre(fault(1007, "bad_utf8")));
    EXPECT_THAT(read_all(frame(Opcode::text, "\xE4\xB8", false) + frame(Opcode::continuation, "")),
                ElementsAre(fault(1007, "bad_utf8")));
    EXPECT_THAT(read_all(frame(Opcode::text, "\xE4\xB8", false) + frame(Opcode::continuation, "(")),
                ElementsAre(fault(1007, "bad_utf8")));
    // Found with the fragment, not only when the message ends.
    EXPECT_THAT(read_all(frame(Opcode::text, "\xFF", false)), ElementsAre(fault(1007, "bad_utf8")));
}

TEST(Frames, A12CloseFramesAreChecked) {
    auto const close = [](std::string payload) {
        return read_all(frame(Opcode::close, std::move(payload)));
    };
    auto const with_code = [](int code, std::string reason = {}) {
        return std::string{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)} + reason;
    };
    EXPECT_THAT(close(""), ElementsAre(Seen{Kind::close, "", 0}));
    EXPECT_THAT(close("x"), ElementsAre(fault(1002, "bad_close_length")));
    for (int const code : {1000, 1001, 1002, 1003, 1007, 1011, 1014, 3000, 4000, 4999}) {
        EXPECT_THAT(close(with_code(code, "tschüß")),
                    ElementsAre(Seen{Kind::close, "tschüß", static_cast<std::uint16_t>(code)}));
    }
    for (int const code : {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535}) {
        EXPECT_THAT(close(with_code(code)), ElementsAre(fault(1002, "bad_close_code"))) << code;
    }
    EXPECT_THAT(close(with_code(1000, "\xFF")), ElementsAre(fault(1007, "bad_utf8")));
}

TEST(Frames, A13AGiantLengthIsRefusedBeforeAnyPayload) {
    using namespace std::string_literals;
    for (auto const& length :
         {"\x80\0\0\0\0\0\0\0"s, "\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s, "\0\0\0\0\0\1\0\0"s}) {
        ASSERT_EQ(length.size(), 8u);
        EXPECT_THAT(read_all("\x81\xFF" + length + "mask"),
                    ElementsAre(fault(1009, "message_too_big")));
    }
}

TEST(Frames, A14TheLimitIsForTheMessageNotForItsFrames) {
    FrameBounds const bounds{.message_bytes_max = 10};
    EXPECT_THAT(read_all(client_text("0123456789"), bounds), ElementsAre(text("0123456789")));
    EXPECT_THAT(read_all(client_text("0123456789a"), bounds),
                ElementsAre(fault(1009, "message_too_big")));
    auto const half = frame(Opcode::text, "01234", false);
    EXPECT_THAT(read_all(half + frame(Opcode::continuation, "56789"), bounds),
                ElementsAre(text("0123456789")));
    // The header alone is enough: its payload has not come.
    auto const header = frame(Opcode::continuation, "56789a").substr(0, 6);
    EXPECT_THAT(read_all(half + header, bounds), ElementsAre(fault(1009, "message_too_big")));
}

TEST(Frames, A14TheLimitMayChangeBetweenMessages) {
    Client client{{.message_bytes_max = 5}};
    client.gives(client_text("short"));
    client.bounds.message_bytes_max = 10;
    client.gives(client_text("longer"));
    client.bounds.message_bytes_max = 5;
    client.gives(client_text("longer"));
    EXPECT_THAT(client.seen,
                ElementsAre(text("short"), text("longer"), fault(1009, "message_too_big")));
}

TEST(Frames, A15A16TooManyFragmentsArePolicyEvenIfEmpty) {
    FrameBounds const bounds{.fragments_max = 64};
    for (std::string const piece : {"", "x"}) {
        auto bytes = frame(Opcode::text, piece, false);
        for (int i = 2; i <= 63; ++i) bytes += frame(Opcode::continuation, piece, false);
        std::string whole;
        for (int i = 0; i < 64; ++i) whole += piece;
        EXPECT_THAT(read_all(bytes + frame(Opcode::continuation, piece), bounds),
                    ElementsAre(text(whole)));
        bytes += frame(Opcode::continuation, piece, false);
        EXPECT_THAT(read_all(bytes, bounds), IsEmpty());
        EXPECT_THAT(read_all(bytes + frame(Opcode::continuation, piece), bounds),
                    ElementsAre(fault(1008, "too_many_fragments")));
    }
}

TEST(Frames, A15TellsSinceWhenAMessageIsIncomplete) {
    Client client;
    client.gives(client_text("whole"));
    EXPECT_EQ(client.reader.incomplete_since().ms, 0);
    client.gives(frame(Opcode::text, "part", false));
    client.now = start + seconds{5};
    client.gives(frame(Opcode::continuation, "more", false) + frame(Opcode::ping, ""));
    EXPECT_EQ(client.reader.incomplete_since(), start);
    client.gives(frame(Opcode::continuation, "end") + client_text("cut off").substr(0, 3));
    EXPECT_EQ(client.reader.incomplete_since(), start + seconds{5}) << "that of the next message";
    client.gives(client_text("cut off").substr(3));
    EXPECT_EQ(client.reader.incomplete_since().ms, 0);
    client.gives("\x89");
    EXPECT_EQ(client.reader.incomplete_since(), client.now) << "half a ping counts too";
}

TEST(Frames, F07TooManyControlFramesInTenSecondsArePolicy) {
    Client client{{.control_frames_max = 3}};
    for (int i = 0; i < 3; ++i) client.gives(frame(Opcode::ping, ""));
    client.now = start + seconds{10};
    for (int i = 0; i < 3; ++i) client.gives(frame(Opcode::pong, ""));
    EXPECT_FALSE(client.ended);
    client.now = start + milliseconds{19'999};
    client.gives(frame(Opcode::pong, ""));
    EXPECT_EQ(client.seen.back(), fault(1008, "too_many_control_frames"));
}

TEST(Frames, LengthsHaveOneForm) {
    auto const two = std::string{"\x81\xFE\0\x05", 4} + "mask" + "12345";
    auto const eight = std::string{"\x81\xFF\0\0\0\0\0\0\xFF\xFF", 10} + "mask";
    EXPECT_THAT(read_all(two), ElementsAre(fault(1002, "length_not_minimal")));
    EXPECT_THAT(read_all(eight), ElementsAre(fault(1002, "length_not_minimal")));
}

TEST(Frames, WhatTheServerSendsHasTheShortestHeader) {
    std::string out;
    append_frame(out, Opcode::text, "hi");
    EXPECT_EQ(out, "\x81\x02hi");
    out.clear();
    append_frame(out, Opcode::text, std::string(126, 'x'));
    EXPECT_EQ(out, (std::string{"\x81\x7E\0\x7E", 4} + std::string(126, 'x')));
    out.clear();
    append_frame(out, Opcode::text, std::string(65536, 'x'));
    EXPECT_EQ(out.substr(0, 10), (std::string{"\x81\x7F\0\0\0\0\0\1\0\0", 10}));
    EXPECT_EQ(close_payload(4001, "draining"),
              "\x0F\xA1"
              "draining");
    EXPECT_EQ(close_payload(0, ""), "");
    EXPECT_EQ(close_payload(1000, std::string(200, 'x')).size(), 125u);
}

// INVARIANT 1, for streams that are mostly right and sometimes damaged, cut anywhere.
TEST(Frames, HoweverAStreamIsCutTheArrivalsAreTheSame) {
    auto const ok = rc::check([] {
        auto const frames = *rc::gen::container<std::vector<std::string>>(rc::gen::exec([] {
            ClientFrame made;
            made.opcode = *rc::gen::weightedElement<Opcode>({{6, Opcode::text},
                                                             {6, Opcode::continuation},
                                                             {2, Opcode::ping},
                                                             {2, Opcode::pong},
                                                             {1, Opcode::close},
                                                             {1, Opcode::binary}});
            made.final = *rc::gen::weightedElement<bool>({{2, true}, {1, false}});
            made.masked = *rc::gen::weightedElement<bool>({{30, true}, {1, false}});
            made.key = *rc::gen::arbitrary<std::uint32_t>();
            auto const parts =
                *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                    "a", "ü", "世", "😀", "\xE4", "\x03\xE8", "12345678", std::string(100, 'x')));
            for (auto const& part : parts) made.payload += part;
            auto bytes = bytes_of(made);
            if (*rc::gen::inRange(0, 20) == 0) {
                bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] =
                    *rc::gen::arbitrary<char>();
            }
            return bytes;
        }));
        std::string stream;
        for (auto const& bytes : frames) stream += bytes;
        FrameBounds const bounds{
            .message_bytes_max = 400, .fragments_max = 4, .control_frames_max = 6};
        Client at_once{bounds};
        at_once.gives(stream);
        Client in_pieces{bounds};
        for (std::size_t at = 0; at < stream.size();) {
            auto const piece = *rc::gen::inRange<std::size_t>(1, 40);
            in_pieces.gives(stream.substr(at, piece));
            at += piece;
        }
        RC_ASSERT(at_once.seen == in_pieces.seen);
        RC_ASSERT((at_once.ended ||
                   at_once.reader.incomplete_since() == in_pieces.reader.incomplete_since()));
    });
    EXPECT_TRUE(ok);
}

}  // namespace
}  // namespace parley::net
