// Whatever goes wrong at whichever step of handing a chat on, of a conference, or of what managers
// decide: the chat has one owner or stands in one queue, nobody's load is wrong, and in the end
// somebody serves it (P6, P7, P9; C13 to C16, C20). Every step meets every fault, before it and
// after it.
#include "../sim/counts.hpp"
#include "service/customer_link.hpp"
#include "service/nodes.hpp"
#include "service/sessions.hpp"
#include "service/word.hpp"
#include "steering.hpp"

namespace parley::scenarios {
namespace {

class HandingFaults : public Steering {
  protected:
    using Act = std::function<void()>;
    struct Fault {
        std::string name;
        Act happens;
    };

    void SetUp() override {
        Steering::SetUp();
        if (IsSkipped()) return;
        counts_.emplace(*connection_);
        set({{"one_speaker", "true"},
             {"wrap_up", "timed"},
             {"wrap_up_s", "5"},
             {"customer_absent_s", "5"},
             {"customer_lost_s", "10"}});
        mona();
    }

    /// Anna, the owner, has Kim's chat; Ben, the other, is there with room for one.
    void begin() {
        ++case_;
        connection_->run([](store::Tx& tx) { service::join_node(tx); });
        auto const number = std::to_string(case_);
        anna = agent("anna" + number, 3);
        be(anna, "available");
        kim = customer("Kim");
        chat = ask(kim);
        accept(anna);
        ben = agent("ben" + number, 1, {"Sales"});
        be(ben, "available");
        sign_in(ben);
    }

    std::vector<Fault> faults() {
        auto const lost = [this](Actor const& who) { return [&] { disconnect(who); }; };
        auto const back = [this](Actor const& who) {
            return [&] {
                disconnect(who);
                pass(seconds{5});
                connect(who);
            };
        };
        auto const bury = [this] {
            connection_->run([](store::Tx& tx) { service::bury_all(tx); });
        };
        return {
            {"nothing", [] {}},
            {"the customer leaves", [this] { end_if_open(kim, chat); }},
            {"the customer's connection is gone",
             [this] {
                 connection_->run([&](store::Tx& tx) { service::customer_left(tx, kim.visitor); });
             }},
            {"the owner's connection is lost for good", lost(anna)},
            {"the owner's connection is back in time", back(anna)},
            {"the other's connection is lost for good", lost(ben)},
            {"the other's connection is back in time", back(ben)},
            {"the other signs out",
             [this] {
                 if (is_signed_in(ben)) sign_out(ben);
                 disconnect(ben);
             }},
            {"the other is full", [this] { fill(); }},
            {"the other is no agent any more", [this] { retire(ben); }},
            {"the owner is no agent any more", [this] { retire(anna); }},
            {"a manager signs the other out", [this] { sign_out_by_manager(ben); }},
            {"a manager signs the owner out", [this] { sign_out_by_manager(anna); }},
            {"the node dies and all come back",
             [this, bury] {
                 bury();
                 pass(seconds{5});
                 connection_->run([](store::Tx& tx) { service::join_node(tx); });
                 connect(anna);
                 connect(ben);
                 connection_->run([&](store::Tx& tx) { service::customer_came(tx, kim.visitor); });
             }},
            {"the node dies and nobody comes back", bury},
        };
    }

    /// `before` leads up to the step, which is `act`.
    void meets_every_fault(Act const& before, Act const& act) {
        if (IsSkipped()) return;
        auto const all = faults().size();
        for (std::size_t i = 0; i < all; ++i) {
            for (bool const first : {true, false}) {
                begin();
                before();
                auto const fault = faults()[i];
                SCOPED_TRACE(fault.name + (first ? ", then the step" : " after the step"));
                if (first) fault.happens();
                holds("at first");
                try {
                    act();
                } catch (Refused const& why) {
                    EXPECT_TRUE(first && i > 0) << code_word(why.code) << ' ' << why.detail;
                }
                holds("after the step");
                if (!first) fault.happens();
                holds("after the fault");
                pass(seconds{45});  // offers and grace are over
                holds("later");
                somebody_serves_it();
                if (HasFailure()) return;
            }
        }
    }

    void holds(std::string const& when) { EXPECT_EQ(counts_->broken_rule(), "") << when; }

    /// Where it goes on, an agent who is there has it, or gets it now.
    void somebody_serves_it() {
        auto const helper = agent("helper" + std::to_string(case_), 3, {"Support", "Sales"});
        be(helper, "available");
        for (auto const& who : {helper, anna, ben}) {
            for (int most = 3; most > 0 && !offered(who).empty(); --most) accept_first(who);
        }
        auto const now = connection_->run([&](store::Tx& tx) { return tx.chats.get(chat); });
        EXPECT_TRUE(domain::is_over(now.state) || now.state == domain::ChatState::active)
            << "it waits: " << word(now.state);
        if (now.state == domain::ChatState::active) {
            auto const owner =
                connection_->run([&](store::Tx& tx) { return tx.agents.get(*now.agent); });
            EXPECT_TRUE(owner.connected) << "its owner is gone";
            auto const seen = view(mona(), chat);
            EXPECT_FALSE(seen.asked);
            EXPECT_TRUE(seen.speaker) << "nobody has the word (N6)";
        }
        holds("in the end");
        end_if_open(kim, chat);
        if (filler_) end_if_open(*filler_, filled_);
        filler_.reset();
        pass(seconds{10});  // wrap-ups are over
        for (auto const& who : {anna, ben, helper}) {
            EXPECT_EQ(presence(who).load, 0) << who.name;
            be(who, "offline");
            disconnect(who);
        }
        pass(seconds{25});
        holds("when all have gone home");
    }

    void accept_first(Actor const& who) {
        auto const offers = call(service::offer_list, who, {}).items;
        if (offers.empty()) throw Refused{Code::offer_gone};
        call(service::chat_accept, who, {offers.front().id});
    }
    void end_if_open(Actor const& who, ChatId id) {
        auto const now = state(id);
        if (now != "closed" && now != "unanswered") end(who, id);
    }
    /// A manager may have ended the only session.
    bool is_signed_in(Actor const& who) {
        return connection_->run(
            [&](store::Tx& tx) { return !tx.people.sessions_oldest_first(who.user).empty(); });
    }
    /// Another customer's chat takes Ben's place, if he has one left.
    void fill() {
        filler_ = customer("Lee");
        filled_ = ask(*filler_, "Sales");
        for (auto const& one : call(service::offer_list, ben, {}).items) {
            if (one.chat == filled_) call(service::chat_accept, ben, {one.id});
        }
    }
    void retire(Actor const& who) {
        service::UserUpdate update{who.user, {}, {}, {}, {}, {}, {}};
        update.active = false;
        call(service::user_update, root(), update);
    }
    /// Moves the clock, in larger steps than wait().
    void pass(seconds span) {
        constexpr seconds step{5};
        for (; span.count() > 0; span -= step) {
            clock_.advance(step);
            while (connection_->run_due_timers(hooks_)) {
            }
        }
    }

    // Steps.
    Act const nothing_yet = [] {};
    Act const ask_ben = [this] { transfer(anna, {}, ben.user); };
    Act const cancel_transfer = [this] { call(service::chat_cancel_transfer, anna, {chat}); };
    Act const invite_ben = [this] { invite(anna, ben); };
    Act const cancel_invitation = [this] { call(service::conference_cancel, anna, {chat}); };
    Act const ben_accepts = [this] { accept_first(ben); };
    Act const ben_declines = [this] {
        auto const offers = call(service::offer_list, ben, {}).items;
        if (offers.empty()) throw Refused{Code::offer_gone};
        call(service::chat_decline, ben, {offers.front().id, {}});
    };
    Act const ben_is_guest = [this] {
        invite(anna, ben);
        accept(ben);
    };
    Act const give_word = [this] { call(service::chat_give_word, anna, {chat, ben.user}); };
    Act const ben_has_the_word = [this] {
        ben_is_guest();
        give_word();
    };
    Act const transfer_to_sales = [this] { transfer(anna, queue("Sales"), {}); };
    Act const give_to_ben = [this] { assign(ben); };
    Act const take_back = [this] { requeue(); };
    Act const take_to_sales = [this] { requeue("Sales"); };
    /// The chat waits: Anna is not the one who is to have it.
    Act const it_waits = [this] {
        be(anna, "away");
        requeue();
    };
    Act const it_is_offered_to_anna = [this] {
        requeue();
        pass(seconds{60});
    };

    std::optional<sim::Counts> counts_;
    int case_ = 0;
    std::optional<Actor> filler_;
    ChatId filled_;
};

// --- handing on ----------------------------------------------------------------------------------

TEST_P(HandingFaults, C13_TransferToAQueue) { meets_every_fault(nothing_yet, transfer_to_sales); }
TEST_P(HandingFaults, C13_TransferToAQueueOutOfAConference) {
    meets_every_fault(ben_is_guest, transfer_to_sales);
}
TEST_P(HandingFaults, C14_AColleagueIsAsked) { meets_every_fault(nothing_yet, ask_ben); }
TEST_P(HandingFaults, C14_TheColleagueAccepts) { meets_every_fault(ask_ben, ben_accepts); }
TEST_P(HandingFaults, C14_TheColleagueDeclines) { meets_every_fault(ask_ben, ben_declines); }
TEST_P(HandingFaults, C14_TheSenderThinksBetterOfIt) {
    meets_every_fault(ask_ben, cancel_transfer);
}

// --- conference ----------------------------------------------------------------------------------

TEST_P(HandingFaults, C15_AColleagueIsInvited) { meets_every_fault(nothing_yet, invite_ben); }
TEST_P(HandingFaults, C15_TheGuestComes) { meets_every_fault(invite_ben, ben_accepts); }
TEST_P(HandingFaults, C15_TheInvitationIsTakenBack) {
    meets_every_fault(invite_ben, cancel_invitation);
}
TEST_P(HandingFaults, C16_TheGuestLeaves) {
    meets_every_fault(ben_is_guest, [&] { leave(ben); });
}
TEST_P(HandingFaults, C16_TheConferenceEnds) {
    meets_every_fault(ben_is_guest, [&] { end_conference(anna); });
}
TEST_P(HandingFaults, W28_TheGuestGetsTheChat) {
    meets_every_fault(ben_is_guest, [&] { hand_over(anna, ben); });
}

// --- one speaker at a time -----------------------------------------------------------------------

TEST_P(HandingFaults, N6_TheGuestGetsTheWord) { meets_every_fault(ben_is_guest, give_word); }
TEST_P(HandingFaults, N6_TheOwnerTakesTheWord) {
    meets_every_fault(ben_has_the_word, [&] { call(service::chat_take_word, anna, {chat}); });
}
TEST_P(HandingFaults, N6_WhoHasTheWordLeaves) {
    meets_every_fault(ben_has_the_word, [&] { leave(ben); });
}
TEST_P(HandingFaults, N6_TheChatGoesOnWithoutWhoHasTheWord) {
    meets_every_fault(ben_has_the_word, transfer_to_sales);
}
TEST_P(HandingFaults, N6_WhoHasTheWordGetsTheChat) {
    meets_every_fault(ben_has_the_word, [&] { hand_over(anna, ben); });
}

// --- what managers decide ------------------------------------------------------------------------

TEST_P(HandingFaults, C7_AWaitingChatIsGivenAway) { meets_every_fault(it_waits, give_to_ben); }
TEST_P(HandingFaults, C7_AnOfferedChatIsGivenAway) {
    meets_every_fault(it_is_offered_to_anna, give_to_ben);
}
TEST_P(HandingFaults, C7_AnAgentsChatIsGivenAway) { meets_every_fault(nothing_yet, give_to_ben); }
TEST_P(HandingFaults, C7_AChatIsGivenToWhoIsAskedForIt) { meets_every_fault(ask_ben, give_to_ben); }
TEST_P(HandingFaults, C7_AChatIsGivenToAGuest) { meets_every_fault(ben_is_guest, give_to_ben); }
TEST_P(HandingFaults, C13_AChatIsTakenBackIntoItsQueue) {
    meets_every_fault(nothing_yet, take_back);
}
TEST_P(HandingFaults, C13_AChatIsTakenBackWhileAColleagueIsInvited) {
    meets_every_fault(invite_ben, take_to_sales);
}
TEST_P(HandingFaults, C13_AConferenceIsTakenBackIntoAnotherQueue) {
    meets_every_fault(ben_is_guest, take_to_sales);
}
TEST_P(HandingFaults, C17_AManagerEndsIt) {
    meets_every_fault(ask_ben, [&] { end_it(); });
}
TEST_P(HandingFaults, E49_TheOwnerIsSignedOut) {
    meets_every_fault(ben_is_guest, [&] { sign_out_by_manager(anna); });
}
TEST_P(HandingFaults, E49_WhoIsAskedIsSignedOut) {
    meets_every_fault(ask_ben, [&] { sign_out_by_manager(ben); });
}

INSTANTIATE_TEST_SUITE_P(Engines, HandingFaults, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
