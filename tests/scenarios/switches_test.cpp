// Switches: inherited, set, taken back, and working at once (behaviour.md 6.5, V5, V14, W46).
#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/administration.hpp"

namespace parley::scenarios {
namespace {

using domain::Scope;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Switches : public Desk {
  protected:
    void SetUp() override {
        Desk::SetUp();
        if (IsSkipped()) return;
        ines_ = administrator("ines");
    }
    service::SwitchView at(std::string const& name, std::optional<Scope> scope = {},
                           std::optional<std::string> const& id = {}) {
        for (auto const& one : call(service::settings_get, ines_, {scope, id}).switches) {
            if (one.name == name) return one;
        }
        ADD_FAILURE() << "no switch " << name;
        return {};
    }
    service::SettingChangePage history() {
        return call(service::settings_history, ines_, {{}, {}});
    }

    Actor ines_;
};

TEST_P(Switches, W46_EachLevelInheritsAndMayOverride) {
    auto const support = to_text(queue("Support"));
    EXPECT_EQ(at("offer_s").value, "30");
    EXPECT_EQ(at("offer_s").from, std::nullopt);
    set({{"offer_s", "40"}});
    auto inherited = at("offer_s", Scope::queue, support);
    EXPECT_EQ(inherited.value, "40");
    EXPECT_EQ(inherited.from, Scope::organization);
    set_for_queue("Support", {{"offer_s", "50"}});
    auto const own = at("offer_s", Scope::queue, support);
    EXPECT_EQ(own.value, "50");
    EXPECT_EQ(own.from, Scope::queue);
    EXPECT_EQ(own.inherited, "40");
    EXPECT_EQ(at("offer_s", Scope::queue, to_text(queue("Sales"))).value, "40");
    auto const anna = agent("anna", {});
    EXPECT_EQ(at("reject", Scope::agent, to_text(anna.user)).value, "true");
    set({{"reject", "false"}});
    EXPECT_EQ(at("reject", Scope::agent, to_text(anna.user)).value, "false");
    set_for(anna, {{"reject", "true"}});
    EXPECT_EQ(at("reject", Scope::agent, to_text(anna.user)).value, "true");
    call(service::settings_update, ines_, {Scope::agent, to_text(anna.user), {}, {{"reject"}}});
    EXPECT_EQ(at("reject", Scope::agent, to_text(anna.user)).value, "false");
}

TEST_P(Switches, BadInputNamesTheFieldAndChangesNothing) {
    auto const wrong = [&](service::SettingsUpdate const& p) {
        auto const refused = refusal([&] { call(service::settings_update, ines_, p); });
        EXPECT_EQ(refused.code, Code::invalid);
        return refused.path + ": " + refused.detail;
    };
    EXPECT_EQ(wrong({{}, {}, {{{"colour", "red"}}}, {}}), "/set/colour: there is no such switch");
    EXPECT_EQ(wrong({{}, {}, {{{"cap", "0"}}}, {}}), "/set/cap: must be a number from 1 to 1000");
    EXPECT_EQ(
        wrong({{}, {}, {{{"timeout_next", "golf"}}}, {}}),
        "/set/timeout_next: must be one of stay, auto_accept, available, away, offline, rona");
    EXPECT_EQ(wrong({Scope::queue, to_text(queue("Sales")), {{{"cap", "3"}}}, {}}),
              "/set/cap: cannot be set for queues");
    EXPECT_EQ(wrong({Scope::queue, "queue_nothing", {{{"offer_s", "3"}}}, {}}),
              "/id: there is no such thing of this scope");
    EXPECT_EQ(wrong({{}, {}, {{{"cap", "2"}}}, {{"cap"}}}), "/clear/0: is set in the same call");
    EXPECT_THAT(history().items, IsEmpty());
    auto const anna = agent("anna");
    auto const asks = [&](Actor const& who) {
        return refusal([&] { call(service::settings_get, who, {}); }).code;
    };
    EXPECT_EQ(asks(anna), Code::forbidden);
    EXPECT_EQ(asks(manager("mona")), Code::forbidden);
}

TEST_P(Switches, AChangedSwitchWorksAtOnceAndTheAgentIsTold) {
    auto const anna = agent("anna", {});
    be(anna, "available");
    set({{"routing", "pull"}});
    auto const chat = ask(customer("Kim"));
    EXPECT_THAT(offered(anna), IsEmpty());
    auto const told_before = told(anna, "settings.changed").size();
    set({{"routing", "push"}});
    EXPECT_THAT(offered(anna), ElementsAre(chat));
    EXPECT_EQ(told(anna, "settings.changed").size(), told_before + 1);
    EXPECT_EQ(call(service::settings_mine, anna, {}).switches.at("routing"), "push");
}

TEST_P(Switches, V5_V14_TheSmallerOfTheTwoLimitsHolds) {
    set({{"cap", "5"}});
    auto const anna = agent("anna", {});
    EXPECT_EQ(presence(anna).capacity, 5);
    set_for(anna, {{"cap", "7"}});
    EXPECT_EQ(presence(anna).capacity, 7);
    set({{"cap_limit", "2"}});
    EXPECT_EQ(presence(anna).capacity, 2);
}

TEST_P(Switches, S32_C13_RoomIsUsedTheMomentThereIsSome) {
    auto const anna = agent("anna", 1);
    be(anna, "available");
    ask(customer("Kim"));
    auto const first = accept(anna);
    auto const second = ask(customer("Lee"));
    EXPECT_THAT(offered(anna), IsEmpty());
    set_for(anna, {{"cap", "2"}});
    EXPECT_THAT(offered(anna), ElementsAre(second));
    accept(anna);
    set_for(anna, {{"cap", "1"}});
    EXPECT_EQ(presence(anna).load, 2);
    EXPECT_EQ(label(anna), "at_capacity");
    end(anna, first);
    ask(customer("Max"));
    EXPECT_THAT(offered(anna), IsEmpty());
}

TEST_P(Switches, E12_E13_HowLongAMessageMayBeIsSaidForEachSideAndQueue) {
    auto const anna = agent("anna", {}, {"Sales", "Support"});
    auto const kim = customer("kim");
    auto const begin = [&](std::string const& in, std::size_t length) {
        service::ChatStart asked{};
        asked.queue = to_text(queue(in));
        asked.text = std::string(length, 'x');
        return call(service::chat_start, kim, asked).chat;
    };
    int said = 0;
    auto const say = [&](Actor const& who, ChatId chat, std::size_t length) {
        auto const id = "00000000-0000-4000-8000-" + std::to_string(500'000'000'000 + ++said);
        call(service::message_post, who, {chat, id, std::string(length, 'x')});
    };
    auto const allowed = [&] { return call(service::visitor_status, kim, {}).message_max; };
    EXPECT_EQ(allowed(), 500);
    EXPECT_EQ(refusal([&] { begin("Support", 501); }).path, "/text");
    set_for_queue("Support", {{"customer_message_max", "1500"}, {"agent_message_max", "200"}});
    EXPECT_EQ(allowed(), 500) << "what every queue takes";
    EXPECT_EQ(refusal([&] { begin("Sales", 501); }).path, "/text");
    auto const chat = begin("Support", 1500);
    EXPECT_EQ(chat.message_max, 1500);
    be(anna, "available");
    accept(anna);
    EXPECT_EQ(view(anna, chat.id).message_max, 200);
    auto const refused = refusal([&] { say(anna, chat.id, 201); });
    EXPECT_EQ(refused.path + ": " + refused.detail, "/text: at most 200 characters");
    say(anna, chat.id, 200);
    set_for_queue("Support", {{"customer_message_max", "100"}});
    EXPECT_EQ(refusal([&] { say(kim, chat.id, 101); }).path, "/text");
    say(kim, chat.id, 100);
}

TEST_P(Switches, O15_AgentsWriteFormattedTextWhereTheQueueHasIt) {
    auto const anna = agent("anna", {});
    auto const kim = customer("kim");
    be(anna, "available");
    auto const chat = ask(kim);
    accept(anna);
    auto const stored = R"({"blocks":[{"kind":"bullets","items":[[{"kind":"paragraph",)"
                        R"("spans":[{"text":"one","bold":true}]}]]}]})";
    int said = 0;
    auto const say = [&](Actor const& who) {
        auto const id = "00000000-0000-4000-8000-" + std::to_string(600'000'000'000 + ++said);
        service::MessagePost post{chat, id, {}};
        post.body = service::SaidBody{domain::stored_rich_text(stored)};
        return call(service::message_post, who, post).message;
    };
    EXPECT_EQ(view(anna, chat).rich_text, std::nullopt);
    EXPECT_EQ(refusal([&] { say(anna); }).path, "/body");
    set_for_queue("Support", {{"rich_text", "true"}});
    EXPECT_EQ(view(anna, chat).rich_text, true);
    EXPECT_EQ(view(kim, chat).rich_text, std::nullopt);
    auto const message = say(anna);
    EXPECT_EQ(message.text, "• one");
    EXPECT_EQ(message.body->json, stored);
    EXPECT_EQ(refusal([&] { say(kim); }).code, Code::forbidden);
}

TEST_P(Switches, HistorySaysWhoChangedWhatAndTakesItBack) {
    set({{"reply_target_s", "60"}});
    set_for_queue("Support", {{"reply_target_s", "30"}, {"offer_s", "20"}});
    auto const changes = history().items;
    ASSERT_THAT(changes, SizeIs(2));
    EXPECT_EQ(changes[0].place, "Support");
    EXPECT_EQ(changes[0].by.name, "root");
    ASSERT_THAT(changes[0].changes, SizeIs(2));
    EXPECT_EQ(changes[0].changes[0].name, "reply_target_s");
    EXPECT_EQ(changes[0].changes[0].before, std::nullopt);
    EXPECT_EQ(changes[0].changes[0].after, "30");
    call(service::settings_revert, ines_, {changes[0].id});
    EXPECT_EQ(at("reply_target_s", Scope::queue, to_text(queue("Support"))).value, "60");
    EXPECT_EQ(at("offer_s", Scope::queue, to_text(queue("Support"))).value, "30");
    ASSERT_THAT(history().items, SizeIs(3));
    EXPECT_EQ(history().items[0].by.name, "ines");
    call(service::settings_revert, ines_, {changes[1].id});
    EXPECT_EQ(at("reply_target_s").value, "120");
}

TEST_P(Switches, S1_TheStatusAfterASignInIsTheOneThatTheSwitchSays) {
    set({{"login_status", "away"}});
    auto const anna = agent("anna");
    EXPECT_EQ(presence(anna).status, "away");
    be(anna, "available");
    disconnect(anna);
    wait(seconds{5});
    connect(anna);  // S28: a reload is no sign-in
    EXPECT_EQ(presence(anna).status, "available");
    disconnect(anna);
    wait(seconds{60});
    EXPECT_EQ(presence(anna).status, "offline");
    connect(anna);
    EXPECT_EQ(presence(anna).status, "away");
}

TEST_P(Switches, S1_WhatOneChoosesAtTheSignInIsNotUndoneByIt) {
    auto const anna = agent("anna");
    disconnect(anna);
    wait(seconds{60});
    be(anna, "available");  // heard before the socket
    connect(anna);
    EXPECT_EQ(presence(anna).status, "available");
}

TEST_P(Switches, X6_AStatusMayEndByItself) {
    service::StatusSave away{"away", {},   domain::StatusKind::away,
                             true,   true, domain::DuringChat::pending,
                             false,  {},   10,
                             {},     {}};
    call(service::status_save, ines_, away);
    set({{"timeout_next", "away"}});
    auto const anna = agent("anna");
    be(anna, "available");
    ask(customer("Kim"));
    wait(offer_window);
    EXPECT_EQ(presence(anna).status, "away");
    wait(seconds{9});
    EXPECT_EQ(presence(anna).status, "away");
    wait(seconds{1});
    EXPECT_EQ(presence(anna).status, "available");
}

TEST_P(Switches, S31_W47_WhoDoesNothingIsSignedOutUnlessThereAreChats) {
    set({{"inactivity_min", "5"}});
    auto const anna = agent("anna");
    auto const token = sign_in(anna);
    be(anna, "available");
    wait(seconds{290});
    call(service::presence_touch, anna, {});
    wait(seconds{20});
    EXPECT_EQ(presence(anna).status, "available");
    ask(customer("Kim"));
    auto const chat = accept(anna);
    wait(seconds{1200});
    EXPECT_EQ(presence(anna).status, "available");
    end(anna, chat);
    wait(seconds{301});
    EXPECT_EQ(presence(anna).status, "offline");
    EXPECT_EQ(refusal([&] { authenticate(token); }).code, Code::unauthenticated);
}

TEST_P(Switches, S31_TheTimeOfNothingBeginsAndEndsWithItsSwitch) {
    auto const anna = agent("anna");
    auto const ben = agent("ben");
    set_for(ben, {{"inactivity_min", "5"}});
    sign_in(anna);
    sign_in(ben);
    be(anna, "available");
    be(ben, "available");
    set_for(anna, {{"inactivity_min", "1"}});
    set_for(ben, {{"inactivity_min", "0"}});
    wait(seconds{61});
    EXPECT_EQ(presence(anna).status, "offline");
    wait(seconds{400});
    EXPECT_EQ(presence(ben).status, "available");
}

TEST_P(Switches, W37_S30_NobodySignsOutDuringOffersOrChats) {
    set({{"logout_blocked_by", "chats"}});
    auto const anna = agent("anna");
    sign_in(anna);
    be(anna, "available");
    ask(customer("Kim"));
    EXPECT_EQ(refusal([&] { sign_out(anna); }).code, Code::chats_open);
    auto const chat = accept(anna);
    EXPECT_EQ(refusal([&] { sign_out(anna); }).code, Code::chats_open);
    set({{"logout_blocked_by", "offers"}});
    end(anna, chat);
    sign_out(anna);
    EXPECT_EQ(presence(anna).status, "offline");
}

TEST_P(Switches, X34_ManagersSetStatusesOnlyWhereTheyMay) {
    auto const anna = agent("anna");
    auto const mona = manager("mona");
    set({{"manager_override", "false"}});
    auto const put = [&] { call(service::agent_set_presence, mona, {anna.user, "available", {}}); };
    EXPECT_EQ(refusal(put).code, Code::forbidden);
    set({{"manager_override", "true"}});
    put();
    EXPECT_EQ(presence(anna).status, "available");
}

TEST_P(Switches, W35_HowLongAnAgentWasInEachState) {
    auto const anna = agent("anna");
    auto const from = now();
    wait(seconds{10});
    be(anna, "available");
    wait(seconds{30});
    ask(customer("Kim"));
    wait(seconds{5});
    accept(anna);
    wait(seconds{60});
    be(anna, "offline");
    wait(seconds{7});
    auto const times = call(service::agent_times, manager("mona"), {anna.user, from, now()}).items;
    std::map<std::string, std::int64_t> spent;
    for (auto const& one : times)
        spent[std::string{word(one.label)} + " " + one.status] += one.seconds;
    EXPECT_EQ(spent["available available"], 30);
    EXPECT_EQ(spent["offered available"], 5);
    EXPECT_EQ(spent["at_capacity available"], 60);
    EXPECT_EQ(spent["engaged offline"], 7);
    EXPECT_EQ(
        refusal([&] { call(service::agent_times, agent("ben"), {anna.user, from, now()}); }).code,
        Code::forbidden);
}

INSTANTIATE_TEST_SUITE_P(Engines, Switches, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
