#include "server_process.hpp"

#include <cstring>
#include <filesystem>
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

namespace {

/// A port that nobody uses just now. The same one is taken for each start, as in real life.
std::uint16_t free_port() {
    int const probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    bool const good =
        ::bind(probe, generic, size) == 0 && ::getsockname(probe, generic, &size) == 0;
    ::close(probe);
    if (!good) throw std::runtime_error("there is no free port");
    return ::ntohs(address.sin_port);
}

std::string make_directory() {
    auto pattern = (std::filesystem::temp_directory_path() / "parley-history-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        throw std::runtime_error("no directory can be made for the server");
    }
    return pattern;
}

}  // namespace

ServerProcess::ServerProcess(Options options, int agents, int capacity)
    : options_(std::move(options)), directory_(make_directory()), port_(free_port()) {
    run_to_end({"organization", "add", "history", "--data", directory_, "--queue", "Support"}, "");
    for (int i = 1; i <= agents; ++i) {
        run_to_end({"user", "add", "agent" + std::to_string(i), "--role", "agent", "--capacity",
                    std::to_string(capacity), "--queue", "Support", "--data", directory_,
                    "--password-stdin"},
                   std::string{password} + "\n");
    }
}

ServerProcess::~ServerProcess() {
    kill();
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

/// Starts the program; its standard input is `input`, its output goes to the log file.
int ServerProcess::launch(std::vector<std::string> const& arguments, std::string const& input) {
    std::vector<char*> words{options_.program.data()};
    for (auto const& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, options_.log_file.c_str(),
                                       O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    pid_t pid = 0;
    int const error =
        ::posix_spawn(&pid, options_.program.c_str(), &actions, nullptr, words.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[0]);
    bool const written = ::write(ends[1], input.data(), input.size()) == std::ssize(input);
    ::close(ends[1]);
    if (error != 0 || !written) {
        throw std::runtime_error(options_.program + " cannot be started: " + std::strerror(error));
    }
    return pid;
}

void ServerProcess::run_to_end(std::vector<std::string> const& arguments,
                               std::string const& input) {
    int status = 0;
    ::waitpid(launch(arguments, input), &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        throw std::runtime_error("parley " + arguments[0] + " " + arguments[1] + " failed; see " +
                                 options_.log_file);
    }
}

void ServerProcess::start(std::vector<std::string> const& more_flags) {
    std::vector<std::string> arguments{"serve", "--data", directory_, "--listen",
                                       "127.0.0.1:" + std::to_string(port_)};
    arguments.insert(arguments.end(), options_.flags.begin(), options_.flags.end());
    arguments.insert(arguments.end(), more_flags.begin(), more_flags.end());
    pid_ = launch(arguments, "");
}

void ServerProcess::kill() {
    if (pid_ == 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
}

std::string ServerProcess::ended_by_itself() {
    int status = 0;
    if (pid_ == 0 || ::waitpid(pid_, &status, WNOHANG) == 0) return {};
    pid_ = 0;
    if (WIFSIGNALED(status)) return "by signal " + std::to_string(WTERMSIG(status));
    return "with " + std::to_string(WEXITSTATUS(status));
}

}  // namespace parley::history
