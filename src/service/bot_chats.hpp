#pragma once
// What a bot does in a chat. Inside the service; the operations are in bot_operations.hpp.

#include "base/refusal.hpp"
#include "domain/bot.hpp"
#include "service/views.hpp"
#include "store/tx.hpp"

namespace parley::service {

domain::Bot read_bot(store::Bot const& bot);

/// The first message of a new chat with this bot.
void greet(store::Tx& tx, ChatId chat, BotId bot);

/// Answers what the customer has just written in a chat in the state bot: with one message, or by
/// handing over, or both; never twice (fE10).
void answer_by_bot(store::Tx& tx, ChatId chat, std::string const& text);

/// Puts a chat in the state bot into the line, as one that comes in now (C4). Nothing happens, and
/// it says why, where its queue takes nobody: queue_closed, no_agent.
std::optional<Code> hand_over(store::Tx& tx, ChatId chat, domain::BotLeft why);

}  // namespace parley::service
