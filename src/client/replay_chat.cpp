#include "client/replay_chat.hpp"

#include "base/text.hpp"
#include "client/uuid.hpp"

namespace parley::client {

ReplayChat::ReplayChat(ReplayRun& run, Dialogue const& dialogue, std::size_t index,
                       std::string email)
    : run_(run),
      dialogue_(dialogue),
      index_(index),
      email_(std::move(email)),
      customer_(run.loop, run.http, run.session, handlers()),
      customer_types_(run.loop),
      agent_types_(run.loop),
      sent_at_(dialogue.turns.size()) {
    for (std::size_t i = 0; i < dialogue.turns.size(); ++i) {
        client_ids_.push_back(make_uuid(run.random));
    }
}

CustomerHandlers ReplayChat::handlers() {
    return {
        .started = [] {},
        .message = [this](Message const& message, Via via) { customer_told(message, via); },
        .accepted = [](std::string const&) {},
        .returned = [] {},
        .ended = [this](std::string const& reason) { ended(reason); },
        .refused = [this](std::string const& operation,
                          Problem const& problem) { run_.refused(operation, problem); },
    };
}

void ReplayChat::start() {
    customer_.enter({"Customer " + std::to_string(index_ + 1), email_, run_.queue}, [this] {
        bool const customer_begins = dialogue_.turns.front().author == Author::customer;
        if (customer_begins) customer_posts_ = 0;
        customer_.start_chat(customer_begins ? dialogue_.turns.front().text : std::string{});
    });
}

void ReplayChat::joined(Agent& agent, std::string const& chat) {
    if (over_) return;
    chat_ = chat;
    run_.last_progress = steady_now();
    if (last_agent_ != nullptr && last_agent_ != &agent) ++run_.report.handovers;
    agent_ = &agent;
    last_agent_ = &agent;
    agent_posts_ = none;
    agent_goes_on();
}

void ReplayChat::told(Agent& agent, Message const& message, Via via) {
    if (over_ || &agent != agent_) return;
    auto const turns = agent.transcript(chat()).turns();
    if (message.author == Author::customer && turns > 0) delivered(turns - 1, via);
    agent_goes_on();
}

void ReplayChat::left(Agent& agent, Left how) {
    if (over_ || &agent != agent_) return;
    agent_types_.cancel();
    if (how == Left::ended) {
        agent_knows_end_ = true;
        return verify();
    }
    agent_ = nullptr;
    agent_posts_ = none;
    ending_ = false;
}

void ReplayChat::customer_told(Message const& message, Via via) {
    if (over_) return;
    auto const turns = customer_.transcript().turns();
    if (message.author == Author::agent && turns > 0) delivered(turns - 1, via);
    customer_goes_on();
    if (agent_ != nullptr) agent_goes_on();
}

/// The turn has come to the side that did not write it.
void ReplayChat::delivered(std::size_t turn, Via via) {
    auto const now = steady_now();
    run_.last_progress = now;
    if (turn >= sent_at_.size() || sent_at_[turn] == SteadyTime{}) return;
    if (via == Via::event) run_.report.latency.add(now - sent_at_[turn]);
    sent_at_[turn] = {};
}

microseconds ReplayChat::typing_time(std::size_t turn) const {
    constexpr double us_per_character = 40'000;
    if (run_.speed <= 0) return microseconds{0};
    auto const characters = static_cast<double>(code_points(dialogue_.turns[turn].text));
    return microseconds{static_cast<std::int64_t>(us_per_character * characters / run_.speed)};
}

void ReplayChat::customer_goes_on() {
    auto const turn = customer_.transcript().turns();
    if (turn >= dialogue_.turns.size() || customer_posts_ == turn ||
        dialogue_.turns[turn].author != Author::customer) {
        return;
    }
    customer_posts_ = turn;
    auto const pause = typing_time(turn);
    if (pause.count() == 0) return post_as_customer(turn);
    customer_types_.start(pause, [this, turn] { post_as_customer(turn); });
}

void ReplayChat::agent_goes_on() {
    auto const turn = agent_->transcript(chat()).turns();
    if (turn >= dialogue_.turns.size()) {
        if (customer_.transcript().turns() >= dialogue_.turns.size()) end();
        return;
    }
    if (agent_posts_ == turn || dialogue_.turns[turn].author != Author::agent) return;
    agent_posts_ = turn;
    auto const pause = typing_time(turn);
    if (pause.count() == 0) return post_as_agent(turn);
    agent_types_.start(pause, [this, turn] { post_as_agent(turn); });
}

void ReplayChat::post_as_customer(std::size_t turn) {
    sent_at_[turn] = steady_now();
    customer_.post(client_ids_[turn], dialogue_.turns[turn].text, [this](Answer const& answer) {
        if (over_) return;
        if (!answer)
            return fail("a message of the customer was refused, " + to_words(answer.problem));
        if (flag_at(*answer.result, "duplicate")) ++run_.report.repeats;
    });
}

void ReplayChat::post_as_agent(std::size_t turn) {
    sent_at_[turn] = steady_now();
    // Weak: an agent's session outlives the chat, and may answer after the chat went elsewhere.
    agent_->post(chat(), client_ids_[turn], dialogue_.turns[turn].text,
                 [weak = weak_from_this(), agent = agent_](Answer const& answer) {
                     auto const self = weak.lock();
                     if (!self || self->over_) return;
                     if (!answer) return self->agent_refused(*agent, answer.problem);
                     if (flag_at(*answer.result, "duplicate")) ++self->run_.report.repeats;
                 });
}

void ReplayChat::agent_refused(Agent const& agent, Problem const& problem) {
    // Where the chat went back to the queue before the message came, whoever gets it next goes on
    // from what is stored.
    bool const lost = problem.code == "forbidden" || problem.code == "not_found" ||
                      problem.code == "chat_not_active" || &agent != agent_;
    if (!lost) fail("a message of the agent was refused, " + to_words(problem));
}

void ReplayChat::end() {
    if (std::exchange(ending_, true)) return;
    agent_->end_chat(chat(), [](Answer const&) {});  // the event chat.ended tells both sides
}

void ReplayChat::ended(std::string const& reason) {
    if (over_) return;
    if (reason != "agent_ended") return fail("ended too early (" + reason + ")");
    customer_knows_end_ = true;
    verify();
}

void ReplayChat::verify() {
    if (!customer_knows_end_ || !agent_knows_end_ || std::exchange(verifying_, true)) return;
    customer_.read_back([this](std::vector<Message> for_customer) {
        auto const read = [weak = weak_from_this(), for_customer = std::move(for_customer)](
                              std::vector<Message> const& for_agent) {
            if (auto const self = weak.lock(); self && !self->over_) {
                self->compare(for_customer, for_agent);
            }
        };
        auto const refused = [weak = weak_from_this()](Problem const& problem) {
            if (auto const self = weak.lock(); self && !self->over_) {
                self->fail("the agent cannot read it any more, " + to_words(problem));
            }
        };
        list_messages(last_agent_->session(), chat(), 0, read, refused);
    });
}

void ReplayChat::compare(std::vector<Message> const& for_customer,
                         std::vector<Message> const& for_agent) {
    auto& at_customer = customer_.transcript();
    auto& at_agent = last_agent_->transcript(chat());
    Transcript stored{"store"};
    for (auto const& message : for_customer) stored.add(message, Via::list);
    stored.compare_with_store(for_agent);
    stored.compare_with(dialogue_.turns);
    at_customer.compare_with_store(for_customer);
    at_agent.compare_with_store(for_agent);
    for (auto const* transcript : {&at_customer, &at_agent, &stored}) {
        auto& all = run_.report.differences;
        all.insert(all.end(), transcript->differences().begin(), transcript->differences().end());
    }
    ++run_.report.chats;
    run_.report.messages += static_cast<std::int64_t>(stored.turns());
    finish();
}

void ReplayChat::fail(std::string const& why) {
    run_.report.failures.push_back((chat().empty() ? dialogue_.id : chat()) + ": " + why);
    finish();
}

void ReplayChat::finish() {
    over_ = true;
    run_.last_progress = steady_now();
    run_.report.reconnects += customer_.session().breaks();
    run_.report.waits += customer_.session().waits();
    run_.loop.post([finished = &run_.finished, index = index_] { (*finished)(index); });
}

std::string ReplayChat::state() const {
    auto& self = const_cast<ReplayChat&>(*this);
    if (chat().empty()) return "has not started";
    if (verifying_) return "is being read back";
    auto const seen = std::to_string(self.customer_.transcript().turns()) + " of " +
                      std::to_string(dialogue_.turns.size()) + " messages";
    if (agent_ == nullptr) return "waits for an agent, " + seen;
    return "is with " + agent_->name() + ", " + seen;
}

}  // namespace parley::client
