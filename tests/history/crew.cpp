#include "crew.hpp"

#include <algorithm>

namespace parley::history {

using client::Agent;
using client::Left;
using client::Message;
using client::Offered;
using client::Problem;
using client::Via;

Crew::Crew(client::Loop& loop, client::Http& http,
           std::function<client::SessionOptions(std::size_t)> session, std::string password,
           std::size_t size)
    : loop_(loop), http_(http), session_(std::move(session)), password_(std::move(password)) {
    seats_.resize(size);
    for (auto& seat : seats_) seat.return_at = std::make_unique<client::Timer>(loop);
}

void Crew::sign_in_all() {
    for (std::size_t i = 0; i < seats_.size(); ++i) sign_in(i);
}

void Crew::sign_in(std::size_t index) {
    auto& seat = seats_[index];
    seat.ready = false;
    seat.agent = std::make_unique<Agent>(loop_, http_, session_(index), handlers(index));
    seat.agent->sign_in("agent" + std::to_string(index + 1), password_);
}

client::AgentHandlers Crew::handlers(std::size_t index) {
    auto const own = [this, index]() -> Agent& { return *seats_[index].agent; };
    return {
        .ready = [this, index] { seats_[index].ready = true; },
        .wants =
            [this](Offered const& offered) {
                return listener_ != nullptr && listener_->wants(offered);
            },
        .joined =
            [this, own](std::string const& chat) {
                if (listener_ != nullptr) listener_->joined(own(), chat);
            },
        .message =
            [this, own](Message const& message, Via via) {
                if (listener_ != nullptr) listener_->told(own(), message, via);
            },
        .left =
            [this, own](std::string const& chat, Left how) {
                if (listener_ != nullptr) listener_->left(own(), chat, how);
            },
        .refused =
            [this](std::string const& operation, Problem const& problem) {
                auto const what = operation + ": " + to_words(problem);
                if (listener_ == nullptr) {
                    refusal_ = what;
                } else {
                    listener_->refused(what);
                }
            },
        .accepted =
            [this, own](Offered const& offered) {
                if (listener_ != nullptr) listener_->accepted(own(), offered);
            },
    };
}

bool Crew::all_here() const {
    return std::ranges::all_of(seats_, [](Seat const& seat) {
        return seat.agent && seat.ready && seat.agent->session().live();
    });
}

std::vector<Agent*> Crew::agents() const {
    std::vector<Agent*> there;
    for (auto const& seat : seats_) {
        if (seat.agent && seat.ready) there.push_back(seat.agent.get());
    }
    return there;
}

std::optional<std::size_t> Crew::number(Agent const& agent) const {
    auto const found =
        std::ranges::find(seats_, &agent, [](Seat const& seat) { return seat.agent.get(); });
    if (found == seats_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - seats_.begin());
}

void Crew::vanish(std::size_t index, client::milliseconds pause) {
    auto& seat = seats_[index];
    if (!seat.agent || !seat.ready) return;
    if (listener_ != nullptr) listener_->vanishing(*seat.agent);
    seat.ready = false;
    seat.agent.reset();
    seat.return_at->start(pause, [this, index] { sign_in(index); });
}

}  // namespace parley::history
