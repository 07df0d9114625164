#include "api/strict_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/said_field.hpp"
#include "service/operations.hpp"

namespace parley::api {
namespace {

using testing::HasSubstr;

std::string refusal_of(std::string_view text) {
    try {
        (void)parse_json(text, Limits{});
    } catch (Refused const& refused) {
        return refused.detail;
    }
    return "nothing was refused";
}

TEST(ParseJson, TakesWhatRfc8259Allows) {
    EXPECT_EQ(parse_json(R"({"a":[1,2.5,"x",true,null],"b":{}})", Limits{}),
              boost::json::parse(R"({"a":[1,2.5,"x",true,null],"b":{}})"));
}

TEST(ParseJson, RefusesWhatItDoesNot) {
    for (std::string_view const text :
         {"", "{", "{}x", "{} {}", "[1,]", "{\"a\":NaN}", "\xef\xbb\xbf{}", "{\"a\":\"\\ud800\"}",
          "{\"a\":\"\xc0\xaf\"}", "// c\n{}", "{'a':1}"}) {
        EXPECT_THAT(refusal_of(text), HasSubstr("not valid JSON")) << text;
    }
}

TEST(ParseJson, RefusesDuplicateKeysAlsoWhenTheyAreEscaped) {
    EXPECT_THAT(refusal_of(R"({"a":1,"a":2})"), HasSubstr("twice"));
    EXPECT_THAT(refusal_of(R"({"x":{"a":1,"b":{"a":1},"\u0061":2}})"), HasSubstr("twice"));
    EXPECT_EQ(refusal_of(R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]})"), "nothing was refused");
}

TEST(ParseJson, KeepsItsBounds) {
    EXPECT_THAT(refusal_of(R"({"a":1e400})"), HasSubstr("out of range"));
    EXPECT_THAT(refusal_of(std::string(40, '[') + std::string(40, ']')), HasSubstr("JSON"));
    std::string items = "[0";
    for (int i = 0; i < 256; ++i) items += ",0";
    EXPECT_THAT(refusal_of(items + "]"), HasSubstr("too many items"));
}

Refused refused_params(std::string_view text) {
    try {
        (void)read_params<service::MessagePost>(parse_json(text, Limits{}));
    } catch (Refused const& refused) {
        return refused;
    }
    ADD_FAILURE() << "nothing was refused";
    return Refused{Code::invalid};
}

TEST(ReadParams, NamesEveryBadFieldAtOnce) {
    auto const refused = refused_params(R"({"chat":1,"text":"x","more/~":true})");
    EXPECT_EQ(refused.code, Code::invalid);
    ASSERT_EQ(refused.problems.size(), 3u);
    EXPECT_EQ(refused.problems[0].path, "/chat");
    EXPECT_EQ(refused.problems[1].path, "/client_id");
    EXPECT_EQ(refused.problems[2].path, "/more~1~0");
}

TEST(ReadParams, DoesNotTakeNullForALeftOutMember) {
    EXPECT_THROW((void)read_params<service::ChatStart>(parse_json(R"({"queue":null})", Limits{})),
                 Refused);
    auto const params = read_params<service::ChatStart>(parse_json("{}", Limits{}));
    EXPECT_FALSE(params.queue);
}

}  // namespace
}  // namespace parley::api
