// The server as a whole: places, file descriptors, draining.

#include <future>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <sys/resource.h>

#include "net/admission.hpp"
#include "net/test_client.hpp"

namespace parley::net {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(Admission, CountsPlacesAndAddresses) {
    using boost::asio::ip::make_address;
    Admission admission{3, 2};
    auto a = admission.admit();
    auto b = admission.admit();
    auto c = admission.admit();
    EXPECT_FALSE(admission.admit());
    EXPECT_TRUE(a.count_for(make_address("192.0.2.1")));
    EXPECT_TRUE(b.count_for(make_address("::ffff:192.0.2.1"))) << "the same, written differently";
    EXPECT_FALSE(c.count_for(make_address("192.0.2.1")));
    EXPECT_TRUE(c.count_for(make_address("192.0.2.2")));
    auto moved = std::move(a);
    moved = {};
    auto d = admission.admit();
    EXPECT_TRUE(d.count_for(make_address("192.0.2.1")));
}

TEST(Admission, AnIPv6NetworkIsOneAddress) {
    using boost::asio::ip::make_address;
    Admission admission{3, 1};
    auto a = admission.admit();
    auto b = admission.admit();
    EXPECT_TRUE(a.count_for(make_address("2001:db8:1:2::1")));
    EXPECT_FALSE(b.count_for(make_address("2001:db8:1:2:ffff::1")));
    EXPECT_TRUE(b.count_for(make_address("2001:db8:1:3::1")));
}

struct Servers : TestServer {
    std::future<void> drain_in_background(seconds deadline) {
        return std::async(std::launch::async, [this, deadline] { server->drain(deadline); });
    }
};

TEST_F(Servers, F03OneAddressHasSoManyPlaces) {
    config.limits.connections_per_address = 3;
    auto a = open_socket();
    auto b = open_socket();
    {
        auto c = open_socket();
        auto refused = connect();
        EXPECT_EQ(refused.response().status, 503);
        EXPECT_TRUE(refused.at_end());
    }
    ASSERT_TRUE(told.wait_for([&] { return told.closes == 1; }));
    // The place is free when the server has let go of the socket, a moment after it told the
    // service.
    int status = 0;
    for (int i = 0; i < 1000 && status != 200; ++i) status = ask("GET /healthz").status;
    EXPECT_EQ(status, 200);
}

TEST_F(Servers, F03BehindAProxySocketsCountForTheClient) {
    config.limits.connections_per_address = 1;
    config.trust_forwarded = true;
    auto a = open_socket("X-Forwarded-For: 203.0.113.1\r\n");
    auto b = open_socket("X-Forwarded-For: 203.0.113.2\r\n");
    auto again = connect();
    again.send(request("GET /api/v1/socket", upgrade_fields + "X-Forwarded-For: 203.0.113.1\r\n"));
    EXPECT_EQ(again.response().status, 429);
}

TEST_F(Servers, F03AllPlacesTakenIs503) {
    config.limits.connections_max = 2;
    auto a = open_socket();
    auto b = open_socket();
    auto refused = connect();
    auto const response = refused.response();
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.field("retry-after"), "5");
}

std::int64_t cpu_ms() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
           (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

TEST_F(Servers, F03WithoutDescriptorsItShedsAndDoesNotSpin) {
    auto warm = open_socket();
    warm.send(client_text("before"));  // UBSan needs a descriptor the first time it sees a type
    EXPECT_EQ(warm.message().payload, "before");
    rlimit before{};
    getrlimit(RLIMIT_NOFILE, &before);
    std::vector<int> sockets;
    for (int i = 0; i < 5; ++i) sockets.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    auto const lowest_free = ::dup(0);
    ::close(lowest_free);
    rlimit none = before;
    none.rlim_cur = static_cast<rlim_t>(lowest_free);
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);

    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(server->port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (int const fd : sockets) {
        EXPECT_EQ(::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        pollfd what{fd, POLLIN, 0};
        EXPECT_EQ(::poll(&what, 1, 5000), 1) << "it hangs";
        char byte;
        EXPECT_LE(::recv(fd, &byte, 1, 0), 0) << "it is closed";
    }
    warm.send(client_text("others go on"));
    EXPECT_EQ(warm.message().payload, "others go on");
    auto const cpu_before = cpu_ms();
    EXPECT_FALSE(warm.readable(200));
    EXPECT_LT(cpu_ms() - cpu_before, 150) << "it spins";

    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
    for (int const fd : sockets) ::close(fd);
    EXPECT_EQ(ask("GET /healthz").status, 200);
}

TEST_F(Servers, AChosenPortIsPartOfItsOwnOrigins) {
    config.own_origins = {"http://127.0.0.1:0"};
    start();
    for (auto const& [port, status] : {std::pair{server->port(), 200}, {std::uint16_t{0}, 421}}) {
        auto client = connect();
        client.send("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                    "\r\n\r\n");
        EXPECT_EQ(client.response().status, status) << port;
    }
}

TEST_F(Servers, I06ASecondServerOnThePortIsRefused) {
    start();
    auto second = config;
    second.port = server->port();
    try {
        Server{second, clock, metrics, [](int, api::Waker) { return nullptr; }};
        ADD_FAILURE() << "it shared the port";
    } catch (std::runtime_error const& error) {
        EXPECT_THAT(error.what(), HasSubstr("Address already in use"));
    }
}

TEST_F(Servers, WhatCannotBeListenedOnIsASentence) {
    config.address = "nonsense";
    EXPECT_THROW(start(), std::runtime_error);
    config.address = "127.0.0.1";
    config.own_origins = {"nonsense"};
    EXPECT_THROW(start(), std::runtime_error);
}

TEST_F(Servers, SeveralThreadsServeOnePort) {
    config.threads = 3;
    std::vector<TestClient> clients;
    for (int i = 0; i < 60; ++i) {
        clients.push_back(open_socket());
        clients.back().send(client_text(std::to_string(i)));
        EXPECT_EQ(clients.back().message().payload, std::to_string(i));
    }
    EXPECT_EQ(wakers.size(), 3u);
    server->drain(seconds{0});
    EXPECT_EQ(told.closes, 60);
}

TEST_F(Servers, P11DrainingTellsEverySocketWhenToComeBack) {
    std::vector<TestClient> clients;
    for (int i = 0; i < 20; ++i) clients.push_back(open_socket());
    auto idle = connect();
    idle.send(request("GET /healthz"));
    EXPECT_EQ(idle.response().status, 200);
    auto unused = connect();
    unused.send(request("GET /healthz"));
    EXPECT_EQ(unused.response().status, 200);
    auto drained = drain_in_background(seconds{10});
    std::set<std::string> reasons;
    for (auto& client : clients) {
        auto const close = client.message();
        EXPECT_EQ(close.close_code(), 4001);
        EXPECT_THAT(close.close_reason(), StartsWith("draining;retry_ms="));
        auto const retry_ms = std::stoi(close.close_reason().substr(18));
        EXPECT_GE(retry_ms, 0);
        EXPECT_LE(retry_ms, 5000);
        reasons.insert(close.close_reason());
        client.send(bytes_of({.opcode = Opcode::close, .payload = close.payload.substr(0, 2)}));
    }
    EXPECT_GT(reasons.size(), 10u) << "spread out";
    idle.send(request("GET /healthz"));  // was on its way
    auto const last = idle.response();
    EXPECT_EQ(last.status, 200);
    EXPECT_EQ(last.field("connection"), "close");
    EXPECT_TRUE(idle.at_end());
    idle.close();
    seconds_until_readable(unused);
    EXPECT_TRUE(unused.at_end());
    ASSERT_EQ(drained.wait_for(seconds{9}), std::future_status::ready) << "before its deadline";
    EXPECT_EQ(told.closes, 20);
    EXPECT_FALSE(TestClient{server->port()}.connected());
}

TEST_F(Servers, P11DrainingLetsCallsFinish) {
    auto call = connect();
    call.send(post("test.never"));
    auto release = connect();
    release.send("POST /api/v1/test.release HTTP/1.1\r\n");  // begun before the drain
    ASSERT_TRUE(told.wait_for([&] { return told.calls.size() == 1; }));
    auto socket = open_socket();
    auto drained = drain_in_background(seconds{10});
    EXPECT_EQ(socket.message().close_code(), 4001) << "the drain has begun";
    release.send(
        "Host: parley.test\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    EXPECT_EQ(release.response().field("connection"), "close");
    auto const response = call.response();
    EXPECT_EQ(response.body, "{\"released\":true}");
    EXPECT_EQ(response.field("connection"), "close");
    release.close();
    call.close();
    socket.close();
    ASSERT_EQ(drained.wait_for(seconds{9}), std::future_status::ready);
}

TEST_F(Servers, P11AnUpgradeDuringADrainIsToldToComeBackToo) {
    auto late = connect();
    late.send("GET /api/v1/socket HTTP/1.1\r\n");
    auto socket = open_socket();
    auto drained = drain_in_background(seconds{10});
    EXPECT_EQ(socket.message().close_code(), 4001) << "the drain has begun";
    late.send("Host: parley.test\r\n" + upgrade_fields + "\r\n");
    EXPECT_EQ(late.response().status, 101);
    EXPECT_EQ(late.message().close_code(), 4001);
    late.close();
    socket.close();
    ASSERT_EQ(drained.wait_for(seconds{9}), std::future_status::ready);
    EXPECT_EQ(told.closes, 2);
}

TEST_F(Servers, P11ADrainEndsAtItsDeadline) {
    auto call = connect();
    call.send(post("test.never"));
    auto deaf = open_socket();
    ASSERT_TRUE(told.wait_for([&] { return told.calls.size() == 1 && told.connects == 1; }));
    server->drain(seconds{1});
    EXPECT_EQ(told.closes, 1);
    EXPECT_EQ(call.response().status, 0) << "cut off";
    server->drain(seconds{1});
}

TEST_F(Servers, StoppingWhileRequestsArriveIsQuiet) {
    for (int round = 0; round < 30; ++round) {
        std::vector<TestClient> clients;
        for (int i = 0; i < 20; ++i) clients.push_back(connect());
        for (auto& client : clients) {
            client.send(request("GET /healthz") + post("test.never") + post("test.echo"));
        }
        server.reset();
    }
    EXPECT_EQ(told.closes, told.connects);
}

TEST_F(Servers, AServerThatNeverStartedEndsQuietly) {
    Server const idle{config, clock, metrics, [this](int, api::Waker waker) {
                          return std::make_unique<FakeService>(told, std::move(waker));
                      }};
    EXPECT_NE(idle.port(), 0);
}

}  // namespace
}  // namespace parley::net
