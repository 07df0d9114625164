#pragma once
// `parley replay`: plays recorded conversations against a running server, both sides of each, over
// real sockets, and checks that every message arrived at both sides exactly once, in order and
// unchanged. The server may be killed and started again meanwhile.

#include <string>
#include <vector>

namespace parley::client {

struct ReplayOptions {
    std::string file;  // JSON lines, plain or gzip: dialogues.hpp
    std::string server = "http://127.0.0.1:8080";
    int chats = 0;                   // only the first so many conversations; 0: all
    int agents = 3;                  // agent1 … agentN
    std::vector<std::string> users;  // these instead of agent1 … agentN
    std::string password = "parley-demo";
    std::string queue;    // empty: the server's first
    int concurrency = 0;  // chats at once; 0: as many as the agents may have
    double speed = 0;     // 1: as people type, 40 ms a character; 2: twice as fast; 0: no pauses
    bool json = false;    // print the result as JSON
    bool quiet = false;   // no progress
};

/// Exit code: 0 where everything arrived as it should, 1 where something differs, 66 where the file
/// cannot be read, 69 where the server cannot be used.
int run_replay(ReplayOptions const& options);

}  // namespace parley::client
