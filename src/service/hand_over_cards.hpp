#pragma once
// The card that goes with a chat to whoever has it next: who had it, why it is theirs no more, what
// is wanted, done and open. Only staff see it. Source: N6.

#include "domain/hand_over.hpp"
#include "service/views.hpp"

namespace parley::service {

struct CardGiven {
    std::optional<std::string> wanted;
    std::optional<std::string> done;
    std::optional<std::string> open;
};
BOOST_DESCRIBE_STRUCT(CardGiven, (), (wanted, done, open))

/// What an agent says with a chat: for who gets it.
struct SaidWith {
    std::string note;
    std::string card = {};  // as it is stored; empty: none
};

/// As it is stored. Refuses invalid with the path of the field: texts are as long as notes.
std::string stored_card(store::Tx& tx, std::optional<CardGiven> const& given);

/// The bot's: what the chat has of it so far.
domain::BotCard bot_card(store::Chat const& chat);

/// How the chat has come to whoever has it, or waits for it, now; nothing: by no one.
std::optional<HandedOnView> handed_on(store::Tx& tx, store::Chat const& chat);

/// What was said with this hand-over.
std::optional<CardView> card_view(store::Tx& tx, store::HandOver const& it);

/// Who asks a colleague to have or to join the chat.
HandedOnView handed_on(store::Tx& tx, store::Offer const& offer, store::Queue const& queue);

}  // namespace parley::service
