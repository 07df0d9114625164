#include "client/socket.hpp"

#include <array>
#include <random>
#include <span>

#include <boost/asio/connect.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/detail/base64.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/uuid/detail/sha1.hpp>

#include "client/asio.hpp"
#include "client/frames.hpp"

namespace parley::client {

namespace http = boost::beast::http;

namespace {

enum class State { connecting, open, over };

std::string base64(std::span<unsigned char const> bytes) {
    namespace codec = boost::beast::detail::base64;
    std::string text(codec::encoded_size(bytes.size()), '\0');
    text.resize(codec::encode(text.data(), bytes.data(), bytes.size()));
    return text;
}

/// What the server must answer to Sec-WebSocket-Key (RFC 6455, 4.2.2).
std::string accept_of(std::string const& key) {
    boost::uuids::detail::sha1 hash;
    auto const text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    hash.process_bytes(text.data(), text.size());
    unsigned int words[5];
    hash.get_digest(words);
    std::array<unsigned char, 20> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<unsigned char>(words[i / 4] >> (24 - 8 * (i % 4)));
    }
    return base64(bytes);
}

}  // namespace

struct Socket::Impl {
    Impl(Loop& loop, Address const& where, SocketOptions wanted, Handlers told)
        : stream(loop.impl().io),
          timer(loop.impl().io),
          address(where),
          options(std::move(wanted)),
          handlers(std::move(told)),
          reader(options.message_bytes_max) {}

    Stream stream;
    SteadyTimer timer;
    Address address;
    SocketOptions options;
    Handlers handlers;
    State state = State::connecting;

    http::request<http::empty_body> request;
    http::response_parser<http::string_body> answer;
    boost::beast::flat_buffer answer_bytes;

    FrameReader reader;
    SteadyTime last_received;
    std::string out;      // frames that wait
    std::string writing;  // frames on their way to the system
    bool flush_set = false;
    // Masks need not be secret here: they keep pages from forging bytes for proxies, and we are no
    // page.
    std::uint32_t mask = 0x9E3779B9;
};

std::shared_ptr<Socket> Socket::open(Loop& loop, Address const& address, SocketOptions options,
                                     Handlers handlers) {
    std::shared_ptr<Socket> socket{
        new Socket{loop, address, std::move(options), std::move(handlers)}};
    socket->connect();
    return socket;
}

Socket::Socket(Loop& loop, Address const& address, SocketOptions options, Handlers handlers)
    : impl_(std::make_unique<Impl>(loop, address, std::move(options), std::move(handlers))) {}

Socket::~Socket() = default;

void Socket::connect() {
    impl_->timer.expires_after(impl_->options.connect_max);
    impl_->timer.async_wait([self = shared_from_this()](ErrorCode error) {
        if (!error && self->impl_->state == State::connecting) {
            self->break_off({0, "no connection in time"});
        }
    });
    impl_->stream.async_connect(endpoint_of(impl_->address),
                                [self = shared_from_this()](ErrorCode error) {
                                    if (self->impl_->state == State::over) return;
                                    if (error) return self->break_off({0, error.message()});
                                    self->impl_->stream.set_option(Tcp::no_delay{true});
                                    self->upgrade();
                                });
}

void Socket::upgrade() {
    std::array<unsigned char, 16> nonce{};
    std::random_device random;
    for (auto& byte : nonce) byte = static_cast<unsigned char>(random());
    auto const key = base64(nonce);

    auto& request = impl_->request;
    request.method(http::verb::get);
    request.target(impl_->options.target);
    request.version(11);
    request.set(http::field::host, impl_->address.authority);
    request.set(http::field::upgrade, "websocket");
    request.set(http::field::connection, "Upgrade");
    request.set(http::field::sec_websocket_version, "13");
    request.set(http::field::sec_websocket_key, key);
    if (!impl_->options.subprotocol.empty()) {
        request.set(http::field::sec_websocket_protocol, impl_->options.subprotocol);
    }
    http::async_write(
        impl_->stream, request,
        [self = shared_from_this(), wanted = accept_of(key)](ErrorCode written, std::size_t) {
            if (self->impl_->state == State::over) return;
            if (written) return self->break_off({0, written.message()});
            http::async_read_header(
                self->impl_->stream, self->impl_->answer_bytes, self->impl_->answer,
                [self, wanted](ErrorCode error, std::size_t) {
                    if (self->impl_->state == State::over) return;
                    if (error) return self->break_off({0, error.message()});
                    auto const& answer = self->impl_->answer.get();
                    if (answer.result() != http::status::switching_protocols) {
                        return self->break_off({0, "the server answered " +
                                                       std::to_string(answer.result_int()) +
                                                       " instead of a WebSocket"});
                    }
                    if (answer[http::field::sec_websocket_accept] != wanted) {
                        return self->break_off({0, "the server is no WebSocket server"});
                    }
                    self->upgraded();
                });
        });
}

void Socket::upgraded() {
    impl_->timer.cancel();
    impl_->state = State::open;
    impl_->last_received = steady_now();
    // Bytes that came together with the answer are the first frames already.
    auto const rest = impl_->answer_bytes.data();
    for (std::size_t done = 0; done < rest.size();) {
        auto const space = impl_->reader.space();
        auto const count = std::min(space.size(), rest.size() - done);
        std::copy_n(static_cast<char const*>(rest.data()) + done, count, space.data());
        impl_->reader.filled(count);
        done += count;
    }
    impl_->answer_bytes = {};
    watch();
    impl_->handlers.opened();
    if (impl_->state == State::open) take_messages();
    if (impl_->state == State::open) read();
}

void Socket::read() {
    auto const space = impl_->reader.space();
    impl_->stream.async_read_some(asio::buffer(space.data(), space.size()),
                                  [self = shared_from_this()](ErrorCode error, std::size_t bytes) {
                                      if (self->impl_->state == State::over) return;
                                      if (error) return self->break_off({0, error.message()});
                                      self->impl_->last_received = steady_now();
                                      self->impl_->reader.filled(bytes);
                                      self->take_messages();
                                      if (self->impl_->state == State::open) self->read();
                                  });
}

void Socket::take_messages() try {
    FrameReader::Message message{};
    while (impl_->state == State::open && impl_->reader.next(message)) {
        switch (message.opcode) {
            case Opcode::text:
            case Opcode::binary:
                impl_->handlers.received(message.payload);
                break;
            case Opcode::ping:
                append_frame(impl_->out, Opcode::pong, message.payload, ++impl_->mask);
                flush_later();
                break;
            case Opcode::close: {
                Ended why{1005, {}};
                if (message.payload.size() >= 2) {
                    why.code = static_cast<std::uint16_t>(
                        static_cast<unsigned char>(message.payload[0]) << 8 |
                        static_cast<unsigned char>(message.payload[1]));
                    why.reason = message.payload.substr(2);
                }
                return break_off(std::move(why));
            }
            default:
                break;  // a pong has done its work by arriving
        }
    }
} catch (BadFrame const& error) {
    break_off({0, std::string{"the server broke the WebSocket protocol: "} + error.what()});
}

void Socket::send(std::string_view text) {
    if (impl_->state != State::open) return;
    append_frame(impl_->out, Opcode::text, text, ++impl_->mask);
    flush_later();
}

std::size_t Socket::unsent() const { return impl_->out.size() + impl_->writing.size(); }

void Socket::flush_later() {
    if (impl_->flush_set || !impl_->writing.empty()) return;
    impl_->flush_set = true;
    asio::post(impl_->stream.get_executor(), [self = shared_from_this()] {
        self->impl_->flush_set = false;
        self->write();
    });
}

void Socket::write() {
    if (impl_->state == State::over || !impl_->writing.empty() || impl_->out.empty()) return;
    std::swap(impl_->out, impl_->writing);
    asio::async_write(impl_->stream, asio::buffer(impl_->writing),
                      [self = shared_from_this()](ErrorCode error, std::size_t) {
                          self->impl_->writing.clear();
                          if (self->impl_->state == State::over) return;
                          if (error) return self->break_off({0, error.message()});
                          self->write();
                      });
}

/// Pings a server that has been silent for a while and gives up one that stays silent.
void Socket::watch() {
    auto const& options = impl_->options;
    auto const silence = steady_now() - impl_->last_received;
    if (silence >= options.silence_max) return break_off({0, "the server fell silent"});
    bool const asked = silence >= options.ping_after;
    if (asked) {
        append_frame(impl_->out, Opcode::ping, {}, ++impl_->mask);
        flush_later();
    }
    impl_->timer.expires_at(impl_->last_received +
                            (asked ? options.silence_max : options.ping_after));
    impl_->timer.async_wait([self = shared_from_this()](ErrorCode error) {
        if (!error && self->impl_->state == State::open) self->watch();
    });
}

void Socket::break_off(Ended why) {
    if (impl_->state == State::over) return;
    impl_->state = State::over;
    impl_->timer.cancel();
    ErrorCode ignored;
    impl_->stream.close(ignored);
    auto handlers = std::move(impl_->handlers);
    if (handlers.ended) handlers.ended(std::move(why));
}

void Socket::drop() {
    if (impl_->state == State::over) return;
    bool const was_open = impl_->state == State::open;
    impl_->state = State::over;
    impl_->timer.cancel();
    // Later, since one of them may be running just now.
    asio::post(impl_->stream.get_executor(), [handlers = std::move(impl_->handlers)] {});
    ErrorCode ignored;
    if (was_open && impl_->writing.empty()) {
        // Best effort and without waiting: a goodbye that does not fit into the system's buffer is
        // not worth a timer, the server notices the end of the stream as well.
        append_frame(impl_->out, Opcode::close, std::string_view{"\x03\xE8", 2}, ++impl_->mask);
        impl_->stream.non_blocking(true, ignored);
        impl_->stream.write_some(asio::buffer(impl_->out), ignored);
    }
    impl_->stream.close(ignored);
}

}  // namespace parley::client
