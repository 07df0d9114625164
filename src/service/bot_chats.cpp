#include "service/bot_chats.hpp"

#include <boost/json.hpp>

#include "service/hand_over_cards.hpp"
#include "service/redaction.hpp"
#include "service/tell.hpp"

namespace parley::service {

namespace {

/// One message of the bot's.
void say(store::Tx& tx, store::Chat& chat, store::Bot const& bot, std::string const& text) {
    chat.seq += 1;
    store::Message const message{tx.make_id<MessageId>(),
                                 chat.organization,
                                 chat.id,
                                 chat.seq,
                                 tx.now(),
                                 store::AuthorKind::bot,
                                 bot.id.value,
                                 bot.name,
                                 "bot-" + std::to_string(chat.seq),
                                 prepared(tx, tx.queues.get(chat.queue), text),
                                 std::nullopt};
    tx.messages.add(message);
    tx.chats.save_post(chat.id, chat.seq, std::nullopt);
    tell_message(tx, chat, message);
}

/// Where nobody can take the chat, the bot says so and goes on.
void hand_over_or_say(store::Tx& tx, store::Chat& chat, domain::BotLeft why) {
    tx.bots.set_unknown(chat.id, 0);
    if (!hand_over(tx, chat.id, why)) return;
    add_system_message(tx, chat, SystemEventType::nobody_there, std::nullopt);
    tx.chats.save_post(chat.id, chat.seq, std::nullopt);
}

}  // namespace

domain::Bot read_bot(store::Bot const& it) {
    return boost::json::value_to<domain::Bot>(boost::json::parse(it.plan));
}

void greet(store::Tx& tx, ChatId id, BotId bot_id) {
    auto const bot = *tx.bots.find(bot_id);
    auto chat = tx.chats.get(id);
    say(tx, chat, bot, read_bot(bot).greeting);
}

void answer_by_bot(store::Tx& tx, ChatId id, std::string const& text) {
    auto chat = tx.chats.get(id);
    auto const [bot_id, unknown] = tx.bots.talk(id);
    auto const bot = bot_id ? tx.bots.find(*bot_id) : std::nullopt;
    if (!bot) return hand_over_or_say(tx, chat, domain::BotLeft::removed);
    auto const plan = read_bot(*bot);
    auto const found = domain::find_answer(plan, text);
    auto card = bot_card(chat);
    domain::add_to_card(card.card, plan, text, found);
    tx.bots.set_card(id, to_json(card));
    if (found.answer) {
        auto const& answer = plan.answers[*found.answer];
        say(tx, chat, *bot, answer.text);
        if (answer.hands_over) return hand_over_or_say(tx, chat, domain::BotLeft::answer);
        if (unknown > 0) tx.bots.set_unknown(id, 0);
        return;
    }
    if (found.by == domain::FoundBy::hand_over) {
        return hand_over_or_say(tx, chat, domain::BotLeft::asked);
    }
    if (unknown + 1 >= plan.unknown_max) {
        return hand_over_or_say(tx, chat, domain::BotLeft::unknown);
    }
    tx.bots.set_unknown(id, unknown + 1);
    say(tx, chat, *bot, plan.unknown);
}

}  // namespace parley::service
