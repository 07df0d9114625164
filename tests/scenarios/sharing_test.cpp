// The customer shows an agent the screen (E24): asked for or of their own accord, ended by whom it
// may, and never seen by who has no part in the chat.
#include "service/sharing.hpp"

#include "supervision.hpp"

namespace parley::scenarios {
namespace {

using service::SharingOutcome;
using service::SharingState;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Sharing : public Supervision {
  protected:
    void begin() {
        set({{"desktop_sharing", "true"}});
        anna_chats();
    }
    SharingId ask_for(Actor const& who) {
        return call(service::sharing_ask, who, {chat}).sharing.id;
    }
    SharingId show(std::optional<SharingId> id = {}) {
        return call(service::sharing_start, kim, {chat, id}).sharing.id;
    }
    service::SharingEnded stop(Actor const& who, SharingId id, bool failed = false) {
        return call(service::sharing_end, who, {chat, id, failed});
    }
    void signal(Actor const& who, SharingId id, std::string const& text = "v=0") {
        call(service::sharing_signal, who, {chat, id, service::SignalKind::offer, {text}});
    }
    /// Who sees it and how it is, as somebody reads it; empty where there is none.
    std::string shown(Actor const& who) {
        auto const it = view(who, chat).sharing;
        return it ? it->agent.name + " " + std::string{word(it->state)} : "";
    }
    std::string last_told(Actor const& who) {
        auto const all = told(who, "sharing.changed");
        return all.empty() ? "" : all.back();
    }
};

TEST_P(Sharing, E24_AskedForAgreedToAndEnded) {
    begin();
    EXPECT_TRUE(view(kim, chat).sharing_open);
    EXPECT_EQ(shown(kim), "");
    auto const id = ask_for(anna);
    EXPECT_EQ(ask_for(anna), id) << "again: the same one";
    EXPECT_EQ(shown(kim), "anna asked");
    EXPECT_EQ(shown(anna), "anna asked");
    EXPECT_EQ(refusal([&] { signal(kim, id); }).code, Code::not_found) << "nothing is shown yet";
    EXPECT_EQ(show(id), id);
    EXPECT_EQ(shown(anna), "anna running");
    EXPECT_THAT(lines(anna, chat), Contains("Kim shows the screen."));
    signal(kim, id);
    signal(anna, id);
    EXPECT_EQ(refusal([&] { show(); }).code, Code::conflict);
    auto const over = stop(kim, id).sharing;
    EXPECT_EQ(over->state, SharingState::over);
    EXPECT_EQ(over->outcome, SharingOutcome::done);
    EXPECT_THAT(lines(kim, chat), Contains("Kim has ended the showing of the screen."));
    EXPECT_EQ(shown(anna), "");
    EXPECT_THAT(last_told(anna), HasSubstr(R"("outcome":"done")"));
    EXPECT_FALSE(stop(anna, id).sharing) << "over already";
    EXPECT_EQ(refusal([&] { signal(kim, id); }).code, Code::not_found);
}

TEST_P(Sharing, E24_DeclinedWithdrawnAndFailed) {
    begin();
    EXPECT_EQ(stop(kim, ask_for(anna)).sharing->outcome, SharingOutcome::declined);
    auto const withdrawn = ask_for(anna);
    EXPECT_EQ(stop(anna, withdrawn, true).sharing->outcome, SharingOutcome::withdrawn)
        << "what has not begun cannot fail";
    EXPECT_EQ(refusal([&] { show(withdrawn); }).code, Code::not_found);
    EXPECT_THAT(lines(anna, chat), Not(Contains(HasSubstr("screen"))))
        << "nobody has seen anything";
    auto const id = show();  // of the customer's own accord
    EXPECT_EQ(shown(anna), "anna running");
    EXPECT_EQ(stop(anna, id, true).sharing->outcome, SharingOutcome::failed);
    EXPECT_THAT(lines(anna, chat), Contains("The screen is not shown any more."));
}

TEST_P(Sharing, E24_ItEndsWithTheChatAndWithItsAgent) {
    begin();
    show();
    transfer(anna, {}, ben.user);
    EXPECT_EQ(shown(anna), "anna running") << "asking a colleague changes nothing";
    accept(ben);
    EXPECT_EQ(shown(ben), "");
    EXPECT_THAT(last_told(kim), HasSubstr(R"("outcome":"gone")"));
    EXPECT_EQ(refusal([&] { ask_for(anna); }).code, Code::not_found);
    auto const id = ask_for(ben);
    end(ben, chat);
    EXPECT_FALSE(view(kim, chat).sharing);
    EXPECT_FALSE(view(kim, chat).sharing_open);
    EXPECT_EQ(refusal([&] { show(id); }).code, Code::chat_ended);
    EXPECT_EQ(refusal([&] { ask_for(ben); }).code, Code::chat_ended);
    EXPECT_THAT(last_told(kim), HasSubstr(R"("outcome":"gone")"));
}

TEST_P(Sharing, E24_GuestsMayAskAndTakeItWithThem) {
    set({{"desktop_sharing", "true"}});
    ben_joins();
    auto const id = ask_for(ben);
    EXPECT_EQ(refusal([&] { show(); }).code, Code::conflict) << "not to whom they do not mean";
    auto const refused = refusal([&] { ask_for(anna); });
    EXPECT_EQ(refused.code, Code::conflict);
    EXPECT_EQ(refused.detail, "ben has asked for the screen already");
    show(id);
    EXPECT_EQ(shown(anna), "ben running");
    EXPECT_EQ(refusal([&] { signal(anna, id); }).code, Code::forbidden);
    leave(ben);
    EXPECT_EQ(shown(anna), "");
    auto const again = show();
    EXPECT_EQ(shown(anna), "anna running");
    stop(anna, again);
    EXPECT_THAT(told(ben, "sharing.changed"), SizeIs(3)) << "a guest no more, told no more";
}

TEST_P(Sharing, E24_NobodyElseHasAPartInIt) {
    begin();
    auto const mona = manager("mona");
    watch(mona);
    auto const id = show();
    EXPECT_EQ(shown(mona), "anna running");
    EXPECT_THAT(told(mona, "sharing.changed"), Not(IsEmpty()));
    EXPECT_EQ(refusal([&] { ask_for(mona); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { signal(mona, id); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { stop(mona, id); }).code, Code::forbidden);
    auto const lee = customer("Lee");
    EXPECT_EQ(refusal([&] { signal(lee, id); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { signal(kim, id, std::string(13'000, 'x')); }).path, "/data");
}

TEST_P(Sharing, E24_OnlyWhereTheQueueHasIt) {
    anna_chats();
    EXPECT_FALSE(view(kim, chat).sharing_open);
    EXPECT_EQ(refusal([&] { ask_for(anna); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { show(); }).code, Code::forbidden);
    apply("push_desk");
    EXPECT_TRUE(view(anna, chat).sharing_open);
}

TEST_P(Sharing, ATickMoreOnceItIsThere) {
    anna_chats();
    say(anna, "one");
    auto const last = view(anna, chat).seq;
    EXPECT_LT(view(anna, chat).delivered.customer, last);
    auto const mark = [&](Actor const& who, std::int64_t seq) {
        return call(service::chat_mark_delivered, who, {chat, seq}).delivered;
    };
    EXPECT_EQ(mark(kim, last + 5).customer, last) << "never beyond what was said";
    EXPECT_EQ(view(anna, chat).delivered.customer, last);
    EXPECT_LT(view(anna, chat).read.customer, last);
    EXPECT_EQ(mark(kim, 1).customer, last) << "never back";
    EXPECT_THAT(told(anna, "message.delivered"), SizeIs(1));
    say(kim, "two");
    call(service::chat_mark_read, anna, {chat, last + 1});
    EXPECT_EQ(view(kim, chat).delivered.agent, last + 1) << "what was read is there";
    mark(anna, last + 1);
    EXPECT_THAT(told(kim, "message.delivered"), SizeIs(1));
    EXPECT_EQ(refusal([&] { mark(customer("Lee"), 1); }).code, Code::not_found);
}

INSTANTIATE_TEST_SUITE_P(Engines, Sharing, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
