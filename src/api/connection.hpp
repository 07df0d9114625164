#pragma once
// What net and api say to each other. net moves bytes and knows nothing of calls; api knows nothing
// of sockets. Everything here happens on the thread that owns the connection.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "live/frame.hpp"

namespace parley::api {

/// What is known of a client before it says anything.
struct Peer {
    std::string address;  // textual IP, without port; of the client, where a trusted proxy names it
    std::string cookie_token;  // the session cookie's value, empty where there is none
    bool own_origin = false;   // the Origin header names this server; a cookie counts only then
};

/// One WebSocket, from the upgrade to its end. Made by Service::connect, told by net what arrives.
class Connection {
  public:
    virtual ~Connection() = default;
    /// One whole text message, valid UTF-8, within message_bytes_max().
    virtual void received(std::string_view text) = 0;
    /// The socket is gone, for whatever reason, and its Wire with it. Called exactly once, last.
    virtual void closed() = 0;
    /// About once a second: deadlines such as the one for session.open.
    virtual void tick(Instant now) = 0;
    /// The longest message that this client may send now (customers and staff differ).
    virtual std::size_t message_bytes_max() const = 0;
};

/// One call over HTTP: POST /api/v1/<operation>.
struct HttpCall {
    std::string operation;  // "chat.get"
    std::string body;       // as received
    std::string bearer;     // token of `Authorization: Bearer …`, empty where there is none
    Peer peer;
};

/// A page of the support centre that a browser asks for, or a form that it sends.
struct CentreCall {
    std::string path;                 // "/": whichever language it prefers
    std::string query;                // as it was written
    std::optional<std::string> form;  // of a POST
    std::string accept_language;
    std::string customer_token;  // of the cookie of the centre's pages, empty where there is none
    Peer peer;
};

struct HttpAnswer {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    int retry_after_s = 0;    // Retry-After, 0 for none
    std::string location;     // where to go on; then `status` says how
    std::string disposition;  // Content-Disposition: the body is a file that somebody has attached
    /// Set-Cookie for the session: the token, or an empty string to delete it. net adds the name
    /// and the attributes, since they depend on whether the client came over TLS.
    std::shared_ptr<std::string> session_cookie;
    /// The same of a customer, for the support centre's pages: kept for a month.
    std::shared_ptr<std::string> customer_cookie;
};

/// What is asked by whoever runs the server rather than by people who use it.
enum class Probe { ready, metrics };

/// Everything that net asks of the rest of the program on one of its threads. One object a thread.
class Service {
  public:
    virtual ~Service() = default;

    /// Takes a WebSocket that has been upgraded. `wire` outlives the connection's closed().
    virtual std::unique_ptr<Connection> connect(Peer peer, live::Wire& wire) = 0;

    /// Starts a call; `done` is called exactly once, later or at once, on this same thread.
    virtual void call(HttpCall call, std::move_only_function<void(HttpAnswer)> done) = 0;

    /// A file that somebody has attached. `rest`: of its address, what stands behind
    /// /api/v1/files/. `done` as for call().
    virtual void file(std::string rest, std::move_only_function<void(HttpAnswer)> done) = 0;

    /// A page of the support centre. `done` as for call().
    virtual void centre(CentreCall call, std::move_only_function<void(HttpAnswer)> done) = 0;

    /// Whether this server should get traffic, or its figures. `done` as for call().
    virtual void probe(Probe what, std::move_only_function<void(HttpAnswer)> done) = 0;

    /// A document by its path: /api/openapi.json, /api/asyncapi.json; null where there is none.
    virtual std::string const* document(std::string_view path) const = 0;

    /// The origins whose pages may frame the widget of an organization, as CSP's frame-ancestors
    /// wants them: "'self' https://shop.example".
    virtual std::string frame_ancestors() const = 0;

    /// Runs what other threads have handed to this one (see Waker). Called on this thread.
    virtual void run_handed_over() = 0;
};

/// Given by net to api for each thread: makes run_handed_over() happen soon. May be called from any
/// thread; calls that come before it has run are merged.
using Waker = std::function<void()>;

}  // namespace parley::api
