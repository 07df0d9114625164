#pragma once
// The listener: sockets, HTTP, WebSocket frames, static pages. The only part that knows Asio and
// Beast.
//
// Threads: `threads` io threads, each with an io_context of its own and a listening socket of its
// own (SO_REUSEPORT). A connection belongs to the thread that accepted it for all its life.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/connection.hpp"
#include "base/limits.hpp"
#include "base/metrics.hpp"
#include "base/time.hpp"

namespace parley::net {

struct ServerConfig {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: the system chooses; see Server::port()
    int threads = 1;
    /// `scheme://host[:port]` of each origin under which this server is reached; calls with a
    /// cookie and sockets with a cookie must come from one of them, and Host must name one of them
    /// (421). Port 0 stands for the one that the system chooses.
    std::vector<std::string> own_origins;
    bool secure_cookies = false;   // reached over https: `__Host-` name and Secure
    bool trust_forwarded = false;  // take the client's address from X-Forwarded-For's last entry
    bool demo_pages = false;       // serve /demo/ too
    milliseconds tick{1000};       // how often deadlines are looked at; shorter in tests
    Limits limits;
};

class Server {
  public:
    /// Makes the Service of one io thread. Called on the thread that constructs the Server.
    using MakeService = std::function<std::unique_ptr<api::Service>(int thread, api::Waker waker)>;

    /// Binds and listens. Throws std::runtime_error with a sentence for people where it cannot.
    Server(ServerConfig config, Clock const& clock, Metrics& metrics, MakeService make_service);
    ~Server();

    /// Starts the threads. Returns at once.
    void start();
    std::uint16_t port() const;

    /// Stops accepting, closes every socket with 4001 and a random retry_ms up to 5,000, lets HTTP
    /// calls under way finish, ends the threads. Returns when all is done or `deadline` has passed.
    void drain(seconds deadline);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parley::net
