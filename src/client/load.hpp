#pragma once
// `parley load`: pairs of a customer and an agent who exchange messages, as fast as the server can
// or at a steady rate, and customers who do nothing; says what came through, how fast, and what it
// cost.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "client/load_target.hpp"

namespace parley::client {

struct LoadOptions {
    /// Nodes of one server; customers and agents go to each in turn, so that most pairs meet across
    /// nodes.
    std::vector<std::string> servers{"http://127.0.0.1:8080"};
    int pairs = 100;
    double rate = 0;      // messages a second of all pairs together; 0: full speed
    int window = 2;       // at full speed: messages of one direction of a pair under way at once
    double seconds = 10;  // measured, after
    double warm_up_s = 2;
    int idle = 0;        // customers who are connected and do nothing
    int idle_desks = 0;  // the same for agents, spread over their accounts
    int agents = 10;     // accounts <user_prefix>1 … N
    std::string user_prefix = "agent";
    std::string password = "parley-demo";
    std::string queue;             // empty: the server's first
    std::vector<int> server_pids;  // whose CPU and memory are shown, as a sum
    int database_pid = 0;          // whose CPU is shown, its children's included; 0: none
    /// A connection that breaks is no failure: it is opened again, resumes, and what was not
    /// answered is sent again. For servers that are restarted meanwhile.
    bool reconnect = false;
    bool json = false;
    bool quiet = false;  // no progress
};

/// Exit code: 0, or 1 where a message was lost or came twice or out of order, 69 where the server
/// cannot be used.
int run_load(LoadOptions const& options);

/// The same for any server that a target exists for (bench/).
using MakeTarget = std::function<std::unique_ptr<LoadTarget>(Loop&, LoadOptions const&)>;
int run_load(LoadOptions const& options, MakeTarget const& make_target);

}  // namespace parley::client
