// How conferences end, and who may do what in one (C16, C20, W27, W28, reference systems 5.7; X28).
#include <functional>

#include "conference.hpp"
#include "service/administration.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class ConferenceEnds : public Conference {};

TEST_P(ConferenceEnds, W27_C16_EndConferenceTakesTheGuestsOutAndOwnerAndCustomerGoOn) {
    set({{"wrap_up", "open"}, {"conference_guests", "2"}});
    ben_joins();
    auto const cleo = agent("cleo");
    be(cleo, "available");
    invite(anna, cleo);
    accept(cleo);
    end_conference(anna, ben.user);
    EXPECT_THAT(guests(anna), ElementsAre("cleo"));
    auto const dora = agent("dora");
    be(dora, "available");
    invite(anna, dora);
    end_conference(anna);
    EXPECT_THAT(offered(dora), IsEmpty());
    for (auto const& who : {anna, kim}) EXPECT_THAT(guests(who), IsEmpty());
    EXPECT_THAT(wrapped_up(ben), ElementsAre(chat));
    EXPECT_THAT(wrapped_up(cleo), ElementsAre(chat));
    EXPECT_EQ(lines(kim, chat).back(), "cleo left the chat.");
    EXPECT_THAT(told(cleo, "conference.left").back(), HasSubstr("\"reason\":\"removed\""));
    EXPECT_EQ(state(chat), "active");
    say(anna, "just us again");
    EXPECT_EQ(refusal([&] { end_conference(anna); }).code, Code::conflict);
    EXPECT_EQ(refusal([&] { end_conference(anna, ben.user); }).path, "/agent");
}

TEST_P(ConferenceEnds, C16_AGuestLeavesAndBothSeeIt) {
    set({{"wrap_up", "open"}});
    ben_joins();
    leave(ben);
    for (auto const& who : {anna, kim}) {
        EXPECT_EQ(lines(who, chat).back(), "ben left the chat.");
        EXPECT_THAT(told(who, "conference.left"), SizeIs(1));
        EXPECT_THAT(guests(who), IsEmpty());
    }
    EXPECT_THAT(wrapped_up(ben), ElementsAre(chat));
    EXPECT_EQ(state(chat), "active");
    EXPECT_EQ(refusal([&] { leave(ben); }).code, Code::forbidden);
}

TEST_P(ConferenceEnds, C16_WhoComesBackHasNothingToWrapUpYet) {
    set({{"wrap_up", "open"}});
    anna_chats();
    auto const cleo = agent("cleo", 2);
    be(cleo, "available");
    invite(anna, cleo);
    accept(cleo);
    leave(cleo);
    EXPECT_THAT(wrapped_up(cleo), ElementsAre(chat));
    invite(anna, cleo);
    accept(cleo);
    EXPECT_THAT(wrapped_up(cleo), IsEmpty());
    EXPECT_EQ(presence(cleo).load, 1);
    hand_over(anna, cleo);
    EXPECT_THAT(wrapped_up(anna), ElementsAre(chat));
    invite(cleo, anna);
    accept(anna);
    EXPECT_THAT(wrapped_up(anna), IsEmpty());
    EXPECT_THAT(guests(kim), ElementsAre("anna"));
}

TEST_P(ConferenceEnds, W28_X28_TheOwnerHandsTheChatOverToAGuest) {
    set({{"wrap_up", "open"}, {"conference_guests", "2"}});
    ben_joins();
    auto const cleo = agent("cleo");
    be(cleo, "available");
    invite(anna, cleo);
    EXPECT_EQ(refusal([&] { hand_over(anna, ben); }).code, Code::conflict);
    accept(cleo);
    disconnect(ben);
    EXPECT_EQ(refusal([&] { hand_over(anna, ben); }).code, Code::agent_gone);
    connect(ben);
    hand_over(anna, ben);
    EXPECT_EQ(view(kim, chat).agent->name, "ben");
    EXPECT_THAT(guests(kim), ElementsAre("cleo"));
    EXPECT_THAT(owners(ben, chat), ElementsAre("anna", "ben"));
    EXPECT_EQ(call(service::chat_owners, ben, {chat}).items[0].cause,
              store::HandOverCause::hand_over);
    EXPECT_EQ(lines(kim, chat).back(), "anna left the chat.");
    EXPECT_THAT(wrapped_up(anna), ElementsAre(chat));
    EXPECT_THAT(told(anna, "chat.transferred"), SizeIs(1));
    EXPECT_EQ(label(anna), "wrap_up");
    EXPECT_EQ(presence(ben).load, 1);
    say(cleo, "still here");
    end(ben, chat);
    EXPECT_THAT(wrapped_up(ben), ElementsAre(chat));
    EXPECT_THAT(wrapped_up(cleo), ElementsAre(chat));
}

TEST_P(ConferenceEnds, W28_WhenTheCustomerLeavesAllWrapUpEachWithCodesOfTheirOwn) {
    set({{"wrap_up", "open"}});
    auto const list = list_of_codes("Reason", false, true, {"Sale", "Question"});
    ben_joins();
    call(service::chat_set_codes, ben, {chat, {list.codes[0].id}});
    end(kim, chat);
    EXPECT_THAT(told(ben, "chat.ended"), SizeIs(1));
    EXPECT_EQ(lines(ben, chat).back(), "Kim left the chat.");
    EXPECT_THAT(wrap_ups(ben).at(0).wrap_up.codes, ElementsAre(list.codes[0].id));
    EXPECT_THAT(wrap_ups(anna).at(0).wrap_up.codes, IsEmpty());
    call(service::wrap_up_submit, anna, {chat, std::vector{list.codes[1].id}, {}, {}, {}});
    call(service::wrap_up_submit, ben, {chat, {}, {}, {}, {}});
    EXPECT_EQ(label(ben), "available");
    EXPECT_FALSE(view(kim, chat).guests);
}

TEST_P(ConferenceEnds, C20_S29_WhenTheOwnerIsLostTheGuestWhoIsThereTheLongestHasTheChat) {
    set({{"conference_guests", "3"}});
    ben_joins();
    auto const cleo = agent("cleo");
    auto const dora = agent("dora");
    be(cleo, "available");
    be(dora, "available");
    for (auto const& one : {cleo, dora}) {
        wait(seconds{1});
        invite(anna, one);
        accept(one);
    }
    disconnect(anna);
    wait(seconds{15});
    disconnect(ben);  // has been there longer, and is not now
    wait(seconds{6});
    EXPECT_EQ(state(chat), "active");
    EXPECT_EQ(view(kim, chat).agent->name, "cleo");
    EXPECT_THAT(guests(kim), ElementsAre("ben", "dora"));
    EXPECT_EQ(lines(kim, chat).back(), "anna left the chat.");
    EXPECT_EQ(call(service::chat_owners, cleo, {chat}).items[0].cause, store::HandOverCause::lost);
    EXPECT_THAT(told(anna, "chat.returned"), SizeIs(1));
    EXPECT_EQ(label(anna), "offline");
    EXPECT_EQ(presence(cleo).load, 1);
    // Nobody is left: then it waits.
    disconnect(cleo);
    disconnect(dora);
    wait(seconds{130});
    EXPECT_EQ(state(chat), "queued");
    EXPECT_FALSE(view(kim, chat).guests);
    for (auto const& one : {ben, cleo, dora}) EXPECT_EQ(presence(one).load, 0);
}

TEST_P(ConferenceEnds, C16_S27_S28_AGuestWhoIsLostForGoodIsNoneAndInTimeStaysOne) {
    set({{"wrap_up", "open"}});
    ben_joins();
    disconnect(ben);
    wait(seconds{15});
    connect(ben);
    EXPECT_THAT(guests(anna), ElementsAre("ben"));
    say(ben, "back");
    disconnect(ben);
    wait(seconds{21});
    EXPECT_THAT(guests(anna), IsEmpty());
    EXPECT_EQ(lines(kim, chat).back(), "ben left the chat.");
    EXPECT_THAT(told(anna, "conference.left").back(), HasSubstr("\"reason\":\"lost\""));
    EXPECT_EQ(state(chat), "active");
    EXPECT_THAT(wrapped_up(ben), IsEmpty());
    EXPECT_EQ(presence(ben).load, 0);
}

TEST_P(ConferenceEnds, C13_BeforeAQueueHasTheChatTheGuestsLeave) {
    set({{"wrap_up", "open"}});
    ben_joins();
    transfer(anna, queue("Sales"), {});
    EXPECT_THAT(wrapped_up(ben), ElementsAre(chat));
    EXPECT_THAT(wrapped_up(anna), ElementsAre(chat));
    EXPECT_EQ(state(chat), "queued");
    EXPECT_FALSE(view(kim, chat).guests);
    EXPECT_THAT(told(ben, "conference.left").back(), HasSubstr("\"reason\":\"transferred\""));
}

TEST_P(ConferenceEnds, C14_GuestsStayWithAnotherOwner) {
    ben_joins();
    auto const cleo = agent("cleo");
    be(cleo, "available");
    transfer(anna, {}, cleo.user);
    accept(cleo);
    EXPECT_EQ(view(ben, chat).agent->name, "cleo");
    EXPECT_THAT(guests(cleo), ElementsAre("ben"));
    end_conference(cleo);
    EXPECT_EQ(label(ben), "available");
}

TEST_P(ConferenceEnds, C16_WhoIsNoAgentAnyMoreIsNoGuestEither) {
    ben_joins();
    auto const mona = manager("mona");
    service::UserUpdate update{ben.user, {}, {}, {}, {}, {}, {}};
    update.active = false;
    call(service::user_update, root(), update);
    EXPECT_THAT(guests(anna), IsEmpty());
    EXPECT_EQ(state(chat), "active");
}

TEST_P(ConferenceEnds, E49_ManagersSeeInWhichChatsAGuestIs) {
    ben_joins();
    auto const mona = manager("mona");
    for (auto const& one : call(service::agent_list, mona, {{}, {}}).items) {
        if (one.id != ben.user) continue;
        ASSERT_THAT(one.chats, SizeIs(1));
        EXPECT_EQ(one.chats[0].chat, chat);
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, ConferenceEnds, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
