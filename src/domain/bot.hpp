#pragma once
// The bot that answers before an agent does: which of its preset answers a text gets, and when it
// hands over. Pure. Source: W3, W50, A31.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "domain/hand_over.hpp"

namespace parley::domain {

struct BotAnswer {
    std::string title;                 // what customers pick; finds this answer in any text, too
    std::vector<std::string> phrases;  // words or several words that find it
    std::string text;
    bool hands_over;  // to an agent, once it is given
};
BOOST_DESCRIBE_STRUCT(BotAnswer, (), (title, phrases, text, hands_over))

struct Bot {
    std::string greeting;
    std::vector<BotAnswer> answers;
    std::vector<std::string> hand_over_phrases;  // by which customers ask for a person
    std::string unknown;                         // what it says where it finds nothing
    std::int64_t unknown_max;                    // texts in a row that find nothing: hands over
};
BOOST_DESCRIBE_STRUCT(Bot, (), (greeting, answers, hand_over_phrases, unknown, unknown_max))

inline constexpr std::size_t bot_answers_max = 50;
inline constexpr std::size_t bot_phrases_max = 20;
inline constexpr std::int64_t bot_unknown_most = 5;

/// What is wrong with a bot, as a rule; nothing where it is right.
struct WrongBot {
    std::string field;  // answers/3/title …
    std::string rule;
};
std::optional<WrongBot> wrong(Bot const& bot);

enum class FoundBy {
    title,      // the text is the title
    phrase,     // the text contains it: the longest counts, of equal ones the first
    hand_over,  // likewise a phrase by which customers ask for a person
    nothing,
};
BOOST_DESCRIBE_ENUM(FoundBy, title, phrase, hand_over, nothing)

struct FoundAnswer {
    FoundBy by;
    std::optional<std::size_t> answer;  // its place, from 0
    std::string phrase;                 // as it was written; empty: none
};
/// Upper and lower case, accents and punctuation do not matter; only whole words count.
FoundAnswer find_answer(Bot const& bot, std::string_view text);

/// Adds to what goes with the chat once it is handed over what the customer has just said to the
/// bot: what they came with, the title of the answer that they got, or the text that found none;
/// each once (N6).
void add_to_card(HandOverCard& card, Bot const& bot, std::string const& text,
                 FoundAnswer const& found);

}  // namespace parley::domain
