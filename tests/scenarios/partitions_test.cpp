// Partitions: parts of an organization with their own queues and switches (A34, A35, W46).
#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/administration.hpp"
#include "service/arrival_operations.hpp"

namespace parley::scenarios {
namespace {

using domain::Scope;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Partitions : public Desk {
  protected:
    QueueId new_queue(std::string const& name, PartitionId partition,
                      std::vector<UserId> const& members = {}) {
        return call(service::queue_create, root(), {name, members, {}, partition}).queue.id;
    }
    void move(std::string const& name, PartitionId partition) {
        call(service::queue_update, root(), {queue(name), {}, {}, {}, partition});
    }
    std::vector<service::PartitionView> all() {
        return call(service::partition_list, root(), {}).items;
    }
    std::vector<std::string> shown_to(std::optional<std::string> const& partition) {
        std::vector<std::string> names;
        auto const status = call(service::visitor_status, Actor{}, {{}, {}, partition});
        for (auto const& one : status.queues) names.push_back(one.name);
        return names;
    }
    std::string in_queue(Actor const& customer, std::optional<std::string> const& asked = {}) {
        return call(service::chat_start, customer, {asked, std::string{"hello"}, {}, {}})
            .chat.queue_name;
    }
    std::string refused(auto work) {
        auto const why = refusal(work);
        return std::string{code_word(why.code)} + " " + why.path;
    }
};

TEST_P(Partitions, CustomersComeIntoTheQueuesOfTheirOwnAlone) {
    auto const shop = partition("Shop");
    new_queue("Returns", shop);
    EXPECT_THAT(shown_to("Shop"), ElementsAre("Returns"));
    EXPECT_THAT(shown_to({}), ElementsAre("Support", "Sales"));
    EXPECT_THAT(shown_to("main"), ElementsAre("Support", "Sales"));
    EXPECT_EQ(refused([&] { shown_to("Bank"); }), "invalid /partition");
    EXPECT_EQ(refused([&] { customer("Eve", "Bank"); }), "invalid /partition");
    EXPECT_EQ(in_queue(customer("Kim", "Shop")), "Returns");
    EXPECT_EQ(in_queue(customer("Lee", to_text(shop)), "Returns"), "Returns");
    EXPECT_EQ(in_queue(customer("Max")), "Support");
    EXPECT_EQ(refused([&] { ask(customer("Noa", "Shop"), "Support"); }), "invalid /queue");
    EXPECT_EQ(refused([&] { ask(customer("Oda"), "Returns"); }), "invalid /queue");
    // Who is signed in sees what is theirs without saying so.
    auto const kim = customer("Kim", "Shop");
    auto const own = call(service::visitor_status, kim, {});
    ASSERT_THAT(own.queues, SizeIs(1));
    EXPECT_EQ(own.queues[0].name, "Returns");
}

TEST_P(Partitions, WhereNoQueueIsNobodyComesIn) {
    partition("Shop");
    EXPECT_THAT(shown_to("Shop"), IsEmpty());
    EXPECT_FALSE(call(service::visitor_status, Actor{}, {{}, {}, "Shop"}).open);
    EXPECT_EQ(refused([&] { in_queue(customer("Kim", "Shop")); }), "queue_closed ");
}

TEST_P(Partitions, C12_NeitherARuleNorTheOverflowLeadsOutOfOne) {
    auto const ben = agent("ben");
    auto const returns = new_queue("Returns", partition("Shop"), {ben.user});
    be(ben, "available");
    service::RuleSave rule{{}, "All to returns", true, {}, returns, 20, {}, {}};
    call(service::rule_save, root(), rule);
    rule.name = "And else to sales";
    rule.queue = queue("Sales");
    call(service::rule_save, root(), rule);
    EXPECT_EQ(in_queue(customer("Kim")), "Sales");
    EXPECT_EQ(in_queue(customer("Lee", "Shop")), "Returns");
    auto const tried = [&](std::optional<std::string> const& queue,
                           std::optional<std::string> const& partition) {
        service::RoutingSimulate one{};
        one.queue = queue;
        one.partition = partition;
        return call(service::routing_simulate, root(), one).queue_name;
    };
    EXPECT_EQ(tried({}, {}), "Sales");
    EXPECT_EQ(tried({}, "Shop"), "Returns");
    EXPECT_EQ(tried("Returns", {}), "Returns");
    EXPECT_EQ(refused([&] { tried("Returns", "main"); }), "invalid /queue");
    // The overflow of a queue is another one of its partition.
    ask(customer("Max"), "Sales");
    set_for_queue("Sales", {{"overflow_s", "10"}, {"overflow_queue", to_text(returns)}});
    end(ben, accept(ben));
    wait(seconds{30});
    EXPECT_THAT(offered(ben), IsEmpty());
    move("Returns", all().front().id);
    wait(seconds{10});
    EXPECT_THAT(offered(ben), SizeIs(1));
}

TEST_P(Partitions, W46_AQueueThatIsMovedInheritsFromItsNewOne) {
    auto const shop = partition("Shop");
    auto const anna = agent("anna", {});
    be(anna, "available");
    set_at(Scope::partition, to_text(shop), {{"offer_s", "45"}, {"routing", "pull"}});
    set_for_queue("Sales", {{"offer_s", "50"}});
    auto const kim = customer("Kim");
    EXPECT_EQ(policy("Support", anna).offer_s, 30);
    move("Support", shop);
    move("Sales", shop);
    EXPECT_EQ(policy("Support", anna).offer_s, 45);
    EXPECT_EQ(policy("Sales", anna).offer_s, 50);
    auto const chat = ask(customer("Lee", "Shop"));
    EXPECT_THAT(offered(anna), IsEmpty());
    EXPECT_EQ(all().at(1).queues.size(), 2u);
    // What waits in it is given out as the new partition says; it stays although its customer's
    // partition is another one.
    move("Support", all().front().id);
    EXPECT_THAT(offered(anna), ElementsAre(chat));
    EXPECT_EQ(in_queue(kim), "Support");
    for (auto const& one : call(service::queue_list, root(), {}).items) {
        EXPECT_EQ(one.partition, one.name == "Sales" ? shop : all().front().id);
    }
}

TEST_P(Partitions, OneIsRemovedOnceNoQueueIsInIt) {
    auto const main = all().front().id;
    auto const shop = partition("Shop");
    auto const kim = customer("Kim", "Shop");
    auto const why = refusal([&] { call(service::partition_remove, root(), {main}); });
    EXPECT_EQ(why.code, Code::in_use);
    EXPECT_EQ(why.path, "/partition");
    EXPECT_EQ(why.detail, "these queues are in it: Support, Sales");
    set_at(Scope::partition, to_text(shop), {{"offer_s", "45"}});
    call(service::partition_remove, root(), {shop});
    EXPECT_THAT(all(), SizeIs(1));
    EXPECT_EQ(refused([&] { customer("Lee", "Shop"); }), "invalid /partition");
    EXPECT_EQ(refused([&] { new_queue("Returns", shop); }), "invalid /partition");
    EXPECT_EQ(in_queue(kim), "Support") << "its customers belong to the first one";
    auto const changes = call(service::settings_history, root(), {}).items;
    EXPECT_EQ(changes.at(0).place, "Shop [" + to_rfc3339(now()).substr(0, 10) + "]");
    // Its name is free, and comes without what it had set.
    auto const again = partition("Shop");
    auto const offers = call(service::settings_get, root(), {Scope::partition, to_text(again)});
    for (auto const& one : offers.switches) EXPECT_FALSE(one.from) << one.name;
    call(service::partition_remove, root(), {again});
    EXPECT_EQ(refused([&] { call(service::partition_remove, root(), {main}); }),
              "last_one /partition");
    auto const next = partition("Bank");
    for (auto const* name : {"Support", "Sales"}) move(name, next);
    call(service::partition_remove, root(), {main});
    EXPECT_EQ(in_queue(customer("Max")), "Support") << "the first one is another now";
    EXPECT_EQ(all().front().name, "Bank");
}

TEST_P(Partitions, WhatCannotBeIsRefusedWithItsField) {
    auto const shop = partition("Shop");
    EXPECT_EQ(refused([&] { partition("Shop"); }), "conflict /name");
    EXPECT_EQ(refused([&] { partition(""); }), "invalid /name");
    EXPECT_EQ(refused([&] { call(service::partition_save, root(), {shop, "main"}); }),
              "conflict /name");
    call(service::partition_save, root(), {shop, "Store"});
    EXPECT_EQ(all().at(1).name, "Store");
    EXPECT_EQ(refused([&] { new_queue("Returns", PartitionId{7}); }), "invalid /partition");
    EXPECT_EQ(refused([&] { move("Support", PartitionId{7}); }), "invalid /partition");
    for (auto const& who : {agent("anna"), manager("mona")}) {
        EXPECT_EQ(refused([&] { call(service::partition_list, who, {}); }), "forbidden ");
        EXPECT_EQ(refused([&] { call(service::partition_save, who, {{}, "x"}); }), "forbidden ");
        EXPECT_EQ(refused([&] { call(service::partition_remove, who, {shop}); }), "forbidden ");
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, Partitions, testing::Values("sqlite", "postgresql"),
                         [](auto const& tested) { return tested.param; });

}  // namespace
}  // namespace parley::scenarios
