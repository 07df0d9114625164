#pragma once
// A signed-in socket that lasts as long as its owner wants it, whatever happens to connections and
// servers: it reconnects, resumes behind the last event it got, and sends again what was not
// answered.
//
// INVARIANT 1: each durable event is handed over once, in the server's order, unless `opened` says
//              reset; then events are missing and the owner takes a snapshot.
// INVARIANT 2: a call's `done` is called exactly once, unless the session is stopped before.
// INVARIANT 3: calls reach the server in the order in which they were made, again after a break,
// but
//              for those that the server has asked to make later.
// REQUIRES: every call may be made twice (message.post carries a client_id, chat.start and the like
//           change nothing the second time).

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "client/address.hpp"
#include "client/answer.hpp"
#include "client/backoff.hpp"
#include "client/loop.hpp"
#include "client/socket.hpp"

namespace parley::client {

struct SessionOptions {
    Address server;
    SocketOptions socket;
    Backoff::Span backoff;
    int retry_ms_max = 60'000;  // a "too many" with a longer pause is handed to the caller
};

/// See Session::send_raw.
inline constexpr std::int64_t raw_ids_from = 1ll << 48;

struct Opened {
    bool first = false;  // the first time in this session's life
    bool reset = false;  // events have been lost: take a snapshot
};

struct Event {
    std::string_view type;
    boost::json::object const& data;
};

struct SessionHandlers {
    std::function<void(Opened)> opened;
    std::function<void(Event const&)> event;
    /// The server does not want this client any more (close codes from 4500): the session is over.
    std::function<void(std::string why)> stopped;
};

class Session {
  public:
    Session(Loop& loop, SessionOptions options, std::string token, SessionHandlers handlers);
    ~Session();  // says goodbye to the server; no handler is called after it

    void start();
    void call(std::string_view operation, boost::json::object const& params, Done done);
    /// Whether the session is open just now.
    bool live() const;
    /// How often the connection broke after it had been open.
    int breaks() const;
    /// Why there is no connection now; empty while there is one.
    std::string const& trouble() const;
    /// Calls that the server asked to make later.
    int waits() const;
    /// Ends the connection as if the network had done it.
    void break_connection();

    /// For those who measure: takes each frame before it is read; true where nothing else is to be
    /// done with it. Frames sent this way are not repeated; the ids of their calls start at
    /// raw_ids_from, and answers to them that are not taken are passed over.
    void tap(std::function<bool(std::string_view frame)> tap);
    void send_raw(std::string_view frame);

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace parley::client
