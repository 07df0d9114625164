#include "client/process.hpp"

#include <csignal>
#include <vector>

#include <gmock/gmock.h>
#include <sys/wait.h>
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

TEST(Process, KnowsWhenThereIsNone) {
    EXPECT_FALSE(usage_of(0x3FFFFFFF));
    EXPECT_FALSE(family_cpu_s(0x3FFFFFFF));
}

TEST(Process, CountsChildrenThatLiveAndThatHaveEnded) {
    auto const busy = [] {
        double const start = own_cpu_s();
        while (own_cpu_s() < start + 0.1) {
        }
    };
    int done[2];
    ASSERT_EQ(::pipe(done), 0);
    double const before = *family_cpu_s(::getpid());
    auto const child = ::fork();
    if (child == 0) {
        busy();
        if (::write(done[1], "x", 1) == 1) ::pause();
        ::_exit(0);
    }
    char byte = 0;
    ASSERT_EQ(::read(done[0], &byte, 1), 1);
    EXPECT_GE(*family_cpu_s(::getpid()) - before, 0.05);
    ::kill(child, SIGKILL);
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);
    EXPECT_GE(*family_cpu_s(::getpid()) - before, 0.05);
    ::close(done[0]);
    ::close(done[1]);
}

}  // namespace
}  // namespace parley::client
