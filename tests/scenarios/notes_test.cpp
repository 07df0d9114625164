// Notes that only staff see, mentions in them, who else looks at a chat, and what colleagues write
// to each other (C16; E36, E50; checks 17 and 24).
#include "service/notes.hpp"

#include "service/colleagues.hpp"
#include "service/viewing.hpp"
#include "supervision.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::string uuid(int number) {
    return "00000000-0000-4000-8000-" + std::to_string(400'000'000'000 + number);
}

class Notes : public Supervision {
  protected:
    service::MessageNoted note(Actor const& who, std::string const& text,
                               std::vector<UserId> const& mentions = {}, int number = 1) {
        return call(service::message_note, who, {chat, uuid(number), text, mentions});
    }
    std::vector<std::string> notes(Actor const& who) {
        std::vector<std::string> all;
        for (auto const& one : call(service::chat_notes, who, {chat, {}, {}}).items) {
            all.push_back(std::to_string(one.after_seq) + " " + one.from.name + ": " + one.text);
        }
        return all;
    }
    std::size_t mentions(Actor const& who) {
        return call(service::mention_list, who, {}).items.size();
    }
};

TEST_P(Notes, C16_StandBesideTheChatAndTheCustomerHasNothingOfThem) {
    ben_joins();
    say(kim, "hello");
    auto const seq = view(kim, chat).seq;
    auto const events = all_told(kim);
    note(anna, secret, {}, 1);
    note(ben, secret, {}, 2);
    auto const behind = std::to_string(seq);
    EXPECT_THAT(notes(anna), ElementsAre(behind + " anna: " + secret, behind + " ben: " + secret));
    EXPECT_THAT(told(ben, "note.posted"), SizeIs(2));
    EXPECT_EQ(view(kim, chat).seq, seq) << "P3: a note has no place among the messages";
    EXPECT_EQ(all_told(kim), events);
    EXPECT_THAT(seen_by_customer(), Not(HasSubstr(secret)));
    EXPECT_EQ(refusal([&] { notes(kim); }).code, Code::forbidden);
}

TEST_P(Notes, C16_WhoIsMentionedSeesTheChatAndAnswersWithANoteAlone) {
    anna_chats();
    auto const cora = agent("cora", 1, {"Sales"});
    EXPECT_EQ(refusal([&] { view(cora, chat); }).code, Code::not_found);
    note(anna, "what do you think?", {cora.user});
    EXPECT_THAT(told(cora, "mention.made"), SizeIs(1));
    EXPECT_EQ(mentions(cora), 1);
    EXPECT_EQ(view(cora, chat).id, chat);
    note(cora, "yes", {}, 2);
    EXPECT_EQ(refusal([&] { say(cora, "hello customer"); }).code, Code::forbidden);
    call(service::mention_see, cora, {chat});
    EXPECT_EQ(mentions(cora), 0);
    EXPECT_THAT(told(cora, "mentions.seen"), SizeIs(1));
    end(anna, chat);
    note(cora, "afterwards, too", {}, 3);
    EXPECT_THAT(notes(anna), SizeIs(3));
}

TEST_P(Notes, C16_TheyFollowTheChatToItsNextOwner) {
    anna_chats();
    note(anna, "an angry one");
    transfer(anna, {}, ben.user);
    accept(ben);
    EXPECT_THAT(notes(ben), SizeIs(1));
    note(ben, "indeed", {}, 2);
    EXPECT_THAT(told(anna, "note.posted"), SizeIs(1)) << "it is hers no more";
}

TEST_P(Notes, P2_TheSameIdIsTheSameNoteAndNoOther) {
    anna_chats();
    EXPECT_FALSE(note(anna, "once").duplicate);
    EXPECT_TRUE(note(anna, "once").duplicate);
    auto const other = refusal([&] { note(anna, "twice"); });
    EXPECT_EQ(other.code, Code::conflict);
    EXPECT_EQ(other.path, "/client_id");
    EXPECT_THAT(notes(anna), SizeIs(1));
}

TEST_P(Notes, C16_WhoMayNotBeMentionedIsNamed) {
    anna_chats();
    for (auto const& list : {std::vector{UserId{4711}}, std::vector{ben.user, ben.user},
                             std::vector<UserId>(21, ben.user)}) {
        auto const refused = refusal([&] { note(anna, "you", list); });
        EXPECT_EQ(refused.code, Code::invalid);
        EXPECT_THAT(refused.path, HasSubstr("/mentions"));
    }
    EXPECT_THAT(notes(anna), IsEmpty()) << "nothing half done stays";
}

TEST_P(Notes, C24_WhoLooksAtTheChatIsSaidToItsStaffAlone) {
    anna_chats();
    auto const cora = agent("cora", 1, {"Sales"});
    note(anna, "look", {cora.user});
    auto const told_to = connection_->run([&](store::Tx& tx) {
        service::chat_viewing(tx, cora, {chat});
        std::vector<UserId> users;
        for (auto const& one : tx.take_aftermath().events) {
            EXPECT_FALSE(one.visitor);
            if (one.user) users.push_back(*one.user);
        }
        return users;
    });
    EXPECT_THAT(told_to, ElementsAre(anna.user));
    EXPECT_EQ(refusal([&] { call(service::chat_viewing, ben, {chat}); }).code, Code::not_found);
}

TEST_P(Notes, C24_A14_WhoWatchesUnseenIsSaidToNobodyAndTheAgentsOwnSwitchCounts) {
    anna_chats();
    auto const mona = manager("mona");
    watch(mona);
    auto const said = [&] {
        return connection_->run([&](store::Tx& tx) {
            service::chat_viewing(tx, mona, {chat});
            return tx.take_aftermath().events.size();
        });
    };
    EXPECT_EQ(said(), 0u);
    set({{"monitor_shown", "true"}});
    EXPECT_EQ(said(), 1u);
    set_for(anna, {{"monitor_shown", "false"}});
    EXPECT_EQ(said(), 0u);
}

class Colleagues : public Supervision {
  protected:
    service::ColleaguePosted write(Actor const& who, Actor const& to, std::string const& text,
                                   int number = 1) {
        return call(service::colleague_post, who, {to.user, uuid(number), text});
    }
    std::int64_t unread(Actor const& who) {
        std::int64_t all = 0;
        for (auto const& one : call(service::colleague_list, who, {}).items) all += one.unread;
        return all;
    }
    void two_who_share_a_queue() {
        anna = agent("anna");
        ben = agent("ben");
        sign_in(anna);
        sign_in(ben);
    }
};

TEST_P(Colleagues, E50_ItArrivesAtOnceWithoutAcceptingOrTakingAPlace) {
    two_who_share_a_queue();
    write(anna, ben, "coffee?");
    for (auto const& who : {anna, ben}) EXPECT_THAT(told(who, "colleague.posted"), SizeIs(1));
    EXPECT_THAT(offered(ben), IsEmpty());
    EXPECT_EQ(presence(ben).load, 0);
    EXPECT_EQ(unread(ben), 1);
    EXPECT_EQ(unread(anna), 0);
    write(ben, anna, "yes", 2);
    call(service::colleague_mark_read, ben, {anna.user});
    EXPECT_EQ(unread(ben), 0);
    auto const page = call(service::colleague_messages, ben, {anna.user, {}, {}});
    ASSERT_THAT(page.items, SizeIs(2));
    EXPECT_EQ(page.items[0].text, "coffee?");
    EXPECT_EQ(page.items[1].from.name, "ben");
}

TEST_P(Colleagues, E36_WhoSharesAQueueOrATeamAndManagersWithAll) {
    two_who_share_a_queue();
    auto const cora = agent("cora", 1, {"Sales"});
    sign_in(cora);
    EXPECT_EQ(refusal([&] { write(anna, cora, "hello"); }).code, Code::forbidden);
    team("Night", {anna.user, cora.user});
    EXPECT_FALSE(write(anna, cora, "hello").duplicate);
    auto const mona = manager("mona");
    sign_in(mona);
    write(mona, cora, "well done");
    write(cora, mona, "thank you", 2);
    auto const limited = limit(mona, {queue("Support")});
    EXPECT_EQ(refusal([&] { write(limited, cora, "still?", 3); }).code, Code::forbidden);
}

TEST_P(Colleagues, E50_BothHaveToBeSignedIn) {
    two_who_share_a_queue();
    sign_out(ben);
    EXPECT_EQ(refusal([&] { write(anna, ben, "hello"); }).code, Code::agent_gone);
    EXPECT_THAT(call(service::colleague_list, anna, {}).items, IsEmpty());
}

TEST_P(Colleagues, P2_TheSameIdIsTheSameMessageAndNoOther) {
    two_who_share_a_queue();
    write(anna, ben, "once");
    EXPECT_TRUE(write(anna, ben, "once").duplicate);
    EXPECT_EQ(refusal([&] { write(anna, ben, "twice"); }).path, "/client_id");
    EXPECT_EQ(unread(ben), 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, Notes, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });
INSTANTIATE_TEST_SUITE_P(Engines, Colleagues, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
