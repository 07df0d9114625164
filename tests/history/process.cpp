#include "process.hpp"

#include <cstring>
#include <filesystem>
#include <random>
#include <stdexcept>

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace parley::history {

// Below those that the system gives to outgoing connections, so that nobody takes it while its
// server is down and is to come back.
std::uint16_t free_port() {
    constexpr std::uint16_t first = 20000;
    constexpr std::uint16_t last = 31999;
    static std::mt19937 random{std::random_device{}()};
    for (int tries = 0; tries < 1000; ++tries) {
        auto const port = std::uniform_int_distribution<std::uint16_t>{first, last}(random);
        int const probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = ::htons(port);
        address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
        bool const good = ::bind(probe, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
        ::close(probe);
        if (good) return port;
    }
    throw std::runtime_error("there is no free port");
}

std::string make_directory() {
    auto pattern = (std::filesystem::temp_directory_path() / "parley-history-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        throw std::runtime_error("no directory can be made for the server");
    }
    return pattern;
}

std::vector<std::string> eventful_flags() {
    std::vector<std::string> flags;
    for (auto const* limit :
         {"grace_s=1", "ping_s=1", "silence_s=3", "chats_per_address=1000000",
          "visitors_per_address=1000000", "connections_per_address=10000", "agent_calls=1000000",
          "customer_calls=1000000", "customer_messages=1000000", "sign_in_tries=1000000",
          "sockets_per_user=1000", "sockets_per_visitor=1000"}) {
        flags.insert(flags.end(), {"--limit", limit});
    }
    return flags;
}

/// Starts the program; its standard input is `input`, its output goes to the log file.
void Process::start(std::vector<std::string> const& arguments, std::string const& input) {
    kill();
    std::vector<char*> words{program_.data()};
    for (auto const& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log_file_.c_str(),
                                       O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    // Asio's sockets would live on in the program, and nobody would be told when they end here.
    ::posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    pid_t pid = 0;
    int const error =
        ::posix_spawn(&pid, program_.c_str(), &actions, nullptr, words.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[0]);
    bool const written = ::write(ends[1], input.data(), input.size()) == std::ssize(input);
    ::close(ends[1]);
    if (error != 0 || !written) {
        throw std::runtime_error(program_ + " cannot be started: " + std::strerror(error));
    }
    pid_ = pid;
}

void Process::kill() {
    if (pid_ == 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
}

void Process::pause() {
    if (pid_ != 0) ::kill(pid_, SIGSTOP);
}

void Process::resume() {
    if (pid_ != 0) ::kill(pid_, SIGCONT);
}

std::string Process::ended_by_itself() { return pid_ == 0 ? std::string{} : look(WNOHANG); }

std::string Process::wait() { return look(0); }

std::string Process::look(int how) {
    int status = 0;
    if (::waitpid(pid_, &status, how) == 0) return {};
    pid_ = 0;
    if (WIFSIGNALED(status)) return "by signal " + std::to_string(WTERMSIG(status));
    return "with " + std::to_string(WEXITSTATUS(status));
}

void run_to_end(std::string const& program, std::vector<std::string> const& arguments,
                std::string const& input, std::string const& log_file) {
    Process process{program, log_file};
    process.start(arguments, input);
    if (auto const how = process.wait(); how != "with 0") {
        throw std::runtime_error(program + " " + arguments[0] + " " + arguments[1] + " ended " +
                                 how + "; see " + log_file);
    }
}

}  // namespace parley::history
