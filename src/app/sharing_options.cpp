#include "app/sharing_options.hpp"

#include <CLI/CLI.hpp>

#include "app/data_directory.hpp"
#include "app/secret_file.hpp"

namespace parley::app {

namespace {

void check_urls(std::vector<std::string> const& urls, std::string const& scheme) {
    for (auto const& url : urls) {
        if (auto const problem = api::problem_of_ice_url(url, scheme)) {
            throw UsageError("--" + scheme + " " + url + " " + *problem);
        }
    }
}

}  // namespace

void add_sharing_options(CLI::App& command, SharingOptions& options) {
    command.add_option("--stun", options.stun,
                       "server that tells browsers their address: stun:stun.example.org:3478");
    command.add_option("--turn", options.turn,
                       "server that passes on screens: turn:turn.example.org:3478?transport=udp");
    command.add_option("--turn-secret-file", options.turn_secret_file,
                       "file with the secret shared with the TURN server, open to nobody else");
}

api::SharingConfig sharing_config(SharingOptions const& options) {
    check_urls(options.stun, "stun");
    check_urls(options.turn, "turn");
    if (options.turn.empty() != options.turn_secret_file.empty()) {
        throw UsageError("--turn and --turn-secret-file go together");
    }
    api::SharingConfig config{options.stun, options.turn, {}};
    if (!options.turn.empty()) {
        config.turn_secret = read_secret("--turn-secret-file", options.turn_secret_file);
    }
    return config;
}

}  // namespace parley::app
