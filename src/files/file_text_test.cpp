#include "files/file_text.hpp"

#include <fstream>
#include <iterator>

#include <gmock/gmock.h>

#include "base/base64.hpp"
#include "files/looking.hpp"
#include "files/make_files.hpp"

namespace parley::files::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string with_card(std::string_view before = "My card is ") {
    return std::string{before} + std::string{card} + ", thank you.";
}

void expect_card(std::string_view bytes, std::string_view extension) {
    auto const found = look(bytes, extension);
    EXPECT_EQ(verdict(found.looked), "fine") << extension;
    EXPECT_TRUE(found.card) << extension << ": " << found.text.substr(0, 500);
}

void expect_nothing(std::string_view bytes, std::string_view extension) {
    auto const found = look(bytes, extension);
    EXPECT_EQ(verdict(found.looked), "fine") << extension;
    EXPECT_FALSE(found.card) << extension << ": " << found.text.substr(0, 500);
}

std::string program(std::size_t bytes) {
    std::ifstream self{"/proc/self/exe", std::ios::binary};
    std::string head(bytes, '\0');
    self.read(head.data(), static_cast<std::streamsize>(bytes));
    return head;
}

TEST(Texts, H13_OfEachKindAreSearched) {
    for (auto const* extension : {"txt", "log", "csv", "md"}) {
        expect_card(with_card(), extension);
        expect_nothing("Nothing of the kind, only order 4711.", extension);
    }
    expect_card(R"({"number": "4111111111111111"})", "json");
    expect_nothing(R"({"number": "12"})", "json");
}

TEST(Texts, InOtherCharacterSetsAreSearched) {
    auto const utf16 = utf16le(with_card());
    expect_card("\xFF\xFE" + utf16, "txt");
    expect_card(utf16, "txt");
    expect_card("\xEF\xBB\xBF" + with_card(), "txt");
    auto const found = look(
        "Gr\xFC\xDF"
        "e, " +
            with_card(),
        "txt");
    EXPECT_TRUE(found.card);
    EXPECT_THAT(found.text, HasSubstr("Grüße"));
}

TEST(Texts, APieceCutsNoCharacter) {
    std::string much;
    while (much.size() < 300'000) much += "äöü€😀";
    auto const found = look(much, "txt");
    EXPECT_EQ(verdict(found.looked), "fine");
    EXPECT_TRUE(found.text.starts_with(much));
}

TEST(Texts, ThatAreNoneAreRefused) {
    std::string const pe =
        std::string{"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF\0\0", 16} + program(500);
    for (auto const* extension : {"txt", "csv", "md", "json", "log", "eml"}) {
        EXPECT_EQ(verdict(program(4096), extension), "type") << extension;
        EXPECT_EQ(verdict(pe, extension), "type") << extension;
        EXPECT_EQ(verdict("  <!DOCTYPE html><html><script>alert(1)</script>", extension), "type");
        EXPECT_EQ(verdict("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", extension),
                  "type");
        EXPECT_EQ(verdict("#!/bin/sh\nrm -rf /\n", extension), "type") << extension;
        EXPECT_EQ(verdict(picture({}), extension), "type") << extension;
        EXPECT_EQ(verdict(pdf("x"), extension), "type") << extension;
        EXPECT_EQ(verdict(zip({{"a.txt", "x"}}), extension), "type") << extension;
    }
}

TEST(Texts, AboutProgramsAreTexts) {
    expect_nothing("# Title\n\n<h1 align=\"center\">Hello</h1>\n<a href=\"x\">y</a>\n", "md");
    expect_nothing("import os\nis what it says, and the function f() { return 1; }\n", "txt");
    expect_nothing("2026-11-23 08:00:01 \x1B[31mERROR\x1B[0m <html> could not be read\n", "log");
    expect_nothing("", "txt");
    expect_nothing("\n", "csv");
}

TEST(EveryKind, RefusesProgramsAndPagesUnderItsName) {
    for (auto const& type : domain::file_types()) {
        EXPECT_EQ(verdict(program(4096), type.extension), "type") << type.extension;
        EXPECT_EQ(verdict("<html><body>Hello</body></html>", type.extension), "type")
            << type.extension;
    }
}

TEST(Mails, AreSearchedInAllTheirParts) {
    std::string const head =
        "From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\nMIME-Version: 1.0\r\n";
    expect_card(head + "\r\n" + with_card() + "\r\n", "eml");
    expect_nothing(head + "\r\nHello\r\n", "eml");
    expect_card(head +
                    "Content-Transfer-Encoding: base64\r\nContent-Type: text/plain; "
                    "charset=utf-8\r\n\r\n" +
                    base64(with_card()) + "\r\n",
                "eml");
    expect_card(head +
                    "Content-Transfer-Encoding: quoted-printable\r\n\r\nIt is =34111 1111 11=\r\n"
                    "11 1111\r\n",
                "eml");
    expect_card("Subject: =?utf-8?B?" + base64(with_card()) + "?=\r\n\r\nHello\r\n", "eml");
}

TEST(Mails, AreSearchedInWhatIsAttached) {
    auto const part = [](std::string const& content) {
        return "From: a@example.com\nContent-Type: multipart/mixed; boundary=\"xy z\"\n\n"
               "--xy z\nContent-Type: text/plain\n\nHello\n--xy z\n" +
               content + "\n--xy z--\n";
    };
    expect_nothing(part("Content-Type: text/html\n\n<b>Hello</b>"), "eml");
    expect_card(part("Content-Type: application/octet-stream; name=\"a.docx\"\n"
                     "Content-Transfer-Encoding: base64\n\n" +
                     base64(docx("<w:r><w:t>" + with_card() + "</w:t></w:r>"))),
                "eml");
    expect_card(part("Content-Type: message/rfc822\n\nSubject: inner\n\n" + with_card()), "eml");
    expect_card(part("Content-Type: multipart/alternative; boundary=inner\n\n--inner\n\n" +
                     with_card() + "\n--inner--\n"),
                "eml");
}

TEST(Pdfs, AreSearched) {
    expect_card(pdf(with_card()), "pdf");
    expect_nothing(pdf("Hello"), "pdf");
    expect_card(pdf("Hello", {}, "/Info << /Title (" + with_card() + ") >>"), "pdf");
}

TEST(Pdfs, ThatCannotBeReadAreRefused) {
    std::string const key(32, 'k');
    auto const locked = pdf("Hello", {},
                            "/ID [(0123456789abcdef) (0123456789abcdef)] /Encrypt << /Filter "
                            "/Standard /V 1 /R 2 /P -4 /O (" +
                                key + ") /U (" + key + ") >>");
    EXPECT_EQ(verdict(locked, "pdf"), "unreadable");
    EXPECT_EQ(verdict("%PDF-1.4\nnothing", "pdf"), "unreadable");
    EXPECT_EQ(verdict("PDF", "pdf"), "type");
}

TEST(Pdfs, D13_ThatMayActCarryAWarning) {
    EXPECT_FALSE(look(pdf("Hello"), "pdf").looked.warning);
    for (auto const* act : {"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
                            "/OpenAction << /S /Java#53cript /J#53 (app.alert\\(1\\)) >>",
                            "/OpenAction << /S /Launch /F (cmd.exe) >>",
                            "/Names << /EmbeddedFiles << /Names [] >> >>"}) {
        auto const found = look(pdf("Hello", act), "pdf");
        EXPECT_EQ(verdict(found.looked), "fine") << act;
        EXPECT_TRUE(found.looked.warning) << act;
    }
}

TEST(Rtfs, AreSearched) {
    expect_card(
        "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0 My card: {\\b 4111} 1111\\'20 1111 1111\\par}",
        "rtf");
    expect_card("{\\rtf1 \\u52?111 1111 1111 1111}", "rtf");
    expect_nothing("{\\rtf1\\ansi{\\*\\generator 4111111111111111;}Hello\\par}", "rtf");
    auto const umlauts = look("{\\rtf1 Gr\\'fc\\u223?e}", "rtf").text;
    EXPECT_EQ(umlauts, "Grüße");
    EXPECT_EQ(verdict("no rich text", "rtf"), "type");
}

TEST(OldDocuments, AreSearchedForRunsOfLetters) {
    struct Old {
        std::string_view extension;
        std::string_view stream;
    };
    for (auto const& [extension, stream] :
         {Old{"doc", "WordDocument"}, Old{"xls", "Workbook"}, Old{"ppt", "PowerPoint Document"}}) {
        expect_card(ole(stream, with_card()), extension);
        expect_card(ole(stream, "x" + utf16le(with_card())), extension);
        expect_nothing(ole(stream, "Hello"), extension);
        EXPECT_TRUE(look(ole(stream, "Hello"), extension).looked.warning);
        EXPECT_EQ(verdict(ole("Something", "Hello"), extension), "type");
        EXPECT_EQ(verdict(docx("<w:r/>"), extension), "type");
    }
}

TEST(OldDocuments, NumbersOfTablesAreSearched) {
    double const number = 4111111111111111;
    std::string const record = std::string{"\x03\x02\x0E\0\0\0\0\0\0\0", 10} +
                               std::string{reinterpret_cast<char const*>(&number), sizeof number};
    expect_card(ole("Workbook", record), "xls");
}

TEST(OldDocuments, ThatAreEncryptedAreUnreadable) {
    EXPECT_EQ(verdict(ole("EncryptedPackage", "x"), "docx"), "unreadable");
    EXPECT_EQ(verdict(ole("EncryptedPackage", "x"), "xlsx"), "unreadable");
    EXPECT_EQ(verdict(ole("WordDocument", "x"), "docx"), "type");
}

}  // namespace
}  // namespace parley::files::test
