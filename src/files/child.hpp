#pragma once
// What the process does that looks into one file: it locks itself in (confine.hpp), reads the file
// from `in`, says on `out` what it found (report.hpp), and is over. For a program that does nothing
// else: it is the first thing called in it.

#include <span>

#include "files/inspector.hpp"

namespace parley::files {

/// Whether these arguments of a program, its name among them, are those of such a process, and what
/// it is to do.
std::optional<PictureText> looks_into(std::span<char* const> arguments);

/// Gives the status for the program to end with; 0 where all was said. REQUIRES: one thread.
int look_into_child(int in, int out, PictureText of_pictures);

}  // namespace parley::files
