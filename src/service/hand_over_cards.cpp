#include "service/hand_over_cards.hpp"

#include <algorithm>
#include <ranges>

#include <boost/json.hpp>

#include "service/text_rules.hpp"

namespace parley::service {

namespace {

template <class T>
T read(std::string const& stored) {
    return boost::json::value_to<T>(boost::json::parse(stored));
}

CardView view_of(PersonView by, Instant at, domain::HandOverCard const& card) {
    return {std::move(by), at, unless_empty(card.wanted), unless_empty(card.done),
            unless_empty(card.open)};
}

/// The bot that greeted, also once it is gone.
PersonView bot_of(store::Tx& tx, ChatId chat) {
    return message_view(*tx.messages.at(chat, 1)).from;
}

/// Who handed it on: its owner or, of a chat that waited, the manager who gave it away.
std::optional<UserId> who(store::HandOver const& it) {
    using enum store::HandOverCause;
    bool const by_manager = it.cause == assigned || it.cause == requeued;
    return by_manager ? it.by : it.from;
}

/// The newest there is: it holds until somebody says something else.
std::optional<CardView> newest_card(store::Tx& tx, store::Chat const& chat,
                                    std::vector<store::HandOver> const& chain) {
    for (auto const& it : chain | std::views::reverse) {
        if (auto card = card_view(tx, it)) return card;
    }
    auto const left = bot_card(chat);
    if (left.at == 0 || left.card.is_empty()) return std::nullopt;
    return view_of(bot_of(tx, chat.id), Instant{left.at}, left.card);
}

HandedOnCause cause_of(store::HandOverCause cause) {
    return *from_word<HandedOnCause>(word(cause));
}

}  // namespace

std::string stored_card(store::Tx& tx, std::optional<CardGiven> const& given) {
    if (!given) return {};
    auto const text = [&](std::optional<std::string> const& raw, std::string const& path) {
        return note_text(tx, raw.value_or(""), path);
    };
    domain::HandOverCard const card{text(given->wanted, "/card/wanted"),
                                    text(given->done, "/card/done"),
                                    text(given->open, "/card/open")};
    return card.is_empty() ? std::string{} : to_json(card);
}

domain::BotCard bot_card(store::Chat const& chat) {
    return chat.bot_card.empty() ? domain::BotCard{} : read<domain::BotCard>(chat.bot_card);
}

std::optional<HandedOnView> handed_on(store::Tx& tx, store::Chat const& chat) {
    auto const chain =
        chat.hand_overs > 0 ? tx.hand_overs.of(chat.id) : std::vector<store::HandOver>{};
    if (!chain.empty() && who(chain.back())) {
        auto const& last = chain.back();
        return HandedOnView{person(tx, *who(last)),
                            last.at,
                            tx.queues.get(last.from_queue).name,
                            unless_empty(last.note),
                            cause_of(last.cause),
                            {},
                            newest_card(tx, chat, chain)};
    }
    auto const left = bot_card(chat);
    if (left.at == 0) return std::nullopt;
    return HandedOnView{bot_of(tx, chat.id), Instant{left.at}, tx.queues.get(chat.queue).name, {},
                        HandedOnCause::bot,  left.why,         newest_card(tx, chat, {})};
}

std::optional<CardView> card_view(store::Tx& tx, store::HandOver const& it) {
    if (it.card.empty() || !who(it)) return std::nullopt;
    return view_of(person(tx, *who(it)), it.at, read<domain::HandOverCard>(it.card));
}

HandedOnView handed_on(store::Tx& tx, store::Offer const& offer, store::Queue const& queue) {
    auto const from = person(tx, *offer.from);
    HandedOnView view{from,
                      offer.offered_at,
                      queue.name,
                      unless_empty(offer.note),
                      offer.kind == store::OfferKind::transfer ? HandedOnCause::transfer
                                                               : HandedOnCause::conference,
                      {},
                      {}};
    if (!offer.card.empty()) {
        view.card = view_of(from, offer.offered_at, read<domain::HandOverCard>(offer.card));
    }
    return view;
}

}  // namespace parley::service
