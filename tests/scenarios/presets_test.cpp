// The five ways of working, each to the letter of the system that it is taken from.
#include <gmock/gmock.h>

#include "desk.hpp"

namespace parley::scenarios {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Presets : public Desk {
  protected:
    std::vector<std::string> choices(Actor const& who) {
        std::vector<std::string> keys;
        for (auto const& status : call(service::status_list, who, {}).items) {
            if (status.by_agent) keys.push_back(status.key);
        }
        return keys;
    }
};

TEST_P(Presets, APreviewSaysWhatChangesAndApplyingDoesIt) {
    auto const ines = administrator("ines");
    service::PresetAt const push{"push_desk", {}, {}};
    auto const preview = call(service::preset_preview, ines, push);
    std::map<std::string, std::string> after;
    for (auto const& one : preview.switches) after[one.name] = one.after.value_or("");
    EXPECT_EQ(after.at("timeout_next"), "on_break");
    EXPECT_EQ(after.at("wrap_up"), "timed");
    EXPECT_FALSE(after.contains("routing"));  // push already
    std::map<std::string, service::StatusChange> statuses;
    for (auto const& one : preview.statuses) statuses[one.key] = one.change;
    EXPECT_EQ(statuses.at("on_break"), service::StatusChange::added);
    EXPECT_EQ(statuses.at("away"), service::StatusChange::hidden);

    auto const applied = call(service::preset_apply, ines, push);
    EXPECT_EQ(to_json(applied), to_json(preview));
    auto const again = call(service::preset_preview, ines, push);
    EXPECT_THAT(again.switches, IsEmpty());
    EXPECT_THAT(again.statuses, IsEmpty());
    auto const history = call(service::settings_history, ines, {{}, {}}).items;
    ASSERT_THAT(history, SizeIs(1));
    EXPECT_EQ(history[0].preset, "push_desk");
    EXPECT_EQ(refusal([&] { call(service::preset_apply, ines, {"golf", {}, {}}); }).path,
              "/preset");
}

TEST_P(Presets, WhatIsTheOrganizationsOwnStaysAsItIs) {
    auto const sales = to_text(queue("Sales"));
    set({{"overflow_s", "60"}, {"overflow_queue", sales}});
    apply("push_desk");
    auto const ines = administrator("ines");
    EXPECT_THAT(call(service::preset_preview, ines, {"push_desk", {}, {}}).switches, IsEmpty());
    std::map<std::string, std::string> values;
    for (auto const& one : call(service::settings_get, ines, {{}, {}}).switches) {
        values[one.name] = one.value;
    }
    EXPECT_EQ(values.at("overflow_queue"), sales);
    EXPECT_EQ(values.at("overflow_s"), "60");
    EXPECT_EQ(values.at("timeout_next"), "on_break");
}

TEST_P(Presets, AQueueMayWorkInAnotherWayThanTheRest) {
    auto const ines = administrator("ines");
    apply("media_desk");
    call(service::preset_apply, ines, {"push_desk", domain::Scope::queue, to_text(queue("Sales"))});
    auto const anna = agent("anna", 2, {"Support", "Sales"});
    be(anna, "available");
    ask(customer("Kim"), "Sales");
    EXPECT_FALSE(offer(anna).may_decline);
    EXPECT_EQ(offer(anna).decline_shown, domain::RejectShown::disabled);
    wait(offer_window);
    EXPECT_EQ(presence(anna).status, "on_break");  // there since the queue needs it
    EXPECT_THAT(choices(anna), Contains("away"));
}

// --- Alemba: the pull desk -----------------------------------------------------------------------

TEST_P(Presets, A5_A7_A10_ThePullDesk) {
    apply("pull_desk");
    auto const anna = agent("anna", {});
    EXPECT_THAT(choices(anna), ElementsAre("available", "busy", "offline"));  // A13
    EXPECT_EQ(presence(anna).status, "offline");
    EXPECT_EQ(refusal([&] { ask(customer("Kim")); }).code, Code::no_agent);  // A26
    be(anna, "available");                                                   // A2
    auto const chat = ask(customer("Kim"));
    wait(seconds{600});
    EXPECT_THAT(offered(anna), IsEmpty());  // A5: nothing rings
    call(service::chat_take, anna, {chat});
    EXPECT_EQ(state(chat), "active");
    EXPECT_EQ(presence(anna).status, "busy");
    EXPECT_EQ(refusal([&] { ask(customer("Lee")); }).code, Code::no_agent);  // A25
    end(anna, chat);                                                         // A9
    EXPECT_EQ(presence(anna).status, "busy");                                // A10
    be(anna, "available");
    EXPECT_EQ(label(anna), "available");
}

// --- 8x8: the push desk --------------------------------------------------------------------------

TEST_P(Presets, E2_E4_E5_E7_ThePushDesk) {
    apply("push_desk");
    auto const anna = agent("anna", {});
    EXPECT_EQ(presence(anna).status, "work_offline");  // E35: not ready by the sign-in
    auto const chat = ask(customer("Kim"));
    EXPECT_THAT(offered(anna), IsEmpty());  // E2
    be(anna, "available");
    EXPECT_THAT(offered(anna), ElementsAre(chat));
    EXPECT_FALSE(offer(anna).may_decline);  // E4
    EXPECT_EQ(offer(anna).decline_shown, domain::RejectShown::disabled);
    EXPECT_EQ(refusal([&] { decline(anna); }).code, Code::forbidden);
    accept(anna);
    EXPECT_EQ(label(anna), "busy");                                     // E5
    EXPECT_EQ(refusal([&] { be(anna, "on_break"); }).path, "/status");  // E35
    auto const more = ask(customer("Lee"));
    EXPECT_THAT(offered(anna), ElementsAre(more));  // E36: Busy, and still offered
    wait(offer_window);
    EXPECT_EQ(presence(anna).status, "on_break");  // E7
    EXPECT_EQ(state(chat), "active");
}

TEST_P(Presets, E6_WhoDeclinesIsOnBreak) {
    apply("push_desk");
    auto const anna = agent("anna", {});
    set_for(anna, {{"reject", "true"}});
    be(anna, "available");
    ask(customer("Kim"));
    decline(anna);
    EXPECT_EQ(presence(anna).status, "on_break");
    EXPECT_EQ(label(anna), "away");
}

TEST_P(Presets, E18_E34_PostProcessingEndsInAvailable) {
    apply("push_desk");
    auto const anna = agent("anna", {});
    be(anna, "available");
    ask(customer("Kim"));
    end(anna, accept(anna));
    EXPECT_EQ(label(anna), "wrap_up");
    wait(seconds{60});
    EXPECT_EQ(presence(anna).status, "available");
    EXPECT_EQ(label(anna), "available");
}

// --- Vision: the assigned desk -------------------------------------------------------------------

TEST_P(Presets, V8_V10_V12_V17_TheAssignedDesk) {
    apply("assigned_desk");
    auto const anna = agent("anna", {});
    auto const ben = agent("ben", {});
    EXPECT_THAT(choices(anna), ElementsAre("available", "busy", "away", "offline"));  // V11
    EXPECT_EQ(presence(anna).status, "offline");                                      // V8
    be(anna, "available");
    be(ben, "available");
    for (int i = 0; i < 4; ++i) {
        wait(seconds{1});
        ask(customer("Kim"));
    }
    EXPECT_EQ(presence(anna).load, 2);  // V12: in turn
    EXPECT_EQ(presence(ben).load, 2);
    EXPECT_THAT(told(anna, "chat.offered"), IsEmpty());
}

TEST_P(Presets, V14_TheOneMoreThatComesMakesBusy) {
    apply("assigned_desk");
    auto const anna = agent("anna", {});
    be(anna, "available");
    auto const kim = customer("Kim");
    auto const first = ask(kim);
    for (int i = 0; i < 4; ++i) ask(customer("Lee"));
    EXPECT_EQ(presence(anna).load, 5);
    EXPECT_EQ(label(anna), "engaged");
    auto const sixth = ask(customer("Max"));
    EXPECT_EQ(state(sixth), "queued");
    EXPECT_EQ(label(anna), "busy");
    end(kim, first);
    EXPECT_EQ(state(sixth), "active");
    EXPECT_EQ(label(anna), "engaged");  // clears by itself
}

TEST_P(Presets, V13_V15_BusyAndAwayByHandGetNothingAndChatsGoOn) {
    apply("assigned_desk");
    auto const anna = agent("anna", {});
    auto const ben = agent("ben", {});
    for (auto const* status : {"busy", "away"}) {
        be(anna, "available");
        be(ben, "offline");
        auto const chat = ask(customer("Kim"));
        EXPECT_EQ(be(anna, status).status, status);  // at once
        EXPECT_EQ(state(chat), "active");
        be(ben, "available");
        auto const other = ask(customer("Lee"));
        EXPECT_EQ(state(other), "active");
        EXPECT_EQ(presence(anna).status, status);
        end(anna, chat);
        EXPECT_EQ(presence(anna).status, status);
    }
}

TEST_P(Presets, V16_OfflineDoesNotSeeTheDashboard) {
    apply("assigned_desk");
    auto const anna = agent("anna", {});
    EXPECT_EQ(refusal([&] { call(service::queue_list, anna, {}); }).code, Code::hidden_by_status);
    be(anna, "away");
    EXPECT_THAT(call(service::queue_list, anna, {}).items, SizeIs(2));
    // The next in line gets the request (V16).
    auto const ben = agent("ben", {});
    be(ben, "available");
    ask(customer("Kim"));
    EXPECT_EQ(presence(ben).load, 1);
}

// --- Oracle: the verified desk -------------------------------------------------------------------

TEST_P(Presets, O1_O2_O3_O14_O15_O17_TheVerifiedDesk) {
    apply("verified_desk");
    auto const anna = agent("anna", {});
    auto const ben = agent("ben", {});
    EXPECT_EQ(presence(anna).status, "busy");  // O18: not for chat by the sign-in
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    EXPECT_EQ(offer(anna).customer.name, "Kim");
    EXPECT_EQ(offer(anna).timer, domain::OfferTimer::down);
    EXPECT_TRUE(offer(anna).may_decline);
    be(ben, "available");
    decline(anna);
    EXPECT_EQ(presence(anna).status, "available");  // the status stays
    EXPECT_THAT(offered(ben), ElementsAre(chat));   // the next agent is tried
    wait(offer_window);
    EXPECT_EQ(presence(ben).status, "available");
    wait(seconds{60});
    ask(customer("Lee"));
    auto const both = offered(anna).size() + offered(ben).size();
    EXPECT_EQ(both, 2u);
    auto const who = offered(anna).empty() ? ben : anna;
    auto const theirs = offered(who).front();
    accept(who);
    EXPECT_EQ(view(who, theirs).rich_text, true);
}

// --- Webex: the media desk -----------------------------------------------------------------------

TEST_P(Presets, W2_W4_W5_W6_W9_W16_TheMediaDesk) {
    apply("media_desk");
    auto const anna = agent("anna", {});
    EXPECT_EQ(presence(anna).status, "away");  // W34: idle
    be(anna, "available");                     // W9
    auto const chat = ask(customer("Kim"));
    EXPECT_EQ(offer(anna).timer, domain::OfferTimer::up);  // W2
    EXPECT_EQ(offer(anna).queue_name, "Support");
    EXPECT_FALSE(offer(anna).may_decline);  // W16
    EXPECT_EQ(offer(anna).decline_shown, domain::RejectShown::hidden);
    EXPECT_EQ(refusal([&] { decline(anna); }).code, Code::forbidden);
    wait(offer_window);
    EXPECT_EQ(label(anna), "rona");  // W4
    EXPECT_EQ(state(chat), "queued");
    wait(seconds{600});
    EXPECT_EQ(label(anna), "rona");                       // W6: no return by itself
    EXPECT_EQ(be(anna, "away", "lunch").status, "away");  // W5
    be(anna, "available");
    EXPECT_THAT(offered(anna), ElementsAre(chat));
}

TEST_P(Presets, W15_W31_W33_AMediaDeskChatEndsWithReasons) {
    apply("media_desk");
    auto const list = list_of_codes("Reason", false, true, {"Sale", "Question"});
    auto const anna = agent("anna", {});
    be(anna, "available");
    ask(customer("Kim"));
    auto const waiting = ask(customer("Lee"));
    EXPECT_THAT(offered(anna), SizeIs(2));
    auto const first = call(service::chat_accept_all, anna, {}).items.front().id;  // W38
    EXPECT_EQ(refusal([&] { end(anna, ChatId{1}); }).code, Code::not_found);       // W32
    end(anna, first);
    auto const next = ask(customer("Max"));
    EXPECT_THAT(offered(anna), IsEmpty());  // W45
    call(service::wrap_up_submit, anna,
         {first, {{list.codes[0].id, list.codes[1].id}}, {}, {}, {}});
    EXPECT_THAT(offered(anna), ElementsAre(next));
    EXPECT_EQ(state(waiting), "active");
}

INSTANTIATE_TEST_SUITE_P(Engines, Presets, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
