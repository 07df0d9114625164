// A chat that comes back to whom it is being wrapped up by (S18): the wrap-up's place is free then.
#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/handing.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

// Anna, who has two places, wraps up what Ben has now; each of these gives it back to her.
class ComesBack : public Desk {
  protected:
    void ben_chats() {
        set({{"wrap_up", "open"}, {"offer_s", "0"}});
        anna = agent("anna", 2, {"Support", "Sales"});
        ben = agent("ben", 1, {"Sales"});
        be(anna, "available");
        chat = ask(customer("Kim"));
        accept(anna);
        be(ben, "available");
        call(service::chat_transfer, anna, {chat, queue("Sales"), {}, {}});
        accept(ben);
        ASSERT_THAT(wrap_ups(anna), SizeIs(1));
    }
    Actor anna, ben;
    ChatId chat;
};

TEST_P(ComesBack, S18_WhoIsAskedForWhatTheyWrapUpHasAPlaceForTheNextChatAtOnce) {
    ben_chats();
    call(service::chat_transfer, ben, {chat, {}, anna.user, {}});
    auto const next = ask(customer("Max"));
    EXPECT_EQ(state(next), "queued");
    EXPECT_EQ(accept(anna), chat);
    EXPECT_THAT(offered(anna), ElementsAre(next));
}

TEST_P(ComesBack, S18_WhoAcceptsWhatTheyWrapUpHasAPlaceForTheNextChatAtOnce) {
    ben_chats();
    set({{"exclude_s", "1"}});
    wait(seconds{2});
    disconnect(ben);
    wait(seconds{61});
    EXPECT_THAT(offered(anna), ElementsAre(chat));
    auto const next = ask(customer("Max"));
    EXPECT_EQ(state(next), "queued");
    EXPECT_EQ(accept(anna), chat);
    EXPECT_THAT(offered(anna), ElementsAre(next));
}

TEST_P(ComesBack, S18_WhoIsGivenWhatTheyWrapUpHasAPlaceForTheNextChatAtOnce) {
    ben_chats();
    set_for_queue("Sales", {{"routing", "assign"}});
    set({{"exclude_s", "1"}});
    be(anna, "away");
    disconnect(ben);
    wait(seconds{61});
    EXPECT_EQ(state(chat), "queued");
    auto const next = ask(customer("Max"));
    be(anna, "available");
    EXPECT_EQ(state(chat), "active");
    EXPECT_THAT(offered(anna), ElementsAre(next));
}

INSTANTIATE_TEST_SUITE_P(Engines, ComesBack, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
