#pragma once
// The commands that are clients of a running server: replay and load.

#include <functional>

#include <CLI/CLI.hpp>

namespace parley::app {

void add_client_commands(CLI::App& program, std::function<int()>& run);

}  // namespace parley::app
