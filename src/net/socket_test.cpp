// WebSockets over real loopback connections: the upgrade, messages, heartbeats, slow and hostile
// clients.

#include <fstream>

#include <gmock/gmock.h>

#include "net/test_client.hpp"

namespace parley::net {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;

struct Sockets : TestServer {
    /// The close code with which the server ends a socket that sends these bytes.
    int ends_with(std::string const& bytes) {
        auto client = open_socket();
        client.send(bytes);
        auto const last = client.message();
        EXPECT_EQ(last.opcode, 8);
        client.send(bytes_of({.opcode = Opcode::close, .payload = last.payload.substr(0, 2)}));
        client.half_close();
        EXPECT_TRUE(client.at_end());
        return last.close_code();
    }
    int upgrade_status(std::string const& fields, std::string const& line = "GET /api/v1/socket") {
        auto client = connect();
        client.send(request(line, fields));
        auto const response = client.response();
        EXPECT_EQ(response.field("sec-websocket-version"), response.status == 101 ? "" : "13");
        return response.status;
    }
    void expect_all_closed() {
        EXPECT_TRUE(told.wait_for([&] { return told.closes == told.connects; }));
    }
};

std::string without(std::string fields, std::string const& name) {
    auto const at = fields.find(name);
    return fields.erase(at, fields.find("\r\n", at) + 2 - at);
}

TEST_F(Sockets, AnUpgradeIsAnsweredAsRfc6455Says) {
    auto client = connect();
    client.send(request("GET /api/v1/socket", upgrade_fields));
    auto const response = client.response();
    EXPECT_EQ(response.status, 101);
    EXPECT_EQ(response.field("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    EXPECT_EQ(response.field("sec-websocket-protocol"), "parley.v1");
    EXPECT_EQ(response.field("sec-websocket-extensions"), "") << "deflate is off";
}

TEST_F(Sockets, A06WhatIsNotAnUpgradeIsRefused) {
    EXPECT_EQ(upgrade_status(""), 426);
    EXPECT_EQ(upgrade_status(without(upgrade_fields, "Sec-WebSocket-Key")), 400);
    EXPECT_EQ(upgrade_status(without(upgrade_fields, "Sec-WebSocket-Key") +
                             "Sec-WebSocket-Key: c2hvcnQ=\r\n"),
              400);
    EXPECT_EQ(upgrade_status(without(upgrade_fields, "Sec-WebSocket-Version")), 426);
    EXPECT_EQ(upgrade_status(without(upgrade_fields, "Sec-WebSocket-Version") +
                             "Sec-WebSocket-Version: 8\r\n"),
              426);
    EXPECT_EQ(upgrade_status(without(upgrade_fields, "Connection") + "Connection: keep-alive\r\n"),
              400);
    EXPECT_EQ(upgrade_status(without(upgrade_fields, "Upgrade: ") + "Upgrade: h2c\r\n"), 400);
    EXPECT_EQ(upgrade_status(without(upgrade_fields, "Sec-WebSocket-Protocol")), 400);
    EXPECT_EQ(upgrade_status(without(upgrade_fields, "Sec-WebSocket-Protocol") +
                             "Sec-WebSocket-Protocol: parley.v2\r\n"),
              400);
    EXPECT_EQ(upgrade_status(upgrade_fields + "Content-Length: 3\r\n"), 400);
    EXPECT_EQ(told.connects, 0);
}

TEST_F(Sockets, G01ForeignOriginsAreRefusedBeforeTheUpgrade) {
    for (std::string const origin :
         {"http://evil.example", "null", "http://parley.test.evil.example",
          "http://evilparley.test", "https://parley.test", "http://parley.test:8080"}) {
        EXPECT_EQ(upgrade_status(upgrade_fields + "Origin: " + origin + "\r\n"), 403) << origin;
    }
    EXPECT_EQ(told.connects, 0);
}

TEST_F(Sockets, ACookieCountsOnlyWithOurOrigin) {
    auto const with = open_socket("Origin: http://parley.test\r\nCookie: parley=tok\r\n");
    auto const without_origin = open_socket("Cookie: parley=tok\r\n");
    ASSERT_TRUE(told.wait_for([&] { return told.connects == 2; }));
    EXPECT_EQ(told.peers.at(0).cookie_token, "tok");
    EXPECT_TRUE(told.peers.at(0).own_origin);
    EXPECT_EQ(told.peers.at(1).cookie_token, "");
    EXPECT_FALSE(told.peers.at(1).own_origin);
    EXPECT_EQ(told.peers.at(1).address, "127.0.0.1");
}

TEST_F(Sockets, MessagesAreAnswered) {
    auto client = open_socket();
    client.send(client_text("one"));
    EXPECT_EQ(client.message().payload, "one");
    client.send(bytes_of({.payload = "tw", .final = false}) +
                bytes_of({.opcode = Opcode::continuation, .payload = "o"}));
    EXPECT_EQ(client.message().payload, "two");
    for (char const c : client_text("byte by byte")) client.send({&c, 1});
    EXPECT_EQ(client.message().payload, "byte by byte");
}

TEST_F(Sockets, WhatArrivesInOneTurnIsAnsweredByOneFrame) {
    auto client = open_socket();
    client.send(client_text("1") + client_text("2") + client_text("3"));
    EXPECT_EQ(client.message().payload, "[1,2,3]");
}

TEST_F(Sockets, FramesMayFollowTheUpgradeAtOnce) {
    auto client = connect();
    client.send(request("GET /api/v1/socket", upgrade_fields) + client_text("early") + "\x81");
    EXPECT_EQ(client.response().status, 101);
    EXPECT_EQ(client.message().payload, "early");
    client.send(client_text("late").substr(1));
    EXPECT_EQ(client.message().payload, "late");
}

TEST_F(Sockets, OneMessageReachesAllOthers) {
    std::vector<TestClient> clients;
    for (int i = 0; i < 300; ++i) clients.push_back(open_socket());
    clients.front().send(client_text("all here"));
    for (auto& client : clients) EXPECT_EQ(client.message().payload, "all here");
}

TEST_F(Sockets, AHandOverFromAnotherThreadIsRunAndMerged) {
    auto client = open_socket();
    client.send(client_text("later"));
    EXPECT_EQ(client.message().payload, "handed over");
    auto const before = told.handed_over.load();
    for (int i = 0; i < 10'000; ++i) wakers.at(0)();
    client.send(client_text("later"));
    EXPECT_EQ(client.message().payload, "handed over");
    EXPECT_LT(told.handed_over - before, 10'000);
    EXPECT_GT(told.handed_over - before, 0);
}

TEST_F(Sockets, AWakerMayOutliveItsServer) {
    start();
    server.reset();
    wakers.at(0)();
    EXPECT_EQ(told.handed_over, 0);
}

TEST_F(Sockets, A07ToA16BrokenFramesEndWithTheirCode) {
    config.limits.fragments_max = 4;
    told.message_bytes_max = 1000;
    auto const frame = [](Opcode opcode, std::string payload, bool final = true) {
        return bytes_of({.opcode = opcode, .payload = std::move(payload), .final = final});
    };
    EXPECT_EQ(ends_with(bytes_of({.payload = "x", .masked = false})), 1002);
    EXPECT_EQ(ends_with(bytes_of({.payload = "x", .reserved_bits = 0x40})), 1002);
    EXPECT_EQ(ends_with(frame(static_cast<Opcode>(3), "x")), 1002);
    EXPECT_EQ(ends_with(frame(Opcode::ping, "x", false)), 1002);
    EXPECT_EQ(ends_with(frame(Opcode::continuation, "x")), 1002);
    EXPECT_EQ(ends_with(frame(Opcode::binary, "x")), 1003);
    EXPECT_EQ(ends_with(frame(Opcode::text, "\xED\xA0\x80")), 1007);
    EXPECT_EQ(ends_with(frame(Opcode::close, "\x03\xED")), 1002);
    EXPECT_EQ(ends_with(frame(Opcode::close, "x")), 1002);
    EXPECT_EQ(ends_with(frame(Opcode::close, "\x03\xE8\xFF")), 1007);
    EXPECT_EQ(ends_with("\x81\xFF\x80\0\0\0\0\0\0\0mask"s), 1009);
    EXPECT_EQ(ends_with(frame(Opcode::text, std::string(1001, 'x'))), 1009);
    std::string endless = frame(Opcode::text, "", false);
    for (int i = 0; i < 10; ++i) endless += frame(Opcode::continuation, "", false);
    EXPECT_EQ(ends_with(endless), 1008);
    EXPECT_EQ(told.messages, 0);
    expect_all_closed();
}

TEST_F(Sockets, WhatComesBehindABrokenFrameIsNotHandedOver) {
    auto client = open_socket();
    client.send(client_text("before") + bytes_of({.payload = "x", .masked = false}) +
                client_text("after"));
    EXPECT_EQ(client.message().payload, "before");
    EXPECT_EQ(client.message().close_code(), 1002);
    expect_all_closed();
    EXPECT_EQ(told.messages, 1);
}

TEST_F(Sockets, A15AMessageThatTakesTooLongIsPolicy) {
    auto client = open_socket();
    client.send(bytes_of({.payload = "begun", .final = false}));
    EXPECT_GE(seconds_until_readable(client), 10);
    EXPECT_EQ(client.message().close_code(), 1008);
}

TEST_F(Sockets, F07AFloodOfPingsIsPolicy) {
    config.limits.control_frames = 20;
    auto client = open_socket();
    std::string pings;
    for (int i = 0; i < 20; ++i)
        pings += bytes_of({.opcode = Opcode::ping, .payload = std::to_string(i)});
    client.send(pings);
    for (int i = 0; i < 20; ++i) {
        auto const pong = client.frame();
        EXPECT_EQ(pong.opcode, 10);
        EXPECT_EQ(pong.payload, std::to_string(i));
    }
    client.send(bytes_of({.opcode = Opcode::pong}));
    EXPECT_EQ(client.message().close_code(), 1008);
}

TEST_F(Sockets, TheServicesCloseIsTheLastThingSent) {
    auto client = open_socket();
    client.send(client_text("close 4503"));
    EXPECT_EQ(client.message().payload, "bye");
    auto const close = client.message();
    EXPECT_EQ(close.close_code(), 4503);
    EXPECT_EQ(close.close_reason(), "asked;retry_ms=1");
    expect_all_closed();
    client.send(client_text("ignored") +
                bytes_of({.opcode = Opcode::close, .payload = "\x11\x97"}));
    EXPECT_TRUE(client.at_end());
    EXPECT_EQ(client.unread(), "");
    EXPECT_EQ(told.messages, 1);
}

TEST_F(Sockets, AClientThatDoesNotAnswerACloseIsCutOff) {
    auto client = open_socket();
    client.send(client_text("close 4503"));
    EXPECT_EQ(client.message().payload, "bye");
    EXPECT_EQ(client.message().close_code(), 4503);
    EXPECT_GE(seconds_until_readable(client), 1);
    EXPECT_TRUE(client.at_end());
}

TEST_F(Sockets, AClosedSocketGetsItsCodeBack) {
    for (std::string const& payload : {""s, "\x03\xE8"s, "\x03\xE9going away"s}) {
        auto client = open_socket();
        client.send(bytes_of({.opcode = Opcode::close, .payload = payload}));
        auto const answer = client.message();
        EXPECT_EQ(answer.opcode, 8);
        EXPECT_EQ(answer.payload, payload.substr(0, 2));
        EXPECT_TRUE(client.at_end()) << "the server closes first";
    }
    expect_all_closed();
}

TEST_F(Sockets, AClientThatJustGoesIsNoticed) {
    {
        auto const client = open_socket();
    }
    ASSERT_TRUE(told.wait_for([&] { return told.connects == 1; }));
    expect_all_closed();
}

TEST_F(Sockets, I12AHalfOpenClientIsPingedAndThenGivenUp) {
    auto client = open_socket();
    auto const until_ping = seconds_until_readable(client);
    EXPECT_GE(until_ping, 25);
    EXPECT_LT(until_ping, 40);
    EXPECT_EQ(client.frame().opcode, 9);
    EXPECT_GE(until_ping + seconds_until_readable(client), 40);
    EXPECT_EQ(client.message().close_code(), 4004);
    expect_all_closed();
}

TEST_F(Sockets, AClientThatAnswersPingsStays) {
    auto client = open_socket();
    for (int i = 0; i < 4; ++i) {
        EXPECT_LT(seconds_until_readable(client), 40);
        ASSERT_EQ(client.frame().opcode, 9);
        client.send(bytes_of({.opcode = Opcode::pong}) + client_text("still here"));
        EXPECT_EQ(client.frame().payload, "still here");
    }
    EXPECT_GT(told.ticks, 0);
}

TEST_F(Sockets, F09AReaderThatIsTooSlowLosesWhatWaitsAndEnds) {
    auto client = open_socket("", TestClient::Window::small);
    // Each flood is within the limits; they add up when the network takes no more.
    int floods = 0;
    while (told.closes == 0 && floods < 100) {
        auto const before = told.messages.load();
        client.send(client_text("flood 50"));
        ++floods;
        ASSERT_TRUE(told.wait_for([&] { return told.messages > before || told.closes > 0; }));
    }
    EXPECT_GT(floods, 2);
    EXPECT_EQ(told.closes, 1);
    std::size_t bytes = 0;
    auto next = client.message();
    for (; next.opcode == 1; next = client.message()) bytes += next.payload.size();
    EXPECT_EQ(next.close_code(), 4003);
    EXPECT_LT(bytes, static_cast<std::size_t>(floods - 1) * 500'000) << "what waited is dropped";
}

TEST_F(Sockets, TooMuchInOneTurnEndsTheSocketToo) {
    config.limits.outbox_frames_max = 8;
    auto client = open_socket();
    client.send(client_text("flood 9"));
    auto const only = client.message();
    EXPECT_EQ(only.close_code(), 4003);
    expect_all_closed();
}

TEST_F(Sockets, AResumeMayBeLargerThanTheOutbox) {
    config.limits.outbox_frames_max = 8;
    auto client = open_socket("", TestClient::Window::small);
    client.send(client_text("resume 300") + client_text("and on"));
    std::string all;
    while (all.find("and on") == std::string::npos) {
        auto const next = client.message();
        ASSERT_EQ(next.opcode, 1);
        EXPECT_LE(next.payload.size(), 256u * 1024 + 1000);
        all += next.payload;
    }
    EXPECT_GE(all.size(), 3'000'000u);
}

TEST_F(Sockets, F09AReaderThatStallsIsGivenUp) {
    auto client = open_socket("", TestClient::Window::small);
    client.send(client_text("resume 300"));
    ASSERT_TRUE(told.wait_for([&] { return told.messages == 1; }));
    // It says something now and then, but never reads.
    for (int i = 0; i < 100 && told.closes == 0; ++i) {
        clock.advance(seconds{1});
        client.send(bytes_of({.opcode = Opcode::pong}));
        std::unique_lock lock{told.mutex};
        told.changed.wait_for(lock, milliseconds{5}, [&] { return told.closes == 1; });
    }
    EXPECT_EQ(told.closes, 1);
    // And the TCP connection does not wait for it either.
    seconds_until_readable(client, 5);
}

long resident_kb() {
    std::ifstream status{"/proc/self/statm"};
    long total = 0;
    long resident = 0;
    status >> total >> resident;
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

TEST_F(Sockets, P12ManyStalledReadersDoNotHarmOthersOrMemory) {
    std::vector<TestClient> stalled;
    for (int i = 0; i < 200; ++i) stalled.push_back(open_socket("", TestClient::Window::small));
    auto healthy = open_socket();
    auto const before = resident_kb();
    for (int i = 0; i < 12; ++i) {
        for (auto& client : stalled) client.send(client_text("flood 50"));
    }
    for (int i = 0; i < 100; ++i) {
        healthy.send(client_text("still " + std::to_string(i)));
        ASSERT_EQ(healthy.message().payload, "still " + std::to_string(i));
    }
    EXPECT_TRUE(told.wait_for([&] { return told.closes == 200; }));
    // 200 × (1 MiB of outbox, shared by its frames, and one batch) at the very most.
    EXPECT_LT(resident_kb() - before, 300 * 1024);
    EXPECT_GT(told.messages, 600) << "they were closed for what the network did not take";
}

TEST_F(Sockets, AGiantHeaderCostsNoMemory) {
    std::vector<TestClient> clients;
    for (int i = 0; i < 100; ++i) clients.push_back(open_socket());
    told.message_bytes_max = 100u << 20;
    auto const before = resident_kb();
    for (auto& client : clients)
        client.send("\x81\xFF\0\0\0\0\x06\0\0\0maskonly these"s);  // 96 MiB
    for (auto& client : clients) {
        client.send(bytes_of({.opcode = Opcode::ping}));
        EXPECT_FALSE(client.readable(0));
    }
    auto fresh = open_socket();
    fresh.send(client_text("alive"));
    EXPECT_EQ(fresh.message().payload, "alive");
    EXPECT_LT(resident_kb() - before, 50 * 1024);
}

}  // namespace
}  // namespace parley::net
