#pragma once
// The listening socket of one thread. Accepts as long as there are places; says 503 and closes
// where there are none. Running out of file descriptors costs the newest connections, never a
// spinning loop.

#include <functional>

#include "net/admission.hpp"
#include "net/asio.hpp"

namespace parley::net {

class Listener {
  public:
    using Accepted = std::function<void(Stream stream, Admission::Ticket ticket)>;
    enum class CountBy { address, nothing };  // nothing: behind a proxy all come from one address

    /// Binds and listens. Throws boost::system::system_error.
    Listener(asio::io_context& io, Tcp::endpoint const& endpoint, Admission& admission,
             CountBy count_by, Accepted accepted);
    ~Listener();

    Tcp::endpoint const& endpoint() const { return endpoint_; }
    /// Accepts from now on. Again after a pause: see tick().
    void start();
    /// Stops for good. Its last handler runs after this.
    void close();
    /// Once a second: goes on where the lack of something had made it pause.
    void tick();

  private:
    void accepted(ErrorCode error, Stream stream);
    void take(Stream stream);
    void shed();

    Acceptor acceptor_;
    Tcp::endpoint endpoint_;  // with the port that the system chose
    Admission& admission_;
    CountBy const count_by_;
    Accepted const accepted_;
    int spare_;  // a descriptor in reserve, given up to accept and close what cannot be served
    bool paused_ = false;
};

}  // namespace parley::net
