#include "client/process.hpp"

#include <vector>

#include <gmock/gmock.h>
#include <unistd.h>

namespace parley::client {
namespace {

TEST(Process, SeesItsOwnCpuAndMemory) {
    auto const before = usage_of(::getpid());
    ASSERT_TRUE(before);
    std::vector<char> const memory(64u << 20, 'x');
    double const start = own_cpu_s();
    while (own_cpu_s() < start + 0.1) {
    }
    auto const after = usage_of(::getpid());
    ASSERT_TRUE(after);
    EXPECT_GE(after->cpu_s - before->cpu_s, 0.05);
    EXPECT_GE(after->rss_kb - before->rss_kb, 60'000.0);
    EXPECT_EQ(memory.back(), 'x');
}

TEST(Process, KnowsWhenThereIsNone) { EXPECT_FALSE(usage_of(0x3FFFFFFF)); }

}  // namespace
}  // namespace parley::client
