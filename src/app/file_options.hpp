#pragma once
// Files that people attach, on the command line: whether a virus scanner looks into them, too, and
// where they are kept.

#include <optional>
#include <string>

#include "files/scanner.hpp"
#include "objects/s3.hpp"
#include "store/inspect.hpp"

namespace CLI {
class App;
}

namespace parley::app {

struct FileOptions {
    std::string scanner;
    std::string object_store;  // https://host/bucket; empty: files are kept in the database
    std::string region = "us-east-1";
    std::string key;
    std::string secret_file;
    std::string ca_file;
    bool plain = false;
};

void add_file_options(CLI::App& command, FileOptions& options);

/// Nothing where there is none. Throws UsageError.
std::optional<files::ScannerAddress> scanner_of(FileOptions const& options);

/// Nothing where there is none. Throws UsageError.
std::optional<objects::S3Place> object_store_of(FileOptions const& options);

/// Whether objects can be put, fetched and removed. REQUIRES: there is an object store.
store::Finding check_object_store(FileOptions const& options);

/// Whether files can be looked into here, pictures with what is to be read in them.
store::Finding check_looking();

/// Whether the scanner answers. REQUIRES: there is one.
store::Finding check_scanner(FileOptions const& options);

}  // namespace parley::app
