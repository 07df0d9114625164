#pragma once
// The options that say by which servers the browsers of customers and agents find each other, to
// show a screen.

#include <string>
#include <vector>

#include "api/sharing_servers.hpp"

namespace CLI {
class App;
}

namespace parley::app {

struct SharingOptions {
    std::vector<std::string> stun;
    std::vector<std::string> turn;
    std::string turn_secret_file;
};

void add_sharing_options(CLI::App& command, SharingOptions& options);

/// Without any, browsers find each other within one network only. Throws UsageError that says what
/// is wrong with them.
api::SharingConfig sharing_config(SharingOptions const& options);

}  // namespace parley::app
