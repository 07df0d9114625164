#pragma once
// Numbers that look like card numbers and are none, each with the words that people put beside it.

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "numbers.hpp"

namespace parley::redaction_test {

struct Lookalike {
    std::string_view name;
    std::function<std::string(Random&)> write;
};

/// Forty-four.
std::span<Lookalike const> lookalikes();

}  // namespace parley::redaction_test
