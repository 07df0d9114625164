#pragma once
// The real server as a process of its own, to be killed and started again.

#include <cstdint>
#include <string>
#include <vector>

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
    ServerProcess(ServerProcess const&) = delete;
    ServerProcess& operator=(ServerProcess const&) = delete;

    static constexpr auto password = "history-check-password";

    void start(std::vector<std::string> const& more_flags = {});
    /// SIGKILL, and waits until it is gone.
    void kill();
    bool running() const { return pid_ != 0; }
    /// Words for people where it has ended by itself; empty while it runs.
    std::string ended_by_itself();
    std::uint16_t port() const { return port_; }

  private:
    int launch(std::vector<std::string> const& arguments, std::string const& input);
    void run_to_end(std::vector<std::string> const& arguments, std::string const& input);

    Options options_;
    std::string directory_;
    std::uint16_t port_ = 0;
    int pid_ = 0;
};

}  // namespace parley::history
