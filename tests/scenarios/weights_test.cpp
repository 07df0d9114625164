// Chats that take less or more than one of an agent's places, by their queue (C13).
#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/routing_operations.hpp"

namespace parley::scenarios {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
using namespace service;

class Weights : public Desk {
  protected:
    void weigh(std::string const& queue, std::string const& weight) {
        set_for_queue(queue, {{"weight", weight}});
    }
    std::int64_t used(Actor const& who) { return presence(who).used; }
    ChatId accept_next(Actor const& who) {
        auto const first = call(offer_list, who, {}).items.front();
        return call(chat_accept, who, {first.id}).chat.id;
    }
};

TEST_P(Weights, C13_TwoEasyChatsCountAsOne) {
    weigh("Support", "50");
    auto const anna = agent("anna", 1);
    be(anna, "available");
    for (auto const* name : {"Kim", "Lee", "Max"}) ask(customer(name));
    EXPECT_THAT(offered(anna), SizeIs(2));
    auto const first = accept_next(anna);
    EXPECT_EQ(used(anna), 100);  // with the one that is still offered
    accept_next(anna);
    EXPECT_EQ(label(anna), "at_capacity");
    EXPECT_THAT(offered(anna), IsEmpty());
    end(anna, first);
    EXPECT_THAT(offered(anna), SizeIs(1));
}

TEST_P(Weights, C13_AHeavyChatTakesTwoPlacesOfThree) {
    weigh("Support", "200");
    auto const anna = agent("anna", 3, {"Support", "Sales"});
    be(anna, "available");
    auto const heavy = ask(customer("Kim"));
    accept(anna);
    auto const second = ask(customer("Lee"));
    EXPECT_THAT(offered(anna), IsEmpty());  // one place is left
    auto const mona = manager("mona");
    auto const why = call(offer_explain, mona, {{}, second});
    ASSERT_THAT(why.candidates, SizeIs(1));
    EXPECT_EQ(why.candidates[0].standing, domain::Standing::at_capacity);
    EXPECT_EQ(why.candidates[0].used, 200);
    ask(customer("Max"), "Sales");
    EXPECT_THAT(offered(anna), SizeIs(1));  // of its own queue, and it fits
    accept(anna);
    EXPECT_EQ(used(anna), 300);
    end(anna, heavy);
    EXPECT_EQ(offered(anna), std::vector{second});
}

TEST_P(Weights, C13_WhoHasNothingElseMayHaveOneHoweverMuchItTakes) {
    weigh("Support", "300");
    auto const anna = agent("anna", 2, {"Support", "Sales"});
    be(anna, "available");
    auto const heavy = ask(customer("Kim"));
    accept(anna);
    EXPECT_EQ(used(anna), 300);
    ask(customer("Lee"), "Sales");
    EXPECT_THAT(offered(anna), IsEmpty());
    end(anna, heavy);
    EXPECT_EQ(used(anna), 100);
}

TEST_P(Weights, C13_AChatKeepsItsWeightToTheEndOfItsWrapUp) {
    set({{"wrap_up", "open"}});
    weigh("Support", "50");
    auto const anna = agent("anna", 2);
    be(anna, "available");
    ask(customer("Kim"));
    auto const chat = accept(anna);
    weigh("Support", "150");
    EXPECT_EQ(used(anna), 50);
    end(anna, chat);
    EXPECT_EQ(used(anna), 50);
    call(wrap_up_submit, anna, {chat, {}, {}, {}, {}});
    EXPECT_EQ(used(anna), 0);
}

TEST_P(Weights, C13_PlacesComeFreeHoweverAChatIsLost) {
    weigh("Support", "50");
    auto const anna = agent("anna", 1);
    be(anna, "available");
    for (auto const* name : {"Kim", "Lee"}) ask(customer(name));
    accept_next(anna);
    decline(anna);
    EXPECT_EQ(used(anna), 50);
    disconnect(anna);
    wait(seconds{120});
    EXPECT_EQ(used(anna), 0);
}

TEST_P(Weights, C13_WhoTakesAChatByHandNeedsRoomForIt) {
    set_for_queue("Support", {{"routing", "pull"}, {"weight", "200"}});
    auto const anna = agent("anna", 2, {"Support", "Sales"});
    be(anna, "available");
    ask(customer("Kim"), "Sales");
    accept(anna);
    auto const heavy = ask(customer("Lee"));
    auto const refused = refusal([&] { call(chat_take, anna, {heavy}); });
    EXPECT_EQ(refused.code, Code::at_capacity);
}

INSTANTIATE_TEST_SUITE_P(Engines, Weights, testing::Values("sqlite", "postgresql"),
                         [](auto const& engine) { return engine.param; });

}  // namespace
}  // namespace parley::scenarios
