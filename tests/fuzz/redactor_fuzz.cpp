// Texts from somebody who wants to get a card number past the redactor, or to stop it: no crash;
// what comes out is text that is not changed again; finds lie in it; and what is said in pieces is
// rewritten only where something was said. The first byte of the input chooses rules and context.

#include <cstdint>
#include <string_view>

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "domain/redaction/fragments.hpp"

using namespace parley;
using namespace parley::domain::redaction;

namespace {

void look(std::string_view text, Rules const& rules, Context const& context) {
    auto const once = redact(text, rules, context);
    if (once.verdict == Verdict::unscannable) {
        ENSURE(once.text.text().empty() && once.found.empty());
        return;
    }
    auto const& out = once.text.text();
    ENSURE(is_utf8(out));
    ENSURE((once.verdict == Verdict::clean) == (out == text));
    auto const points = code_points(out);
    for (auto const& find : once.found) {
        ENSURE(find.begin < find.end && find.end <= points && find.last_four.size() <= 4);
    }
    auto const twice = redact(out, rules, context);
    ENSURE(twice.verdict == Verdict::clean && twice.text.text() == out);
    ENSURE(is_utf8(redact_preview(text, rules, context, false).text()));
}

void say(std::string_view text, Rules const& rules, Context const& context) {
    Fragments fragments;
    Instant now{0};
    for (std::int64_t message = 0; !text.empty(); ++message) {
        auto const line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        now = now + seconds{2};
        auto const joined = fragments.add(message, line, now, rules, context);
        for (auto const& rewrite : joined.earlier) {
            ENSURE(rewrite.message < message && is_utf8(rewrite.text.text()));
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view const text{reinterpret_cast<char const*>(data + 1), size - 1};
    Rules rules;
    if ((data[0] & 1) != 0) rules.mode = Mode::balanced;
    if ((data[0] & 2) != 0) {
        rules.kinds = {Kind::iban, Kind::ssn, Kind::phone, Kind::email, Kind::national_id};
    }
    Context const context{.card_word = (data[0] & 4) != 0, .card = (data[0] & 8) != 0};
    look(text, rules, context);
    say(text, rules, context);
    return 0;
}
