#pragma once
// A strict look at the raw head of an HTTP request, before the parser sees it. The parser (Beast's)
// and a proxy in front of us may disagree about sloppy heads, and that disagreement is request
// smuggling; so whatever is not exactly RFC 9112 is refused here (faults A01 to A03).

#include <cstddef>
#include <string_view>

namespace parley::net {

struct HeadEnd {
    enum class Verdict { incomplete, found, broken };
    Verdict verdict;
    std::size_t bytes = 0;  // of the head with its empty line, where found
};

/// Looks for the end of a head in what has arrived. The bytes before `from` were looked at before.
/// Broken: a NUL, a bare CR or a bare LF, so there is no need to wait for more.
HeadEnd find_head_end(std::string_view arrived, std::size_t from);

enum class HeadFault {
    none,
    malformed,        // 400
    too_many_fields,  // 431
};

/// `head`: what find_head_end found. Checks the request line, each field's form and those fields on
/// which the length of the body and the rights of the caller depend.
HeadFault check_head(std::string_view head, std::size_t fields_max);

}  // namespace parley::net
