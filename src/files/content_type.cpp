#include "files/content_type.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <vector>

#include <magic.h>

#include "files/decoding.hpp"
#include "files/readers.hpp"

namespace parley::files {

namespace {

using domain::FileKind;
using domain::FileRefusal;
using domain::FileType;

constexpr std::size_t looked_at_bytes = std::size_t{1} << 20;

struct Media {
    std::string_view extension;
    std::vector<std::string_view> names;  // as libmagic has them
};

std::vector<Media> const& medias() {
    static std::vector<Media> const all{
        {"jpg", {"image/jpeg"}},
        {"jpeg", {"image/jpeg"}},
        {"png", {"image/png"}},
        {"gif", {"image/gif"}},
        {"webp", {"image/webp"}},
        {"pdf", {"application/pdf"}},
        {"rtf", {"text/rtf", "application/rtf"}},
        {"mp3", {"audio/mpeg"}},
        {"m4a", {"audio/x-m4a", "audio/mp4", "video/mp4"}},
        {"ogg", {"audio/ogg", "video/ogg", "application/ogg"}},
        {"wav", {"audio/x-wav", "audio/wav", "audio/vnd.wave"}},
        {"mp4", {"video/mp4", "video/x-m4v", "audio/mp4", "video/3gpp", "video/quicktime"}},
        {"mov", {"video/quicktime", "video/mp4"}},
        {"webm", {"video/webm", "audio/webm"}},
    };
    return all;
}

/// What a document that is a zip becomes once it is encrypted.
constexpr std::string_view encrypted_stream = "EncryptedPackage";

/// The stream that a document has which is no zip.
std::string_view stream_of(std::string_view extension) {
    if (extension == "doc") return "WordDocument";
    if (extension == "xls") return "Workbook";
    if (extension == "ppt") return "PowerPoint Document";
    return encrypted_stream;
}

std::string utf16(std::string_view ascii) {
    std::string out;
    for (char const c : ascii) out += {c, '\0'};
    return out;
}

bool names_stream(std::string_view ole, std::string_view stream) {
    return ole.contains(utf16(stream));
}

std::optional<FileRefusal> problem_of_ole(std::string_view bytes, FileType const& type) {
    if (names_stream(bytes, encrypted_stream)) return FileRefusal::unreadable;
    bool const fits = names_stream(bytes, stream_of(type.extension)) ||
                      (type.extension == "xls" && names_stream(bytes, "Book"));
    if (fits) return {};
    return FileRefusal::type;
}

/// Pages and scripts that begin as such.
bool begins_as_program(std::string_view text) {
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos) return false;
    text.remove_prefix(first);
    constexpr std::array<std::string_view, 11> begins{"<!doctype", "<html", "<head", "<body",
                                                      "<script",   "<svg",  "<?xml", "<?php",
                                                      "<%",        "#!",    "@echo"};
    return std::ranges::any_of(begins, [&](std::string_view begin) {
        return same_letters(text.substr(0, begin.size()), begin);
    });
}

/// What libmagic takes for a program, though it is text. It also sees programs in what people write
/// about them, so only what is meant to be run counts.
bool is_program(std::string_view media) {
    constexpr std::array<std::string_view, 10> programs{
        "text/x-shellscript",    "text/x-msdos-batch", "text/x-php",
        "text/x-perl",           "text/x-ruby",        "text/x-tcl",
        "image/svg+xml",         "application/pdf",    "text/rtf",
        "application/postscript"};
    return std::ranges::find(programs, media) != programs.end() || media.contains("executable") ||
           media.contains("dosexec");
}

std::optional<FileRefusal> problem_of_text(std::string_view bytes, std::string_view media) {
    auto const text = decoded_text(bytes);
    if (!text || begins_as_program(*text) || is_program(media)) return FileRefusal::type;
    return {};
}

}  // namespace

void ContentTypes::Close::operator()(magic_set* it) const { magic_close(it); }

ContentTypes::ContentTypes()
    : magic_(magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR |
                        MAGIC_NO_CHECK_ELF)) {
    if (!magic_ || magic_load(magic_.get(), nullptr) != 0) {
        throw std::runtime_error{"the database of libmagic cannot be read"};
    }
}

std::optional<FileRefusal> ContentTypes::problem(std::string_view bytes,
                                                 FileType const& type) const {
    auto const format = format_of(bytes, {});
    auto const row = std::ranges::find(medias(), type.extension, &Media::extension);
    if (row == medias().end() && type.kind != FileKind::text) {
        if (format == Format::ole && type.kind == FileKind::document) {
            return problem_of_ole(bytes, type);
        }
        bool const is_zip = stream_of(type.extension) == encrypted_stream;
        if (format == Format::zip && is_zip) return {};
        return FileRefusal::type;
    }
    auto const* found =
        magic_buffer(magic_.get(), bytes.data(), std::min(bytes.size(), looked_at_bytes));
    std::string_view const media = found == nullptr ? "" : found;
    if (type.kind == FileKind::text) return problem_of_text(bytes, media);
    if (std::ranges::find(row->names, media) == row->names.end()) return FileRefusal::type;
    return {};
}

}  // namespace parley::files
