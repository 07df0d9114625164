#include "relay_target.hpp"

#include <vector>

namespace parley::bench {

namespace {

using client::LoadListener;
using client::LoadMark;
using client::Side;
using client::Socket;
using client::SocketOptions;

constexpr std::size_t opening_max = 64;  // sockets that are being opened at once

class RelayTarget : public client::LoadTarget {
  public:
    RelayTarget(client::Loop& loop, client::LoadOptions const& options, std::unique_ptr<Wire> wire)
        : loop_(loop), options_(options), wire_(std::move(wire)) {
        for (auto const& server : options.servers) {
            addresses_.push_back(client::parse_address(server));
        }
    }

    ~RelayTarget() override {
        for (auto const& socket : sockets_) socket->drop();
    }

    void connect_pairs(LoadListener& listener, int pairs, std::function<void()> ready) override {
        std::vector<SocketOptions> wanted;
        for (int i = 0; i < options_.agents; ++i)
            wanted.push_back(wire_->agent(i, options_.agents));
        for (int i = 0; i < pairs; ++i) wanted.push_back(wire_->customer(i));
        connect(listener, std::move(wanted), std::move(ready));
    }

    void connect_idle(LoadListener& listener, int customers, int desks,
                      std::function<void()> ready) override {
        connect(
            listener,
            std::vector<SocketOptions>(static_cast<std::size_t>(customers + desks), wire_->idle()),
            std::move(ready));
    }

    int connected() const override { return static_cast<int>(ready_sockets_); }

    void post(LoadMark mark) override {
        wire_->write(frame_, mark);
        auto const agents = static_cast<std::size_t>(options_.agents);
        auto const index = mark.from == Side::agent ? mark.pair % agents : agents + mark.pair;
        sockets_[first_ + index]->send(frame_);
    }

    void clean_up(std::function<void()> done) override { done(); }

  private:
    void connect(LoadListener& listener, std::vector<SocketOptions> wanted,
                 std::function<void()> ready) {
        listener_ = &listener;
        first_ = sockets_.size();
        wanted_ = std::move(wanted);
        sockets_.resize(first_ + wanted_.size());
        opened_ = 0;
        ready_sockets_ = 0;
        ready_ = std::move(ready);
        for (std::size_t i = 0; i < opening_max; ++i) open_next();
    }

    void open_next() {
        if (opened_ == wanted_.size()) return;
        auto const index = opened_++;
        auto& socket = sockets_[first_ + index];
        auto const is_ready = std::make_shared<bool>(false);
        // Agents and customers of several relays are spread, each for themselves.
        auto const agents = static_cast<std::size_t>(options_.agents);
        auto const place = index < agents ? index : index - agents;
        socket = Socket::open(
            loop_, addresses_[place % addresses_.size()], wanted_[index],
            {.opened =
                 [this, &socket = sockets_[first_ + index], is_ready] {
                     auto const hello = wire_->hello();
                     if (!hello.empty()) return socket->send(hello);
                     *is_ready = true;
                     now_ready();
                 },
             .received =
                 [this, &socket = sockets_[first_ + index], is_ready](std::string_view frame) {
                     if (!*is_ready) {
                         *is_ready = wire_->welcome(frame);
                         if (*is_ready) now_ready();
                         return;
                     }
                     auto const answer = wire_->read(frame, *listener_);
                     if (!answer.empty()) socket->send(answer);
                 },
             .ended =
                 [this](client::Ended const& why) {
                     listener_->failed("a connection broke (" + std::to_string(why.code) + " " +
                                       why.reason + ")");
                 }});
    }

    void now_ready() {
        if (++ready_sockets_ == wanted_.size()) return ready_();
        open_next();
    }

    client::Loop& loop_;
    client::LoadOptions const& options_;
    std::vector<client::Address> addresses_;
    std::unique_ptr<Wire> wire_;
    LoadListener* listener_ = nullptr;
    std::vector<SocketOptions> wanted_;
    std::vector<std::shared_ptr<Socket>> sockets_;  // idle ones, then agents, then customers
    std::size_t first_ = 0;                         // of the ones that were asked for last
    std::size_t opened_ = 0;
    std::size_t ready_sockets_ = 0;
    std::function<void()> ready_;
    std::string frame_;
};

}  // namespace

std::unique_ptr<client::LoadTarget> make_relay_target(client::Loop& loop,
                                                      client::LoadOptions const& options,
                                                      std::unique_ptr<Wire> wire) {
    return std::make_unique<RelayTarget>(loop, options, std::move(wire));
}

}  // namespace parley::bench
