#pragma once
// What was said in a chat, as a text to keep. Source: C11, E44.
//
// INVARIANT: it has what the customer may read and nothing else, whoever asks for it: no whisper,
// no note, no card.

#include "domain/transcript.hpp"
#include "service/operations.hpp"

namespace parley::service {

struct ChatTranscript {
    ChatId chat;
    std::optional<domain::Language> language;  // en
    std::optional<std::string> zone;           // in which days and times are meant; UTC
    std::optional<std::int64_t> after_seq;     // `next` of the part before
};
BOOST_DESCRIBE_STRUCT(ChatTranscript, (), (chat, language, zone, after_seq))
struct TranscriptPart {
    std::string file_name;
    std::string text;                  // of several parts one behind the other
    std::optional<std::int64_t> next;  // left out: that was the end
};
BOOST_DESCRIBE_STRUCT(TranscriptPart, (), (file_name, text, next))
/// For its customer, and for staff who see the chat. Refuses not_found, invalid.
TranscriptPart chat_transcript(Tx& tx, Actor const& actor, ChatTranscript const& p);

}  // namespace parley::service
