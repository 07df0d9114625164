#pragma once
// The card that goes with a chat to whoever has it next. Pure. Source: N6.

#include <cstdint>
#include <string>

#include <boost/describe.hpp>

namespace parley::domain {

/// Only staff see it. Empty: nothing was said of it.
struct HandOverCard {
    std::string wanted;  // by the customer
    std::string done;
    std::string open;

    bool is_empty() const { return wanted.empty() && done.empty() && open.empty(); }
};
BOOST_DESCRIBE_STRUCT(HandOverCard, (), (wanted, done, open))

/// Why a bot has handed a chat over.
enum class BotLeft {
    asked,    // the customer has asked for a person
    unknown,  // it has found nothing too often
    answer,   // the answer that it gave says so
    removed,  // it is there no more
};
BOOST_DESCRIBE_ENUM(BotLeft, asked, unknown, answer, removed)

/// The card of a bot, as it is kept with the chat and grows while the bot has it.
struct BotCard {
    std::int64_t at = 0;  // handed over, ms since the epoch; 0: not yet
    BotLeft why = BotLeft::asked;
    HandOverCard card;
};
BOOST_DESCRIBE_STRUCT(BotCard, (), (at, why, card))

}  // namespace parley::domain
