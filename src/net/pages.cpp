#include "net/pages.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <zlib.h>

#include "base/ensure.hpp"

namespace parley::net {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> media_types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".mp3", "audio/mpeg"},
    {".ogg", "audio/ogg"},
}};

}  // namespace

std::string_view Page::media_type() const {
    for (auto const& [ending, type] : media_types) {
        if (path.ends_with(ending)) return type;
    }
    return "application/octet-stream";
}

std::string Page::inflate() const {
    z_stream stream{};
    constexpr int gzip_format = 16 + MAX_WBITS;
    ENSURE(inflateInit2(&stream, gzip_format) == Z_OK);
    // zlib takes its input as a pointer to what is not const, and does not write to it.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(gzip.data()));
    stream.avail_in = static_cast<uInt>(gzip.size());
    std::string content;
    int result = Z_OK;
    while (result == Z_OK) {
        std::array<char, 16 * 1024> piece;
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = piece.size();
        result = ::inflate(&stream, Z_NO_FLUSH);
        content.append(piece.data(), piece.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    ENSURE(result == Z_STREAM_END);
    return content;
}

Page const* find_page(std::span<Page const> pages, std::string_view path) {
    auto const found = std::ranges::lower_bound(pages, path, {}, &Page::path);
    return found != pages.end() && found->path == path ? &*found : nullptr;
}

}  // namespace parley::net
