#pragma once
// WebSocket frames as a client writes and reads them (RFC 6455). Pure: bytes in, messages out.

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace parley::client {

enum class Opcode : std::uint8_t {
    continuation = 0,
    text = 1,
    binary = 2,
    close = 8,
    ping = 9,
    pong = 10,
};

/// Appends one whole, masked frame.
void append_frame(std::string& out, Opcode opcode, std::string_view payload, std::uint32_t mask);

/// The server sent what no WebSocket server may send.
struct BadFrame : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Puts messages together from bytes as they arrive. Bytes are read into space() and reported by
/// filled(); then next() gives each whole message until it gives none.
class FrameReader {
  public:
    struct Message {
        Opcode opcode;             // text, binary, close, ping or pong
        std::string_view payload;  // valid until the next call
    };

    explicit FrameReader(std::size_t message_bytes_max) : message_bytes_max_(message_bytes_max) {}

    std::span<char> space();
    void filled(std::size_t bytes);
    /// False: there is no whole message yet. Throws BadFrame.
    bool next(Message& message);

  private:
    bool take_frame(Opcode& opcode, bool& last, std::string_view& payload);

    std::size_t message_bytes_max_;
    std::string buffer_;
    std::size_t begin_ = 0;  // what is before it has been given away
    std::size_t end_ = 0;    // what is behind it is free
    std::string fragments_;  // of a message that comes in several frames
    Opcode fragments_opcode_ = Opcode::continuation;
    bool fragments_given_ = false;
};

}  // namespace parley::client
