#pragma once
// What looks like a card number and has a stronger proof of being something else: an IBAN, a UUID,
// a hash, a parcel's number, a number of the organization's own. Looked for only once something
// looks like a card.

#include <vector>

#include "domain/redaction/formats.hpp"

namespace parley::domain::redaction {

class Exclusions {
  public:
    /// All of them but numbers of one's own have letters in them.
    Exclusions(std::string_view text, Formats const& formats, bool letters = true)
        : text_(text), formats_(&formats), letters_(letters) {}

    /// Does [begin, end), in bytes, lie within one of them?
    bool cover(std::uint32_t begin, std::uint32_t end);

  private:
    void find();

    std::string_view text_;
    Formats const* formats_;
    bool letters_;
    bool looked_ = false;
    std::vector<Span> spans_;  // by their beginning, none within another
};

/// IBANs with their check digits right, with spaces or hyphens or without, in upper or lower case.
void find_ibans(std::string_view text, std::vector<Span>& found);

}  // namespace parley::domain::redaction
