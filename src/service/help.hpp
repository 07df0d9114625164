#pragma once
// Calls for help: who works in a chat asks the managers, and one of them comes.
//
// INVARIANT 1: a call is open in an open chat alone; it follows the chat, whoever has it.
// INVARIANT 2: who is on it watches the chat or takes part in it as a guest.

#include "service/operations.hpp"

namespace parley::service {

struct ChatAskHelp {
    ChatId chat;
    std::optional<std::string> text;  // what about; for managers, never for the customer
};
BOOST_DESCRIBE_STRUCT(ChatAskHelp, (), (chat, text))
/// Calls the managers who watch within their reach; again: with another text. Refuses forbidden to
/// who takes no part, chat_not_active and chat_ended.
ChatResult chat_ask_help(Tx& tx, Actor const& actor, ChatAskHelp const& p);

struct ChatCancelHelp {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ChatCancelHelp, (), (chat))
/// By who takes part, or by a manager. Nothing happens where nobody has called.
ChatResult chat_cancel_help(Tx& tx, Actor const& actor, ChatCancelHelp const& p);

struct ChatAnswerHelp {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ChatAnswerHelp, (), (chat))
/// The caller is on it: watches the chat from now on unless they take part, and its agents are told
/// who comes. Refuses what chat.monitor refuses, and conflict where nobody has called or somebody
/// else is on it.
ChatResult chat_answer_help(Tx& tx, Actor const& actor, ChatAnswerHelp const& p);

struct HelpItems {
    std::vector<ChatView> items;
};
BOOST_DESCRIBE_STRUCT(HelpItems, (), (items))
/// Chats within the caller's reach with an open call, the longest open first.
HelpItems help_list(Tx& tx, Actor const& actor, Nothing const&);

// --- events --------------------------------------------------------------------------------------

/// To the staff of the chat: somebody has called, is on it, or has ended it.
struct HelpChanged {
    ChatView chat;
    std::optional<PersonView> by;  // left out: it has happened by itself
};
BOOST_DESCRIBE_STRUCT(HelpChanged, (), (chat, by))

/// To who may watch: help.list says how.
struct HelpListChanged {};
BOOST_DESCRIBE_STRUCT(HelpListChanged, (), ())

// --- what happens by itself ----------------------------------------------------------------------

/// The chat has ended, or a manager has it now. Changes the chat, and tells the managers.
void help_ends(Tx& tx, store::Chat& chat);

/// The chat is this agent's now: who was on it has it.
void help_came(Tx& tx, store::Chat& chat, UserId owner);

/// The user neither watches nor takes part any more: if they were on it, nobody is.
void helper_leaves(Tx& tx, store::Chat const& chat, UserId user);

/// The chat is in another queue, which others reach.
void help_moves(Tx& tx, store::Chat const& chat);

}  // namespace parley::service
