#pragma once
// What a reader makes of digits that are none: words (English and German, with "double" and
// "triple", run together or not), Chinese numerals, and the letters O, l, I, S, B and Z between
// digits. Source: fH06.

#include "domain/redaction/view.hpp"

namespace parley::domain::redaction {

/// May there be anything to find? Never no where there is.
bool may_be_spelled(Glance const& seen);

/// Makes `view` of `plain`, that of the text itself; empty where nothing is spelled.
void spelled_view(View const& plain, View& view);

}  // namespace parley::domain::redaction
