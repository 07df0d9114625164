// Answers that are prepared: who has which, in which order, and what becomes of them (C17; W17,
// W18).
#include "service/canned.hpp"

#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/administration.hpp"

namespace parley::scenarios {
namespace {

using store::CannedLanguage;
using store::CannedScope;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Canned : public Desk {
  protected:
    service::CannedView make(Actor const& who, CannedScope scope, std::string const& code,
                             std::optional<TeamId> team = {},
                             CannedLanguage language = CannedLanguage::any) {
        service::CannedCreate const wanted{scope,    team,    std::vector<std::string>{"Orders"},
                                           code,     "Title", "Hello {{customer.first_name|there}}",
                                           language, {}};
        return call(service::canned_create, who, wanted).canned;
    }
    std::vector<std::string> codes(Actor const& who, bool shared = false) {
        std::vector<std::string> all;
        for (auto const& one : call(service::canned_list, who, {shared, {}, {}}).items) {
            all.push_back(one.code);
        }
        return all;
    }
    service::CannedUpdate change(service::CannedView const& of) {
        return {of.id, of.version, {}, {}, {}, {}, {}, {}, {}};
    }
};

TEST_P(Canned, W17_TheAdministratorDefinesThemAndEveryAgentHasThem) {
    auto const anna = agent("anna"), ben = agent("ben");
    make(root(), CannedScope::all, "refund");
    EXPECT_THAT(codes(anna), ElementsAre("refund"));
    EXPECT_THAT(codes(ben), ElementsAre("refund"));
    EXPECT_EQ(refusal([&] { make(anna, CannedScope::all, "mine"); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { codes(anna, true); }).code, Code::forbidden);
    auto const mona = manager("mona");
    make(mona, CannedScope::all, "return");
    EXPECT_THAT(codes(mona, true), ElementsAre("refund", "return"));
    EXPECT_THAT(codes(auditor("otto"), true), ElementsAre("refund", "return"));
}

TEST_P(Canned, C17_OwnOnesAreNobodyElses) {
    auto const anna = agent("anna"), ben = agent("ben");
    auto const mine = make(anna, CannedScope::personal, "mine");
    EXPECT_THAT(codes(anna), ElementsAre("mine"));
    EXPECT_THAT(codes(ben), IsEmpty());
    EXPECT_THAT(codes(root(), true), IsEmpty()) << "not even the administrator's";
    for (auto const& other : {ben, root()}) {
        EXPECT_EQ(refusal([&] { call(service::canned_get, other, {mine.id}); }).code,
                  Code::not_found);
        EXPECT_EQ(refusal([&] { call(service::canned_update, other, change(mine)); }).code,
                  Code::not_found);
        EXPECT_EQ(refusal([&] { call(service::canned_delete, other, {mine.id, {}}); }).code,
                  Code::not_found);
    }
    auto shared = change(mine);
    shared.scope = CannedScope::all;
    EXPECT_EQ(refusal([&] { call(service::canned_update, anna, shared); }).code, Code::forbidden);
    auto newer = change(mine);
    newer.text = "Bye";
    EXPECT_EQ(call(service::canned_update, anna, newer).canned.text, "Bye");
    call(service::canned_delete, anna, {mine.id, {}});
    EXPECT_THAT(codes(anna), IsEmpty());
}

TEST_P(Canned, C17_ATeamsAreForItsMembersAndGoWithThem) {
    auto const anna = agent("anna"), ben = agent("ben");
    auto const night = team("Night", {anna.user});
    auto const made = make(root(), CannedScope::team, "night", night);
    EXPECT_EQ(made.team_name, "Night");
    EXPECT_THAT(codes(anna), ElementsAre("night"));
    EXPECT_THAT(codes(ben), IsEmpty());
    EXPECT_EQ(refusal([&] { call(service::canned_used, ben, {made.id}); }).code, Code::not_found);
    call(service::team_save, root(), {night, "Night", std::vector<UserId>{ben.user}});
    EXPECT_THAT(codes(anna), IsEmpty());
    EXPECT_THAT(codes(ben), ElementsAre("night"));
    auto const kept = refusal([&] { call(service::team_remove, root(), {night}); });
    EXPECT_EQ(kept.code, Code::in_use) << "what was prepared is not lost with it";
    auto for_all = change(made);
    for_all.scope = CannedScope::all;
    call(service::canned_update, root(), for_all);
    EXPECT_THAT(codes(anna), ElementsAre("night"));
    call(service::team_remove, root(), {night});
}

TEST_P(Canned, C17_WhatSomebodyUsesMostIsCountedForThemAlone) {
    auto const anna = agent("anna"), ben = agent("ben");
    auto const refund = make(root(), CannedScope::all, "refund");
    make(root(), CannedScope::all, "return");
    for (int i = 0; i < 3; ++i) call(service::canned_used, anna, {refund.id});
    auto const uses = [&](Actor const& who) {
        std::vector<std::int64_t> all;
        for (auto const& one : call(service::canned_list, who, {}).items) all.push_back(one.uses);
        return all;
    };
    EXPECT_THAT(uses(anna), ElementsAre(3, 0));
    EXPECT_THAT(uses(ben), ElementsAre(0, 0));
    call(service::canned_delete, root(), {refund.id, {}});
    EXPECT_THAT(uses(anna), ElementsAre(0)) << "the uses go with it";
}

TEST_P(Canned, W17_WhoIsLimitedDefinesThoseOfTheTeamsWithinReach) {
    auto const anna = agent("anna"), cora = agent("cora", 1, {"Sales"});
    auto const day = team("Day", {anna.user});
    auto const night = team("Night", {cora.user});
    auto mona = manager("mona");
    service::UserUpdate update{mona.user, {}, {}, {}, {}, {}, {}};
    update.reach = std::vector{queue("Support")};
    call(service::user_update, root(), update);
    mona = again(mona);
    auto const theirs = make(root(), CannedScope::team, "night", night);
    make(root(), CannedScope::all, "all");
    make(mona, CannedScope::team, "day", day);
    EXPECT_EQ(refusal([&] { make(mona, CannedScope::all, "mine"); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { make(mona, CannedScope::team, "mine", night); }).path, "/team");
    EXPECT_THAT(codes(mona, true), ElementsAre("all", "day"));
    EXPECT_EQ(refusal([&] { call(service::canned_delete, mona, {theirs.id, {}}); }).code,
              Code::not_found);
}

TEST_P(Canned, P17_AnotherOrganizationsAreNotThere) {
    auto const made = make(root(), CannedScope::all, "refund");
    auto stranger = root();
    stranger.organization = ids_.make<OrganizationId>();
    stranger.user = ids_.make<UserId>();
    EXPECT_THAT(codes(stranger, true), IsEmpty());
    EXPECT_EQ(refusal([&] { call(service::canned_get, stranger, {made.id}); }).code,
              Code::not_found);
}

TEST_P(Canned, W18_WhatIsSentIsWhatTheAgentMadeOfIt) {
    auto const anna = agent("anna"), kim = customer("kim");
    auto const made = make(root(), CannedScope::all, "refund");
    be(anna, "available");
    auto const chat = ask(kim);
    accept(anna);
    call(service::canned_used, anna, {made.id});
    call(service::message_post, anna,
         {chat, "00000000-0000-4000-8000-000000000001", "Hello Kim, it is on its way"});
    EXPECT_EQ(lines(kim, chat).back(), "Hello Kim, it is on its way");
    call(service::canned_delete, root(), {made.id, {}});
    EXPECT_EQ(lines(kim, chat).back(), "Hello Kim, it is on its way");
}

INSTANTIATE_TEST_SUITE_P(Engines, Canned, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
