#pragma once
// Is this UTF-8? Exactly RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace parley::net {

struct Utf8Check {
    enum class Verdict : std::uint8_t {
        whole,    // every character is complete
        cut_off,  // valid so far, the last character is not complete
        broken,   // no continuation can make it valid
    };
    Verdict verdict;
    std::size_t whole_bytes;  // length of the complete, valid characters at the beginning
};

/// Pure. Looks at eight bytes at a time while they are ASCII.
Utf8Check check_utf8(std::string_view text);

}  // namespace parley::net
