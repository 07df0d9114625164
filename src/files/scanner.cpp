#include "files/scanner.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "files/waiting.hpp"

namespace parley::files {

namespace {

constexpr std::size_t chunk_bytes = 64 * 1024;
constexpr std::size_t answer_bytes_max = 1024;
constexpr std::size_t name_bytes_max = 100;
constexpr auto greeting_time_max = seconds{5};

/// This machine or a network that is not the Internet: RFC 1918, 4193, 4291.
bool is_near(std::uint32_t v4) {
    return v4 >> 24 == 127 || v4 >> 24 == 10 || v4 >> 20 == 0xAC1 || v4 >> 16 == 0xC0A8 ||
           v4 >> 16 == 0xA9FE;
}

bool is_near(sockaddr const& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return is_near(ntohl(v4.sin_addr.s_addr));
    }
    if (address.sa_family != AF_INET6) return false;
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    auto const* bytes = v6.sin6_addr.s6_addr;
    return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr) || (bytes[0] & 0xFE) == 0xFC ||
           IN6_IS_ADDR_LINKLOCAL(&v6.sin6_addr);
}

/// One conversation with clamd.
class Talk {
  public:
    Talk(std::stop_token stop, milliseconds time_max) : waiting_(std::move(stop), time_max) {}

    bool connect(ScannerAddress const& address) {
        return address.path.empty() ? connect_tcp(address) : connect_unix(address.path);
    }

    /// No where it is cut, or clamd has something to say before it has all.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            pollfd ready{socket_.get(), POLLOUT | POLLIN, 0};
            if (!waiting_.until_ready({&ready, 1})) return false;
            if ((ready.revents & (POLLIN | POLLERR | POLLHUP)) != 0) return false;
            auto const count = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
            if (count <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    /// Up to the zero byte that ends it; empty where none comes.
    std::string answer() {
        std::string all;
        while (all.size() <= answer_bytes_max) {
            pollfd ready{socket_.get(), POLLIN, 0};
            if (!waiting_.until_ready({&ready, 1})) return {};
            char piece[256];
            auto const count = ::recv(socket_.get(), piece, sizeof piece, 0);
            if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
            if (count <= 0) return {};
            all.append(piece, static_cast<std::size_t>(count));
            if (auto const end = all.find('\0'); end != all.npos) return all.substr(0, end);
        }
        return {};
    }

  private:
    bool connect_to(sockaddr const& address, socklen_t length) {
        socket_ = Fd{::socket(address.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
        if (!socket_) return false;
        if (::connect(socket_.get(), &address, length) == 0) return true;
        if (errno != EINPROGRESS) return false;
        pollfd ready{socket_.get(), POLLOUT, 0};
        if (!waiting_.until_ready({&ready, 1})) return false;
        int error = 0;
        socklen_t size = sizeof error;
        return ::getsockopt(socket_.get(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
    }

    bool connect_unix(std::string const& path) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        return connect_to(reinterpret_cast<sockaddr const&>(address), sizeof address);
    }

    bool connect_tcp(ScannerAddress const& to) {
        addrinfo hints{};
        hints.ai_socktype = SOCK_STREAM;
        addrinfo* found = nullptr;
        if (::getaddrinfo(to.host.c_str(), std::to_string(to.port).c_str(), &hints, &found) != 0) {
            return false;
        }
        std::unique_ptr<addrinfo, decltype([](addrinfo* it) { ::freeaddrinfo(it); })> const all{
            found};
        for (auto const* one = found; one != nullptr; one = one->ai_next) {
            if (is_near(*one->ai_addr) && connect_to(*one->ai_addr, one->ai_addrlen)) return true;
        }
        return false;
    }

    Waiting waiting_;
    Fd socket_;
};

std::string chunk_head(std::size_t bytes) {
    auto const number = htonl(static_cast<std::uint32_t>(bytes));
    std::string head(sizeof number, '\0');
    std::memcpy(head.data(), &number, sizeof number);
    return head;
}

/// In chunks, each with its length before it, and one of none at the end.
bool send_stream(Talk& talk, std::string_view bytes) {
    using namespace std::string_view_literals;
    if (!talk.send("zINSTREAM\0"sv)) return false;
    while (!bytes.empty()) {
        auto const chunk = bytes.substr(0, chunk_bytes);
        bytes.remove_prefix(chunk.size());
        if (!talk.send(chunk_head(chunk.size())) || !talk.send(chunk)) return false;
    }
    return talk.send(chunk_head(0));
}

std::string printable(std::string_view name) {
    std::string out{name.substr(0, name_bytes_max)};
    std::ranges::replace_if(out, [](char c) { return c < 0x20 || c > 0x7E; }, '?');
    return out;
}

Scan scan_of(std::string_view answer) {
    constexpr std::string_view begin = "stream: ";
    constexpr std::string_view found = " FOUND";
    using enum Scan::What;
    if (answer == "stream: OK") return {clean, {}};
    if (answer.starts_with("INSTREAM size limit exceeded")) return {too_large, {}};
    if (answer.starts_with(begin) && answer.ends_with(found) &&
        answer.size() > begin.size() + found.size()) {
        answer.remove_prefix(begin.size());
        answer.remove_suffix(found.size());
        return {infected, printable(answer)};
    }
    return {};
}

}  // namespace

Scan Scanner::scan(std::string_view bytes, std::stop_token stop) const {
    Talk talk{std::move(stop), time_max_};
    if (!talk.connect(address_)) return {};
    bool const sent = send_stream(talk, bytes);
    auto const scan = scan_of(talk.answer());
    // Of a part of the file it can only say what is bad.
    if (!sent && scan.what == Scan::What::clean) return {};
    return scan;
}

bool Scanner::answers() const {
    using namespace std::string_view_literals;
    Talk talk{{}, greeting_time_max};
    return talk.connect(address_) && talk.send("zPING\0"sv) && talk.answer() == "PONG";
}

}  // namespace parley::files
