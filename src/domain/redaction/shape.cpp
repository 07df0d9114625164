#include "domain/redaction/shape.hpp"

#include <algorithm>
#include <array>

namespace parley::domain::redaction {

namespace {

/// Sizes of groups as one number: 4-4-4-4 is 0x4444, 6-13 is 0x6d.
constexpr std::array<std::uint32_t, 26> canonical = {
    0x4444, 0x44443, 0x44442, 0x44441, 0x4443, 0x4442, 0x4441, 0x444, 0x465,
    0x464,  0x3442,  0x4432,  0x454,   0x88,   0x6d,   0x6a,   0x4c,  0xc4,
    0xf1,   0x484,   0x456,   0x644,   0x664,  0x4644, 0x86,   0x87};
constexpr std::uint32_t groups_max = 5;
constexpr std::uint32_t small = 3;

}  // namespace

Shape shape_of(std::span<Group const> groups, std::size_t alike) {
    if (groups.size() == 1) return Shape::whole;
    auto const first = groups.front().size();
    // The last one may be shorter: pairs of an odd number.
    bool const uniform = alike + 1 >= groups.size();
    if (uniform && first <= small && groups.back().size() <= first) return Shape::uniform;
    if (groups.size() > groups_max) return Shape::irregular;
    std::uint32_t sizes = 0;
    for (auto const& group : groups) sizes = sizes << 4 | group.size();
    return std::ranges::find(canonical, sizes) != canonical.end() ? Shape::canonical
                                                                  : Shape::irregular;
}

}  // namespace parley::domain::redaction
