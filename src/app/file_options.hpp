#pragma once
// Files that people attach, on the command line: whether a virus scanner looks into them, too.

#include <optional>
#include <string>

#include "files/scanner.hpp"
#include "store/inspect.hpp"

namespace CLI {
class App;
}

namespace parley::app {

struct FileOptions {
    std::string scanner;
};

void add_file_options(CLI::App& command, FileOptions& options);

/// Nothing where there is none. Throws UsageError.
std::optional<files::ScannerAddress> scanner_of(FileOptions const& options);

/// Whether the scanner answers. REQUIRES: there is one.
store::Finding check_scanner(FileOptions const& options);

}  // namespace parley::app
