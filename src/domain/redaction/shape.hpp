#pragma once
// How a number is written: in one, in the groups that are printed on cards, or in any others.

#include <cstdint>
#include <span>

#include "domain/redaction/digits.hpp"

namespace parley::domain::redaction {

enum class Shape : std::uint8_t { whole, canonical, uniform, irregular };

/// `alike`: so many of them, from the first on, have the same size.
Shape shape_of(std::span<Group const> groups, std::size_t alike);

}  // namespace parley::domain::redaction
