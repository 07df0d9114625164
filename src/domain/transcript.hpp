#pragma once
// What was said in a chat, as a text that a customer or an agent keeps. Pure. Source: C11, E44.

#include <optional>
#include <span>
#include <string>

#include <boost/describe.hpp>

#include "base/time.hpp"
#include "base/time_zone.hpp"

namespace parley::domain {

enum class Language { en, de };
BOOST_DESCRIBE_ENUM(Language, en, de)

struct TranscriptLine {
    Instant at;
    std::string from;  // empty: an event, which is nobody's words
    std::string text;
};

/// A line each, under the day where the zone is; `before` is when the line before these was said.
/// INVARIANT: only a line of these begins in the first column with a time, whatever people wrote:
/// further lines of a text are indented, so that nobody puts words into another's mouth.
std::string transcript_text(std::span<TranscriptLine const> lines, TimeZone const& zone,
                            Language language, std::optional<Instant> before);

}  // namespace parley::domain
