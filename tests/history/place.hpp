#pragma once
// What a round happens in: a server, or several, and the harm that is done to them. One a round.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker.hpp"
#include "client/session.hpp"

namespace parley::history {

/// A chat while people write in it. The numbers say which connection is whose.
struct Pair {
    std::string chat;
    std::size_t customer;
    std::optional<std::size_t> agent;
};

class Place {
  public:
    virtual ~Place() = default;

    /// How this customer reaches a server.
    virtual client::SessionOptions customer(std::size_t number) = 0;

    /// Does its harm from now on, by timers of its own. `pairs` tells who has whom.
    virtual void begin_harm(std::function<std::vector<Pair>()> pairs) = 0;
    /// Whether people may stop writing: their time is over, but something may still be awaited.
    virtual bool may_rest() { return true; }
    /// Does no more harm and lets everything go on.
    virtual void end_harm() = 0;
    /// Whether everything runs again, as far as can be seen from here.
    virtual bool is_whole() = 0;
    /// What is amiss where it is not, for people.
    virtual std::string state() { return {}; }
    /// Words for people where a server has ended by itself; empty where none has.
    virtual std::string ended_by_itself() = 0;

    /// Every server, to read all chats back through each; none where there is only one.
    virtual std::vector<client::SessionOptions> every_server() { return {}; }
    /// What a look at the store finds that must never be; `at_end`: when all chats are over.
    virtual std::vector<Violation> look(bool at_end) {
        (void)at_end;
        return {};
    }

    // For who measures how long a chat was not served.
    virtual void sent(std::string const& message, bool by_customer) {
        (void)message, (void)by_customer;
    }
    virtual void told(std::string const& chat, std::string const& message, bool to_customer) {
        (void)chat, (void)message, (void)to_customer;
    }
};

}  // namespace parley::history
