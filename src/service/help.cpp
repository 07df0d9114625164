#include "service/help.hpp"

#include "service/access.hpp"
#include "service/presence.hpp"
#include "service/supervision.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

/// Nobody reads a longer list; those who have waited for the longest are on it.
constexpr std::int64_t calls_max = 200;

void tell_managers(Tx& tx, OrganizationId organization) {
    for (auto const& [user, rights] : tx.roles.rights_of_active(organization)) {
        if (!rights.has(domain::Right::chat_monitor)) continue;
        tell_agent(tx, user, "help.list_changed", HelpListChanged{});
    }
}

void tell_changed(Tx& tx, store::Chat const& chat, std::optional<PersonView> const& by) {
    tell_staff_views(tx, chat, chat.agent, "help.changed",
                     [&](ChatView view) { return HelpChanged{std::move(view), by}; });
    tell_managers(tx, chat.organization);
}

/// Nothing where nobody has called.
std::optional<store::HelpCall> call_in(Tx& tx, store::Chat const& chat) {
    return chat.help_wanted_at ? tx.help.of(chat.id) : std::nullopt;
}

}  // namespace

ChatResult chat_ask_help(Tx& tx, Actor const& actor, ChatAskHelp const& p) {
    actor.need(domain::Right::chat_handle);
    auto chat = joined_chat(tx, actor, p.chat);
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    if (chat.state != domain::ChatState::active) throw Refused{Code::chat_not_active};
    auto const text = note_text(tx, p.text.value_or(""), "/text");
    auto const known = call_in(tx, chat);
    store::HelpCall call{tx.now(), actor.user, text, {}};
    if (known) call = {known->at, actor.user, text, known->helper};
    tx.help.set(chat.id, call);
    was_active(tx, actor.user);
    chat = tx.chats.get(chat.id);
    tell_changed(tx, chat, person(actor));
    return {chat_view(tx, chat, actor)};
}

ChatResult chat_cancel_help(Tx& tx, Actor const& actor, ChatCancelHelp const& p) {
    if (actor.kind != Actor::Kind::staff) throw Refused{Code::forbidden};
    auto chat = visible_chat(tx, actor, p.chat);
    bool const manages = actor.may(domain::Right::chat_monitor) && actor.reaches(chat.queue);
    if (!manages) chat = joined_chat(tx, actor, p.chat);
    if (chat.help_wanted_at) {
        tx.help.end(chat.id);
        chat.help_wanted_at.reset();
        tell_changed(tx, chat, person(actor));
    }
    return {chat_view(tx, chat, actor)};
}

ChatResult chat_answer_help(Tx& tx, Actor const& actor, ChatAnswerHelp const& p) {
    actor.need(domain::Right::chat_monitor);
    // Whoever takes part is there already.
    if (!is_guest(tx, tx.chats.get(p.chat), actor.user)) chat_monitor(tx, actor, {p.chat});
    auto const chat = tx.chats.get(p.chat);
    auto call = call_in(tx, chat);
    if (!call) throw Refused{Code::conflict, "nobody has called for help"};
    if (call->helper && call->helper != actor.user) {
        throw Refused{Code::conflict, person(tx, *call->helper).name + " is on it already"};
    }
    if (!call->helper) {
        call->helper = actor.user;
        tx.help.set(chat.id, *call);
        tell_changed(tx, chat, person(actor));
    }
    return {chat_view(tx, chat, Side::staff)};
}

HelpItems help_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::chat_view_all);
    HelpItems result;
    for (auto const id : tx.help.open(actor.organization, calls_max)) {
        auto const chat = tx.chats.get(id);
        if (actor.reaches(chat.queue)) result.items.push_back(chat_view(tx, chat, actor));
    }
    return result;
}

void help_ends(Tx& tx, store::Chat& chat) {
    if (!chat.help_wanted_at) return;
    tx.help.end(chat.id);
    chat.help_wanted_at.reset();
    tell_managers(tx, chat.organization);
}

void help_came(Tx& tx, store::Chat& chat, UserId owner) {
    auto const call = call_in(tx, chat);
    if (call && call->helper == owner) help_ends(tx, chat);
}

void helper_leaves(Tx& tx, store::Chat const& chat, UserId user) {
    auto call = call_in(tx, chat);
    if (!call || call->helper != user) return;
    call->helper.reset();
    tx.help.set(chat.id, *call);
    tell_changed(tx, chat, {});
}

void help_moves(Tx& tx, store::Chat const& chat) {
    if (chat.help_wanted_at) tell_managers(tx, chat.organization);
}

}  // namespace parley::service
