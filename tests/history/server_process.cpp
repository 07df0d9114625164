#include "server_process.hpp"

#include <filesystem>

namespace parley::history {

void set_up(std::string const& program, std::vector<std::string> const& place, int agents,
            int capacity, std::string const& log_file) {
    auto const run = [&](std::vector<std::string> arguments, std::string const& input) {
        arguments.insert(arguments.end(), place.begin(), place.end());
        run_to_end(program, arguments, input, log_file);
    };
    run({"organization", "add", "history", "--preset", "none", "--queue", "Support"}, "");
    for (int i = 1; i <= agents; ++i) {
        run({"user", "add", "agent" + std::to_string(i), "--role", "agent", "--capacity",
             std::to_string(capacity), "--queue", "Support", "--password-stdin"},
            std::string{server_password} + "\n");
    }
}

ServerProcess::ServerProcess(Options options, int agents, int capacity)
    : options_(std::move(options)),
      directory_(make_directory()),
      port_(free_port()),
      process_(options_.program, options_.log_file) {
    set_up(options_.program, {"--data", directory_}, agents, capacity, options_.log_file);
}

ServerProcess::~ServerProcess() {
    kill();
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

void ServerProcess::start(std::vector<std::string> const& more_flags) {
    std::vector<std::string> arguments{"serve", "--data", directory_, "--listen",
                                       "127.0.0.1:" + std::to_string(port_)};
    arguments.insert(arguments.end(), options_.flags.begin(), options_.flags.end());
    arguments.insert(arguments.end(), more_flags.begin(), more_flags.end());
    process_.start(arguments);
}

}  // namespace parley::history
