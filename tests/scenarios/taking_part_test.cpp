// Managers who join an agent's chat or take it over (supervision: E48; P6, P7).
#include "supervision.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class TakingPart : public Supervision {};

TEST_P(TakingPart, WhoJoinsIsAGuestUninvitedAndBothSidesReadSo) {
    anna_chats();
    set({{"conference_guests", "0"}});  // of colleagues who are invited
    auto const mona = agent_and_manager("mona");
    watch(mona);
    join(mona);
    EXPECT_THAT(guests(kim), ElementsAre("mona"));
    EXPECT_EQ(lines(kim, chat).back(), "mona joined the chat.");
    EXPECT_THAT(told(anna, "conference.joined"), SizeIs(1));
    EXPECT_THAT(told(mona, "watch.ended"), SizeIs(1));
    EXPECT_EQ(presence(mona).load, 1);
    auto const before = heard(mona);
    say(mona, "I can help");
    EXPECT_EQ(heard(mona), before + 1);  // once, as a guest
    EXPECT_EQ(refusal([&] { watch(mona); }).code, Code::conflict);
    EXPECT_EQ(refusal([&] { join(mona); }).code, Code::conflict);
    EXPECT_THAT(supervisions(), ElementsAre("mona watch", "mona join on"));
    leave(mona);
    EXPECT_EQ(presence(mona).load, 0);
    EXPECT_THAT(supervisions(), ElementsAre("mona watch", "mona join"));
    watch(mona);
}

TEST_P(TakingPart, P7_WhoJoinsOrTakesOverIsAnAgentWithAFreePlace) {
    anna_chats();
    auto const mona = manager("mona");
    watch(mona);
    EXPECT_EQ(refusal([&] { join(mona); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { take_over(mona); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { join(ben); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { take_over(ben); }).code, Code::forbidden);
    auto const max = agent_and_manager("max");
    disconnect(max);
    EXPECT_EQ(refusal([&] { join(max); }).code, Code::agent_gone);
    EXPECT_EQ(refusal([&] { take_over(max); }).code, Code::agent_gone);
    connect(max);
    auto const mine = chat;
    chat = ask(customer("Lee"));
    accept(anna);
    join(max);  // offline, and so nobody offers anything
    chat = mine;
    EXPECT_EQ(refusal([&] { join(max); }).code, Code::at_capacity);
    EXPECT_EQ(refusal([&] { take_over(max); }).code, Code::at_capacity);
    EXPECT_EQ(presence(max).load, 1);
}

TEST_P(TakingPart, WhoIsAskedToComeAcceptsThat) {
    anna_chats();
    auto const mona = agent_and_manager("mona", 3);
    be(mona, "available");
    invite(anna, mona);
    EXPECT_EQ(refusal([&] { join(mona); }).code, Code::conflict);
    watch(mona);
    accept(mona);
    EXPECT_THAT(supervisions(), ElementsAre("mona watch"));
    EXPECT_THAT(guests(kim), ElementsAre("mona"));
}

TEST_P(TakingPart, P6_WhoTakesOverHasTheChatAndTheFormerOwnerNothing) {
    set({{"wrap_up", "open"}});
    anna_chats();
    auto const mona = agent_and_manager("mona");
    auto const max = manager("max");
    watch(mona);
    watch(max);
    wait(seconds{5});
    take_over(mona);
    EXPECT_EQ(view(kim, chat).agent->name, "mona");
    auto const read = lines(kim, chat);
    EXPECT_THAT(std::vector(read.end() - 2, read.end()),
                ElementsAre("anna left the chat.", "mona joined the chat."));
    EXPECT_EQ(presence(anna).load, 0);
    EXPECT_THAT(wrap_ups(anna), IsEmpty());
    EXPECT_EQ(presence(mona).load, 1);
    EXPECT_THAT(told(anna, "chat.transferred"), ElementsAre(HasSubstr("mona")));
    EXPECT_THAT(told(max, "chat.accepted"), SizeIs(1));
    EXPECT_EQ(refusal([&] { view(anna, chat); }).code, Code::not_found);
    auto const owners = call(service::chat_owners, mona, {chat}).items;
    ASSERT_THAT(owners, SizeIs(2));
    EXPECT_EQ(owners[0].cause, store::HandOverCause::take_over);
    EXPECT_EQ(owners[0].to->name, "mona");
    EXPECT_EQ(refusal([&] { take_over(mona); }).code, Code::conflict);
    EXPECT_THAT(supervisions(), ElementsAre("mona watch", "max watch on", "mona take_over on"));
    end(mona, chat);
    EXPECT_THAT(supervisions(), ElementsAre("mona watch", "max watch", "mona take_over"));
    EXPECT_THAT(wrap_ups(mona), SizeIs(1));
}

TEST_P(TakingPart, AGuestTakesOverAndWhoWasAskedIsAskedNoMore) {
    anna_chats();
    auto const mona = agent_and_manager("mona");
    join(mona);
    transfer(anna, {}, ben.user);
    take_over(mona);
    EXPECT_EQ(view(kim, chat).agent->name, "mona");
    EXPECT_FALSE(view(kim, chat).guests);
    EXPECT_FALSE(view(mona, chat).asked);
    EXPECT_THAT(offered(ben), IsEmpty());
    EXPECT_EQ(presence(ben).load, 0);
    EXPECT_EQ(presence(anna).load, 0);
    EXPECT_EQ(presence(mona).load, 1);
    EXPECT_THAT(supervisions(), ElementsAre("mona join", "mona take_over on"));
    // And what was taken over is handed on as any chat.
    transfer(mona, {}, ben.user);
    accept(ben);
    EXPECT_THAT(supervisions(), ElementsAre("mona join", "mona take_over"));
}

TEST_P(TakingPart, TheFormerOwnersPlaceGoesToWhoWaits) {
    anna_chats();
    set_for(anna, {{"cap", "1"}});
    auto const lee = ask(customer("Lee"));
    EXPECT_THAT(offered(anna), IsEmpty());
    auto const mona = agent_and_manager("mona");
    take_over(mona);
    EXPECT_THAT(offered(anna), ElementsAre(lee));
}

TEST_P(TakingPart, WhoIsLostLeavesWhatTheyHadTakenOver) {
    anna_chats();
    auto const mona = agent_and_manager("mona");
    take_over(mona);
    disconnect(mona);
    wait(seconds{30});
    EXPECT_THAT(supervisions(), ElementsAre("mona take_over"));
    EXPECT_THAT(offered(anna), ElementsAre(chat));
}

TEST_P(TakingPart, AWatcherToWhomTheChatIsGivenWatchesNoMore) {
    anna_chats();
    auto const mona = agent_and_manager("mona");
    be(mona, "available");
    watch(mona);
    transfer(anna, {}, mona.user);
    accept(mona);
    EXPECT_THAT(supervisions(), ElementsAre("mona watch"));
    auto const before = heard(mona);
    say(kim, "hello");
    EXPECT_EQ(heard(mona), before + 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, TakingPart, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
