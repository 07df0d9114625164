// Managers end chats and sign agents out; who may do that and all else, and what is kept of it
// (C17, C20, S18; E49, A14, X34; P17, P22).
#include "service/audit.hpp"
#include "steering.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class SteeringEnds : public Steering {};

// --- an end --------------------------------------------------------------------------------------

TEST_P(SteeringEnds, C17_S18_AManagerEndsAnAgentsChatAndTheCustomerReadsThatTheAgentLeft) {
    set({{"wrap_up", "open"}});
    ben_joins();
    end_it("abuse");
    EXPECT_EQ(state(chat), "closed");
    EXPECT_EQ(lines(kim, chat).back(), "anna left the chat.");
    EXPECT_THAT(seen_by_customer(), testing::Not(HasSubstr("mona")));
    EXPECT_THAT(wrapped_up(anna), ElementsAre(chat));
    EXPECT_THAT(wrapped_up(ben), ElementsAre(chat));
    EXPECT_THAT(noticed(anna), ElementsAre("chat_ended"));
    EXPECT_THAT(noticed(ben), ElementsAre("chat_ended"));
    EXPECT_THAT(told(anna, "notice").back(), HasSubstr("abuse"));
    // A privileged act has its row, in the same transaction.
    auto const rows = call(service::audit_list, root(), {"chat.end", {}, {}, {}, {}, {}, {}, {}});
    ASSERT_THAT(rows.items, SizeIs(1));
    EXPECT_EQ(rows.items[0].actor.name, "mona");
    EXPECT_EQ(rows.items[0].target->id, to_text(chat));
    EXPECT_EQ(rows.items[0].changes.back().to, "abuse");
    // What agents and customers end themselves is their everyday work.
    auto const next = ask(kim);
    end(kim, next);
    EXPECT_THAT(call(service::audit_list, root(), {"chat.end", {}, {}, {}, {}, {}, {}, {}}).items,
                SizeIs(1));
}

// --- a sign-out ----------------------------------------------------------------------------------

TEST_P(SteeringEnds, E49_C20_WhoIsSignedOutGivesChatsBackAtOnceAndIsTold) {
    set({{"wrap_up", "open"}, {"logout_blocked_by", "chats"}});
    anna_chats();
    auto const token = sign_in(anna);
    auto const lee = customer("Lee");
    auto const second = ask(lee);
    EXPECT_THAT(offered(anna), ElementsAre(second));
    transfer(anna, {}, ben.user);
    EXPECT_EQ(sign_out_by_manager(anna, "end of shift").label, domain::Label::offline);
    EXPECT_EQ(refusal([&] { authenticate(token); }).code, Code::unauthenticated);
    for (auto const one : {chat, second}) EXPECT_EQ(state(one), "queued");
    EXPECT_THAT(offered(anna), IsEmpty());
    EXPECT_THAT(offered(ben), IsEmpty());
    EXPECT_EQ(presence(anna).load, 0);
    EXPECT_EQ(presence(ben).load, 0);
    EXPECT_EQ(lines(kim, chat).back(), "anna left the chat.");
    EXPECT_THAT(noticed(anna), ElementsAre("signed_out"));
    EXPECT_THAT(told(anna, "notice").back(), HasSubstr("end of shift"));
    EXPECT_EQ(ownership()[0].cause, store::HandOverCause::signed_out);
    EXPECT_EQ(ownership()[0].by->name, "mona");
    // The sockets close, and nothing comes of that; whoever signs in again gets chats again.
    disconnect(anna);
    wait(seconds{61});
    EXPECT_EQ(refusal([&] { sign_out_by_manager(anna); }).code, Code::agent_gone);
    connect(anna);
    be(anna, "available");
    EXPECT_THAT(offered(anna), SizeIs(2));
}

TEST_P(SteeringEnds, E49_C16_AGuestHasTheChatOfWhoIsSignedOutAndAGuestWhoIsLeaves) {
    ben_joins();
    sign_out_by_manager(ben);
    EXPECT_THAT(guests(kim), IsEmpty());
    EXPECT_EQ(state(chat), "active");
    be(ben, "available");
    invite(anna, ben);
    accept(ben);
    sign_out_by_manager(anna);
    EXPECT_EQ(view(kim, chat).agent->name, "ben");
    EXPECT_EQ(ownership()[0].cause, store::HandOverCause::signed_out);
    EXPECT_EQ(ownership()[1].given_by->name, "mona");
}

TEST_P(SteeringEnds, E49_S28_WhoIsSignedOutWhileTheirConnectionIsLostDoesNotKeepTheChats) {
    anna_chats();
    disconnect(anna);
    wait(seconds{5});
    sign_out_by_manager(anna);
    EXPECT_EQ(state(chat), "queued");
    connect(anna);
    EXPECT_EQ(label(anna), "offline");
    EXPECT_EQ(presence(anna).load, 0);
}

// --- who may, and to whom ------------------------------------------------------------------------

TEST_P(SteeringEnds, X34_A14_BothAreRightsAndEndWithTheReach) {
    anna_chats();
    auto const each = [&](Actor const& who) {
        std::vector<Code> codes;
        for (auto const& act : std::vector<std::function<void()>>{
                 [&] { call(service::chat_assign, who, {chat, ben.user, {}}); },
                 [&] { call(service::chat_requeue, who, {chat, {}, {}}); },
                 [&] { call(service::chat_end, who, {chat, {}}); },
                 [&] { call(service::agent_sign_out, who, {anna.user, {}}); }}) {
            codes.push_back(refusal(act).code);
        }
        return codes;
    };
    auto const none = std::vector(4, Code::forbidden);
    EXPECT_EQ(each(auditor("otto")), none);
    auto plain = ben;
    EXPECT_THAT(each(plain),
                ElementsAre(Code::forbidden, Code::forbidden, Code::not_found, Code::forbidden));
    EXPECT_EQ(each(limit(manager("max"), {queue("Sales")})), std::vector(4, Code::not_found));
    // The chat is within reach, and the agent or the queue to which it is to go is not.
    auto const mia = limit(manager("mia"), {queue("Support")});
    auto const agent_beyond =
        refusal([&] { call(service::chat_assign, mia, {chat, ben.user, {}}); });
    EXPECT_EQ(std::pair(agent_beyond.code, agent_beyond.path),
              std::pair(Code::not_found, std::string{"/agent"}));
    auto const queue_beyond =
        refusal([&] { call(service::chat_requeue, mia, {chat, queue("Sales"), {}}); });
    EXPECT_EQ(std::pair(queue_beyond.code, queue_beyond.path),
              std::pair(Code::not_found, std::string{"/queue"}));
    EXPECT_EQ(refusal([&] { call(service::agent_sign_out, mia, {mia.user, {}}); }).code,
              Code::not_found);
    EXPECT_EQ(state(chat), "active");
    call(service::chat_requeue, mia, {chat, {}, {}});
    EXPECT_EQ(state(chat), "queued");
}

TEST_P(SteeringEnds, P17_AnotherOrganizationsChatsAndAgentsAreNotThere) {
    anna_chats();
    auto stranger = mona();
    stranger.organization = OrganizationId{organization_.value + 1};
    EXPECT_EQ(refusal([&] { call(service::chat_assign, stranger, {chat, ben.user, {}}); }).code,
              Code::not_found);
    EXPECT_EQ(refusal([&] { call(service::chat_requeue, stranger, {chat, {}, {}}); }).code,
              Code::not_found);
    EXPECT_EQ(refusal([&] { call(service::agent_sign_out, stranger, {anna.user, {}}); }).code,
              Code::not_found);
}

TEST_P(SteeringEnds, P22_EachActSaysWhatWasDifferentAndWhy) {
    anna_chats();
    auto const boss = mona();
    auto const act = [&](std::string_view name, service::Subject const& subject, auto operation,
                         auto const& params) {
        connection_->run([&](store::Tx& tx) {
            return service::audited(tx, boss, name, subject, to_json(params),
                                    [&] { return to_json(operation(tx, boss, params)); });
        });
        return call(service::audit_list, root(), {std::string{name}, {}, {}, {}, {}, {}, {}, {}})
            .items.at(0);
    };
    auto const said = [](service::AuditRowView const& row) {
        std::string all;
        for (auto const& one : row.changes) {
            all += one.field + ": " + one.from.value_or("-") + " to " + one.to.value_or("-") + "; ";
        }
        return all;
    };
    EXPECT_EQ(
        said(act("chat.assign", service::subjects::chat, service::chat_assign,
                 service::ChatAssign{chat, ben.user, "please"})),
        "agent: " + to_text(anna.user) + " to " + to_text(ben.user) + "; note: - to please; ");
    EXPECT_THAT(said(act("chat.requeue", service::subjects::chat, service::chat_requeue,
                         service::ChatRequeue{chat, queue("Support"), {}})),
                HasSubstr("state: active to "));
    sign_in(ben);
    EXPECT_EQ(said(act("agent.sign_out", service::subjects::sign_ins, service::agent_sign_out,
                       service::AgentSignOut{ben.user, "gone home"})),
              "status: available to offline; sessions: 1 to 0; reason: - to gone home; ");
}

INSTANTIATE_TEST_SUITE_P(Engines, SteeringEnds, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
