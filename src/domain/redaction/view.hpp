#pragma once
// A text as the redactor looks at it: one item a character, with the digit that it shows, whatever
// script it is written in, and where it came from. A decoded view (decoded.hpp, spelled.hpp) has
// the same items for what a reader would make of the text, so one search serves them all.

#include <cstdint>
#include <string_view>
#include <vector>

namespace parley::domain::redaction {

enum class Class : std::uint8_t { digit, ignorable, separator, letter };

/// What a digit looks like in the text. A weak one is superscript or circled, and may be an
/// ornament; the others after it nobody writes without wanting to hide a number.
enum class Origin : std::uint8_t { plain, weak, decoded, spelled, lookalike };

/// What a character is, in one word.
struct Sign {
    char32_t c : 21 = 0;  // what a reader sees
    Class cls : 2 = Class::separator;
    Origin origin : 3 = Origin::plain;
    std::int8_t digit : 5 = -1;
};
static_assert(sizeof(Sign) == 4);

struct Item : Sign {
    std::uint32_t begin = 0;  // bytes of the text that it stands for
    std::uint32_t end = 0;
    std::uint32_t point = 0;  // code points of the text before it
};

using View = std::vector<Item>;

/// What a character is as it stands in a text.
Sign sign_of(char32_t c);

/// The text itself. `text` is valid UTF-8, below 4 GB.
View view_of(std::string_view text);
/// The same in place of what is in `view`, whose memory is used again. Says whether there are
/// letters in it.
bool view_of(std::string_view text, View& view);

/// The code point at `at`, which is moved behind it. `text` is valid UTF-8 there.
char32_t next_point(std::string_view text, std::uint32_t& at);

/// So many digits have to be spelled to be worth a look.
inline constexpr std::uint32_t spelled_min = 3;

/// What a look at the bytes says, without an allocation.
struct Glance {
    std::uint32_t digits = 0;       // ASCII ones
    std::uint32_t spelled = 0;      // places that may be a spelled digit, up to spelled_min
    std::uint32_t longest_run = 0;  // of letters and digits of base64
    bool lookalikes = false;        // letters that look like a digit
    bool markup = false;            // '<', '&', '%' or '\'
    bool at_sign = false;
    bool foreign = false;   // bytes beyond ASCII
    bool numerals = false;  // bytes of scripts that have letters for digits
};

Glance glance(std::string_view text);

}  // namespace parley::domain::redaction
