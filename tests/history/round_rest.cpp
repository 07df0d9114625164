// A round coming to rest: everybody gets an answer, all chats end and are read back.
#include <algorithm>

#include "round.hpp"

namespace parley::history {

using client::Answer;
using client::Message;
using client::milliseconds;

void Round::rest() {
    constexpr milliseconds again{100};
    constexpr std::chrono::seconds longer{40};
    if (!place_.may_rest() && client::steady_now() - begun_ < plan_.length + longer) {
        return at(again, [this] { rest(); });
    }
    rests_since_ = client::steady_now();
    phase_ = Phase::settling;
    place_.end_harm();
    poll();
}

void Round::poll() {
    constexpr milliseconds pause{20};
    poll_.start(pause, [this] {
        constexpr std::chrono::seconds most{60};
        if (phase_ == Phase::over) return;
        if (auto const how = place_.ended_by_itself(); !how.empty()) {
            result_.violations.push_back({Fault::died, "", "the server ended by itself, " + how});
            return finish();
        }
        if (phase_ == Phase::settling && settled()) {
            look(false);
            phase_ = Phase::ending;
        }
        if (phase_ == Phase::ending && all_ended()) {
            phase_ = Phase::reading;
            look(true);
            for (auto& seat : seats_) read_back(seat);
        }
        if (phase_ == Phase::reading && all_read()) return finish();
        if (client::steady_now() - rests_since_ > most) {
            return give_up(phase_ == Phase::settling ? what_is_missing()
                           : phase_ == Phase::ending ? "does not end"
                                                     : "cannot be read back whole");
        }
        poll();
    });
}

void Round::look(bool at_end) {
    std::ranges::move(place_.look(at_end), std::back_inserter(result_.violations));
}

std::string Round::what_is_missing() {
    auto const offline = std::ranges::count_if(seats_, [](Seat const& seat) {
        return !seat.customer || seat.customer->chat().empty() || !seat.customer->session().live();
    });
    int waiting = 0;
    for (auto const& seat : seats_) waiting += seat.waiting_posts;
    return "does not settle: " + std::to_string(offline) + " customers are not connected, " +
           std::to_string(waiting) + " of their posts and " +
           std::to_string(open_posts_of_agents_.size()) + " of agents' have no answer, " +
           (world_.crew.all_here() ? "all agents are here," : "an agent is not here,") +
           place_.state();
}

/// Everybody is connected and every post has its answer.
bool Round::settled() {
    if (!place_.is_whole() || !world_.crew.all_here() || !open_posts_of_agents_.empty()) {
        return false;
    }
    return std::ranges::all_of(seats_, [](Seat const& seat) {
        return !seat.chat.empty() && !seat.customer->chat().empty() &&
               seat.customer->session().live() && seat.waiting_posts == 0;
    });
}

bool Round::all_ended() {
    bool all = true;
    for (auto& seat : seats_) {
        if (seat.ended && seat.agent == nullptr) continue;
        all = false;
        if (!seat.ended) ask_to_end(seat);
    }
    return all;
}

void Round::ask_to_end(Seat& seat) {
    if (std::exchange(seat.end_asked, true)) return;
    if (seat.agent != nullptr) {
        seat.agent->end_chat(seat.chat, [](Answer const&) {});
    } else {
        seat.customer->session().call("chat.end", {{"chat", seat.chat}}, [](Answer const&) {});
    }
}

/// By its customer, by its last agent, and for each of them through every server.
std::size_t Round::readings(Seat const& seat) const {
    return (seat.last_agent == nullptr ? 1u : 2u) * (1 + place_.every_server().size());
}

void Round::read_through_every_server(Seat& seat) {
    std::vector<std::string> tokens{seat.customer->token()};
    if (seat.last_agent != nullptr) tokens.push_back(seat.last_agent->token());
    for (auto const& server : place_.every_server()) {
        for (auto const& token : tokens) {
            auto const number = readers_.size();
            auto const read = [this, &seat, number] {
                list_messages(
                    *readers_[number], seat.chat, 0,
                    [&seat](auto messages) { seat.read_back.push_back(std::move(messages)); },
                    [this](auto const& problem) { refused("message.list: " + to_words(problem)); });
            };
            readers_.push_back(std::make_unique<client::Session>(
                world_.loop, server, token,
                client::SessionHandlers{
                    .opened =
                        [read](client::Opened how) {
                            if (how.first) read();
                        },
                    .event = [](client::Event const&) {},
                    .stopped = [this](std::string const& why) { refused("session.open: " + why); },
                }));
            readers_.back()->start();
        }
    }
}

void Round::read_back(Seat& seat) {
    read_through_every_server(seat);
    seat.customer->read_back([this, &seat](std::vector<Message> const& messages) {
        for (auto const& message : messages) record(Kind::stored, "customer", message);
        seat.read_back.push_back(messages);
    });
    if (seat.last_agent == nullptr) return;
    auto const read = [weak = std::weak_ptr{self_}, &seat](std::vector<Message> const& messages) {
        auto const self = weak.lock();
        if (!self) return;
        for (auto const& message : messages) {
            (*self)->record(Kind::stored, seat.last_agent->id(), message);
        }
        seat.read_back.push_back(messages);
    };
    auto const no = [weak = std::weak_ptr{self_}](client::Problem const& problem) {
        if (auto const self = weak.lock()) (*self)->refused("message.list: " + to_words(problem));
    };
    list_messages(seat.last_agent->session(), seat.chat, 0, read, no);
}

bool Round::all_read() {
    return std::ranges::all_of(seats_, [&](Seat const& seat) {
        return seat.read_back.size() == readings(seat) && has_everything(seat);
    });
}

/// The last messages may still be on their way to a reader who is catching up.
bool Round::has_everything(Seat const& seat) const {
    auto const end = std::ssize(seat.read_back.front());
    if (seat.customer->transcript().complete() != end) return false;
    return seat.last_agent == nullptr || seat.last_agent->transcript(seat.chat).complete() == end;
}

void Round::give_up(std::string const& what) {
    if (phase_ == Phase::over) return;
    auto const stuck = std::ranges::find_if(seats_, [&](Seat const& seat) {
        return phase_ == Phase::ending ? !seat.ended || seat.agent != nullptr
                                       : seat.waiting_posts > 0 || seat.chat.empty();
    });
    result_.violations.push_back(
        {Fault::stuck, stuck == seats_.end() ? std::string{} : stuck->chat, what});
    finish();
}

void Round::finish() {
    bool const at_rest = phase_ == Phase::reading && all_read();
    phase_ = Phase::over;
    poll_.cancel();
    timers_.clear();
    readers_.clear();
    // A history that did not come to rest would be found incomplete everywhere.
    if (at_rest) {
        std::ranges::move(check(result_.history), std::back_inserter(result_.violations));
        compare_readings();
    }
    auto const add = [&](client::Transcript const& transcript) {
        for (auto const& one : transcript.differences()) {
            result_.violations.push_back({Fault::gap, one.chat,
                                          one.who + ": seq " + std::to_string(one.seq) + " " +
                                              std::string{client::fault_words(one.fault)}});
        }
    };
    for (auto& seat : seats_) {
        if (!seat.customer) continue;
        result_.breaks += seat.customer->breaks();
        add(seat.customer->transcript());
        for (auto* const agent : world_.crew.agents()) {
            if (!agent->knows(seat.chat)) continue;
            add(agent->transcript(seat.chat));
            agent->forget(seat.chat);
        }
    }
    world_.loop.post([done = done_] { done(); });
}

/// Whoever reads a chat through whichever server reads the same.
void Round::compare_readings() {
    auto const place_and_id = [](Message const& message) {
        return std::pair{message.seq, message.id};
    };
    for (auto const& seat : seats_) {
        for (auto const& one : seat.read_back) {
            if (std::ranges::equal(one, seat.read_back.front(), {}, place_and_id, place_and_id))
                continue;
            result_.violations.push_back(
                {Fault::changed, seat.chat, "is not the same through every server"});
        }
    }
}

}  // namespace parley::history
