#pragma once
// Files for the tests, good ones and bad ones, each made by code.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parley::files::test {

/// A number that every test of the redactor takes for a card's.
inline constexpr std::string_view card = "4111 1111 1111 1111";

struct PictureWish {
    std::string_view media = "image/jpeg";
    int width = 80;
    int height = 60;
    int frames = 1;
    bool alpha = false;
    bool place = false;   // where it was taken, and by which camera
    int orientation = 1;  // as EXIF has it; 6: to be turned by a quarter
    bool noise = false;   // hard to compress
    bool progressive = false;
    std::string_view text = {};  // to be read in the middle of it
    double turned = 0;           // degrees, clockwise
    bool dark = false;           // white on black
};
std::string picture(PictureWish const& wish);
/// A GIF with nothing in its first frame, and this in the second.
std::string moving_card(std::string_view text);
/// A PNG that says it has this size, and has hardly a byte of it.
std::string png_of_size(std::uint32_t width, std::uint32_t height);
/// What a picture says of itself, by the keys of libvips.
std::vector<std::string> fields_of(std::string_view picture);
int frames_of(std::string_view picture);

using Entries = std::vector<std::pair<std::string, std::string>>;
std::string zip(Entries const& entries, std::string_view password = {});
std::string docx(std::string_view paragraph_xml, Entries more = {});
/// A sheet of one row; `strings` are what cells refer to.
std::string xlsx(std::string_view cells_xml, std::vector<std::string> const& strings = {});
std::string odf(std::string_view kind, std::string_view body_xml, Entries more = {});
/// One page; `more` goes into the catalog.
std::string pdf(std::string_view text, std::string_view more = {}, std::string_view trailer = {});
/// A document of Office before 2007, as far as it is looked at here.
std::string ole(std::string_view stream_name, std::string_view content);
std::string utf16le(std::string_view ascii);

}  // namespace parley::files::test
