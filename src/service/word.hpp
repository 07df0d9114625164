#pragma once
// One speaker at a time: where the switch `one_speaker` says so, one of those who take part in a
// chat has the word, and nobody else of them writes to the customer. Source: N6.
//
// INVARIANT 1: the word is the owner's or a guest's, never nobody's; a new owner has it.
// INVARIANT 2: its number grows whenever somebody else has it. A post that carries another number
// than the chat's is refused, so that who has lost the word says nothing late, even with it again.
// A bot speaks in a chat without an owner alone: it and an agent never have the word together.

#include "service/operations.hpp"

namespace parley::service {

struct ChatGiveWord {
    ChatId chat;
    UserId agent;  // the owner or a guest
};
BOOST_DESCRIBE_STRUCT(ChatGiveWord, (), (chat, agent))
/// By who has the word, and by the owner. Refuses forbidden to others and where everybody may
/// write, conflict to who has it, invalid and agent_gone with /agent.
ChatResult chat_give_word(Tx& tx, Actor const& actor, ChatGiveWord const& p);

struct ChatTakeWord {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ChatTakeWord, (), (chat))
/// By the owner and by a manager who has joined, at any time; by other guests while who has it has
/// no connection. Refuses forbidden, and conflict to who has it.
ChatResult chat_take_word(Tx& tx, Actor const& actor, ChatTakeWord const& p);

// --- events --------------------------------------------------------------------------------------

/// To the staff of the chat.
struct WordChanged {
    ChatView chat;
    std::optional<PersonView> by;  // left out: who had it takes no part any more
};
BOOST_DESCRIBE_STRUCT(WordChanged, (), (chat, by))

// --- inside the service --------------------------------------------------------------------------

/// Who alone may write to the customer; nothing: everybody who takes part. `Chat`: a store::Chat or
/// store::PostTarget.
template <class Chat>
std::optional<UserId> speaker_of(Chat const& chat) {
    if (!chat.one_speaker) return std::nullopt;
    return chat.speaker ? chat.speaker : chat.agent;
}

/// Refuses word_elsewhere unless the agent may write now. `word`: the number that the writer knew.
void need_word(store::PostTarget const& chat, UserId agent, std::optional<std::int64_t> word);

/// What the switch says from now on; of a chat that gets an owner or a guest. Does not save.
void word_begins(Tx& tx, store::Chat& chat);

/// The owner has it, or is another one. Does not save.
void word_to_owner(store::Chat& chat);

/// The guest takes part no more: the owner has the word, if the guest had it. The caller saves the
/// chat, and says tell_word where true comes back.
bool speaker_leaves(store::Chat& chat, UserId guest);
void tell_word(Tx& tx, store::Chat const& chat, std::optional<PersonView> by);

}  // namespace parley::service
