#pragma once
// A frame is one JSON text for a socket, encoded once and shared by everyone who gets it.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace parley::live {

using Frame = std::shared_ptr<std::string const>;

inline Frame make_frame(std::string text) {
    return std::make_shared<std::string const>(std::move(text));
}

/// Close codes of RFC 6455 and our own: below 4500 the client comes back, from 4500 on it stays
/// away and says why (promises.md 3.4).
enum class Close : std::uint16_t {
    normal = 1000,
    going_away = 1001,
    protocol_error = 1002,
    unsupported_data = 1003,
    bad_utf8 = 1007,
    policy = 1008,
    too_big = 1009,
    internal = 1011,
    draining = 4001,  // the reason carries retry_ms
    resync = 4002,
    slow_consumer = 4003,
    heartbeat_lost = 4004,
    rate_limited = 4005,
    replaced = 4007,
    bad_credentials = 4500,
    malformed = 4501,
    hello_timeout = 4502,
    signed_out = 4503,
    origin = 4505,
};

/// The sending half of one socket, implemented by net. Used only by the socket's own thread.
class Wire {
  public:
    virtual ~Wire() = default;
    /// Queues a frame. What waits leaves together at the end of the thread's turn. An outbox that
    /// overflows closes the socket with slow_consumer by itself.
    virtual void send(Frame frame) = 0;
    /// Queues a frame that does not count against the outbox's limits: the answer to a resume.
    virtual void send_unbounded(Frame frame) = 0;
    /// Sends what waits, then a close frame. Nothing is sent or received after it. `reason` has at
    /// most 123 bytes: a machine-readable word, or `word;retry_ms=1234`.
    virtual void close(Close code, std::string_view reason) = 0;
};

}  // namespace parley::live
