#pragma once
// Servers that only relay, as targets of the load generator: what they have in common is here, what
// they speak is a Wire.

#include <memory>

#include "client/load.hpp"
#include "client/socket.hpp"

namespace parley::bench {

class Wire {
  public:
    virtual ~Wire() = default;
    virtual client::SocketOptions customer(int pair) const = 0;
    virtual client::SocketOptions agent(int number, int of) const = 0;
    virtual client::SocketOptions idle() const = 0;
    /// What is to be sent when a socket has opened; where that is nothing, it is ready.
    virtual std::string hello() const = 0;
    /// A frame of a socket that is not ready; true where it is now.
    virtual bool welcome(std::string_view frame) const = 0;
    virtual void write(std::string& out, client::LoadMark mark) const = 0;
    /// Tells the listener what is in a frame; gives what is to be answered at once, usually
    /// nothing.
    virtual std::string_view read(std::string_view frame, client::LoadListener& listener) const = 0;
};

std::unique_ptr<client::LoadTarget> make_relay_target(client::Loop& loop,
                                                      client::LoadOptions const& options,
                                                      std::unique_ptr<Wire> wire);

/// floor_relay and floor_relay_sqlite.
std::unique_ptr<Wire> floor_wire();
/// bench/socketio.
std::unique_ptr<Wire> socketio_wire();

}  // namespace parley::bench
