#pragma once
// All there are of the ways to say no, for documents. Apart from refusal.hpp, which everything
// includes.

#include <string_view>
#include <vector>

namespace parley {

/// The words of all codes, in the order of Code.
std::vector<std::string_view> code_words();

}  // namespace parley
