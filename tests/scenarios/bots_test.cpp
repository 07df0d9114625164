// The bot that gives preset answers before an agent does, and how it hands over (W3, W10, W50, A31,
// C2, C4, C5).
#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/administration.hpp"
#include "service/arrival_operations.hpp"
#include "service/bot_operations.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using namespace service;

class Bots : public Desk {
  protected:
    static BotSave robo() {
        return {{},
                "Robo",
                "Hello, I am Robo.",
                {{"Where is my order?", {"parcel", "track"}, "On its way.", false},
                 {"Complaint", {"angry"}, "I am sorry.", true}},
                std::vector<std::string>{"agent", "human"},
                "I do not know that.",
                2,
                {}};
    }
    BotId bot(BotSave save = robo()) {
        save.queues = {queue("Support")};
        return call(bot_save, root(), save).bot.id;
    }
    ChatView start(Actor const& who, std::optional<std::string> const& text = {},
                   std::string const& queue = "Support") {
        return call(chat_start, who, {queue, text, {}, {}}).chat;
    }
    /// Each text from here on has an id of its own.
    MessagePosted write(Actor const& who, ChatId chat, std::string const& text) {
        return write(who, chat, text, ++texts_);
    }
    MessagePosted write(Actor const& who, ChatId chat, std::string const& text, int number) {
        char id[40];
        std::snprintf(id, sizeof id, "00000000-0000-4000-8000-%012d", number);
        return call(message_post, who, {chat, id, text});
    }
    /// "kind: text" of each, oldest first; of lines of the system what they say.
    std::vector<std::string> said(ChatId chat) {
        return connection_->run([&](store::Tx& tx) {
            std::vector<std::string> all;
            for (auto const& one : tx.messages.after(chat, 0, 1000)) {
                all.push_back(std::string{word(one.from_kind)} + ": " + one.text.text());
            }
            return all;
        });
    }
    std::string last_said(ChatId chat) { return said(chat).back(); }
    ChatView seen(Actor const& who, ChatId chat) { return call(chat_get, who, {chat}).chat; }
    QueueInfoView figures() { return call(queue_list, root(), {}).items[0]; }

  private:
    int texts_ = 0;
};

TEST_P(Bots, W3_PresetAnswersAreGivenBeforeAnyAgentAnswers) {
    auto const anna = agent("anna");
    be(anna, "available");
    bot();
    auto const kim = customer("Kim");
    auto const chat = start(kim, "Where is my PARCEL?");
    EXPECT_EQ(chat.state, domain::ChatState::bot);
    EXPECT_EQ(chat.position, std::nullopt);
    ASSERT_TRUE(chat.bot);
    EXPECT_EQ(chat.bot->name, "Robo");
    EXPECT_THAT(chat.bot->suggestions, ElementsAre("Where is my order?", "Complaint"));
    EXPECT_THAT(said(chat.id), ElementsAre("bot: Hello, I am Robo.",
                                           "customer: Where is my PARCEL?", "bot: On its way."));
    EXPECT_THAT(told(kim, "chat.started"), SizeIs(1));
    EXPECT_THAT(told(kim, "message.posted"), SizeIs(3));
    // No agent hears of it, no place is taken, nobody waits.
    EXPECT_THAT(offered(anna), IsEmpty());
    EXPECT_EQ(figures().waiting, 0);
    EXPECT_EQ(figures().longest_wait_since, std::nullopt);
    EXPECT_EQ(presence(anna).load, 0);
    EXPECT_EQ(seen(root(), chat.id).state, domain::ChatState::bot);
    EXPECT_EQ(seen(root(), chat.id).unanswered_since, std::nullopt);
}

TEST_P(Bots, fE10_EachTextGetsOneAnswerHoweverOftenItIsSent) {
    bot();
    auto const kim = customer("Kim");
    auto const chat = start(kim).id;
    EXPECT_THAT(said(chat), SizeIs(1));
    write(kim, chat, "Where is my order?", 77);
    EXPECT_TRUE(write(kim, chat, "Where is my order?", 77).duplicate);
    EXPECT_THAT(said(chat), SizeIs(3));
    start(kim, "track it");  // in another tab
    start(kim, "track it");
    EXPECT_THAT(said(chat), SizeIs(5));
    EXPECT_EQ(last_said(chat), "bot: On its way.");
    EXPECT_EQ(refusal([&] { write(root(), chat, "I am no customer"); }).code, Code::forbidden);
}

TEST_P(Bots, W10_TheAgentHasWhatTheBotSaid) {
    auto const anna = agent("anna");
    be(anna, "available");
    bot();
    auto const kim = customer("Kim");
    auto const chat = start(kim, "track please").id;
    wait(seconds{90});
    auto const asked_at = now();
    auto const waiting = call(chat_ask_agent, kim, {chat}).chat;
    EXPECT_EQ(waiting.queue, queue("Support"));
    EXPECT_THAT(offered(anna), ElementsAre(chat));
    EXPECT_EQ(offer(anna).text, "track please");
    EXPECT_EQ(offer(anna).waiting_since, asked_at);  // with the bot nobody waits
    EXPECT_THAT(told(kim, "chat.queued"), SizeIs(1));
    call(chat_ask_agent, kim, {chat});  // once more, from another tab
    accept(anna);
    auto const page = call(message_list, anna, {chat, {}, {}, {}});
    ASSERT_THAT(page.items, SizeIs(5));
    EXPECT_EQ(page.items[2].from.kind, store::AuthorKind::bot);
    EXPECT_EQ(page.items[2].from.name, "Robo");
    EXPECT_EQ(page.items[2].client_id, std::nullopt);
    EXPECT_THAT(page.items[3].text, HasSubstr("Robo hands over"));
    EXPECT_THAT(page.items[3].event->text, HasSubstr("bot_handed_over"));
    EXPECT_EQ(seen(anna, chat).unanswered_since, asked_at);
    write(kim, chat, "track");  // the bot is silent from now on
    EXPECT_EQ(last_said(chat), "customer: track");
    EXPECT_EQ(seen(kim, chat).bot, std::nullopt);
}

TEST_P(Bots, W50_APhraseAFollowUpOrTooManyUnknownTextsHandOver) {
    bot();
    auto const anna = agent("anna");  // somebody to have the queue, not there yet
    auto const by = [&](std::vector<std::string> const& texts) {
        auto const kim = customer("Kim");
        auto const chat = start(kim).id;
        for (auto const& text : texts) write(kim, chat, text);
        return chat;
    };
    EXPECT_EQ(state(by({"a human, please"})), "queued");
    auto const complaint = by({"Complaint"});
    EXPECT_EQ(state(complaint), "queued");
    EXPECT_EQ(said(complaint)[2], "bot: I am sorry.");
    auto const once = by({"xyz"});
    EXPECT_EQ(state(once), "bot");
    EXPECT_EQ(last_said(once), "bot: I do not know that.");
    EXPECT_EQ(state(by({"xyz", "track", "xyz"})), "bot");  // not in a row
    auto const twice = by({"xyz", "zyx"});
    EXPECT_EQ(state(twice), "queued");
    EXPECT_THAT(last_said(twice), HasSubstr("hands over"));
    EXPECT_EQ(figures().waiting, 3);
    EXPECT_EQ(seen(root(), twice).position, 3);
}

TEST_P(Bots, C4_RulesPriorityAndTheWaitCountFromTheHandOver) {
    auto const anna = agent("anna"), ben = agent("ben", 1, {"Sales"});
    auto const says = [](std::string const& text) {
        return std::vector<domain::Condition>{
            {domain::RuleSubject::text, {}, domain::RuleTest::contains, {text}}};
    };
    call(rule_save, root(), {{}, "Angry", true, says("angry"), queue("Sales"), 7, {}, {}});
    bot();
    auto const kim = customer("Kim");
    auto const chat = start(kim).id;
    wait(std::chrono::minutes{20});
    write(kim, chat, "I am angry");
    EXPECT_EQ(seen(kim, chat).queue, queue("Sales"));
    EXPECT_EQ(seen(kim, chat).state, domain::ChatState::queued);
    auto const routing = call(chat_get_routing, root(), {chat});
    EXPECT_EQ(routing.priority, 7);
    ASSERT_THAT(routing.moves, SizeIs(1));
    EXPECT_EQ(routing.moves[0].rule, "Angry");
    wait(std::chrono::minutes{29});
    EXPECT_EQ(state(chat), "queued");
    be(ben, "available");
    EXPECT_THAT(offered(ben), ElementsAre(chat));
    EXPECT_THAT(offered(anna), IsEmpty());
}

TEST_P(Bots, C4_WhereNobodyCanTakeItTheBotGoesOnAndAMessageMayBeLeft) {
    bot();
    auto const kim = customer("Kim");
    auto const chat = start(kim).id;
    call(queue_set_enabled, root(), {queue("Support"), false});
    EXPECT_EQ(state(chat), "bot");  // the closed queue ends nothing that does not wait in it
    EXPECT_EQ(refusal([&] { call(chat_ask_agent, kim, {chat}); }).code, Code::queue_closed);
    EXPECT_THAT(said(chat), SizeIs(1));
    write(kim, chat, "human");
    EXPECT_THAT(last_said(chat), HasSubstr("You can leave a message"));
    EXPECT_EQ(state(chat), "bot");
    write(kim, chat, "track");
    EXPECT_EQ(last_said(chat), "bot: On its way.");
    auto const left =
        call(chat_leave, kim, {{}, "track: call me", {}, "kim@example.org", {}, {}}).chat;
    EXPECT_EQ(left.id, chat);
    EXPECT_EQ(left.state, domain::ChatState::unanswered);
    EXPECT_EQ(left.end_reason, domain::EndReason::left_message);
    EXPECT_EQ(last_said(chat), "customer: track: call me");  // no answer to it by the bot
    EXPECT_EQ(refusal([&] { start(customer("Lee")); }).code, Code::queue_closed);
}

TEST_P(Bots, C5_TheCustomerSaysThatItIsSolved) {
    auto const anna = agent("anna");
    be(anna, "available");
    bot();
    auto const kim = customer("Kim");
    auto const chat = start(kim, "track").id;
    auto const solved = call(chat_solved, kim, {chat}).chat;
    EXPECT_EQ(solved.state, domain::ChatState::closed);
    EXPECT_EQ(solved.end_reason, domain::EndReason::bot_solved);
    EXPECT_THAT(told(kim, "chat.ended"), SizeIs(1));
    EXPECT_THAT(wrap_ups(anna), IsEmpty());
    EXPECT_EQ(refusal([&] { call(chat_solved, kim, {chat}); }).code, Code::chat_ended);
    EXPECT_EQ(refusal([&] { call(chat_ask_agent, kim, {chat}); }).code, Code::chat_ended);
    EXPECT_EQ(refusal([&] { call(chat_solved, customer("Lee"), {chat}); }).code, Code::not_found);
    auto const other = start(kim).id;
    call(chat_ask_agent, kim, {other});
    EXPECT_EQ(refusal([&] { call(chat_solved, kim, {other}); }).code, Code::conflict);
}

TEST_P(Bots, C5_OrEndsItOrIsGone) {
    bot();
    auto const kim = customer("Kim"), lee = customer("Lee");
    auto const ended = start(kim).id, gone = start(lee).id;
    end(kim, ended);
    EXPECT_EQ(seen(kim, ended).end_reason, domain::EndReason::customer_ended);
    EXPECT_EQ(state(ended), "closed");
    wait(std::chrono::minutes{20});
    write(lee, gone, "track");
    wait(std::chrono::minutes{29});
    EXPECT_EQ(state(gone), "bot");
    wait(std::chrono::minutes{2});
    EXPECT_EQ(state(gone), "closed");
    EXPECT_EQ(seen(lee, gone).end_reason, domain::EndReason::customer_lost);
}

TEST_P(Bots, A31_WhereTheQueueHasNoBotAnAgentIsAskedAtOnce) {
    bot();
    auto const kim = customer("Kim");
    EXPECT_EQ(start(kim, "track", "Sales").state, domain::ChatState::queued);
    call(queue_update, root(), {queue("Support"), {}, {}, {}, {}, std::string{}});
    EXPECT_EQ(start(customer("Lee"), "track").state, domain::ChatState::queued);
}

TEST_P(Bots, ABotThatIsRemovedHandsOver) {
    auto const id = bot();
    auto const kim = customer("Kim");
    auto const chat = start(kim).id;
    EXPECT_EQ(refusal([&] { call(queue_remove, root(), {queue("Support")}); }).code, Code::in_use);
    call(bot_remove, root(), {id});
    EXPECT_EQ(figures().bot, std::nullopt);
    EXPECT_EQ(seen(kim, chat).bot, std::nullopt);
    write(kim, chat, "track");
    EXPECT_EQ(state(chat), "queued");
    EXPECT_THAT(last_said(chat), HasSubstr("Robo hands over"));
    EXPECT_EQ(refusal([&] { call(bot_remove, root(), {id}); }).code, Code::not_found);
}

TEST_P(Bots, AdministratorsMakeThemAndTryThem) {
    auto const id = bot();
    auto save = robo();
    auto const wrong = [&](BotSave const& p) {
        return refusal([&] { call(bot_save, root(), p); }).path;
    };
    EXPECT_EQ(wrong(save), "/name");  // it is taken
    save.bot = id;
    save.greeting = " ";
    EXPECT_EQ(wrong(save), "/greeting");
    save = robo();
    save.name = "Other";
    save.answers[1].title = "where is my order";
    EXPECT_EQ(wrong(save), "/answers/1/title");
    save = robo();
    save.bot = id;
    save.name = "Ada";
    save.queues = {queue("Sales")};
    auto const saved = call(bot_save, root(), save).bot;
    EXPECT_THAT(saved.queues, ElementsAre(queue("Sales")));
    EXPECT_THAT(call(bot_list, root(), {}).items, SizeIs(1));
    EXPECT_EQ(refusal([&] { call(bot_save, manager("mona"), save); }).code, Code::forbidden);
    auto const tried = call(bot_test, root(), {save.answers, {}, "so angry!"});
    EXPECT_EQ(tried.by, domain::FoundBy::phrase);
    EXPECT_EQ(tried.answer, 1);
    EXPECT_EQ(tried.phrase, "angry");
    EXPECT_EQ(call(bot_test, root(), {{}, {{"agent"}}, "Agent?"}).by, domain::FoundBy::hand_over);
}

INSTANTIATE_TEST_SUITE_P(Engines, Bots, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
