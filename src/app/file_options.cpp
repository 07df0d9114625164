#include "app/file_options.hpp"

#include <CLI/CLI.hpp>

#include "app/data_directory.hpp"
#include "app/secret_file.hpp"
#include "files/inspector.hpp"

namespace parley::app {

using namespace std::string_view_literals;

void add_file_options(CLI::App& command, FileOptions& options) {
    command.add_option("--scanner", options.scanner,
                       "clamd, which looks for viruses: unix:/run/clamav/clamd.ctl or host:3310");
    command.add_option("--object-store", options.object_store,
                       "where files are kept that people attach, in place of the database: "
                       "https://s3.example/bucket");
    command.add_option("--object-store-region", options.region, "its region")
        ->capture_default_str();
    command.add_option("--object-store-key", options.key, "the id of its access key");
    command.add_option("--object-store-secret-file", options.secret_file,
                       "file with the secret of that key, open to nobody else");
    command.add_option("--object-store-ca", options.ca_file,
                       "certificates to trust in place of those of the system (PEM)");
    command.add_flag("--object-store-plain", options.plain,
                     "no TLS: only where nobody can listen in between");
}

std::optional<files::ScannerAddress> scanner_of(FileOptions const& options) {
    if (options.scanner.empty()) return std::nullopt;
    auto address = files::scanner_address(options.scanner);
    if (!address) {
        throw UsageError("--scanner must be like unix:/run/clamav/clamd.ctl or 127.0.0.1:3310");
    }
    return address;
}

std::optional<objects::S3Place> object_store_of(FileOptions const& options) {
    if (options.object_store.empty()) {
        bool const others = !options.key.empty() || !options.secret_file.empty() ||
                            !options.ca_file.empty() || options.plain;
        if (!others) return std::nullopt;
        throw UsageError("--object-store says where it is: https://s3.example/bucket");
    }
    objects::S3Place place{options.object_store, options.region, options.key, {},
                           options.ca_file,      options.plain};
    if (!options.secret_file.empty()) {
        place.secret = read_secret("--object-store-secret-file", options.secret_file);
    }
    if (auto const problem = objects::problem_of(place); !problem.empty()) {
        throw UsageError(problem);
    }
    return place;
}

store::Finding check_object_store(FileOptions const& options) {
    constexpr long patience_s = 10;
    auto const result = objects::S3{*object_store_of(options), patience_s}.try_it();
    if (result.what == objects::Result::What::done) {
        return {"object store", store::Verdict::ok, "the object store takes and gives files"};
    }
    return {"object store", store::Verdict::error,
            "the object store cannot be used: " + result.reason +
                ". Files that are attached wait for it, and those that lie there cannot be had"};
}

store::Finding check_looking() {
    // The smallest there is: one grey point.
    constexpr std::string_view point =
        "GIF89a\x01\0\x01\0\x80\0\0\x80\x80\x80\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02"
        "D\x01\0;"sv;
    auto const looked = files::Inspector{}.look_into(
        point, *domain::file_type("point.gif"), [](std::string_view) {}, {},
        files::PictureText::read);
    if (looked.what == files::Looked::What::fine) {
        return {"files", store::Verdict::ok, "files can be looked into, and pictures read"};
    }
    return {"files", store::Verdict::error,
            "pictures cannot be read: is Debian's package tesseract-ocr-eng installed? Where the "
            "switch redaction_pictures says so, they wait, and nobody gets them"};
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
