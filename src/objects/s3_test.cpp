// Which places of an object store are ones; that it stores anything is for
// tests/api/objects.test.ts.
#include "objects/s3.hpp"

#include <gtest/gtest.h>

namespace parley::objects {
namespace {

S3Place at(std::string url) { return {std::move(url), "eu-central-1", "id", "secret", {}, false}; }

TEST(S3, PlacesOverTlsOrOnThisMachine) {
    for (auto const* url : {"https://s3.example/bucket", "https://s3.example:9000/bucket/of/us",
                            "http://127.0.0.1:9000/bucket", "http://localhost/bucket"}) {
        EXPECT_EQ(problem_of(at(url)), "") << url;
    }
    EXPECT_EQ(problem_of(at("http://s3.example/bucket")),
              "--object-store is spoken to over https:// only, or with --object-store-plain");
    auto place = at("http://s3.example/bucket");
    place.plain = true;
    EXPECT_EQ(problem_of(place), "");
}

TEST(S3, WhatIsNoPlace) {
    for (auto const* url :
         {"", "s3://bucket", "https://s3.example", "https://s3.example/", "https://s3.example/a/",
          "https://id@s3.example/bucket", "https://s3.example/b?x=1", "https://s3.example:0x/b",
          "https://s3.example:70000/b", "ftp://s3.example/bucket"}) {
        EXPECT_EQ(problem_of(at(url)), "--object-store must be like https://s3.example/bucket")
            << url;
    }
    auto place = at("https://s3.example/bucket");
    place.secret.clear();
    EXPECT_EQ(problem_of(place),
              "--object-store needs an --object-store-key and an --object-store-secret-file");
}

}  // namespace
}  // namespace parley::objects
