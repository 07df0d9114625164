// The simulated disk loses what a real one may lose, and nothing else.
#include "disk.hpp"

#include <gmock/gmock.h>

#include "power_cut.hpp"

namespace parley::faults {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

Files after_cut(Disk const& disk, Fate fate, std::uint64_t seed = 1, Files before = {}) {
    Platter platter{std::move(before)};
    for (auto const& change : disk.record()) platter.take(change);
    return platter.after_cut(fate, seed);
}

TEST(Disk, KeepsWhatWasSynced) {
    Disk disk;
    int seen = 0;
    auto const file = disk.open("a", true);
    disk.write(*file, 0, "one");
    disk.sync(*file, true, seen);
    disk.write(*file, 1, "xx");
    disk.truncate(*file, 1);
    EXPECT_EQ(disk.size(*file), 1) << "the program sees what it wrote";
    EXPECT_THAT(after_cut(disk, Fate::lost), ElementsAre(Pair("a", "one")));
}

TEST(Disk, LosesANameWhoseFolderWasNotSynced) {
    Disk disk;
    int seen = 0;
    auto const file = disk.open("a", true);
    disk.write(*file, 0, "one");
    disk.sync(*file, false, seen);
    EXPECT_THAT(after_cut(disk, Fate::lost), IsEmpty());
    EXPECT_THAT(after_cut(disk, Fate::kept), ElementsAre(Pair("a", "one")));
    disk.sync(*file, true, seen);
    disk.remove("a", false);
    EXPECT_FALSE(disk.exists("a"));
    EXPECT_THAT(after_cut(disk, Fate::lost), ElementsAre(Pair("a", "one")));
    EXPECT_THAT(after_cut(disk, Fate::kept), IsEmpty());
}

TEST(Disk, TearsTheLastWriteBetweenSectors) {
    Files const before{{"a", std::string(1536, 'o')}};
    Disk disk{before};
    auto const file = disk.open("a", false);
    disk.write(*file, 256, std::string(1024, 'n'));
    std::set<std::string> seen;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        auto const left = after_cut(disk, Fate::kept, seed, before)["a"];
        EXPECT_EQ(left.substr(0, 256) + left.substr(1280), std::string(512, 'o'));
        seen.insert(left);
    }
    EXPECT_EQ(seen.size(), 8u) << "three sectors, each new or old";
}

TEST(Disk, LosesAnyPartOfWhatWasNotSynced) {
    Files const before{{"a", "....."}};
    Disk disk{before};
    auto const file = disk.open("a", false);
    for (int i = 0; i < 5; ++i) disk.write(*file, i, "x");
    std::set<std::string> seen;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        seen.insert(after_cut(disk, Fate::by_chance, seed, before)["a"]);
    }
    EXPECT_EQ(seen.size(), 32u);
}

TEST(Disk, DoesNotBringBackWhatAFailedSyncLost) {
    Disk disk{{{"a", "....."}}};
    auto const file = disk.open("a", false);
    disk.fail_sync(1);
    disk.write(*file, 0, "xxxxx");
    int seen = 0, seen_by_another = 0;
    EXPECT_EQ(disk.sync(*file, false, seen), Outcome::failed);
    EXPECT_EQ(disk.sync(*file, false, seen), Outcome::done);
    EXPECT_EQ(disk.sync(*file, false, seen_by_another), Outcome::failed) << "told each once";
    EXPECT_EQ(disk.sync(*file, false, seen_by_another), Outcome::done);
    std::set<std::string> left;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Platter platter{{{"a", "....."}}, seed};
        for (auto const& change : disk.record()) platter.take(change);
        left.insert(platter.after_cut(Fate::kept, 1)["a"]);
    }
    EXPECT_THAT(left, ElementsAre(".....", "xxxxx"));
}

TEST(Disk, IsFullWhenItIsToldSo) {
    Disk disk;
    auto const file = disk.open("a", true);
    disk.write(*file, 0, "12345");
    disk.leave_room(2);
    EXPECT_EQ(disk.write(*file, 0, "54321"), Outcome::done) << "no byte more than before";
    EXPECT_EQ(disk.write(*file, 4, "1234"), Outcome::full);
    EXPECT_EQ(disk.size(*file), 5);
    EXPECT_EQ(disk.write(*file, 4, "123"), Outcome::done);
    disk.leave_room({});
    EXPECT_EQ(disk.write(*file, 4, "1234567"), Outcome::done);
}

}  // namespace
}  // namespace parley::faults
