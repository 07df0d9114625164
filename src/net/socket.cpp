#include "net/socket.hpp"

#include <boost/asio/buffer.hpp>

#include "base/ensure.hpp"
#include "net/io_thread.hpp"

namespace parley::net {

using live::Close;

namespace {
constexpr milliseconds closing_handshake{2000};
}  // namespace

Socket::Socket(IoThread& thread, Stream stream, Admission::Ticket ticket)
    : thread_(thread),
      stream_(std::move(stream)),
      ticket_(std::move(ticket)),
      outbox_(static_cast<std::size_t>(thread.limits().outbox_frames_max),
              static_cast<std::size_t>(thread.limits().outbox_bytes_max)),
      heard_at_(thread.now()) {}

void Socket::open(api::Peer peer, std::string early) {
    connection_ = thread_.service().connect(std::move(peer), *this);
    ENSURE(connection_ != nullptr);
    take(early);
    read();
}

// What arrives.

void Socket::read() {
    if (state_ == State::gone) return;
    stream_.async_wait(Stream::wait_read,
                       [self = shared_from_this()](ErrorCode error) { self->readable(error); });
}

void Socket::readable(ErrorCode error) {
    if (state_ == State::gone || error == asio::error::operation_aborted) return;
    // One read for each time the socket is ready: a fast client does not keep others waiting. The
    // buffer is shared by all sockets of the thread and empty again when this function returns.
    auto const buffer = thread_.read_buffer();
    auto const count = stream_.read_some(asio::buffer(buffer.data(), buffer.size()), error);
    if (error && error != asio::error::would_block) return drop();
    if (count > 0) {
        heard_at_ = thread_.now();
        pinged_ = false;
        take(buffer.first(count));
    }
    read();
}

void Socket::take(std::span<char> bytes) {
    if (deaf_ || heard_close_) return;
    while (take_one(bytes)) {
    }
}

/// Takes one arrival. False where there is no further one.
bool Socket::take_one(std::span<char>& bytes) {
    auto const& limits = thread_.limits();
    FrameBounds const bounds{
        .message_bytes_max = connection_ ? connection_->message_bytes_max()
                                         : static_cast<std::size_t>(limits.agent_frame_max),
        .fragments_max = static_cast<std::size_t>(limits.fragments_max),
        .control_frames_max = static_cast<std::size_t>(limits.control_frames),
    };
    auto const arrival = reader_.next(bytes, bounds, thread_.now());
    switch (arrival.kind) {
        case Arrival::Kind::nothing:
            return false;
        case Arrival::Kind::text:
            if (state_ == State::open) connection_->received(arrival.data);
            return true;
        case Arrival::Kind::ping:
            if (state_ == State::open) put_control(Opcode::pong, arrival.data);
            return true;
        case Arrival::Kind::pong:
            return true;
        case Arrival::Kind::close:
            heard_close_ = true;
            begin_close(arrival.code, {});
            touch();
            return false;
        case Arrival::Kind::fault:
            deaf_ = true;
            begin_close(arrival.code, arrival.data);
            touch();
            return false;
    }
    return false;
}

// What leaves.

void Socket::send(live::Frame frame) {
    if (state_ != State::open) return;
    if (outbox_.push(std::move(frame)) == live::Push::overflow) {
        return too_slow();
    }
    touch();
}

void Socket::send_unbounded(live::Frame frame) {
    if (state_ != State::open) return;
    outbox_.push_unbounded(std::move(frame));
    touch();
}

void Socket::close(Close code, std::string_view reason) {
    begin_close(static_cast<std::uint16_t>(code), reason);
}

void Socket::too_slow() {
    thread_.metrics().slow_consumers.Increment();
    outbox_.clear();
    close(Close::slow_consumer, "slow_consumer");
}

void Socket::put_control(Opcode opcode, std::string_view payload) {
    append_frame(unsent_, opcode, payload);
    touch();
}

/// Code 0: without a code, as the answer to a close frame that had none.
void Socket::begin_close(std::uint16_t code, std::string_view reason) {
    if (state_ != State::open) return;
    state_ = State::closing;
    close_by_ = thread_.now() + closing_handshake;
    std::string batch;
    while (!outbox_.empty()) {
        batch.clear();
        outbox_.take(batch, static_cast<std::size_t>(thread_.limits().batch_bytes_max));
        append_frame(unsent_, Opcode::text, batch);
    }
    put_control(Opcode::close, close_payload(code, reason));
}

void Socket::touch() {
    if (touched_) return;
    touched_ = true;
    thread_.end_turn_of(*this);
}

void Socket::end_turn() {
    flush();
    if (state_ != State::open) tell_closed();
    touched_ =
        false;  // not before: what drop() wants to be done at the end of the turn is done here
    if (state_ == State::gone) thread_.forget(*this);
}

void Socket::flush() {
    if (state_ == State::gone || waits_for_room_) return;
    auto const batch_max = static_cast<std::size_t>(thread_.limits().batch_bytes_max);
    while (true) {
        if (!unsent_.empty()) {
            if (!send_some(std::string_view{unsent_}.substr(sent_))) return;
            unsent_ = {};  // gives the memory back too
            sent_ = 0;
        }
        if (outbox_.empty()) break;
        auto& bytes = thread_.write_buffer();
        bytes.assign(frame_header_bytes_max, '\0');
        outbox_.take(bytes, batch_max);
        auto const payload_bytes = bytes.size() - frame_header_bytes_max;
        char const* const start =
            put_frame_header(bytes.data() + frame_header_bytes_max, Opcode::text, payload_bytes);
        std::string_view const frame{start, bytes.data() + bytes.size()};
        if (!send_some(frame)) {
            if (waits_for_room_) unsent_.assign(frame);
            return;
        }
    }
    if (state_ == State::closing) after_close_frame();
}

/// False where not all could be sent: the socket waits for room, with `sent_` bytes gone, or is
/// lost.
bool Socket::send_some(std::string_view bytes) {
    std::size_t gone = 0;
    while (gone < bytes.size()) {
        ErrorCode error;
        gone += stream_.send(asio::buffer(bytes.substr(gone)), 0, error);
        if (error == asio::error::would_block) {
            sent_ += gone;
            moved_at_ = thread_.now();
            wait_for_room();
            return false;
        }
        if (error) {
            drop();
            return false;
        }
    }
    return true;
}

void Socket::wait_for_room() {
    waits_for_room_ = true;
    stream_.async_wait(Stream::wait_write, [self = shared_from_this()](ErrorCode error) {
        if (self->state_ == State::gone || error == asio::error::operation_aborted) return;
        self->waits_for_room_ = false;
        self->touch();
    });
}

// The end.

void Socket::after_close_frame() {
    if (heard_close_) return drop();
    // The client's close frame cannot be recognized any more: say that nothing will follow and wait
    // for the end of its stream, since closing now would discard our close frame on its side.
    ErrorCode ignored;
    if (deaf_) stream_.shutdown(Stream::shutdown_send, ignored);
}

void Socket::drop() {
    if (state_ == State::gone) return;
    ErrorCode ignored;
    // What the network has not taken would be kept by the system for minutes after close().
    if (!unsent_.empty()) stream_.set_option(Stream::linger{true, 0}, ignored);
    stream_.close(ignored);
    state_ = State::gone;
    outbox_.clear();
    unsent_ = {};
    touch();
}

void Socket::cut_off() {
    drop();
    tell_closed();
}

void Socket::tell_closed() {
    if (!connection_) return;
    auto const connection = std::move(connection_);
    connection->closed();
}

void Socket::tick(Instant now) {
    auto const& limits = thread_.limits();
    if (state_ == State::gone) return;
    if (state_ == State::closing) {
        if (now >= close_by_) drop();
        return;
    }
    auto const over = [now](Instant since, std::int64_t limit_s) {
        return now - since >= seconds{limit_s};
    };
    auto const incomplete_since = reader_.incomplete_since();
    if (waits_for_room_ && over(moved_at_, limits.outbox_stall_s)) {
        return too_slow();
    }
    if (over(heard_at_, limits.silence_s)) return close(Close::heartbeat_lost, "heartbeat_lost");
    if (incomplete_since.ms != 0 && over(incomplete_since, limits.message_s)) {
        deaf_ = true;
        return close(Close::policy, "message_too_slow");
    }
    if (!pinged_ && over(heard_at_, limits.ping_s)) {
        pinged_ = true;
        put_control(Opcode::ping, {});
    }
    connection_->tick(now);
}

}  // namespace parley::net
