#pragma once
// An agent at a desk: signs in, is available, takes the chats that it is offered and wants, writes,
// ends. Keeps a transcript of each of its chats. Chats that it loses (chat.returned) may come back
// to it.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "client/http.hpp"
#include "client/message.hpp"
#include "client/session.hpp"
#include "client/transcript.hpp"

namespace parley::client {

struct Offered {
    std::string offer;
    std::string chat;
    std::string email;  // of the customer
};

enum class Left { ended, returned };

struct AgentHandlers {
    std::function<void()> ready;  // signed in, available, and knows its capacity
    std::function<bool(Offered const&)> wants;
    /// The chat is this agent's, and all that was written before has been told.
    std::function<void(std::string const& chat)> joined;
    std::function<void(Message const&, Via)> message;  // after it is in the transcript
    std::function<void(std::string const& chat, Left)> left;
    /// The server refuses what this agent needs. Nothing more will happen.
    std::function<void(std::string const& operation, Problem const&)> refused;
    /// The answer to chat.accept was yes. For those who check that only one agent gets a chat.
    std::function<void(Offered const&)> accepted = [](Offered const&) {};
};

class Agent {
  public:
    Agent(Loop& loop, Http& http, SessionOptions options, AgentHandlers handlers);
    ~Agent();

    void sign_in(std::string const& name, std::string const& password);
    void post(std::string const& chat, std::string const& client_id, std::string const& text,
              Done done);
    void end_chat(std::string const& chat, Done done);

    std::string const& name() const;
    std::string const& id() const;
    std::string const& token() const;
    std::int64_t capacity() const;
    /// Chats that it had already when it signed in.
    std::int64_t load_before() const;
    bool has(std::string const& chat) const;
    /// REQUIRES: it was offered the chat and wanted it.
    Transcript& transcript(std::string const& chat);
    /// Whether there is a transcript of the chat.
    bool knows(std::string const& chat) const;
    void forget(std::string const& chat);
    Session& session();

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace parley::client
