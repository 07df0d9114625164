#pragma once
// Operations on bots: as administrators make them, and what customers do while one answers. Source:
// W3, W10, W50, C4, C5.

#include "domain/bot.hpp"
#include "service/operations.hpp"

namespace parley::service {

// --- bot: bot.list and bot.test need Right::settings_view, the others Right::settings_manage -----

struct BotView {
    BotId id;
    std::string name;
    std::string greeting;
    std::vector<domain::BotAnswer> answers;
    std::vector<std::string> hand_over_phrases;
    std::string unknown;
    std::int64_t unknown_max;
    std::vector<QueueId> queues;  // in which it answers first
};
BOOST_DESCRIBE_STRUCT(BotView, (),
                      (id, name, greeting, answers, hand_over_phrases, unknown, unknown_max,
                       queues))
struct BotItems {
    std::vector<BotView> items;  // by name
};
BOOST_DESCRIBE_STRUCT(BotItems, (), (items))
BotItems bot_list(Tx& tx, Actor const& actor, Nothing const&);

struct BotSave {
    std::optional<BotId> bot;  // left out: a new one
    std::string name;          // unique; customers see it
    std::string greeting;
    std::vector<domain::BotAnswer> answers;                     // at most 50
    std::optional<std::vector<std::string>> hand_over_phrases;  // at most 20, as of an answer
    std::string unknown;                                        // said where nothing is found
    std::optional<std::int64_t> unknown_max;                    // 1 to 5; 2 if left out
    std::optional<std::vector<QueueId>> queues;  // in which it answers; as it is if left out
};
BOOST_DESCRIBE_STRUCT(BotSave, (),
                      (bot, name, greeting, answers, hand_over_phrases, unknown, unknown_max,
                       queues))
struct BotResult {
    BotView bot;
};
BOOST_DESCRIBE_STRUCT(BotResult, (), (bot))
BotResult bot_save(Tx& tx, Actor const& actor, BotSave const& p);

struct BotRemove {
    BotId bot;
};
BOOST_DESCRIBE_STRUCT(BotRemove, (), (bot))
/// Its queues have none then; chats in which it answers are handed over with the next text.
Nothing bot_remove(Tx& tx, Actor const& actor, BotRemove const& p);

struct BotTest {
    std::vector<domain::BotAnswer> answers;  // as they are now in the form, saved or not
    std::optional<std::vector<std::string>> hand_over_phrases;
    std::string text;  // of a customer
};
BOOST_DESCRIBE_STRUCT(BotTest, (), (answers, hand_over_phrases, text))
struct BotTested {
    domain::FoundBy by;
    std::optional<std::int64_t> answer;  // its place, from 0
    std::optional<std::string> phrase;   // that was found in the text
};
BOOST_DESCRIBE_STRUCT(BotTested, (), (by, answer, phrase))
/// Which answer a text would get, and why. Nothing is changed.
BotTested bot_test(Tx& tx, Actor const& actor, BotTest const& p);

// --- chat ----------------------------------------------------------------------------------------

struct ChatAskAgent {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ChatAskAgent, (), (chat))
/// The customer asks for a person (C4): the chat waits in the queue from now on. Changes nothing
/// where it does so already. Refuses queue_closed and no_agent as chat.start does.
ChatResult chat_ask_agent(Tx& tx, Actor const& actor, ChatAskAgent const& p);

struct ChatSolved {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ChatSolved, (), (chat))
/// The bot has helped, and the customer ends the chat (C5). Refuses conflict where no bot answers.
ChatResult chat_solved(Tx& tx, Actor const& actor, ChatSolved const& p);

}  // namespace parley::service
