// Who may do what in a conference, and what comes of it: the table of reference systems 5.7, a test
// for each of its cells. Customer, agent 1 (starter and owner: Anna), agent 2 (guest: Ben).
#include "conference.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Table57 : public Conference {
  protected:
    void SetUp() override {
        Conference::SetUp();
        if (!IsSkipped()) set({{"wrap_up", "open"}});
    }
    /// With a colleague who might be the next to come.
    void ben_joins_and_cleo_is_free() {
        ben_joins();
        cleo = agent("cleo");
        be(cleo, "available");
    }
    template <class Act>
    void nothing_comes_of(Act act, Code code) {
        EXPECT_EQ(refusal(act).code, code);
        EXPECT_THAT(guests(kim), ElementsAre("ben"));
        EXPECT_EQ(view(kim, chat).agent->name, "anna");
        EXPECT_FALSE(view(anna, chat).asked);
        EXPECT_EQ(state(chat), "active");
    }
    void goes_on_with(Actor const& owner) {
        EXPECT_EQ(state(chat), "active");
        EXPECT_EQ(view(kim, chat).agent->name, owner.name);
        EXPECT_THAT(guests(kim), IsEmpty());
        say(owner, "go on");
        EXPECT_EQ(lines(kim, chat).back(), "go on");
    }
    Actor cleo;
};

// --- customer: may -------------------------------------------------------------------------------

TEST_P(Table57, Table57_CustomerMayWriteAndBothAgentsRead) {
    ben_joins();
    say(kim, "to both of you");
    for (auto const& who : {anna, ben}) EXPECT_EQ(lines(who, chat).back(), "to both of you");
}

TEST_P(Table57, Table57_CustomerMayLeaveThenItEndsForAllAndBothAgentsWrapUp) {
    ben_joins();
    end(kim, chat);
    EXPECT_EQ(state(chat), "closed");
    for (auto const& who : {anna, ben}) {
        EXPECT_THAT(told(who, "chat.ended"), SizeIs(1));
        EXPECT_THAT(wrapped_up(who), ElementsAre(chat));
    }
    EXPECT_EQ(refusal([&] { say(anna, "too late"); }).code, Code::chat_ended);
    EXPECT_EQ(refusal([&] { say(ben, "too late"); }).code, Code::forbidden);
}

// --- customer: may not ---------------------------------------------------------------------------

TEST_P(Table57, Table57_CustomerMayNotStart) {
    anna_chats();
    EXPECT_EQ(refusal([&] { invite(kim, ben); }).code, Code::forbidden);
    EXPECT_THAT(offered(ben), IsEmpty());
}

TEST_P(Table57, Table57_CustomerMayNotAddAgents) {
    ben_joins_and_cleo_is_free();
    nothing_comes_of([&] { invite(kim, cleo); }, Code::forbidden);
    nothing_comes_of([&] { hand_over(kim, ben); }, Code::forbidden);
    nothing_comes_of([&] { transfer(kim, {}, cleo.user); }, Code::forbidden);
}

TEST_P(Table57, Table57_CustomerMayNotRemoveAgents) {
    ben_joins();
    nothing_comes_of([&] { end_conference(kim); }, Code::forbidden);
    nothing_comes_of([&] { end_conference(kim, ben.user); }, Code::forbidden);
    nothing_comes_of([&] { leave(kim); }, Code::forbidden);
}

// --- agent 1: may --------------------------------------------------------------------------------

TEST_P(Table57, Table57_OwnerMayStart) {
    anna_chats();
    EXPECT_EQ(invite(anna, ben).asked->agent.name, "ben");
    EXPECT_THAT(offered(ben), ElementsAre(chat));
}

TEST_P(Table57, Table57_OwnerMayCancelAPendingRequest) {
    anna_chats();
    invite(anna, ben);
    call(service::conference_cancel, anna, {chat});
    EXPECT_THAT(offered(ben), IsEmpty());
    goes_on_with(anna);
}

TEST_P(Table57, Table57_OwnerMayWrite) {
    ben_joins();
    say(anna, "to both of you");
    for (auto const& who : {kim, ben}) EXPECT_EQ(lines(who, chat).back(), "to both of you");
}

TEST_P(Table57, Table57_OwnerMayEndTheConferenceThenTheGuestIsRemovedAndWrapsUp) {
    ben_joins();
    end_conference(anna);
    EXPECT_THAT(told(ben, "conference.left").back(), HasSubstr("\"reason\":\"removed\""));
    EXPECT_THAT(wrapped_up(ben), ElementsAre(chat));
    EXPECT_THAT(wrapped_up(anna), IsEmpty());
    goes_on_with(anna);
}

TEST_P(Table57, Table57_OwnerMayTransferOwnershipThenTheyWrapUpAndTheGuestGoesOn) {
    ben_joins();
    hand_over(anna, ben);
    EXPECT_THAT(wrapped_up(anna), ElementsAre(chat));
    EXPECT_THAT(wrapped_up(ben), IsEmpty());
    EXPECT_EQ(refusal([&] { say(anna, "still me"); }).code, Code::forbidden);
    goes_on_with(ben);
}

TEST_P(Table57, Table57_OwnerMayEndTheChatThenBothWrapUp) {
    ben_joins();
    end(anna, chat);
    EXPECT_EQ(state(chat), "closed");
    EXPECT_EQ(lines(kim, chat).back(), "anna left the chat.");
    for (auto const& who : {anna, ben}) EXPECT_THAT(wrapped_up(who), ElementsAre(chat));
}

// --- agent 1: may not ----------------------------------------------------------------------------

TEST_P(Table57, Table57_OwnerMayNotStartASecondWhileOneIsOn) {
    ben_joins_and_cleo_is_free();
    nothing_comes_of([&] { invite(anna, cleo); }, Code::conflict);
    EXPECT_THAT(offered(cleo), IsEmpty());
}

TEST_P(Table57, Table57_OwnerMayNotStartASecondWhileOneIsRequested) {
    anna_chats();
    cleo = agent("cleo");
    be(cleo, "available");
    invite(anna, ben);
    EXPECT_EQ(refusal([&] { invite(anna, cleo); }).code, Code::conflict);
    EXPECT_EQ(view(anna, chat).asked->agent.name, "ben");
}

// --- agent 2: may --------------------------------------------------------------------------------

TEST_P(Table57, Table57_GuestMayAcceptThenCustomerAndOwnerReadSo) {
    anna_chats();
    invite(anna, ben);
    accept(ben);
    for (auto const& who : {anna, kim}) {
        EXPECT_EQ(lines(who, chat).back(), "ben joined the chat.");
    }
    EXPECT_THAT(guests(kim), ElementsAre("ben"));
}

TEST_P(Table57, Table57_GuestMayLetItExpireThenTheChatIsAsBefore) {
    anna_chats();
    invite(anna, ben);
    wait(offer_window);
    EXPECT_THAT(lapsed(anna), ElementsAre("expired"));
    EXPECT_EQ(label(ben), "available");
    goes_on_with(anna);
}

TEST_P(Table57, Table57_GuestMayWrite) {
    ben_joins();
    say(ben, "to both of you");
    for (auto const& who : {kim, anna}) EXPECT_EQ(lines(who, chat).back(), "to both of you");
}

TEST_P(Table57, Table57_GuestMayExitThenTheyWrapUpAndBothSeeThatAnAgentLeft) {
    ben_joins();
    leave(ben);
    for (auto const& who : {anna, kim}) EXPECT_EQ(lines(who, chat).back(), "ben left the chat.");
    EXPECT_THAT(wrapped_up(ben), ElementsAre(chat));
    EXPECT_THAT(wrapped_up(anna), IsEmpty());
    goes_on_with(anna);
}

// --- agent 2: may not ----------------------------------------------------------------------------

TEST_P(Table57, Table57_GuestMayNotEndTheWholeChat) {
    ben_joins();
    nothing_comes_of([&] { end(ben, chat); }, Code::forbidden);
    nothing_comes_of([&] { end_conference(ben); }, Code::forbidden);
}

TEST_P(Table57, Table57_GuestMayNotTransfer) {
    ben_joins_and_cleo_is_free();
    nothing_comes_of([&] { transfer(ben, queue("Sales"), {}); }, Code::forbidden);
    nothing_comes_of([&] { transfer(ben, {}, cleo.user); }, Code::forbidden);
    nothing_comes_of([&] { hand_over(ben, ben); }, Code::forbidden);
}

TEST_P(Table57, Table57_GuestMayNotInviteOthers) {
    set({{"conference_guests", "2"}});
    ben_joins_and_cleo_is_free();
    nothing_comes_of([&] { invite(ben, cleo); }, Code::forbidden);
    EXPECT_THAT(offered(cleo), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Engines, Table57, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
