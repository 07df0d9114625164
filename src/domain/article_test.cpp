#include "domain/article.hpp"

#include <gmock/gmock.h>

namespace parley::domain {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Field;

RichText paragraph(std::string text) {
    RichText tree;
    Block block;
    Span span;
    span.text = std::move(text);
    block.spans.push_back(std::move(span));
    tree.blocks.push_back(std::move(block));
    return tree;
}

auto word(std::string const& text, std::int64_t weight) {
    return AllOf(Field(&ArticleWord::word, text), Field(&ArticleWord::weight, weight));
}

TEST(Article, SectionsComeBackAsTheyWereStored) {
    std::vector<ArticleSection> const sections{{"", paragraph("First \"this\".")},
                                               {"Größe", paragraph("Then that.")}};
    auto const back = stored_sections(to_json(sections));
    ASSERT_EQ(back.size(), 2u);
    EXPECT_EQ(back[0].body, sections[0].body);
    EXPECT_EQ(back[1].heading, "Größe");
    EXPECT_EQ(back[1].body, sections[1].body);
}

TEST(Article, TheTitleSaysMoreOfItThanItsText) {
    auto const words = article_words("Returning a parcel", "How to send it back",
                                     {{"Parcel shops", paragraph("The parcel, the label.")}});
    EXPECT_THAT(words, Contains(word("returning", 10)));
    EXPECT_THAT(words, Contains(word("parcel", 11)));
    EXPECT_THAT(words, Contains(word("shops", 4)));
    EXPECT_THAT(words, Contains(word("label", 1)));
}

TEST(Article, AWordThatIsEverywhereCountsNoMoreThanFive) {
    auto const words = article_words("", "", {{"", paragraph("so so so so so so so so so so")}});
    EXPECT_THAT(words, Contains(word("so", 5)));
}

TEST(Article, ATypingMistakeIsForgiven) {
    for (auto const* typed : {"parcle", "parcel", "parsel", "pacel", "parrcel", "prcel"}) {
        EXPECT_TRUE(may_mean(typed, "parcel")) << typed;
    }
    EXPECT_TRUE(may_mean("snial", "snails")) << "how it goes on does not matter";
    EXPECT_TRUE(may_mean("refudn", "refund"));
    EXPECT_TRUE(may_mean("warantiee", "warranties"));
    EXPECT_TRUE(may_mean("größa", "größe"));
    EXPECT_FALSE(may_mean("grose", "größe"));
    EXPECT_FALSE(may_mean("palsel", "pa"));
    EXPECT_FALSE(may_mean("pla", "pal")) << "short words mean what they say";
    EXPECT_FALSE(may_mean("carcel", "parcel")) << "the first letter is right";
    EXPECT_FALSE(may_mean("bulli", "ball"));
    EXPECT_FALSE(may_mean("", "a"));
}

TEST(Article, AnAddressSaysWhatTheArticleIsCalled) {
    EXPECT_EQ(slug("Where is my parcel?"), "where-is-my-parcel");
    EXPECT_EQ(slug("Größe & Maße: prüfen!"), "groesse-masse-pruefen");
    EXPECT_EQ(slug("…"), "");
    EXPECT_EQ(slug("日本"), "");
    EXPECT_LE(slug(std::string(500, 'a') + " b").size(), 60u);
}

}  // namespace
}  // namespace parley::domain
