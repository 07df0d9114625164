#pragma once
// The agents of all rounds. They stay signed in from round to round; one may vanish and come back.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/agent.hpp"
#include "client/http.hpp"

namespace parley::history {

/// What a round wants to hear from the agents.
class CrewListener {
  public:
    virtual ~CrewListener() = default;
    virtual bool wants(client::Offered const& offered) = 0;
    virtual void accepted(client::Agent& agent, client::Offered const& offered) = 0;
    virtual void joined(client::Agent& agent, std::string const& chat) = 0;
    virtual void told(client::Agent& agent, client::Message const& message, client::Via via) = 0;
    virtual void left(client::Agent& agent, std::string const& chat, client::Left how) = 0;
    /// The agent is about to vanish: whatever it has asked for will never be answered.
    virtual void vanishing(client::Agent& agent) = 0;
    virtual void refused(std::string const& what) = 0;
};

class Crew {
  public:
    /// `session` tells how each agent reaches a server.
    Crew(client::Loop& loop, client::Http& http,
         std::function<client::SessionOptions(std::size_t)> session, std::string password,
         std::size_t size);

    void listen(CrewListener* listener) { listener_ = listener; }
    void sign_in_all();
    /// Signed in, with a live session.
    bool all_here() const;
    std::vector<client::Agent*> agents() const;  // of those who are there
    /// What the server refused while nobody listened; empty where there was nothing.
    std::string const& refusal() const { return refusal_; }
    std::size_t size() const { return seats_.size(); }
    std::optional<std::size_t> number(client::Agent const& agent) const;

    /// Without a word to the server. Comes back after the pause.
    void vanish(std::size_t index, client::milliseconds pause);

  private:
    struct Seat {
        std::unique_ptr<client::Agent> agent;
        std::unique_ptr<client::Timer> return_at;
        bool ready = false;
    };
    void sign_in(std::size_t index);
    client::AgentHandlers handlers(std::size_t index);

    client::Loop& loop_;
    client::Http& http_;
    std::function<client::SessionOptions(std::size_t)> session_;
    std::string password_;
    CrewListener* listener_ = nullptr;
    std::vector<Seat> seats_;
    std::string refusal_;
};

}  // namespace parley::history
