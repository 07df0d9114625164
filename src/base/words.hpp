#pragma once
// The words of a text, without case and accents, and where each of them stands.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// Places are counted in code points of the text; `to` is behind the last one.
struct FoldedWord {
    std::string text;  // letters and digits, folded; never empty
    std::size_t from = 0;
    std::size_t to = 0;

    friend bool operator==(FoldedWord const&, FoldedWord const&) = default;
};

/// A word is a run of letters and digits. "Straße" is strasse, "Café" is cafe, "ﬁ" is fi; umlauts
/// lose their dots and nothing else: "Größe" is grosse. `text` is valid UTF-8.
std::vector<FoldedWord> folded_words(std::string_view text);

}  // namespace parley
