#pragma once
// Running the server: from the options to the end of the drain.

#include <functional>
#include <string>
#include <vector>

#include "app/file_options.hpp"
#include "app/mail_options.hpp"
#include "app/sharing_options.hpp"
#include "base/limits.hpp"
#include "store/tx.hpp"

namespace parley::app {

struct ServeOptions {
    std::string data;
    std::string database;  // postgresql://… in place of the data directory
    std::string bus;       // nats://… that nodes on one database wake each other by
    std::string listen = "127.0.0.1:8080";
    std::string public_url;                   // https://… of the proxy in front, if there is one
    std::vector<std::string> widget_origins;  // pages that may show the widget
    std::vector<std::string> limits;          // name=value
    MailOptions mail;
    FileOptions files;
    SharingOptions sharing;
    int threads = 0;  // of I/O; 0: chosen from the number of cores
    bool demo = false;
    /// Runs once in a fresh database, before the server listens.
    std::function<void(store::Tx&)> set_up;
    /// Runs when the server listens; gets its own address.
    std::function<void(std::string const& url)> ready;
};

/// Serves until SIGTERM or SIGINT, drains, returns the exit code.
int serve(ServeOptions options);

/// Applies `name=value` texts. Throws std::runtime_error naming the wrong one.
void apply_limits(Limits& limits, std::vector<std::string> const& settings);

}  // namespace parley::app
