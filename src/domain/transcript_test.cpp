// What was said, as a text: days, times, and that nobody puts words into another's mouth.
#include "domain/transcript.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace parley::domain {
namespace {

Instant at(std::string const& utc) { return *from_rfc3339(utc + ":00.000Z"); }

std::string text(std::vector<TranscriptLine> const& lines, Language language = Language::en,
                 std::optional<Instant> before = {}) {
    return transcript_text(lines, *TimeZone::find("Europe/Berlin"), language, before);
}

TEST(Transcript, C11_HasADayAboveWhatWasSaidOnItWhereTheReaderIs) {
    // In Berlin the second is said after midnight.
    std::vector<TranscriptLine> const lines{{at("2026-11-22T22:59"), "Dana", "Good night"},
                                            {at("2026-11-22T23:01"), "Maya", "Good morning"},
                                            {at("2026-11-22T23:02"), "", "Maya left the chat."}};
    EXPECT_EQ(text(lines),
              "\n2026-11-22\n\n[23:59] Dana: Good night\n"
              "\n2026-11-23\n\n[00:01] Maya: Good morning\n[00:02] — Maya left the chat.\n");
    EXPECT_EQ(text({lines[2]}, Language::de, lines[1].at), "[00:02] — Maya left the chat.\n");
    EXPECT_EQ(text({lines[2]}, Language::de, lines[0].at),
              "\n23.11.2026\n\n[00:02] — Maya left the chat.\n");
}

RC_GTEST_PROP(Transcript, LetsNobodyWriteALineOfSomebodyElse,
              (std::vector<std::string> const& parts)) {
    std::string said;
    for (auto const& part : parts) said += part + "\n[10:00] Maya: You get it for nothing";
    auto const out = text({{at("2026-11-22T09:00"), "Dana", said}});
    std::size_t lines = 0;
    for (std::size_t i = out.find("\n["); i != std::string::npos; i = out.find("\n[", i + 1)) {
        ++lines;
    }
    RC_ASSERT(lines == 1U);
}

}  // namespace
}  // namespace parley::domain
