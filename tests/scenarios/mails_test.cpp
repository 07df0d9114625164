// Mails: what a transcript by mail says and to whom, when it is tried again, and what becomes of it
// (C11). The mail server is played by the test.
#include "service/mails.hpp"

#include "service/nodes.hpp"
#include "supervision.hpp"

namespace parley::scenarios {
namespace {

using service::Tried;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Mails : public Supervision {
  protected:
    template <class Run>
    auto run(Run run) {
        return connection_->run(run);
    }
    void SetUp() override {
        Supervision::SetUp();
        if (IsSkipped()) return;
        run([](store::Tx& tx) {
            service::join_node(tx);
            tx.mails.add_sender(tx.node());
        });
    }

    std::string ask_for(Actor const& who, std::string const& email,
                        std::optional<domain::Language> language = {}) {
        return call(service::chat_mail_transcript, who, {chat, email, language, {}, {}}).to;
    }
    std::optional<store::Mail> due() {
        return run([](store::Tx& tx) { return tx.mails.due(tx.now()); });
    }
    bool begin(store::Mail const& mail) {
        return run([&](store::Tx& tx) { return service::begin_mail(tx, mail); });
    }
    domain::MailText text(store::Mail const& mail) {
        return run([&](store::Tx& tx) { return *service::mail_text(tx, mail); });
    }
    std::optional<store::Mail> tried(store::Mail const& mail, Tried what) {
        return run([&](store::Tx& tx) {
            return service::mail_tried(tx, mail.id, what, std::string{word(what)});
        });
    }
    /// The one that is due is sent, or not.
    void try_next(Tried what) {
        auto const mail = due();
        ASSERT_TRUE(mail);
        ASSERT_TRUE(begin(*mail));
        tried(*mail, what);
    }
};

TEST_P(Mails, C11_ATranscriptSaysWhatTheCustomerMayRead) {
    anna_chats();
    auto const mona = manager("mona");
    watch(mona);
    whisper(mona, "be gentle, canary");
    say(kim, "hello");
    EXPECT_EQ(ask_for(kim, "kim@example.org", domain::Language::de), "k…@example.org");
    auto const mail = due();
    ASSERT_TRUE(mail);
    EXPECT_EQ(mail->to, "kim@example.org");
    say(anna, "good day");
    auto const said = text(*mail);
    EXPECT_EQ(said.subject, "Ihr Chat mit Acme");
    EXPECT_THAT(said.text, AllOf(HasSubstr("] Kim: hello\n"), HasSubstr("] anna: good day\n")))
        << "as it is when it is sent";
    EXPECT_THAT(said.text, Not(HasSubstr("canary")));
    EXPECT_TRUE(view(kim, chat).transcript_mail);
}

TEST_P(Mails, C11_WhatBecameOfItIsALineOfTheChatAlsoAfterItsEnd) {
    anna_chats();
    ask_for(kim, "kim@example.org");
    end(anna, chat);
    try_next(Tried::sent);
    EXPECT_EQ(lines(kim, chat).back(), "The conversation was sent to k…@example.org.");
    EXPECT_EQ(lines(anna, chat).back(), lines(kim, chat).back());
    EXPECT_FALSE(due());
    ask_for(anna, "lee@example.org");
    try_next(Tried::refused);
    EXPECT_EQ(lines(kim, chat).back(), "The conversation could not be sent to l…@example.org.");
    wait(seconds{7200});
    EXPECT_FALSE(due()) << "no server takes what one has refused for good";
}

TEST_P(Mails, C11_ItIsTriedAgainEverMoreSeldomAndGivenUpAfterADay) {
    anna_chats();
    ask_for(kim, "kim@example.org");
    end(anna, chat);
    auto const asked = now();
    std::vector<std::int64_t> after;
    for (int minute = 0; minute < 1500; ++minute) {
        if (auto const mail = due()) {
            after.push_back((now() - asked) / std::chrono::minutes{1});
            ASSERT_TRUE(begin(*mail));
            tried(*mail, Tried::failed);
        }
        clock_.advance(std::chrono::minutes{1});
    }
    std::vector<std::int64_t> const first{0, 1, 3, 7, 15, 31, 63, 127, 255, 511};
    ASSERT_GE(after.size(), first.size());
    after.resize(first.size());
    EXPECT_EQ(after, first);
    EXPECT_THAT(lines(kim, chat).back(), HasSubstr("could not be sent"));
    EXPECT_FALSE(due());
}

TEST_P(Mails, C11_OneOfManyWhoTryHasItUntilItMustBeDead) {
    anna_chats();
    ask_for(kim, "kim@example.org");
    auto const seen_by_both = *due();
    EXPECT_TRUE(begin(seen_by_both));
    EXPECT_FALSE(begin(seen_by_both));
    EXPECT_FALSE(due());
    clock_.advance(2 * seconds{limits_.mail_try_s});
    auto const again = due();
    ASSERT_TRUE(again) << "whoever began it has died";
    EXPECT_EQ(again->id, seen_by_both.id);
    EXPECT_TRUE(begin(*again));
    tried(*again, Tried::sent);
    auto const count = lines(kim, chat).size();
    EXPECT_FALSE(tried(*again, Tried::failed)) << "the first was only slow";
    EXPECT_EQ(lines(kim, chat).size(), count);
    EXPECT_FALSE(due());
}

TEST_P(Mails, C11_WhatIsOlderThanADayIsNotSentAnyMore) {
    anna_chats();
    ask_for(kim, "kim@example.org");
    clock_.advance(std::chrono::hours{25});
    auto const mail = *due();
    EXPECT_FALSE(run([&](store::Tx& tx) { return service::mail_text(tx, mail); }))
        << "it comes from an old backup, or nobody had a mail server";
}

TEST_P(Mails, C11_WhoHasToEndLeavesItToOthersAtOnce) {
    anna_chats();
    ask_for(kim, "kim@example.org");
    try_next(Tried::stopped);
    EXPECT_TRUE(due());
}

TEST_P(Mails, C11_WithoutAnyServerItIsGivenUpAndItsAddressForgotten) {
    anna_chats();
    ask_for(kim, "kim@example.org");
    auto const mail = *due();
    for (auto const& [hours, line] :
         {std::pair{24, "anna joined the chat."},
          {2, "The conversation could not be sent to k…@example.org."},
          {50, "The conversation could not be sent to k…@example.org."}}) {
        clock_.advance(std::chrono::hours{hours});
        run([](store::Tx& tx) { service::sweep_mails(tx); });
        EXPECT_EQ(lines(kim, chat).back(), line);
    }
    EXPECT_FALSE(run([&](store::Tx& tx) { return tx.mails.find(mail.id); }));
}

TEST_P(Mails, C11_AreForWhoTakesPartAndOnlyWhereAnAgentHasAccepted) {
    anna_chats();
    auto const lee = customer("lee");
    auto const of_kim = chat;
    chat = ask(lee);
    EXPECT_FALSE(view(lee, chat).transcript_mail);
    EXPECT_EQ(refusal([&] { ask_for(lee, "lee@example.org"); }).code, Code::chat_not_active);
    EXPECT_EQ(refusal([&] { ask_for(kim, "kim@example.org"); }).code, Code::not_found);
    chat = of_kim;
    auto const mona = manager("mona");
    EXPECT_EQ(refusal([&] { ask_for(mona, "mona@example.org"); }).code, Code::forbidden);
    for (auto const* bad : {"", "kim", "kim@", "kim@example.org\r\nRCPT TO:<eve@example.org>",
                            "\"kim\"@example.org", "<kim@example.org>"}) {
        EXPECT_EQ(refusal([&] { ask_for(kim, bad); }).path, "/email") << bad;
    }
    EXPECT_FALSE(due());
}

TEST_P(Mails, C11_AtMostThreeOfAChatInAnHour) {
    anna_chats();
    for (int i = 0; i < 3; ++i) {
        ask_for(kim, "kim@example.org");
        clock_.advance(std::chrono::minutes{1});
    }
    auto const refused = refusal([&] { ask_for(kim, "kim@example.org"); });
    EXPECT_EQ(refused.code, Code::too_many);
    EXPECT_EQ(refused.retry_ms, 57 * 60'000);
    clock_.advance(milliseconds{refused.retry_ms});
    ask_for(kim, "kim@example.org");
}

TEST_P(Mails, C11_TheSwitchSaysWhetherAndWhen) {
    anna_chats();
    set({{"transcript_mail", "off"}});
    EXPECT_FALSE(view(kim, chat).transcript_mail);
    EXPECT_EQ(refusal([&] { ask_for(kim, "kim@example.org"); }).code, Code::forbidden);
    set({{"transcript_mail", "always"}, {"mail_language", "de"}});
    run([&](store::Tx& tx) {
        auto visitor = tx.people.get(kim.visitor);
        visitor.email = "kim@example.org";
        tx.people.save(visitor);
    });
    end(anna, chat);
    auto const mail = due();
    ASSERT_TRUE(mail);
    EXPECT_EQ(mail->to, "kim@example.org");
    EXPECT_THAT(text(*mail).text, StartsWith("Guten Tag"));
}

TEST_P(Mails, C11_NothingIsPromisedWhereNoNodeHasAMailServer) {
    anna_chats();
    set({{"transcript_mail", "always"}});
    run([](store::Tx& tx) { service::leave_node(tx); });
    EXPECT_FALSE(view(kim, chat).transcript_mail);
    EXPECT_EQ(refusal([&] { ask_for(kim, "kim@example.org"); }).code, Code::forbidden);
    end(anna, chat);
    EXPECT_FALSE(due());
}

INSTANTIATE_TEST_SUITE_P(Engines, Mails, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
