// Agents who call a manager for help, and managers who write for them: ghost drafts (N7).
#include "service/ghost_drafts.hpp"
#include "service/help.hpp"
#include "service/presence.hpp"
#include "supervision.hpp"

namespace parley::scenarios {
namespace {

using store::DraftOutcome;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Helping : public Supervision {
  protected:
    void ask_help(Actor const& who, std::string const& text = secret) {
        call(service::chat_ask_help, who, {chat, text});
    }
    void answer(Actor const& who) { call(service::chat_answer_help, who, {chat}); }
    void cancel(Actor const& who) { call(service::chat_cancel_help, who, {chat}); }
    std::vector<ChatId> calls(Actor const& who) {
        std::vector<ChatId> ids;
        for (auto const& one : call(service::help_list, who, {}).items) ids.push_back(one.id);
        return ids;
    }
    /// Who has called, and who comes; empty where nobody has.
    std::string help(Actor const& who) {
        auto const it = view(who, chat).help;
        if (!it) return {};
        return it->by.name + (it->helper ? ", " + it->helper->name + " comes" : "");
    }
    void draft(Actor const& who, std::string const& text) {
        call(service::chat_draft, who, {chat, text});
    }
    std::string settle(Actor const& who, Actor const& from, DraftOutcome outcome) {
        return call(service::chat_settle_draft, who, {chat, from.user, outcome}).text;
    }
    std::vector<std::string> drafts(Actor const& who) {
        std::vector<std::string> found;
        for (auto const& one : call(service::chat_drafts, who, {chat}).items) {
            found.push_back(one.from.name + ": " + one.text);
        }
        return found;
    }
    std::string last_settled(Actor const& who) {
        auto const all = told(who, "draft.settled");
        return all.empty() ? "" : all.back();
    }
};

TEST_P(Helping, WhoCallsIsOnTheManagersListUntilItIsOver) {
    anna_chats();
    auto const mona = manager("mona"), max = manager("max");
    auto const sally = limit(manager("sally"), {queue("Sales")});
    EXPECT_THAT(calls(mona), IsEmpty());
    ask_help(anna);
    EXPECT_THAT(told(mona, "help.list_changed"), SizeIs(1));
    EXPECT_THAT(calls(mona), ElementsAre(chat));
    EXPECT_THAT(calls(sally), IsEmpty());
    EXPECT_EQ(view(mona, chat).help->text, secret);
    EXPECT_EQ(help(anna), "anna");
    answer(mona);
    EXPECT_THAT(told(anna, "help.changed"), SizeIs(2));
    EXPECT_THAT(told(anna, "help.changed").back(), HasSubstr("mona"));
    EXPECT_EQ(help(anna), "anna, mona comes");
    EXPECT_THAT(supervisions(), ElementsAre("mona watch on"));
    answer(mona);  // again: nothing new
    EXPECT_EQ(refusal([&] { answer(max); }).code, Code::conflict);
    cancel(anna);
    EXPECT_EQ(help(anna), "");
    EXPECT_THAT(calls(mona), IsEmpty());
    EXPECT_THAT(told(mona, "help.changed"), Not(IsEmpty()));
    cancel(anna);
    EXPECT_THAT(seen_by_customer(), Not(AnyOf(HasSubstr(secret), HasSubstr("help"))));
}

TEST_P(Helping, ManagersEndItAndOthersHaveNoPart) {
    anna_chats();
    auto const mona = manager("mona"), dora = agent("dora");
    EXPECT_EQ(refusal([&] { ask_help(dora); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { ask_help(mona); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { ask_help(kim); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { cancel(kim); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { answer(mona); }).code, Code::conflict);  // nobody has called
    EXPECT_EQ(refusal([&] { ask_help(anna, std::string(5001, 'x')); }).path, "/text");
    ask_help(anna, "");
    EXPECT_FALSE(view(mona, chat).help->text);
    ask_help(anna, "what I need");
    EXPECT_EQ(view(mona, chat).help->text, "what I need");
    EXPECT_EQ(refusal([&] { call(service::help_list, anna, {}); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { answer(anna); }).code, Code::forbidden);
    cancel(mona);
    EXPECT_EQ(help(anna), "");
    ask_help(anna, "once more");
    end(anna, chat);
    EXPECT_THAT(calls(mona), IsEmpty());
    EXPECT_EQ(refusal([&] { ask_help(anna); }).code, Code::chat_ended);
}

TEST_P(Helping, ItFollowsTheChatAndWhoIsOnItComesAndGoes) {
    anna_chats();
    auto const mona = agent_and_manager("mona");
    ask_help(anna);
    answer(mona);
    unwatch(mona);  // nobody is on it any more
    EXPECT_EQ(help(anna), "anna");
    answer(mona);
    transfer(anna, {}, ben.user);
    accept(ben);
    EXPECT_EQ(help(ben), "anna, mona comes");
    EXPECT_THAT(calls(mona), ElementsAre(chat));
    join(mona);
    EXPECT_EQ(help(ben), "anna, mona comes");
    leave(mona);
    EXPECT_EQ(help(ben), "anna");
    answer(mona);
    take_over(mona);
    EXPECT_EQ(help(mona), "");
    EXPECT_THAT(calls(mona), IsEmpty());
}

TEST_P(Helping, AManagerWhoHasJoinedIsOnItWithoutWatching) {
    anna_chats();
    auto const mona = agent_and_manager("mona");
    join(mona);
    call(service::chat_ask_help, anna, {chat, "please"});
    EXPECT_EQ(call(service::chat_answer_help, mona, {chat}).chat.help->helper->name, "mona");
    EXPECT_THAT(supervisions(), testing::ElementsAre("mona join on"));
    leave(mona);
    EXPECT_FALSE(view(anna, chat).help->helper) << "who has left is on it no more";
}

TEST_P(Helping, N7_WhatAManagerWritesTheAgentTakes) {
    anna_chats();
    auto const mona = manager("mona");
    EXPECT_EQ(refusal([&] { draft(mona, "x"); }).code, Code::forbidden);  // does not watch
    watch(mona);
    draft(mona, "canary");
    EXPECT_EQ(refusal([&] { draft(mona, secret); }).code, Code::too_many);
    wait(seconds{1});
    draft(mona, secret);
    draft(mona, secret);  // the same once more
    EXPECT_THAT(drafts(anna), ElementsAre(std::string{"mona: "} + secret));
    EXPECT_THAT(drafts(mona), SizeIs(1));
    EXPECT_EQ(settle(anna, mona, DraftOutcome::taken), secret);
    EXPECT_THAT(last_settled(mona), HasSubstr("taken"));
    EXPECT_THAT(drafts(anna), IsEmpty());
    EXPECT_EQ(refusal([&] { settle(anna, mona, DraftOutcome::taken); }).code, Code::not_found);
    EXPECT_EQ(settle(anna, mona, DraftOutcome::edited), "");
    EXPECT_THAT(last_settled(mona), HasSubstr("edited"));
    EXPECT_EQ(refusal([&] { settle(anna, mona, DraftOutcome::edited); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { draft(mona, "another"); }).code, Code::too_many);
    wait(seconds{1});
    draft(mona, "another");
    settle(anna, mona, DraftOutcome::dropped);
    EXPECT_THAT(last_settled(mona), HasSubstr("dropped"));
    EXPECT_EQ(refusal([&] { settle(anna, mona, DraftOutcome::gone); }).path, "/outcome");
    // Kept nowhere: not in what anybody is told later, and not for the customer.
    EXPECT_THAT(all_told(anna) + all_told(mona) + seen_by_customer(), Not(HasSubstr("canary")));
}

TEST_P(Helping, N7_ADraftEndsWithTheWatchAndWithTheAgent) {
    anna_chats();
    auto const mona = manager("mona"), max = manager("max");
    watch(mona);
    watch(max);
    draft(mona, "from mona");
    draft(max, "from max");
    EXPECT_THAT(drafts(anna), ElementsAre("mona: from mona", "max: from max"));
    EXPECT_THAT(drafts(max), ElementsAre("max: from max"));
    EXPECT_EQ(refusal([&] { draft(anna, "mine"); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { draft(kim, "mine"); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { draft(mona, std::string(5001, 'x')); }).path, "/text");
    draft(mona, "");
    EXPECT_THAT(last_settled(anna), HasSubstr("withdrawn"));
    wait(seconds{1});
    draft(mona, "again");
    unwatch(mona);
    EXPECT_THAT(last_settled(anna), HasSubstr("gone"));
    transfer(anna, {}, ben.user);
    accept(ben);
    EXPECT_THAT(drafts(ben), IsEmpty());
    wait(seconds{1});
    draft(max, "for ben");
    EXPECT_THAT(drafts(ben), ElementsAre("max: for ben"));
    end(ben, chat);
    EXPECT_EQ(refusal([&] { draft(max, "too late"); }).code, Code::chat_ended);
    EXPECT_THAT(drafts(max), IsEmpty());
}

TEST_P(Helping, WhoWatchesWithoutABrowserWatchesNoMoreAfterTheGracePeriod) {
    anna_chats();
    auto const mona = manager("mona");
    ask_help(anna);
    answer(mona);
    disconnect(mona);
    wait(seconds{19});
    connect(mona);
    wait(seconds{30});
    EXPECT_THAT(supervisions(), ElementsAre("mona watch on"));
    disconnect(mona);
    wait(seconds{20});
    EXPECT_THAT(supervisions(), ElementsAre("mona watch"));
    EXPECT_THAT(told(mona, "watch.ended").back(), HasSubstr("away"));
    EXPECT_EQ(help(anna), "anna");
}

TEST_P(Helping, AnAgentAnswersAWhisper) {
    ben_joins();
    auto const mona = manager("mona"), dora = agent("dora");
    auto const say_back = [&](Actor const& who, std::string const& text, int number) {
        auto const id = "00000000-0000-4000-8000-" + std::to_string(300'000'000'000 + number);
        return call(service::chat_answer_whisper, who, {chat, id, text}).duplicate;
    };
    watch(mona);
    // Whether somebody watches cannot be found out by it.
    EXPECT_EQ(refusal([&] { say_back(anna, secret, 1); }).code, Code::forbidden);
    whisper(mona, "be gentle");
    EXPECT_FALSE(say_back(anna, secret, 1));
    EXPECT_TRUE(say_back(anna, secret, 1));
    EXPECT_EQ(refusal([&] { say_back(anna, "other", 1); }).path, "/client_id");
    for (auto const& who : {anna, ben, mona}) {
        EXPECT_THAT(told(who, "whisper.posted"), SizeIs(2));
    }
    EXPECT_FALSE(say_back(ben, "me too", 2));
    EXPECT_EQ(refusal([&] { say_back(dora, "x", 3); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { say_back(kim, "x", 3); }).code, Code::forbidden);
    EXPECT_THAT(whispers(mona), SizeIs(3));
    EXPECT_THAT(seen_by_customer(), Not(AnyOf(HasSubstr(secret), HasSubstr("whisper"))));
    end(anna, chat);
    EXPECT_EQ(refusal([&] { say_back(anna, "too late", 4); }).code, Code::chat_ended);
    EXPECT_TRUE(say_back(anna, secret, 1));
}

INSTANTIATE_TEST_SUITE_P(Engines, Helping, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
