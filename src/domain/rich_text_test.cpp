// Formatted text: what is refused and where, one form for what is equal, and plain text that stays
// together with its tree.
#include "domain/rich_text.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <rapidcheck.h>

#include "base/json.hpp"
#include "base/refusal.hpp"
#include "base/text.hpp"

using namespace parley;
using namespace parley::domain;
namespace json = boost::json;

namespace {

RichText tree_of(std::string_view text) { return read_rich_text(json::parse(text), "/body"); }

RichText blocks(std::string_view list) {
    return tree_of(R"({"blocks":)" + std::string{list} + "}");
}

std::string refused(std::string_view text) {
    try {
        tree_of(text);
    } catch (Refused const& no) {
        return std::string{code_word(no.code)} + " " + no.path;
    }
    return "taken";
}

std::string p(std::string_view text) {
    return R"({"kind":"paragraph","spans":[{"text":")" + std::string{text} + R"("}]})";
}

std::string nested(int depth) {
    auto text = p("deep");
    for (int i = 1; i < depth; ++i) {
        text = R"({"kind":"bullets","items":[[)" + text + "]]}";
    }
    return R"({"blocks":[)" + text + "]}";
}

constexpr auto all_kinds = R"({"blocks":[
  {"kind":"paragraph","spans":[{"text":"Hello "},{"text":"you","bold":true},{"text":"!"}]},
  {"kind":"numbers","start":3,"items":[
    [{"kind":"paragraph","spans":[{"text":"three"}]},
     {"kind":"bullets","items":[[{"kind":"paragraph","spans":[{"text":"a"}]}],
                                [{"kind":"paragraph","spans":[{"text":"b\nc"}]}]]}],
    [{"kind":"paragraph","spans":[{"text":"four"}]}]]},
  {"kind":"table","rows":[
    [{"header":true,"blocks":[{"kind":"paragraph","spans":[{"text":"Size"}]}]},
     {"header":true,"blocks":[{"kind":"paragraph","spans":[{"text":"Price"}]}]}],
    [{"blocks":[{"kind":"paragraph","spans":[{"text":"L\nXL"}]}]},{"blocks":[]}]]},
  {"kind":"quote","blocks":[{"kind":"paragraph","spans":[{"text":"so"}]},
                            {"kind":"paragraph","spans":[{"text":"said"}]}]},
  {"kind":"code","text":"if (a)\n  b();"},
  {"kind":"paragraph","spans":[{"text":"the help","link":"https://example.com/help"},
                               {"text":" or "},
                               {"text":"example.com","link":"https://example.com/"}]}
]})";

TEST(RichText, ReadsAsLines) {
    EXPECT_EQ(plain_text(tree_of(all_kinds)),
              "Hello you!\n"
              "3. three\n"
              "   • a\n"
              "   • b\n"
              "     c\n"
              "4. four\n"
              "Size\tPrice\n"
              "L XL\t\n"
              "> so\n"
              "> said\n"
              "if (a)\n"
              "  b();\n"
              "the help (https://example.com/help) or example.com");
}

TEST(RichText, NamesTheFirstPlaceThatIsNotAsDeclared) {
    EXPECT_EQ(refused("[]"), "invalid /body");
    EXPECT_EQ(refused("{}"), "invalid /body/blocks");
    EXPECT_EQ(refused(R"({"blocks":[]})"), "invalid /body/blocks");
    EXPECT_EQ(refused(R"({"blocks":{}})"), "invalid /body/blocks");
    EXPECT_EQ(refused(R"({"blocks":[],"html":"<b>"})"), "invalid /body/html");
    EXPECT_EQ(refused(R"({"blocks":[1]})"), "invalid /body/blocks/0");
    EXPECT_EQ(refused(R"({"blocks":[{}]})"), "invalid /body/blocks/0/kind");
    EXPECT_EQ(refused(R"({"blocks":[)" + p("a") + R"(,{"kind":"script"}]})"),
              "invalid /body/blocks/1/kind");
    EXPECT_EQ(refused(R"({"blocks":[{"kind":"paragraph"}]})"), "invalid /body/blocks/0/spans");
    EXPECT_EQ(refused(R"({"blocks":[{"kind":"paragraph","spans":[],"text":"a"}]})"),
              "invalid /body/blocks/0/text");
    EXPECT_EQ(refused(R"({"blocks":[{"kind":"paragraph","spans":[{"text":1}]}]})"),
              "invalid /body/blocks/0/spans/0/text");
    EXPECT_EQ(refused(R"({"blocks":[{"kind":"paragraph","spans":[{"text":"a\u0000"}]}]})"),
              "invalid /body/blocks/0/spans/0/text");
    EXPECT_EQ(refused(R"({"blocks":[{"kind":"paragraph","spans":[{"text":"a","bold":1}]}]})"),
              "invalid /body/blocks/0/spans/0/bold");
    EXPECT_EQ(refused(R"({"blocks":[{"kind":"paragraph","spans":[{"text":"a","on~/":1}]}]})"),
              "invalid /body/blocks/0/spans/0/on~0~1");
    EXPECT_EQ(refused(R"({"blocks":[{"kind":"bullets","items":[]}]})"),
              "invalid /body/blocks/0/items");
    EXPECT_EQ(refused(R"({"blocks":[{"kind":"bullets","items":[[],[{"kind":"x"}]]}]})"),
              "invalid /body/blocks/0/items/1/0/kind");
    EXPECT_EQ(refused(R"({"blocks":[{"kind":"numbers","start":-1,"items":[[]]}]})"),
              "invalid /body/blocks/0/start");
    EXPECT_EQ(refused(R"({"blocks":[{"kind":"numbers","start":1.5,"items":[[]]}]})"),
              "invalid /body/blocks/0/start");
    EXPECT_EQ(refused(R"({"blocks":[{"kind":"table","rows":[[]]}]})"),
              "invalid /body/blocks/0/rows/0");
    EXPECT_EQ(refused(R"({"blocks":[{"kind":"table","rows":[[{"blocks":[]},{}]]}]})"),
              "invalid /body/blocks/0/rows/0/1/blocks");
    auto const table = R"({"kind":"table","rows":[[{"blocks":[)";
    EXPECT_EQ(refused(std::string{R"({"blocks":[)"} + table + table + "]}]]}]}]]}]}"),
              "invalid /body/blocks/0/rows/0/0/blocks/0");
    EXPECT_EQ(refused(R"({"blocks":[{"kind":"quote","blocks":[]}]})"),
              "invalid /body/blocks/0/blocks");
}

TEST(RichText, HasAnEndInDepthAndNumber) {
    EXPECT_EQ(refused(nested(8)), "taken");
    EXPECT_EQ(
        refused(nested(9)), "invalid " + std::string{"/body/blocks"} + [] {
            std::string path;
            for (int i = 0; i < 8; ++i) path += "/0/items/0";
            return path;
        }());
    auto many = [](int paragraphs) {
        std::string list;
        for (int i = 0; i < paragraphs; ++i) list += (i ? "," : "") + p("a");
        return R"({"blocks":[)" + list + "]}";
    };
    EXPECT_EQ(refused(many(1000)), "taken");
    EXPECT_EQ(refused(many(1001)), "invalid /body/blocks/1000");
}

TEST(RichText, FollowsOnlyAddressesThatAreWhatTheySeem) {
    for (auto const* good :
         {"https://example.com", "http://a/b?c=d#e", "HTTPS://xn--80ak6aa92e.com/",
          "mailto:kim@example.com", "tel:+4989123", "https://[::1]:80/", "https://a/@b"}) {
        EXPECT_TRUE(is_safe_link(good)) << good;
    }
    for (auto const* bad : {"",
                            "example.com",
                            "//example.com",
                            "/help",
                            "javascript:alert(1)",
                            "JaVaScRiPt:alert(1)",
                            " javascript:alert(1)",
                            "java\tscript:alert(1)",
                            "java\nscript:alert(1)",
                            "data:text/html,x",
                            "vbscript:x",
                            "https:example.com",
                            "https:/example.com",
                            "https:\\\\example.com",
                            "https://example.com\\@evil.com",
                            "https://kim:pw@example.com",
                            "https://example.com@evil.com/",
                            "https://",
                            "https://:80",
                            "https:///x",
                            "https://аpple.com",
                            "https://a b",
                            "mailto:",
                            "mailto://x",
                            "tel:",
                            "file:///etc/passwd",
                            "blob:https://a/b",
                            "https://a/\u202e"}) {
        EXPECT_FALSE(is_safe_link(bad)) << bad;
    }
    EXPECT_FALSE(is_safe_link("https://a/" + std::string(link_bytes_max, 'a')));
    EXPECT_EQ(refused(R"j({"blocks":[{"kind":"paragraph","spans":[
                  {"text":"a"},{"text":"b","link":"javascript:alert(1)"}]}]})j"),
              "invalid /body/blocks/0/spans/1/link");
}

TEST(RichText, HasOneFormForWhatIsEqual) {
    auto const one = canonical(blocks(R"([
        {"kind":"paragraph","spans":[]},
        {"kind":"paragraph","spans":[{"text":" "},{"text":" He"},{"text":"","bold":true},
            {"text":"llo ","bold":false}]},
        {"kind":"numbers","start":1,"items":[[]]},{"kind":"code","text":" \n"},
        {"kind":"quote","blocks":[{"kind":"paragraph","spans":[{"text":"\t"}]}]}])"));
    EXPECT_EQ(to_json(one), R"({"blocks":[{"kind":"paragraph","spans":[{"text":"Hello"}]},)"
                            R"({"kind":"numbers","items":[[]]}]})");
    // A mark belongs to what is before it, even in another span.
    auto const parted = canonical(
        blocks(R"([{"kind":"paragraph","spans":[{"text":"e"},{"text":"\u0301","bold":true}]}])"));
    EXPECT_EQ(plain_text(parted), "é");
}

TEST(RichText, TakesOverWhatItsPlainTextHasBecome) {
    auto const tree = blocks(R"([
        {"kind":"bullets","items":[[{"kind":"paragraph","spans":[
            {"text":"Card "},{"text":"4111 1111","bold":true},{"text":" ok"}]}]]}])");
    EXPECT_EQ(to_json(with_text(tree, "• Card •••• 1111 ok")),
              R"({"blocks":[{"kind":"bullets","items":[[{"kind":"paragraph","spans":[)"
              R"({"text":"Card "},{"text":"•••• 1111","bold":true},{"text":" ok"}]}]]}]})");
    EXPECT_EQ(to_json(with_text(tree, "• Card [card] ok")),
              R"({"blocks":[{"kind":"paragraph","spans":[{"text":"• Card [card] ok"}]}]})");
    auto const links = blocks(R"([{"kind":"paragraph","spans":[
        {"text":"a","link":"https://x/4111"},{"text":" "},
        {"text":"tel:4111","link":"tel:4111"}]}])");
    EXPECT_EQ(to_json(with_text(links, "a (https://x/####) tel:####")),
              R"j({"blocks":[{"kind":"paragraph","spans":[{"text":"a (https://x/####)"},)j"
              R"({"text":" "},{"text":"tel:####"}]}]})");
}

// ---- for any tree ----

std::string any_text() {
    static std::vector<std::string> const parts{"a", "b", "1", " ", "\n", "\t",
                                                "(", ".", "•", ">", "é",  "😀"};
    std::string text;
    for (auto const& part :
         *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(parts))) {
        text += part;
    }
    return text;
}

Blocks any_blocks(int depth);

Block any_block(int depth) {
    Block it;
    auto const few = [] { return *rc::gen::inRange(1, 4); };
    it.kind = depth > 2 ? BlockKind::paragraph : static_cast<BlockKind>(*rc::gen::inRange(0, 6));
    switch (it.kind) {
        case BlockKind::paragraph:
            for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
                auto const look = *rc::gen::inRange(0, 4);
                it.spans.push_back({.text = any_text(),
                                    .bold = look == 1,
                                    .link = look == 2 ? "https://example.com/a" : ""});
            }
            break;
        case BlockKind::code:
            it.text = any_text();
            break;
        case BlockKind::quote:
            it.blocks = any_blocks(depth + 1);
            break;
        case BlockKind::numbers:
            it.start = *rc::gen::inRange(0, 20);
            [[fallthrough]];
        case BlockKind::bullets:
            for (int i = few(); i > 0; --i) it.items.push_back(any_blocks(depth + 1));
            break;
        case BlockKind::table:
            for (int r = few(); r > 0; --r) {
                auto& row = it.rows.emplace_back();
                for (int c = few(); c > 0; --c) {
                    row.push_back({*rc::gen::arbitrary<bool>(), any_blocks(3)});
                }
            }
            break;
    }
    return it;
}

Blocks any_blocks(int depth) {
    Blocks all;
    for (int i = *rc::gen::inRange(1, 4); i > 0; --i) all.push_back(any_block(depth));
    return all;
}

template <class Property>
void for_any_tree(Property property) {
    EXPECT_TRUE(rc::check([&] { property(RichText{any_blocks(0)}); }));
}

TEST(RichTextProperty, OneFormStaysAndIsReadAgain) {
    for_any_tree([](RichText const& tree) {
        auto const once = canonical(tree);
        RC_ASSERT(canonical(once) == once);
        if (!once.blocks.empty()) RC_ASSERT(stored_rich_text(to_json(once)) == once);
    });
}

TEST(RichTextProperty, TheSameTextChangesNothing) {
    for_any_tree(
        [](RichText const& tree) { RC_ASSERT(with_text(tree, plain_text(tree)) == tree); });
}

TEST(RichTextProperty, WhatComesOutReadsAsWhatWasPutIn) {
    for_any_tree([](RichText const& tree) {
        auto masked = plain_text(tree);
        for (auto& c : masked) {
            if (c == '1' || c == 'a') c = '#';
        }
        RC_ASSERT(plain_text(with_text(tree, masked)) == masked);
        auto const other = any_text();
        RC_ASSERT(plain_text(with_text(tree, other)) == other);
    });
}

TEST(RichTextProperty, NothingThatIsMaskedStays) {
    for_any_tree([](RichText const& tree) {
        auto masked = plain_text(tree);
        std::ranges::replace(masked, 'a', '#');
        auto const left = to_json(with_text(tree, masked));
        // In words of the form there is one, in texts none.
        for (auto const& part : {R"("text":"a)", "aa", "ba", "com/a"}) {
            RC_ASSERT(!left.contains(part));
        }
    });
}

}  // namespace
