#pragma once
// A TCP proxy that harms connections: it delays, splits, cuts and stalls them. What it does to
// which bytes is drawn from a seed.

#include <cstdint>
#include <functional>
#include <memory>

#include "client/loop.hpp"

namespace parley::history {

/// Probabilities are for each piece of bytes that comes along.
struct Faults {
    double cut = 0;    // some first part of the piece goes through, then both ends are reset
    double stall = 0;  // from here on nothing goes through in either direction, and nobody is told
    double split = 0;  // the piece goes through in several writes, some of a single byte
    double delay = 0;  // the piece waits
    client::milliseconds delay_max{20};
    client::milliseconds stall_max{3000};  // then the connection is cut
};

class FaultProxy {
  public:
    struct Counts {
        std::uint64_t connections = 0;
        std::uint64_t cuts = 0;
        std::uint64_t stalls = 0;
        std::uint64_t splits = 0;
        std::uint64_t delays = 0;
    };

    /// Listens on 127.0.0.1 on a port that the system chooses.
    FaultProxy(client::Loop& loop, std::uint64_t seed);
    ~FaultProxy();

    std::uint16_t port() const;
    void forward_to(std::uint16_t port);
    /// Asked for each new connection; 0: there is no server, the connection is reset.
    void forward_to(std::function<std::uint16_t()> choose);
    void set(Faults faults);
    /// Cuts one connection, chosen by the seed, or all of them.
    void cut_one();
    void cut_all();
    void cut_those_to(std::uint16_t port);
    /// From here on nothing goes through in either direction, and nobody is told: new connections
    /// are taken and lead nowhere. Until release(), which lets everything go on where it was, as a
    /// network does that comes back.
    void hold();
    void release();
    /// Cuts those that stall, since their time has not come while the faults were on.
    void end_stalls();
    Counts const& counts() const;

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace parley::history
