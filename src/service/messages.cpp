// Operations on messages, and what a client is missing of them.
#include <algorithm>
#include <set>

#include "service/access.hpp"
#include "service/bot_chats.hpp"
#include "service/files.hpp"
#include "service/operations.hpp"
#include "service/policy.hpp"
#include "service/post.hpp"
#include "service/redaction.hpp"
#include "service/search.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"
#include "service/word.hpp"

namespace parley::service {

namespace {

/// In whatever order they are named.
bool has_files(store::Message const& message, std::vector<FileId> const& files) {
    std::set<std::string> named;
    for (auto const file : files) named.insert(to_text(file));
    auto const stored = message.files ? file_ids(*message.files) : std::vector<std::string>{};
    return named == std::set(stored.begin(), stored.end());
}

MessagePosted stored_before(store::Message const& message, Said const& said,
                            std::vector<FileId> const& files) {
    if (!may_be(message, said) || !has_files(message, files)) {
        throw Refused{Code::conflict, "this client_id was used for another message", "/client_id"};
    }
    return {message_view(message), true};
}

/// Refuses unless the chat is open and the author is its customer, its owner or a guest.
void need_part(Tx& tx, Actor const& actor, ChatId id, store::PostTarget const& chat) {
    bool const part = actor.kind == Actor::Kind::customer ? chat.visitor == actor.visitor
                                                          : chat.agent == actor.user;
    if (!part && !(chat.guests > 0 && tx.guests.find(id, actor.user))) {
        (void)visible_chat(tx, actor, id);  // refuses not_found to those who may not even see it
        throw Refused{Code::forbidden, "only agents who take part in the chat may write"};
    }
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
}

/// Refuses what staff would not write if they knew what has happened since.
void need_known(Tx& tx, Actor const& actor, ChatId id, store::PostTarget const& chat,
                AsKnown const& known) {
    if (actor.kind != Actor::Kind::staff) return;
    need_word(chat, actor.user, known.word);
    if (known.seen && *known.seen < chat.seq &&
        tx.messages.has_of_colleague(id, actor.author_id(), *known.seen)) {
        throw Refused{Code::said_meanwhile, {}, "/seen"};
    }
}

/// Refuses what the chat's queue does not allow its author: more than so much (E12, E13), and
/// formatted text (O15).
void need_allowed(Tx& tx, Actor const& actor, ChatId id, Said const& said) {
    if (said.is_formatted()) actor.need(domain::Right::chat_rich_text);
    auto const length = said.code_points();
    if (length <= domain::message_max_least && !said.is_formatted()) return;
    auto const policy = policy_of(tx, tx.queues.get(tx.chats.get(id).queue));
    if (said.is_formatted() && !policy.rich_text) {
        throw Refused{Code::forbidden, "the queue has no formatted text", "/body"};
    }
    need_length(length,
                actor.kind == Actor::Kind::customer ? policy.customer_message_max
                                                    : policy.agent_message_max,
                said.path());
}

/// What is posted, cleaned: a text or a tree that says something.
Said said_in(Actor const& actor, MessagePost const& p) {
    constexpr auto most = domain::agent_message_max_most;
    if (!p.body) {
        if (!p.text && p.files && !p.files->empty()) return {};
        if (!p.text) throw invalid("/text", "is missing");
        return clean_said(*p.text, most, "/text");
    }
    if (p.text) throw invalid("/body", "give text or body, not both");
    if (actor.kind != Actor::Kind::staff) {
        throw Refused{Code::forbidden, "customers write plain text", "/body"};
    }
    return clean_body(*p.body, most, "/body");
}

/// What was said before turns out to be a part of a number: everybody who has it is told.
void mask_earlier(Tx& tx, ChatId id, store::PostTarget const& chat, Heard const& heard) {
    for (auto const& rewrite : heard.earlier) {
        auto const before = *tx.messages.at(id, rewrite.message);
        reindex(tx, before, rewrite.text);
        tx.messages.mask(id, rewrite.message, rewrite.text, heard.redacted,
                         body_saying(before.body, rewrite.text));
        tell_message(tx, chat, *tx.messages.at(id, rewrite.message), "message.redacted");
    }
    if (!heard.earlier.empty()) tx.overwritten();
}

}  // namespace

bool may_be(store::Message const& message, Said const& said) {
    return message.redacted || (said.is(message.text.text()) && said.looks(message.body));
}

MessagePosted post(Tx& tx, Actor const& actor, ChatId id, std::string const& client_id,
                   Said const& said, Bot bot, AsKnown const& known,
                   std::vector<FileId> const& files) {
    auto const target = tx.chats.post_target(id);
    if (!target || target->organization != actor.organization) throw Refused{Code::not_found};
    auto const& chat = *target;
    // A resend is a resend of what was stored, whatever has become of the chat since: its end, or
    // another owner.
    if (auto const before = tx.messages.find(id, chat.seq, actor.author_id(), client_id)) {
        return stored_before(*before, said, files);
    }
    need_part(tx, actor, id, chat);
    need_known(tx, actor, id, chat, known);
    need_allowed(tx, actor, id, said);
    auto const heard = hear(tx, id, {actor.author_id(), chat.seq + 1}, said, said.path());
    auto attached = attach(tx, actor, id, chat.seq + 1, files);
    bool const customer = actor.kind == Actor::Kind::customer;
    store::Message const message{tx.make_id<MessageId>(),
                                 chat.organization,
                                 id,
                                 chat.seq + 1,
                                 tx.now(),
                                 customer ? store::AuthorKind::customer : store::AuthorKind::agent,
                                 actor.author_id(),
                                 actor.name,
                                 client_id,
                                 heard.text,
                                 std::nullopt,
                                 heard.redacted,
                                 heard.body,
                                 std::move(attached)};
    tx.messages.add(message);
    bool const with_bot = chat.state == domain::ChatState::bot;
    auto const unanswered = customer && !with_bot
                                ? std::optional{chat.unanswered_since.value_or(tx.now())}
                                : std::nullopt;
    tx.chats.save_post(id, message.seq, unanswered);
    tell_message(tx, chat, message);
    mask_earlier(tx, id, chat, heard);
    if (with_bot && bot == Bot::answers) answer_by_bot(tx, id, message.text.text());
    return {message_view(message), false};
}

MessagePosted message_post(Tx& tx, Actor const& actor, MessagePost const& p) {
    check_client_id(p.client_id);
    if (p.word.value_or(0) < 0) throw invalid("/word", "must not be negative");
    if (p.seen.value_or(0) < 0) throw invalid("/seen", "must not be negative");
    return post(tx, actor, p.chat, p.client_id, said_in(actor, p), Bot::answers, {p.word, p.seen},
                p.files.value_or(std::vector<FileId>{}));
}

MessagePage message_list(Tx& tx, Actor const& actor, MessageList const& p) {
    constexpr std::int64_t page = 50;
    if (p.after_seq && p.before_seq) {
        throw invalid("/before_seq", "give after_seq or before_seq, not both");
    }
    if (p.after_seq.value_or(0) < 0) throw invalid("/after_seq", "must not be negative");
    if (p.before_seq.value_or(1) < 1) throw invalid("/before_seq", "must be at least 1");
    auto const limit = page_limit(p.limit, page, tx.limits().page_max);
    auto const chat = visible_chat(tx, actor, p.chat);
    bool const backwards = p.before_seq.has_value();
    auto const messages = backwards ? tx.messages.before(chat.id, *p.before_seq, limit)
                                    : tx.messages.after(chat.id, p.after_seq.value_or(0), limit);
    MessagePage result;
    for (auto const& message : messages) result.items.push_back(message_view(message));
    if (!messages.empty()) {
        auto const edge = backwards ? messages.front().seq : messages.back().seq;
        if (backwards ? edge > 1 : edge < chat.seq) result.next = std::to_string(edge);
    }
    return result;
}

Synced session_sync(Tx& tx, Actor const& actor, SessionSync const& p) {
    Synced result{tx.now(), {}};
    auto left = tx.limits().page_max;
    for (auto const& [text, seq] : p.chats) {
        auto const id = id_from_text<ChatTag>(text);
        if (!id) throw invalid("/chats/" + text, "is not the id of a chat");
        if (seq < 0) throw invalid("/chats/" + text, "must not be negative");
        std::optional<store::Chat> chat;
        try {
            chat = visible_chat(tx, actor, *id);
        } catch (Refused const&) {
            continue;  // the chat went to a colleague: nothing of it is missing here
        }
        SyncedChat synced{*id, chat->seq, {}, seq > chat->seq};
        if (seq < chat->seq && left > 0) {
            for (auto const& message : tx.messages.after(*id, seq, left)) {
                synced.messages.push_back(message_view(message));
                --left;
            }
        }
        result.chats.push_back(std::move(synced));
    }
    return result;
}

}  // namespace parley::service
