#include "app/file_options.hpp"

#include <CLI/CLI.hpp>

#include "app/data_directory.hpp"

namespace parley::app {

void add_file_options(CLI::App& command, FileOptions& options) {
    command.add_option("--scanner", options.scanner,
                       "clamd, which looks for viruses: unix:/run/clamav/clamd.ctl or host:3310");
}

std::optional<files::ScannerAddress> scanner_of(FileOptions const& options) {
    if (options.scanner.empty()) return std::nullopt;
    auto address = files::scanner_address(options.scanner);
    if (!address) {
        throw UsageError("--scanner must be like unix:/run/clamav/clamd.ctl or 127.0.0.1:3310");
    }
    return address;
}

store::Finding check_scanner(FileOptions const& options) {
    if (files::Scanner{*scanner_of(options)}.answers()) {
        return {"scanner", store::Verdict::ok, "the virus scanner answers"};
    }
    return {"scanner", store::Verdict::error,
            "the virus scanner does not answer. Files that are attached wait for it, and nobody "
            "gets them"};
}

}  // namespace parley::app
