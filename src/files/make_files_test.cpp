#include "files/make_files.hpp"

#include <cstdint>
#include <cstring>

#include <archive.h>
#include <archive_entry.h>
#include <vips/vips.h>
#include <zlib.h>

#include "base/ensure.hpp"

namespace parley::files::test {

namespace {

void start_vips() {
    static bool const started = vips_init("files_test") == 0;
    ENSURE(started);
}

/// As vips wants it: each call replaces the image.
struct Image {
    VipsImage* it = nullptr;
    Image() = default;
    Image(Image const&) = delete;
    ~Image() {
        if (it != nullptr) g_object_unref(it);
    }
    void become(VipsImage* next) {
        if (it != nullptr) g_object_unref(it);
        it = next;
    }
};

void draw(Image& image, PictureWish const& wish) {
    auto const height = wish.height * wish.frames;
    VipsImage* next = nullptr;
    if (wish.noise) {
        ENSURE(vips_gaussnoise(&next, wish.width, height, "mean", 128.0, "sigma", 60.0, nullptr) ==
               0);
    } else {
        ENSURE(vips_grey(&next, wish.width, height, nullptr) == 0);
    }
    image.become(next);
    double const factor = wish.noise ? 1 : 255;
    ENSURE(vips_linear1(image.it, &next, factor, 0, "uchar", TRUE, nullptr) == 0);
    image.become(next);
    VipsImage* bands[] = {image.it, image.it, image.it, image.it};
    ENSURE(vips_bandjoin(bands, &next, wish.alpha ? 4 : 3, nullptr) == 0);
    image.become(next);
    ENSURE(vips_copy(image.it, &next, "interpretation", VIPS_INTERPRETATION_sRGB, nullptr) == 0);
    image.become(next);
}

/// Black on a lighter ground than before, or the other way round.
void write(Image& image, PictureWish const& wish) {
    VipsImage* next = nullptr;
    Image letters;
    ENSURE(vips_text(&letters.it, std::string{wish.text}.c_str(), "font", "Inter 18", "dpi", 144,
                     nullptr) == 0);
    auto const left = (wish.width - letters.it->Xsize) / 2;
    auto const top = (wish.height - letters.it->Ysize) / 2;
    ENSURE(left >= 0 && top >= 0);
    ENSURE(vips_embed(letters.it, &next, left, top, wish.width, wish.height, nullptr) == 0);
    letters.become(next);
    ENSURE(vips_similarity(letters.it, &next, "angle", wish.turned, nullptr) == 0);
    letters.become(next);
    double const factor = wish.dark ? 0.8 : -0.8;
    ENSURE(vips_linear1(letters.it, &next, factor, wish.dark ? 20 : 235, "uchar", TRUE, nullptr) ==
           0);
    letters.become(next);
    VipsImage* bands[] = {letters.it, letters.it, letters.it};
    ENSURE(vips_bandjoin(bands, &next, 3, nullptr) == 0);
    image.become(next);
    ENSURE(vips_copy(image.it, &next, "interpretation", VIPS_INTERPRETATION_sRGB, nullptr) == 0);
    image.become(next);
}

void say_more(VipsImage* image, PictureWish const& wish) {
    if (wish.place) {
        vips_image_set_string(image, "exif-ifd3-GPSLatitude", "52/1 31/1 12/1");
        vips_image_set_string(image, "exif-ifd0-Make", "Secret Camera");
        vips_image_set_string(image, "png-comment-0-Comment", "Secret Camera");
    }
    if (wish.orientation != 1) vips_image_set_int(image, VIPS_META_ORIENTATION, wish.orientation);
    if (wish.frames > 1) vips_image_set_int(image, VIPS_META_PAGE_HEIGHT, wish.height);
}

std::string be32(std::uint32_t number) {
    return {static_cast<char>(number >> 24), static_cast<char>(number >> 16),
            static_cast<char>(number >> 8), static_cast<char>(number)};
}

std::string png_chunk(std::string const& name, std::string const& data) {
    auto const body = name + data;
    auto const sum =
        crc32(0, reinterpret_cast<Bytef const*>(body.data()), static_cast<uInt>(body.size()));
    return be32(static_cast<std::uint32_t>(data.size())) + body +
           be32(static_cast<std::uint32_t>(sum));
}

}  // namespace

std::string picture(PictureWish const& wish) {
    start_vips();
    Image image;
    wish.text.empty() ? draw(image, wish) : write(image, wish);
    say_more(image.it, wish);
    void* data = nullptr;
    std::size_t size = 0;
    int failed = -1;
    if (wish.media == "image/jpeg") {
        failed = vips_jpegsave_buffer(image.it, &data, &size, "interlace", wish.progressive,
                                      "subsample_mode", VIPS_FOREIGN_SUBSAMPLE_OFF, nullptr);
    } else if (wish.media == "image/png") {
        failed = vips_pngsave_buffer(image.it, &data, &size, "compression", 1, "interlace",
                                     wish.progressive, nullptr);
    } else if (wish.media == "image/gif") {
        failed = vips_gifsave_buffer(image.it, &data, &size, "effort", 1, nullptr);
    } else {
        failed = vips_webpsave_buffer(image.it, &data, &size, "effort", 0, nullptr);
    }
    ENSURE(failed == 0);
    std::string const bytes{static_cast<char const*>(data), size};
    g_free(data);
    return bytes;
}

std::string moving_card(std::string_view text) {
    start_vips();
    PictureWish const wish{.width = 1200, .height = 900, .text = text};
    Image first, second, both;
    draw(first, wish);
    write(second, wish);
    VipsImage* frames[] = {first.it, second.it};
    ENSURE(vips_arrayjoin(frames, &both.it, 2, "across", 1, nullptr) == 0);
    vips_image_set_int(both.it, VIPS_META_PAGE_HEIGHT, wish.height);
    void* data = nullptr;
    std::size_t size = 0;
    ENSURE(vips_gifsave_buffer(both.it, &data, &size, "effort", 1, nullptr) == 0);
    std::string const bytes{static_cast<char const*>(data), size};
    g_free(data);
    return bytes;
}

std::string png_of_size(std::uint32_t width, std::uint32_t height) {
    return "\x89PNG\r\n\x1A\n" +
           png_chunk("IHDR", be32(width) + be32(height) + std::string("\x08\x02\0\0\0", 5)) +
           png_chunk("IDAT", std::string("\x78\x9C\x03\0\0\0\0\x01", 8)) + png_chunk("IEND", {});
}

std::vector<std::string> fields_of(std::string_view picture) {
    start_vips();
    Image image;
    image.it = vips_image_new_from_buffer(picture.data(), picture.size(), "", nullptr);
    ENSURE(image.it != nullptr);
    std::vector<std::string> names;
    auto** const fields = vips_image_get_fields(image.it);
    for (auto** field = fields; *field != nullptr; ++field) names.emplace_back(*field);
    g_strfreev(fields);
    return names;
}

int frames_of(std::string_view picture) {
    start_vips();
    Image image;
    image.it = vips_image_new_from_buffer(picture.data(), picture.size(), "", nullptr);
    ENSURE(image.it != nullptr);
    return vips_image_get_n_pages(image.it);
}

std::string zip(Entries const& entries, std::string_view password) {
    std::size_t size = 65536;
    for (auto const& [name, content] : entries) size += name.size() * 2 + content.size() + 1000;
    std::string bytes(size, '\0');
    auto* writer = archive_write_new();
    ENSURE(archive_write_set_format_zip(writer) == ARCHIVE_OK);
    if (!password.empty()) {
        ENSURE(archive_write_set_options(writer, "zip:encryption=zipcrypt") == ARCHIVE_OK);
        ENSURE(archive_write_set_passphrase(writer, std::string{password}.c_str()) == ARCHIVE_OK);
    }
    std::size_t used = 0;
    ENSURE(archive_write_open_memory(writer, bytes.data(), bytes.size(), &used) == ARCHIVE_OK);
    for (auto const& [name, content] : entries) {
        auto* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
        ENSURE(archive_write_header(writer, entry) == ARCHIVE_OK);
        archive_write_data(writer, content.data(), content.size());
        archive_entry_free(entry);
    }
    ENSURE(archive_write_close(writer) == ARCHIVE_OK);
    archive_write_free(writer);
    bytes.resize(used);
    return bytes;
}

std::string docx(std::string_view paragraph_xml, Entries more) {
    more.insert(more.begin(), {{"[Content_Types].xml", "<Types/>"},
                               {"word/document.xml",
                                "<?xml version=\"1.0\"?><w:document><w:body><w:p>" +
                                    std::string{paragraph_xml} + "</w:p></w:body></w:document>"}});
    return zip(more);
}

std::string xlsx(std::string_view cells_xml, std::vector<std::string> const& strings) {
    std::string shared = "<sst>";
    for (auto const& text : strings) shared += "<si><t>" + text + "</t></si>";
    return zip(
        {{"[Content_Types].xml", "<Types/>"},
         {"xl/workbook.xml", "<workbook/>"},
         {"xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>" + std::string{cells_xml} +
                                          "</row></sheetData></worksheet>"},
         {"xl/sharedStrings.xml", shared + "</sst>"}});
}

std::string odf(std::string_view kind, std::string_view body_xml, Entries more) {
    more.insert(more.begin(),
                {{"mimetype", "application/vnd.oasis.opendocument." + std::string{kind}},
                 {"content.xml", "<office:document-content><office:body>" + std::string{body_xml} +
                                     "</office:body></office:document-content>"}});
    return zip(more);
}

std::string pdf(std::string_view text, std::string_view more, std::string_view trailer) {
    auto const content = "BT /F1 12 Tf 72 700 Td (" + std::string{text} + ") Tj ET";
    std::vector<std::string> const objects{
        "<< /Type /Catalog /Pages 2 0 R " + std::string{more} + " >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    };
    std::string out = "%PDF-1.4\n";
    std::string table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        char row[24];
        std::snprintf(row, sizeof row, "%010zu 00000 n \n", out.size());
        table += row;
        out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    auto const at = std::to_string(out.size());
    return out + "xref\n0 6\n" + table + "trailer\n<< /Size 6 /Root 1 0 R " + std::string{trailer} +
           " >>\nstartxref\n" + at + "\n%%EOF\n";
}

std::string utf16le(std::string_view ascii) {
    std::string out;
    for (char const c : ascii) out += {c, '\0'};
    return out;
}

std::string ole(std::string_view stream_name, std::string_view content) {
    return "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0') + utf16le(stream_name) +
           std::string(64, '\0') + std::string{content} + std::string(64, '\0');
}

}  // namespace parley::files::test
