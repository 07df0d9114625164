#pragma once
// Personal numbers that an organization may wish to have masked, too: IBAN, social security number,
// phone, e-mail, and the national ids that have a check digit. Source: redaction 4.6.

#include <string_view>
#include <vector>

#include "domain/redaction/cards.hpp"

namespace parley::domain::redaction {

/// Bytes [begin, end) are one; of its letters and digits the first `leading` and the last `kept`
/// stay.
struct Identifier {
    Kind kind = Kind::iban;
    std::string_view rule;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t leading = 0;
    std::uint32_t kept = 0;
};

/// The kinds that the rules wish for. `scene` is that of the text itself.
std::vector<Identifier> find_identifiers(std::string_view text, Scene const& scene);

}  // namespace parley::domain::redaction
