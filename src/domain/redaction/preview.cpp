// redact_preview(): what somebody is typing, key by key.

#include <algorithm>

#include "base/text.hpp"
#include "domain/redaction/decoded.hpp"
#include "domain/redaction/digits.hpp"
#include "domain/redaction/mask.hpp"
#include "domain/redaction/redaction.hpp"
#include "domain/redaction/spelled.hpp"

namespace parley::domain::redaction {

namespace {

constexpr std::uint32_t preview_digits_max = 4;

void mask_long_chains(std::string_view text, View const& view, std::uint32_t digits_max,
                      Edits& edits) {
    Digits const digits{view};
    for (auto const& chain : digits.chains()) {
        auto const begin = digits.groups()[chain.begin].begin;
        auto const end = digits.groups()[chain.end - 1].end;
        std::uint32_t sure = 0;  // words like "so" happen to look like digits
        for (auto i = begin; i < end; ++i) {
            sure += view[digits.item(i)].origin == Origin::lookalike ? 0 : 1;
        }
        if (sure > digits_max) edits.mask(text, view, digits, begin, end, 0);
    }
}

}  // namespace

Redacted redact_preview(std::string_view text, Rules const& rules, Context const& context,
                        bool after_digits) {
    if (!is_utf8(text)) return {};
    auto const digits_max = after_digits ? 0 : preview_digits_max;
    auto const seen = glance(text);
    Edits edits;
    auto const plain = view_of(text);
    View view;
    if (seen.markup) {
        decoded_view(text, plain, view);
        mask_long_chains(text, view, digits_max, edits);
    }
    mask_long_chains(text, plain, digits_max, edits);
    if (may_be_spelled(seen)) {
        // "One or two" is said often.
        spelled_view(plain, view);
        mask_long_chains(text, view, std::max(digits_max, 2u), edits);
    }
    return redact(edits.apply(text), rules, context).text;
}

}  // namespace parley::domain::redaction
