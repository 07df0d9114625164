#pragma once
// Text as people write it: cleaned before it is stored, measured in Unicode code points.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// Valid UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

/// Number of code points of valid UTF-8.
std::size_t code_points(std::string_view text);

/// Normal form C, without control characters (line feed and tab stay, CR LF becomes LF), at most 8
/// combining marks on one base character, without white space at both ends. Text of nothing but
/// invisible characters becomes empty. `text` is valid UTF-8. Source: fA21.
std::string clean_text(std::string_view text);

/// The same for a part of a text: white space at its ends stays, as does one of nothing but it.
std::string clean_part(std::string_view text);

/// The same for a single line: line feeds and tabs become spaces.
std::string clean_line(std::string_view text);

/// Folds case, so that names which differ only in it are the same. `text` is valid UTF-8.
std::string fold_case(std::string_view text);

/// The words of a text, a space between two: letters and digits, without case and accents. What
/// has none becomes empty. `text` is valid UTF-8.
std::string plain_words(std::string_view text);

/// What stands between single spaces: keys that are kept in one column.
std::vector<std::string> words_in(std::string_view text);

/// At most `points` code points, with … at the end where something was cut off.
std::string shorten(std::string_view text, std::size_t points);

}  // namespace parley
