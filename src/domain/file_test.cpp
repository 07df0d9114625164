#include "domain/file.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"

namespace parley::domain {
namespace {

TEST(FileNames, AreShownWithoutTheirPath) {
    EXPECT_EQ(clean_file_name("../../etc/passwd.txt"), "passwd.txt");
    EXPECT_EQ(clean_file_name("C:\\Users\\me\\invoice.pdf"), "invoice.pdf");
    EXPECT_EQ(clean_file_name("folder/"), std::nullopt);
}

TEST(FileNames, HaveNothingThatTurnsOrBreaksALine) {
    EXPECT_EQ(clean_file_name("exe\u202Egpj.png"), "exegpj.png");
    EXPECT_EQ(clean_file_name("a\r\nSet-Cookie: b.txt"), "a Set-Cookie: b.txt");
    EXPECT_EQ(clean_file_name("a\u200B\u2066b\uFEFF.txt"), "ab.txt");
}

TEST(FileNames, EndAsTheyAreRead) {
    EXPECT_EQ(clean_file_name("a.exe. "), "a.exe");
    EXPECT_EQ(clean_file_name("…"), "…");
    EXPECT_EQ(clean_file_name(" . "), std::nullopt);
    EXPECT_EQ(clean_file_name(".htaccess"), "htaccess");
}

TEST(FileNames, AreCutBeforeTheirEnd) {
    auto const name = clean_file_name(std::string(4096, 'a') + ".jpeg", 20);
    EXPECT_EQ(name, std::string(14, 'a') + "….jpeg");
    EXPECT_EQ(clean_file_name("a." + std::string(4096, 'b'), 5), "a.bb…");
}

RC_GTEST_PROP(FileNames, NeverHaveAPathOrMoreThanTheyMay,
              (std::vector<std::uint16_t> const& units)) {
    std::string text;
    for (auto const unit : units) {  // code points of one to three bytes, surrogates left out
        char32_t const point = unit % 0xD800;
        if (point < 0x80) {
            text += static_cast<char>(point);
        } else if (point < 0x800) {
            text += static_cast<char>(0xC0 | point >> 6);
            text += static_cast<char>(0x80 | (point & 0x3F));
        } else {
            text += static_cast<char>(0xE0 | point >> 12);
            text += static_cast<char>(0x80 | (point >> 6 & 0x3F));
            text += static_cast<char>(0x80 | (point & 0x3F));
        }
    }
    auto const name = clean_file_name(text, 12);
    if (!name) return;
    RC_ASSERT(is_utf8(*name));
    RC_ASSERT(!name->empty());
    RC_ASSERT(code_points(*name) <= 12u);
    RC_ASSERT(name->find_first_of("/\\\r\n") == std::string::npos);
}

TEST(FileTypes, AreKnownByTheEndOfTheName) {
    ASSERT_NE(file_type("Photo.JPG"), nullptr);
    EXPECT_EQ(file_type("Photo.JPG")->kind, FileKind::picture);
    EXPECT_EQ(file_type("a.tar.zip")->media, "application/zip");
    for (auto const* name : {"a.html", "a.svg", "a.js", "a.xml", "a.hta", "a.lnk", "a.exe",
                             "a.jpg.exe", "a", "CON", "pdf", ""}) {
        EXPECT_EQ(file_type(name), nullptr) << name;
    }
}

TEST(FileTypes, AreEachThereOnce) {
    for (auto const& type : file_types()) {
        EXPECT_EQ(file_type("a." + std::string{type.extension}), &type);
    }
}

}  // namespace
}  // namespace parley::domain
