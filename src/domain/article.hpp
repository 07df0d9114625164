#pragma once
// What an article of the support centre is made of, by which words it is found, and the address it
// has. Pure. Source: C17, V18; ux/guide: typing mistakes are forgiven.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/rich_text.hpp"

namespace parley::domain {

/// A part of an article; the first one often has no heading.
struct ArticleSection {
    std::string heading;
    RichText body;
};

/// What one may say of an article that did not help.
enum class UnhelpfulReason {
    unclear,  // hard to understand
    wrong,    // it does not work so
    missing,  // it does not say what I look for
    other,
};
BOOST_DESCRIBE_ENUM(UnhelpfulReason, unclear, wrong, missing, other)

/// As they are stored, and back.
std::string to_json(std::vector<ArticleSection> const& sections);
std::vector<ArticleSection> stored_sections(std::string_view json);

struct ArticleWord {
    std::string word;     // as search_words gives it
    std::int64_t weight;  // the more the article is about it, the higher
};

/// Each word once, in order; the longest texts are found by their first thousands of words.
std::vector<ArticleWord> article_words(std::string_view title, std::string_view summary,
                                       std::vector<ArticleSection> const& sections);

/// May `typed` be meant as how `word` begins? One letter is wrong, missing, too many or exchanged
/// with the next; of more than five letters two are, of up to three none; the first one is right.
bool may_mean(std::string_view typed, std::string_view word);

/// The title as a part of an address: lower case letters and digits of ASCII, - between; at most
/// 60. Empty where nothing of it can be written so.
std::string slug(std::string_view title);

}  // namespace parley::domain
