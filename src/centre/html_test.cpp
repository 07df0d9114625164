// Markup is ours or escaped.
#include "centre/html.hpp"

#include <gmock/gmock.h>

#include "centre/pages.hpp"

namespace parley::centre {
namespace {

using domain::Block;
using domain::BlockKind;

Block said(std::string text, std::string link = {}) {
    Block block;
    domain::Span span;
    span.text = std::move(text);
    span.link = std::move(link);
    block.spans.push_back(std::move(span));
    return block;
}

std::string written(domain::Blocks blocks) {
    Html html;
    html.rich({std::move(blocks)});
    return html.take();
}

TEST(CentreHtml, TextIsEscapedBetweenTagsAndInAttributes) {
    Html html;
    html << "<a title=\"";
    html.text("\"x\" onclick='y'") << "\">";
    html.text("<b> & </b>") << "</a>";
    EXPECT_EQ(html.take(),
              "<a title=\"&quot;x&quot; onclick=&#39;y&#39;\">&lt;b&gt; &amp; &lt;/b&gt;</a>");
}

TEST(CentreHtml, ATreeBecomesItsElements) {
    Block list;
    list.kind = BlockKind::numbers;
    list.start = 3;
    list.items = {{said("one")}, {said("two\nlines")}};
    Block table;
    table.kind = BlockKind::table;
    table.rows = {{{true, {said("a")}}, {false, {said("<b>")}}}};
    EXPECT_EQ(written({list}),
              "<ol start=\"3\"><li><p>one</p></li><li><p>two<br>lines</p></li></ol>");
    EXPECT_THAT(written({table}), ::testing::HasSubstr("<th><p>a</p></th><td><p>&lt;b&gt;</p>"));
}

TEST(CentreHtml, ALinkLeadsOnlyWhereItMay) {
    EXPECT_EQ(written({said("go", "https://example.org/?a=1&b")}),
              "<p><a rel=\"noopener nofollow\" href=\"https://example.org/?a=1&amp;b\">go</a></p>");
    EXPECT_EQ(written({said("go", "javascript:alert(1)")}), "<p>go</p>");
}

TEST(CentreAddress, SaysLanguageOrganizationAndPage) {
    EXPECT_FALSE(read_place("/"));
    EXPECT_FALSE(read_place("/fr/search"));
    auto const plain = read_place("/de/articles/article_1-a-b");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->language, Language::de);
    EXPECT_EQ(plain->organization, std::nullopt);
    EXPECT_THAT(plain->path, ::testing::ElementsAre("articles", "article_1-a-b"));
    auto const of = read_place("/en/of/acme/search");
    ASSERT_TRUE(of);
    EXPECT_EQ(of->organization, "acme");
    EXPECT_EQ(root_of(*of), "/en/of/acme");
    EXPECT_THAT(of->path, ::testing::ElementsAre("search"));
}

TEST(CentreAddress, TheBrowsersFirstWishOfOursHolds) {
    EXPECT_EQ(preferred("de-CH, en;q=0.5"), Language::de);
    EXPECT_EQ(preferred("en-US,en;q=0.9,de;q=0.8"), Language::en);
    EXPECT_EQ(preferred("en;q=0.3, de;q=0.7"), Language::de);
    EXPECT_EQ(preferred("de;q=0"), Language::en);
    EXPECT_EQ(preferred("fr"), Language::en);
    EXPECT_EQ(preferred(""), Language::en);
}

TEST(CentreAddress, IsWrittenAsABrowserAsksForIt) {
    auto const place = read_place("/en/of/\u00e4/articles/article_1-\u00e4?#");
    ASSERT_TRUE(place);
    EXPECT_EQ(address_of(*place), "/en/of/%C3%A4/articles/article_1-%C3%A4%3F%23");
    EXPECT_EQ(root_of(*place), "/en/of/%C3%A4");
}

TEST(CentreAddress, FormsAreDecodedOnce) {
    auto const form = read_form("a=b+c%26&d=%25%34%31&e&a=again&=x&g=%4");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->at("a"), "b c&");
    EXPECT_EQ(form->at("d"), "%41");
    EXPECT_EQ(form->at("e"), "");
    EXPECT_EQ(form->at("g"), "%4");
    EXPECT_FALSE(read_form("a=%FF")) << "no UTF-8";
    EXPECT_FALSE(read_form("a=b%00"));
    std::string many;
    for (int i = 0; i < 21; ++i) many += "a" + std::to_string(i) + "=1&";
    EXPECT_FALSE(read_form(many));
}

}  // namespace
}  // namespace parley::centre
