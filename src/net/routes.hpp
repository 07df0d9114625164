#pragma once
// Which answer, call or socket a request leads to. No I/O: everything is decided from the request's
// head, so bad requests are refused before their body is read.

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "api/connection.hpp"
#include "net/http_answer.hpp"
#include "net/origins.hpp"
#include "net/pages.hpp"
#include "net/request.hpp"
#include "net/target.hpp"

namespace parley::net {

/// A call of the API whose body is to be read.
struct CallRoute {
    std::string operation;
    std::string cookie_token;  // only where it counts: the request came from a page of ours
    std::string bearer;
    bool own_origin = false;
};

/// A request for a WebSocket; check_upgrade() has the last word.
struct SocketRoute {
    std::string cookie_token;  // counts only if the upgrade came from a page of ours
};

/// A file that somebody has attached; what its address says is for the service to judge.
struct FileRoute {
    std::string rest;
};

/// A page of the support centre, or a form of one: `posted` has a body that is to be read.
struct CentreRoute {
    std::string path;
    std::string query;
    std::string customer_token;
    bool posted = false;
};

/// Answered by the service, which alone knows how it is.
struct ProbeRoute {
    api::Probe what;
};

using Destination =
    std::variant<Answer, CallRoute, SocketRoute, FileRoute, CentreRoute, ProbeRoute>;

struct Route {
    Destination to;
    Scheme scheme = Scheme::http;  // under which the client reached us
};

class Router {
  public:
    struct Options {
        bool demo_pages = false;
        std::string_view cookie_name;
        std::string_view customer_cookie_name;
    };
    Router(OwnOrigins const& own, std::span<Page const> pages, Options options)
        : own_(own), pages_(pages), options_(options) {}

    Route route(Request const& request, api::Service const& service) const;

  private:
    Destination under(Target const& target, Request const& request, api::Service const& service,
                      Scheme scheme) const;
    bool in_centre(std::string_view path) const;
    Destination centre(Target const& target, Request const& request) const;
    Destination call(std::string_view operation, Request const& request) const;
    Answer page(std::string path, Request const& request) const;
    Answer serve(Page const& page, Request const& request) const;
    Page const* find(std::string const& path) const;

    OwnOrigins const& own_;
    std::span<Page const> pages_;
    Options options_;
};

}  // namespace parley::net
