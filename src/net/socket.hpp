#pragma once
// One WebSocket after its upgrade: bytes to messages for api, frames from api to bytes.
//
// Everything happens on the socket's thread. What arrives in one turn of the thread is handed over
// first; what has to leave leaves once, at the end of the turn. An idle socket owns no buffers.
//
// INVARIANT 1: Connection::closed() is called once, from end_turn() or cut_off(), never from inside
//              send() or received().
// INVARIANT 2: after close() or a fault nothing is handed over and nothing but the close frame
// leaves. INVARIANT 3: unsent_ begins and ends between two frames, apart from the `sent_` bytes
// that have left.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "api/connection.hpp"
#include "live/outbox.hpp"
#include "net/admission.hpp"
#include "net/asio.hpp"
#include "net/frames.hpp"

namespace parley::net {

class IoThread;

class Socket final : public live::Wire, public std::enable_shared_from_this<Socket> {
  public:
    Socket(IoThread& thread, Stream stream, Admission::Ticket ticket);

    /// Makes the Connection and begins to read. `early`: what came behind the request.
    void open(api::Peer peer, std::string early);

    void send(live::Frame frame) override;
    void send_unbounded(live::Frame frame) override;
    void close(live::Close code, std::string_view reason) override;

    /// Once a second: every deadline of this socket.
    void tick(Instant now);
    /// Sends what waits; the last thing in a turn in which something happened.
    void end_turn();
    /// Ends the socket at once, without a word to the client. For the end of the thread.
    void cut_off();

    std::size_t place = 0;  // in its thread's list

  private:
    enum class State : std::uint8_t {
        open,
        closing,  // the close frame waits or has been sent; waiting for the client's
        gone,     // the TCP connection is closed
    };

    void read();
    void readable(ErrorCode error);
    void take(std::span<char> bytes);
    bool take_one(std::span<char>& bytes);
    void put_control(Opcode opcode, std::string_view payload);
    void too_slow();
    void begin_close(std::uint16_t code, std::string_view reason);
    void flush();
    bool send_some(std::string_view bytes);
    void wait_for_room();
    void after_close_frame();
    void drop();
    void touch();
    void tell_closed();

    IoThread& thread_;
    Stream stream_;
    Admission::Ticket ticket_;
    std::unique_ptr<api::Connection> connection_;
    FrameReader reader_;
    live::Outbox outbox_;
    std::string unsent_;    // control frames, and what the network did not take yet
    std::size_t sent_ = 0;  // so many bytes of unsent_ have left
    Instant heard_at_;      // when the last bytes came
    Instant moved_at_;      // when the last bytes left, while something waits for room
    Instant close_by_;      // when a closing handshake is cut off
    State state_ = State::open;
    bool touched_ = false;  // end_turn() is due
    bool waits_for_room_ = false;
    bool pinged_ = false;       // since heard_at_
    bool heard_close_ = false;  // the client's close frame has come
    bool deaf_ = false;         // the stream cannot be read as frames any more
};

}  // namespace parley::net
