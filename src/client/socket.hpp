#pragma once
// One WebSocket as a client: connects, sends texts, hands over texts. HTTP and the upgrade are
// Beast's; the frames are our own (frames.hpp), since the load generator shares its machine with
// the server that it measures. What is sent in one turn of the loop leaves in one write.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "client/address.hpp"
#include "client/loop.hpp"

namespace parley::client {

struct SocketOptions {
    std::string target = "/api/v1/socket";
    std::string subprotocol = "parley.v1";  // empty: none
    std::chrono::milliseconds connect_max{10'000};
    std::chrono::milliseconds ping_after{25'000};   // without a byte from the server
    std::chrono::milliseconds silence_max{40'000};  // then the connection counts as dead
    std::size_t message_bytes_max = 4 * 1024 * 1024;
};

/// Why a socket is no more. `code` is the server's close code, 0 where the connection just broke.
struct Ended {
    std::uint16_t code = 0;
    std::string reason;
};

class Socket : public std::enable_shared_from_this<Socket> {
  public:
    struct Handlers {
        std::move_only_function<void()> opened;
        std::move_only_function<void(std::string_view)> received;
        std::move_only_function<void(Ended)> ended;  // at most once, last; never after drop()
    };

    static std::shared_ptr<Socket> open(Loop& loop, Address const& address, SocketOptions options,
                                        Handlers handlers);
    ~Socket();

    /// REQUIRES: opened.
    void send(std::string_view text);
    /// Bytes that were sent and have not left yet.
    std::size_t unsent() const;
    /// Forgets the handlers. An open socket says goodbye (1000) first.
    void drop();

  private:
    struct Impl;
    Socket(Loop& loop, Address const& address, SocketOptions options, Handlers handlers);

    void connect();
    void upgrade();
    void upgraded();
    void read();
    void take_messages();
    void flush_later();
    void write();
    void watch();
    void break_off(Ended why);

    std::unique_ptr<Impl> impl_;
};

}  // namespace parley::client
