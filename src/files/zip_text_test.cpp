#include <gmock/gmock.h>

#include "files/looking.hpp"
#include "files/make_files.hpp"
#include "files/reading.hpp"

// Zips, and the office documents that are zips.
namespace parley::files::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string const sentence = "My card is " + std::string{card} + ", thank you.";

void expect_card(std::string_view bytes, std::string_view extension) {
    auto const found = look(bytes, extension);
    EXPECT_EQ(verdict(found.looked), "fine") << extension;
    EXPECT_TRUE(found.card) << extension << ": " << found.text.substr(0, 500);
}

TEST(Documents, AreSearched) {
    expect_card(docx("<w:r><w:t>" + sentence + "</w:t></w:r>"), "docx");
    expect_card(zip({{"[Content_Types].xml", "<Types/>"},
                     {"ppt/slides/slide1.xml",
                      "<p:sld><a:p><a:r><a:t>" + sentence + "</a:t></a:r></a:p></p:sld>"}}),
                "pptx");
    for (auto const* kind : {"text", "spreadsheet", "presentation"}) {
        std::string const extension = kind == std::string{"text"}          ? "odt"
                                      : kind == std::string{"spreadsheet"} ? "ods"
                                                                           : "odp";
        expect_card(odf(kind, "<text:p>" + sentence + "</text:p>"), extension);
        auto const other = look(odf(kind, "<text:p>Hello</text:p>"), extension);
        EXPECT_EQ(verdict(other.looked), "fine");
        EXPECT_FALSE(other.card);
    }
}

TEST(Documents, ANumberInSeveralRunsIsOne) {
    expect_card(docx("<w:r><w:rPr><w:b/></w:rPr><w:t>4111 11</w:t></w:r>\n   <w:r><w:t>11 1111 "
                     "</w:t></w:r><w:r><w:t xml:space=\"preserve\">1111</w:t></w:r>"),
                "docx");
    EXPECT_THAT(
        look(docx("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>"), "docx")
            .text,
        HasSubstr("one two\nthree\n"));
    expect_card(odf("text", "<text:p>4111<text:s/><text:span>1111</text:span> 1111\n1111</text:p>"),
                "odt");
}

TEST(Documents, ANumberInSeveralCellsIsOne) {
    expect_card(xlsx("<c><v>4111</v></c><c><v>1111</v></c><c><v>1111</v></c><c><v>1111</v></c>"),
                "xlsx");
    expect_card(odf("spreadsheet",
                    "<table:table-row><table:table-cell><text:p>4111</text:p>"
                    "</table:table-cell><table:table-cell><text:p>1111</text:p>"
                    "</table:table-cell><table:table-cell><text:p>1111</text:p></"
                    "table:table-cell><table:table-cell><text:p>1111</text:p>"
                    "</table:table-cell></table:table-row>"),
                "ods");
}

TEST(Documents, CellsMayReferToTextsAndRoundTheirNumbers) {
    auto const found =
        look(xlsx("<c t=\"s\"><v>1</v></c><c t=\"s\"><v>9</v></c><c t=\"inlineStr\"><is><t>third"
                  "</t></is></c><c><v>7</v></c>",
                  {"first", "second"}),
             "xlsx");
    EXPECT_THAT(found.text, HasSubstr("second third 7 \n"));
    EXPECT_FALSE(found.card);
    expect_card(xlsx("<c t=\"s\"><v>0</v></c>", {sentence}), "xlsx");
    expect_card(xlsx("<c><v>4.111111111111111E+15</v></c>"), "xlsx");
    expect_card(odf("spreadsheet",
                    "<table:table-cell office:value=\"4111111111111111\"><text:p>4.11E+15"
                    "</text:p></table:table-cell>"),
                "ods");
}

TEST(Documents, AreOfTheKindThatTheirNameSays) {
    EXPECT_EQ(verdict(docx("<w:r/>"), "xlsx"), "type");
    EXPECT_EQ(verdict(xlsx(""), "docx"), "type");
    EXPECT_EQ(verdict(odf("text", ""), "ods"), "type");
    EXPECT_EQ(verdict(zip({{"a.txt", "x"}}), "docx"), "type");
    EXPECT_EQ(verdict(docx("<w:r/>"), "docm"), "fine");
}

TEST(Documents, D13_WithMacrosCarryAWarning) {
    EXPECT_FALSE(look(docx("<w:r/>"), "docx").looked.warning);
    EXPECT_TRUE(look(docx("<w:r/>"), "docm").looked.warning);
    EXPECT_TRUE(look(docx("<w:r/>", {{"word/vbaProject.bin", "x"}}), "docx").looked.warning);
    EXPECT_TRUE(look(odf("text", "", {{"Basic/Standard/a.xml", "<a/>"}}), "odt").looked.warning);
}

TEST(Documents, AreSearchedInWhatWasPutIntoThem) {
    expect_card(
        docx("<w:r/>", {{"word/embeddings/a.xlsx", xlsx("<c><v>4111111111111111</v></c>")}}),
        "docx");
}

TEST(Documents, ThatCannotBeReadAreRefused) {
    EXPECT_EQ(verdict(docx("<w:r></w:q>"), "docx"), "unreadable");
    EXPECT_EQ(
        verdict(odf("text", "",
                    {{"META-INF/manifest.xml", "<m:manifest><m:encryption-data/></m:manifest>"}}),
                "odt"),
        "unreadable");
    std::string bomb = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\">";
    for (char c = 'b'; c < 'j'; ++c) {
        bomb += std::string{"<!ENTITY "} + c + " \"";
        for (int i = 0; i < 10; ++i) bomb += std::string{"&"} + static_cast<char>(c - 1) + ";";
        bomb += "\">";
    }
    EXPECT_EQ(verdict(docx("<w:r/>", {{"word/a.xml", bomb + "]><d>&i;</d>"}}), "docx"),
              "unreadable");
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<a" + std::to_string(i) + ">";
    EXPECT_EQ(verdict(docx(deep), "docx"), "unreadable");
    auto const whole = docx("<w:r/>");
    EXPECT_EQ(verdict(whole.substr(0, whole.size() - 40), "docx"), "unreadable");
}

TEST(Zips, AreSearchedByNameAndContent) {
    expect_card(zip({{"notes.txt", sentence}}), "zip");
    expect_card(zip({{"4111111111111111.txt", "x"}}), "zip");
    expect_card(zip({{"folder/without_ending", sentence}}), "zip");
    expect_card(zip({{"a.docx", docx("<w:r><w:t>" + sentence + "</w:t></w:r>")}}), "zip");
    expect_card(zip({{"a.pdf", pdf(sentence)}}), "zip");
    expect_card(zip({{"a.zip", zip({{"b.txt", sentence}})}}), "zip");
    auto const found = look(zip({{"a.jpg", picture({})}, {"b.txt", "Hello"}}), "zip");
    EXPECT_EQ(verdict(found.looked), "fine");
    EXPECT_FALSE(found.card);
    EXPECT_FALSE(found.looked.warning);
    EXPECT_THAT(found.text, HasSubstr("Hello"));
}

TEST(Zips, WithProgramsCarryAWarning) {
    EXPECT_TRUE(look(zip({{"setup.exe", "MZ"}}), "zip").looked.warning);
}

TEST(Zips, D04_WithOddNamesAreOnlyRead) {
    auto const found = look(zip({{"../../etc/passwd", "x"}, {"/abs", "y"}, {"a\xFF", "z"}}), "zip");
    EXPECT_EQ(verdict(found.looked), "fine");
    EXPECT_THAT(found.text, HasSubstr("../../etc/passwd"));
}

TEST(Zips, D04_BeyondALimitAreUnreadable) {
    EXPECT_EQ(verdict(zip({{"zeros", std::string(20'000'000, '\0')}}), "zip"), "unreadable");
    EXPECT_EQ(verdict(zip({{"a.zip", zip({{"b.zip", zip({{"c.txt", "x"}})}})}}), "zip"),
              "unreadable");
    EXPECT_EQ(verdict(zip({{"a.zip", zip({{"b.docx", docx("<w:r/>")}})}}), "zip"), "unreadable");
    Entries many;
    for (int i = 0; i < 1000; ++i) many.emplace_back(std::to_string(i) + ".txt", "");
    EXPECT_EQ(verdict(zip(many), "zip"), "fine");
    many.emplace_back("one.txt", "");
    EXPECT_EQ(verdict(zip(many), "zip"), "unreadable");
}

TEST(Zips, ThatNobodyCanOpenAreUnreadable) {
    EXPECT_EQ(verdict(zip({{"a.txt", "Hello"}}, "secret"), "zip"), "unreadable");
    EXPECT_EQ(verdict(zip({{"a.7z", "7z\xBC\xAF\x27\x1C and so on"}}), "zip"), "unreadable");
    EXPECT_EQ(verdict("PK\x03\x04 and nothing", "zip"), "unreadable");
    EXPECT_EQ(verdict("no zip", "zip"), "type");
}

/// A reading whose text is put together here.
struct Read {
    std::string text;
    Reading reading;
    explicit Read(ReadingLimits limits = {}, std::size_t file_bytes = 1000)
        : reading(file_bytes, [this](std::string_view piece) { text += piece; }, limits) {}
};

TEST(ReadingOfText, SeparatesOnce) {
    Read it;
    it.reading.separate('\n');
    it.reading.text("a");
    it.reading.separate(' ');
    it.reading.separate(' ');
    it.reading.text("b");
    it.reading.separate('\n');
    it.reading.separate(' ');
    it.reading.text("c");
    it.reading.flush();
    EXPECT_EQ(it.text, "a b\nc");
}

TEST(ReadingOfText, HasLimits) {
    Read text{{.text_bytes_max = 3}};
    EXPECT_THROW(text.reading.text("four"), Refuse);
    Read unpacked{{.unpacked_bytes_max = 5000, .ratio_max = 10, .ratio_from_bytes = 100}, 20};
    unpacked.reading.unpacked(200);
    EXPECT_THROW(unpacked.reading.unpacked(1), Refuse);
    Read entries{{.entries_max = 1}};
    entries.reading.entry();
    EXPECT_THROW(entries.reading.entry(), Refuse);
    Read levels{{.depth_max = 1}};
    Reading::Level const one{levels.reading};
    EXPECT_THROW(Reading::Level{levels.reading}, Refuse);
}

}  // namespace
}  // namespace parley::files::test
