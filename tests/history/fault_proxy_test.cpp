#include "fault_proxy.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <gmock/gmock.h>

#include "client/asio.hpp"

namespace parley::history {
namespace {

using client::ErrorCode;
using client::Executor;
using client::Stream;
using client::Tcp;

/// A server that sends back what it gets, and a client that sends a text through the proxy.
class Proxy : public testing::Test {
  protected:
    Proxy()
        : acceptor_(loop_.impl().io, Tcp::endpoint{boost::asio::ip::make_address("127.0.0.1"), 0}) {
        accept();
    }

    struct Result {
        std::string echoed;
        bool ended = false;
    };

    /// Sends the text through a proxy, and gives what came back before the end, or before `most`.
    Result run(Faults faults, std::uint64_t seed, std::string const& text,
               client::milliseconds most = client::milliseconds{5000}) {
        FaultProxy proxy{loop_, seed};
        proxy.forward_to(acceptor_.local_endpoint().port());
        proxy.set(faults);
        Stream client{loop_.impl().io};
        client.connect({boost::asio::ip::make_address("127.0.0.1"), proxy.port()});
        Result result;
        client::Timer end{loop_};
        end.start(most, [&] { loop_.stop(); });
        boost::asio::async_write(client, boost::asio::buffer(text), [](ErrorCode, std::size_t) {});
        std::array<char, 4096> bytes;
        std::function<void()> read = [&] {
            client.async_read_some(boost::asio::buffer(bytes), [&](ErrorCode error, std::size_t n) {
                result.echoed.append(bytes.data(), n);
                result.ended = static_cast<bool>(error);
                if (error || result.echoed.size() == text.size()) return loop_.stop();
                read();
            });
        };
        read();
        loop_.run();
        counts_ = proxy.counts();
        return result;
    }

    void accept() {
        acceptor_.async_accept([this](ErrorCode error, Stream stream) {
            if (error) return;
            echo(std::make_shared<Stream>(std::move(stream)),
                 std::make_shared<std::array<char, 4096>>());
            accept();
        });
    }
    void echo(std::shared_ptr<Stream> stream, std::shared_ptr<std::array<char, 4096>> bytes) {
        stream->async_read_some(
            boost::asio::buffer(*bytes), [=, this](ErrorCode error, std::size_t n) {
                if (error) return;
                boost::asio::async_write(*stream, boost::asio::buffer(*bytes, n),
                                         [=, this](ErrorCode failed, std::size_t) {
                                             if (!failed) echo(stream, bytes);
                                         });
            });
    }

    client::Loop loop_;
    boost::asio::basic_socket_acceptor<Tcp, Executor> acceptor_;
    FaultProxy::Counts counts_;
};

std::string const text = [] {
    std::string all;
    for (int i = 0; i < 3000; ++i) all += std::to_string(i) + " ";
    return all;
}();

TEST_F(Proxy, WithoutFaultsItIsTransparent) {
    auto const result = run({}, 1, text);
    EXPECT_EQ(result.echoed, text);
    EXPECT_FALSE(result.ended);
    EXPECT_EQ(counts_.connections, 1u);
}

TEST_F(Proxy, SplittingAndDelayingChangeNoByte) {
    auto const result =
        run({.split = 1, .delay = 0.5, .delay_max = client::milliseconds{3}}, 2, text);
    EXPECT_EQ(result.echoed, text);
    EXPECT_GT(counts_.splits, 0u);
    EXPECT_GT(counts_.delays, 0u);
}

TEST_F(Proxy, ACutEndsTheConnectionAfterAFirstPart) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        auto const result = run({.cut = 1}, seed, text);
        EXPECT_TRUE(result.ended);
        EXPECT_LT(result.echoed.size(), text.size());
        EXPECT_EQ(result.echoed, text.substr(0, result.echoed.size()));
        EXPECT_EQ(counts_.cuts, 1u);
    }
}

TEST_F(Proxy, AStallIsSilenceAndThenTheEnd) {
    auto const result = run({.stall = 1, .stall_max = client::milliseconds{100}}, 3, text);
    EXPECT_EQ(result.echoed, "");
    EXPECT_TRUE(result.ended);
    EXPECT_EQ(counts_.stalls, 1u);
}

TEST_F(Proxy, WhatIsHeldGoesOnWhereItWas) {
    FaultProxy proxy{loop_, 1};
    proxy.forward_to(acceptor_.local_endpoint().port());
    Stream before{loop_.impl().io};
    Stream during{loop_.impl().io};
    Tcp::endpoint const where{boost::asio::ip::make_address("127.0.0.1"), proxy.port()};
    std::array<char, 4> first;
    std::array<char, 4> second;
    int echoes = 0;
    auto const say = [&](Stream& stream, std::array<char, 4>& bytes) {
        boost::asio::write(stream, boost::asio::buffer("ping", 4));
        boost::asio::async_read(stream, boost::asio::buffer(bytes),
                                [&](ErrorCode error, std::size_t) {
                                    EXPECT_FALSE(error);
                                    if (++echoes == 2) loop_.stop();
                                });
    };
    client::Timer release{loop_};
    client::Timer hold{loop_};
    before.connect(where);
    // The first connection has been taken by then.
    hold.start(client::milliseconds{50}, [&] {
        proxy.hold();
        say(before, first);
        during.connect(where);
        say(during, second);
        release.start(client::milliseconds{100}, [&] {
            EXPECT_EQ(echoes, 0);
            proxy.release();
        });
    });
    loop_.run();
    EXPECT_EQ(echoes, 2);
}

TEST_F(Proxy, TheSeedDecides) {
    Faults const faults{.cut = 0.3, .split = 0.5};
    std::set<std::size_t> sizes;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        // One short piece each way, so that the system's scheduling has no part in it.
        auto const first = run(faults, seed, "a piece of bytes", client::milliseconds{300});
        auto const again = run(faults, seed, "a piece of bytes", client::milliseconds{300});
        EXPECT_EQ(first.echoed, again.echoed) << seed;
        sizes.insert(first.echoed.size());
    }
    EXPECT_GT(sizes.size(), 1u);
}

}  // namespace
}  // namespace parley::history
