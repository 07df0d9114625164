#include "client/load_engine.hpp"

#include <gmock/gmock.h>

namespace parley::client {
namespace {

/// A server that does what the test tells it to.
class FakeTarget : public LoadTarget {
  public:
    void connect_pairs(LoadListener&, int, std::function<void()>) override {}
    void connect_idle(LoadListener&, int, int, std::function<void()>) override {}
    int connected() const override { return 0; }
    void post(LoadMark mark) override { posted.push_back(mark); }
    void clean_up(std::function<void()>) override {}

    std::vector<LoadMark> posted;
};

class Engine : public testing::Test {
  protected:
    Engine() {
        options_.pairs = 1;
        options_.window = 2;
    }
    LoadEngine make() {
        return {loop_, target_, options_, report_, [this](std::string why) { failure_ = why; }};
    }
    static LoadMark from_customer(std::uint32_t number) { return {Side::customer, 0, number}; }
    std::size_t posts_of_customer() const {
        return static_cast<std::size_t>(
            std::ranges::count(target_.posted, Side::customer, &LoadMark::from));
    }

    Loop loop_;
    FakeTarget target_;
    LoadOptions options_;
    LoadReport report_;
    std::string failure_;
};

TEST_F(Engine, AMessageIsUnderWayUntilItIsAcknowledgedAndDelivered) {
    auto engine = make();
    engine.begin();
    EXPECT_EQ(posts_of_customer(), 2u);
    engine.acknowledged(from_customer(0));
    EXPECT_EQ(posts_of_customer(), 2u);
    engine.delivered(from_customer(0));
    EXPECT_EQ(posts_of_customer(), 3u);
    engine.delivered(from_customer(1));
    EXPECT_EQ(posts_of_customer(), 3u);
    engine.acknowledged(from_customer(1));
    EXPECT_EQ(posts_of_customer(), 4u);
    EXPECT_EQ(engine.unanswered(), 4u);  // two of each side
}

TEST_F(Engine, CountsWhatWasLostDoubledOrOutOfOrder) {
    options_.window = 4;
    auto engine = make();
    engine.begin();
    engine.measure(true);
    engine.delivered(from_customer(1));
    EXPECT_EQ(report_.too_early, 1u);
    engine.delivered(from_customer(0));
    engine.delivered(from_customer(0));
    engine.delivered(from_customer(1));
    EXPECT_EQ(report_.twice, 2u);
    EXPECT_EQ(report_.delivered, 2u);
    for (std::uint32_t i = 0; i < 4; ++i) engine.acknowledged(from_customer(i));
    EXPECT_EQ(engine.missing(), 2u);
    engine.delivered(from_customer(2));
    engine.delivered(from_customer(3));
    EXPECT_EQ(engine.missing(), 0u);
    EXPECT_EQ(report_.too_early, 1u);
    engine.delivered(from_customer(999));
    EXPECT_NE(failure_, "");
}

TEST_F(Engine, ARefusedMessageMakesRoomForTheNext) {
    auto engine = make();
    engine.begin();
    engine.refused(from_customer(0));
    EXPECT_EQ(report_.refused, 1u);
    EXPECT_EQ(posts_of_customer(), 3u);
    EXPECT_EQ(engine.missing(), 0u);
}

TEST_F(Engine, NothingIsSentAfterTheEnd) {
    auto engine = make();
    engine.begin();
    engine.stop_sending();
    engine.acknowledged(from_customer(0));
    engine.delivered(from_customer(0));
    EXPECT_EQ(posts_of_customer(), 2u);
}

TEST_F(Engine, ASteadyRateSendsWhatIsDueWhateverBecameOfTheRest) {
    options_.rate = 1000;
    auto engine = make();
    Timer end{loop_};
    end.start(milliseconds{100}, [&] {
        engine.stop_sending();
        loop_.stop();
    });
    engine.begin();
    loop_.run();
    EXPECT_GE(target_.posted.size(), 90u);
    EXPECT_LE(target_.posted.size(), 1000u);  // a busy machine ends the loop late
    EXPECT_EQ(target_.posted[0].from, Side::customer);
    EXPECT_EQ(target_.posted[1].from, Side::agent);
}

}  // namespace
}  // namespace parley::client
