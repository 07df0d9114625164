#include "files/scanner.hpp"

#include <cstring>
#include <filesystem>
#include <functional>
#include <thread>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/ensure.hpp"
#include "files/waiting.hpp"

namespace parley::files {
namespace {

using Answer = std::function<std::string(std::string const& stream)>;

/// A clamd for one call: reads as the protocol says and answers what the test wants.
class FakeScanner {
  public:
    explicit FakeScanner(sockaddr const& address, socklen_t length, Answer answer,
                         std::size_t read_max = std::size_t{1} << 30)
        : listener_(::socket(address.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0)),
          answer_(std::move(answer)),
          read_max_(read_max) {
        ENSURE(::bind(listener_.get(), &address, length) == 0);
        ENSURE(::listen(listener_.get(), 1) == 0);
        thread_ = std::jthread{[this] { serve(); }};
    }

    std::uint16_t port() const {
        sockaddr_in address{};
        socklen_t length = sizeof address;
        ENSURE(::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &length) == 0);
        return ntohs(address.sin_port);
    }

    ~FakeScanner() { ::shutdown(listener_.get(), SHUT_RDWR); }

  private:
    std::string read(int fd, std::size_t bytes) {
        std::string all(bytes, '\0');
        if (bytes > 0 &&
            ::recv(fd, all.data(), bytes, MSG_WAITALL) != static_cast<ssize_t>(bytes)) {
            all.clear();
        }
        return all;
    }

    void serve() {
        Fd const peer{::accept(listener_.get(), nullptr, nullptr)};
        if (!peer) return;
        auto command = read(peer.get(), 6);
        if (command != std::string{"zPING\0", 6}) {
            command += read(peer.get(), 4);
            if (command != std::string{"zINSTREAM\0", 10}) return;
        }
        std::string stream;
        while (command.size() == 10 && stream.size() < read_max_) {
            auto const head = read(peer.get(), 4);
            if (head.size() != 4) return;
            std::uint32_t bytes = 0;
            std::memcpy(&bytes, head.data(), 4);
            bytes = ntohl(bytes);
            if (bytes == 0) break;
            stream += read(peer.get(), bytes);
        }
        auto const answer = answer_(stream);
        if (answer.empty()) {
            char c = 0;
            (void)!::recv(peer.get(), &c, 1, MSG_WAITALL);  // until the caller gives up
            while (::recv(peer.get(), &c, 1, 0) > 0) continue;
        } else {
            ::send(peer.get(), answer.data(), answer.size(), MSG_NOSIGNAL);
        }
    }

    Fd listener_;
    Answer answer_;
    std::size_t const read_max_;
    std::jthread thread_;
};

struct OverTcp {
    FakeScanner fake;
    Scanner scanner;
    explicit OverTcp(Answer answer, milliseconds time_max = seconds{30},
                     std::size_t read_max = std::size_t{1} << 30)
        : fake(any(), sizeof(sockaddr_in), std::move(answer), read_max),
          scanner({{}, "127.0.0.1", fake.port()}, time_max) {}

  private:
    static sockaddr const& any() {
        static sockaddr_in address = [] {
            sockaddr_in it{};
            it.sin_family = AF_INET;
            it.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            return it;
        }();
        return reinterpret_cast<sockaddr const&>(address);
    }
};

std::string said(std::string_view line) { return std::string{line} + '\0'; }

/// The test file of all scanners, in two pieces so that none takes this one for it.
std::string eicar() {
    return std::string{R"(X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-)"} +
           "ANTIVIRUS-TEST-FILE!$H+H*";
}

Answer signature() {
    return [](std::string const& stream) {
        return said(stream.contains(eicar()) ? "stream: Win.Test.EICAR_HDB-1 FOUND" : "stream: OK");
    };
}

TEST(Scanner, SaysWhatTheScannerSays) {
    OverTcp clean{signature()};
    EXPECT_EQ(clean.scanner.scan("Hello").what, Scan::What::clean);
    OverTcp empty{signature()};
    EXPECT_EQ(empty.scanner.scan("").what, Scan::What::clean);
    OverTcp infected{signature()};
    auto const scan = infected.scanner.scan("before " + eicar() + " behind");
    EXPECT_EQ(scan.what, Scan::What::infected);
    EXPECT_EQ(scan.name, "Win.Test.EICAR_HDB-1");
}

TEST(Scanner, GivesAllOfALargeFile) {
    std::string const much(5'000'001, 'x');
    OverTcp large{[&](std::string const& stream) {
        return said(stream == much ? "stream: OK" : "stream: Cut FOUND");
    }};
    EXPECT_EQ(large.scanner.scan(much).what, Scan::What::clean);
}

TEST(Scanner, HearsThatAFileIsTooLarge) {
    OverTcp limited{[](auto const&) { return said("INSTREAM size limit exceeded. ERROR"); },
                    seconds{30}, 100'000};
    EXPECT_EQ(limited.scanner.scan(std::string(150'000, 'x')).what, Scan::What::too_large);
}

TEST(Scanner, ThatDoesNotAnswerIsUnavailable) {
    OverTcp silent{[](auto const&) { return std::string{}; }, milliseconds{200}};
    EXPECT_EQ(silent.scanner.scan("Hello").what, Scan::What::unavailable);
    for (auto const* odd : {"stream: ERROR", "OK", " FOUND", "stream:  FOUND OK", ""}) {
        OverTcp other{[&](auto const&) { return said(odd); }};
        EXPECT_EQ(other.scanner.scan("Hello").what, Scan::What::unavailable) << odd;
    }
    OverTcp endless{[](auto const&) { return std::string(5000, 'x'); }};
    EXPECT_EQ(endless.scanner.scan("Hello").what, Scan::What::unavailable);
    EXPECT_EQ((Scanner{{"/nowhere/clamd", {}, 0}}.scan("x").what), Scan::What::unavailable);
    EXPECT_EQ((Scanner{{{}, "127.0.0.1", 1}}.scan("x").what), Scan::What::unavailable);
}

TEST(Scanner, OfTheInternetIsNeverSpokenTo) {
    EXPECT_EQ((Scanner{{{}, "192.0.2.1", 3310}, seconds{30}}.scan("x").what),
              Scan::What::unavailable);
}

TEST(Scanner, AStopEndsTheScan) {
    std::stop_source stop;
    OverTcp silent{[&](auto const&) {
        stop.request_stop();
        return std::string{};
    }};
    EXPECT_EQ(silent.scanner.scan("Hello", stop.get_token()).what, Scan::What::unavailable);
}

TEST(Scanner, SpeaksOverAUnixSocketAndAnswersAGreeting) {
    auto const folder =
        std::filesystem::temp_directory_path() / ("parley-scanner-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    auto const path = folder / "clamd.ctl";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.string().copy(address.sun_path, sizeof address.sun_path - 1);
    {
        FakeScanner const fake{reinterpret_cast<sockaddr const&>(address), sizeof address,
                               [](auto const&) { return said("PONG"); }};
        EXPECT_TRUE(Scanner{*scanner_address("unix:" + path.string())}.answers());
    }
    std::filesystem::remove_all(folder);
    EXPECT_FALSE(Scanner{*scanner_address("unix:" + path.string())}.answers());
}

TEST(ScannerAddress, IsAPathOrAHostWithAPort) {
    EXPECT_EQ(scanner_address("unix:/run/clamav/clamd.ctl")->path, "/run/clamav/clamd.ctl");
    auto const v4 = scanner_address("127.0.0.1:3310");
    EXPECT_EQ(v4->host, "127.0.0.1");
    EXPECT_EQ(v4->port, 3310);
    EXPECT_EQ(scanner_address("[::1]:3310")->host, "::1");
    EXPECT_EQ(scanner_address("clamav:3310")->host, "clamav");
    for (auto const* none :
         {"", "unix:", "unix:run", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", ":3310", "::1:3310",
          "host:65536", "host:33 10", "ho st:3310", "host:-1", "http://host:3310"}) {
        EXPECT_FALSE(scanner_address(none)) << none;
    }
    EXPECT_FALSE(scanner_address("unix:/" + std::string(200, 'x')));
}

}  // namespace
}  // namespace parley::files
