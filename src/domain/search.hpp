#pragma once
// Searching in what was said: what a query asks for, whether a text answers it, and the piece of it
// to show. Pure. Words are compared without case and accents and as they are written: there is no
// stemming, in no language, so nobody finds what they did not ask for. Source: C31.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace parley::domain {

/// Words that stand one after the other; a single one in most cases.
struct SearchPhrase {
    std::vector<std::string> words;  // as search_words gives them
    bool prefix = false;             // words that begin like the last one will do

    friend bool operator==(SearchPhrase const&, SearchPhrase const&) = default;
};

struct SearchQuery {
    std::vector<SearchPhrase> wanted;    // all of them; never empty
    std::vector<SearchPhrase> unwanted;  // none of them
};

inline constexpr std::int64_t search_text_max = 200;   // code points of what is typed
inline constexpr std::size_t search_phrases_max = 20;  // wanted and unwanted
inline constexpr std::size_t search_word_bytes = 120;  // what lies behind makes no difference
inline constexpr std::size_t search_prefix_min = 2;    // letters; a shorter one is a whole word
inline constexpr std::size_t snippet_points = 160;

/// The words by which a text is found, each as often as it is there.
std::vector<std::string> search_words(std::string_view text);

/// Words, "phrases in quotes", and -either without. The last word, unless it is in quotes or
/// unwanted, stands for all that begin like it. What is no word by itself, such as an address, is
/// the phrase of its words. Refuses invalid at `path`: nothing wanted, too long, too many.
SearchQuery search_query(std::string const& typed, std::string const& path);

/// A part of a text, in code points; `to` is behind the last one.
struct TextSpan {
    std::int64_t from;
    std::int64_t to;

    friend bool operator==(TextSpan const&, TextSpan const&) = default;
};
BOOST_DESCRIBE_STRUCT(TextSpan, (), (from, to))

/// Where the text has what is wanted, in order and apart; nothing: it does not answer the query.
std::optional<std::vector<TextSpan>> search_hits(SearchQuery const& query, std::string_view text);

/// A piece of the text around the first hit, on one line, … where something is left out; the places
/// of the hits in it.
struct Snippet {
    std::string text;
    std::vector<TextSpan> hits;
};
BOOST_DESCRIBE_STRUCT(Snippet, (), (text, hits))
Snippet snippet(std::string_view text, std::vector<TextSpan> const& hits);

}  // namespace parley::domain
