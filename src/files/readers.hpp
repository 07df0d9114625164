#pragma once
// The readers of text, one a format. Each takes all bytes of a file, puts its text into the Reading
// and throws Refuse where it cannot be read to the end, or is none of the format.

#include <string>
#include <string_view>

#include "files/reading.hpp"

namespace parley::files {

enum class Format { text, mail, pdf, zip, ole, rtf, packed, other };

/// By the first bytes; `name` tells mails from other texts. Packed is what only other programs
/// unpack.
Format format_of(std::string_view bytes, std::string_view name);

/// Whatever it is: what has no text is passed over. An archive in an archive goes one level down.
void read_any(std::string_view bytes, std::string_view name, Reading& reading);

void read_plain(std::string_view bytes, Reading& reading);
void read_mail(std::string_view bytes, Reading& reading);
void read_pdf(std::string_view bytes, Reading& reading);
/// Opens the files that read_pdf() needs, while that can be done. For the rest of the process.
void prepare_pdf();
void read_rtf(std::string_view bytes, Reading& reading);
/// Documents of Office before 2007: all runs of letters in them, and the numbers of tables.
void read_ole(std::string_view bytes, Reading& reading);

enum class Package { plain, word, sheet, slides, odt, ods, odp };

/// What the names in a zip make of it.
Package package_of(std::string_view bytes, Reading& reading);
/// Names and contents.
void read_zip(std::string_view bytes, Package package, Reading& reading);

/// May what this PDF holds act by itself: scripts, programs to launch, files within?
bool may_act(std::string_view pdf);

}  // namespace parley::files
