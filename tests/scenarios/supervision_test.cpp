// Managers who watch a chat and whisper to its agent (supervision: A14, E48).
#include "supervision.hpp"

#include "service/arrival_operations.hpp"
#include "service/bot_operations.hpp"
#include "service/timers.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

TEST_P(Supervision, WhoWatchesIsToldWhatTheAgentIsAndNobodyNoticesIt) {
    anna_chats();
    auto const mona = manager("mona"), max = manager("max");
    auto const before =
        to_json(view(anna, chat)) + to_json(view(kim, chat)) + to_json(presence(anna));
    EXPECT_EQ(watch(mona).id, chat);
    watch(max);
    watch(mona);  // again: nothing new
    EXPECT_EQ(to_json(view(anna, chat)) + to_json(view(kim, chat)) + to_json(presence(anna)),
              before);
    EXPECT_THAT(told(anna, "chat.watched"), IsEmpty());
    say(kim, "my lamp is broken");
    say(anna, "which one?");
    call(service::chat_mark_read, kim, {chat, 3});
    EXPECT_EQ(heard(mona), 2u);
    EXPECT_EQ(heard(max), 2u);
    EXPECT_THAT(told(mona, "message.read"), SizeIs(1));
    EXPECT_EQ(refusal([&] { say(mona, "me too"); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { call(service::chat_typing, mona, {chat, true}); }).code,
              Code::forbidden);
    EXPECT_THAT(supervisions(), ElementsAre("mona watch on", "max watch on"));
    EXPECT_THAT(all_told(kim), Not(HasSubstr("mona")));
    EXPECT_THAT(all_told(anna), Not(HasSubstr("mona")));
}

TEST_P(Supervision, WatchingEndsByHandWithTheChatAndWithTheLastSession) {
    anna_chats();
    auto const mona = manager("mona"), max = manager("max"), zoe = manager("zoe");
    sign_in(zoe);
    watch(mona);
    watch(max);
    watch(zoe);
    unwatch(mona);
    unwatch(mona);
    sign_out(zoe);
    EXPECT_THAT(told(mona, "watch.ended"), SizeIs(1));
    EXPECT_THAT(told(zoe, "watch.ended"), SizeIs(1));
    say(kim, "hello?");
    EXPECT_EQ(heard(mona), 0u);
    EXPECT_EQ(heard(zoe), 0u);
    EXPECT_EQ(heard(max), 1u);
    end(anna, chat);
    EXPECT_THAT(told(max, "chat.ended"), SizeIs(1));
    EXPECT_THAT(told(max, "watch.ended"), IsEmpty());
    EXPECT_THAT(told(mona, "chat.ended"), IsEmpty());
    EXPECT_THAT(supervisions(), ElementsAre("mona watch", "max watch", "zoe watch"));
    EXPECT_EQ(refusal([&] { watch(mona); }).code, Code::chat_ended);
}

TEST_P(Supervision, WhoseSessionHasRunOutWatchesNoMore) {
    limits_.session_idle_s = 600;
    anna_chats();
    auto const mona = manager("mona");
    sign_in(mona);
    watch(mona);
    connection_->run([](store::Tx& tx) { service::set_standing_timers(tx); });
    wait(std::chrono::minutes{30});
    EXPECT_THAT(supervisions(), ElementsAre("mona watch on"));
    wait(std::chrono::minutes{90});
    EXPECT_THAT(supervisions(), ElementsAre("mona watch"));
}

TEST_P(Supervision, A14_WatchingEndsWithTheRightAndBeyondTheReach) {
    anna_chats();
    auto const mona = manager("mona"), max = manager("max"), zoe = manager("zoe");
    for (auto const& who : {mona, max, zoe}) watch(who);
    EXPECT_EQ(refusal([&] { watch(anna); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { watch(auditor("otto")); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { watch(limit(manager("eva"), {queue("Sales")})); }).code,
              Code::not_found);
    limit(mona, {queue("Support")});
    EXPECT_THAT(told(mona, "watch.ended"), IsEmpty());
    limit(mona, {queue("Sales")});
    become(max, {"auditor"});
    EXPECT_THAT(told(mona, "watch.ended"), SizeIs(1));
    EXPECT_THAT(told(max, "watch.ended"), SizeIs(1));
    say(kim, "hello?");
    EXPECT_EQ(heard(mona) + heard(max), 0u);
    EXPECT_EQ(heard(zoe), 1u);
    // A chat that goes where one does not reach is one's no more.
    limit(zoe, {queue("Support")});
    set({{"transfer_empty_queue", "allow"}});
    transfer(anna, queue("Sales"), {});
    EXPECT_THAT(told(zoe, "watch.ended"), SizeIs(1));
    EXPECT_THAT(supervisions(), ElementsAre("mona watch", "max watch", "zoe watch"));
}

TEST_P(Supervision, WatchingGoesOnWhoeverHasTheChat) {
    anna_chats();
    auto const mona = manager("mona");
    watch(mona);
    set({{"transfer_empty_queue", "allow"}});
    transfer(anna, queue("Sales"), {});
    EXPECT_THAT(told(mona, "chat.queued"), SizeIs(1));
    accept(ben);
    EXPECT_THAT(told(mona, "chat.accepted"), SizeIs(1));
    disconnect(ben);
    wait(seconds{30});
    EXPECT_THAT(told(mona, "chat.returned"), SizeIs(1));
    EXPECT_THAT(supervisions(), ElementsAre("mona watch on"));
}

TEST_P(Supervision, TheSwitchLetsTheAgentSeeWhoWatches) {
    anna_chats();
    set({{"monitor_shown", "true"}});
    auto const mona = manager("mona");
    watch(mona);
    ASSERT_TRUE(view(anna, chat).watched_by);
    EXPECT_EQ(view(anna, chat).watched_by->front().name, "mona");
    EXPECT_THAT(told(anna, "chat.watched"), SizeIs(1));
    EXPECT_THAT(seen_by_customer(), Not(HasSubstr("mona")));
    unwatch(mona);
    EXPECT_FALSE(view(anna, chat).watched_by);
    EXPECT_THAT(told(anna, "chat.watched"), SizeIs(2));
}

TEST_P(Supervision, AWhisperIsHeardByOwnerGuestsAndWatchersAndByNoCustomer) {
    ben_joins();
    auto const mona = manager("mona"), max = manager("max"), dora = agent("dora");
    EXPECT_EQ(refusal([&] { whisper(mona, secret); }).code, Code::forbidden);  // does not watch
    watch(mona);
    watch(max);
    auto const before = std::tuple{to_json(view(kim, chat)), to_json(view(anna, chat))};
    auto const seq = view(kim, chat).seq;
    auto const said = whisper(mona, secret);
    EXPECT_FALSE(said.duplicate);
    EXPECT_EQ(said.whisper.place, 1);
    EXPECT_EQ(said.whisper.after_seq, seq);
    for (auto const& who : {anna, ben, mona, max}) {
        EXPECT_THAT(told(who, "whisper.posted"), ElementsAre(HasSubstr(secret)));
        EXPECT_THAT(whispers(who), ElementsAre(std::to_string(seq) + " mona: " + secret));
    }
    // No seq, no unread mark, no last message of it, on either side.
    EXPECT_EQ((std::tuple{to_json(view(kim, chat)), to_json(view(anna, chat))}), before);
    say(anna, "let me see");
    EXPECT_EQ(view(kim, chat).seq, seq + 1);
    EXPECT_EQ(refusal([&] { whispers(dora); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { whispers(kim); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { whisper(kim, "x"); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { whisper(anna, "x"); }).code, Code::forbidden);  // has not the right
    end(anna, chat);
    EXPECT_THAT(whispers(root()), SizeIs(1));
    EXPECT_EQ(refusal([&] { whisper(max, "too late", 2); }).code, Code::chat_ended);
    EXPECT_THAT(seen_by_customer(), Not(AnyOf(HasSubstr(secret), HasSubstr("whisper"))));
    EXPECT_THAT(supervisions(), ElementsAre("mona watch", "max watch", "mona whisper"));
}

TEST_P(Supervision, P2_AWhisperThatIsSentTwiceIsKeptOnce) {
    anna_chats();
    auto const mona = manager("mona");
    watch(mona);
    whisper(mona, secret);
    EXPECT_TRUE(whisper(mona, secret).duplicate);
    EXPECT_EQ(refusal([&] { whisper(mona, "something else"); }).path, "/client_id");
    EXPECT_EQ(refusal([&] { call(service::chat_whisper, mona, {chat, "1", "x"}); }).path,
              "/client_id");
    EXPECT_EQ(refusal([&] { whisper(mona, "  ", 2); }).path, "/text");
    whisper(mona, "and more", 3);
    EXPECT_THAT(whispers(anna), SizeIs(2));
    end(anna, chat);
    EXPECT_TRUE(whisper(mona, secret).duplicate);  // whatever has become of the chat
}

TEST_P(Supervision, WhispersAndSupervisionsComeInPages) {
    anna_chats();
    auto const mona = manager("mona");
    watch(mona);
    for (int i = 1; i <= 3; ++i) whisper(mona, std::to_string(i), i);
    auto const first = call(service::chat_whispers, anna, {chat, {}, 2});
    EXPECT_THAT(first.items, SizeIs(2));
    auto const second = call(service::chat_whispers, anna, {chat, first.next, 2});
    ASSERT_THAT(second.items, SizeIs(1));
    EXPECT_EQ(second.items[0].text, "3");
    EXPECT_FALSE(second.next);
    auto const uses = call(service::chat_supervisions, mona, {chat, {}, 3});
    EXPECT_THAT(call(service::chat_supervisions, mona, {chat, uses.next, 3}).items, SizeIs(1));
    EXPECT_EQ(refusal([&] { call(service::chat_whispers, anna, {chat, "x", {}}); }).path, "/after");
    EXPECT_EQ(refusal([&] { call(service::chat_supervisions, anna, {chat, {}, {}}); }).code,
              Code::forbidden);
}

TEST_P(Supervision, WhoseChatItBecomesReadsWhatWasWhisperedBefore) {
    anna_chats();
    auto const mona = manager("mona");
    watch(mona);
    whisper(mona, secret);
    transfer(anna, {}, ben.user);
    EXPECT_EQ(refusal([&] { whispers(ben); }).code, Code::forbidden);  // not theirs yet
    accept(ben);
    EXPECT_THAT(whispers(ben), SizeIs(1));
    EXPECT_EQ(refusal([&] { whispers(anna); }).code, Code::not_found);
}

TEST_P(Supervision, NobodyIsWhisperedToWhereNoAgentHasTheChat) {
    kim = customer("Kim");
    chat = ask(kim);
    auto const mona = agent_and_manager("mona");
    watch(mona);
    EXPECT_EQ(refusal([&] { whisper(mona, secret); }).code, Code::chat_not_active);
    EXPECT_EQ(refusal([&] { join(mona); }).code, Code::chat_not_active);
    EXPECT_EQ(refusal([&] { take_over(mona); }).code, Code::chat_not_active);
    say(kim, "anybody there?");
    EXPECT_EQ(heard(mona), 1u);
    auto const anna = agent("anna");
    be(anna, "available");
    accept(anna);
    EXPECT_THAT(told(mona, "chat.accepted"), SizeIs(1));
}

TEST_P(Supervision, WhatABotSaysIsWatchedAndWhispersAreNotForBots) {
    anna = agent("anna");
    be(anna, "available");
    service::BotSave robo{};
    robo.name = "Robo";
    robo.greeting = "Hello, I am Robo.";
    robo.unknown = "I do not know that.";
    robo.queues = {queue("Support")};
    call(service::bot_save, root(), robo);
    kim = customer("Kim");
    chat = ask(kim);
    ASSERT_EQ(state(chat), "bot");
    auto const mona = manager("mona");
    watch(mona);
    EXPECT_EQ(refusal([&] { whisper(mona, secret); }).code, Code::chat_not_active);
    say(kim, "xyz");
    EXPECT_EQ(heard(mona), 2u);  // the question and the answer
    call(service::chat_ask_agent, kim, {chat});
    accept(anna);
    EXPECT_THAT(told(mona, "chat.accepted"), SizeIs(1));
    EXPECT_THAT(supervisions(), ElementsAre("mona watch on"));
}

INSTANTIATE_TEST_SUITE_P(Engines, Supervision, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
