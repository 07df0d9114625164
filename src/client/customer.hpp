#pragma once
// A customer: comes in, starts a chat, writes, reads. Keeps a transcript of what it was told.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "client/http.hpp"
#include "client/message.hpp"
#include "client/session.hpp"
#include "client/transcript.hpp"

namespace parley::client {

struct CustomerHandlers {
    std::function<void()> started;                     // the chat has its id
    std::function<void(Message const&, Via)> message;  // after it is in the transcript
    std::function<void(std::string const& agent)> accepted;
    std::function<void()> returned;  // the agent was lost
    std::function<void(std::string const& reason)> ended;
    /// The server refuses what this customer needs. Nothing more will happen.
    std::function<void(std::string const& operation, Problem const&)> refused;
};

struct CustomerName {
    std::string name;
    std::string email;
    std::string queue;  // empty: the server's first
};

class Customer {
  public:
    Customer(Loop& loop, Http& http, SessionOptions options, CustomerHandlers handlers);
    ~Customer();

    /// Comes in and opens a session; `ready` is called once it is open.
    void enter(CustomerName name, std::function<void()> ready);
    /// REQUIRES: entered.
    void start_chat(std::string const& first_text);
    void post(std::string const& client_id, std::string const& text, Done done);
    /// All messages of the chat, as the store has them.
    void read_back(std::function<void(std::vector<Message>)> done);

    std::string const& chat() const;
    std::string const& token() const;
    Transcript& transcript();
    Session& session();
    /// How often its connection broke; 0 while it has no session yet.
    std::uint64_t breaks() const;

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

/// All messages of a chat after a seq, page by page.
void list_messages(Session& session, std::string const& chat, std::int64_t after_seq,
                   std::function<void(std::vector<Message>)> done,
                   std::function<void(Problem const&)> refused);

}  // namespace parley::client
