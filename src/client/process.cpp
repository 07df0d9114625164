#include "client/process.hpp"

#include <array>
#include <fstream>
#include <sstream>
#include <string>

#include <sys/resource.h>
#include <unistd.h>

namespace parley::client {

namespace {

struct Stat {
    double cpu_s = 0;
    double ended_children_cpu_s = 0;
    double rss_kb = 0;
};

std::optional<Stat> stat_of(int pid) {
    std::ifstream stat{"/proc/" + std::to_string(pid) + "/stat"};
    std::string line;
    if (!std::getline(stat, line)) return std::nullopt;
    // The second field is the program's name in parentheses and may contain spaces.
    std::istringstream fields{line.substr(line.rfind(')') + 2)};
    std::string skipped;
    for (int i = 3; i < 14; ++i) fields >> skipped;
    std::array<double, 4> ticks{};  // user, system, and the same of children that have ended
    for (auto& of : ticks) fields >> of;
    for (int i = 18; i < 24; ++i) fields >> skipped;
    double pages = 0;
    fields >> pages;
    auto const a_second = static_cast<double>(::sysconf(_SC_CLK_TCK));
    return Stat{(ticks[0] + ticks[1]) / a_second, (ticks[2] + ticks[3]) / a_second,
                pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1024};
}

}  // namespace

std::optional<Usage> usage_of(int pid) {
    auto const stat = stat_of(pid);
    if (!stat) return std::nullopt;
    return Usage{stat->cpu_s, stat->rss_kb};
}

std::optional<double> family_cpu_s(int pid) {
    auto const parent = stat_of(pid);
    if (!parent) return std::nullopt;
    double sum = parent->cpu_s + parent->ended_children_cpu_s;
    auto const number = std::to_string(pid);
    std::ifstream children{"/proc/" + number + "/task/" + number + "/children"};
    for (int child = 0; children >> child;) {
        if (auto const stat = stat_of(child)) sum += stat->cpu_s + stat->ended_children_cpu_s;
    }
    return sum;
}

double own_cpu_s() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    auto const seconds = [](timeval time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

long allow_many_files() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<long>(limit.rlim_cur);
}

}  // namespace parley::client
