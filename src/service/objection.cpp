// "This is not a card number" (N5).
#include "service/access.hpp"
#include "service/audit.hpp"
#include "service/operations.hpp"
#include "service/policy.hpp"
#include "service/redaction.hpp"
#include "service/search.hpp"
#include "service/tell.hpp"

namespace parley::service {

namespace {

constexpr seconds objection_time{900};  // after which a message stays as it is

/// The actor's own message, of which something was taken out not long ago.
store::Message masked_message(Tx& tx, Actor const& actor, store::Chat const& chat,
                              std::int64_t seq) {
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    auto message = tx.messages.at(chat.id, seq);
    bool const customer = actor.kind == Actor::Kind::customer;
    auto const kind = customer ? store::AuthorKind::customer : store::AuthorKind::agent;
    if (!message || message->event || message->from_kind != kind ||
        message->from_id != actor.author_id()) {
        throw invalid("/seq", "is not a message of yours");
    }
    if (!message->redacted) throw invalid("/seq", "nothing was taken out of this message");
    if (tx.now() - message->at > objection_time) throw invalid("/seq", "was too long ago");
    return std::move(*message);
}

}  // namespace

MessageResult message_not_a_card(Tx& tx, Actor const& actor, MessageNotACard const& p) {
    auto const chat = joined_chat(tx, actor, p.chat);
    auto message = masked_message(tx, actor, chat, p.seq);
    auto const queue = tx.queues.get(chat.queue);
    auto policy = policy_of(tx, queue);
    if (!policy.redaction_objection) {
        throw Refused{Code::forbidden, "what is taken out stays out"};
    }
    auto const said = clean_said(p.text, domain::agent_message_max_most, "/text");
    if (said.masked() != domain::redaction::without_any(message.text.text())) {
        throw invalid("/text", "is not what the message said");
    }
    // What might be one is none, since they say so; what hardly can be anything else is one.
    policy.redaction_mode = domain::redaction::Mode::balanced;
    auto heard = Listener::redacted(said, redaction_rules(tx, chat.organization, policy).rules);
    if (heard.verdict != domain::redaction::Verdict::clean) {
        throw Refused{Code::personal_data, "it still looks like a number that must not be sent",
                      "/text"};
    }
    auto const was = *message.redacted;
    reindex(tx, message, heard.text);
    message.text = std::move(heard.text);
    message.redacted.reset();
    message.body = body_saying(message.body, message.text);
    tx.messages.mask(chat.id, message.seq, message.text, {}, message.body);
    tell_message(tx, chat, message, "message.changed");
    audit(tx, actor,
          {"message.not_a_card",
           {"chat", to_text(chat.id), {}},
           {{"seq", {}, std::to_string(message.seq)}, {"redacted", was, {}}},
           {},
           {}});
    return {message_view(message)};
}

}  // namespace parley::service
