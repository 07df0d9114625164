#include "fault_proxy.hpp"

#include <array>
#include <map>
#include <optional>
#include <random>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/write.hpp>

#include "client/asio.hpp"

namespace parley::history {

namespace asio = boost::asio;
using client::ErrorCode;
using client::Executor;
using client::SteadyTimer;
using client::Stream;
using client::Tcp;

namespace {

class Link;

/// What all links share.
struct Shared {
    explicit Shared(std::uint64_t seed) : random(seed) {}

    bool happens(double probability) {
        return probability > 0 && std::uniform_real_distribution<>{0, 1}(random) < probability;
    }
    std::size_t up_to(std::size_t most) {
        return std::uniform_int_distribution<std::size_t>{0, most}(random);
    }

    std::mt19937_64 random;
    Faults faults;
    FaultProxy::Counts counts;
    bool held = false;
    std::vector<std::shared_ptr<Link>> waiting;  // links that have something to do when released
    std::map<std::uint64_t, Link*> links;        // by the order of their coming
};

void reset(Stream& stream) {
    ErrorCode ignored;
    stream.set_option(asio::socket_base::linger{true, 0}, ignored);
    stream.close(ignored);
}

/// One direction of a link.
struct Pipe {
    Pipe(Stream& its_from, Stream& its_to, asio::io_context& io)
        : from(its_from), to(its_to), pause(io) {}
    Stream& from;
    Stream& to;
    SteadyTimer pause;
    std::array<char, 16 * 1024> bytes;
    std::optional<std::size_t> held;  // bytes that came while everything was held; 0: the end
};

/// A client's connection and the one to the server that belongs to it.
class Link : public std::enable_shared_from_this<Link> {
  public:
    Link(Stream client, asio::io_context& io, std::shared_ptr<Shared> shared)
        : shared_(std::move(shared)),
          number_(++shared_->counts.connections),
          client_(std::move(client)),
          server_(io),
          to_server_(client_, server_, io),
          to_client_(server_, client_, io),
          stall_end_(io) {
        shared_->links.emplace(number_, this);
    }
    ~Link() { shared_->links.erase(number_); }

    void start(std::uint16_t port) {
        port_ = port;
        if (!shared_->held) return connect();
        shared_->waiting.push_back(shared_from_this());
    }

    void cut() {
        to_server_.pause.cancel();
        to_client_.pause.cancel();
        stall_end_.cancel();
        reset(client_);
        reset(server_);
    }
    bool stalls() const { return stalls_; }
    std::uint16_t port() const { return port_; }

    void release() {
        if (!connecting_) return connect();
        for (auto* const pipe : {&to_server_, &to_client_}) {
            if (auto const count = std::exchange(pipe->held, std::nullopt)) {
                if (*count == 0) return cut();
                harm(*pipe, *count);
            }
        }
    }

  private:
    void connect() {
        connecting_ = true;
        Tcp::endpoint const where{asio::ip::make_address("127.0.0.1"), port_};
        server_.async_connect(where, [self = shared_from_this()](ErrorCode error) {
            if (error) return self->cut();
            ErrorCode ignored;
            self->client_.set_option(Tcp::no_delay{true}, ignored);
            self->server_.set_option(Tcp::no_delay{true}, ignored);
            self->read(self->to_server_);
            self->read(self->to_client_);
        });
    }

    void read(Pipe& pipe) {
        pipe.from.async_read_some(
            asio::buffer(pipe.bytes),
            [self = shared_from_this(), &pipe](ErrorCode error, std::size_t count) {
                if (self->shared_->held && error != asio::error::operation_aborted) {
                    pipe.held = error ? 0 : count;
                    // Kept alive by whoever releases it: nothing of this link is under way now.
                    self->shared_->waiting.push_back(self);
                    return;
                }
                if (error) return self->cut();
                self->harm(pipe, count);
            });
    }

    void harm(Pipe& pipe, std::size_t count) {
        if (stalls_) return read(pipe);  // swallowed
        auto& faults = shared_->faults;
        if (shared_->happens(faults.cut)) {
            ++shared_->counts.cuts;
            return write(pipe, 0, shared_->up_to(count), 0, true);
        }
        if (shared_->happens(faults.stall)) return stall(pipe);
        auto const step = shared_->happens(faults.split) ? 1 + shared_->up_to(6) : count;
        shared_->counts.splits += step < count ? 1 : 0;
        if (!shared_->happens(faults.delay)) return write(pipe, 0, count, step, false);
        ++shared_->counts.delays;
        auto const most = static_cast<std::size_t>(faults.delay_max.count());
        pipe.pause.expires_after(client::milliseconds{shared_->up_to(most)});
        pipe.pause.async_wait([self = shared_from_this(), &pipe, count, step](ErrorCode error) {
            if (!error) self->write(pipe, 0, count, step, false);
        });
    }

    void stall(Pipe& pipe) {
        ++shared_->counts.stalls;
        stalls_ = true;
        auto const most = static_cast<std::size_t>(shared_->faults.stall_max.count());
        stall_end_.expires_after(client::milliseconds{shared_->up_to(most)});
        stall_end_.async_wait([self = shared_from_this()](ErrorCode error) {
            if (!error) self->cut();
        });
        read(pipe);
    }

    /// Writes bytes [at, end) in writes of `step` bytes (0: in one), then goes on or cuts.
    void write(Pipe& pipe, std::size_t at, std::size_t end, std::size_t step, bool then_cut) {
        if (at == end) return then_cut ? cut() : read(pipe);
        auto const next = step == 0 ? end : std::min(end, at + step);
        asio::async_write(pipe.to, asio::buffer(pipe.bytes.data() + at, next - at),
                          [self = shared_from_this(), &pipe, next, end, step, then_cut](
                              ErrorCode error, std::size_t) {
                              if (error) return self->cut();
                              // A long piece goes through in small writes only at its beginning.
                              constexpr std::size_t small_writes_bytes = 200;
                              self->write(pipe, next, end, next > small_writes_bytes ? 0 : step,
                                          then_cut);
                          });
    }

    std::shared_ptr<Shared> shared_;
    std::uint64_t number_;
    Stream client_;
    Stream server_;
    Pipe to_server_;
    Pipe to_client_;
    SteadyTimer stall_end_;
    std::uint16_t port_ = 0;
    bool connecting_ = false;  // or connected
    bool stalls_ = false;
};

}  // namespace

struct FaultProxy::Impl : std::enable_shared_from_this<Impl> {
    Impl(client::Loop& loop, std::uint64_t seed)
        : io(loop.impl().io),
          acceptor(io, Tcp::endpoint{asio::ip::make_address("127.0.0.1"), 0}),
          shared(std::make_shared<Shared>(seed)) {}

    void accept() {
        acceptor.async_accept([self = shared_from_this()](ErrorCode error, Stream stream) {
            if (error) return;
            if (auto const port = self->upstream()) {
                std::make_shared<Link>(std::move(stream), self->io, self->shared)->start(port);
            } else {
                reset(stream);
            }
            self->accept();
        });
    }

    void cut(auto const& which) {
        auto const links = shared->links;  // cutting may end links
        for (auto const& [number, link] : links) {
            if (shared->links.contains(number) && which(*link)) link->cut();
        }
    }

    asio::io_context& io;
    asio::basic_socket_acceptor<Tcp, Executor> acceptor;
    std::shared_ptr<Shared> shared;
    std::function<std::uint16_t()> upstream;
};

FaultProxy::FaultProxy(client::Loop& loop, std::uint64_t seed)
    : impl_(std::make_shared<Impl>(loop, seed)) {
    impl_->accept();
}

FaultProxy::~FaultProxy() {
    ErrorCode ignored;
    impl_->acceptor.close(ignored);
    cut_all();
    impl_->shared->held = false;
    impl_->shared->waiting.clear();
}

std::uint16_t FaultProxy::port() const { return impl_->acceptor.local_endpoint().port(); }
void FaultProxy::forward_to(std::uint16_t port) {
    impl_->upstream = [port] { return port; };
}
void FaultProxy::forward_to(std::function<std::uint16_t()> choose) {
    impl_->upstream = std::move(choose);
}
void FaultProxy::set(Faults faults) { impl_->shared->faults = faults; }
FaultProxy::Counts const& FaultProxy::counts() const { return impl_->shared->counts; }

void FaultProxy::cut_one() {
    auto& shared = *impl_->shared;
    if (shared.links.empty()) return;
    ++shared.counts.cuts;
    auto const index = shared.up_to(shared.links.size() - 1);
    std::next(shared.links.begin(), static_cast<std::ptrdiff_t>(index))->second->cut();
}

void FaultProxy::cut_all() {
    impl_->shared->counts.cuts += impl_->shared->links.size();
    impl_->cut([](Link const&) { return true; });
}

void FaultProxy::cut_those_to(std::uint16_t port) {
    impl_->cut([port](Link const& link) { return link.port() == port; });
}

void FaultProxy::hold() { impl_->shared->held = true; }

void FaultProxy::release() {
    impl_->shared->held = false;
    for (auto const& link : std::exchange(impl_->shared->waiting, {})) link->release();
}

void FaultProxy::end_stalls() {
    impl_->cut([](Link const& link) { return link.stalls(); });
}

}  // namespace parley::history
