#include "balancer.hpp"

#include <array>

#include <boost/asio/write.hpp>

#include "client/asio.hpp"

namespace parley::history {

namespace asio = boost::asio;
using client::ErrorCode;
using client::milliseconds;
using client::SteadyTimer;
using client::Stream;

namespace {
constexpr milliseconds check_every{500};
constexpr milliseconds check_max{700};
constexpr int fall =
    2;  // checks on end that fail before a node is down; one that succeeds is enough
}  // namespace

/// The checks of one node, one after the other.
struct Balancer::Check : std::enable_shared_from_this<Check> {
    Check(client::Loop& loop, std::uint16_t its_port)
        : port(its_port), stream(loop.impl().io), end(loop.impl().io), next(loop.impl().io) {}

    void begin() {
        stream = Stream{stream.get_executor()};
        answer.clear();
        end.expires_after(check_max);
        end.async_wait([self = shared_from_this()](ErrorCode error) {
            ErrorCode ignored;
            if (!error) self->stream.close(ignored);
        });
        stream.async_connect({asio::ip::make_address("127.0.0.1"), port},
                             [self = shared_from_this()](ErrorCode error) {
                                 if (error) return self->over();
                                 asio::async_write(self->stream, asio::buffer(self->request),
                                                   [self](ErrorCode failed, std::size_t) {
                                                       failed ? self->over() : self->read();
                                                   });
                             });
    }
    void read() {
        stream.async_read_some(asio::buffer(bytes),
                               [self = shared_from_this()](ErrorCode error, std::size_t count) {
                                   self->answer.append(self->bytes.data(), count);
                                   error ? self->over() : self->read();
                               });
    }
    void over() {
        end.cancel();
        // A server without this page is as ready as it is alive.
        bool const good = answer.starts_with("HTTP/1.1 200") || answer.starts_with("HTTP/1.1 404");
        if (done) done(good);
        next.expires_after(check_every);
        next.async_wait([self = shared_from_this()](ErrorCode error) {
            if (!error && self->done) self->begin();
        });
    }

    std::uint16_t port;
    Stream stream;
    SteadyTimer end;
    SteadyTimer next;
    std::string request = "GET /readyz HTTP/1.1\r\nHost: " + std::string{public_name} +
                          "\r\nConnection: close\r\n\r\n";
    std::array<char, 1024> bytes;
    std::string answer;
    std::function<void(bool good)> done;
    int failed = fall;  // on end
};

Balancer::Balancer(client::Loop& loop, std::vector<std::uint16_t> nodes)
    : loop_(loop), ports_(std::move(nodes)) {
    for (std::size_t i = 0; i < ports_.size(); ++i) {
        checks_.push_back(std::make_shared<Check>(loop, ports_[i]));
        checks_.back()->done = [this, i](bool good) { looked(i, good); };
        checks_.back()->begin();
    }
}

Balancer::~Balancer() {
    for (auto const& check : checks_) {
        check->done = nullptr;
        check->next.cancel();
        check->end.cancel();
        ErrorCode ignored;
        check->stream.close(ignored);
    }
}

void Balancer::looked(std::size_t node, bool good) {
    bool const was_up = is_up(node);
    auto& failed = checks_[node]->failed;
    failed = good ? 0 : failed + 1;
    if (is_up(node) == was_up) return;
    if (!good) {
        for (auto const& door : doors_) door->proxy->cut_those_to(ports_[node]);
    }
    if (changed) changed(node, good);
}

bool Balancer::is_up(std::size_t node) const { return checks_[node]->failed < fall; }

bool Balancer::all_up() const {
    for (std::size_t i = 0; i < ports_.size(); ++i) {
        if (checks_[i]->failed > 0) return false;
    }
    return true;
}

std::size_t Balancer::add_door(std::size_t first_node) {
    doors_.push_back(std::make_unique<Door>());
    auto& door = *doors_.back();
    lead(doors_.size() - 1, first_node);
    door.proxy = std::make_unique<FaultProxy>(loop_, doors_.size());
    door.proxy->forward_to([this, &door] { return choose(door); });
    return doors_.size() - 1;
}

void Balancer::lead(std::size_t door, std::size_t node) {
    doors_[door]->node = node % ports_.size();
    doors_[door]->fresh = true;
}

std::uint16_t Balancer::choose(Door& door) {
    auto const after = std::exchange(door.fresh, false) ? door.node : door.node + 1;
    for (std::size_t i = 0; i < ports_.size(); ++i) {
        auto const node = (after + i) % ports_.size();
        if (!is_up(node)) continue;
        door.node = node;
        return ports_[node];
    }
    return 0;
}

client::Address Balancer::address(std::size_t door) const {
    auto const port = doors_[door]->proxy->port();
    return {std::string{public_name}, "127.0.0.1", port};
}

client::Address Balancer::address_of_node(std::size_t node) const {
    return {std::string{public_name}, "127.0.0.1", ports_[node]};
}

}  // namespace parley::history
