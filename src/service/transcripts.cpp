#include "service/transcripts.hpp"

#include "service/access.hpp"
#include "service/system_texts.hpp"

namespace parley::service {

namespace {

using domain::Language;

std::string with_files(store::Message const& message, Language language) {
    std::string text = message.text;
    if (!message.files) return text;
    for (auto const& name : file_names(*message.files)) {
        if (!text.empty()) text += '\n';
        text += (language == Language::de ? "Datei: " : "File: ") + name;
    }
    return text;
}

domain::TranscriptLine line_of(store::Message const& message, Language language) {
    if (message.event) return {message.at, {}, event_text(message, language)};
    return {message.at, named(message.from_name, language), with_files(message, language)};
}

std::string head(std::string const& queue, std::string const& zone, Language language) {
    return language == Language::de ? "Chat mit " + queue + "\nZeiten in " + zone + "\n"
                                    : "Chat with " + queue + "\nTimes in " + zone + "\n";
}

}  // namespace

TranscriptPart chat_transcript(Tx& tx, Actor const& actor, ChatTranscript const& p) {
    constexpr std::int64_t part = 100;  // messages
    auto const zone_name = p.zone.value_or("UTC");
    auto const zone = TimeZone::find(zone_name);
    if (!zone) throw invalid("/zone", "there is no such time zone");
    auto const after = p.after_seq.value_or(0);
    if (after < 0) throw invalid("/after_seq", "must not be negative");
    auto const chat = visible_chat(tx, actor, p.chat);
    auto const language = p.language.value_or(Language::en);

    auto const messages = tx.messages.after(chat.id, after, part);
    std::vector<domain::TranscriptLine> lines;
    for (auto const& message : messages) lines.push_back(line_of(message, language));
    auto const before = after > 0 ? tx.messages.at(chat.id, after) : std::nullopt;

    TranscriptPart result{"chat-" + day_text(zone->local(chat.started_at).day) + ".txt", {}, {}};
    if (after == 0) result.text = head(tx.queues.get(chat.queue).name, zone_name, language);
    result.text += domain::transcript_text(lines, *zone, language,
                                           before ? std::optional{before->at} : std::nullopt);
    if (!messages.empty() && messages.back().seq < chat.seq) result.next = messages.back().seq;
    return result;
}

}  // namespace parley::service
