#include "service/word.hpp"

#include <algorithm>

#include "service/access.hpp"
#include "service/policy.hpp"
#include "service/presence.hpp"
#include "service/tell.hpp"

namespace parley::service {

namespace {

/// A chat in which somebody has the word, for who takes part in it.
store::Chat chat_with_word(Tx& tx, Actor const& actor, ChatId id) {
    actor.need(domain::Right::chat_handle);
    auto chat = joined_chat(tx, actor, id);
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    if (chat.state != domain::ChatState::active) throw Refused{Code::chat_not_active};
    if (!chat.one_speaker) {
        throw Refused{Code::forbidden, "everybody who takes part may write here"};
    }
    return chat;
}

/// Takes part by right, not by invitation.
bool has_joined(Tx& tx, store::Chat const& chat, UserId user) {
    if (chat.supervised == 0) return false;
    return std::ranges::any_of(tx.supervisions.open_in(chat.id), [&](auto const& it) {
        return it.user == user && it.mode == store::SupervisionMode::join;
    });
}

ChatResult pass(Tx& tx, Actor const& actor, store::Chat chat, UserId to) {
    chat.word += 1;
    chat.speaker = to == *chat.agent ? std::nullopt : std::optional{to};
    tx.chats.save(chat);
    tell_word(tx, chat, person(actor));
    was_active(tx, actor.user);
    return {chat_view(tx, chat, actor)};
}

}  // namespace

ChatResult chat_give_word(Tx& tx, Actor const& actor, ChatGiveWord const& p) {
    auto const chat = chat_with_word(tx, actor, p.chat);
    auto const speaker = *speaker_of(chat);
    if (actor.user != speaker && actor.user != chat.agent) {
        throw Refused{Code::forbidden, "only the chat's agent and who has the word may give it"};
    }
    if (p.agent != chat.agent && !is_guest(tx, chat, p.agent)) {
        throw invalid("/agent", "takes no part in the chat");
    }
    if (p.agent == speaker) throw Refused{Code::conflict, "has the word already", "/agent"};
    if (!tx.agents.get(p.agent).connected) throw Refused{Code::agent_gone, {}, "/agent"};
    return pass(tx, actor, chat, p.agent);
}

ChatResult chat_take_word(Tx& tx, Actor const& actor, ChatTakeWord const& p) {
    auto const chat = chat_with_word(tx, actor, p.chat);
    auto const speaker = *speaker_of(chat);
    if (actor.user == speaker) throw Refused{Code::conflict, "you have the word already"};
    bool const at_any_time = actor.user == chat.agent || has_joined(tx, chat, actor.user);
    if (!at_any_time && tx.agents.get(speaker).connected) {
        throw Refused{Code::forbidden, "ask who has the word to give it to you"};
    }
    return pass(tx, actor, chat, actor.user);
}

void need_word(store::PostTarget const& chat, UserId agent, std::optional<std::int64_t> word) {
    auto const speaker = speaker_of(chat);
    if (!speaker) return;
    if (*speaker != agent) throw Refused{Code::word_elsewhere};
    if (word && *word != chat.word) {
        throw Refused{Code::word_elsewhere, "somebody else has had the word since", "/word"};
    }
}

void word_begins(Tx& tx, store::Chat& chat) {
    bool const now = policy_of(tx, tx.queues.get(chat.queue)).one_speaker;
    if (now != chat.one_speaker) word_to_owner(chat);
    chat.one_speaker = now;
}

void word_to_owner(store::Chat& chat) {
    chat.word += 1;
    chat.speaker.reset();
}

bool speaker_leaves(store::Chat& chat, UserId guest) {
    if (chat.speaker != guest) return false;
    word_to_owner(chat);
    return true;
}

void tell_word(Tx& tx, store::Chat const& chat, std::optional<PersonView> by) {
    tell_staff_views(tx, chat, chat.agent, "word.changed",
                     [&](ChatView view) { return WordChanged{std::move(view), by}; });
}

}  // namespace parley::service
