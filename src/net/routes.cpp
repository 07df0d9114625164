#include "net/routes.hpp"

#include <algorithm>
#include <array>

#include "net/http_words.hpp"
#include "net/target.hpp"

namespace parley::net {

using Method = Request::Method;

namespace {

constexpr std::string_view calls_below = "/api/v1/";
constexpr std::string_view files_below = "/api/v1/files/";
constexpr std::string_view socket_path = "/api/v1/socket";

/// Faces whose addresses are their own: /desk/chats/chat_… is the desk, showing that chat.
constexpr std::array<std::string_view, 3> apps{"/desk", "/admin", "/manage"};

/// The support centre's pages lie below their language.
constexpr std::array<std::string_view, 2> languages{"/en", "/de"};

/// A page of its own within a face: it is for screens, and loads nothing of the face.
constexpr std::string_view wallboard = "/manage/wallboard";

/// The one of them in which the path lies, or nothing.
std::string_view app_of(std::string_view path) {
    for (auto const app : apps) {
        if (path == app || (path.starts_with(app) && path[app.size()] == '/')) return app;
    }
    return {};
}

Answer wrong_method(std::string_view allowed) {
    auto answer = problem(405, "This address does not know that method.");
    answer.add("Allow", allowed);
    return answer;
}

bool reads(Request const& request) {
    return request.method == Method::get || request.method == Method::head;
}

/// noun.verb, the verb perhaps in parts: `auth.totp.enable`.
bool is_operation(std::string_view text) {
    return text.find('.') != std::string_view::npos && !text.starts_with('.') &&
           !text.ends_with('.') && std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
           });
}

Answer redirect(std::string_view to) {
    Answer answer;
    answer.status = 302;
    answer.add("Location", to);
    answer.add("Cache-Control", "no-store");
    return answer;
}

Answer plain(std::string_view type, std::string_view content) {
    Answer answer;
    answer.add("Content-Type", type);
    answer.add("Cache-Control", "no-store");
    answer.page = content;
    return answer;
}

Face face_of(std::string_view path) {
    if (path == "/widget.js") return Face::widget_loader;
    if (path.starts_with("/widget/")) return Face::widget;
    if (path.starts_with("/demo/") || path.starts_with("/try/")) return Face::host_page;
    return Face::desk;
}

std::string_view cache_control(Page const& page) {
    if (page.path.ends_with(".html")) return "no-store";
    if (page.path.find("/assets/") != std::string_view::npos) {
        return "public, max-age=31536000, immutable";  // the name holds a hash of the content
    }
    if (page.path == "/widget.js") return "public, max-age=300";
    return "no-cache";
}

}  // namespace

Route Router::route(Request const& request, api::Service const& service) const {
    auto const target = read_target(request.target);
    if (!target) {
        if (request.method == Method::other) return {wrong_method("GET, HEAD, POST")};
        return {problem(400, "The address is not written in the one way that is allowed.")};
    }
    auto const scheme =
        own_.scheme_of(target->authority.empty() ? request.host : target->authority);
    if (!scheme) return {problem(421, "This server does not have that name.")};
    return {under(*target, request, service, *scheme), *scheme};
}

Destination Router::under(Target const& target, Request const& request, api::Service const& service,
                          Scheme scheme) const {
    auto const& path = target.path;
    if (path == socket_path) {
        if (request.method != Method::get) return wrong_method("GET");
        return SocketRoute{std::string{cookie_value(request.cookie, options_.cookie_name)}};
    }
    if (path.starts_with(files_below)) {
        if (!reads(request)) return wrong_method("GET, HEAD");
        if (request.has_content) return problem(400, "GET and HEAD have no body.");
        return FileRoute{path.substr(files_below.size())};
    }
    if (path.starts_with(calls_below)) {
        auto const operation = std::string_view{path}.substr(calls_below.size());
        if (!is_operation(operation)) return problem(404, "There is no such call.");
        if (request.method != Method::post) return wrong_method("POST");
        return call(operation, request);
    }
    if (in_centre(path)) return centre(target, request);
    if (reads(request)) {
        if (request.has_content) return problem(400, "GET and HEAD have no body.");
        if (path == "/readyz") return ProbeRoute{api::Probe::ready};
        // Figures are for whoever reaches this server itself, not for the world behind the proxy.
        if (path == "/metrics" && !request.forwarded && scheme == Scheme::http) {
            return ProbeRoute{api::Probe::metrics};
        }
        if (auto const* const document = service.document(path)) {
            return plain("application/json", *document);
        }
        return page(path, request);
    }
    auto const known = path == "/" || path == "/healthz" || path == "/readyz" ||
                       !app_of(path).empty() || find(path) != nullptr ||
                       service.document(path) != nullptr;
    if (known) return wrong_method("GET, HEAD");
    if (request.method == Method::other) return wrong_method("GET, HEAD, POST");
    return problem(404, "There is nothing at this address.");
}

bool Router::in_centre(std::string_view path) const {
    if (path == "/") return !options_.demo_pages;
    return std::ranges::any_of(languages, [&](std::string_view one) {
        return path == one || (path.starts_with(one) && path[one.size()] == '/');
    });
}

Destination Router::centre(Target const& target, Request const& request) const {
    std::string customer{cookie_value(request.cookie, options_.customer_cookie_name)};
    if (request.method == Method::post) {
        if (!is_media_type(request.content_type, "application/x-www-form-urlencoded")) {
            return problem(415, "The content type of a form is application/x-www-form-urlencoded.");
        }
        // A browser that is to send no referrer says "null" of the origin, but from where it comes.
        auto const told = !request.sec_fetch_site.empty();
        auto const foreign = !request.origin.empty() && !own_.has(request.origin);
        if (told ? request.sec_fetch_site != "same-origin" : foreign) {
            return problem(403, "Pages of that origin may not send this form.");
        }
        return CentreRoute{target.path, target.query, customer, true};
    }
    if (!reads(request)) return wrong_method("GET, HEAD, POST");
    if (request.has_content) return problem(400, "GET and HEAD have no body.");
    return CentreRoute{target.path, target.query, customer, false};
}

Destination Router::call(std::string_view operation, Request const& request) const {
    if (!is_media_type(request.content_type, "application/json")) {
        return problem(415, "The content type of a call is application/json.");
    }
    auto const cookie = cookie_value(request.cookie, options_.cookie_name);
    auto const own_origin = own_.has(request.origin);
    if (!cookie.empty() &&
        ((!request.origin.empty() && !own_origin) || request.sec_fetch_site == "cross-site")) {
        return problem(403, "Pages of that origin may not call with this sign-in.");
    }
    return CallRoute{std::string{operation}, std::string{own_origin ? cookie : std::string_view{}},
                     std::string{bearer_token(request.authorization)}, own_origin};
}

Page const* Router::find(std::string const& path) const {
    if (path.starts_with("/demo/") && !options_.demo_pages) return nullptr;
    auto const* const page = find_page(pages_, path.ends_with('/') ? path + "index.html" : path);
    if (page != nullptr) return page;
    auto const whole = path.substr(0, path.size() - (path.ends_with('/') ? 1 : 0));
    auto const name = whole.substr(std::min(whole.rfind('/'), whole.size()));
    auto const app = app_of(path);
    if (app.empty() || name.find('.') != std::string_view::npos) return nullptr;
    if (whole == wallboard) return find_page(pages_, whole + "/index.html");
    return find_page(pages_, std::string{app} + "/index.html");
}

Answer Router::page(std::string path, Request const& request) const {
    if (path == "/healthz") return plain("text/plain; charset=utf-8", "ok");
    if (path == "/") return redirect("/demo/");
    if (path == "/widget" || path == "/try" || (path == "/demo" && options_.demo_pages))
        return redirect(path + "/");
    if (auto const* const found = find(path)) return serve(*found, request);
    if (pages_.empty()) {
        return problem(404, "The web pages were not built into this program; build web/ first.");
    }
    return problem(404, "There is nothing at this address.");
}

Answer Router::serve(Page const& page, Request const& request) const {
    Answer answer;
    answer.face = face_of(page.path);
    auto const is_html = page.path.ends_with(".html");
    answer.add("Cache-Control", cache_control(page));
    answer.add("Vary", "Accept-Encoding");
    if (!is_html) {
        // Weak, since the compressed and the plain form share it.
        answer.add("ETag", "W/" + std::string{page.version});
        if (request.if_none_match.find(page.version) != std::string_view::npos) {
            answer.status = 304;
            return answer;
        }
    }
    answer.add("Content-Type", page.media_type());
    if (has_word(request.accept_encoding, "gzip")) {
        answer.add("Content-Encoding", "gzip");
        answer.page = page.gzip;
    } else {
        answer.body = page.inflate();
    }
    return answer;
}

}  // namespace parley::net
