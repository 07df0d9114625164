#pragma once
// The ways in which a card number is written so that nobody, or no program, sees it at once.

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "numbers.hpp"

namespace parley::redaction_test {

struct Evasion {
    std::string_view name;
    std::function<std::string(Random&, std::string const& number)> write;
};

std::span<Evasion const> evasions();

/// A text with {} in it: three without a word of cards, one with.
std::string in_a_sentence(Random& random, std::string_view what);

}  // namespace parley::redaction_test
