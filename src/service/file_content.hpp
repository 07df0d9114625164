#pragma once
// What is in files: sealed pieces, and the addresses under which browsers and programs fetch them.
// Source: P24; faults D02, D10.
//
// INVARIANT: an address is worth what the right of whoever asked for it is worth when it is used:
// who has lost the chat, or whose session has ended, gets nothing by it.

#include <string>

#include "service/actor.hpp"
#include "store/tx.hpp"

namespace parley::service {

/// Stores bytes of a part, sealed. REQUIRES: none of that part are stored from `at` on.
void add_piece(store::Tx& tx, store::File const& file, store::FilePart part, std::int64_t at,
               std::string const& bytes);

/// All bytes of a part, put together. Refuses unavailable where they were changed in the store.
std::string bytes_of(store::Tx& tx, store::File const& file, store::FilePart part);

enum class FileSize { full, small };
BOOST_DESCRIBE_ENUM(FileSize, full, small)

inline constexpr std::string_view files_below = "/api/v1/files/";

/// An address for this actor, good for five minutes. REQUIRES: the file is ready.
std::string file_url(store::Tx& tx, Actor const& actor, store::File const& file, FileSize size);

/// A part as it lies in the object store, good for no other part.
std::string sealed_part(store::File const& file, store::FilePart part, std::string_view bytes);

/// A file as it is handed out.
struct FileContent {
    std::string media;
    std::string disposition;  // for Content-Disposition (RFC 6266)
    std::string bytes;
    // Where they lie in the object store: there are no bytes, but what open() makes of this
    // object.
    std::string object;
    std::string key;
    store::FilePart part = store::FilePart::whole;
    std::string holder;  // who has asked
};
/// `rest`: of an address, what stands behind files_below, percent signs decoded. Refuses not_found
/// whatever is wrong with it.
FileContent file_content(store::Tx& tx, std::string const& rest);

/// Gives the content the bytes of its object. Refuses unavailable where that was changed.
void open(FileContent& content, std::string_view sealed);

}  // namespace parley::service
