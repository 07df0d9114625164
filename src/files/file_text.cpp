#include "files/file_text.hpp"

#include <array>
#include <string>

#include "files/decoding.hpp"
#include "files/readers.hpp"

namespace parley::files {

namespace {

using domain::FileKind;
using domain::FileRefusal;

struct Office {
    std::string_view extension;
    Package package;
};
constexpr std::array offices{
    Office{"docx", Package::word},  Office{"docm", Package::word},   Office{"xlsx", Package::sheet},
    Office{"xlsm", Package::sheet}, Office{"pptx", Package::slides}, Office{"odt", Package::odt},
    Office{"ods", Package::ods},    Office{"odp", Package::odp},
};

/// What a zip has to be by its name; an archive may be any.
bool fits(domain::FileType const& type, Package package) {
    for (auto const& office : offices) {
        if (office.extension == type.extension) return office.package == package;
    }
    return type.kind == FileKind::archive;
}

bool is_packed(std::string_view bytes) {
    using namespace std::string_view_literals;
    for (auto const begin : {"7z\xBC\xAF\x27\x1C"sv, "Rar!\x1A\x07"sv, "\x1F\x8B"sv, "BZh"sv,
                             "\xFD"
                             "7zXZ\0"sv,
                             "\x28\xB5\x2F\xFD"sv}) {
        if (bytes.starts_with(begin)) return true;
    }
    return bytes.size() > 262 && bytes.substr(257, 5) == "ustar";
}

}  // namespace

Format format_of(std::string_view bytes, std::string_view name) {
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return Format::zip;
    if (bytes.starts_with("%PDF-")) return Format::pdf;
    if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return Format::ole;
    if (bytes.starts_with("{\\rtf")) return Format::rtf;
    if (is_packed(bytes)) return Format::packed;
    if (!decoded_text(bytes)) return Format::other;
    bool const mail = name.size() > 4 && same_letters(name.substr(name.size() - 4), ".eml");
    return mail ? Format::mail : Format::text;
}

void read_any(std::string_view bytes, std::string_view name, Reading& reading) {
    switch (format_of(bytes, name)) {
        case Format::text:
            return read_plain(bytes, reading);
        case Format::mail:
            return read_mail(bytes, reading);
        case Format::pdf:
            return read_pdf(bytes, reading);
        case Format::rtf:
            return read_rtf(bytes, reading);
        case Format::ole:
            reading.warn();
            return read_ole(bytes, reading);
        case Format::zip:
            return read_zip(bytes, package_of(bytes, reading), reading);
        case Format::packed:
            throw Refuse{FileRefusal::unreadable};
        case Format::other:
            return;
    }
}

void read_plain(std::string_view bytes, Reading& reading) {
    auto const text = decoded_text(bytes);
    if (!text) throw Refuse{FileRefusal::type};
    reading.text(*text);
    reading.separate('\n');
}

void read_text(std::string_view bytes, domain::FileType const& type, Reading& reading) {
    using enum FileKind;
    if (type.may_run) reading.warn();
    if (type.kind == picture || type.kind == sound || type.kind == video) return;
    if (type.extension == "eml") {
        read_mail(bytes, reading);
    } else if (type.kind == text) {
        read_plain(bytes, reading);
    } else if (type.extension == "pdf") {
        read_pdf(bytes, reading);
    } else if (type.extension == "rtf") {
        read_rtf(bytes, reading);
    } else if (format_of(bytes, {}) == Format::ole) {
        read_ole(bytes, reading);
    } else {
        auto const package = package_of(bytes, reading);
        if (!fits(type, package)) throw Refuse{FileRefusal::type};
        read_zip(bytes, package, reading);
    }
    reading.flush();
}

}  // namespace parley::files
