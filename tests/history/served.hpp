#pragma once
// How long chats were not served after a fault: until the customer has been told what the agent
// wrote after the fault, and the agent what the customer wrote after it.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "client/loop.hpp"

namespace parley::history {

class Served {
  public:
    void fault(std::vector<std::string> const& chats);
    void sent(std::string const& message, bool by_customer);
    void told(std::string const& chat, std::string const& message, bool to_customer);

    bool all() const { return open_.empty(); }
    /// In milliseconds, of the chats that were hit; those that are still not served count until
    /// now.
    std::vector<double> spans() const;

  private:
    struct Sides {
        bool customer = false;
        bool agent = false;
    };
    static double ms_since(client::SteadyTime when);

    bool begun_ = false;
    client::SteadyTime when_;
    std::set<std::string> by_customers_;  // messages that were sent after the fault
    std::set<std::string> by_agents_;
    std::map<std::string, Sides> open_;
    std::vector<double> spans_;
};

}  // namespace parley::history
