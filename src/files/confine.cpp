#include "files/confine.hpp"

#include <cerrno>
#include <cstddef>
#include <memory>

#include <fcntl.h>
#include <malloc.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace parley::files {

namespace {

// Address space. The program and its libraries take 140 MB of it, though hardly any memory; the
// rest is what pictures of 40 million points need: a PNG 340 MB, a progressive JPEG that has to be
// turned 370, a WebP 740 (of memory: 500), and with jemalloc half as much again.
[[maybe_unused]] constexpr rlim_t address_space_max = rlim_t{1536} << 20;
constexpr rlim_t descriptors_max = 8;
constexpr int niceness = 5;  // chats go first

void set(int what, rlim_t max, rlim_t margin = 0) {
    rlimit const limit{max, max + margin};
    ::setrlimit(static_cast<__rlimit_resource_t>(what), &limit);
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define PARLEY_SHADOW_MEMORY  // which a sanitizer reserves terabytes of
#endif
#endif

struct Release {
    void operator()(void* filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, Release>;

bool allow(Filter const& filter, int call) {
    return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0;
}

bool allow_if(Filter const& filter, int call, scmp_arg_cmp condition) {
    return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 1, condition) == 0;
}

bool allow_memory(Filter const& filter) {
    bool all = true;
    // Nothing that is made as it runs may be run.
    for (int const call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
        all = all && allow_if(filter, call, {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0});
    }
    for (int const call : {SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk)}) {
        all = all && allow(filter, call);
    }
    return all;
}

bool allow_threads(Filter const& filter) {
    bool all =
        allow_if(filter, SCMP_SYS(clone), {0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD}) &&
        // Its flags lie in memory, where no filter looks; without it clone is taken.
        seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
    for (int const call :
         {SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(sched_yield),
          SCMP_SYS(sched_getaffinity), SCMP_SYS(sigaltstack), SCMP_SYS(rt_sigaction),
          SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(gettid), SCMP_SYS(getpid),
          SCMP_SYS(exit), SCMP_SYS(exit_group)}) {
        all = all && allow(filter, call);
    }
    return all;
}

bool allow_the_rest(Filter const& filter) {
    bool all = true;
    for (int const call :
         {SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(lseek),
          SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
          SCMP_SYS(gettimeofday), SCMP_SYS(getrandom), SCMP_SYS(restart_syscall)}) {
        all = all && allow(filter, call);
    }
    return all;
}

}  // namespace

void limit_resources(int cpu_s) {
#ifndef PARLEY_SHADOW_MEMORY
    set(RLIMIT_AS, address_space_max);
#endif
    set(RLIMIT_CPU, static_cast<rlim_t>(cpu_s), 1);  // SIGXCPU, by which the parent knows why
    set(RLIMIT_NOFILE, descriptors_max);
    set(RLIMIT_FSIZE, 0);
    set(RLIMIT_CORE, 0);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    // Each thread's own pool would take 128 MB of the address space.
    ::mallopt(M_ARENA_MAX, 1);
    // Where even that is not allowed, it is as fast as the others.
    [[maybe_unused]] auto const nice = ::nice(niceness);
}

bool lock_in() {
    Filter const filter{seccomp_init(SCMP_ACT_ERRNO(EPERM))};
    return filter && allow_memory(filter) && allow_threads(filter) && allow_the_rest(filter) &&
           seccomp_load(filter.get()) == 0;
}

}  // namespace parley::files
