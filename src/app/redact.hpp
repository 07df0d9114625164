#pragma once
// `parley redact`: lines of standard input come out as the redactor leaves them. To try what it
// finds, and to clean files. Nothing of the input is ever in a message about an error.

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace parley::app {

inline constexpr int exit_bad_line = 2;

struct RedactOptions {
    bool json_lines = false;
    bool balanced = false;
    bool strict = false;               // as without it; says so
    std::string kinds;                 // words with commas
    std::vector<std::string> formats;  // patterns of numbers that are no cards
};

/// Gives the exit code: exit_bad_line where a line is no UTF-8, or no JSON string where it has to
/// be one. What came before it is written by then.
int redact_lines(RedactOptions const& options);

void add_redact(CLI::App& program, std::function<int()>& run);

}  // namespace parley::app
