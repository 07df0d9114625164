// One speaker at a time among bot, agent, guests and manager, and the card that goes with a chat to
// whoever has it next (N6; check 24).
#include "service/word.hpp"

#include "service/bot_operations.hpp"
#include "supervision.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Word : public Supervision {
  protected:
    void SetUp() override {
        Supervision::SetUp();
        if (!IsSkipped()) set({{"one_speaker", "true"}, {"conference_guests", "2"}});
    }
    void give(Actor const& who, Actor const& whom) {
        call(service::chat_give_word, who, {chat, whom.user});
    }
    void take(Actor const& who) { call(service::chat_take_word, who, {chat}); }
    std::string speaker() { return view(anna, chat).speaker->name; }
    std::int64_t word() { return *view(anna, chat).word; }
    Code silence_of(Actor const& who) {
        return refusal([&] { say(who, "me too"); }).code;
    }
    service::MessagePosted post(Actor const& who, std::string const& text,
                                std::optional<std::int64_t> word,
                                std::optional<std::int64_t> seen = {}, int number = 1) {
        auto const client_id =
            "00000000-0000-4000-8000-" + std::to_string(300'000'000'000 + number);
        return call(service::message_post, who, {chat, client_id, text, word, seen});
    }
};

TEST_P(Word, N6_OnlyTheOwnerSpeaksUntilTheyGiveTheWord) {
    ben_joins();
    EXPECT_EQ(speaker(), "anna");
    EXPECT_EQ(silence_of(ben), Code::word_elsewhere);
    say(anna, "hello");
    give(anna, ben);
    EXPECT_EQ(speaker(), "ben");
    EXPECT_EQ(silence_of(anna), Code::word_elsewhere);
    say(ben, "hello from me");
    give(ben, anna);
    EXPECT_EQ(silence_of(ben), Code::word_elsewhere);
    say(anna, "bye");
    say(kim, "I may always write");
    EXPECT_THAT(told(ben, "word.changed"), SizeIs(2));
    EXPECT_THAT(told(anna, "word.changed"), SizeIs(2));
}

TEST_P(Word, N6_WithoutTheSwitchAllWrite) {
    set({{"one_speaker", "false"}});
    ben_joins();
    EXPECT_FALSE(view(anna, chat).speaker);
    EXPECT_FALSE(view(anna, chat).word);
    say(anna, "hello");
    say(ben, "hello from me");
    EXPECT_EQ(refusal([&] { give(anna, ben); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { take(ben); }).code, Code::forbidden);
}

TEST_P(Word, N6_WhoHasLostTheWordSaysNothingLateEvenWithItAgain) {
    ben_joins();
    auto const old = word();
    give(anna, ben);
    EXPECT_EQ(refusal([&] { post(anna, "late", old); }).code, Code::word_elsewhere);
    take(anna);
    auto const late = refusal([&] { post(anna, "late", old); });
    EXPECT_EQ(late.code, Code::word_elsewhere);
    EXPECT_EQ(late.path, "/word");
    EXPECT_FALSE(post(anna, "in time", word()).duplicate);
    EXPECT_TRUE(post(anna, "in time", old).duplicate) << "what was stored is answered as ever";
}

TEST_P(Word, N6_ItComesBackWithANewOwnerToo) {
    anna_chats();
    auto const old = word();
    disconnect(anna);
    wait(seconds{60});
    connect(anna);
    be(anna, "available");
    accept(anna);
    EXPECT_EQ(refusal([&] { post(anna, "late", old); }).path, "/word");
    say(anna, "here again");
}

TEST_P(Word, N6_WhoMayTakeIt) {
    ben_joins();
    EXPECT_EQ(refusal([&] { take(ben); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { take(anna); }).code, Code::conflict);
    auto const cora = agent("cora", 1, {"Sales"});
    EXPECT_EQ(refusal([&] { take(cora); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { give(ben, ben); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { give(anna, cora); }).path, "/agent");
    EXPECT_EQ(refusal([&] { give(anna, anna); }).code, Code::conflict);
    give(anna, ben);
    disconnect(ben);
    auto const mona = agent_and_manager("mona");
    join(mona);
    EXPECT_EQ(silence_of(mona), Code::word_elsewhere) << "who joins has not the word yet";
    take(mona);
    say(mona, "I am the manager");
    connect(ben);
    EXPECT_EQ(refusal([&] { take(ben); }).code, Code::forbidden);
    take(anna);
    EXPECT_EQ(speaker(), "anna");
    disconnect(ben);
    EXPECT_EQ(refusal([&] { give(anna, ben); }).code, Code::agent_gone);
}

TEST_P(Word, N6_AGuestTakesItFromWhoIsGone) {
    ben_joins();
    disconnect(anna);
    take(ben);
    say(ben, "anna is away for a moment");
    EXPECT_EQ(speaker(), "ben");
    connect(anna);
    EXPECT_EQ(silence_of(anna), Code::word_elsewhere);
    take(anna);
    say(anna, "back");
}

TEST_P(Word, N6_ItFallsToTheOwnerOnceTheSpeakerIsGone) {
    for (auto const how : {0, 1, 2}) {
        SCOPED_TRACE(how);
        anna = agent("anna" + std::to_string(how), 3);
        be(anna, "available");
        kim = customer("Kim");
        chat = ask(kim);
        accept(anna);
        ben = agent("ben" + std::to_string(how), 1, {"Sales"});
        be(ben, "available");
        invite(anna, ben);
        accept(ben);
        give(anna, ben);
        auto const before = word();
        if (how == 0) leave(ben);
        if (how == 1) end_conference(anna);
        if (how == 2) {
            disconnect(ben);
            wait(seconds{60});
        }
        EXPECT_EQ(speaker(), anna.name);
        EXPECT_GT(word(), before);
        say(anna, "mine again");
        end(anna, chat);
        be(anna, "offline");
    }
}

TEST_P(Word, N6_WithTheChatGoesTheWord) {
    ben_joins();
    hand_over(anna, ben);
    EXPECT_EQ(view(ben, chat).speaker->name, "ben");
    say(ben, "mine now");
    end(ben, chat);
    EXPECT_FALSE(view(ben, chat).speaker);
}

TEST_P(Word, N6_TheCustomerSeesOnlyTheSpeakerTypeAndNothingOfTheWord) {
    ben_joins();
    auto const seen = connection_->run([&](store::Tx& tx) {
        service::chat_typing(tx, ben, {chat, true});
        return std::ranges::count_if(tx.take_aftermath().events,
                                     [](auto const& one) { return one.visitor.has_value(); });
    });
    EXPECT_EQ(seen, 0);
    give(anna, ben);
    auto const text = seen_by_customer();
    EXPECT_THAT(text, Not(HasSubstr("speaker")));
    EXPECT_THAT(text, Not(HasSubstr("word")));
}

TEST_P(Word, C24_WhoHasNotReadWhatAColleagueWroteIsStopped) {
    set({{"one_speaker", "false"}});
    ben_joins();
    auto const seen = view(anna, chat).seq;
    say(kim, "are you there?");
    EXPECT_FALSE(post(anna, "yes", {}, seen, 1).duplicate) << "a customer's words stop nobody";
    say(ben, "here is the answer");
    auto const stopped = refusal([&] { post(anna, "another answer", {}, seen, 2); });
    EXPECT_EQ(stopped.code, Code::said_meanwhile);
    EXPECT_EQ(stopped.path, "/seen");
    EXPECT_FALSE(post(anna, "another answer", {}, view(anna, chat).seq, 2).duplicate);
    EXPECT_TRUE(post(anna, "another answer", {}, seen, 2).duplicate);
}

TEST_P(Word, N6_TheCardGoesAlongToAnAgentAndAQueue) {
    anna_chats();
    service::CardGiven const card{"a refund", "order found", "how much?"};
    call(service::chat_transfer, anna, {chat, {}, ben.user, "an angry one", card});
    auto const asked = *offer(ben).handed_on;
    EXPECT_EQ(asked.cause, service::HandedOnCause::transfer);
    EXPECT_EQ(asked.card->by.name, "anna");
    EXPECT_EQ(asked.card->wanted, "a refund");
    accept(ben);
    auto const mine = *view(ben, chat).handed_on;
    EXPECT_EQ(mine.note, "an angry one");
    EXPECT_EQ(mine.card->done, "order found");
    EXPECT_EQ(mine.card->open, "how much?");
    call(service::chat_transfer, ben, {chat, queue("Support"), {}, {}, {}});
    auto const next = *offer(anna).handed_on;
    EXPECT_EQ(next.from.name, "ben");
    EXPECT_EQ(next.card->by.name, "anna") << "the newest card there is, with who said it";
    EXPECT_THAT(seen_by_customer(), Not(HasSubstr("refund")));
}

TEST_P(Word, N6_AGuestKeepsWhatWasSaidWithTheInvitation) {
    anna_chats();
    service::CardGiven const card{"a refund", {}, " "};
    call(service::conference_invite, anna, {chat, ben.user, "please look", card});
    accept(ben);
    auto const mine = *view(ben, chat).handed_on;
    EXPECT_EQ(mine.cause, service::HandedOnCause::conference);
    EXPECT_EQ(mine.note, "please look");
    EXPECT_EQ(mine.card->wanted, "a refund");
    EXPECT_FALSE(mine.card->open);
    EXPECT_FALSE(view(anna, chat).handed_on);
}

TEST_P(Word, N6_TheSwitchCountsForWhoGetsTheChatAndAWordOfBeforeDoesNot) {
    ben_joins();
    give(anna, ben);
    auto const old = word();
    set({{"one_speaker", "false"}});
    hand_over(anna, ben);
    EXPECT_FALSE(view(ben, chat).speaker);
    set({{"one_speaker", "true"}});
    auto const cora = agent("cora", 1, {"Sales"});
    be(cora, "available");
    invite(ben, cora);
    accept(cora);
    EXPECT_EQ(view(ben, chat).speaker->name, "ben");
    EXPECT_GT(*view(ben, chat).word, old + 1);
    EXPECT_EQ(refusal([&] { post(ben, "late", old); }).path, "/word");
}

TEST_P(Word, N6_ACardIsAsLongAsANoteAtMost) {
    anna_chats();
    service::CardGiven const card{
        std::string(static_cast<std::size_t>(limits_.agent_text_max) + 1, 'x'), {}, {}};
    auto const refused = refusal(
        [&] { call(service::chat_transfer, anna, {chat, queue("Support"), {}, {}, card}); });
    EXPECT_EQ(refused.code, Code::invalid);
    EXPECT_EQ(refused.path, "/card/wanted");
    EXPECT_EQ(state(chat), "active");
}

TEST_P(Word, N6_ABotSaysWhatItHasDoneAndWhatIsOpen) {
    service::BotSave bot{{},
                         "Robo",
                         "Hello",
                         {{"Delivery times", {"parcel"}, "Two days.", false}},
                         std::vector<std::string>{"a person"},
                         "What?",
                         2,
                         {}};
    bot.queues = {queue("Support")};
    call(service::bot_save, root(), bot);
    anna = agent("anna");
    be(anna, "available");
    kim = customer("Kim");
    chat = ask(kim);
    say(kim, "Where is my parcel?");
    say(kim, "I want my money back");
    EXPECT_FALSE(view(root(), chat).handed_on) << "the bot still has it";
    // What it would say now is not what it said.
    bot.bot = call(service::bot_list, root(), {}).items.front().id;
    bot.answers.push_back({"Refunds", {"money"}, "We pay back.", false});
    call(service::bot_save, root(), bot);
    say(kim, "a person, please");
    auto const card = *offer(anna).handed_on;
    EXPECT_EQ(card.cause, service::HandedOnCause::bot);
    EXPECT_EQ(card.why, domain::BotLeft::asked);
    EXPECT_EQ(card.from.name, "Robo");
    EXPECT_EQ(card.card->done, "Delivery times");
    EXPECT_THAT(*card.card->open, HasSubstr("I want my money back"));
    accept(anna);
    EXPECT_EQ(view(anna, chat).handed_on->from.kind, store::AuthorKind::bot);
    EXPECT_FALSE(view(kim, chat).handed_on);
    say(anna, "I am here");
}

INSTANTIATE_TEST_SUITE_P(Engines, Word, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
