#pragma once
// What belongs to a card and must not be kept at all: security code and PIN; and the expiry date,
// where a card is spoken of. All of their digits are masked. Source: fH18, redaction 4.2 (11).

#include <vector>

#include "domain/redaction/cards.hpp"

namespace parley::domain::redaction {

/// Digits [begin, end) of the view.
struct Secret {
    Kind kind = Kind::security_code;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// `cards` are those of the same view.
std::vector<Secret> find_secrets(Scene const& scene, std::vector<Card> const& cards);

}  // namespace parley::domain::redaction
