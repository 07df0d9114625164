#pragma once
// What waits to be sent to one socket, bounded: a reader that is too slow harms only itself (P12).
// Not thread-safe: an outbox belongs to its socket's thread.
//
// INVARIANT: an empty outbox owns no memory besides itself, since most sockets are idle.

#include <cstddef>
#include <string>
#include <vector>

#include "live/frame.hpp"

namespace parley::live {

enum class Push { ok, overflow };

class Outbox {
  public:
    Outbox(std::size_t frames_max, std::size_t bytes_max)
        : frames_max_(frames_max), bytes_max_(bytes_max) {}

    /// Takes the frame unless a limit is passed; after an overflow the owner closes the socket.
    Push push(Frame frame);
    /// Takes the frame whatever waits, and does not count it against the limits.
    void push_unbounded(Frame frame);

    bool empty() const { return waiting_.empty(); }
    void clear();

    /// Moves what waits, up to about `bytes_max`, into `out`: one frame as it is, several as one
    /// JSON array (a JSON-RPC batch). At least one frame where any waits.
    void take(std::string& out, std::size_t bytes_max);

  private:
    struct Waiting {
        Frame frame;
        bool counted;
    };

    std::size_t frames_max_;
    std::size_t bytes_max_;
    std::size_t counted_frames_ = 0;
    std::size_t counted_bytes_ = 0;
    std::vector<Waiting> waiting_;
};

}  // namespace parley::live
