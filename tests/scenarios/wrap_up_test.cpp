// What is left to do after a chat (S18 to S24, E17 to E19, E32 to E39, W31, W33, W44, W45).
#include <gmock/gmock.h>

#include "desk.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class WrapUp : public Desk {
  protected:
    /// A chat that the agent has, from an own customer.
    ChatId chat_of(Actor const& anna, std::string const& name) {
        auto const chat = ask(customer(name));
        accept(anna);
        return chat;
    }
    service::PresenceView submit(Actor const& who, ChatId chat,
                                 std::optional<std::vector<CodeId>> const& codes = {},
                                 std::optional<std::string> const& status = {}) {
        return call(service::wrap_up_submit, who, {chat, codes, {}, status, {}}).presence;
    }
};

TEST_P(WrapUp, E18_E19_S18_S20_AChatThatEndedIsWrappedUpAndThenOneIsAvailable) {
    set({{"wrap_up", "timed"}, {"wrap_up_s", "60"}});
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = chat_of(anna, "Kim");
    end(anna, chat);
    EXPECT_EQ(state(chat), "closed");
    EXPECT_EQ(label(anna), "wrap_up");
    ASSERT_THAT(wrap_ups(anna), SizeIs(1));
    auto const view = wrap_ups(anna).front().wrap_up;
    EXPECT_EQ(view.chat, chat);
    EXPECT_EQ(*view.due_at, now() + seconds{60});
    // It takes the place of the chat.
    auto const waiting = ask(customer("Lee"));
    EXPECT_THAT(offered(anna), IsEmpty());
    submit(anna, chat);
    EXPECT_THAT(wrap_ups(anna), IsEmpty());
    EXPECT_THAT(offered(anna), ElementsAre(waiting));
}

TEST_P(WrapUp, W30_W44_C18_ItBeginsWhenTheCustomerEndsToo) {
    set({{"wrap_up", "open"}});
    auto const anna = agent("anna");
    be(anna, "available");
    auto const kim = customer("Kim");
    auto const chat = ask(kim);
    accept(anna);
    end(kim, chat);
    EXPECT_EQ(label(anna), "wrap_up");
    EXPECT_EQ(wrap_ups(anna).front().wrap_up.due_at, std::nullopt);
    wait(seconds{4000});
    EXPECT_EQ(label(anna), "wrap_up");
}

TEST_P(WrapUp, S21_E19_ItEndsByItselfWhenTheTimeIsUp) {
    set({{"wrap_up", "timed"}, {"wrap_up_s", "30"}});
    auto const anna = agent("anna");
    be(anna, "available");
    end(anna, chat_of(anna, "Kim"));
    auto const next = ask(customer("Lee"));
    wait(seconds{29});
    EXPECT_EQ(label(anna), "wrap_up");
    wait(seconds{1});
    EXPECT_EQ(label(anna), "offered");
    EXPECT_THAT(offered(anna), ElementsAre(next));
}

TEST_P(WrapUp, E34_WithoutWrapUpThereIsNone) {
    auto const anna = agent("anna");
    be(anna, "available");
    end(anna, chat_of(anna, "Kim"));
    EXPECT_EQ(label(anna), "available");
    EXPECT_THAT(wrap_ups(anna), IsEmpty());
}

TEST_P(WrapUp, W33_SeveralReasonsAreChosenTheFirstCountsMost) {
    set({{"wrap_up", "open"}, {"codes_min", "1"}});
    auto const list = list_of_codes("Outcome", false, true, {"Solved", "Refund", "Call back"});
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = chat_of(anna, "Kim");
    end(anna, chat);
    EXPECT_EQ(wrap_ups(anna).front().wrap_up.missing, "at least 1");
    EXPECT_EQ(refusal([&] { submit(anna, chat); }).path, "/codes");
    auto const unknown = refusal([&] { submit(anna, chat, {{CodeId{7}}}); });
    EXPECT_EQ(unknown.detail, "one of them is in no list for this chat");
    submit(anna, chat, {{list.codes[2].id, list.codes[0].id}});
    EXPECT_THAT(call(service::chat_get_codes, anna, {chat}).codes,
                ElementsAre(list.codes[2].id, list.codes[0].id));
}

TEST_P(WrapUp, E32_S22_ARequiredCodeHoldsItBeyondItsTime) {
    set({{"wrap_up", "timed"}, {"wrap_up_s", "20"}, {"wrap_up_hold", "true"}});
    auto const list = list_of_codes("Outcome", true, false, {"Solved", "Refund"});
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = chat_of(anna, "Kim");
    end(anna, chat);
    wait(seconds{100});
    EXPECT_EQ(label(anna), "wrap_up");
    EXPECT_TRUE(wrap_ups(anna).front().wrap_up.held);
    EXPECT_EQ(wrap_ups(anna).front().wrap_up.missing, "one of Outcome is required");
    call(service::chat_set_codes, anna, {chat, {list.codes[0].id}});
    EXPECT_EQ(label(anna), "available");
}

TEST_P(WrapUp, S22_WhatIsHeldEndsWhenTheRulesAskForNothingMore) {
    set({{"wrap_up", "timed"}, {"wrap_up_s", "20"}});
    auto const list = list_of_codes("Outcome", true, false, {"Solved", "Refund"});
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = chat_of(anna, "Kim");
    end(anna, chat);
    wait(seconds{60});
    EXPECT_EQ(label(anna), "wrap_up");
    auto const waiting = ask(customer("Lee"));
    set({{"wrap_up_hold", "false"}});
    EXPECT_EQ(label(anna), "offered");
    EXPECT_THAT(offered(anna), ElementsAre(waiting));
}

TEST_P(WrapUp, ACodeThatIsTakenOutOfUseIsInNobodysWay) {
    set({{"wrap_up", "open"}});
    auto const list = list_of_codes("Outcome", false, true, {"Solved", "Refund"});
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = chat_of(anna, "Kim");
    call(service::chat_set_codes, anna, {chat, {list.codes[1].id, list.codes[0].id}});
    end(anna, chat);
    call(service::code_list_save, administrator("ines"),
         {list.id, list.name, list.purpose, {}, false, true, {{list.codes[0].id, "Solved", {}}}});
    EXPECT_THAT(wrap_ups(anna).front().wrap_up.codes, ElementsAre(list.codes[0].id));
    submit(anna, chat);
    EXPECT_EQ(label(anna), "available");
}

TEST_P(WrapUp, E17_E32_CodesChosenDuringTheChatAreEnough) {
    set({{"wrap_up", "timed"}, {"wrap_up_s", "20"}});
    auto const list = list_of_codes("Outcome", true, false, {"Solved", "Refund"});
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = chat_of(anna, "Kim");
    call(service::chat_set_codes, anna, {chat, {list.codes[1].id}});
    end(anna, chat);
    EXPECT_EQ(wrap_ups(anna).front().wrap_up.missing, std::nullopt);
    wait(seconds{20});
    EXPECT_EQ(label(anna), "available");
    EXPECT_THAT(call(service::chat_get_codes, anna, {chat}).codes, ElementsAre(list.codes[1].id));
}

TEST_P(WrapUp, W44_TheDefaultReasonIsSubmittedAtZero) {
    apply("media_desk");
    auto const list = list_of_codes("Outcome", false, true, {"Solved", "Other"}, "Other");
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = chat_of(anna, "Kim");
    end(anna, chat);
    wait(seconds{60});
    EXPECT_EQ(label(anna), "available");
    EXPECT_THAT(call(service::chat_get_codes, anna, {chat}).codes, ElementsAre(list.codes[1].id));
}

TEST_P(WrapUp, S23_MoreTimeOrNoCountdown) {
    set({{"wrap_up", "timed"}, {"wrap_up_s", "20"}});
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = chat_of(anna, "Kim");
    end(anna, chat);
    auto const more = call(service::wrap_up_extend, anna, {chat, {}}).wrap_up;
    EXPECT_EQ(*more.due_at, now() + seconds{50});
    wait(seconds{40});
    EXPECT_EQ(label(anna), "wrap_up");
    auto const held = call(service::wrap_up_extend, anna, {chat, true}).wrap_up;
    EXPECT_EQ(held.due_at, std::nullopt);
    wait(seconds{500});
    EXPECT_EQ(label(anna), "wrap_up");
    submit(anna, chat);
    EXPECT_EQ(label(anna), "available");
}

TEST_P(WrapUp, S23_TheCountdownCannotBeStoppedWhereTheSwitchSaysSo) {
    set({{"wrap_up", "timed"}, {"wrap_up_extend", "false"}});
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = chat_of(anna, "Kim");
    end(anna, chat);
    EXPECT_FALSE(wrap_ups(anna).front().wrap_up.may_hold);
    auto const stop = [&] { call(service::wrap_up_extend, anna, {chat, true}); };
    EXPECT_EQ(refusal(stop).code, Code::forbidden);
}

TEST_P(WrapUp, S14_S20_WhatIsPendingComesAfterTheLastWrapUp) {
    set({{"wrap_up", "open"}});
    auto const anna = agent("anna", 2);
    be(anna, "available");
    auto const first = chat_of(anna, "Kim");
    auto const second = chat_of(anna, "Lee");
    EXPECT_TRUE(be(anna, "away", "lunch").pending);
    end(anna, first);
    end(anna, second);
    EXPECT_EQ(presence(anna).status, "available");
    submit(anna, first);
    EXPECT_EQ(presence(anna).status, "available");
    auto const after = submit(anna, second);
    EXPECT_EQ(after.status, "away");
    EXPECT_EQ(after.reason, "lunch");
}

TEST_P(WrapUp, S24_WhoNeedsLongerIsOutOfWorkAndTheWrapUpStaysOpen) {
    apply("push_desk");
    auto const anna = agent("anna", 1);
    be(anna, "available");
    auto const chat = chat_of(anna, "Kim");
    EXPECT_EQ(refusal([&] { be(anna, "work_offline"); }).path, "/status");  // E35: busy
    end(anna, chat);
    EXPECT_EQ(be(anna, "work_offline").status, "work_offline");
    ASSERT_THAT(wrap_ups(anna), SizeIs(1));
    submit(anna, chat);
    EXPECT_EQ(presence(anna).status, "work_offline");
}

TEST_P(WrapUp, W45_NothingComesDuringAWrapUpWhereItBlocks) {
    set({{"wrap_up", "open"}});
    auto const anna = agent("anna", 3);
    be(anna, "available");
    auto const chat = chat_of(anna, "Kim");
    end(anna, chat);
    auto const next = ask(customer("Lee"));
    EXPECT_THAT(offered(anna), ElementsAre(next));  // E37: for each chat
    decline(anna);
    set({{"wrap_up_blocks", "true"}, {"exclude_s", "0"}});
    EXPECT_THAT(offered(anna), IsEmpty());
    submit(anna, chat);
    EXPECT_THAT(offered(anna), ElementsAre(next));
}

TEST_P(WrapUp, E37_WithSeveralChatsTheAgentStaysBusy) {
    apply("push_desk");
    auto const anna = agent("anna", 3);
    be(anna, "available");
    auto const first = chat_of(anna, "Kim");
    auto const second = chat_of(anna, "Lee");
    end(anna, first);
    EXPECT_EQ(label(anna), "busy");
    end(anna, second);
    EXPECT_EQ(label(anna), "wrap_up");
}

TEST_P(WrapUp, S15_S17_E38_StopNewEndsInWorkOfflineAfterTheLastWrapUp) {
    apply("push_desk");
    auto const anna = agent("anna", 3);
    be(anna, "available");
    EXPECT_EQ(refusal([&] { call(service::presence_stop_new, anna, {true}); }).path, "/stop");
    auto const chat = chat_of(anna, "Kim");
    EXPECT_TRUE(call(service::presence_stop_new, anna, {true}).presence.stop_new);
    EXPECT_EQ(label(anna), "stop_new");
    auto const next = ask(customer("Lee"));
    EXPECT_THAT(offered(anna), IsEmpty());
    end(anna, chat);
    EXPECT_EQ(label(anna), "wrap_up");
    submit(anna, chat);
    EXPECT_EQ(presence(anna).status, "work_offline");
    EXPECT_FALSE(presence(anna).stop_new);
    EXPECT_EQ(state(next), "queued");
}

TEST_P(WrapUp, S16_ResumeLetsChatsFlowAtOnce) {
    apply("push_desk");
    auto const anna = agent("anna", 3);
    be(anna, "available");
    chat_of(anna, "Kim");
    call(service::presence_stop_new, anna, {true});
    auto const next = ask(customer("Lee"));
    call(service::presence_stop_new, anna, {false});
    EXPECT_THAT(offered(anna), ElementsAre(next));
}

TEST_P(WrapUp, SaveAndAwayIsOneStep) {
    set({{"wrap_up", "open"}});
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = chat_of(anna, "Kim");
    end(anna, chat);
    ask(customer("Lee"));
    EXPECT_EQ(submit(anna, chat, {}, "away").status, "away");
    EXPECT_THAT(offered(anna), IsEmpty());
}

TEST_P(WrapUp, C20_S29_WhoIsLostHasNothingToWrapUpAndKeepsNoPlace) {
    set({{"wrap_up", "open"}});
    auto const anna = agent("anna", 2);
    be(anna, "available");
    auto const ended = chat_of(anna, "Kim");
    auto const goes_on = chat_of(anna, "Lee");
    end(anna, ended);
    disconnect(anna);
    wait(seconds{60});
    EXPECT_EQ(state(goes_on), "queued");
    EXPECT_THAT(wrap_ups(anna), IsEmpty());
    EXPECT_EQ(presence(anna).load, 0);
    EXPECT_EQ(presence(anna).status, "offline");
}

TEST_P(WrapUp, AnotherAgentsWrapUpIsNobodysBusiness) {
    set({{"wrap_up", "open"}});
    auto const anna = agent("anna");
    auto const ben = agent("ben");
    be(anna, "available");
    auto const chat = chat_of(anna, "Kim");
    end(anna, chat);
    EXPECT_EQ(refusal([&] { submit(ben, chat); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { call(service::chat_set_codes, ben, {chat, {}}); }).code,
              Code::not_found);
}

INSTANTIATE_TEST_SUITE_P(Engines, WrapUp, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
