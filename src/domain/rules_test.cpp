// Rules for chats that come in: what a condition says, and whose word counts.
#include "domain/rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace parley::domain {
namespace {

Arrival arrival() {
    Arrival chat;
    chat.name = "Ida Lund";
    chat.email = "Ida@Big-Customer.example";
    chat.page = "https://shop.example/checkout/pay";
    chat.text = "My STRAẞE refund is missing";
    chat.fields = {{"topic", "Returns"}};
    chat.queue = "queue_a";
    chat.hours = {"hours_a", "hours_b"};
    return chat;
}

bool holds_for(RuleSubject subject, RuleTest test, std::vector<std::string> values,
               std::optional<std::string> field = {}) {
    return holds({subject, std::move(field), test, std::move(values)}, arrival());
}

Rule rule(std::int64_t id, std::vector<Condition> conditions) {
    return {RuleId{id}, "", true, std::move(conditions), {}, {}, {}, {}};
}

TEST(Rules, CompareWithoutRegardToCase) {
    using enum RuleSubject;
    using enum RuleTest;
    EXPECT_TRUE(holds_for(email, ends_with, {"@big-customer.example"}));
    EXPECT_TRUE(holds_for(name, is, {"nobody", "IDA LUND"}));
    EXPECT_FALSE(holds_for(name, is, {"Ida"}));
    EXPECT_TRUE(holds_for(name, is_not, {"Ida"}));
    EXPECT_FALSE(holds_for(name, is_not, {"Ida", "ida lund"}));
    EXPECT_TRUE(holds_for(page, contains, {"/checkout"}));
    EXPECT_TRUE(holds_for(page, starts_with, {"HTTPS://shop.example/"}));
    EXPECT_FALSE(holds_for(page, starts_with, {"shop.example"}));
    EXPECT_TRUE(holds_for(text, contains, {"strasse refund"}));
    EXPECT_FALSE(holds_for(text, contains_not, {"other", "refund"}));
    EXPECT_TRUE(holds_for(field, is, {"returns"}, "topic"));
    EXPECT_TRUE(holds_for(field, present, {}, "topic"));
    EXPECT_TRUE(holds_for(field, absent, {}, "order"));
    EXPECT_FALSE(holds_for(field, contains, {"a"}, "order"));
    EXPECT_TRUE(holds_for(queue, is, {"queue_b", "queue_a"}));
    EXPECT_TRUE(holds_for(hours, is, {"hours_b"}));
    EXPECT_FALSE(holds_for(hours, is_not, {"hours_b"}));
    EXPECT_TRUE(holds_for(hours, is_not, {"hours_c"}));
}

TEST(Rules, HoldWhereAllConditionsDo) {
    Condition const refund{RuleSubject::text, {}, RuleTest::contains, {"refund"}};
    Condition const chess{RuleSubject::text, {}, RuleTest::contains, {"chess"}};
    EXPECT_FALSE(first_that_fails(rule(1, {}), arrival()));
    EXPECT_FALSE(first_that_fails(rule(1, {refund, refund}), arrival()));
    EXPECT_EQ(first_that_fails(rule(1, {refund, chess, chess}), arrival()), 1);
}

TEST(Rules, TheUpperOneCounts) {
    std::vector rules{rule(1, {}), rule(2, {}), rule(3, {}), rule(4, {})};
    rules[0].enabled = false;
    rules[0].queue = QueueId{9};
    rules[1].priority = 0;
    rules[2].priority = 50;
    rules[2].queue = QueueId{7};
    rules[3].queue = QueueId{8};
    rules[3].needs = "1:5";
    rules[3].agent = UserId{3};
    auto const decided = decide(rules, arrival());
    EXPECT_EQ(decided.queue, QueueId{7});
    EXPECT_EQ(decided.queue_by, RuleId{3});
    EXPECT_EQ(decided.priority, 0);  // said by the second
    EXPECT_EQ(decided.needs, "1:5");
    EXPECT_EQ(decided.agent, UserId{3});
    EXPECT_THAT(decided.applied, testing::ElementsAre(RuleId{2}, RuleId{3}, RuleId{4}));
}

TEST(Rules, AreRefusedWithTheField) {
    using enum RuleSubject;
    using enum RuleTest;
    auto const field_of = [](Condition const& one) { return wrong(one).value().field; };
    EXPECT_FALSE(wrong({name, {}, is, {"x"}}));
    EXPECT_FALSE(wrong({RuleSubject::field, "topic", absent, {}}));
    EXPECT_EQ(field_of({RuleSubject::field, {}, is, {"x"}}), "field");
    EXPECT_EQ(field_of({name, "topic", is, {"x"}}), "field");
    EXPECT_EQ(field_of({hours, {}, contains, {"x"}}), "test");
    EXPECT_EQ(field_of({name, {}, present, {"x"}}), "values");
    EXPECT_EQ(field_of({name, {}, is, {}}), "values");
    EXPECT_EQ(field_of({name, {}, is, std::vector<std::string>(51, "x")}), "values");
    EXPECT_EQ(field_of({name, {}, is, {"x", ""}}), "values/1");
    EXPECT_EQ(field_of({name, {}, is, {std::string(501, 'x')}}), "values/0");
}

/// A test and its opposite never agree.
RC_GTEST_PROP(Rules, NotIsTheOpposite, ()) {
    auto const text = rc::gen::container<std::string>(rc::gen::elementOf(std::string{"abAB "}));
    auto chat = arrival();
    chat.text = *text;
    auto const values = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(text));
    auto const fits = [&](RuleTest test) {
        return holds({RuleSubject::text, {}, test, values}, chat);
    };
    RC_ASSERT(fits(RuleTest::is) != fits(RuleTest::is_not));
    RC_ASSERT(fits(RuleTest::contains) != fits(RuleTest::contains_not));
    if (fits(RuleTest::is)) RC_ASSERT(fits(RuleTest::contains));
    if (fits(RuleTest::starts_with)) RC_ASSERT(fits(RuleTest::contains));
}

}  // namespace
}  // namespace parley::domain
