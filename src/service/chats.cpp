// Operations on chats: their whole life, from the request to the end.
#include <boost/json.hpp>

#include "base/secret.hpp"
#include "service/access.hpp"
#include "service/arrivals.hpp"
#include "service/bot_chats.hpp"
#include "service/bot_operations.hpp"
#include "service/ending.hpp"
#include "service/hand_over_cards.hpp"
#include "service/operations.hpp"
#include "service/policy.hpp"
#include "service/post.hpp"
#include "service/presence.hpp"
#include "service/redaction.hpp"
#include "service/routing.hpp"
#include "service/supervision.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"
#include "service/timers.hpp"

namespace parley::service {

namespace {

/// What the rules have said of the chat, and how it came to its queue.
void keep_wishes(Tx& tx, store::Chat const& chat, Directed const& directed) {
    auto const& [queue, decided, asked_for, moved_by] = directed;
    if (moved_by) {
        tx.arrivals.move(chat.organization, chat.id, tx.now(), asked_for, queue.id,
                         store::MoveCause::rule, *moved_by);
    }
    auto wanted = decided.agent;
    auto const recently = policy_of(tx, queue).last_agent_h;
    if (!wanted && recently > 0) {
        wanted = tx.line.last_agent(chat.visitor, tx.now() + -std::chrono::hours{recently});
    }
    auto const agent = wanted ? tx.agents.find(*wanted) : std::nullopt;
    if (agent && !agent->enabled) wanted.reset();  // gone since
    if (wanted || decided.priority != 0 || !decided.needs.empty()) {
        tx.line.set_wishes(chat.id, {decided.priority, decided.needs, wanted});
    }
}

void need_customer(Actor const& actor) {
    if (actor.kind != Actor::Kind::customer) throw Refused{Code::forbidden, "only a customer can"};
}

ChatResult result_for(Tx& tx, Actor const& actor, ChatId id) {
    return {chat_view(tx, tx.chats.get(id), actor)};
}

/// The customer wrote a first message although a chat is open already, perhaps in another tab: it
/// is said there, once. The same text again is a start that is tried again.
void say_in(Tx& tx, Actor const& actor, store::Chat const& chat, Said const& said) {
    auto const first = tx.messages.find(chat.id, chat.seq, actor.author_id(), "start");
    if (first && may_be(*first, said)) return;
    post(tx, actor, chat.id, "start " + sha256(said.masked()), said);
}

struct Wanted {
    std::optional<std::string> queue;
    std::optional<Said> text;
    std::optional<Fields> fields;
};

enum class ComesIn { if_open, always };

Fields stored_fields(std::string const& stored) {
    Fields fields;
    for (auto const& [key, value] : boost::json::parse(stored).as_object()) {
        fields[key] = value.as_string();
    }
    return fields;
}

/// The customer's new chat, in the queue where it belongs; the customer is told. Refuses
/// queue_closed and no_agent where that matters. Does not route.
store::Chat new_chat(Tx& tx, Actor const& actor, Wanted const& p, ComesIn comes_in) {
    auto const visitor = tx.people.get(actor.visitor);
    auto fields = stored_fields(visitor.fields);
    for (auto const& [key, value] : clean_fields(p.fields, "/fields")) fields[key] = value;
    auto const asked_for =
        asked_for_queue(tx, actor.organization, partition_of(tx, visitor), p.queue);
    auto const directed = direct(
        tx, asked_for, arrival_of(visitor, fields, p.text.value_or(Said{}).masked()), tx.now());
    if (comes_in == ComesIn::if_open) {
        if (auto const code = refusal_of(tx, directed.queue, tx.now())) throw Refused{*code};
    }
    store::Chat chat{};
    chat.id = tx.make_id<ChatId>();
    chat.organization = actor.organization;
    chat.queue = directed.queue.id;
    chat.visitor = actor.visitor;
    auto const bot = comes_in == ComesIn::if_open ? directed.queue.bot : std::nullopt;
    chat.state = bot ? domain::ChatState::bot : domain::ChatState::queued;
    chat.started_at = chat.queued_at = tx.now();
    chat.fields = to_json(fields);
    tx.chats.add(chat);
    keep_wishes(tx, chat, directed);
    if (bot) tx.bots.set_talk(chat.id, *bot);
    tell_visitor(tx, chat.visitor, bot ? "chat.started" : "chat.queued",
                 ChatTold{chat_view(tx, chat, Side::customer)});
    if (bot) {
        greet(tx, chat.id, *bot);
        chat = tx.chats.get(chat.id);
    }
    return chat;
}

ChatResult start(Tx& tx, Actor const& actor, ChatStart const& p) {
    std::optional<Said> text;
    if (p.text) text = clean_said(*p.text, domain::customer_message_max_most, "/text");
    if (auto const open = tx.chats.open_of(actor.visitor)) {
        if (text) say_in(tx, actor, *open, *text);
        return result_for(tx, actor, open->id);
    }
    auto const chat = new_chat(tx, actor, {p.queue, text, p.fields}, ComesIn::if_open);
    limit_wait(tx, chat);
    if (text) post(tx, actor, chat.id, "start", *text);
    if (chat.state == domain::ChatState::bot) return result_for(tx, actor, chat.id);
    route(tx, chat.queue);
    auto result = result_for(tx, actor, chat.id);
    auto const& view = result.chat;
    if (view.state != domain::ChatState::queued) return result;
    nobody_free(tx, tx.queues.get(chat.queue));
    if (view.wait_most_s) tx.chats.keep_wait(chat.id, *view.wait_least_s, *view.wait_most_s);
    return result;
}

/// What the customer has said, for the rules that look for words.
std::string said_to_bot(Tx& tx, ChatId chat) {
    constexpr std::int64_t looked_at_most = 200;
    std::string all;
    for (auto const& message : tx.messages.after(chat, 0, looked_at_most)) {
        if (message.from_kind != store::AuthorKind::customer) continue;
        all += (all.empty() ? "" : "\n") + message.text.text();
    }
    return all;
}

}  // namespace

std::optional<Code> hand_over(Tx& tx, ChatId id, domain::BotLeft why) {
    auto chat = tx.chats.get(id);
    tx.lock(chat.queue);
    auto const visitor = tx.people.get(chat.visitor);
    auto const text = said_to_bot(tx, id);
    auto const directed = direct(tx, tx.queues.get(chat.queue),
                                 arrival_of(visitor, stored_fields(chat.fields), text), tx.now());
    if (auto const code = refusal_of(tx, directed.queue, tx.now())) return code;
    chat.state = domain::after(chat.state, domain::ChatEvent::bot_hands_over, accepted(chat));
    chat.queued_at = tx.now();
    if (!text.empty()) chat.unanswered_since = tx.now();
    // Its name is that of its greeting, also once the bot itself is gone.
    auto const greeting = *tx.messages.at(id, 1);
    add_system_message(
        tx, chat, SystemEventType::bot_handed_over,
        PersonView{store::AuthorKind::bot, to_text(BotId{greeting.from_id}), greeting.from_name});
    tx.chats.save(chat);
    auto card = bot_card(chat);
    card.at = tx.now().ms;
    card.why = why;
    chat.bot_card = to_json(card);
    tx.bots.set_card(id, chat.bot_card);
    tx.bots.set_talk(id, std::nullopt);
    tx.bots.handed_over(id, tx.now());
    keep_wishes(tx, chat, directed);
    chat.queue = directed.queue.id;
    moved_on(tx, chat);
    limit_wait(tx, chat);
    tell_visitor(tx, chat.visitor, "chat.queued", ChatTold{chat_view(tx, chat, Side::customer)});
    // No wait is kept to compare with: it would be measured from when the chat began.
    route(tx, chat.queue);
    if (tx.chats.get(id).state == domain::ChatState::queued) nobody_free(tx, directed.queue);
    return std::nullopt;
}

ChatResult chat_ask_agent(Tx& tx, Actor const& actor, ChatAskAgent const& p) {
    need_customer(actor);
    auto const chat = own_chat(tx, actor, p.chat);
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    if (chat.state == domain::ChatState::bot) {
        if (auto const code = hand_over(tx, chat.id, domain::BotLeft::asked)) throw Refused{*code};
    }
    return result_for(tx, actor, chat.id);
}

ChatResult chat_solved(Tx& tx, Actor const& actor, ChatSolved const& p) {
    need_customer(actor);
    end_chat(tx, own_chat(tx, actor, p.chat),
             {domain::ChatEvent::bot_solved, store::AuthorKind::customer, person(actor), {}});
    return result_for(tx, actor, p.chat);
}

ChatResult chat_start(Tx& tx, Actor const& actor, ChatStart const& p) {
    need_customer(actor);
    return start(tx, actor, p);
}

ChatResult chat_leave(Tx& tx, Actor const& actor, ChatLeave const& p) {
    need_customer(actor);
    auto const text = clean_said(p.text, domain::customer_message_max_most, "/text");
    auto visitor = tx.people.get(actor.visitor);
    if (p.name) {
        auto const name = clean_name(*p.name, tx.limits().name_text_max, "/name");
        if (!name.empty()) visitor.name = name;
    }
    if (p.email) visitor.email = clean_email(*p.email, "/email");
    if (visitor.email.empty())
        throw invalid("/email", "must be given, so that somebody can answer");
    tx.people.save(visitor);
    auto const open = tx.chats.open_of(actor.visitor);
    // Before anything is said in it.
    if (open) domain::after(open->state, domain::ChatEvent::leave_message, accepted(*open));
    if (!open) {
        // The same text again is a message that is left once more, perhaps from another tab.
        auto const last = tx.chats.of_visitor(actor.visitor, ChatId{INT64_MAX}, 1);
        auto const left =
            last.empty() ? std::nullopt
                         : tx.messages.find(last[0].id, last[0].seq, actor.author_id(), "left");
        if (left && may_be(*left, text)) return result_for(tx, actor, last[0].id);
    }
    auto const chat =
        open ? *open : new_chat(tx, actor, {p.queue, text, p.fields}, ComesIn::always);
    post(tx, actor, chat.id, "left", text, Bot::listens);
    end_chat(tx, tx.chats.get(chat.id),
             {domain::ChatEvent::leave_message, store::AuthorKind::customer, person(actor), {}});
    return result_for(tx, actor, chat.id);
}

ChatResult chat_get(Tx& tx, Actor const& actor, ChatGet const& p) {
    return {chat_view(tx, visible_chat(tx, actor, p.chat), actor)};
}

}  // namespace parley::service
