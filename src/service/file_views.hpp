#pragma once
// What clients see of files that people attach. Source: protocol.md "Core shapes"; W12, W41.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "domain/file.hpp"
#include "domain/policy.hpp"
#include "store/files.hpp"

namespace parley::service {

struct AttachedFileView {
    FileId id;
    std::string name;
    std::int64_t size;      // bytes
    std::int64_t received;  // so many of them are there
    domain::FileState state;
    std::optional<domain::FileRefusal> reason;  // why it was refused
    domain::FileKind kind;
    std::optional<std::int64_t> width;  // of a picture that is ready
    std::optional<std::int64_t> height;
    std::optional<bool> warning;  // it may hold programs; left out: it does not
};
BOOST_DESCRIBE_STRUCT(AttachedFileView, (),
                      (id, name, size, received, state, reason, kind, width, height, warning))

/// A message's files, as they were stored: a list of AttachedFileView.
struct FilesJson {
    std::string json;
};
inline void write_json(std::string& out, FilesJson const& files) { out += files.json; }

/// What the reader may attach in a chat.
struct FilesAllowedView {
    std::int64_t most;                    // files of a message
    std::int64_t bytes;                   // of them together
    std::vector<std::string> extensions;  // "jpg"
};
BOOST_DESCRIBE_STRUCT(FilesAllowedView, (), (most, bytes, extensions))

AttachedFileView file_view(store::File const& file);
std::string files_json(std::vector<store::File> const& files);

/// The ids and the names in what files_json() gave.
std::vector<std::string> file_ids(std::string const& json);
std::vector<std::string> file_names(std::string const& json);

/// Nothing where this side may attach nothing. Whether a member of staff has the right to is for
/// the caller to know.
std::optional<FilesAllowedView> files_allowed(domain::Policy const& policy, bool customer);

}  // namespace parley::service
