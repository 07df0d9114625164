#pragma once
// Clients as bad as a test wants them: a TCP connection that sends exactly the given bytes, and a
// server with a fake program, small limits and a clock that the test moves. For tests only.

#include <atomic>
#include <map>
#include <optional>
#include <string>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/ensure.hpp"
#include "net/fake_service.hpp"
#include "net/frames_builder.hpp"
#include "net/server.hpp"

namespace parley::net {

/// Moved by the test, read by the io threads.
class TestClock : public Clock {
  public:
    Instant now() const override { return {ms_}; }
    void advance(milliseconds span) { ms_ += span.count(); }

  private:
    std::atomic<std::int64_t> ms_ = 1'700'000'000'000;
};

struct Response {
    int status = 0;                             // 0: the connection ended without an answer
    std::map<std::string, std::string> fields;  // names in lower case
    std::string body;

    std::string field(std::string const& name) const {
        auto const found = fields.find(name);
        return found == fields.end() ? "" : found->second;
    }
};

/// A frame from the server; opcode -1: the connection ended.
struct ServerFrame {
    int opcode = -1;
    std::string payload;

    int close_code() const {
        if (opcode != 8 || payload.size() < 2) return 0;
        return static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]);
    }
    std::string close_reason() const { return payload.size() < 2 ? "" : payload.substr(2); }
};

class TestClient {
  public:
    enum class Window { normal, small };  // small: the kernels hold little between the two ends

    explicit TestClient(std::uint16_t port, Window window = Window::normal)
        : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        ENSURE(fd_ >= 0);
        if (window == Window::small) {
            int const bytes = 4096;
            ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
        }
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    TestClient(TestClient&& other) noexcept
        : fd_(std::exchange(other.fd_, -1)), connected_(other.connected_), read_(other.read_) {}
    TestClient(TestClient const&) = delete;
    ~TestClient() { close(); }

    bool connected() const { return connected_; }
    int fd() const { return fd_; }
    void close() {
        if (fd_ >= 0) ::close(std::exchange(fd_, -1));
    }
    void half_close() { ::shutdown(fd_, SHUT_WR); }

    /// False where the server has closed.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            auto const count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    /// Has anything come, or the end, within the time?
    bool readable(int wait_ms) {
        if (!read_.empty()) return true;
        pollfd what{fd_, POLLIN, 0};
        return ::poll(&what, 1, wait_ms) == 1;
    }

    Response response(bool with_body = true) {
        std::size_t end;
        while ((end = read_.find("\r\n\r\n")) == std::string::npos) {
            if (!fill()) return {};
        }
        Response response;
        std::string_view head{read_.data(), end};
        response.status = std::stoi(std::string{head.substr(9, 3)});
        std::size_t at = head.find("\r\n");
        while (at != std::string_view::npos) {
            at += 2;
            auto const next = head.find("\r\n", at);
            auto const line = head.substr(at, next - at);
            std::string name{line.substr(0, line.find(':'))};
            for (char& c : name) c = static_cast<char>(std::tolower(c));
            response.fields[name] = line.substr(line.find(':') + 2);
            at = next;
        }
        read_.erase(0, end + 4);
        auto const length = response.field("content-length");
        auto const size = with_body && !length.empty() ? std::stoul(length) : 0;
        while (read_.size() < size) {
            if (!fill()) return {};
        }
        response.body = read_.substr(0, size);
        read_.erase(0, size);
        return response;
    }

    ServerFrame frame() {
        auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(read_[i]); };
        auto const need = [&](std::size_t size) {
            while (read_.size() < size) {
                if (!fill()) return false;
            }
            return true;
        };
        if (!need(2)) return {};
        std::size_t header = 2;
        std::size_t size = byte(1);
        if (size >= 126) {
            header = size == 126 ? 4 : 10;
            if (!need(header)) return {};
            size = 0;
            for (std::size_t i = 2; i < header; ++i) size = size << 8 | byte(i);
        }
        if (!need(header + size)) return {};
        ServerFrame frame{byte(0) & 0x0F, read_.substr(header, size)};
        read_.erase(0, header + size);
        return frame;
    }

    /// The next frame that is neither ping nor pong.
    ServerFrame message() {
        auto next = frame();
        while (next.opcode == 9 || next.opcode == 10) next = frame();
        return next;
    }

    /// Has the server closed the TCP connection? Waits for it.
    bool at_end() {
        while (fill()) {
        }
        return ended_;
    }
    std::string const& unread() const { return read_; }

  private:
    /// False at the end, or when nothing comes for a time that no test needs.
    bool fill() {
        pollfd what{fd_, POLLIN, 0};
        if (::poll(&what, 1, 10'000) != 1) {
            ADD_FAILURE() << "the server said nothing for 10 s";
            return false;
        }
        char bytes[16 * 1024];
        auto const count = ::recv(fd_, bytes, sizeof bytes, 0);
        if (count <= 0) {
            ended_ = true;
            return false;
        }
        read_.append(bytes, static_cast<std::size_t>(count));
        return true;
    }

    int fd_;
    bool connected_ = false;
    bool ended_ = false;
    std::string read_;
};

inline std::string const upgrade_fields =
    "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: parley.v1\r\n";

/// A server on loopback with fake services. Made by start(), so that a test sets `config` before.
struct TestServer : testing::Test {
    TestServer() {
        config.own_origins = {"http://parley.test"};
        config.tick = milliseconds{2};
        config.limits.connections_per_address = 1000;
    }

    void start() {
        server = std::make_unique<Server>(config, clock, metrics, [this](int, api::Waker waker) {
            wakers.push_back(waker);
            return std::make_unique<FakeService>(told, std::move(waker));
        });
        server->start();
    }

    TestClient connect(TestClient::Window window = TestClient::Window::normal) {
        if (!server) start();
        return TestClient{server->port(), window};
    }

    /// One request on a connection of its own.
    Response ask(std::string const& start_line, std::string const& fields = {},
                 std::string const& body = {}) {
        auto client = connect();
        client.send(request(start_line, fields, body));
        return client.response(!start_line.starts_with("HEAD"));
    }

    static std::string request(std::string const& start_line, std::string const& fields = {},
                               std::string const& body = {}) {
        return start_line + " HTTP/1.1\r\nHost: parley.test\r\n" + fields + "\r\n" + body;
    }

    static std::string post(std::string const& operation, std::string const& body = "{}",
                            std::string const& fields = {}) {
        return request("POST /api/v1/" + operation,
                       fields + "Content-Type: application/json\r\nContent-Length: " +
                           std::to_string(body.size()) + "\r\n",
                       body);
    }

    TestClient open_socket(std::string const& fields = "Origin: http://parley.test\r\n",
                           TestClient::Window window = TestClient::Window::normal) {
        auto client = connect(window);
        client.send(request("GET /api/v1/socket", upgrade_fields + fields));
        EXPECT_EQ(client.response().status, 101);
        return client;
    }

    /// Moves the clock on, second by second, until something comes from the server. How many
    /// seconds that took; at least `at_most` where nothing came.
    int seconds_until_readable(TestClient& client, int at_most = 200) {
        int passed = 0;
        while (!client.readable(5) && passed < at_most) {
            clock.advance(seconds{1});
            ++passed;
        }
        return passed;
    }

    ServerConfig config;
    TestClock clock;
    Metrics metrics{"test"};
    Told told;
    std::vector<api::Waker> wakers;
    std::unique_ptr<Server> server;
};

}  // namespace parley::net
