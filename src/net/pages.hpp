#pragma once
// The web pages inside the program: web/dist, compressed when the program is built
// (cmake/pages.cmake).

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace parley::net {

/// One file of web/dist.
struct Page {
    std::string_view path;     // "/desk/index.html"
    std::string_view gzip;     // its content, compressed
    std::string_view version;  // a quoted hash of its content: the ETag

    std::string_view media_type() const;
    /// The content as it was.
    std::string inflate() const;
};

/// All pages, ordered by path; empty where the program was built without them.
std::span<Page const> embedded_pages();

/// Null where there is none.
Page const* find_page(std::span<Page const> pages, std::string_view path);

}  // namespace parley::net
