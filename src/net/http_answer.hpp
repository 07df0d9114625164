#pragma once
// What goes back for one HTTP request, and how it is written. Every answer carries the security
// headers of its kind (promises.md 3.2).

#include <string>
#include <string_view>

#include "api/connection.hpp"
#include "net/origins.hpp"

namespace parley::net {

/// Which content security policy and isolation an answer gets.
/// A host page is one of ours with the widget on it.
enum class Face { api, desk, widget, widget_loader, host_page, file };

struct Answer {
    int status = 200;
    Face face = Face::api;
    std::string fields;  // further header fields, each with its CRLF
    std::string body;
    std::string_view page;  // the body where it lies in the program; then `body` is empty

    std::string_view content() const { return page.empty() ? std::string_view{body} : page; }
    /// Adds a field. REQUIRES: neither has a control character.
    void add(std::string_view name, std::string_view value);
};

/// The session cookie's name: over https with the prefix that keeps other hosts from setting it.
std::string_view cookie_name(bool secure);
std::string_view customer_cookie_name(bool secure);

/// What the API has answered, with the session cookie where it sets or deletes one.
Answer answer_of(api::HttpAnswer&& from, bool secure_cookies);

/// An error as application/problem+json (RFC 9457). `detail` is one of our own sentences.
Answer problem(int status, std::string_view detail);

struct HeadOptions {
    bool keep_alive = false;
    Scheme scheme = Scheme::http;           // https: with Strict-Transport-Security
    std::string_view date;                  // IMF-fixdate
    std::string_view frame_ancestors = {};  // for the widget
};

/// The status line and all fields, ready to be sent before the content.
std::string write_head(Answer const& answer, HeadOptions const& options);

}  // namespace parley::net
