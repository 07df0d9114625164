#pragma once
// Passwords and keys that come from a file, so that no list of processes shows them.

#include <string>

namespace parley::app {

/// The first line of a file that nobody else may read. Throws UsageError that names the option.
std::string read_secret(std::string const& option, std::string const& path);

}  // namespace parley::app
