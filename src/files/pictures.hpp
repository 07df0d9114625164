#pragma once
// Makes a picture anew: what comes out shows the same and has nothing else in it, no place, no
// camera, no text and no program that hides in it. Source: D02, D03, D11.

#include <string_view>

#include "domain/file.hpp"
#include "files/inspector.hpp"

namespace parley::files {

/// Of all frames together.
inline constexpr std::int64_t points_max = 40'000'000;
inline constexpr int frames_max = 200;
/// What is made anew may be larger than what came.
inline constexpr std::size_t picture_bytes_max = std::size_t{64} << 20;
inline constexpr int small_side_max = 640;
inline constexpr std::size_t small_bytes_max = std::size_t{4} << 20;

struct Pictures {
    Picture picture;
    Picture small;
};

/// Throws Refuse: broken, or too large. REQUIRES: one thread; type.kind is picture, and the bytes
/// begin as the type's do.
Pictures remade(std::string_view bytes, domain::FileType const& type);

/// What is to be seen in one frame, in shades of grey, lit evenly, for letters to be found in: a
/// byte for each point, row by row.
struct Shades {
    std::string points;
    int width = 0;
    int height = 0;
};

/// REQUIRES for all of these: a picture that remade() gave.
int frames_in(Picture const& picture);
/// One of the frames, `side` points wide or high; a small one is made at most twice as large.
Shades shades(Picture const& picture, int frame, int side);
/// Turned by a quarter.
Shades turned(Shades const& upright);

}  // namespace parley::files
