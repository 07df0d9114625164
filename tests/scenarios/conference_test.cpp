// Colleagues who are invited into a chat and join (C15, S33, W23 to W26; X27).
#include "conference.hpp"

#include <tuple>

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST_P(Conference, W23_C15_OneOtherAgentIsAskedOnceTheChatIsAccepted) {
    anna = agent("anna");
    ben = agent("ben", 1, {"Sales"});
    be(ben, "available");
    kim = customer("Kim");
    chat = ask(kim);
    EXPECT_EQ(refusal([&] { invite(anna, ben); }).code, Code::not_found);
    be(anna, "available");
    EXPECT_EQ(refusal([&] { invite(anna, ben); }).code, Code::forbidden);
    accept(anna);
    auto const mine = invite(anna, ben, "knows the printers");
    EXPECT_EQ(mine.asked->kind, store::OfferKind::conference);
    EXPECT_EQ(mine.asked->agent.name, "ben");
    EXPECT_THAT(told(anna, "conference.requested"), SizeIs(1));
    auto const asked = offer(ben);
    EXPECT_EQ(asked.kind, store::OfferKind::conference);
    EXPECT_EQ(asked.handed_on->from.name, "anna");
    EXPECT_EQ(asked.handed_on->note, "knows the printers");
    EXPECT_THAT(lines(ben, chat), SizeIs(2));  // may look before answering
    EXPECT_EQ(refusal([&] { say(ben, "hello"); }).code, Code::forbidden);
}

TEST_P(Conference, W24_TheListSaysWhoIsThereAndWhoTakesPartIsNotInIt) {
    anna_chats();
    auto const dora = agent("dora");
    auto const people = [&](std::optional<service::TargetPurpose> purpose) {
        std::vector<std::string> names;
        auto const found = call(service::chat_targets, anna, {chat, {}, purpose});
        for (auto const& one : found.agents) {
            names.push_back(one.name + (one.available ? " free" : ""));
        }
        return names;
    };
    set({{"transfer_agent", "false"}});
    EXPECT_THAT(people({}), IsEmpty());
    auto const found =
        call(service::chat_targets, anna, {chat, {}, service::TargetPurpose::conference});
    EXPECT_TRUE(found.to_agents);
    EXPECT_FALSE(found.to_queues);
    EXPECT_THAT(found.queues, IsEmpty());
    EXPECT_THAT(people(service::TargetPurpose::conference), ElementsAre("ben free", "dora"));
    EXPECT_EQ(refusal([&] { invite(anna, dora); }).code, Code::agent_gone);
    invite(anna, ben);
    accept(ben);
    EXPECT_THAT(people(service::TargetPurpose::conference), ElementsAre("dora"));
    set({{"transfer_agent", "true"}});
    EXPECT_EQ(refusal([&] { transfer(anna, {}, ben.user); }).path, "/agent");
}

TEST_P(Conference, W25_W26_C15_WhoAcceptsJoinsAndEverybodyReadsSo) {
    anna_chats();
    invite(anna, ben);
    EXPECT_FALSE(view(anna, chat).guests);
    accept(ben);
    EXPECT_FALSE(view(anna, chat).asked);
    for (auto const& who : {anna, ben, kim}) {
        EXPECT_THAT(guests(who), ElementsAre("ben"));
        EXPECT_EQ(view(who, chat).agent->name, "anna");
        EXPECT_EQ(lines(who, chat).back(), "ben joined the chat.");
        EXPECT_THAT(told(who, "conference.joined"), SizeIs(1));
    }
    EXPECT_THAT(listed(ben), ElementsAre(chat));
    EXPECT_THAT(owners(anna, chat), ElementsAre("anna"));
}

TEST_P(Conference, W25_AGuestReadsAndWritesAndReadsForThemselves) {
    ben_joins();
    auto const heard = [&](Actor const& who) { return told(who, "message.posted").size(); };
    auto const before = std::tuple{heard(anna), heard(ben), heard(kim)};
    say(ben, "I know these printers");
    say(kim, "good");
    EXPECT_EQ((std::tuple{heard(anna) - 2, heard(ben) - 2, heard(kim) - 2}), before);
    auto const read = call(service::message_list, kim, {chat, {}, {}, {}}).items;
    EXPECT_EQ(read.at(read.size() - 2).from.name, "ben");
    EXPECT_EQ(read.back().text, "good");
    EXPECT_EQ(view(ben, chat).unread, 2);
    auto const seq = view(ben, chat).seq;
    call(service::chat_mark_read, ben, {chat, seq});
    EXPECT_EQ(view(ben, chat).unread, 0);
    EXPECT_EQ(view(anna, chat).unread, 2);
    EXPECT_EQ(view(kim, chat).read.agent, 0);
    EXPECT_THAT(told(anna, "message.read"), IsEmpty());
    call(service::chat_mark_read, kim, {chat, seq});
    EXPECT_THAT(told(ben, "message.read"), SizeIs(2));
    call(service::chat_typing, ben, {chat, true});
}

TEST_P(Conference, C15_WhoDeclinesOrLetsItPassLeavesTheChatAsItWas) {
    anna_chats();
    invite(anna, ben);
    decline(ben);
    invite(anna, ben);
    wait(offer_window);
    EXPECT_THAT(lapsed(anna), ElementsAre("declined", "expired"));
    EXPECT_EQ(label(ben), "available");
    EXPECT_FALSE(view(anna, chat).asked);
    EXPECT_FALSE(view(anna, chat).guests);
    EXPECT_THAT(lines(kim, chat), SizeIs(2));
    EXPECT_EQ(refusal([&] { view(ben, chat); }).code, Code::not_found);
}

TEST_P(Conference, C15_AnInvitationThatPassesIsMissedWhereTheSwitchSaysSo) {
    anna_chats();
    set({{"conference_missed", "true"}, {"timeout_next", "rona"}});
    invite(anna, ben);
    wait(offer_window);
    EXPECT_EQ(label(ben), "rona");
    EXPECT_THAT(lapsed(anna), ElementsAre("expired"));
    EXPECT_EQ(refusal([&] { invite(anna, ben); }).code, Code::agent_gone);
}

TEST_P(Conference, C15_OneIsAskedAtATimeAndTheOwnerMayThinkBetterOfIt) {
    anna_chats();
    auto const cleo = agent("cleo");
    be(cleo, "available");
    invite(anna, ben);
    EXPECT_EQ(refusal([&] { invite(anna, cleo); }).code, Code::conflict);
    EXPECT_EQ(refusal([&] { transfer(anna, {}, cleo.user); }).code, Code::conflict);
    EXPECT_EQ(refusal([&] { transfer(anna, queue("Sales"), {}); }).code, Code::conflict);
    EXPECT_EQ(refusal([&] { call(service::chat_cancel_transfer, anna, {chat}); }).code,
              Code::offer_gone);
    call(service::conference_cancel, anna, {chat});
    EXPECT_THAT(offered(ben), IsEmpty());
    EXPECT_EQ(label(ben), "available");
    transfer(anna, {}, cleo.user);
    EXPECT_EQ(refusal([&] { invite(anna, ben); }).code, Code::conflict);
    EXPECT_EQ(refusal([&] { call(service::conference_cancel, anna, {chat}); }).code,
              Code::offer_gone);
}

TEST_P(Conference, X27_HowManyMayJoinIsASwitchAndWhoMayInviteIsARight) {
    anna_chats();
    auto const cleo = agent("cleo");
    be(cleo, "available");
    set({{"conference_guests", "0"}});
    EXPECT_EQ(refusal([&] { invite(anna, ben); }).code, Code::forbidden);
    EXPECT_FALSE(call(service::chat_targets, anna, {chat, {}, service::TargetPurpose::conference})
                     .to_agents);
    set({{"conference_guests", "1"}});
    invite(anna, ben);
    accept(ben);
    EXPECT_EQ(refusal([&] { invite(anna, cleo); }).code, Code::conflict);
    set({{"conference_guests", "2"}});
    invite(anna, cleo);
    accept(cleo);
    EXPECT_THAT(guests(kim), ElementsAre("ben", "cleo"));
    auto plain = anna;
    plain.rights = {domain::Right::chat_handle, domain::Right::queue_view};
    EXPECT_EQ(refusal([&] { invite(plain, cleo); }).code, Code::forbidden);
}

TEST_P(Conference, S33_AGuestUsesASlotWhileAskedAndThereAndWrapsUp) {
    set({{"wrap_up", "open"}});
    anna_chats();
    set_for_queue("Support", {{"weight", "50"}});
    invite(anna, ben);
    EXPECT_EQ(label(ben), "offered");
    EXPECT_EQ(presence(ben).used, 50);
    accept(ben);
    EXPECT_EQ(label(ben), "engaged");
    EXPECT_EQ(presence(ben).used, 50);
    set_for_queue("Support", {{"weight", "100"}});  // for those that come from now on
    leave(ben);
    EXPECT_EQ(label(ben), "wrap_up");
    EXPECT_EQ(presence(ben).used, 50);
    EXPECT_THAT(wrapped_up(ben), ElementsAre(chat));
    EXPECT_EQ(label(anna), "engaged");
    call(service::wrap_up_submit, ben, {chat, {}, {}, {}, {}});
    EXPECT_EQ(presence(ben).used, 0);
    EXPECT_EQ(refusal([&] { view(ben, chat); }).code, Code::not_found);
}

TEST_P(Conference, S33_WhoIsFullIsNotAskedAndAGuestIsOfferedNothingMore) {
    anna_chats();
    be(anna, "away");
    auto const lee = customer("Lee");
    auto const busy = ask(lee, "Sales");
    EXPECT_EQ(accept(ben), busy);
    EXPECT_EQ(refusal([&] { invite(anna, ben); }).code, Code::at_capacity);
    end(lee, busy);
    invite(anna, ben);
    accept(ben);
    EXPECT_EQ(label(ben), "at_capacity");
    auto const waiting = ask(customer("Moe"), "Sales");
    EXPECT_EQ(state(waiting), "queued");
    end_conference(anna);
    EXPECT_THAT(offered(ben), ElementsAre(waiting));
}

TEST_P(Conference, S33_W37_AGuestDoesNotSignOutAndAMissedAgentIsNotAsked) {
    set({{"logout_blocked_by", "chats"}});
    ben_joins();
    sign_in(ben);
    EXPECT_EQ(refusal([&] { sign_out(ben); }).code, Code::chats_open);
    leave(ben);
    sign_out(ben);
    auto const cleo = agent("cleo");
    be(cleo, "available");
    set({{"timeout_next", "rona"}});
    be(anna, "away");
    ask(customer("Lee"));
    wait(offer_window);
    EXPECT_EQ(label(cleo), "rona");
    EXPECT_EQ(refusal([&] { invite(anna, cleo); }).code, Code::agent_gone);
}

INSTANTIATE_TEST_SUITE_P(Engines, Conference, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
