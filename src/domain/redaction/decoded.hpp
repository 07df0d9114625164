#pragma once
// What a browser or program would make of a text: tags taken away, entities, %xx and \u escapes
// decoded, and base64 decoded once. Each item says which bytes of the text it stands for, so that
// a number found there is masked where it is written. Source: fH02, fH05.

#include <string_view>
#include <vector>

#include "domain/redaction/view.hpp"

namespace parley::domain::redaction {

/// Makes `view` of `plain`, that of the text itself. Tags of blocks and cells are separators,
/// others are not there at all. Empty where nothing has to be decoded.
void decoded_view(std::string_view text, View const& plain, View& view);

/// A run of base64 that is text when it is decoded, and the view of that text: each of its items
/// stands for the whole run.
struct Packed {
    std::uint32_t begin = 0;  // bytes
    std::uint32_t end = 0;
    View view;
};

inline constexpr std::uint32_t packed_bytes_min = 16;

std::vector<Packed> packed_in(std::string_view text);

}  // namespace parley::domain::redaction
