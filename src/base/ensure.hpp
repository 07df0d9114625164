#pragma once
// ENSURE: an invariant that must hold in every build. A broken one is a bug, never a user's mistake
// (those are refusals, see refusal.hpp), so the process stops before it can store something wrong.

#include <cstdio>
#include <cstdlib>

#define ENSURE(condition)                                                                \
    do {                                                                                 \
        if (!(condition)) [[unlikely]] {                                                 \
            std::fprintf(stderr, "broken invariant: %s (%s:%d)\n", #condition, __FILE__, \
                         __LINE__);                                                      \
            std::abort();                                                                \
        }                                                                                \
    } while (false)
