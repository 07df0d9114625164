// Who gets which chat, and why (behaviour.md 6.1, C12, N2, P8).
#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/routing_operations.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace service;

class Routing : public Desk {
  protected:
    SkillId skill(std::string const& key) {
        return call(skill_save, root(), {{}, key, key}).skill.id;
    }
    void can(Actor const& who, std::vector<AgentSkill> const& skills) {
        call(agent_set_skills, root(), {who.user, skills});
    }
    QueueId queue(std::string const& name = "Support") {
        for (auto const& one : call(queue_list, root(), {}).items) {
            if (one.name == name) return one.id;
        }
        return {};
    }
    void needs(std::vector<SkillNeed> const& skills) {
        call(queue_set_skills, root(), {queue(), skills});
    }
    void wish(ChatSetRouting const& wish) { call(chat_set_routing, mona(), wish); }
    Actor const& root() {
        if (!root_) root_ = administrator("root");
        return *root_;
    }
    Actor const& mona() {
        if (!mona_) mona_ = manager("mona");
        return *mona_;
    }

  private:
    std::optional<Actor> root_;
    std::optional<Actor> mona_;
};

TEST_P(Routing, C12_AChatGoesToWhoHasTheSkill) {
    auto const german = skill("german");
    auto const anna = agent("anna"), ben = agent("ben");
    be(anna, "available");
    wait(seconds{1});
    be(ben, "available");
    can(ben, {{german, 5}});
    needs({{german, 4, {}}});
    auto const chat = ask(customer("Kim"));
    EXPECT_THAT(offered(ben), ElementsAre(chat));  // anna has been idle for longer
    auto const other = ask(customer("Lee"));
    EXPECT_EQ(state(other), "queued");
    can(anna, {{german, 4}});
    EXPECT_THAT(offered(anna), ElementsAre(other));
}

TEST_P(Routing, C12_ANeedRelaxesByTimeAlone) {
    auto const german = skill("german");
    auto const anna = agent("anna"), ben = agent("ben");
    can(anna, {{german, 3}});
    be(anna, "available");
    be(ben, "available");
    needs({{german, 8, std::vector<domain::Relaxation>{{20, 3}, {60, 0}}}});
    auto const first = ask(customer("Kim"));
    auto const second = ask(customer("Lee"));
    wait(seconds{19});
    EXPECT_EQ(state(first), "queued");
    wait(seconds{1});
    EXPECT_THAT(offered(anna), ElementsAre(first));
    accept(anna);
    wait(seconds{39});
    EXPECT_EQ(state(second), "queued");
    wait(seconds{1});
    EXPECT_THAT(offered(ben), ElementsAre(second));
}

TEST_P(Routing, C12_WhoNeedsASkillThatNobodyHasHoldsUpNobody) {
    auto const german = skill("german"), billing = skill("billing");
    auto const anna = agent("anna", 50);
    can(anna, {{german, 1}});
    be(anna, "available");
    std::vector<ChatId> stuck;
    needs({{billing, 1, {}}});
    for (int i = 0; i < 40; ++i) stuck.push_back(ask(customer("Kim" + std::to_string(i))));
    auto const served = ask(customer("Lee"));
    EXPECT_EQ(state(served), "queued");
    wish({served,
          {},
          std::vector<SkillNeed>{{billing, 1, std::vector<domain::Relaxation>{{5, 0}}}},
          {}});
    wait(seconds{5});
    EXPECT_THAT(offered(anna), ElementsAre(served));
    call(skill_remove, root(), {billing});
    EXPECT_EQ(offered(anna).size(), 41u);
}

TEST_P(Routing, C12_P8_HigherPriorityComesFirstThenWhoWaitsLongest) {
    auto const anna = agent("anna");
    auto const first = ask(customer("Kim"));
    wait(seconds{1});
    auto const second = ask(customer("Lee"));
    wait(seconds{1});
    auto const kim = customer("Max");
    auto const urgent = ask(kim);
    EXPECT_EQ(call(chat_get, kim, {urgent}).chat.position, 3);
    wish({urgent, 10, {}, {}});
    EXPECT_EQ(call(chat_get, kim, {urgent}).chat.position, 1);
    std::vector<ChatId> order;
    be(anna, "available");
    for (int i = 0; i < 3; ++i) {
        order.push_back(offered(anna).at(0));
        accept(anna);
        end(anna, order.back());
    }
    EXPECT_THAT(order, ElementsAre(urgent, first, second));
}

TEST_P(Routing, P8_APlaceGoesToTheChatThatIsFirstOverAllQueuesOfTheAgent) {
    auto const anna = agent("anna", 1, {"Support", "Sales"});
    auto const sales = ask(customer("Kim"), "Sales");
    wait(seconds{1});
    auto const support = ask(customer("Lee"), "Support");
    be(anna, "available");
    EXPECT_THAT(offered(anna), ElementsAre(sales));
    accept(anna);
    end(anna, sales);
    EXPECT_THAT(offered(anna), ElementsAre(support));
}

TEST_P(Routing, C12_TheAgentWhoIsWantedIsAskedFirst) {
    auto const anna = agent("anna"), ben = agent("ben", 2);
    auto const chat = ask(customer("Kim"));
    wish({chat, {}, {}, to_text(ben.user)});
    be(anna, "away");
    be(ben, "available");
    auto const other = ask(customer("Lee"));
    EXPECT_THAT(offered(ben), ElementsAre(chat, other));
    for (auto const& offer : call(offer_list, ben, {}).items)
        call(chat_decline, ben, {offer.id, {}});
    wish({chat, {}, {}, to_text(ben.user)});
    be(anna, "available");  // he has just declined it: she is asked
    EXPECT_THAT(offered(anna), ElementsAre(chat));
}

TEST_P(Routing, N2_AnOfferSaysWhyItCame) {
    auto const german = skill("german");
    auto const anna = agent("anna"), ben = agent("ben"), cid = agent("cid"), dora = agent("dora");
    needs({{german, 3, {}}});
    for (auto const& one : {anna, ben}) can(one, {{german, 3}});
    can(cid, {{german, 2}});
    be(anna, "available");
    be(cid, "available");
    wait(seconds{120});
    be(ben, "available");
    auto const chat = ask(customer("Kim"));
    ASSERT_THAT(offered(anna), ElementsAre(chat));
    auto const offer = call(offer_list, anna, {}).items.at(0).id;
    auto const why = call(offer_explain, anna, {offer, {}});
    ASSERT_EQ(why.candidates.size(), 4u);
    EXPECT_EQ(why.candidates[0].agent, anna.user);
    EXPECT_EQ(why.candidates[0].standing, domain::Standing::chosen);
    EXPECT_EQ(why.candidates[1].standing, domain::Standing::idle_shorter);
    EXPECT_EQ(why.candidates[2].standing, domain::Standing::level_too_low);
    EXPECT_EQ(why.candidates[2].skill->label, "german");
    EXPECT_EQ(why.candidates[3].standing, domain::Standing::offline);
    EXPECT_EQ(why.sentence,
              "You got this chat because they had been idle longest (2 min) of the 2 who could "
              "take it; ben was idle for a shorter time (0 s), cid has german at level 2 of 3, "
              "dora was offline.");
    EXPECT_THAT(call(offer_explain, mona(), {{}, chat}).sentence, HasSubstr("anna got this chat"));
    // What has become of the agents since does not change it.
    be(ben, "away");
    EXPECT_EQ(call(offer_explain, anna, {offer, {}}).sentence, why.sentence);
}

TEST_P(Routing, N2_AWaitingChatSaysWhyNobodyGetsIt) {
    auto const anna = agent("anna");
    auto const chat = ask(customer("Kim"));
    auto const why = call(offer_explain, mona(), {{}, chat});
    EXPECT_FALSE(why.offer);
    EXPECT_EQ(why.sentence, "Nobody can take this chat now; anna was offline.");
    EXPECT_EQ(refusal([&] { call(offer_explain, anna, {{}, chat}); }).code, Code::not_found);
}

TEST_P(Routing, N2_TheReasonsOfAHundredMembersTakeLittleRoom) {
    auto const anna = agent("anna");
    for (int i = 0; i < 100; ++i) agent("agent" + std::to_string(i));
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    auto const why = call(offer_explain, anna, {{}, chat});
    EXPECT_EQ(why.candidates.size(), 13u);
    ASSERT_EQ(why.rest.size(), 1u);
    EXPECT_EQ(why.rest[0].standing, domain::Standing::offline);
    EXPECT_EQ(why.rest[0].count, 88);
}

TEST_P(Routing, N2_AgentsAskAboutTheirOwnOffersOnly) {
    auto const anna = agent("anna"), ben = agent("ben");
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    auto const offer = call(offer_list, anna, {}).items.at(0).id;
    EXPECT_EQ(refusal([&] { call(offer_explain, ben, {offer, {}}); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { call(offer_explain, ben, {{}, chat}); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { call(offer_explain, ben, {}); }).path, "/offer");
}

TEST_P(Routing, C12_OnlyAdministratorsSayWhoHasWhichSkills) {
    auto const anna = agent("anna");
    auto const german = skill("german");
    for (auto const& who : {anna, mona()}) {
        EXPECT_EQ(refusal([&] { call(skill_save, who, {{}, "x", "X"}); }).code, Code::forbidden);
        EXPECT_EQ(refusal([&] { call(skill_remove, who, {german}); }).code, Code::forbidden);
        EXPECT_EQ(refusal([&] { call(agent_set_skills, who, {anna.user, {}}); }).code,
                  Code::forbidden);
        EXPECT_EQ(refusal([&] { call(queue_set_skills, who, {queue(), {}}); }).code,
                  Code::forbidden);
    }
    auto const chat = ask(customer("Kim"));
    EXPECT_EQ(refusal([&] { call(chat_set_routing, anna, {chat, 1, {}, {}}); }).code,
              Code::forbidden);
}

TEST_P(Routing, C12_WhatIsWrongWithSkillsIsSaidByField) {
    auto const german = skill("german");
    auto const anna = agent("anna");
    auto const path = [&](auto operation, auto const& who, auto const& params) {
        return refusal([&] { call(operation, who, params); }).path;
    };
    EXPECT_EQ(path(skill_save, root(), SkillSave{{}, "german", "again"}), "/key");
    EXPECT_EQ(path(skill_save, root(), SkillSave{{}, "no spaces", "x"}), "/key");
    EXPECT_EQ(path(skill_save, root(), SkillSave{{}, "french", " "}), "/label");
    EXPECT_EQ(path(agent_set_skills, root(), AgentSetSkills{anna.user, {{german, 0}}}),
              "/skills/0/level");
    EXPECT_EQ(path(agent_set_skills, root(), AgentSetSkills{anna.user, {{german, 1}, {german, 2}}}),
              "/skills/1/skill");
    EXPECT_EQ(path(agent_set_skills, root(), AgentSetSkills{anna.user, {{SkillId{5}, 1}}}),
              "/skills/0/skill");
    EXPECT_EQ(path(queue_set_skills, root(),
                   QueueSetSkills{queue(), {{german, 3, std::vector<domain::Relaxation>{{9, 3}}}}}),
              "/skills/0/relaxations/0/level");
    auto const chat = ask(customer("Kim"));
    EXPECT_EQ(path(chat_set_routing, mona(), ChatSetRouting{chat, 101, {}, {}}), "/priority");
    EXPECT_EQ(path(chat_set_routing, mona(), ChatSetRouting{chat, {}, {}, "usr_x"}), "/agent");
}

TEST_P(Routing, C12_SkillsAreListedRenamedAndRemoved) {
    auto const german = skill("german");
    auto const anna = agent("anna");
    can(anna, {{german, 7}});
    needs({{german, 2, {}}});
    call(skill_save, root(), {german, "de", "Deutsch"});
    auto const all = call(skill_list, anna, {}).items;
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].label, "Deutsch");
    EXPECT_EQ(call(agent_skills, mona(), {}).items.at(0).skills.at(0).level, 7);
    EXPECT_EQ(call(queue_skills, mona(), {}).items.at(0).skills.at(0).level, 2);
    call(skill_remove, root(), {german});
    EXPECT_THAT(call(skill_list, anna, {}).items, IsEmpty());
    EXPECT_THAT(call(agent_skills, mona(), {}).items, IsEmpty());
    EXPECT_THAT(call(queue_skills, mona(), {}).items, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Engines, Routing, testing::Values("sqlite", "postgresql"),
                         [](auto const& engine) { return engine.param; });

}  // namespace
}  // namespace parley::scenarios
