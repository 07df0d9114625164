#include "service/logs.hpp"

#include "service/access.hpp"
#include "service/code_rules.hpp"
#include "service/policy.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"
#include "service/wrap_up.hpp"

namespace parley::service {

namespace {

/// What the caller had, or has, to do with a chat.
struct Part {
    store::Chat chat;
    CodeRules lists;
    domain::Policy policy;
};

/// Nothing where the caller had no part in a chat of their organization.
std::optional<Part> part_of(Tx& tx, Actor const& actor, ChatId id) {
    auto const chat = tx.chats.find(id);
    if (!chat || chat->organization != actor.organization) return std::nullopt;
    auto const queue = tx.logs.queue_of_part(id, actor.user);
    if (!queue) return std::nullopt;
    return Part{*chat, code_rules(tx, chat->organization, *queue),
                policy_of(tx, tx.queues.get(*queue), actor.user)};
}

LogView view_of(Tx& tx, ChatId chat, store::ChatLog const& log) {
    return {
        person(tx, log.agent), tx.codes.of_chat(chat, log.agent), log.note, log.state, log.saved_at,
        log.edited_at};
}

/// Refuses codes that the caller cannot choose, or with which it cannot be saved yet.
void check_codes(Tx& tx, Actor const& actor, Part const& part, ChatSaveLog const& p, bool draft) {
    auto const codes =
        p.codes ? *p.codes : in_use(part.lists, tx.codes.of_chat(p.chat, actor.user));
    auto wrong = domain::wrong_codes(part.lists.rules, codes, part.policy);
    if (!wrong && !draft) wrong = domain::missing_codes(part.lists.rules, codes, part.policy);
    if (wrong) throw invalid("/codes", *wrong);
}

}  // namespace

ChatLogs chat_log(Tx& tx, Actor const& actor, ChatGet const& p) {
    bool const sees_all = actor.may(domain::Right::chat_view_all);
    if (!sees_all) actor.need(domain::Right::chat_handle);
    auto const part = part_of(tx, actor, p.chat);
    if (!part) visible_chat(tx, actor, p.chat);
    ChatLogs found{};
    if (part) {
        found.lists = part->lists.ids;
        found.codes_max = part->policy.codes_max;
    }
    // A part in it does not widen the reach of who sees all within theirs.
    bool const all = sees_all && actor.reaches(tx.chats.get(p.chat).queue);
    for (auto const& log : tx.logs.of(p.chat)) {
        if (all || log.agent == actor.user) found.items.push_back(view_of(tx, p.chat, log));
    }
    return found;
}

LogResult chat_save_log(Tx& tx, Actor const& actor, ChatSaveLog const& p) {
    actor.need(domain::Right::chat_handle);
    auto const part = part_of(tx, actor, p.chat);
    if (!part) throw Refused{Code::not_found};
    bool const draft = p.draft.value_or(false);
    auto const wrap_up = tx.wrap_ups.open(p.chat, actor.user);
    if (!draft && (wrap_up || !domain::is_over(part->chat.state))) {
        throw invalid("/draft", "must be true until the chat and its wrap-up are over");
    }
    auto const note = p.note ? std::optional{note_text(tx, *p.note)} : std::nullopt;
    if (p.codes || !draft) check_codes(tx, actor, *part, p, draft);
    auto const organization = part->chat.organization;
    if (p.codes) tx.codes.set(organization, p.chat, actor.user, *p.codes);
    tx.logs.keep(organization, p.chat, actor.user, note,
                 draft ? store::LogState::draft : store::LogState::saved, tx.now());
    if (p.codes && wrap_up) tell_wrap_up_changed(tx, *wrap_up);
    auto const log = view_of(tx, p.chat, *tx.logs.find(p.chat, actor.user));
    tell_agent(tx, actor.user, "log.changed", LogChanged{p.chat, log});
    return {log};
}

}  // namespace parley::service
