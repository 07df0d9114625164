#include "client/process.hpp"

#include <fstream>
#include <sstream>
#include <string>

#include <sys/resource.h>
#include <unistd.h>

namespace parley::client {

std::optional<Usage> usage_of(int pid) {
    auto const folder = "/proc/" + std::to_string(pid);
    std::ifstream stat{folder + "/stat"};
    std::string line;
    if (!std::getline(stat, line)) return std::nullopt;
    // The second field is the program's name in parentheses and may contain spaces.
    std::istringstream fields{line.substr(line.rfind(')') + 2)};
    std::string skipped;
    for (int i = 3; i < 14; ++i) fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    for (int i = 16; i < 24; ++i) fields >> skipped;
    double pages = 0;
    fields >> pages;
    return Usage{(user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK)),
                 pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1024};
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
