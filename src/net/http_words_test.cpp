#include "net/http_words.hpp"

#include <gtest/gtest.h>

namespace parley::net {
namespace {

TEST(HttpWords, FindsAWordInAList) {
    EXPECT_TRUE(has_word("keep-alive, Upgrade", "upgrade"));
    EXPECT_TRUE(has_word("gzip;q=0.5, br", "gzip"));
    EXPECT_FALSE(has_word("gzip;q=0", "gzip"));
    EXPECT_FALSE(has_word("gzip; q=0.000", "gzip"));
    EXPECT_FALSE(has_word("upgraded, x-upgrade", "upgrade"));
    EXPECT_FALSE(has_word("", "upgrade"));
    EXPECT_FALSE(has_word(",, ,", "upgrade"));
}

TEST(HttpWords, ComparesMediaTypes) {
    EXPECT_TRUE(is_media_type("application/json", "application/json"));
    EXPECT_TRUE(is_media_type("Application/JSON ; charset=utf-8", "application/json"));
    EXPECT_FALSE(is_media_type("text/plain; application/json", "application/json"));
    EXPECT_FALSE(is_media_type("application/json-patch+json", "application/json"));
    EXPECT_FALSE(is_media_type("", "application/json"));
}

TEST(HttpWords, ReadsACookieThatStandsThereOnce) {
    EXPECT_EQ(cookie_value("a=1; parley=tok; b=2", "parley"), "tok");
    EXPECT_EQ(cookie_value("parley=t=o=k", "parley"), "t=o=k");
    EXPECT_EQ(cookie_value("xparley=1; parleyx=2", "parley"), "");
    EXPECT_EQ(cookie_value("parley", "parley"), "");
    EXPECT_EQ(cookie_value("parley=good; parley=tossed", "parley"), "")
        << "another host set one too";
    EXPECT_EQ(cookie_value("", "parley"), "");
}

TEST(HttpWords, ReadsABearerToken) {
    EXPECT_EQ(bearer_token("Bearer abc"), "abc");
    EXPECT_EQ(bearer_token("bearer  abc "), "abc");
    EXPECT_EQ(bearer_token("Basic abc"), "");
    EXPECT_EQ(bearer_token("Bearer"), "");
    EXPECT_EQ(bearer_token(""), "");
}

TEST(HttpWords, WritesDates) {
    EXPECT_EQ(http_date({784'111'777'000}), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(http_date({1'709'164'799'999}), "Wed, 28 Feb 2024 23:59:59 GMT");
}

}  // namespace
}  // namespace parley::net
