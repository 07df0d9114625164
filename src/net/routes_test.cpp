#include "net/routes.hpp"

#include <array>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "net/fake_service.hpp"

namespace parley::net {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string packed(std::string_view content) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY), Z_OK);
    std::string in{content};
    std::string out(1000, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

struct Routes : testing::Test {
    std::string const content = packed("the content");
    std::string const board = packed("the wallboard");
    // Ordered by path, as the table of embedded pages is.
    std::vector<Page> pages{{"/admin/index.html", content, "\"0\""},
                            {"/demo/index.html", content, "\"1\""},
                            {"/desk/assets/app-x1.js", content, "\"2\""},
                            {"/desk/index.html", content, "\"3\""},
                            {"/manage/index.html", content, "\"6\""},
                            {"/manage/wallboard/index.html", board, "\"7\""},
                            {"/widget.js", content, "\"4\""},
                            {"/widget/index.html", content, "\"5\""}};
    OwnOrigins own{{"http://parley.test", "https://chat.example"}};
    Told told;
    FakeService service{told, {}};
    bool demo_pages = true;

    Route route(Request request) {
        request.host = request.host.empty() ? "parley.test" : request.host;
        Router const router{own,
                            pages,
                            {.demo_pages = demo_pages,
                             .cookie_name = "parley",
                             .customer_cookie_name = "parley-customer"}};
        return router.route(request, service);
    }
    Answer get(std::string_view path, std::string_view encoding = "gzip") {
        Request request;
        request.method = Request::Method::get;
        request.target = path;
        request.accept_encoding = encoding;
        auto route_of = route(request);
        return std::get<Answer>(std::move(route_of.to));
    }
    std::string head(std::string_view path, Scheme scheme = Scheme::http) {
        return write_head(get(path), {.keep_alive = true,
                                      .scheme = scheme,
                                      .date = "now",
                                      .frame_ancestors = "'self' https://shop.example"});
    }
};

TEST_F(Routes, PagesAreServedCompressedOrPlain) {
    EXPECT_EQ(get("/desk/index.html").content(), content);
    EXPECT_THAT(get("/desk/index.html").fields, HasSubstr("Content-Encoding: gzip\r\n"));
    EXPECT_EQ(get("/desk/index.html", "").content(), "the content");
    EXPECT_THAT(get("/desk/index.html", "").fields, Not(HasSubstr("Content-Encoding")));
    EXPECT_EQ(get("/desk/index.html", "gzip;q=0").content(), "the content");
}

TEST_F(Routes, WhatLiesBelowALanguageIsTheSupportCentre) {
    Request request;
    request.method = Request::Method::get;
    auto const page = [&](std::string_view target) {
        request.target = target;
        auto const to = route(request).to;
        auto const* const found = std::get_if<CentreRoute>(&to);
        return found ? found->path + "?" + found->query + found->customer_token : "none";
    };
    EXPECT_EQ(page("/en"), "/en?");
    request.cookie = "parley=of-staff; parley-customer=tok";
    EXPECT_EQ(page("/en"), "/en?tok");
    request.cookie = {};
    EXPECT_EQ(page("/de/search?q=a%26b"), "/de/search?q=a%26b");
    EXPECT_EQ(page("/en/articles/article_1-how"), "/en/articles/article_1-how?");
    EXPECT_EQ(page("/entry"), "none");
    EXPECT_EQ(page("/fr"), "none");
    request.has_content = true;
    EXPECT_EQ(page("/en"), "none");
}

TEST_F(Routes, AFormOfTheSupportCentreComesFromAPageOfOurs) {
    Request request;
    request.method = Request::Method::post;
    request.target = "/en/articles/article_1";
    request.has_content = true;
    request.content_type = "application/x-www-form-urlencoded";
    auto const status = [&] {
        auto const to = route(request).to;
        auto const* const answer = std::get_if<Answer>(&to);
        return answer ? answer->status : 0;
    };
    EXPECT_EQ(status(), 0);
    request.origin = "https://chat.example";
    EXPECT_EQ(status(), 0);
    request.origin = "https://evil.example";
    EXPECT_EQ(status(), 403);
    request.origin = {};
    request.sec_fetch_site = "cross-site";
    EXPECT_EQ(status(), 403);
    request.origin = "null";
    EXPECT_EQ(status(), 403);
    request.sec_fetch_site = "same-origin";
    EXPECT_EQ(status(), 0) << "whatever the origin is said to be where no referrer is sent";
    request.content_type = "application/json";
    EXPECT_EQ(status(), 415);
    request.method = Request::Method::other;
    EXPECT_EQ(status(), 405);
}

TEST_F(Routes, FiguresAreForWhoReachesTheServerItself) {
    Request request;
    request.method = Request::Method::get;
    request.target = "/metrics";
    auto const status = [&] {
        auto const to = route(request).to;
        auto const* const answer = std::get_if<Answer>(&to);
        return answer ? answer->status : 0;
    };
    EXPECT_EQ(status(), 0) << "asked of the service";
    request.host = "chat.example";
    EXPECT_EQ(status(), 404) << "under the public name";
    request.host = {};
    request.forwarded = true;
    EXPECT_EQ(status(), 404);
    request.target = "/readyz";
    EXPECT_EQ(status(), 0) << "anybody may ask";
    request.method = Request::Method::post;
    EXPECT_EQ(status(), 405);
}

TEST_F(Routes, AddressesWithinTheDeskAreTheDesk) {
    for (auto const* path : {"/admin", "/admin/", "/admin/users/usr_1", "/manage", "/manage/chats",
                             "/manage/wallboards"}) {
        EXPECT_EQ(get(path).content(), content) << path;
    }
    for (auto const* path : {"/desk", "/desk/", "/desk/chats/chat_1", "/desk/index.html"}) {
        EXPECT_EQ(get(path).status, 200) << path;
        EXPECT_THAT(get(path).fields, HasSubstr("text/html")) << path;
    }
    for (auto const* path :
         {"/desk/assets/gone.js", "/deskx", "/adminx", "/admin/x.js", "/widget/x", "/index.html",
          "/Desk", "/desk;x", "/desk/assets/app-x1.js/", "/%64emo/../desk"}) {
        EXPECT_THAT(get(path).status, testing::AnyOf(400, 404)) << path;
    }
}

TEST_F(Routes, TheWallboardIsAPageOfItsOwn) {
    for (auto const* path : {"/manage/wallboard", "/manage/wallboard/"}) {
        EXPECT_EQ(get(path).content(), board) << path;
    }
}

TEST_F(Routes, TheDemoIsThereOnlyOnRequest) {
    EXPECT_EQ(get("/demo/").status, 200);
    EXPECT_THAT(get("/").fields, HasSubstr("Location: /demo/\r\n"));
    EXPECT_THAT(get("/widget").fields, HasSubstr("Location: /widget/\r\n"));
    demo_pages = false;
    EXPECT_EQ(get("/demo/").status, 404);
    EXPECT_EQ(get("/demo/index.html").status, 404);
    EXPECT_EQ(get("/demo").status, 404);
    Request request;
    request.method = Request::Method::get;
    request.target = "/";
    EXPECT_TRUE(std::holds_alternative<CentreRoute>(route(request).to)) << "the support centre";
}

TEST_F(Routes, WithoutPagesTheAnswerSaysWhy) {
    pages.clear();
    EXPECT_EQ(get("/desk").status, 404);
    EXPECT_THAT(get("/desk").body, HasSubstr("were not built"));
}

TEST_F(Routes, EachFaceHasItsPolicy) {
    auto const desk = head("/desk");
    EXPECT_THAT(
        desk,
        HasSubstr(
            "Content-Security-Policy: default-src 'none'; object-src 'none'; base-uri 'none'; "
            "script-src 'self'; style-src 'self'; "
            "img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; "
            "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'\r\n"));
    EXPECT_THAT(desk, HasSubstr("Cross-Origin-Opener-Policy: same-origin\r\n"));
    EXPECT_THAT(desk, HasSubstr("Cache-Control: no-store\r\n"));
    auto const widget = head("/widget/");
    EXPECT_THAT(
        widget,
        HasSubstr("form-action 'none'; frame-ancestors 'self' https://shop.example; require"));
    EXPECT_THAT(widget, Not(HasSubstr("Opener-Policy")));
    EXPECT_THAT(head("/demo/"), HasSubstr("frame-src 'self'"));
    auto const loader = head("/widget.js");
    EXPECT_THAT(loader, HasSubstr("Cross-Origin-Resource-Policy: cross-origin\r\n"));
    EXPECT_THAT(loader, HasSubstr("Cache-Control: public, max-age=300\r\n"));
    EXPECT_THAT(loader, HasSubstr("ETag: W/\"4\"\r\n"));
    EXPECT_THAT(head("/desk/assets/app-x1.js"), HasSubstr("immutable"));
    EXPECT_THAT(desk, Not(HasSubstr("Strict-Transport-Security")));
    EXPECT_THAT(head("/desk", Scheme::https),
                HasSubstr("Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n"));
}

TEST_F(Routes, AListOfFramesThatWouldBreakThePolicyIsNotUsed) {
    for (auto const* list : {"", "a; script-src *", "a\r\nX: y", "a, b"}) {
        auto const text = write_head(
            get("/widget/"),
            {.keep_alive = true, .scheme = Scheme::http, .date = "now", .frame_ancestors = list});
        EXPECT_THAT(text, HasSubstr("frame-ancestors 'self'; require")) << list;
    }
}

TEST_F(Routes, AKnownVersionIsNotSentAgain) {
    Request request;
    request.method = Request::Method::get;
    request.target = "/widget.js";
    request.if_none_match = "W/\"4\"";
    auto const again = std::get<Answer>(route(request).to);
    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(again.content().empty());
    request.if_none_match = "W/\"5\"";
    EXPECT_EQ(std::get<Answer>(route(request).to).status, 200);
}

TEST_F(Routes, TheHostTellsTheScheme) {
    Request request;
    request.method = Request::Method::get;
    request.target = "/healthz";
    request.host = "chat.example";
    EXPECT_EQ(route(request).scheme, Scheme::https);
    request.host = "evil.example";
    EXPECT_EQ(std::get<Answer>(route(request).to).status, 421);
    request.target = "http://parley.test/healthz";
    EXPECT_EQ(std::get<Answer>(route(request).to).status, 200)
        << "the absolute form wins over Host";
}

struct Calls : Routes {
    Request request;
    Calls() {
        request.method = Request::Method::post;
        request.target = "/api/v1/chat.get";
        request.content_type = "application/json";
    }
    int status() {
        auto const result = route(request);
        auto const* const answer = std::get_if<Answer>(&result.to);
        return answer != nullptr ? answer->status : 200;
    }
    CallRoute call() { return std::get<CallRoute>(route(request).to); }
};

TEST_F(Calls, ACookieCountsOnlyFromAPageOfOurs) {
    request.cookie = "parley=tok";
    request.origin = "http://parley.test";
    request.sec_fetch_site = "same-origin";
    EXPECT_EQ(call().cookie_token, "tok");
    EXPECT_TRUE(call().own_origin);
    request.origin = "";
    EXPECT_EQ(call().cookie_token, "") << "no Origin: it may be anybody's page";
    EXPECT_FALSE(call().own_origin);
}

TEST_F(Calls, G01G04ForeignPagesMayNotCallWithACookie) {
    request.cookie = "parley=tok";
    for (auto const* origin : {"null", "http://evil.example", "http://parley.test.evil.example",
                               "https://parley.test"}) {
        request.origin = origin;
        EXPECT_EQ(status(), 403) << origin;
    }
    request.origin = "";
    request.sec_fetch_site = "cross-site";
    EXPECT_EQ(status(), 403);
    request.cookie = "other=1";
    EXPECT_EQ(status(), 200) << "without our cookie the caller has no rights to be misused";
}

TEST_F(Calls, ABearerTokenNeedsNoOrigin) {
    request.authorization = "Bearer key";
    EXPECT_EQ(call().bearer, "key");
    EXPECT_EQ(call().operation, "chat.get");
}

TEST_F(Calls, G03OnlyJsonIsACall) {
    for (auto const* type :
         {"", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded"}) {
        request.content_type = type;
        EXPECT_EQ(status(), 415) << type;
    }
}

TEST_F(Calls, A04WrongMethodsSayWhichAreRight) {
    auto const allow = [&](Request::Method method, std::string_view target) {
        Request wrong;
        wrong.method = method;
        wrong.target = target;
        auto const answer = std::get<Answer>(route(wrong).to);
        auto const at = answer.fields.find("Allow: ");
        return std::to_string(answer.status) + " " +
               (at == std::string::npos
                    ? ""
                    : answer.fields.substr(at + 7, answer.fields.find("\r\n", at) - at - 7));
    };
    using enum Request::Method;
    EXPECT_EQ(allow(get, "/api/v1/chat.get"), "405 POST");
    EXPECT_EQ(allow(other, "/api/v1/chat.get"), "405 POST");
    EXPECT_EQ(allow(post, "/api/v1/socket"), "405 GET");
    EXPECT_EQ(allow(head, "/api/v1/socket"), "405 GET");
    EXPECT_EQ(allow(post, "/api/openapi.json"), "405 GET, HEAD");
    EXPECT_EQ(allow(post, "/desk/x"), "405 GET, HEAD");
    EXPECT_EQ(allow(other, "/widget.js"), "405 GET, HEAD");
    EXPECT_EQ(allow(other, "/nowhere"), "405 GET, HEAD, POST");
    EXPECT_EQ(allow(other, "parley.test:443"), "405 GET, HEAD, POST") << "CONNECT";
    EXPECT_EQ(allow(other, "*"), "405 GET, HEAD, POST") << "OPTIONS *";
    EXPECT_EQ(allow(post, "/nowhere"), "404 ");
    EXPECT_EQ(allow(post, "/api/v1/nope"), "404 ");
    EXPECT_EQ(allow(post, "/api/v1/Chat.Get"), "404 ");
    EXPECT_EQ(allow(post, "/api/v1/chat.get/"), "404 ");
}

}  // namespace
}  // namespace parley::net
