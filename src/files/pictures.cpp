#include "files/pictures.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include <vips/vips.h>

#include "files/reading.hpp"

namespace parley::files {

namespace {

using domain::FileRefusal;

constexpr int jpeg_quality = 85;
constexpr int small_quality = 80;
constexpr int webp_quality = 85;
// Middle ways between the time that it takes and the size that comes out.
constexpr int png_compression = 6;
constexpr std::int64_t points_of_large = 10'000'000;
constexpr int png_compression_of_large = 1;
constexpr int webp_effort = 1;
constexpr int gif_effort = 2;

struct Free {
    void operator()(VipsImage* image) const { g_object_unref(image); }
    void operator()(void* bytes) const { g_free(bytes); }
};
using Image = std::unique_ptr<VipsImage, Free>;

[[noreturn]] void refuse(FileRefusal reason) { throw Refuse{reason}; }

/// What a call of the library has made; `failed` is what it returned.
Image made(int failed, VipsImage* image) {
    if (failed != 0) refuse(FileRefusal::broken);
    return Image{image};
}

Image in_memory(Image const& image) {
    auto* const copy = vips_image_copy_memory(image.get());
    return made(copy == nullptr ? -1 : 0, copy);
}

void start() {
    static bool const started = [] {
        // Code that is made as it runs cannot be run here, and there are no files.
        ::setenv("VIPS_NOVECTOR", "1", 1);
        ::setenv("VIPS_DISC_THRESHOLD", "1000g", 1);
        if (vips_init("parley") != 0) return false;
        vips_concurrency_set(1);
        vips_cache_set_max(0);
        // Of all that the library could load, only what is taken here.
        vips_operation_block_set("VipsForeignLoad", TRUE);
        for (auto const* loader : {"VipsForeignLoadJpeg", "VipsForeignLoadPng",
                                   "VipsForeignLoadNsgif", "VipsForeignLoadWebp"}) {
            vips_operation_block_set(loader, FALSE);
        }
        return true;
    }();
    if (!started) refuse(FileRefusal::broken);
}

/// `frames`: -1 for all of them.
Image loaded(std::string_view bytes, std::string_view media, int frames) {
    auto* data = const_cast<char*>(bytes.data());
    VipsImage* image = nullptr;
    int failed = -1;
    if (media == "image/jpeg") {
        failed = vips_jpegload_buffer(data, bytes.size(), &image, "access", VIPS_ACCESS_SEQUENTIAL,
                                      "fail_on", VIPS_FAIL_ON_ERROR, nullptr);
    } else if (media == "image/png") {
        failed = vips_pngload_buffer(data, bytes.size(), &image, "access", VIPS_ACCESS_SEQUENTIAL,
                                     "fail_on", VIPS_FAIL_ON_ERROR, nullptr);
    } else if (media == "image/gif") {
        failed = vips_gifload_buffer(data, bytes.size(), &image, "access", VIPS_ACCESS_SEQUENTIAL,
                                     "fail_on", VIPS_FAIL_ON_ERROR, "n", frames, nullptr);
    } else if (media == "image/webp") {
        failed = vips_webpload_buffer(data, bytes.size(), &image, "access", VIPS_ACCESS_SEQUENTIAL,
                                      "fail_on", VIPS_FAIL_ON_ERROR, "n", frames, nullptr);
    }
    return made(failed, image);
}

/// Looks at the head only.
void check_size(std::string_view bytes, std::string_view media) {
    auto const head = loaded(bytes, media, 1);
    auto const frames = std::max(vips_image_get_n_pages(head.get()), 1);
    auto const points =
        std::int64_t{vips_image_get_width(head.get())} * vips_image_get_page_height(head.get());
    if (frames > frames_max || points > points_max / frames) refuse(FileRefusal::too_large);
}

/// As it is meant to be seen: turned, and in the colours of the web.
Image upright(Image image) {
    VipsImage* next = nullptr;
    if (vips_image_get_orientation(image.get()) > 1) {
        // To turn it, all of it has to be there.
        image = in_memory(image);
        image = made(vips_autorot(image.get(), &next, nullptr), next);
    }
    return image;
}

Image in_web_colours(Image image) {
    VipsImage* next = nullptr;
    if (vips_image_get_typeof(image.get(), VIPS_META_ICC_NAME) != 0 &&
        vips_icc_transform(image.get(), &next, "srgb", "embedded", TRUE, nullptr) == 0) {
        image.reset(next);
    }
    auto const colours = vips_image_guess_interpretation(image.get());
    if (colours == VIPS_INTERPRETATION_sRGB || colours == VIPS_INTERPRETATION_B_W) return image;
    auto const wanted =
        vips_image_get_bands(image.get()) < 3 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;
    return made(vips_colourspace(image.get(), &next, wanted, nullptr), next);
}

/// Without anything that is said about it. That is not left to the savers: the one of WebP keeps
/// EXIF whatever it is told.
Image bare(Image const& image) {
    constexpr std::array<std::string_view, 5> kept{"page-height", "n-pages", "delay", "loop",
                                                   "gif-palette"};
    VipsImage* next = nullptr;
    auto copy = made(vips_copy(image.get(), &next, nullptr), next);
    auto** const fields = vips_image_get_fields(copy.get());
    for (auto** field = fields; *field != nullptr; ++field) {
        // The size and the like are fields as well, which cannot be taken away.
        if (std::ranges::find(kept, *field) == kept.end()) vips_image_remove(copy.get(), *field);
    }
    g_strfreev(fields);
    return copy;
}

Picture saved(Image const& image, std::string_view media, int quality) {
    void* data = nullptr;
    std::size_t size = 0;
    int failed = -1;
    if (media == "image/jpeg") {
        failed =
            vips_jpegsave_buffer(image.get(), &data, &size, "Q", quality, "strip", TRUE, nullptr);
    } else if (media == "image/png") {
        auto const points =
            std::int64_t{vips_image_get_width(image.get())} * vips_image_get_height(image.get());
        bool const large = points > points_of_large;
        failed =
            vips_pngsave_buffer(image.get(), &data, &size, "compression",
                                large ? png_compression_of_large : png_compression, "filter",
                                large ? VIPS_FOREIGN_PNG_FILTER_SUB : VIPS_FOREIGN_PNG_FILTER_ALL,
                                "strip", TRUE, nullptr);
    } else if (media == "image/gif") {
        failed = vips_gifsave_buffer(image.get(), &data, &size, "effort", gif_effort, "reuse", TRUE,
                                     "strip", TRUE, nullptr);
    } else if (media == "image/webp") {
        failed = vips_webpsave_buffer(image.get(), &data, &size, "Q", quality, "effort",
                                      webp_effort, "strip", TRUE, nullptr);
    }
    std::unique_ptr<void, Free> const owner{data};
    if (failed != 0) refuse(FileRefusal::broken);
    return {{static_cast<char const*>(data), size},
            media,
            vips_image_get_width(image.get()),
            vips_image_get_page_height(image.get())};
}

bool is_opaque(Image const& image) {
    if (vips_image_hasalpha(image.get()) == FALSE) return true;
    VipsImage* next = nullptr;
    auto const last = vips_image_get_bands(image.get()) - 1;
    auto const alpha = made(vips_extract_band(image.get(), &next, last, nullptr), next);
    double least = 0;
    return vips_min(alpha.get(), &least, nullptr) == 0 && least == 255;
}

Picture small_of(Picture const& picture) {
    VipsImage* next = nullptr;
    auto* data = const_cast<char*>(picture.bytes.data());
    auto const shrunk = made(
        vips_thumbnail_buffer(data, picture.bytes.size(), &next, small_side_max, "height",
                              small_side_max, "size", VIPS_SIZE_DOWN, "no_rotate", TRUE, nullptr),
        next);
    auto const image = in_memory(shrunk);  // it is looked at twice
    if (is_opaque(image)) return saved(image, "image/jpeg", small_quality);
    bool const is_webp = picture.media == "image/webp";
    return saved(image, is_webp ? "image/webp" : "image/png", small_quality);
}

}  // namespace

Pictures remade(std::string_view bytes, domain::FileType const& type) {
    start();
    check_size(bytes, type.media);
    Pictures both;
    {
        auto const image = bare(in_web_colours(upright(loaded(bytes, type.media, -1))));
        auto const quality = type.media == "image/jpeg" ? jpeg_quality : webp_quality;
        both.picture = saved(image, type.media, quality);
    }
    if (both.picture.bytes.size() > picture_bytes_max) refuse(FileRefusal::too_large);
    both.small = small_of(both.picture);
    if (both.small.bytes.size() > small_bytes_max) refuse(FileRefusal::too_large);
    return both;
}

int frames_in(Picture const& picture) {
    auto const head = loaded(picture.bytes, picture.media, 1);
    return std::max(vips_image_get_n_pages(head.get()), 1);
}

namespace {

constexpr int ground = 128;

/// How much points differ where there is nothing: with less contrast than this, grain and leaves
/// would be taken for thousands of letters.
int grain(std::string_view points) {
    constexpr int least = 12;
    constexpr int times = 7;  // three deviations, of which half of all steps are not a seventh
    std::array<std::size_t, 256> steps{};
    for (std::size_t i = 1; i < points.size(); ++i) {
        auto const left = static_cast<unsigned char>(points[i - 1]);
        ++steps[static_cast<std::size_t>(std::abs(static_cast<unsigned char>(points[i]) - left))];
    }
    int middle = 0;
    for (auto below = steps[0]; below < points.size() / 2 && middle < 255;) {
        below += steps[static_cast<std::size_t>(++middle)];
    }
    return std::max(least, times * middle);
}

/// In a small copy: there a wide blur costs little.
Image blurred(Image const& image, double width) {
    constexpr int smaller = 8;
    VipsImage* next = nullptr;
    auto const of = [&](int side) { return std::max(side / smaller, 1); };
    auto const wide = vips_image_get_width(image.get());
    auto const high = vips_image_get_height(image.get());
    auto small = made(vips_thumbnail_image(image.get(), &next, of(wide), "height", of(high), "size",
                                           VIPS_SIZE_FORCE, nullptr),
                      next);
    small = made(vips_gaussblur(small.get(), &next, width / smaller, nullptr), next);
    small = in_memory(small);
    return made(vips_thumbnail_image(small.get(), &next, wide, "height", high, "size",
                                     VIPS_SIZE_FORCE, nullptr),
                next);
}

}  // namespace

Shades shades(Picture const& picture, int frame, int side) {
    auto const wanted = std::min(side, 2 * std::max(picture.width, picture.height));
    auto const option = frame > 0 ? "page=" + std::to_string(frame) : std::string{};
    auto* data = const_cast<char*>(picture.bytes.data());
    VipsImage* next = nullptr;
    auto image =
        made(vips_thumbnail_buffer(data, picture.bytes.size(), &next, wanted, "height", wanted,
                                   "no_rotate", TRUE, "option_string", option.c_str(), nullptr),
             next);
    if (vips_image_hasalpha(image.get()) != FALSE) {
        // What is written in white on nothing is seen on a dark page.
        double const middle = 160;
        auto* const backdrop = vips_array_double_new(&middle, 1);
        auto const failed = vips_flatten(image.get(), &next, "background", backdrop, nullptr);
        vips_area_unref(VIPS_AREA(backdrop));
        image = made(failed, next);
    }
    image = made(vips_colourspace(image.get(), &next, VIPS_INTERPRETATION_B_W, nullptr), next);
    // Without the grain of a photo, and lit as evenly as a page: letters differ from what is around
    // them, not from a lamp at the other end.
    image = made(vips_gaussblur(image.get(), &next, 1.0, nullptr), next);
    image = in_memory(image);
    auto const around = blurred(image, wanted / 40.0);
    image = made(vips_subtract(image.get(), around.get(), &next, nullptr), next);
    image = made(vips_linear1(image.get(), &next, 1.0, ground, "uchar", TRUE, nullptr), next);
    std::size_t bytes = 0;
    std::unique_ptr<void, Free> const points{vips_image_write_to_memory(image.get(), &bytes)};
    if (!points) refuse(FileRefusal::broken);
    Shades result{{static_cast<char const*>(points.get()), bytes},
                  vips_image_get_width(image.get()),
                  vips_image_get_height(image.get())};
    auto const faint = grain(result.points);
    for (auto& point : result.points) {
        auto const shade = static_cast<unsigned char>(point);
        if (std::abs(shade - ground) <= faint) point = static_cast<char>(ground);
    }
    return result;
}

Shades turned(Shades const& upright) {
    Shades result{std::string(upright.points.size(), '\0'), upright.height, upright.width};
    auto const width = static_cast<std::size_t>(upright.width);
    auto const height = static_cast<std::size_t>(upright.height);
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t x = 0; x < width; ++x) {
            result.points[x * height + (height - 1 - y)] = upright.points[y * width + x];
        }
    }
    return result;
}

}  // namespace parley::files
