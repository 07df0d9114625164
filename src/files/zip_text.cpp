// Zips, and the office documents that are zips of XML. Nothing is ever written to a disk.

#include <algorithm>
#include <memory>
#include <string>

#include <archive.h>
#include <archive_entry.h>

#include "base/text.hpp"
#include "files/decoding.hpp"
#include "files/readers.hpp"
#include "files/xml_text.hpp"

namespace parley::files {

namespace {

using domain::FileRefusal;

[[noreturn]] void give_up() { throw Refuse{FileRefusal::unreadable}; }

/// The entries of a zip in its order, as its directory names them.
class Zip {
  public:
    explicit Zip(std::string_view bytes) : archive_(archive_read_new()) {
        if (!archive_) throw std::bad_alloc{};
        archive_read_support_format_zip_seekable(archive_.get());
        if (archive_read_open_memory(archive_.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
            give_up();
        }
    }

    /// Moves to the next file; no where there is none. What is a link or a folder is passed over.
    bool next() {
        while (true) {
            auto const result = archive_read_next_header(archive_.get(), &entry_);
            if (result == ARCHIVE_EOF) return false;
            if (result != ARCHIVE_OK && result != ARCHIVE_WARN) give_up();
            if (archive_entry_is_encrypted(entry_) != 0) give_up();
            if (archive_entry_filetype(entry_) == AE_IFREG) break;
        }
        auto const* name = archive_entry_pathname_utf8(entry_);
        if (name == nullptr) name = archive_entry_pathname(entry_);
        name_ = name == nullptr ? "" : name;
        if (!is_utf8(name_)) name_ = decoded_as(name_, {});
        return true;
    }

    std::string const& name() const { return name_; }

    std::string content(Reading& reading) {
        std::string all;
        auto const size = archive_entry_size_is_set(entry_) ? archive_entry_size(entry_) : 0;
        all.reserve(std::min(static_cast<std::size_t>(std::max<la_int64_t>(size, 0)),
                             reading.unpacked_bytes_left()));
        char piece[64 * 1024];
        while (true) {
            auto const bytes = archive_read_data(archive_.get(), piece, sizeof piece);
            if (bytes == 0) return all;
            if (bytes < 0) give_up();
            reading.unpacked(static_cast<std::size_t>(bytes));
            all.append(piece, static_cast<std::size_t>(bytes));
        }
    }

  private:
    struct Free {
        void operator()(archive* it) const { archive_read_free(it); }
    };
    std::unique_ptr<archive, Free> archive_;
    archive_entry* entry_ = nullptr;
    std::string name_;
};

bool is_xml(std::string_view name) { return name.ends_with(".xml"); }

/// Macros of either family of documents.
bool is_program(std::string_view name, Package package) {
    if (package != Package::plain) {
        return name.ends_with("vbaProject.bin") || name.starts_with("Basic/") ||
               name.starts_with("Scripts/") || name.contains("/activeX/");
    }
    return domain::file_type(name) == nullptr;
}

Package package_of_mimetype(std::string_view media) {
    constexpr std::string_view family = "application/vnd.oasis.opendocument.";
    if (!media.starts_with(family)) return Package::plain;
    media.remove_prefix(family.size());
    if (media.starts_with("text")) return Package::odt;
    if (media.starts_with("spreadsheet")) return Package::ods;
    if (media.starts_with("presentation")) return Package::odp;
    return Package::plain;
}

SharedStrings shared_strings(std::string_view bytes, Reading& reading) {
    Zip zip{bytes};
    SharedStrings strings;
    while (zip.next()) {
        if (zip.name() == "xl/sharedStrings.xml")
            read_shared_strings(zip.content(reading), strings);
    }
    return strings;
}

void read_part(std::string_view content, std::string_view name, SharedStrings const& strings,
               Reading& reading) {
    if (is_xml(name)) {
        read_xml(content, strings, reading);
    } else if (auto const format = format_of(content, name);
               format == Format::zip || format == Format::pdf || format == Format::ole ||
               format == Format::rtf) {
        read_any(content, name, reading);  // something that was put into the document
    }
}

}  // namespace

Package package_of(std::string_view bytes, Reading& reading) {
    Zip zip{bytes};
    bool is_office = false;
    auto found = Package::plain;
    while (zip.next()) {
        reading.entry();
        auto const& name = zip.name();
        if (name == "[Content_Types].xml") is_office = true;
        if (name == "mimetype") return package_of_mimetype(zip.content(reading));
        if (name.starts_with("word/")) found = Package::word;
        if (name.starts_with("xl/")) found = Package::sheet;
        if (name.starts_with("ppt/")) found = Package::slides;
    }
    return is_office ? found : Package::plain;
}

void read_zip(std::string_view bytes, Package package, Reading& reading) {
    Reading::Level const level{reading};
    SharedStrings strings;
    if (package == Package::sheet) strings = shared_strings(bytes, reading);
    Zip zip{bytes};
    while (zip.next()) {
        if (is_program(zip.name(), package)) reading.warn();
        auto const content = zip.content(reading);
        if (package != Package::plain) {
            read_part(content, zip.name(), strings, reading);
            continue;
        }
        reading.text(zip.name());
        reading.separate('\n');
        read_any(content, zip.name(), reading);
        reading.separate('\n');
    }
}

}  // namespace parley::files
