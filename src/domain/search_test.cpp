#include "domain/search.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "base/refusal.hpp"
#include "base/text.hpp"

namespace parley::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// As words: a phrase has its words with + between, one that is open an *; an unwanted one a -.
std::string shown(std::string const& typed) {
    auto const query = search_query(typed, "/query");
    std::string all;
    auto const add = [&](std::string const& sign, SearchPhrase const& phrase) {
        all += (all.empty() ? "" : " ") + sign;
        for (std::size_t i = 0; i < phrase.words.size(); ++i) {
            all += (i ? "+" : "") + phrase.words[i];
        }
        if (phrase.prefix) all += '*';
    };
    for (auto const& phrase : query.wanted) add("", phrase);
    for (auto const& phrase : query.unwanted) add("-", phrase);
    return all;
}

/// The text with the hits in brackets; empty where it is not found.
std::string marked(std::string const& typed, std::string const& text) {
    auto const hits = search_hits(search_query(typed, "/query"), text);
    if (!hits) return {};
    auto const piece = snippet(text, *hits);
    std::string all;
    std::int64_t at = 0;
    for (auto const c : piece.text) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            for (auto const& hit : piece.hits) {
                if (hit.to == at) all += ']';
                if (hit.from == at) all += '[';
            }
            ++at;
        }
        all += c;
    }
    for (auto const& hit : piece.hits) {
        if (hit.to == at) all += ']';
    }
    return all;
}

std::string refusal(std::string const& typed) {
    try {
        search_query(typed, "/query");
    } catch (Refused const& refused) {
        return refused.path + ": " + refused.detail;
    }
    return "nothing";
}

TEST(SearchQuery, HasWordsPhrasesAndWhatIsUnwanted) {
    EXPECT_EQ(shown("refund order"), "refund order*");
    EXPECT_EQ(shown("\"late again\" parcel"), "late+again parcel*");
    EXPECT_EQ(shown("parcel -refund -\"too late\""), "parcel -refund -too+late");
    EXPECT_EQ(shown("\"exact\""), "exact");
    EXPECT_EQ(shown("„zu spät“ «trop tard»"), "zu+spat trop+tard");
    EXPECT_EQ(shown("\"not closed"), "not+closed");
    EXPECT_EQ(shown("kim@example.org"), "kim+example+org*");
    EXPECT_EQ(shown("e-mail - now"), "e+mail now*");
    EXPECT_EQ(shown("x"), "x") << "one letter begins too many words";
    EXPECT_EQ(shown("ß"), "ss*");
    EXPECT_EQ(shown("'); DROP TABLE -- OR NEAR("), "drop table or near*");
}

TEST(SearchQuery, RefusesWhatNothingCanBeFoundBy) {
    EXPECT_EQ(refusal(""), "/query: must not be empty");
    EXPECT_EQ(refusal(" \n "), "/query: must not be empty");
    EXPECT_EQ(refusal("?!"), "/query: needs a word to look for");
    EXPECT_EQ(refusal("-refund"), "/query: needs a word to look for");
    EXPECT_EQ(refusal("\"\" -"), "/query: needs a word to look for");
    EXPECT_EQ(refusal(std::string(201, 'x')), "/query: at most 200 characters");
    EXPECT_EQ(refusal(std::string(200, 'x')), "nothing");
    std::string many;
    for (int i = 0; i < 21; ++i) many += "w ";
    EXPECT_EQ(refusal(many), "/query: at most 20 words");
}

TEST(SearchHits, AreFoundWithoutCaseAndAccentsAndAsTheyAreWritten) {
    EXPECT_EQ(marked("GROSSE", "Die Größe, bitte"), "Die [Größe], bitte");
    EXPECT_EQ(marked("größe", "die GROSSE frage"), "die [GROSSE] frage");
    EXPECT_EQ(marked("cafe", "im Café\u0301 nebenan"), "im [Café\u0301] nebenan");
    EXPECT_EQ(marked("file", "der ﬁle"), "der [ﬁle]");
    EXPECT_EQ(marked("\"bestellung\"", "Bestellungen"), "") << "no stemming";
    EXPECT_EQ(marked("bestell", "Bestellungen"), "[Bestellungen]");
    EXPECT_EQ(marked("bestell heute", "Bestellungen heute"), "") << "only the last word is open";
    EXPECT_EQ(marked("don't", "Don’t panic, I don't"), "[Don’t] panic, I [don't]");
}

TEST(SearchHits, OfPhrasesStandTogetherAndUnwantedOnesNowhere) {
    EXPECT_EQ(marked("\"too late\"", "late, too. Too late!"), "late, too. [Too late]!");
    EXPECT_EQ(marked("\"too late\"", "late, but too"), "");
    EXPECT_EQ(marked("parcel -refund", "a parcel"), "a [parcel]");
    EXPECT_EQ(marked("parcel -refund", "a parcel, a refund"), "");
    EXPECT_EQ(marked("parcel -\"a refund\"", "a parcel, no refund"), "a [parcel], no refund");
    EXPECT_EQ(marked("a \"a b\" b", "a b"), "[a b]") << "what overlaps is one hit";
    EXPECT_EQ(marked("one two", "one"), "") << "all words are wanted";
}

TEST(SearchSnippet, ShowsThePieceAroundTheFirstHitOnOneLine) {
    std::string const filling(300, 'x');
    auto const shown = marked("needle", "first line\n" + filling + " the needle\n" + filling);
    EXPECT_EQ(code_points(shown), 160u + 2 + 2) << shown;
    EXPECT_TRUE(shown.starts_with("…")) << shown;
    EXPECT_TRUE(shown.ends_with("…")) << shown;
    EXPECT_NE(shown.find("the [needle] x"), shown.npos) << shown;
    EXPECT_EQ(marked("hello", "hello\nyou"), "[hello] you");
    EXPECT_EQ(
        marked("end", filling + " the end").substr(marked("end", filling + " the end").size() - 9),
        "the [end]");
}

TEST(SearchWords, OfAnyLengthAreCutAlike) {
    std::string const longest(5000, 'a');
    EXPECT_THAT(search_words(longest), ElementsAre(std::string(120, 'a')));
    EXPECT_EQ(search_words(std::string(119, 'a') + "日本").front().size(), 119u);
    EXPECT_THAT(search_words("  … 😀 "), IsEmpty());
}

RC_GTEST_PROP(SearchProperties, EveryWordOfATextFindsItAndHitsLieInTheSnippet,
              (std::vector<std::string> const& raw)) {
    std::string text;
    for (auto const& one : raw) {
        if (is_utf8(one)) text += clean_text(one) + " äöü ";
    }
    for (auto const& word : search_words(text)) {
        auto const hits = search_hits({{{{word}, false}}, {}}, text);
        RC_ASSERT(hits.has_value());
        auto const piece = snippet(text, *hits);
        RC_ASSERT(!piece.hits.empty());
        std::int64_t last = 0;
        for (auto const& hit : piece.hits) {
            RC_ASSERT(hit.from >= last);
            RC_ASSERT(hit.to > hit.from);
            last = hit.to;
        }
        RC_ASSERT(last <= static_cast<std::int64_t>(code_points(piece.text)));
    }
}

}  // namespace
}  // namespace parley::domain
