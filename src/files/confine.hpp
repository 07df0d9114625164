#pragma once
// How the child locks itself in, so that a file which takes it over gains nothing: limits first,
// then system calls. Both hold for an ordinary user and cannot be taken back.

namespace parley::files {

inline constexpr int cpu_s_of_looking = 5;
/// Where the text in pictures is read as well.
inline constexpr int cpu_s_of_reading = 30;

/// Memory, time, descriptors, no files, no core. The first act of the process.
void limit_resources(int cpu_s = cpu_s_of_looking);

/// From here on it may compute, use its memory and its open descriptors, and end: it opens no file,
/// no socket and no program, and sees no other process. No where the system does not let it.
[[nodiscard]] bool lock_in();

}  // namespace parley::files
