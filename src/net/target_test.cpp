#include "net/target.hpp"

#include <gtest/gtest.h>

namespace parley::net {
namespace {

std::string path(std::string_view written) {
    auto const target = read_target(written);
    return target ? target->path : "refused";
}

TEST(Target, IsDecodedOnce) {
    EXPECT_EQ(path("/"), "/");
    EXPECT_EQ(path("/desk/chats/chat_1?tab=%2e%2e//"), "/desk/chats/chat_1");
    EXPECT_EQ(path("/desk/"), "/desk/");
    EXPECT_EQ(path("/d%65sk"), "/desk");
    EXPECT_EQ(path("/%2565"), "/%65");
    EXPECT_EQ(path("/a;x"), "/a;x");
    EXPECT_EQ(path("/gr%C3%BC%C3%9Fe"), "/grüße");
    EXPECT_EQ(path("/Desk"), "/Desk");
    EXPECT_EQ(path("/..."), "/...");
}

TEST(Target, A05TricksAreRefused) {
    for (auto const* written : {"",
                                "desk",
                                "*",
                                "//",
                                "//desk",
                                "/desk//",
                                "/a//b",
                                "/.",
                                "/..",
                                "/../x",
                                "/a/../b",
                                "/a/.",
                                "/%2e%2e/etc/passwd",
                                "/%2E./x",
                                "/.%2e",
                                "/a/%2e/b",
                                "/%00",
                                "/a%00.html",
                                "/a%0d%0ab",
                                "/%7f",
                                "/%5c..%5c",
                                "/a\\b",
                                "/a%2fb",
                                "/%2F",
                                "/%c0%ae%c0%ae/",
                                "/%e0%80%af",
                                "/%ff",
                                "/%",
                                "/%4",
                                "/%zz",
                                "/%+1",
                                "/a#b"}) {
        EXPECT_EQ(path(written), "refused") << written;
    }
}

TEST(Target, TheAbsoluteFormNamesItsHost) {
    auto const target = read_target("http://parley.test:8080/desk?x=//");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->authority, "parley.test:8080");
    EXPECT_EQ(target->path, "/desk");
    EXPECT_EQ(path("http://parley.test"), "refused");
    EXPECT_EQ(path("http:///desk"), "refused");
    EXPECT_EQ(path("ftp://parley.test/desk"), "refused");
}

}  // namespace
}  // namespace parley::net
