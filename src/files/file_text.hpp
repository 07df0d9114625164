#pragma once
// The text of a file, by the kind that it is taken for.

#include <string_view>

#include "domain/file.hpp"
#include "files/reading.hpp"

namespace parley::files {

/// Throws Refuse: of type where a zip is no such document as its name says, else unreadable.
/// Pictures, sound and video have no text. REQUIRES: the bytes begin as the type's do.
void read_text(std::string_view bytes, domain::FileType const& type, Reading& reading);

}  // namespace parley::files
