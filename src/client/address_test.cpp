#include "client/address.hpp"

#include <stdexcept>

#include <gmock/gmock.h>

namespace parley::client {
namespace {

using testing::HasSubstr;

std::string error_of(std::string_view url) {
    try {
        (void)parse_address(url);
    } catch (std::runtime_error const& error) {
        return error.what();
    }
    return "no error";
}

TEST(Address, HostAndPortAreTakenFromTheUrl) {
    auto const plain = parse_address("http://127.0.0.1:8080/");
    EXPECT_EQ(plain.authority, "127.0.0.1:8080");
    EXPECT_EQ(plain.ip, "127.0.0.1");
    EXPECT_EQ(plain.port, 8080);
    EXPECT_EQ(parse_address("http://127.0.0.1").port, 80);
    EXPECT_EQ(parse_address("http://localhost:1").ip, "127.0.0.1");
    auto const v6 = parse_address("http://[::1]:81");
    EXPECT_EQ(v6.authority, "[::1]:81");
    EXPECT_EQ(v6.ip, "::1");
}

TEST(Address, WhatIsNoneIsExplained) {
    EXPECT_THAT(error_of("127.0.0.1:8080"), HasSubstr("not an address such as"));
    EXPECT_THAT(error_of("https://chat.example"), HasSubstr("TLS"));
    EXPECT_THAT(error_of("http://127.0.0.1:0"), HasSubstr("no valid port"));
    EXPECT_THAT(error_of("http://127.0.0.1:70000"), HasSubstr("no valid port"));
    EXPECT_THAT(error_of("http://127.0.0.1:80/desk"), HasSubstr("end after host and port"));
    EXPECT_THAT(error_of("http://"), HasSubstr("names no host"));
    EXPECT_THAT(error_of("http://no.such.host.invalid"), HasSubstr("is not known"));
}

}  // namespace
}  // namespace parley::client
