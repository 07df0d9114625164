#pragma once
// What another process on this machine uses, from /proc.

#include <optional>

namespace parley::client {

struct Usage {
    double cpu_s = 0;   // of all its threads, since its start
    double rss_kb = 0;  // memory that is in RAM now
};

/// Nothing where there is no such process.
std::optional<Usage> usage_of(int pid);

/// CPU seconds of a process and its children, those included that have ended: a server that is many
/// processes. Nothing where there is no such process.
std::optional<double> family_cpu_s(int pid);

/// CPU seconds of this process.
double own_cpu_s();

/// Lets this process open as many files as the system allows; gives that number.
long allow_many_files();

}  // namespace parley::client
