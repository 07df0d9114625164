#pragma once
// Finds card numbers in a view: windows of whole groups of digits that a brand gives out, scored
// by how they are written and what stands around them. Source: redaction 4.2.

#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/redaction/digits.hpp"
#include "domain/redaction/exclusions.hpp"
#include "domain/redaction/redaction.hpp"
#include "domain/redaction/words.hpp"

namespace parley::domain::redaction {

/// Digits [begin, end) of the view are a card number, or end with one; [end, tail) hang on it: its
/// expiry date and security code, or what might as well be part of it.
struct Card {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t tail = 0;
    int score = 0;
    Brand brand = Brand::other;
};

/// Work that may still be done on a text; below 0 it is given up.
struct Budget {
    std::int64_t steps = 0;
    bool spend(std::int64_t more) { return (steps -= more) >= 0; }
};

/// What the search in one text looks at; all of it outlives the search.
struct Scene {
    View const& view;
    Digits const& digits;
    Words const& words;
    Rules const& rules;
    Context const& context;
    Exclusions& exclusions;
    Budget& budget;
    Windows& windows;  // memory for the search
    bool slash;        // may there be one in the view?
};

/// By their place; no two have a digit in common.
std::vector<Card> find_cards(Scene const& scene);

/// Is there "12/27" or "1227" in these groups? Gives how many groups it takes, 0 where not.
std::uint32_t expiry_at(Digits const& digits, std::uint32_t group, std::uint32_t groups_end);

/// Month and year, two or four digits each, that a card may be valid until.
bool is_expiry(std::span<std::uint8_t const> digits);

}  // namespace parley::domain::redaction
