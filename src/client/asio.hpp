#pragma once
// The names of Asio that the client is written with; only for .cpp files of this folder. The
// executor is the concrete one of io_context: the type-erased default costs in every operation.

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>

#include "client/address.hpp"
#include "client/loop.hpp"

namespace parley::client {

namespace asio = boost::asio;

using ErrorCode = boost::system::error_code;
using Executor = asio::io_context::executor_type;
using Tcp = asio::ip::tcp;
using Stream = asio::basic_stream_socket<Tcp, Executor>;
using SteadyTimer =
    asio::basic_waitable_timer<std::chrono::steady_clock,
                               asio::wait_traits<std::chrono::steady_clock>, Executor>;

struct Loop::Impl {
    asio::io_context io{1};
    asio::signal_set signals{io};
};

inline Tcp::endpoint endpoint_of(Address const& address) {
    return {asio::ip::make_address(address.ip), address.port};
}

}  // namespace parley::client
