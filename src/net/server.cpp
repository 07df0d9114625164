#include "net/server.hpp"

#include <stdexcept>

#include <sys/resource.h>

#include "net/io_thread.hpp"

namespace parley::net {

namespace {

/// A server needs a descriptor for each connection; the usual soft limit of 1024 is for programs
/// that use select().
void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

Tcp::endpoint endpoint_of(ServerConfig const& config) {
    ErrorCode error;
    auto const address = asio::ip::make_address(config.address, error);
    if (error) {
        throw std::runtime_error("\"" + config.address +
                                 "\" is not an IP address to listen on, such as 127.0.0.1 or ::");
    }
    return {address, config.port};
}

/// SO_REUSEPORT would let a second server share the port without a word, and take half of the
/// connections: so it is tried first without.
void check_port_is_free(Tcp::endpoint const& endpoint) {
    asio::io_context io;
    Acceptor probe{io};
    probe.open(endpoint.protocol());
    probe.set_option(Acceptor::reuse_address{true});
    probe.bind(endpoint);
}

}  // namespace

struct Server::Impl {
    Impl(ServerConfig const& config, Clock const& clock, Metrics& metrics)
        : shared(config, clock, metrics) {}

    Shared shared;
    std::vector<std::unique_ptr<IoThread>> threads;
    std::vector<std::unique_ptr<api::Service>> services;  // until start()
};

Server::Server(ServerConfig config, Clock const& clock, Metrics& metrics,
               MakeService make_service) {
    raise_descriptor_limit();
    auto endpoint = endpoint_of(config);
    impl_ = std::make_unique<Impl>(config, clock, metrics);
    try {
        check_port_is_free(endpoint);
        for (int i = 0; i < config.threads; ++i) {
            auto const& thread =
                impl_->threads.emplace_back(std::make_unique<IoThread>(impl_->shared, endpoint));
            endpoint = thread->endpoint();  // the first chooses the port where that is 0
        }
    } catch (boost::system::system_error const& error) {
        throw std::runtime_error("cannot listen on " + config.address + ", port " +
                                 std::to_string(config.port) + ": " + error.code().message());
    }
    impl_->shared.own.set_chosen_port(port());
    for (int i = 0; i < config.threads; ++i) {
        auto const& thread = impl_->threads[static_cast<std::size_t>(i)];
        impl_->services.push_back(make_service(i, thread->waker()));
    }
}

Server::~Server() { drain(seconds{0}); }

void Server::start() {
    for (std::size_t i = 0; i < impl_->threads.size(); ++i) {
        impl_->threads[i]->start(std::move(impl_->services[i]));
    }
    impl_->services.clear();
}

std::uint16_t Server::port() const { return impl_->threads.front()->endpoint().port(); }

void Server::drain(seconds deadline) {
    auto const until = std::chrono::steady_clock::now() + deadline;
    for (auto const& thread : impl_->threads) thread->drain();
    for (auto const& thread : impl_->threads) thread->wait_until_drained(until);
    for (auto const& thread : impl_->threads) thread->stop();
}

}  // namespace parley::net
