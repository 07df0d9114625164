// What agents keep of a chat: codes and a note, a draft until they are saved, and corrected later
// (C23; E17 to E19, E31, E32).
#include "service/logs.hpp"

#include "conference.hpp"
#include "service/administration.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Logs : public Conference {
  protected:
    std::vector<service::LogView> logs(Actor const& who) {
        return call(service::chat_log, who, {chat}).items;
    }
    service::LogView only_log(Actor const& who) {
        auto const all = logs(who);
        if (all.size() == 1) return all.front();
        ADD_FAILURE() << who.name << " reads " << all.size() << " logs";
        return {};
    }
    std::vector<std::string> notes(Actor const& who) {
        std::vector<std::string> texts;
        for (auto const& one : logs(who)) texts.push_back(one.agent.name + ": " + one.note);
        return texts;
    }
    service::LogView keep(Actor const& who, std::optional<std::vector<CodeId>> const& codes,
                          std::optional<std::string> const& note) {
        return call(service::chat_save_log, who, {chat, codes, note, true}).log;
    }
    service::LogView save(Actor const& who, std::optional<std::vector<CodeId>> const& codes,
                          std::optional<std::string> const& note) {
        return call(service::chat_save_log, who, {chat, codes, note, {}}).log;
    }
    void submit(Actor const& who, std::optional<std::vector<CodeId>> const& codes = {},
                std::optional<std::string> const& note = {}) {
        call(service::wrap_up_submit, who, {chat, codes, note, {}, {}});
    }
    using State = store::LogState;
};

TEST_P(Logs, C23_ADraftIsKeptDuringTheChatAndItsWrapUpAndSavedWithIt) {
    set({{"wrap_up", "open"}});
    auto const topics = list_of_codes("Topics", true, true, {"Lamps", "Chairs"});
    auto const lamps = topics.codes.at(0).id, chairs = topics.codes.at(1).id;
    anna_chats();
    EXPECT_THAT(logs(anna), IsEmpty());
    EXPECT_EQ(refusal([&] { save(anna, {}, "too early"); }).path, "/draft");
    keep(anna, {{lamps}}, "Wants a call back");
    end(anna, chat);
    EXPECT_EQ(refusal([&] { save(anna, {}, "too early"); }).path, "/draft");
    EXPECT_EQ(only_log(anna).note, "Wants a call back");
    auto const before = presence(anna);
    keep(anna, {{chairs, lamps}}, {});
    EXPECT_EQ(only_log(anna).state, State::draft);
    EXPECT_EQ(only_log(anna).note, "Wants a call back");
    EXPECT_THAT(wrap_ups(anna).front().wrap_up.codes, ElementsAre(chairs, lamps));
    // It is the work that ends with it, not with its draft.
    EXPECT_EQ(label(anna), "wrap_up");
    EXPECT_EQ(presence(anna).load, before.load);
    wait(seconds{5});
    submit(anna);
    auto const log = only_log(anna);
    EXPECT_EQ(log.state, State::saved);
    EXPECT_EQ(log.agent.name, "anna");
    EXPECT_EQ(log.note, "Wants a call back");
    EXPECT_THAT(log.codes, ElementsAre(chairs, lamps));
    EXPECT_EQ(log.saved_at, now());
    EXPECT_EQ(log.edited_at, std::nullopt);
}

TEST_P(Logs, C23_ASavedLogIsEditedAndKeepsWhenItWasSaved) {
    set({{"wrap_up", "open"}});
    auto const topics = list_of_codes("Topics", true, false, {"Lamps", "Chairs"});
    auto const lamps = topics.codes.at(0).id, chairs = topics.codes.at(1).id;
    anna_chats();
    end(anna, chat);
    submit(anna, {{lamps}}, "first");
    auto const saved_at = now();
    auto const before = presence(anna);
    wait(seconds{60});
    EXPECT_EQ(save(anna, {{chairs}}, "second").note, "second");
    EXPECT_EQ(only_log(anna).saved_at, saved_at);
    EXPECT_EQ(only_log(anna).edited_at, now());
    EXPECT_THAT(only_log(anna).codes, ElementsAre(chairs));
    save(anna, {}, "");
    EXPECT_EQ(only_log(anna).note, "");
    EXPECT_THAT(only_log(anna).codes, ElementsAre(chairs));
    EXPECT_EQ(label(anna), "available");
    EXPECT_EQ(presence(anna).since, before.since);
    // The other desks of the agent are told, and nobody else ever.
    EXPECT_THAT(told(anna, "log.changed"), SizeIs(2));
    EXPECT_THAT(told(anna, "log.changed").front(), HasSubstr("\"note\":\"second\""));
    EXPECT_THAT(told(kim, "log.changed"), IsEmpty());
    EXPECT_THAT(told(ben, "log.changed"), IsEmpty());
}

TEST_P(Logs, C23_E32_RequiredCodesAreAskedForUnlessItStaysADraft) {
    set({{"wrap_up", "open"}, {"codes_max", "1"}});
    auto const topics = list_of_codes("Topics", true, true, {"Lamps", "Chairs"});
    auto const lamps = topics.codes.at(0).id, chairs = topics.codes.at(1).id;
    anna_chats();
    end(anna, chat);
    submit(anna, {{lamps}});
    EXPECT_EQ(refusal([&] { save(anna, {std::vector<CodeId>{}}, {}); }).path, "/codes");
    EXPECT_EQ(refusal([&] { save(anna, {{lamps, chairs}}, {}); }).path, "/codes");
    EXPECT_EQ(refusal([&] { keep(anna, {{CodeId{1}}}, {}); }).path, "/codes");
    auto const long_note = std::string(static_cast<std::size_t>(limits_.agent_text_max) + 1, 'x');
    EXPECT_EQ(refusal([&] { save(anna, {}, long_note); }).path, "/note");
    EXPECT_THAT(only_log(anna).codes, ElementsAre(lamps));
    keep(anna, {std::vector<CodeId>{}}, "to be looked up");
    EXPECT_EQ(only_log(anna).state, State::draft);
    EXPECT_EQ(refusal([&] { save(anna, {}, {}); }).path, "/codes");
    EXPECT_EQ(save(anna, {{chairs}}, {}).state, State::saved);
}

TEST_P(Logs, C23_S21_AWrapUpThatRunsOutSavesWhatThereIs) {
    set({{"wrap_up", "timed"}, {"wrap_up_s", "60"}, {"wrap_up_hold", "false"}});
    anna_chats();
    end(anna, chat);
    keep(anna, {}, "half a sen");
    wait(seconds{60});
    EXPECT_THAT(wrap_ups(anna), IsEmpty());
    EXPECT_EQ(only_log(anna).state, State::saved);
    EXPECT_EQ(only_log(anna).note, "half a sen");
}

TEST_P(Logs, C23_S21_WithARequiredCodeMissingItStaysADraft) {
    set({{"wrap_up", "timed"}, {"wrap_up_s", "60"}, {"wrap_up_hold", "false"}});
    list_of_codes("Topics", true, true, {"Lamps"});
    anna_chats();
    end(anna, chat);
    wait(seconds{60});
    EXPECT_THAT(wrap_ups(anna), IsEmpty());
    EXPECT_EQ(only_log(anna).state, State::draft);
}

TEST_P(Logs, C23_WithoutAWrapUpOneIsWrittenAfterTheChat) {
    set({{"wrap_up", "off"}});
    auto const topics = list_of_codes("Topics", true, true, {"Lamps"});
    auto const lamps = topics.codes.at(0).id;
    anna_chats();
    call(service::chat_set_codes, anna, {chat, {lamps}});
    EXPECT_EQ(only_log(anna).state, State::draft);
    end(anna, chat);
    EXPECT_EQ(save(anna, {}, "sold").state, State::saved);
    EXPECT_THAT(only_log(anna).codes, ElementsAre(lamps));
    EXPECT_EQ(only_log(anna).edited_at, std::nullopt);
}

TEST_P(Logs, C23_GuestsAndFormerOwnersHaveLogsOfTheirOwn) {
    set({{"wrap_up", "open"}});
    anna_chats();
    auto const cleo = agent("cleo", 1, {"Sales"});
    be(cleo, "available");
    invite(anna, ben);
    accept(ben);
    leave(ben);
    submit(ben, {}, "looked at the lamp");
    be(ben, "offline");
    transfer(anna, queue("Sales"), {});
    accept(cleo);
    submit(anna, {}, "could not help");
    // As long as the chat goes on nothing in it is final.
    EXPECT_EQ(refusal([&] { save(ben, {}, "more"); }).path, "/draft");
    end(cleo, chat);
    submit(cleo, {}, "sold a new one");
    save(ben, {}, "it was the bulb");
    save(anna, {}, "handed it on");
    EXPECT_THAT(notes(anna), ElementsAre("anna: handed it on"));
    EXPECT_THAT(notes(ben), ElementsAre("ben: it was the bulb"));
    EXPECT_THAT(notes(cleo), ElementsAre("cleo: sold a new one"));
    // Who sees all chats reads all of them.
    auto const all = testing::UnorderedElementsAre("anna: handed it on", "ben: it was the bulb",
                                                   "cleo: sold a new one");
    EXPECT_THAT(notes(manager("mona")), all);
    EXPECT_THAT(notes(auditor("otto")), all);
}

TEST_P(Logs, C23_CodesAreThoseOfTheQueueInWhichOneWorked) {
    set({{"wrap_up", "off"}});
    service::CodeListSave list{{},   "Topics", store::CodePurpose::wrap_up, queue("Support"),
                               true, true,     {{{}, "Lamps", {}}}};
    auto const lamps = call(service::code_list_save, root(), list).list;
    anna_chats();
    transfer(anna, queue("Sales"), {});
    accept(ben);
    end(ben, chat);
    EXPECT_THAT(call(service::chat_log, anna, {chat}).lists, ElementsAre(lamps.id));
    EXPECT_THAT(call(service::chat_log, ben, {chat}).lists, IsEmpty());
    EXPECT_EQ(refusal([&] { save(anna, {}, "x"); }).path, "/codes");
    EXPECT_EQ(save(anna, {{lamps.codes.front().id}}, {}).state, State::saved);
    EXPECT_EQ(refusal([&] { save(ben, {{lamps.codes.front().id}}, {}); }).path, "/codes");
    EXPECT_EQ(save(ben, {}, "x").state, State::saved);
}

TEST_P(Logs, C23_WhoHadNoPartFindsNothing) {
    set({{"wrap_up", "off"}});
    anna_chats();
    end(anna, chat);
    save(anna, {}, "between us");
    EXPECT_EQ(refusal([&] { logs(ben); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { keep(ben, {}, "mine"); }).code, Code::not_found);
    // Who watches reads, and writes nothing.
    auto const mona = manager("mona");
    EXPECT_EQ(refusal([&] { keep(mona, {}, "mine"); }).code, Code::forbidden);
    EXPECT_THAT(call(service::chat_log, mona, {chat}).lists, IsEmpty());
    call(service::user_update, root(),
         {mona.user, {}, {}, {}, {}, {}, std::vector{queue("Sales")}, {}});
    EXPECT_EQ(refusal([&] { logs(again(mona)); }).code, Code::not_found);
}

INSTANTIATE_TEST_SUITE_P(Engines, Logs, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
