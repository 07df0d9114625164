#pragma once
// One io thread: its event loop, its listening socket, its part of the program (api::Service) and
// all connections that it accepted. Everything here runs on that thread, apart from what is said to
// be called from others.
//
// A turn is what the thread does between two looks at the network. Messages that arrive in one turn
// are all handed over before anything is sent: a client that asked ten things gets one write.

#include <future>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>

#include "api/connection.hpp"
#include "net/asio.hpp"
#include "net/listener.hpp"
#include "net/routes.hpp"
#include "net/server.hpp"

namespace parley::net {

class HttpConnection;
class Socket;
struct Wakeup;

/// What all threads of a server read.
struct Shared {
    Shared(ServerConfig const& given, Clock const& from, Metrics& counted_in);

    ServerConfig const config;
    Clock const& clock;
    Metrics& metrics;
    OwnOrigins own;  // constant once the server listens
    Router const router;
    Admission admission;
};

class IoThread {
  public:
    IoThread(Shared& shared, Tcp::endpoint const& endpoint);
    ~IoThread();
    IoThread(IoThread const&) = delete;

    // Called by the server's owner.
    api::Waker waker() const;
    Tcp::endpoint const& endpoint() const { return listener_.endpoint(); }
    void start(std::unique_ptr<api::Service> service);
    /// Stops accepting and asks all connections to end. Again: nothing more.
    void drain();
    /// Until all connections have ended, or that moment.
    void wait_until_drained(std::chrono::steady_clock::time_point until);
    /// Cuts off what is still there and ends the thread. May be called again.
    void stop();

    // Called by connections.
    Shared const& shared() const { return shared_; }
    Metrics& metrics() { return shared_.metrics; }
    Limits const& limits() const { return shared_.config.limits; }
    api::Service& service() { return *service_; }
    Executor executor() { return io_.get_executor(); }
    /// The time of the last tick: exact to a second, which is enough for every deadline here.
    Instant now() const { return now_; }
    std::string_view date() const { return date_; }
    bool is_draining() const { return draining_; }
    /// For one read and what follows from it at once.
    std::span<char> read_buffer() { return read_buffer_; }
    std::string& write_buffer() { return write_buffer_; }

    void add(HttpConnection& connection);
    void remove(HttpConnection& connection);
    /// Takes a connection that was upgraded. `early`: what came behind the request.
    void open_socket(Stream stream, Admission::Ticket ticket, api::Peer peer, std::string early);
    void end_turn_of(Socket& socket);
    /// REQUIRES: called from the socket's end_turn().
    void forget(Socket& socket);

  private:
    void run();
    void tick();
    void end_turn();
    void begin_drain();
    void close_for_drain(Socket& socket);
    void check_drained();
    void cut_off_all();

    Shared& shared_;
    std::vector<char> read_buffer_;
    std::string write_buffer_;
    std::vector<std::shared_ptr<Socket>> sockets_;
    std::unordered_set<HttpConnection*> https_;
    std::vector<Socket*> touched_;  // since the turn began
    std::vector<Socket*> ending_;   // of the turn that ends
    std::mt19937 random_{std::random_device{}()};
    Instant now_;
    std::string date_;
    bool draining_ = false;
    std::promise<void> drained_;
    std::future<void> until_drained_ = drained_.get_future();
    bool told_drained_ = false;

    asio::io_context io_{1};
    asio::executor_work_guard<Executor> work_{io_.get_executor()};
    Timer timer_{io_};
    Listener listener_;
    std::shared_ptr<Wakeup> wakeup_;
    std::unique_ptr<api::Service> service_;
    std::thread thread_;
};

}  // namespace parley::net
