#include "client/load_parley.hpp"

#include <map>
#include <random>

#include <boost/json.hpp>

#include "client/agent.hpp"
#include "client/customer.hpp"
#include "client/load_marks.hpp"

namespace parley::client {

namespace {

constexpr int entering_max = 32;  // customers who are on their way in at once

/// A node of the server.
struct Node {
    Node(Loop& loop, std::string const& address)
        : session{.server = parse_address(address), .socket = {}, .backoff = {}},
          http(loop, session.server) {}
    SessionOptions session;
    Http http;
};

struct Pair {
    std::unique_ptr<Customer> customer;
    std::string chat;
    Agent* agent = nullptr;
    bool ready = false;
};

class ParleyTarget : public LoadTarget {
  public:
    ParleyTarget(Loop& loop, LoadOptions const& options)
        : loop_(loop), options_(options), watch_(loop) {
        for (auto const& address : options.servers) {
            nodes_.push_back(std::make_unique<Node>(loop, address));
        }
        mark_ = std::to_string(std::random_device{}());
    }

    void connect_pairs(LoadListener& listener, int pairs, std::function<void()> ready) override;
    void connect_idle(LoadListener& listener, int customers, int desks,
                      std::function<void()> ready) override;
    int connected() const override { return connected_; }
    void post(LoadMark mark) override;
    std::uint64_t breaks() const override;
    void clean_up(std::function<void()> done) override;

  private:
    void sign_in(int count, std::function<void()> ready);
    AgentHandlers agent_handlers(std::size_t index);
    void all_signed_in(std::size_t pairs);
    void enter_more();
    void start_pair(std::size_t pair);
    CustomerHandlers customer_handlers(std::size_t pair);
    void told(Side own, Message const& message, Via via, Transcript const& transcript);
    void call_post(LoadMark mark);
    void pair_ready(std::size_t pair);
    void go_live();
    void watch();
    void enter_idle();
    void idle_entered();
    void open_desks();
    void refused(std::string const& operation, Problem const& problem);

    Loop& loop_;
    LoadOptions const& options_;
    Node& node(std::size_t index) { return *nodes_[index % nodes_.size()]; }
    std::vector<std::unique_ptr<Node>> nodes_;
    Timer watch_;
    LoadListener* listener_ = nullptr;
    std::string mark_;
    std::vector<std::unique_ptr<Agent>> agents_;
    std::size_t signed_in_ = 0;
    std::function<void()> agents_ready_;
    std::vector<Pair> pairs_;
    std::size_t entered_ = 0;
    int connected_ = 0;
    std::function<void()> ready_;
    std::vector<std::unique_ptr<Customer>> idle_;
    std::size_t idle_wanted_ = 0;
    int idle_desks_wanted_ = 0;
    std::vector<std::unique_ptr<Session>> desks_;
    std::string frame_;  // kept, so that a post allocates nothing
};

void ParleyTarget::refused(std::string const& operation, Problem const& problem) {
    auto why = "the server refused " + operation + " (" + to_words(problem) + ")";
    if (problem.code == "too_many") {
        why +=
            "; start it with limits that allow a load, for instance"
            " --limit chats_per_address=1000000 --limit visitors_per_address=1000000"
            " --limit connections_per_address=60000";
    }
    listener_->failed(std::move(why));
}

void ParleyTarget::sign_in(int count, std::function<void()> ready) {
    agents_ready_ = std::move(ready);
    if (!agents_.empty()) return agents_ready_();
    for (int i = 0; i < count; ++i) {
        auto const index = static_cast<std::size_t>(i);
        agents_.push_back(std::make_unique<Agent>(loop_, node(index).http, node(index).session,
                                                  agent_handlers(index)));
        agents_.back()->sign_in(options_.user_prefix + std::to_string(i + 1), options_.password);
    }
}

AgentHandlers ParleyTarget::agent_handlers(std::size_t index) {
    return {
        .ready =
            [this] {
                if (++signed_in_ == agents_.size()) agents_ready_();
            },
        .wants =
            [this](Offered const& offered) {
                auto const at = offered.email.find("." + mark_ + "@");
                if (at == std::string::npos) return false;
                pairs_[std::stoul(offered.email.substr(1, at - 1))].chat = offered.chat;
                return true;
            },
        .joined =
            [this, index](std::string const& chat) {
                for (std::size_t i = 0; i < pairs_.size(); ++i) {
                    if (pairs_[i].chat != chat) continue;
                    pairs_[i].agent = agents_[index].get();
                    pair_ready(i);
                }
            },
        .message =
            [this, index](Message const& message, Via via) {
                told(Side::agent, message, via, agents_[index]->transcript(message.chat));
            },
        .left = [](std::string const&, Left) {},
        .refused = [this](std::string const& operation,
                          Problem const& problem) { refused(operation, problem); },
    };
}

void ParleyTarget::connect_pairs(LoadListener& listener, int pairs, std::function<void()> ready) {
    listener_ = &listener;
    ready_ = std::move(ready);
    connected_ = 0;
    sign_in(options_.agents, [this, pairs] { all_signed_in(static_cast<std::size_t>(pairs)); });
}

void ParleyTarget::all_signed_in(std::size_t pairs) {
    std::int64_t room = 0;
    for (auto const& agent : agents_) room += agent->capacity() - agent->load_before();
    if (room < static_cast<std::int64_t>(pairs)) {
        return listener_->failed("the agents have room for " + std::to_string(room) +
                                 " chats, less than the pairs; add agents, or give them more "
                                 "capacity: parley user add NAME --capacity N");
    }
    pairs_.resize(pairs);
    for (int i = 0; i < entering_max; ++i) enter_more();
}

void ParleyTarget::enter_more() {
    if (entered_ == pairs_.size()) return;
    start_pair(entered_++);
}

CustomerHandlers ParleyTarget::customer_handlers(std::size_t pair) {
    return {
        .started =
            [this, pair] {
                pair_ready(pair);
                enter_more();
            },
        .message =
            [this, pair](Message const& message, Via via) {
                told(Side::customer, message, via, pairs_[pair].customer->transcript());
            },
        .accepted = [](std::string const&) {},
        .returned = [this] { listener_->failed("a chat lost its agent"); },
        .ended = [this](std::string const& why) { listener_->failed("a chat ended: " + why); },
        .refused = [this](std::string const& operation,
                          Problem const& problem) { refused(operation, problem); },
    };
}

void ParleyTarget::start_pair(std::size_t pair) {
    auto& customer = pairs_[pair].customer;
    customer = std::make_unique<Customer>(loop_, node(pair).http, node(pair).session,
                                          customer_handlers(pair));
    auto const email = "p" + std::to_string(pair) + "." + mark_ + "@example.com";
    customer->enter({"Customer " + std::to_string(pair), email, options_.queue},
                    [&customer] { customer->start_chat({}); });
}

/// Called when one of the two knows the chat. On different nodes either may be the first.
void ParleyTarget::pair_ready(std::size_t pair) {
    auto& its = pairs_[pair];
    if (its.agent == nullptr || its.customer->chat().empty() || std::exchange(its.ready, true)) {
        return;
    }
    if (++connected_ == static_cast<int>(pairs_.size())) go_live();
}

/// From here on frames are only looked through for marks. Where connections may break they are read
/// by those who can resume, which costs more.
void ParleyTarget::go_live() {
    if (options_.reconnect) return ready_();
    auto const tap = [this](Side own) {
        return [this, own](std::string_view frame) {
            read_marks(frame, [this, own](Told told, LoadMark mark) {
                if (told == Told::acknowledged) {
                    listener_->acknowledged(mark);
                } else if (told == Told::refused) {
                    listener_->refused(mark);
                } else if (mark.from != own) {
                    listener_->delivered(mark);
                }
            });
            return true;
        };
    };
    for (auto const& pair : pairs_) pair.customer->session().tap(tap(Side::customer));
    for (auto const& agent : agents_) agent->session().tap(tap(Side::agent));
    watch();
    ready_();
}

void ParleyTarget::watch() {
    constexpr milliseconds pause{250};
    watch_.start(pause, [this] {
        auto const look = [this](Session const& session) {
            if (session.breaks() > 0) {
                listener_->failed("a connection broke (" + session.trouble() + ")");
            }
        };
        for (auto const& pair : pairs_) look(pair.customer->session());
        for (auto const& agent : agents_) look(agent->session());
        watch();
    });
}

/// REQUIRES: options_.reconnect, or before the pairs are live: then there is nothing to be told.
void ParleyTarget::told(Side own, Message const& message, Via via, Transcript const& transcript) {
    auto const mark = read_load_text(message.text);
    if (!mark || mark->from == own) return;
    // What is fetched after events were lost may have been told before.
    if (via == Via::list && transcript.was_told(message.seq)) return;
    listener_->delivered(*mark);
}

void ParleyTarget::call_post(LoadMark mark) {
    auto& pair = pairs_[mark.pair];
    std::string client_id;
    std::string text;
    append_load_uuid(client_id, mark);
    append_load_text(text, mark);
    auto const done = [this, mark](Answer const& answer) {
        answer ? listener_->acknowledged(mark) : listener_->refused(mark);
    };
    if (mark.from == Side::customer) return pair.customer->post(client_id, text, done);
    pair.agent->post(pair.chat, client_id, text, done);
}

std::uint64_t ParleyTarget::breaks() const {
    std::uint64_t sum = 0;
    for (auto const& pair : pairs_) sum += pair.customer->breaks();
    for (auto const& agent : agents_) sum += static_cast<std::uint64_t>(agent->session().breaks());
    return sum;
}

void ParleyTarget::post(LoadMark mark) {
    if (options_.reconnect) return call_post(mark);
    auto& pair = pairs_[mark.pair];
    write_post(frame_, mark, pair.chat);
    auto& session = mark.from == Side::customer ? pair.customer->session() : pair.agent->session();
    session.send_raw(frame_);
}

void ParleyTarget::clean_up(std::function<void()> done) {
    watch_.cancel();
    if (pairs_.empty()) return done();
    for (auto const& agent : agents_) agent->session().tap({});
    auto const left = std::make_shared<std::size_t>(pairs_.size());
    for (auto& pair : pairs_) {
        pair.customer.reset();
        pair.agent->end_chat(pair.chat, [left, done](Answer const&) {
            if (--*left == 0) done();
        });
    }
}

void ParleyTarget::connect_idle(LoadListener& listener, int customers, int desks,
                                std::function<void()> ready) {
    listener_ = &listener;
    ready_ = std::move(ready);
    connected_ = 0;
    idle_wanted_ = static_cast<std::size_t>(customers);
    idle_desks_wanted_ = desks;
    if (customers == 0) return open_desks();
    for (int i = 0; i < entering_max; ++i) enter_idle();
}

void ParleyTarget::enter_idle() {
    if (idle_.size() == idle_wanted_) return;
    auto& its = node(idle_.size());
    idle_.push_back(std::make_unique<Customer>(
        loop_, its.http, its.session,
        CustomerHandlers{
            .started = [] {},
            .message = [](Message const&, Via) {},
            .accepted = [](std::string const&) {},
            .returned = [] {},
            .ended = [](std::string const&) {},
            .refused = [this](std::string const& operation,
                              Problem const& problem) { refused(operation, problem); },
        }));
    idle_.back()->enter({"Visitor", "", ""}, [this] { idle_entered(); });
}

void ParleyTarget::idle_entered() {
    ++connected_;
    if (static_cast<std::size_t>(connected_) < idle_wanted_) return enter_idle();
    open_desks();
}

/// More sockets of the same few accounts: what a desk costs does not depend on whose it is.
void ParleyTarget::open_desks() {
    if (idle_desks_wanted_ == 0) return ready_();
    sign_in(options_.agents, [this] {
        auto const target = connected_ + idle_desks_wanted_;
        for (int i = 0; i < idle_desks_wanted_; ++i) {
            auto const& agent = *agents_[static_cast<std::size_t>(i) % agents_.size()];
            desks_.push_back(std::make_unique<Session>(
                loop_, node(desks_.size()).session, agent.token(),
                SessionHandlers{
                    .opened =
                        [this, target](Opened) {
                            if (++connected_ == target) ready_();
                        },
                    .event = [](Event const&) {},
                    .stopped = [this](std::string const& why) { listener_->failed(why); },
                }));
            desks_.back()->start();
        }
    });
}

}  // namespace

std::unique_ptr<LoadTarget> make_parley_target(Loop& loop, LoadOptions const& options) {
    return std::make_unique<ParleyTarget>(loop, options);
}

}  // namespace parley::client
