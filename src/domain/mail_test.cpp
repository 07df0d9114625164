#include "domain/mail.hpp"

#include <gmock/gmock.h>

namespace parley::domain {
namespace {

using testing::ContainsRegex;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

std::string source(std::string const& subject, std::string const& text,
                   std::string const& name = "Acme") {
    return mail_source({MailId{7},
                        {name, "chat@acme.example"},
                        "kim@example.org",
                        Instant{1'700'000'000'000},
                        Language::en,
                        {subject, text}});
}

TEST(Mail, HasWhatRfc5322WantsAndSaysThatNobodyIsToAnswerIt) {
    auto const mail = source("Your chat with Acme", "Hello\n");
    EXPECT_THAT(mail, HasSubstr("From: Acme\r\n <chat@acme.example>\r\n"));
    EXPECT_THAT(mail, HasSubstr("To: kim@example.org\r\n"));
    EXPECT_THAT(mail, HasSubstr("Subject: Your chat with Acme\r\n"));
    EXPECT_THAT(mail, HasSubstr("Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n"));
    EXPECT_THAT(mail, HasSubstr("Message-ID: <" + to_text(MailId{7}) + "@acme.example>\r\n"));
    EXPECT_THAT(mail, HasSubstr("Auto-Submitted: auto-generated\r\n"));
    EXPECT_THAT(mail, EndsWith("\r\n\r\nHello\r\n\r\n"));
    EXPECT_EQ(mail, source("Your chat with Acme", "Hello\n")) << "the same mail twice";
}

TEST(Mail, fC12_NothingInItBeginsAHeaderLineOfItsOwn) {
    auto const mail = source("Hi\r\nBcc: eve@example.org", "a\r\n.\r\nBcc: x", "A\r\nCc: b");
    auto const head = mail.substr(0, mail.find("\r\n\r\n"));
    EXPECT_THAT(head, Not(ContainsRegex("\n(Bcc|Cc):")));
    // A bare CR or LF would end a line for some who read it.
    for (std::size_t i = 0; i < mail.size(); ++i) {
        if (mail[i] == '\n') ASSERT_TRUE(i > 0 && mail[i - 1] == '\r') << i;
        if (mail[i] == '\r') ASSERT_TRUE(i + 1 < mail.size() && mail[i + 1] == '\n') << i;
    }
}

TEST(Mail, WordsOfAllLanguagesAreEncodedAndNoLineIsTooLong) {
    std::string text;
    for (int i = 0; i < 50; ++i) text += "Grüße, 你好 = 😀 und dann noch etwas mehr ";
    auto const mail = source(text, text + "\nend  \n", "Größe & Söhne");
    EXPECT_THAT(mail, HasSubstr("From: =?UTF-8?B?R3LDtsOfZSAmIFPDtmhuZQ==?=\r\n <chat@"));
    EXPECT_THAT(mail, HasSubstr("Gr=C3=BC=C3=9Fe"));
    EXPECT_THAT(mail, HasSubstr("end =20\r\n")) << "what stands at the end of a line stays";
    std::size_t longest = 0;
    for (std::size_t from = 0; from < mail.size();) {
        auto const end = mail.find("\r\n", from);
        longest = std::max(longest, end - from);
        from = end + 2;
    }
    EXPECT_LE(longest, 84u);  // "Subject: " and one encoded word
    for (unsigned char const c : mail) ASSERT_LT(c, 127);
}

TEST(Mail, AnAddressIsWhatAnyServerTakes) {
    for (auto const* good : {"kim@example.org", "a.b+c@x-y.example", "o'neil@localhost"}) {
        EXPECT_TRUE(is_mail_address(good)) << good;
    }
    for (auto const* bad : {"",
                            "kim",
                            "@example.org",
                            "kim@",
                            "kim@@example.org",
                            "k im@example.org",
                            ".k@x.org",
                            "k.@x.org",
                            "k..m@x.org",
                            "kim@-x.org",
                            "kim@x-.org",
                            "kim@x..org",
                            "kim@x.org.",
                            "<kim@x.org>",
                            "kim@x.org>",
                            "\"kim\"@x.org",
                            "kim@x.org\r\nDATA",
                            "kim@x.org\n",
                            "kim@[127.0.0.1]",
                            "kim,eve@x.org",
                            "kim@x.org,eve@x.org",
                            "kïm@x.org",
                            "kim@ö.org"}) {
        EXPECT_FALSE(is_mail_address(bad)) << bad;
    }
    EXPECT_FALSE(is_mail_address(std::string(65, 'a') + "@x.org"));
    EXPECT_FALSE(is_mail_address("a@" + std::string(64, 'b') + ".org"));
    std::string long_domain = "x";
    while (long_domain.size() < 260) long_domain += ".x";
    EXPECT_FALSE(is_mail_address("a@" + long_domain));
}

TEST(Mail, AMailboxIsANameAndAnAddressOrOnlyThis) {
    auto const box = read_mailbox(" Acme GmbH  < chat@acme.example > ");
    ASSERT_TRUE(box);
    EXPECT_EQ(box->name, "Acme GmbH");
    EXPECT_EQ(box->address, "chat@acme.example");
    EXPECT_EQ(read_mailbox("chat@acme.example")->name, "");
    for (auto const* bad : {"", "Acme", "Acme <chat@acme.example", "A\nB <chat@acme.example>",
                            "Acme <chat>", "<chat@acme.example> Acme"}) {
        EXPECT_FALSE(read_mailbox(bad)) << bad;
    }
}

TEST(Mail, OfAnAddressOthersReadTheFirstLetter) {
    EXPECT_EQ(shortened_address("kim.lee@example.org"), "k…@example.org");
}

}  // namespace
}  // namespace parley::domain
