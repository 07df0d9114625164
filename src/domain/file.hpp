#pragma once
// Files that people attach: which kinds are taken, what becomes of one, and its name. Pure. Source:
// W41; faults D01, D07.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

namespace parley::domain {

enum class FileKind { picture, document, text, archive, sound, video };
BOOST_DESCRIBE_ENUM(FileKind, picture, document, text, archive, sound, video)

enum class FileState {
    uploading,
    checking,  // all of it is there, and nobody has looked into it yet
    ready,
    refused,  // nothing of it is kept but its name
};
BOOST_DESCRIBE_ENUM(FileState, uploading, checking, ready, refused)

/// Why a file is refused once it has been looked into.
enum class FileRefusal {
    type,        // it is not what its name says
    broken,      // it cannot be read
    too_large,   // of a picture: more points or frames than may be
    unreadable,  // it cannot be seen whether it holds a card number
    infected,
    personal_data,
};
BOOST_DESCRIBE_ENUM(FileRefusal, type, broken, too_large, unreadable, infected, personal_data)

/// One kind of file that is taken: an extension, and what such a file is by its content.
struct FileType {
    std::string_view extension;  // in small letters
    FileKind kind;
    std::string_view media;  // as it is served
    bool may_run = false;    // may hold programs (macros)
};

/// All that are taken, programs and web pages that a browser would run not among them.
std::span<FileType const> file_types();

/// By the end of its name; nothing where it is not taken.
FileType const* file_type(std::string_view name);

/// The name as it is shown and stored: without a path, without what turns or breaks a line, within
/// `points_max` code points, the extension kept. Nothing where nothing is left. `name`: UTF-8.
std::optional<std::string> clean_file_name(std::string_view name, std::size_t points_max = 120);

}  // namespace parley::domain
