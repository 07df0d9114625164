#include "net/http_head.hpp"

#include <string>

#include <gtest/gtest.h>

namespace parley::net {
namespace {

using namespace std::string_literals;
using enum HeadFault;

HeadFault check(std::string const& fields, std::string const& line = "GET / HTTP/1.1") {
    return check_head(line + "\r\nHost: a\r\n" + fields + "\r\n", 100);
}

TEST(HttpHead, FindsItsEndHoweverItIsCut) {
    auto const head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"s;
    auto const stream = head + "body\n\0"s;
    for (std::size_t cut = 0; cut < head.size(); ++cut) {
        EXPECT_EQ(find_head_end(stream.substr(0, cut), 0).verdict, HeadEnd::Verdict::incomplete);
        auto const end = find_head_end(stream, cut);
        EXPECT_EQ(end.verdict, HeadEnd::Verdict::found);
        EXPECT_EQ(end.bytes, head.size());
    }
}

TEST(HttpHead, A03BareLineEndsAndNulNeedNoMoreBytes) {
    for (auto const& head : {"GET / HTTP/1.1\n"s, "\n"s, "GET / HTTP/1.1\r\nA: b\n"s, "GET /\rX"s,
                             "GET / HTTP/1.1\r\nA: b\rc: d"s, "GET / HTTP/1.1\r\nA: \0"s}) {
        EXPECT_EQ(find_head_end(head, 0).verdict, HeadEnd::Verdict::broken) << head;
        auto verdict = HeadEnd::Verdict::incomplete;
        for (std::size_t looked_at = 0; looked_at < head.size(); ++looked_at) {
            verdict = find_head_end(head.substr(0, looked_at + 1), looked_at).verdict;
            if (verdict == HeadEnd::Verdict::broken) break;
        }
        EXPECT_EQ(verdict, HeadEnd::Verdict::broken) << head << " byte by byte";
    }
}

TEST(HttpHead, TakesOrdinaryHeads) {
    EXPECT_EQ(check(""), none);
    EXPECT_EQ(check("Accept: */*\r\nX-Empty:\r\nUser-Agent:\t Gr\xC3\xBC\xC3\x9F \t\r\n"), none);
    EXPECT_EQ(check("Content-Length: 0\r\n"), none);
    EXPECT_EQ(check("Transfer-Encoding: Chunked\r\n", "POST /x HTTP/1.1"), none);
    EXPECT_EQ(check("Accept: a\r\nAccept: b\r\n"), none);
    EXPECT_EQ(check_head("GET / HTTP/1.0\r\n\r\n", 100), none);
    EXPECT_EQ(check("", "OPTIONS * HTTP/1.1"), none);
}

TEST(HttpHead, A02LengthsThatReadersMayDisagreeOn) {
    for (auto const* value : {"+5", "-5", "0x5", "5 5", "5, 5", "5,6", "", "five", "1e3", "5.0",
                              "9999999999999999999", "\xD9\xA5"}) {
        EXPECT_EQ(check("Content-Length: "s + value + "\r\n"), malformed) << value;
    }
    EXPECT_EQ(check("Content-Length: 5\r\nContent-Length: 6\r\n"), malformed);
    EXPECT_EQ(check("Content-Length: 5\r\nContent-Length: 5\r\n"), malformed);
    EXPECT_EQ(check("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), malformed);
    EXPECT_EQ(check("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), malformed);
    for (auto const* value :
         {"gzip", "gzip, chunked", "chunked, gzip", "xchunked", "chunked;a=b", "identity", "",
          "\x0b"
          "chunked"}) {
        EXPECT_EQ(check("Transfer-Encoding: "s + value + "\r\n"), malformed) << value;
    }
    EXPECT_EQ(check("Transfer-Encoding: chunked\r\n", "POST / HTTP/1.0"), malformed);
}

TEST(HttpHead, A03FieldsThatReadersMayDisagreeOn) {
    EXPECT_EQ(check("A: b\r\n c\r\n"), malformed) << "obs-fold";
    EXPECT_EQ(check(" A: b\r\n"), malformed);
    EXPECT_EQ(check("\tA: b\r\n"), malformed);
    EXPECT_EQ(check("A : b\r\n"), malformed) << "space before the colon";
    EXPECT_EQ(check("Content-Length\t: 5\r\n"), malformed);
    EXPECT_EQ(check("A b: c\r\n"), malformed);
    EXPECT_EQ(check(": b\r\n"), malformed);
    EXPECT_EQ(check("no colon\r\n"), malformed);
    EXPECT_EQ(check("A\xC3\xBC: b\r\n"), malformed);
    EXPECT_EQ(check("A: b\x01\r\n"), malformed);
    EXPECT_EQ(check("A: b\x7F\r\n"), malformed);
}

TEST(HttpHead, WhatRightsDependOnStandsThereOnce) {
    for (auto const* name : {"Host", "Origin", "Cookie", "authorization", "Content-TYPE",
                             "Sec-Fetch-Site", "Sec-WebSocket-Key", "Sec-WebSocket-Version"}) {
        EXPECT_EQ(check(name + ": a\r\nX: y\r\n"s + name + ": a\r\n"), malformed) << name;
    }
    EXPECT_EQ(check_head("GET / HTTP/1.1\r\nX: y\r\n\r\n", 100), malformed) << "no Host";
}

TEST(HttpHead, RequestLinesHaveOneForm) {
    for (auto const* line :
         {"GET  / HTTP/1.1", "GET /  HTTP/1.1", " GET / HTTP/1.1", "GET /", "GET / HTTP/1.1 ",
          "GET / HTTP/2.0", "GET / http/1.1", "GET / HTTP/1.2", "G(T / HTTP/1.1",
          "GET /\x7F HTTP/1.1", "GET /\xC3\xBC HTTP/1.1", "GET /a b HTTP/1.1", "", "/ HTTP/1.1",
          "GET\t/\tHTTP/1.1"}) {
        EXPECT_EQ(check("", line), malformed) << line;
    }
}

TEST(HttpHead, A01CountsFields) {
    std::string fields;
    for (int i = 0; i < 99; ++i) fields += "A: b\r\n";
    EXPECT_EQ(check(fields), none);
    EXPECT_EQ(check(fields + "A: b\r\n"), too_many_fields);
}

}  // namespace
}  // namespace parley::net
