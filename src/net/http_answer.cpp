#include "net/http_answer.hpp"

#include <algorithm>

#include <boost/beast/http/status.hpp>

#include "base/ensure.hpp"

namespace parley::net {

namespace {

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

std::string_view code_of(int status) {
    switch (status) {
        case 403:
            return "forbidden";
        case 404:
            return "not_found";
        case 413:
        case 431:
            return "too_large";
        case 429:
            return "too_many";
        case 503:
            return "unavailable";
        default:
            return "invalid";
    }
}

std::string_view reason_of(int status) {
    auto const reason = boost::beast::http::obsolete_reason(
        boost::beast::http::int_to_status(static_cast<unsigned>(status)));
    return {reason.data(), reason.size()};
}

/// Styles and scripts come from us alone; nothing is inline, nothing is evaluated. 'self' in
/// connect-src covers the socket on the same host.
std::string policy(Face face, std::string_view frame_ancestors) {
    // object-src follows from default-src; reviewers' tools want to see it.
    std::string text = "default-src 'none'; object-src 'none'; base-uri 'none'";
    if (face == Face::api || face == Face::widget_loader || face == Face::file) {
        text += "; form-action 'none'; frame-ancestors 'none'";
        // A file is somebody else's: whatever a browser makes of it has no origin (fD02).
        return face == Face::file ? text += "; sandbox" : text;
    }
    text +=
        "; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; "
        "connect-src 'self'";
    if (face == Face::host_page) {
        return text += "; frame-src 'self'; form-action 'self'; frame-ancestors 'none'";
    }
    text += face == Face::desk ? "; form-action 'self'; frame-ancestors "
                               : "; form-action 'none'; frame-ancestors ";
    text += face == Face::desk ? std::string_view{"'none'"} : frame_ancestors;
    return text += "; require-trusted-types-for 'script'";
}

}  // namespace

void Answer::add(std::string_view name, std::string_view value) {
    ENSURE(is_plain(name) && is_plain(value));
    fields.append(name).append(": ").append(value).append("\r\n");
}

std::string_view cookie_name(bool secure) { return secure ? "__Host-parley" : "parley"; }

std::string_view customer_cookie_name(bool secure) {
    return secure ? "__Host-parley-customer" : "parley-customer";
}

Answer answer_of(api::HttpAnswer&& from, bool secure_cookies) {
    Answer answer;
    answer.status = from.status;
    answer.add("Content-Type", from.content_type);
    answer.add("Cache-Control", "no-store");
    if (from.retry_after_s > 0) answer.add("Retry-After", std::to_string(from.retry_after_s));
    auto const set = [&](std::string_view name, std::string_view value, std::string_view site,
                         std::string_view life) {
        std::string cookie{name};
        cookie.append("=").append(value).append("; Path=/; HttpOnly; SameSite=").append(site);
        if (secure_cookies) cookie.append("; Secure");
        cookie.append(value.empty() ? "; Max-Age=0" : life);
        answer.add("Set-Cookie", cookie);
    };
    if (from.session_cookie) {
        set(cookie_name(secure_cookies), *from.session_cookie, "Strict", "");
    }
    // Links in mails and on other pages lead to conversations, too.
    if (from.customer_cookie) {
        set(customer_cookie_name(secure_cookies), *from.customer_cookie, "Lax",
            "; Max-Age=2592000");
    }
    if (!from.location.empty()) answer.add("Location", from.location);
    if (from.content_type.starts_with("text/html")) {
        answer.face = Face::host_page;
        answer.add("Vary", "Accept-Language");
    }
    if (!from.disposition.empty()) {
        answer.face = Face::file;
        answer.add("Content-Disposition", from.disposition);
    }
    answer.body = std::move(from.body);
    return answer;
}

Answer problem(int status, std::string_view detail) {
    Answer answer;
    answer.status = status;
    answer.add("Content-Type", "application/problem+json");
    answer.add("Cache-Control", "no-store");
    answer.body.append("{\"status\":").append(std::to_string(status));
    answer.body.append(",\"code\":\"").append(code_of(status));
    answer.body.append("\",\"title\":\"").append(reason_of(status));
    answer.body.append("\",\"detail\":\"").append(detail).append("\"}");
    return answer;
}

std::string write_head(Answer const& answer, HeadOptions const& options) {
    std::string head = "HTTP/1.1 ";
    head.append(std::to_string(answer.status)).append(" ").append(reason_of(answer.status));
    auto const add = [&head](std::string_view name, std::string_view value) {
        head.append("\r\n").append(name).append(": ").append(value);
    };
    // A list that breaks the header would take the rest of the policy with it.
    auto const ancestors = options.frame_ancestors;
    auto const safe = !ancestors.empty() && is_plain(ancestors) &&
                      ancestors.find_first_of(";,") == std::string_view::npos;
    auto const for_others = answer.face == Face::widget || answer.face == Face::widget_loader ||
                            answer.face == Face::host_page;
    add("Date", options.date);
    add("Connection", options.keep_alive ? "keep-alive" : "close");
    if (answer.status != 304) add("Content-Length", std::to_string(answer.content().size()));
    add("Content-Security-Policy", policy(answer.face, safe ? ancestors : "'self'"));
    add("X-Content-Type-Options", "nosniff");
    add("Referrer-Policy", answer.face == Face::host_page ? "same-origin" : "no-referrer");
    add("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    add("Cross-Origin-Resource-Policy", for_others ? "cross-origin" : "same-origin");
    if (answer.face == Face::desk) add("Cross-Origin-Opener-Policy", "same-origin");
    if (options.scheme == Scheme::https) {
        add("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
    }
    return head.append("\r\n").append(answer.fields).append("\r\n");
}

}  // namespace parley::net
