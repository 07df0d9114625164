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
    if (!error) {
        take(std::move(stream));
    } else if (error == asio::error::no_descriptors ||
               error == boost::system::errc::too_many_files_open_in_system) {
        paused_ = !shed_one();
    } else if (error == asio::error::no_memory || error == asio::error::no_buffer_space) {
        paused_ = true;
    }
    if (!paused_) start();
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

/// Closes the connection that waits longest. False where it cannot.
bool Listener::shed_one() {
    if (spare_ < 0) return false;
    ::close(spare_);
    auto const waiting = ::accept4(acceptor_.native_handle(), nullptr, nullptr, SOCK_CLOEXEC);
    if (waiting >= 0) ::close(waiting);
    spare_ = open_spare();
    return waiting >= 0 && spare_ >= 0;
}

}  // namespace parley::net
