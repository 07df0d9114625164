#include "net/origins.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace parley::net {
namespace {

OwnOrigins const own{{"https://Chat.Example", "http://localhost:8080", "http://[::1]:80"}};

TEST(Origins, OnlyTheExactOriginIsOurs) {
    EXPECT_TRUE(own.has("https://chat.example"));
    EXPECT_TRUE(own.has("http://localhost:8080"));
    EXPECT_TRUE(own.has("http://[::1]"));
}

TEST(Origins, G01LookAlikesAreNot) {
    for (auto const* origin :
         {"", "null", "https://chat.example.evil.tld", "https://evilchat.example",
          "https://chat.example/", "https://chat.example:443", "https://chat.example:8443",
          "http://chat.example", "https://sub.chat.example", "https://chat.example@evil.tld",
          "HTTPS://CHAT.EXAMPLE", "http://localhost", "http://localhost:80800",
          "https://chat.exampl"}) {
        EXPECT_FALSE(own.has(origin)) << origin;
    }
}

TEST(Origins, AHostIsOursWithOrWithoutTheDefaultPort) {
    EXPECT_EQ(own.scheme_of("chat.example"), Scheme::https);
    EXPECT_EQ(own.scheme_of("CHAT.example:443"), Scheme::https);
    EXPECT_EQ(own.scheme_of("localhost:8080"), Scheme::http);
    EXPECT_EQ(own.scheme_of("[::1]"), Scheme::http);
    EXPECT_EQ(own.scheme_of("[::1]:80"), Scheme::http);
    for (auto const* host :
         {"", "chat.example:80", "chat.example.", "localhost", "localhost:443", "[::1]:8080",
          "evil.example", "chat.example:443:443", "chat.example:"}) {
        EXPECT_FALSE(own.scheme_of(host)) << host;
    }
}

TEST(Origins, PortZeroIsThePortThatTheSystemChose) {
    OwnOrigins chosen{{"http://localhost:0", "http://[::1]:0", "http://localhost:8080"}};
    EXPECT_FALSE(chosen.has("http://localhost:4711"));
    chosen.set_chosen_port(4711);
    EXPECT_TRUE(chosen.has("http://localhost:4711"));
    EXPECT_TRUE(chosen.has("http://[::1]:4711"));
    EXPECT_TRUE(chosen.has("http://localhost:8080"));
    EXPECT_FALSE(chosen.has("http://localhost:0"));
    EXPECT_EQ(chosen.scheme_of("localhost:4711"), Scheme::http);
    EXPECT_FALSE(chosen.scheme_of("localhost:0"));
}

TEST(Origins, WhatIsNotAnOriginIsRefusedWithASentence) {
    for (auto const* written :
         {"", "chat.example", "https://", "ftp://chat.example", "https://a/b",
          "https://a:", "https://a:x", "https://:8080", "https://a?b", "http:/a"}) {
        EXPECT_THROW(OwnOrigins{{written}}, std::runtime_error) << written;
    }
}

}  // namespace
}  // namespace parley::net
