#pragma once
// One real server on a file, to be killed and started again.

#include "process.hpp"

namespace parley::history {

class ServerProcess {
  public:
    struct Options {
        std::string program;             // parley
        std::vector<std::string> flags;  // of `serve`, besides --data and --listen
        std::string log_file;            // gets what it prints
    };

    /// Makes a data directory with an organization, a queue and `agents` accounts agent1 … agentN
    /// with the password. Throws std::runtime_error where that does not work.
    ServerProcess(Options options, int agents, int capacity);
    ~ServerProcess();  // kills it and removes the directory

    void start(std::vector<std::string> const& more_flags = {});
    void kill() { process_.kill(); }
    bool running() const { return process_.running(); }
    std::string ended_by_itself() { return process_.ended_by_itself(); }
    std::uint16_t port() const { return port_; }

  private:
    Options options_;
    std::string directory_;
    std::uint16_t port_ = 0;
    Process process_;
};

/// An organization, a queue Support and the accounts of its agents; `place` says which database.
void set_up(std::string const& program, std::vector<std::string> const& place, int agents,
            int capacity, std::string const& log_file);

}  // namespace parley::history
