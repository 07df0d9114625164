#pragma once
// Looking into files before anybody gets them. Whoever does it (src/files) asks for one, says that
// a look begins, and says what was found. Source: W7, W41; N4; faults D01 to D04, D09, D11.
//
// INVARIANT: of all who try to look into a file one does, unless it has said nothing for as long as
// that may take.

#include "service/files.hpp"
#include "service/redaction.hpp"

namespace parley::service {

/// False where somebody else has begun.
bool begin_check(Tx& tx, store::File const& file);

/// What a file holds, what its text is searched for, and whether a picture's is, too.
struct ToCheck {
    std::string bytes;
    RedactionRules rules;
    bool reads_pictures = false;
};
/// Nothing where it was removed meanwhile.
std::optional<ToCheck> to_check(Tx& tx, FileId id);

/// A place in the object store, of which nothing else is told, for what a file holds: nobody's,
/// unless checked() says within an hour that it lies there.
std::string place_outside(Tx& tx, store::File const& file);

/// A picture that was made anew is handed over in pieces, before checked() says that it is ready.
/// With `at` 0, what an earlier look has left of it is gone.
void add_made(Tx& tx, FileId id, store::FilePart part, std::int64_t at, std::string const& bytes);

struct Checked {
    std::optional<domain::FileRefusal> refused = {};
    bool warning = false;
    std::string outside = {};  // the place in the object store where all that is kept of it lies
    // Of pictures:
    std::optional<std::int64_t> bytes = {};  // of the one that was made
    std::optional<std::int64_t> width = {};
    std::optional<std::int64_t> height = {};
    std::string small_media = {};
};
/// What was found; everybody who has the file is told. Where it lies outside and that took more
/// than an hour, nothing is: another look follows.
void checked(Tx& tx, FileId id, Checked const& found);

/// It could not be said: somebody tries again then. It stays unseen until then (fD09).
void check_later(Tx& tx, FileId id, milliseconds span);

}  // namespace parley::service
