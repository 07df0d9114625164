#pragma once
// What each agent keeps of a chat that they had a part in: codes and a note, a draft until they are
// saved, and corrected later. Customers learn nothing of it. Source: E17 to E19, E31, E32; C23.

#include "service/operations.hpp"
#include "store/logs.hpp"

namespace parley::service {

struct LogView {
    PersonView agent;
    std::vector<CodeId> codes;  // the one that counts first
    std::string note;
    store::LogState state;
    Instant saved_at;                  // for the first time; of a draft: last
    std::optional<Instant> edited_at;  // changed after it was saved
};
BOOST_DESCRIBE_STRUCT(LogView, (), (agent, codes, note, state, saved_at, edited_at))

struct ChatLogs {
    std::vector<LogView> items;
    std::vector<CodeListId> lists;  // of which the caller may choose codes for their own
    std::int64_t codes_max;
};
BOOST_DESCRIBE_STRUCT(ChatLogs, (), (items, lists, codes_max))
/// All of them for who may see all chats; otherwise the caller's own. Refuses not_found.
ChatLogs chat_log(Tx& tx, Actor const& actor, ChatGet const& p);

struct ChatSaveLog {
    ChatId chat;
    std::optional<std::vector<CodeId>> codes;  // left out: as they are
    std::optional<std::string> note;           // left out: as it is
    std::optional<bool> draft;                 // codes may be missing
};
BOOST_DESCRIBE_STRUCT(ChatSaveLog, (), (chat, codes, note, draft))
struct LogResult {
    LogView log;
};
BOOST_DESCRIBE_STRUCT(LogResult, (), (log))
/// The caller's own. A draft only, until the chat and the caller's wrap-up of it are over. Changes
/// nobody's status or load. Refuses not_found, /draft, /codes and /note.
LogResult chat_save_log(Tx& tx, Actor const& actor, ChatSaveLog const& p);

/// To the agent whose it is.
struct LogChanged {
    ChatId chat;
    LogView log;
};
BOOST_DESCRIBE_STRUCT(LogChanged, (), (chat, log))

}  // namespace parley::service
