#include "round.hpp"

#include "client/uuid.hpp"

namespace parley::history {

using client::Agent;
using client::Answer;
using client::Author;
using client::Left;
using client::Message;
using client::milliseconds;
using client::Offered;
using client::Via;

namespace {

constexpr int waiting_posts_max = 3;        // of one author in one chat
constexpr milliseconds vanish_pause{2500};  // longer than the grace the server is started with

}  // namespace

Round::Round(World& world, Place& place, Plan plan, int customers, std::function<void()> done)
    : world_(world),
      place_(place),
      plan_(std::move(plan)),
      done_(std::move(done)),
      random_(plan_.seed),
      seats_(static_cast<std::size_t>(customers)),
      poll_(world.loop),
      begun_(client::steady_now()),
      self_(std::make_shared<Round*>(this)) {
    for (std::size_t i = 0; i < seats_.size(); ++i) {
        auto& seat = seats_[i];
        seat.customer_writes = std::make_unique<client::Timer>(world.loop);
        seat.agent_writes = std::make_unique<client::Timer>(world.loop);
        seat.email = "c" + std::to_string(i) + "." + std::to_string(plan_.seed) + "@example.com";
    }
}

Round::~Round() { world_.crew.listen(nullptr); }

void Round::begin() {
    world_.crew.listen(this);
    for (std::size_t i = 0; i < seats_.size(); ++i) enter(i);
    place_.begin_harm([this] { return pairs(); });
    if (plan_.vanishes) {
        at(plan_.vanishes_at, [this] { world_.crew.vanish(*plan_.vanishes, vanish_pause); });
    }
    at(plan_.length, [this] { rest(); });
}

void Round::at(milliseconds when, client::Task task) {
    timers_.push_back(std::make_unique<client::Timer>(world_.loop));
    timers_.back()->start(when, std::move(task));
}

std::vector<Pair> Round::pairs() const {
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < seats_.size(); ++i) {
        auto const& seat = seats_[i];
        if (seat.agent != nullptr) pairs.push_back({seat.chat, i, world_.crew.number(*seat.agent)});
    }
    return pairs;
}

std::string Round::make_text() { return client::make_uuid(random_); }

milliseconds Round::draw_pause() {
    return milliseconds{std::uniform_int_distribution<std::int64_t>{
        plan_.pause_min.count(), plan_.pause_max.count()}(random_)};
}

// --- customers
// ------------------------------------------------------------------------------------

void Round::enter(std::size_t index) {
    auto& seat = seats_[index];
    seat.first_text = make_text();
    seat.customer = std::make_unique<client::Customer>(world_.loop, world_.http,
                                                       place_.customer(index), handlers(index));
    seat.customer->enter({"Customer " + std::to_string(index), seat.email, ""},
                         [&seat] { seat.customer->start_chat(seat.first_text); });
}

client::CustomerHandlers Round::handlers(std::size_t index) {
    return {
        .started =
            [this, index] {
                auto& seat = seats_[index];
                seat.chat = seat.customer->chat();
                record({.kind = Kind::invoke,
                        .who = "customer",
                        .chat = seat.chat,
                        .message = seat.first_text});
                record({.kind = Kind::ok,
                        .who = "customer",
                        .chat = seat.chat,
                        .message = seat.first_text});
                customer_writes(index);
            },
        .message =
            [this](Message const& message, Via via) {
                record(via == Via::event ? Kind::told : Kind::listed, "customer", message);
                place_.told(message.chat, message.text, true);
            },
        .accepted =
            [this, index](std::string const& agent) {
                record({.kind = Kind::owner,
                        .who = "customer",
                        .chat = seats_[index].chat,
                        .author = agent});
            },
        .returned =
            [this, index] {
                record({.kind = Kind::owner_gone, .who = "customer", .chat = seats_[index].chat});
            },
        .ended = [this, index](std::string const&) { seats_[index].ended = true; },
        .refused =
            [this](std::string const& operation, client::Problem const& problem) {
                refused(operation + ": " + to_words(problem));
            },
    };
}

void Round::customer_writes(std::size_t index) {
    if (phase_ != Phase::writing) return;
    auto const pause = draw_pause();
    seats_[index].customer_writes->start(pause, [this, index] {
        if (phase_ != Phase::writing) return;
        if (seats_[index].waiting_posts < waiting_posts_max) post_as_customer(index);
        customer_writes(index);
    });
}

void Round::post_as_customer(std::size_t index) {
    auto& seat = seats_[index];
    Record const post{
        .kind = Kind::invoke, .who = "customer", .chat = seat.chat, .message = make_text()};
    record(post);
    place_.sent(post.message, true);
    ++seat.waiting_posts;
    seat.customer->post(post.message, post.message, [this, index, post](Answer const& answer) {
        --seats_[index].waiting_posts;
        answered(post, answer);
    });
}

void Round::answered(Record post, Answer const& answer) {
    post.kind = answer ? Kind::ok : Kind::fail;
    if (answer) {
        auto const message = client::message_from(client::object_at(*answer.result, "message"));
        post.seq = message.seq;
        post.id = message.id;
        if (client::flag_at(*answer.result, "duplicate")) ++result_.repeats;
    } else {
        post.id = answer.problem.code;
    }
    record(std::move(post));
}

// --- agents
// ---------------------------------------------------------------------------------------

Round::Seat* Round::seat_of(std::string const& chat) {
    auto const found = std::ranges::find(seats_, chat, &Seat::chat);
    return found == seats_.end() || chat.empty() ? nullptr : &*found;
}

bool Round::wants(Offered const& offered) {
    auto const found = std::ranges::find(seats_, offered.email, &Seat::email);
    if (found == seats_.end() || phase_ == Phase::over) return false;
    found->chat = offered.chat;
    return true;
}

void Round::accepted(Agent& agent, Offered const& offered) {
    record({.kind = Kind::accepted, .who = agent.id(), .chat = offered.chat, .id = offered.offer});
}

void Round::joined(Agent& agent, std::string const& chat) {
    auto* const seat = seat_of(chat);
    if (seat == nullptr) return;
    seat->agent = &agent;
    seat->end_asked = false;
    agent_writes(static_cast<std::size_t>(seat - seats_.data()));
}

void Round::told(Agent& agent, Message const& message, Via via) {
    if (seat_of(message.chat) == nullptr) return;
    record(via == Via::event ? Kind::told : Kind::listed, agent.id(), message);
    place_.told(message.chat, message.text, false);
}

void Round::left(Agent& agent, std::string const& chat, Left how) {
    auto* const seat = seat_of(chat);
    if (seat == nullptr) return;
    if (how == Left::ended) seat->last_agent = &agent;
    if (seat->agent == &agent) seat->agent = nullptr;
}

void Round::vanishing(Agent& agent) {
    for (auto& seat : seats_) {
        if (seat.agent == &agent) seat.agent = nullptr;
        if (seat.last_agent == &agent) seat.last_agent = nullptr;
    }
    std::erase_if(open_posts_of_agents_, [&](auto const& entry) {
        if (entry.second.who != agent.id()) return false;
        auto post = entry.second;
        post.kind = Kind::unknown;
        record(std::move(post));
        return true;
    });
}

void Round::refused(std::string const& what) { give_up("was refused, " + what); }

void Round::agent_writes(std::size_t index) {
    if (phase_ != Phase::writing) return;
    auto const pause = draw_pause();
    seats_[index].agent_writes->start(pause, [this, index] {
        if (phase_ != Phase::writing || seats_[index].agent == nullptr) return;
        post_as_agent(index);
        agent_writes(index);
    });
}

void Round::post_as_agent(std::size_t index) {
    auto& agent = *seats_[index].agent;
    auto const& chat = seats_[index].chat;
    auto const waiting = std::ranges::count_if(open_posts_of_agents_, [&](auto const& entry) {
        return entry.second.chat == chat && entry.second.who == agent.id();
    });
    if (waiting >= waiting_posts_max) return;
    Record const post{
        .kind = Kind::invoke, .who = agent.id(), .chat = chat, .message = make_text()};
    record(post);
    place_.sent(post.message, false);
    open_posts_of_agents_.emplace(post.message, post);
    // The agent outlives the round, so the answer may come to nobody.
    agent.post(chat, post.message, post.message,
               [weak = std::weak_ptr{self_}, post](Answer const& answer) {
                   auto const self = weak.lock();
                   if (!self) return;
                   (*self)->open_posts_of_agents_.erase(post.message);
                   (*self)->answered(post, answer);
               });
}

void Round::record(Kind kind, std::string const& who, Message const& message) {
    auto const author = message.author == Author::customer ? std::string{"customer"}
                        : message.author == Author::agent  ? message.author_id
                                                           : std::string{"system"};
    record({.kind = kind,
            .who = who,
            .chat = message.chat,
            .message = message.author == Author::system ? message.event : message.text,
            .seq = message.seq,
            .id = message.id,
            .author = author,
            .person = message.event_person});
}

}  // namespace parley::history
