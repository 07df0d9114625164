// A disk without space: calls that write are refused, reads go on, and with space everything goes
// on without a restart (P14, fI04).
#include <gmock/gmock.h>

#include "contents.hpp"
#include "crash_vfs.hpp"
#include "through_store.hpp"
#include "traffic.hpp"

namespace parley::faults {
namespace {

using store::sqlite::Connection;
using store::sqlite::Mode;
using testing::Contains;
using testing::Each;

constexpr auto database = "/disk/parley.db";

/// A call that only reads.
class CountWaiting : public store::Job {
  public:
    explicit CountWaiting(std::size_t& count) : count_(count) {}
    void run(store::Tx& tx) override {
        count_ = 0;
        for (auto const& queue : tx.queues.all(tx.people.organizations().front().id)) {
            count_ += tx.line.queued(queue.id, 1000).size();
        }
    }
    void finished(Refused const*, store::Aftermath) override {}

  private:
    std::size_t& count_;
};

struct FullDisk : testing::Test {
    ManualClock clock{Instant{1'700'000'000'000}};
    IdMaker ids{clock, 1};
    Limits limits;
    Disk disk;
    Mounted mounted{disk};
    std::vector<std::string> promised;
    Traffic traffic{1, [this](std::string said) {
                        if (!said.empty()) promised.push_back(std::move(said));
                    }};

    void expect_everything_promised() {
        Connection connection{database, Mode::reader, clock, ids, limits};
        EXPECT_EQ(damage(connection), "");
        auto const stored = stored_messages(connection);
        for (auto const& message : promised) EXPECT_EQ(stored.count(message), 1u) << message;
    }
};

TEST_F(FullDisk, RefusesToWriteUntilThereIsSpaceAgain) {
    Connection{database, Mode::writer, clock, ids, limits}.run(
        [&](store::Tx& tx) { traffic.set_up(tx); });
    auto store = open_store(database, clock, ids, limits);
    constexpr int cycles = 50;
    for (int cycle = 0; cycle < cycles && !HasFailure(); ++cycle) {
        SCOPED_TRACE("cycle " + std::to_string(cycle));
        disk.leave_room(static_cast<std::int64_t>(traffic.chance() % 60'000));
        std::vector<std::optional<Code>> refusals;
        auto same_again = traffic;
        for (int i = 0; i < 200 && !testing::Value(refusals, Contains(Code::storage_full)); ++i) {
            same_again = traffic;
            refusals = write_all(*store, traffic.calls(3));
        }
        ASSERT_THAT(refusals, Contains(Code::storage_full));
        std::size_t waiting;
        EXPECT_EQ(read(*store, std::make_unique<CountWaiting>(waiting)), std::nullopt);
        expect_everything_promised();

        disk.leave_room({});
        // The same calls with the same client_ids: nothing may remember that they came before.
        auto const before = promised.size();
        EXPECT_THAT(write_all(*store, same_again.calls(3)), Each(testing::Ne(Code::storage_full)));
        for (int i = 0; i < 5; ++i) {
            EXPECT_THAT(write_all(*store, traffic.calls(3)), Each(testing::Ne(Code::storage_full)));
        }
        EXPECT_GT(promised.size(), before);
        expect_everything_promised();
    }
    // It can end and start where nothing can be moved out of the log.
    disk.leave_room(0);
    store->stop();
    store.reset();
    expect_everything_promised();
    disk.leave_room({});
    store = open_store(database, clock, ids, limits);
    EXPECT_THAT(write_all(*store, traffic.calls(3)), Each(testing::Ne(Code::storage_full)));
    expect_everything_promised();
}

}  // namespace
}  // namespace parley::faults
