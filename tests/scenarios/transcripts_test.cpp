// What was said in a chat, as a text to keep (C11, E44).
#include "service/transcripts.hpp"

#include "supervision.hpp"

namespace parley::scenarios {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Transcripts : public Supervision {
  protected:
    service::TranscriptPart transcript(Actor const& who, service::ChatTranscript asked = {}) {
        asked.chat = chat;
        return call(service::chat_transcript, who, asked);
    }
    std::string whole(Actor const& who) {
        std::string text;
        std::optional<std::int64_t> after = 0;
        while (after) {
            auto const part = transcript(who, {chat, {}, {}, after});
            text += part.text;
            after = part.next;
        }
        return text;
    }
};

TEST_P(Transcripts, C11_E44_HaveWhatWasSaidWithDaysTimesAndEvents) {
    anna_chats();
    say(kim, "hello");
    say(anna, "good day\nhow are you?");
    auto const part = transcript(kim, {chat, domain::Language::de, "Europe/Berlin", {}});
    EXPECT_THAT(part.text, StartsWith("Chat mit "));
    EXPECT_THAT(part.text, HasSubstr("Zeiten in Europe/Berlin\n"));
    EXPECT_THAT(part.text, HasSubstr("] — anna ist dem Chat beigetreten.\n"));
    EXPECT_THAT(part.text, HasSubstr("] Kim: hello\n"));
    EXPECT_THAT(part.text, EndsWith("] anna: good day\n        how are you?\n"));
    EXPECT_FALSE(part.next);
    EXPECT_THAT(part.file_name, StartsWith("chat-20"));
    EXPECT_THAT(transcript(anna).text, HasSubstr("] — anna joined the chat.\n"));
    end(anna, chat);
    EXPECT_THAT(transcript(kim).text, HasSubstr("] Kim: hello\n")) << "it stays theirs";
}

TEST_P(Transcripts, C11_OfManyMessagesComeInPartsThatAreOneText) {
    anna_chats();
    for (int i = 0; i < 130; ++i) say(kim, "this is message number " + std::to_string(i) + ".");
    auto const first = transcript(kim);
    ASSERT_TRUE(first.next);
    auto const rest = transcript(kim, {chat, {}, {}, first.next});
    EXPECT_THAT(rest.text, StartsWith("[")) << "neither the head nor the day again";
    auto const text = whole(kim);
    std::size_t at = 0;
    for (int i = 0; i < 130; ++i) {
        auto const line = "] Kim: this is message number " + std::to_string(i) + ".\n";
        at = text.find(line, at);
        ASSERT_NE(at, std::string::npos) << line;
        EXPECT_EQ(text.find(line, at + 1), std::string::npos) << "twice: " << line;
    }
}

TEST_P(Transcripts, C11_HaveNothingThatOnlyStaffMayRead) {
    anna_chats();
    auto const mona = manager("mona");
    watch(mona);
    whisper(mona, "be gentle, canary");
    say(anna, "gladly");
    for (auto const& who : {kim, anna, mona}) {
        EXPECT_THAT(transcript(who).text, HasSubstr("gladly"));
        EXPECT_THAT(transcript(who).text, Not(HasSubstr("canary")));
    }
}

TEST_P(Transcripts, C11_AreForWhoMayReadTheChatAndSayWhatIsWrong) {
    anna_chats();
    auto const cora = agent("cora", 1, {"Sales"});
    EXPECT_EQ(refusal([&] { transcript(cora); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { transcript(kim, {chat, {}, "Mars/Base", {}}); }).path, "/zone");
    EXPECT_EQ(refusal([&] { transcript(kim, {chat, {}, {}, -1}); }).path, "/after_seq");
}

INSTANTIATE_TEST_SUITE_P(Engines, Transcripts, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
