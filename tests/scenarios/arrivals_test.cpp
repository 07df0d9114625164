// Where chats go that come in: rules, opening hours, another queue after a time, who had the
// customer last, and the trial of all that (V12, E52, C12, C14, N2).
#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/administration.hpp"
#include "service/arrival_operations.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using namespace service;
using domain::RuleSubject;
using domain::RuleTest;

class Arrivals : public Desk {
  protected:
    Actor const& root() {
        if (!root_) root_ = administrator("rita");
        return *root_;
    }
    QueueId make_queue(std::string const& name, std::vector<UserId> const& members = {}) {
        return call(queue_create, root(), {name, members, {}}).queue.id;
    }
    RuleId rule(RuleSave const& rule) { return call(rule_save, root(), rule).rule.id; }
    /// On the first message.
    static std::vector<domain::Condition> says(std::string const& word) {
        return {{RuleSubject::text, {}, RuleTest::contains, {word}}};
    }
    ChatView start(Actor const& who, std::string const& text,
                   std::optional<std::string> const& queue = {}) {
        return call(chat_start, who, {queue, text, {}, {}}).chat;
    }
    ChatRouting routing_of(ChatId chat) { return call(chat_get_routing, root(), {chat}); }
    /// Open from the hour to the other, every day, in UTC. The clock begins at 22:13:20.
    HoursId hours(std::string const& from, std::string const& to,
                  std::vector<QueueId> const& queues) {
        HoursSave save{{}, from, "UTC", {}, {}, queues};
        for (int day = 0; day < 7; ++day) {
            save.week.push_back({static_cast<domain::Weekday>(day), from, to});
        }
        return call(hours_save, root(), save).hours.id;
    }
    Simulated simulate(RoutingSimulate const& p) { return call(routing_simulate, root(), p); }

  private:
    std::optional<Actor> root_;
};

TEST_P(Arrivals, V12_RulesChooseQueuePrioritySkillsAndAgent) {
    auto const anna = agent("anna"), ben = agent("ben");
    auto const returns = make_queue("Returns", {ben.user});
    auto const german = call(skill_save, root(), {{}, "german", "German"}).skill.id;
    rule({{}, "Refunds", true, says("refund"), returns, 20, {}, {}});
    rule({{}, "German", true, says("bitte"), {}, 90, std::vector<SkillNeed>{{german, 3, {}}}, {}});
    rule({{}, "Off", false, {}, {}, {}, {}, anna.user});
    auto const moved = start(customer("Kim"), "Where is my REFUND, bitte?", "Support");
    EXPECT_EQ(moved.queue, returns);
    auto const routing = routing_of(moved.id);
    EXPECT_EQ(routing.priority, 20);  // the upper rule has said it
    EXPECT_THAT(routing.skills, SizeIs(1));
    EXPECT_EQ(routing.agent, std::nullopt);
    ASSERT_THAT(routing.moves, SizeIs(1));
    EXPECT_EQ(routing.moves[0].from, "Support");
    EXPECT_EQ(routing.moves[0].to, "Returns");
    EXPECT_EQ(routing.moves[0].rule, "Refunds");
    auto const why = call(offer_explain, root(), {{}, moved.id});
    EXPECT_THAT(why.sentence, HasSubstr("The rule Refunds sent it from Support to Returns."));
    be(ben, "available");
    EXPECT_THAT(offered(ben), IsEmpty());  // who speaks no German
    auto const other = start(customer("Lee"), "a question", "Support");
    EXPECT_EQ(other.queue, queue("Support"));
    EXPECT_THAT(routing_of(other.id).moves, IsEmpty());
}

TEST_P(Arrivals, V12_ARuleNamesWhoIsAskedFirst) {
    auto const anna = agent("anna"), ben = agent("ben");
    be(anna, "available");
    wait(seconds{1});
    be(ben, "available");
    std::vector<domain::Condition> const big{
        {RuleSubject::field, "company", RuleTest::is, {"Big Customer"}},
        {RuleSubject::page, {}, RuleTest::contains, {"/orders"}}};
    rule({{}, "Key account", true, big, {}, {}, {}, ben.user});
    Fields fields{{"company", "big customer"}, {"page", "https://shop.example/orders/1"}};
    auto const chat = call(chat_start, customer("Kim"), {{}, "hello", fields, {}}).chat.id;
    EXPECT_THAT(offered(ben), ElementsAre(chat));  // anna has been idle for longer
    fields.erase("page");
    auto const other = call(chat_start, customer("Lee"), {{}, "hello", fields, {}}).chat.id;
    EXPECT_THAT(offered(anna), ElementsAre(other));
}

TEST_P(Arrivals, V12_RulesFollowTheirOrder) {
    auto const first = make_queue("First"), second = make_queue("Second");
    auto const a = rule({{}, "a", true, {}, first, {}, {}, {}});
    auto const b = rule({{}, "b", true, {}, second, {}, {}, {}});
    EXPECT_EQ(start(customer("Kim"), "x").queue, first);
    auto const wrong = [&](std::vector<RuleId> const& order) {
        return refusal([&] { call(rule_order, root(), {order}); }).path;
    };
    EXPECT_EQ(wrong({a}), "/rules");
    EXPECT_EQ(wrong({a, a}), "/rules");
    call(rule_order, root(), {{b, a}});
    EXPECT_EQ(start(customer("Lee"), "x").queue, second);
    call(rule_remove, root(), {b});
    EXPECT_EQ(start(customer("Max"), "x").queue, first);
    EXPECT_EQ(refusal([&] { call(rule_remove, root(), {b}); }).code, Code::not_found);
}

TEST_P(Arrivals, O28_AQueueThatARuleNamesCannotBeRemoved) {
    auto const returns = make_queue("Returns");
    auto const id = rule({{}, "Refunds", true, says("refund"), returns, {}, {}, {}});
    EXPECT_EQ(refusal([&] { call(queue_remove, root(), {returns}); }).code, Code::in_use);
    call(rule_remove, root(), {id});
    set_for_queue("Support", {{"overflow_queue", to_text(returns)}});
    EXPECT_EQ(refusal([&] { call(queue_remove, root(), {returns}); }).code, Code::in_use);
    set_for_queue("Support", {{"overflow_queue", ""}});
    set({{"overflow_queue", to_text(returns)}});  // where nobody goes by it, either
    EXPECT_EQ(refusal([&] { call(queue_remove, root(), {returns}); }).code, Code::in_use);
    set({{"overflow_queue", ""}});
    call(queue_remove, root(), {returns});
}

TEST_P(Arrivals, E52_AQueueOpensAndClosesByItsHours) {
    auto const anna = agent("anna");
    auto const office = hours("08:00", "18:00", {queue("Support")});
    auto const kim = customer("Kim");
    auto const seen = [&] { return call(visitor_status, Actor{}, {{}, "Support"}); };
    EXPECT_FALSE(seen().open);
    EXPECT_EQ(to_rfc3339(*seen().opens_at), "2023-11-15T08:00:00.000Z");
    EXPECT_EQ(refusal([&] { ask(kim); }).code, Code::queue_closed);
    wait(std::chrono::hours{10});
    EXPECT_TRUE(seen().open);
    EXPECT_EQ(seen().opens_at, std::nullopt);
    auto const chat = ask(kim);
    wait(std::chrono::hours{10});
    EXPECT_FALSE(seen().open);
    EXPECT_EQ(state(chat), "unanswered");  // it had waited for too long before
    // Without hours it is always open.
    call(hours_remove, root(), {office});
    EXPECT_TRUE(seen().open);
}

TEST_P(Arrivals, X35_AtTheEndOfTheHoursThoseWhoWaitAreServedOrToldSo) {
    auto const anna = agent("anna");
    hours("00:00", "22:20", {queue("Support")});
    auto const served = ask(customer("Kim"));
    wait(std::chrono::minutes{10});
    EXPECT_EQ(state(served), "queued");
    be(anna, "available");
    EXPECT_THAT(offered(anna), ElementsAre(served));
    accept(anna);
    wait(std::chrono::minutes{23 * 60 + 40});
    set({{"drain", "end"}});
    auto const ended = ask(customer("Lee"));
    wait(std::chrono::minutes{20});
    EXPECT_EQ(state(ended), "unanswered");
    EXPECT_EQ(call(chat_get, root(), {ended}).chat.end_reason, domain::EndReason::queue_closed);
}

TEST_P(Arrivals, X35_ADrainThatIsSetLaterReachesAClosedQueue) {
    auto const chat = ask(customer("Kim"));
    call(queue_set_enabled, root(), {queue("Support"), false});
    EXPECT_EQ(state(chat), "queued");
    set({{"drain", "end"}});
    EXPECT_EQ(state(chat), "unanswered");
}

TEST_P(Arrivals, V12_ARuleKeepsNobodyOut) {
    auto const empty = make_queue("Empty");
    set_for_queue("Empty", {{"require_agent", "true"}});
    rule({{}, "To the empty one", true, {}, empty, {}, {}, {}});
    EXPECT_EQ(start(customer("Kim"), "x", "Support").queue, queue("Support"));
}

TEST_P(Arrivals, V12_HoursAreAConditionToo) {
    auto const night = make_queue("Night");
    auto const day = hours("08:00", "18:00", {queue("Support")});
    rule({{},
          "Out of hours",
          true,
          {{RuleSubject::hours, {}, RuleTest::is_not, {to_text(day)}}},
          night,
          {},
          {},
          {}});
    EXPECT_EQ(start(customer("Kim"), "x", "Support").queue, night);
    wait(std::chrono::hours{11});
    EXPECT_EQ(start(customer("Lee"), "x", "Support").queue, queue("Support"));
    EXPECT_EQ(refusal([&] { call(hours_remove, root(), {day}); }).code, Code::in_use);
    // A rule that names a closed queue does not keep a customer out of an open one.
    call(queue_set_enabled, root(), {night, false});
    call(hours_save, root(), {day, "Day", "UTC", {}, {}, std::vector<QueueId>{}});
    EXPECT_EQ(start(customer("Max"), "x", "Support").queue, queue("Support"));
}

TEST_P(Arrivals, C12_AnotherQueueTakesOverAfterATime) {
    auto const anna = agent("anna"), ben = agent("ben");
    auto const second = make_queue("Second", {ben.user});
    call(queue_update, root(), {queue("Support"), {}, std::vector{anna.user}, {}});
    be(ben, "available");
    set_for_queue("Support", {{"overflow_s", "60"}, {"overflow_queue", to_text(second)}});
    auto const chat = ask(customer("Kim"));
    wait(seconds{59});
    EXPECT_EQ(state(chat), "queued");
    wait(seconds{1});
    EXPECT_THAT(offered(ben), ElementsAre(chat));
    auto const moves = routing_of(chat).moves;
    ASSERT_THAT(moves, SizeIs(1));
    EXPECT_EQ(moves[0].cause, store::MoveCause::overflow);
    EXPECT_EQ(moves[0].to, "Second");
    // N2: who gets it reads what brought it there; what comes later did not.
    auto const why = call(offer_explain, ben, {{}, chat});
    ASSERT_THAT(why.moves, SizeIs(1));
    EXPECT_THAT(why.sentence, HasSubstr("It waited too long in Support, so Second took over."));
    // It keeps the time for which it has waited, and does not go back.
    set_for_queue("Second", {{"overflow_s", "10"}, {"overflow_queue", to_text(queue("Support"))}});
    decline(ben);
    wait(seconds{30});
    auto const view = call(chat_get, root(), {chat}).chat;
    EXPECT_EQ(view.queue, second);
}

TEST_P(Arrivals, C12_OverflowWaitsForAnOfferAndForAQueueThatServes) {
    auto const anna = agent("anna"), ben = agent("ben", 2, {});
    auto const second = make_queue("Second", {ben.user});
    call(queue_set_enabled, root(), {second, false});
    set_for_queue("Support", {{"overflow_s", "20"}, {"overflow_queue", to_text(second)}});
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    auto const where = [&] { return call(chat_get, root(), {chat}).chat.queue; };
    wait(seconds{25});
    EXPECT_EQ(where(), queue("Support"));  // anna is being asked
    wait(seconds{10});
    EXPECT_EQ(where(), queue("Support"));  // nobody comes into the other one
    call(queue_set_enabled, root(), {second, true});
    wait(seconds{20});
    EXPECT_EQ(where(), queue("Support"));  // it is open, but nobody is there
    be(ben, "available");
    wait(seconds{20});
    EXPECT_EQ(where(), second);
    accept(ben);
    // A changed switch works at once, for those who wait, too.
    set_for_queue("Support", {{"overflow_s", "0"}});
    auto const other = ask(customer("Lee"));
    wait(seconds{60});
    set_for_queue("Support", {{"overflow_s", "30"}});
    wait(seconds{1});
    EXPECT_EQ(call(chat_get, root(), {other}).chat.queue, second);
}

TEST_P(Arrivals, C12_WhoHadTheCustomerLastIsAskedFirst) {
    auto const anna = agent("anna"), ben = agent("ben");
    auto const kim = customer("Kim");
    be(ben, "available");
    auto const first = ask(kim);
    accept(ben);
    end(ben, first);
    be(anna, "available");
    wait(seconds{1});
    be(ben, "offline");
    be(ben, "available");
    set({{"last_agent_h", "1"}});
    auto const again = ask(kim);
    EXPECT_THAT(offered(ben), ElementsAre(again));  // anna has been idle for longer
    accept(ben);
    end(ben, again);
    wait(std::chrono::hours{2});
    be(ben, "offline");
    be(ben, "available");
    EXPECT_THAT(offered(anna), ElementsAre(ask(kim)));
}

TEST_P(Arrivals, N2_ATrialSaysWhoWouldGetTheChatAndChangesNothing) {
    auto const anna = agent("anna"), ben = agent("ben");
    auto const returns = make_queue("Returns", {ben.user});
    be(ben, "available");
    rule({{}, "Refunds", true, says("refund"), returns, 7, {}, {}});
    rule({{}, "German", true, says("bitte"), {}, {}, {}, anna.user});
    auto const result = simulate({"Support", "Kim", {}, {}, "my refund", {}, {}, {}});
    EXPECT_EQ(result.queue, returns);
    EXPECT_EQ(result.moved_by, "Refunds");
    EXPECT_TRUE(result.open);
    EXPECT_EQ(result.priority, 7);
    ASSERT_THAT(result.rules, SizeIs(2));
    EXPECT_TRUE(result.rules[0].holds);
    EXPECT_EQ(result.rules[1].fails, 0);
    ASSERT_FALSE(result.explained.candidates.empty());
    EXPECT_EQ(result.explained.candidates[0].agent, ben.user);
    EXPECT_THAT(result.explained.sentence, HasSubstr("ben got this chat"));
    EXPECT_THAT(offered(ben), IsEmpty());
    // At another time.
    hours("08:00", "18:00", {returns});
    auto const at = [&](std::string const& text) {
        return simulate({"Returns", {}, {}, {}, {}, {}, from_rfc3339(text), {}});
    };
    EXPECT_EQ(at("2026-11-23T20:00:00.000Z").refusal, "queue_closed");
    EXPECT_TRUE(at("2026-11-23T10:00:00.000Z").open);
    EXPECT_EQ(refusal([&] { simulate({"None", {}, {}, {}, {}, {}, {}, {}}); }).path, "/queue");
    EXPECT_EQ(refusal([&] { simulate({{}, {}, {}, {}, {}, {}, {}, -1}); }).path, "/waited_s");
}

TEST_P(Arrivals, WhatIsWrongIsNamedByItsField) {
    auto const path = [&](RuleSave const& rule) {
        return refusal([&] { call(rule_save, root(), rule); }).path;
    };
    auto const returns = make_queue("Returns");
    EXPECT_EQ(path({{}, " ", true, {}, returns, {}, {}, {}}), "/name");
    EXPECT_EQ(path({{}, "a", true, {}, {}, {}, {}, {}}), "/queue");
    EXPECT_EQ(path({{}, "a", true, {}, QueueId{1}, {}, {}, {}}), "/queue");
    EXPECT_EQ(path({{}, "a", true, {}, {}, 101, {}, {}}), "/priority");
    EXPECT_EQ(path({{}, "a", true, {}, {}, {}, {}, UserId{1}}), "/agent");
    EXPECT_EQ(path({{},
                    "a",
                    true,
                    {{RuleSubject::hours, {}, RuleTest::is, {"hours_0000000000001"}}},
                    returns,
                    {},
                    {},
                    {}}),
              "/conditions/0/values/0");
    EXPECT_EQ(path({{},
                    "a",
                    true,
                    {{RuleSubject::field, "a b", RuleTest::present, {}}},
                    returns,
                    {},
                    {},
                    {}}),
              "/conditions/0/field");
    HoursSave save{{}, "Office", "Europe/Nowhere", {}, {}, {}};
    auto const wrong_hours = [&] { return refusal([&] { call(hours_save, root(), save); }).path; };
    EXPECT_EQ(wrong_hours(), "/time_zone");
    save.time_zone = "Europe/Berlin";
    save.queues = std::vector{QueueId{1}};
    EXPECT_EQ(wrong_hours(), "/queues/0");
    save.queues.reset();
    call(hours_save, root(), save);
    EXPECT_EQ(wrong_hours(), "/name");
    EXPECT_EQ(refusal([&] { set({{"overflow_queue", "queue_0000000000001"}}); }).path,
              "/set/overflow_queue");
    auto const kim = customer("Kim");
    EXPECT_EQ(refusal([&] { call(rule_list, kim, {}); }).code, Code::forbidden);
}

INSTANTIATE_TEST_SUITE_P(Engines, Arrivals, testing::Values("sqlite", "postgresql"),
                         [](auto const& it) { return it.param; });

}  // namespace
}  // namespace parley::scenarios
