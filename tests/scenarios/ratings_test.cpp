// How it was: what customers say of a chat once it is over (C10; fA24).
#include "service/ratings.hpp"

#include "supervision.hpp"

namespace parley::scenarios {
namespace {

using testing::SizeIs;

class Ratings : public Supervision {
  protected:
    service::ChatView rate(Actor const& who, std::int64_t score,
                           std::optional<std::string> comment = {}) {
        return call(service::chat_rate, who, {chat, score, comment}).chat;
    }
    Refused refused(std::int64_t score, std::optional<std::string> comment = {}) {
        return refusal([&] { rate(kim, score, comment); });
    }
    service::ChatView seen_by(Actor const& who) { return view(who, chat); }
};

TEST_P(Ratings, C10_ACustomerSaysOnceHowItWas) {
    anna_chats();
    EXPECT_EQ(seen_by(kim).rating_asked, std::optional{true});
    EXPECT_FALSE(seen_by(anna).rating_asked) << "agents are not asked";
    end(anna, chat);
    auto const rated = rate(kim, 4, "  quick and kind ");
    EXPECT_FALSE(rated.rating_asked);
    ASSERT_TRUE(rated.rating);
    EXPECT_EQ(rated.rating->score, 4);
    EXPECT_EQ(rated.rating->comment, std::optional<std::string>{"quick and kind"});
    EXPECT_EQ(rated.rating->at, now());
    EXPECT_THAT(told(anna, "chat.rated"), SizeIs(1));
    EXPECT_THAT(told(kim, "chat.rated"), SizeIs(1)) << "on the customer's other pages";
    EXPECT_EQ(seen_by(anna).rating->score, 4);
    EXPECT_EQ(seen_by(root()).rating->score, 4);
}

TEST_P(Ratings, C10_fA24_TheSameAgainChangesNothingAndAnotherIsRefused) {
    anna_chats();
    end(kim, chat);
    rate(kim, 2);
    wait(seconds{5});
    EXPECT_NE(rate(kim, 2).rating->at, now());
    EXPECT_EQ(refused(5).code, Code::conflict);
    EXPECT_EQ(refused(2, "and slow").code, Code::conflict);
    EXPECT_EQ(seen_by(anna).rating->score, 2);
    EXPECT_THAT(told(anna, "chat.rated"), SizeIs(1));
}

TEST_P(Ratings, C10_AChatIsRatedOnceItIsOverByItsCustomer) {
    anna_chats();
    EXPECT_EQ(refused(3).code, Code::conflict);
    end(anna, chat);
    EXPECT_EQ(refused(0).path, "/score");
    EXPECT_EQ(refused(6).path, "/score");
    EXPECT_EQ(refused(3, std::string(6'000, 'x')).path, "/comment");
    auto const lea = customer("Lea");
    EXPECT_EQ(refusal([&] { rate(lea, 1); }).code, Code::not_found);
    EXPECT_FALSE(seen_by(anna).rating);
}

TEST_P(Ratings, C10_WhoWasAnsweredByNobodyIsNotAsked) {
    kim = customer("Kim");
    agent("anna");
    chat = ask(kim);
    EXPECT_EQ(refused(3).code, Code::chat_not_active);
    end(kim, chat);
    EXPECT_FALSE(seen_by(kim).rating_asked);
    EXPECT_EQ(refused(3).code, Code::chat_not_active);
}

TEST_P(Ratings, C10_IsASwitch) {
    set({{"rating", "false"}});
    anna_chats();
    EXPECT_FALSE(seen_by(kim).rating_asked);
    end(anna, chat);
    EXPECT_EQ(refused(5).code, Code::forbidden);
}

INSTANTIATE_TEST_SUITE_P(Engines, Ratings, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
