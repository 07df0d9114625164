#include "net/listener.hpp"

#include <boost/asio/buffer.hpp>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace parley::net {

namespace {

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr std::string_view no_place_left =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n"
    "Connection: close\r\n\r\n";

constexpr int shed_in_a_turn = 64;

int open_spare() { return ::open("/dev/null", O_RDONLY | O_CLOEXEC); }

}  // namespace

Listener::Listener(asio::io_context& io, Tcp::endpoint const& endpoint, Admission& admission,
                   CountBy count_by, Accepted accepted)
    : acceptor_(io),
      admission_(admission),
      count_by_(count_by),
      accepted_(std::move(accepted)),
      spare_(open_spare()) {
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(Acceptor::reuse_address{true});
    acceptor_.set_option(ReusePort{true});
    acceptor_.bind(endpoint);
    acceptor_.listen(4096);
    endpoint_ = acceptor_.local_endpoint();
}

Listener::~Listener() {
    if (spare_ >= 0) ::close(spare_);
}

void Listener::start() {
    acceptor_.async_accept(
        [this](ErrorCode error, Stream stream) { accepted(error, std::move(stream)); });
}

void Listener::close() {
    ErrorCode ignored;
    acceptor_.close(ignored);
}

void Listener::tick() {
    if (!paused_) return;
    paused_ = false;
    if (spare_ < 0) spare_ = open_spare();
    start();
}

void Listener::accepted(ErrorCode error, Stream stream) {
    if (!acceptor_.is_open()) return;
    if (error == asio::error::no_descriptors ||
        error == boost::system::errc::too_many_files_open_in_system) {
        return shed();
    }
    if (error == asio::error::no_memory || error == asio::error::no_buffer_space) {
        paused_ = true;
        return;
    }
    if (!error) take(std::move(stream));
    start();
}

void Listener::take(Stream stream) {
    auto ticket = admission_.admit();
    ErrorCode error;
    auto const peer = stream.remote_endpoint(error);
    if (error) return;  // gone already
    stream.non_blocking(true, error);
    stream.set_option(Tcp::no_delay{true}, error);
    if (!ticket || (count_by_ == CountBy::address && !ticket.count_for(peer.address()))) {
        stream.send(asio::buffer(no_place_left), 0, error);
        return;
    }
    accepted_(std::move(stream), std::move(ticket));
}

/// Closes those who wait, with the descriptor in reserve, and waits for the next one.
void Listener::shed() {
    if (spare_ < 0) {
        paused_ = true;
        return;
    }
    ::close(spare_);
    for (int count = 0; count < shed_in_a_turn; ++count) {
        auto const waiting = ::accept4(acceptor_.native_handle(), nullptr, nullptr, SOCK_CLOEXEC);
        if (waiting < 0) break;
        ::close(waiting);
    }
    spare_ = open_spare();
    // Not by trying again at once: without descriptors accept fails also where nobody waits.
    acceptor_.async_wait(Acceptor::wait_read, [this](ErrorCode error) {
        if (!error && acceptor_.is_open()) start();
    });
}

}  // namespace parley::net
