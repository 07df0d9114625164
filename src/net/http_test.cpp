// HTTP over real loopback connections: what a client gets for good and for bad requests.

#include <gmock/gmock.h>

#include "net/test_client.hpp"

namespace parley::net {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;

struct Http : TestServer {
    /// The answer to raw bytes, and that the connection ends after it.
    Response raw(std::string_view bytes) {
        auto client = connect();
        client.send(bytes);
        auto response = client.response();
        EXPECT_EQ(response.field("connection"), "close");
        client.half_close();
        EXPECT_TRUE(client.at_end());
        EXPECT_EQ(client.unread(), "") << "something came behind the answer";
        return response;
    }
};

TEST_F(Http, ACallGetsItsAnswerOnAConnectionThatStays) {
    auto client = connect();
    for (std::string const body : {"{\"a\":1}", "{}", ""}) {
        client.send(post("test.echo", body));
        auto const response = client.response();
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.body, body);
        EXPECT_EQ(response.field("content-type"), "application/json");
        EXPECT_EQ(response.field("cache-control"), "no-store");
        EXPECT_EQ(response.field("connection"), "keep-alive");
        EXPECT_EQ(response.field("x-content-type-options"), "nosniff");
        EXPECT_EQ(response.field("referrer-policy"), "no-referrer");
        EXPECT_EQ(response.field("server"), "");
        EXPECT_EQ(response.field("access-control-allow-origin"), "");
    }
    EXPECT_EQ(told.calls.at(0).operation, "test.echo");
    EXPECT_EQ(told.calls.at(0).peer.address, "127.0.0.1");
}

TEST_F(Http, PipelinedCallsAreAnsweredInOrder) {
    auto client = connect();
    std::string all;
    for (int i = 0; i < 20; ++i) all += post("test.echo", std::to_string(i));
    client.send(all);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(client.response().body, std::to_string(i));
}

TEST_F(Http, ARequestMayComeByteByByte) {
    auto client = connect();
    for (char const c : post("test.echo", "slow")) client.send({&c, 1});
    EXPECT_EQ(client.response().body, "slow");
}

TEST_F(Http, ChunkedBodiesAndContinueWork) {
    auto client = connect();
    auto const fields = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"s;
    client.send(
        request("POST /api/v1/test.echo", fields, "3\r\nabc\r\n4;ext=1\r\ndefg\r\n0\r\n\r\n"));
    EXPECT_EQ(client.response().body, "abcdefg");
    client.send(request("POST /api/v1/test.echo",
                        "Content-Type: application/json\r\nContent-Length: 2\r\n"
                        "Expect: 100-continue\r\n"));
    EXPECT_EQ(client.response().status, 100);
    client.send("ok");
    EXPECT_EQ(client.response().body, "ok");
}

TEST_F(Http, TheSessionCookieIsSetAndDeleted) {
    auto client = connect();
    client.send(post("test.sign_in"));
    EXPECT_EQ(client.response().field("set-cookie"),
              "parley=tok-1; Path=/; HttpOnly; SameSite=Strict");
    client.send(post("test.sign_out"));
    EXPECT_EQ(client.response().field("set-cookie"),
              "parley=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
}

TEST_F(Http, OverHttpsTheCookieIsBoundToTheHost) {
    config.secure_cookies = true;
    config.own_origins = {"https://parley.test"};
    auto client = connect();
    client.send(post("test.sign_in"));
    auto const response = client.response();
    EXPECT_EQ(response.field("set-cookie"),
              "__Host-parley=tok-1; Path=/; HttpOnly; SameSite=Strict; Secure");
    EXPECT_THAT(response.field("strict-transport-security"), HasSubstr("max-age=63072000"));
    client.send(post("test.echo", "{}",
                     "Cookie: parley=no; __Host-parley=yes\r\nOrigin: https://parley.test\r\n"));
    client.response();
    EXPECT_EQ(told.calls.at(1).peer.cookie_token, "yes");
    EXPECT_TRUE(told.calls.at(1).peer.own_origin);
}

TEST_F(Http, RefusalsOfTheServicePass) {
    auto client = connect();
    client.send(post("test.busy"));
    auto const response = client.response();
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.field("retry-after"), "7");
    EXPECT_EQ(response.field("content-type"), "application/problem+json");
}

TEST_F(Http, DocumentsHealthAndHead) {
    EXPECT_EQ(ask("GET /api/openapi.json").body, "{\"openapi\":\"3.1.0\"}");
    EXPECT_EQ(ask("GET /api/asyncapi.json").status, 404);
    EXPECT_EQ(ask("GET /healthz").body, "ok");
    auto const head = ask("HEAD /healthz");
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.field("content-length"), "2");
    auto const problem = ask("GET /nowhere");
    EXPECT_EQ(problem.status, 404);
    EXPECT_EQ(problem.field("content-type"), "application/problem+json");
    EXPECT_THAT(problem.body, HasSubstr("\"code\":\"not_found\""));
    EXPECT_THAT(problem.field("content-security-policy"), HasSubstr("default-src 'none'"));
}

TEST_F(Http, A01TooLongAHeadIs431) {
    EXPECT_EQ(raw(request("GET /healthz", "X: " + std::string(8192, 'x') + "\r\n")).status, 431);
    EXPECT_EQ(raw("GET /" + std::string(20'000, 'x')).status, 431);
    std::string fields;
    for (int i = 0; i < 100; ++i) fields += "A: b\r\n";
    EXPECT_EQ(raw(request("GET /healthz", fields)).status, 431);
    EXPECT_EQ(ask("GET /healthz", fields.substr(6)).status, 200);
}

TEST_F(Http, A02DoubtfulLengthsAre400AndTheEnd) {
    auto const smuggled = post("test.echo", "smuggled");
    auto const json = "Content-Type: application/json\r\n"s;
    for (std::string const lengths :
         {"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
          "Content-Length: 3\r\nContent-Length: 4\r\n", "Content-Length: +5\r\n",
          "Content-Length: 0x5\r\n", "Content-Length: -1\r\n",
          "Transfer-Encoding: gzip, chunked\r\n"}) {
        EXPECT_EQ(
            raw(request("POST /api/v1/test.echo", json + lengths, "0\r\n\r\n" + smuggled)).status,
            400)
            << lengths;
    }
    EXPECT_TRUE(told.calls.empty());
}

TEST_F(Http, A03SmugglingFormsAre400AndTheEnd) {
    auto const json = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"s;
    EXPECT_EQ(raw("GET /healthz HTTP/1.1\nHost: parley.test\n\n").status, 400);
    EXPECT_EQ(raw(request("GET /healthz", "A: b\r\n c\r\n")).status, 400);
    EXPECT_EQ(raw(request("GET /healthz", "A: b\rc\r\n")).status, 400);
    EXPECT_EQ(raw(request("GET /healthz", "A : b\r\n")).status, 400);
    EXPECT_EQ(raw(request("GET /healthz", "A: b\0c\r\n"s)).status, 400);
    for (std::string const body :
         {"3;a\nb\r\nabc\r\n0\r\n\r\n", "3\nabc\r\n0\r\n\r\n", "3;a=\"\n\"\r\nabc\r\n0\r\n\r\n",
          "3\r\nabcd\r\n0\r\n\r\n", "0x3\r\nabc\r\n0\r\n\r\n", "+3\r\nabc\r\n0\r\n\r\n",
          "-1\r\nabc", "3 \r\nabc\r\n0\r\n\r\n", "3\r\nabc\n0\r\n\r\n",
          "3\r\nabc\r\n0\r\nA: b\r\n\r\n",
          "3\r\nabc\r\n0\r\nA: b\n\nGET /healthz HTTP/1.1\r\nHost: parley.test\r\n\r\n",
          "ffffffffffffffffff\r\n", "\r\nabc"}) {
        EXPECT_EQ(raw(request("POST /api/v1/test.echo", json, body)).status, 400) << body;
    }
    EXPECT_TRUE(told.calls.empty());
}

TEST_F(Http, A04A05MethodsAndPaths) {
    auto const trace = ask("TRACE /healthz");
    EXPECT_EQ(trace.status, 405);
    EXPECT_EQ(trace.field("allow"), "GET, HEAD");
    EXPECT_EQ(ask("CONNECT parley.test:443").status, 405);
    EXPECT_EQ(ask("GET /api/v1/test.echo").field("allow"), "POST");
    for (std::string const path : {"/%2e%2e/etc/passwd", "//desk", "/desk/%00", "/%c0%ae%c0%ae/"}) {
        EXPECT_EQ(ask("GET " + path).status, 400) << path;
    }
    EXPECT_EQ(ask("GET /;x").status, 404);
    EXPECT_EQ(ask("GET /HEALTHZ").status, 404);
}

TEST_F(Http, B23AnotherHostIs421) {
    auto client = connect();
    client.send("GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    EXPECT_EQ(client.response().status, 421);
    auto old = connect();
    old.send("GET /healthz HTTP/1.0\r\n\r\n");
    EXPECT_EQ(old.response().status, 421);
}

TEST_F(Http, D05TooLongABodyIs413AsSoonAsThatIsKnown) {
    config.limits.body_bytes_max = 1000;
    auto const json = "Content-Type: application/json\r\n"s;
    EXPECT_EQ(raw(request("POST /api/v1/test.echo", json + "Content-Length: 1001\r\n")).status,
              413);
    EXPECT_EQ(raw(request("POST /api/v1/test.echo", json + "Transfer-Encoding: chunked\r\n",
                          "3e9\r\n" + std::string(1001, 'x')))
                  .status,
              413);
    EXPECT_EQ(
        ask("POST /api/v1/test.echo", json + "Content-Length: 1000\r\n", std::string(1000, 'x'))
            .status,
        200);
}

TEST_F(Http, ABodyThatWasNotReadIsNotTakenForARequest) {
    auto const hidden = post("test.echo", "hidden");
    auto client = connect();
    client.send(request(
        "POST /api/v1/test.echo",
        "Content-Type: text/plain\r\nContent-Length: " + std::to_string(hidden.size()) + "\r\n",
        hidden));
    auto const response = client.response();
    EXPECT_EQ(response.status, 415);
    EXPECT_EQ(response.field("connection"), "close");
    client.half_close();
    EXPECT_TRUE(client.at_end());
    EXPECT_TRUE(told.calls.empty());
}

TEST_F(Http, F01ASlowHeadIs408) {
    auto client = connect();
    client.send("GET /healthz HTT");
    EXPECT_GE(seconds_until_readable(client), 10);
    EXPECT_EQ(client.response().status, 408);
}

TEST_F(Http, F01BytesNowAndThenDoNotKeepAHeadAlive) {
    auto client = connect();
    client.send("GET /healthz HTTP/1.1\r\n");
    int passed = 0;
    while (!client.readable(5) && passed < 100) {
        client.send("A: b\r\n");
        clock.advance(seconds{1});
        ++passed;
    }
    EXPECT_LT(passed, 100);
    EXPECT_EQ(client.response().status, 408);
}

TEST_F(Http, F01ASlowBodyIs408AndAFastEnoughOneIsNot) {
    auto const fields = "Content-Type: application/json\r\nContent-Length: 100000\r\n"s;
    auto slow = connect();
    slow.send(request("POST /api/v1/test.echo", fields));
    auto passed = 0;
    while (!slow.readable(5) && passed < 100) {
        slow.send(std::string(100, 'x'));
        clock.advance(seconds{1});
        ++passed;
    }
    EXPECT_GE(passed, 10);
    EXPECT_EQ(slow.response().status, 408);

    auto steady = connect();
    steady.send(request("POST /api/v1/test.echo", fields));
    for (int i = 0; i < 50; ++i) {
        ASSERT_FALSE(steady.readable(5)) << i;
        steady.send(std::string(2000, 'x'));
        clock.advance(seconds{1});
    }
    EXPECT_EQ(steady.response().status, 200);
}

TEST_F(Http, AConnectionWithoutARequestEndsAfterAWhile) {
    auto fresh = connect();
    EXPECT_GE(seconds_until_readable(fresh), 10);
    EXPECT_TRUE(fresh.at_end());
    EXPECT_EQ(fresh.unread(), "");

    auto used = connect();
    used.send(request("GET /healthz"));
    EXPECT_EQ(used.response().status, 200);
    EXPECT_GE(seconds_until_readable(used), 30);
    EXPECT_TRUE(used.at_end());
    EXPECT_EQ(used.unread(), "");
}

TEST_F(Http, ACallMayTakeLongerThanAnyDeadlineOfTheNetwork) {
    auto client = connect();
    client.send(post("test.never"));
    ASSERT_TRUE(told.wait_for([&] { return told.calls.size() == 1; }));
    for (int i = 0; i < 100; ++i) clock.advance(seconds{10});
    EXPECT_FALSE(client.readable(50));
    EXPECT_EQ(ask("POST /api/v1/test.release", "Content-Type: application/json\r\n").status, 200);
    EXPECT_EQ(client.response().body, "{\"released\":true}");
}

TEST_F(Http, AClientThatLeavesDuringItsCallHarmsNobody) {
    {
        auto client = connect();
        client.send(post("test.never"));
        ASSERT_TRUE(told.wait_for([&] { return told.calls.size() == 1; }));
    }
    EXPECT_EQ(ask("POST /api/v1/test.release", "Content-Type: application/json\r\n").status, 200);
    EXPECT_EQ(ask("GET /healthz").status, 200);
}

TEST_F(Http, AReaderThatStallsDuringItsAnswerIsGivenUp) {
    config.limits.body_bytes_max = 20'000'000;
    auto client = connect(TestClient::Window::small);
    client.send(post("test.echo", std::string(10'000'000, 'x')));
    ASSERT_TRUE(told.wait_for([&] { return told.calls.size() == 1; }));
    // More than the kernels hold between the two ends; nobody reads. The end is a reset, which
    // shows although there is unread data before it.
    pollfd gone{client.fd(), POLLRDHUP, 0};
    int passed = 0;
    while (::poll(&gone, 1, 5) == 0 && passed < 20'000) {
        clock.advance(seconds{100});
        passed += 100;
    }
    EXPECT_LT(passed, 20'000);
    EXPECT_GE(passed, 9'700) << "1 KiB a second would have been fast enough";
}

TEST_F(Http, B22OnlyATrustedProxyNamesTheClient) {
    auto const ask_with = [&](std::string const& fields) {
        EXPECT_EQ(
            ask("POST /api/v1/test.echo", "Content-Type: application/json\r\n" + fields).status,
            200);
        return told.calls.back().peer.address;
    };
    EXPECT_EQ(ask_with("X-Forwarded-For: 203.0.113.9\r\n"), "127.0.0.1");
    server.reset();
    config.trust_forwarded = true;
    EXPECT_EQ(ask_with("X-Forwarded-For: 198.51.100.1, 203.0.113.9\r\n"), "203.0.113.9");
    EXPECT_EQ(ask_with("X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-For: 203.0.113.9\r\n"),
              "203.0.113.9");
    EXPECT_EQ(ask_with("X-Forwarded-For: ::ffff:203.0.113.9\r\n"), "203.0.113.9");
    EXPECT_EQ(ask_with("X-Forwarded-For: nonsense\r\n"), "127.0.0.1");
}

}  // namespace
}  // namespace parley::net
