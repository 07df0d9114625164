#pragma once
// Programs as processes of their own, to be killed, paused and started again.

#include <cstdint>
#include <string>
#include <vector>

namespace parley::history {

class Process {
  public:
    /// What the program prints is added to the log file.
    Process(std::string program, std::string log_file)
        : program_(std::move(program)), log_file_(std::move(log_file)) {}
    ~Process() { kill(); }
    Process(Process const&) = delete;
    Process& operator=(Process const&) = delete;

    /// Throws std::runtime_error where it cannot be started.
    void start(std::vector<std::string> const& arguments, std::string const& input = {});
    /// SIGKILL, and waits until it is gone.
    void kill();
    /// SIGSTOP, SIGCONT.
    void pause();
    void resume();
    bool running() const { return pid_ != 0; }
    /// Words for people where it has ended by itself; empty while it runs, and after kill().
    std::string ended_by_itself();
    /// Waits for its end, and tells how it ended: "with 0" where all went well.
    std::string wait();

  private:
    std::string look(int how);

    std::string program_;
    std::string log_file_;
    int pid_ = 0;
};

/// Runs a program to its end. Throws std::runtime_error where it fails.
void run_to_end(std::string const& program, std::vector<std::string> const& arguments,
                std::string const& input, std::string const& log_file);

/// A port that nobody uses just now. The same one is taken for each start, as in real life.
std::uint16_t free_port();
/// A new directory for what servers store.
std::string make_directory();

/// How servers are started so that a second of a round is as eventful as an hour of real life; and
/// without limits that only keep out people who write too fast.
std::vector<std::string> eventful_flags();

inline constexpr auto server_password = "history-check-password";

}  // namespace parley::history
