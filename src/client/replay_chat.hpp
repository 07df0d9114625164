#pragma once
// One conversation of a replay: its customer, the agent who has it just now, and whose turn it is.
// Each side decides by its own transcript alone: whoever has seen all turns before the next one,
// and whose turn that is, posts it. So a turn is never posted before the one before it was
// delivered, whatever breaks in between and whichever agent goes on.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "client/agent.hpp"
#include "client/customer.hpp"
#include "client/dialogues.hpp"
#include "client/replay_report.hpp"

namespace parley::client {

/// What the chats of one run have in common.
struct ReplayRun {
    Loop& loop;
    Http& http;
    SessionOptions session;
    double speed = 0;
    std::string queue;
    std::mt19937_64 random;
    ReplayReport report;
    SteadyTime last_progress;
    /// A chat is over, well or not; called once, never from within the chat's own calls.
    std::function<void(std::size_t index)> finished;
    /// The server refuses something without which there is no replay.
    std::function<void(std::string const& operation, Problem const&)> refused;
};

class ReplayChat : public std::enable_shared_from_this<ReplayChat> {
  public:
    ReplayChat(ReplayRun& run, Dialogue const& dialogue, std::size_t index, std::string email);

    void start();
    /// From the agents: the chat is theirs, was told something, is theirs no more.
    void joined(Agent& agent, std::string const& chat);
    void told(Agent& agent, Message const& message, Via via);
    void left(Agent& agent, Left how);

    /// Empty while nobody knows it. Through different nodes an agent may be told before the
    /// customer.
    std::string const& chat() const { return customer_.chat().empty() ? chat_ : customer_.chat(); }
    Customer& customer() { return customer_; }
    /// Words for people on how far it is, when nothing moves.
    std::string state() const;

  private:
    CustomerHandlers handlers();
    void customer_told(Message const& message, Via via);
    void customer_goes_on();
    void agent_goes_on();
    void end();
    void delivered(std::size_t turn, Via via);
    microseconds typing_time(std::size_t turn) const;
    void post_as_customer(std::size_t turn);
    void post_as_agent(std::size_t turn);
    void agent_refused(Agent const& agent, Problem const& problem);
    void ended(std::string const& reason);
    void verify();
    void compare(std::vector<Message> const& for_customer, std::vector<Message> const& for_agent);
    void fail(std::string const& why);
    void finish();

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    ReplayRun& run_;
    Dialogue const& dialogue_;
    std::size_t index_;
    std::string email_;
    std::string chat_;  // as its agent knows it
    Customer customer_;
    Agent* agent_ = nullptr;
    Agent* last_agent_ = nullptr;
    Timer customer_types_;
    Timer agent_types_;
    std::vector<std::string> client_ids_;
    std::vector<SteadyTime> sent_at_;    // of each turn; zero before
    std::size_t customer_posts_ = none;  // the turn that is being typed or posted
    std::size_t agent_posts_ = none;
    bool ending_ = false;
    bool customer_knows_end_ = false;
    bool agent_knows_end_ = false;
    bool verifying_ = false;
    bool over_ = false;
};

}  // namespace parley::client
