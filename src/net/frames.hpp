#pragma once
// WebSocket frames (RFC 6455) as bytes: no sockets here, no clock, no allocation for what arrives
// whole.
//
// FrameReader is given what a client has sent, in pieces of any size, and gives back whole text
// messages, control frames, or the reason why the connection must end. Its limits hold before
// memory is spent: a length is refused when its header has been read, and a buffer grows only with
// what has really arrived. Why this is not Beast's: docs/decisions/0004-own-frame-codec.md.
//
// INVARIANT 1: however a stream is cut into pieces, the arrivals are the same.
// INVARIANT 2: while nothing is incomplete, a reader owns no memory besides itself.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "live/frame.hpp"

namespace parley::net {

/// What one client may send; changes with who it is, so it is given with each call.
struct FrameBounds {
    std::size_t message_bytes_max = 16 * 1024;
    std::size_t fragments_max = 64;
    std::size_t control_frames_max = 20;  // pings and pongs in 10 s
};

/// What came out of the bytes.
struct Arrival {
    enum class Kind : std::uint8_t {
        nothing,  // all bytes are taken; more are needed
        text,     // a whole message, valid UTF-8
        ping,     // `data` is to be sent back
        pong,
        close,  // the client closes: `code` (0 where it gave none), the reason in `data`
        fault,  // the client broke a rule: close with `code`; `data` is a word for the reason
    };
    Kind kind = Kind::nothing;
    std::string_view data;  // valid until the next call
    std::uint16_t code = 0;
};

class FrameReader {
  public:
    FrameReader();
    ~FrameReader();
    FrameReader(FrameReader&&) noexcept;
    FrameReader& operator=(FrameReader&&) noexcept;

    /// Takes bytes from the front of `bytes` (which it unmasks in place and shortens) until
    /// something is whole. To be called until it gives `nothing`. After a close or a fault it must
    /// not be called again.
    Arrival next(std::span<char>& bytes, FrameBounds const& bounds, Instant now);

    /// When the message or frame began that is not complete yet; 0 ms where none is.
    Instant incomplete_since() const;

  private:
    struct Partial;

    Arrival take_header(std::span<char>& bytes, FrameBounds const& bounds, Instant now);
    Arrival take_payload(std::span<char>& bytes);
    Arrival control(std::uint8_t opcode, std::string_view payload, FrameBounds const& bounds,
                    Instant now);
    Partial& partial(Instant now);
    bool in_message() const;
    void let_go();

    std::unique_ptr<Partial> partial_;  // only while something is incomplete
    std::int64_t control_window_ms_ = 0;
    std::uint32_t control_frames_ = 0;
};

enum class Opcode : std::uint8_t {
    continuation = 0,
    text = 1,
    binary = 2,
    close = 8,
    ping = 9,
    pong = 10
};

/// Appends one final, unmasked frame, as a server sends it.
void append_frame(std::string& out, Opcode opcode, std::string_view payload);

/// The longest header that append_frame writes.
inline constexpr std::size_t frame_header_bytes_max = 10;
/// Writes the header of a final, unmasked frame so that it ends just before `payload`, which has at
/// least frame_header_bytes_max bytes of room in front of it. Gives the header's first byte.
char* put_frame_header(char* payload, Opcode opcode, std::size_t payload_bytes);

/// The payload of a close frame. Code 0: an empty one. The reason is cut at 123 bytes.
std::string close_payload(std::uint16_t code, std::string_view reason);

}  // namespace parley::net
