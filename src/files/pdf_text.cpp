// PDFs: the text of their pages as it is laid out, what they say of themselves, and the files in
// them.

#include <memory>
#include <string>

#include <iconv.h>
#include <poppler-document.h>
#include <poppler-embedded-file.h>
#include <poppler-page.h>

#include "base/text.hpp"
#include "files/readers.hpp"

namespace parley::files {

namespace {

constexpr int pages_max = 10'000;

[[noreturn]] void give_up() { throw Refuse{domain::FileRefusal::unreadable}; }

void put(poppler::ustring const& text, Reading& reading) {
    auto const bytes = text.to_utf8();
    std::string_view utf8{bytes.data(), bytes.size()};
    // The library gives nothing for what it cannot convert; that must not pass for no text.
    if (utf8.empty() != text.empty() || !is_utf8(utf8)) give_up();
    reading.text(utf8);
    reading.separate('\n');
}

void read_page(poppler::document const& pdf, int number, Reading& reading) {
    std::unique_ptr<poppler::page> const page{pdf.create_page(number)};
    if (!page) give_up();
    auto const text = page->text();
    if (text.empty() && !page->text_list().empty()) give_up();
    put(text, reading);
}

void read_files_within(poppler::document const& pdf, Reading& reading) {
    if (!pdf.has_embedded_files()) return;
    Reading::Level const level{reading};
    for (auto* file : pdf.embedded_files()) {
        reading.entry();
        if (!file->is_valid()) give_up();
        auto const data = file->data();
        reading.unpacked(data.size());
        read_any({data.data(), data.size()}, file->name(), reading);
        reading.separate('\n');
    }
}

}  // namespace

void prepare_pdf() {
    // By these two the library converts all text; what is open needs not be loaded.
    [[maybe_unused]] static auto const from_units = ::iconv_open("UTF-8", "UTF-16");
    [[maybe_unused]] static auto const to_units = ::iconv_open("UTF-16", "UTF-8");
}

void read_pdf(std::string_view bytes, Reading& reading) {
    if (may_act(bytes)) reading.warn();
    std::unique_ptr<poppler::document> const pdf{
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size()))};
    if (!pdf || pdf->is_locked() || pdf->pages() > pages_max) give_up();
    for (auto const& text : {pdf->get_title(), pdf->get_subject(), pdf->get_keywords()}) {
        put(text, reading);
    }
    for (int number = 0; number < pdf->pages(); ++number) read_page(*pdf, number, reading);
    read_files_within(*pdf, reading);
}

}  // namespace parley::files
