#include "service/supervision.hpp"

#include <algorithm>

#include "service/access.hpp"
#include "service/conference.hpp"
#include "service/ghost_drafts.hpp"
#include "service/handing.hpp"
#include "service/help.hpp"
#include "service/pages.hpp"
#include "service/policy.hpp"
#include "service/routing.hpp"
#include "service/sessions.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"
#include "service/wrap_up.hpp"

namespace parley::service {

namespace {

using store::SupervisionMode;

constexpr std::size_t watchers_max = 20;  // of one chat

bool lasts(SupervisionMode mode) { return mode != SupervisionMode::whisper; }

/// Every use comes through here. Changes `chat`, which the caller saves.
void begin(Tx& tx, store::Chat& chat, UserId user, SupervisionMode mode) {
    auto const until = lasts(mode) ? std::nullopt : std::optional{tx.now()};
    tx.supervisions.add({chat.organization, chat.id, 0, user, mode, tx.now(), until});
    if (lasts(mode)) chat.supervised += 1;
}

void end(Tx& tx, store::Chat& chat, store::Supervision const& it, WatchEndReason why) {
    tx.supervisions.end(it, tx.now());
    chat.supervised -= 1;
    if (it.mode != SupervisionMode::watch) return;
    draft_ends(tx, chat.id, it.user);
    tell_agent(tx, it.user, "watch.ended", WatchEnded{chat.id, why});
}

bool watches(Tx& tx, store::Chat const& chat, UserId user) {
    auto const watchers = watchers_of(tx, chat);
    return std::ranges::find(watchers, user) != watchers.end();
}

/// Tells the agents who watches, where they may know.
void tell_watched(Tx& tx, store::Chat const& chat) {
    if (!chat.agent || !is_watching_shown(tx, chat)) return;
    tell_agent(tx, *chat.agent, "chat.watched", ChatTold{chat_view(tx, chat, Side::staff)});
    for (auto const& guest : guests_of(tx, chat)) {
        tell_agent(tx, guest.agent, "chat.watched", ChatTold{chat_view(tx, chat, guest)});
    }
}

bool takes_part(Tx& tx, store::Chat const& chat, UserId user) {
    return chat.agent == user || is_guest(tx, chat, user);
}

/// A chat within the caller's reach, which they need the right to watch. Refuses forbidden and
/// not_found.
store::Chat chat_within_reach(Tx& tx, Actor const& actor, ChatId id, domain::Right right) {
    actor.need(right);
    auto chat = visible_chat(tx, actor, id);
    if (!actor.reaches(chat.queue)) throw Refused{Code::forbidden, "beyond your reach"};
    return chat;
}

store::Chat open_chat(Tx& tx, Actor const& actor, ChatId id) {
    auto chat = chat_within_reach(tx, actor, id, domain::Right::chat_monitor);
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    return chat;
}

store::Chat active_chat_of_others(Tx& tx, Actor const& actor, ChatId id) {
    auto chat = open_chat(tx, actor, id);
    if (chat.state != domain::ChatState::active) throw Refused{Code::chat_not_active};
    return chat;
}

/// The caller as an agent, with room for the chat; its place is reserved. Whoever talks to
/// customers is an agent who can be told of them. What status they are in is their own affair:
/// nobody offers them anything. Does not save.
store::Agent caller_with_room(Tx& tx, Actor const& actor, std::int64_t weight) {
    auto agent = tx.agents.get(actor.user);
    if (!agent.connected) throw Refused{Code::agent_gone};
    if (!domain::has_room(agent.facts(), weight)) throw Refused{Code::at_capacity};
    agent.extra += weight - domain::one_place;
    return agent;
}

WhisperView view_of(store::Whisper const& it) {
    return {it.chat,
            it.place,
            it.after_seq,
            it.at,
            {store::AuthorKind::agent, to_text(it.from), it.from_name},
            it.text,
            it.client_id};
}

bool may_watch(Tx& tx, UserId user, QueueId queue) {
    auto const actor = staff_actor(tx, tx.people.get(user));
    return actor.may(domain::Right::chat_monitor) && actor.reaches(queue);
}

/// Ends the watches of the user, of those of which `which` says so.
template <class Which>
void end_watches(Tx& tx, UserId user, WatchEndReason why, Which which) {
    for (auto const& it : tx.supervisions.open_of(user)) {
        auto chat = tx.chats.get(it.chat);
        if (it.mode != SupervisionMode::watch || !which(chat)) continue;
        end(tx, chat, it, why);
        tx.chats.save(chat);
        helper_leaves(tx, chat, user);
        tell_watched(tx, chat);
    }
}

/// Keeps what was said and tells those who hear whispers. REQUIRES: an agent has the chat.
WhisperView say(Tx& tx, Actor const& actor, store::Chat const& chat, std::string const& client_id,
                std::string const& text) {
    auto whisper = view_of(tx.whispers.add({chat.organization, chat.id, 0, chat.seq, tx.now(),
                                            actor.user, actor.name, client_id, text}));
    tell_staff(tx, chat, "whisper.posted", WhisperTold{whisper});
    return whisper;
}

/// The whisper that was kept under this client_id. Refuses conflict where it was another.
std::optional<ChatWhispered> said_before(Tx& tx, Actor const& actor, ChatWhisper const& p,
                                         std::string const& text) {
    auto const known = tx.whispers.find(p.chat, actor.user, p.client_id);
    if (!known) return std::nullopt;
    if (known->text == text) return ChatWhispered{view_of(*known), true};
    throw Refused{Code::conflict, "this client_id was used for another whisper", "/client_id"};
}

}  // namespace

ChatResult chat_monitor(Tx& tx, Actor const& actor, ChatMonitor const& p) {
    auto chat = open_chat(tx, actor, p.chat);
    if (takes_part(tx, chat, actor.user)) {
        throw Refused{Code::conflict, "you take part in the chat"};
    }
    if (!watches(tx, chat, actor.user)) {
        if (watchers_of(tx, chat).size() >= watchers_max) {
            throw Refused{Code::conflict, "20 people watch this chat already"};
        }
        begin(tx, chat, actor.user, SupervisionMode::watch);
        tx.chats.save(chat);
        tell_watched(tx, chat);
    }
    return {chat_view(tx, chat, Side::staff)};
}

Nothing chat_unmonitor(Tx& tx, Actor const& actor, ChatUnmonitor const& p) {
    auto const chat = chat_within_reach(tx, actor, p.chat, domain::Right::chat_monitor);
    end_watches(tx, actor.user, WatchEndReason::ended,
                [&](store::Chat const& it) { return it.id == chat.id; });
    return {};
}

ChatWhispered chat_whisper(Tx& tx, Actor const& actor, ChatWhisper const& p) {
    auto chat = chat_within_reach(tx, actor, p.chat, domain::Right::chat_monitor);
    check_client_id(p.client_id);
    auto const text = message_text(p.text, tx.limits().agent_text_max, "/text");
    if (auto const known = said_before(tx, actor, p, text)) return *known;
    chat = active_chat_of_others(tx, actor, p.chat);
    if (!takes_part(tx, chat, actor.user) && !watches(tx, chat, actor.user)) {
        throw Refused{Code::forbidden, "only who watches the chat or takes part may whisper"};
    }
    begin(tx, chat, actor.user, SupervisionMode::whisper);
    return {say(tx, actor, chat, p.client_id, text), false};
}

ChatWhispered chat_answer_whisper(Tx& tx, Actor const& actor, ChatWhisper const& p) {
    actor.need(domain::Right::chat_handle);
    check_client_id(p.client_id);
    auto const text = message_text(p.text, tx.limits().agent_text_max, "/text");
    (void)visible_chat(tx, actor, p.chat);
    if (auto const known = said_before(tx, actor, p, text)) return *known;
    auto const chat = joined_chat(tx, actor, p.chat);
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    if (chat.state != domain::ChatState::active) throw Refused{Code::chat_not_active};
    // Nothing here depends on who watches: whether they may know is another switch.
    if (!chat.help_wanted_at && !tx.whispers.heard(chat.id, actor.user)) {
        throw Refused{Code::forbidden, "nobody has whispered in this chat"};
    }
    was_active(tx, actor.user);
    return {say(tx, actor, chat, p.client_id, text), false};
}

WhisperPage chat_whispers(Tx& tx, Actor const& actor, ChatWhispers const& p) {
    if (actor.kind != Actor::Kind::staff) throw Refused{Code::forbidden};
    auto const chat = visible_chat(tx, actor, p.chat);
    bool const sees_all = actor.may(domain::Right::chat_view_all) && actor.reaches(chat.queue);
    if (!sees_all && !takes_part(tx, chat, actor.user) && !tx.wrap_ups.open(chat.id, actor.user)) {
        throw Refused{Code::forbidden, "only agents who take part in the chat may do this"};
    }
    auto const limit = page_limit(p.limit, tx.limits().page_max, tx.limits().page_max);
    return page_of<WhisperPage>(tx.whispers.after(chat.id, place_after(p.after), limit + 1), limit,
                                view_of);
}

ChatResult chat_join(Tx& tx, Actor const& actor, ChatJoin const& p) {
    actor.need(domain::Right::chat_handle);
    auto chat = active_chat_of_others(tx, actor, p.chat);
    if (takes_part(tx, chat, actor.user)) {
        throw Refused{Code::conflict, "you take part in the chat"};
    }
    auto const offer = tx.offers.open_of(chat.id);
    if (offer && offer->agent == actor.user) {
        throw Refused{Code::conflict, "you are being asked: accept that"};
    }
    auto const weight = policy_of(tx, tx.queues.get(chat.queue)).weight;
    auto agent = caller_with_room(tx, actor, weight);
    auto const before = agent;
    begin(tx, chat, actor.user, SupervisionMode::join);
    guest_joins(tx, chat, agent, weight);
    if (has_resumed(tx, before)) route_queues_of(tx, actor.user);
    return {chat_view(tx, tx.chats.get(p.chat), actor)};
}

ChatResult chat_take_over(Tx& tx, Actor const& actor, ChatTakeOver const& p) {
    actor.need(domain::Right::chat_handle);
    auto chat = active_chat_of_others(tx, actor, p.chat);
    if (chat.agent == actor.user) throw Refused{Code::conflict, "the chat is yours already"};
    auto const asked = chat.asked ? tx.offers.find(*chat.asked) : std::nullopt;
    if (asked) {
        take_back(tx, *asked, WithdrawReason::sender_left);
        chat = tx.chats.get(p.chat);
    }
    auto const guest = tx.guests.find(chat.id, actor.user);
    auto const weight = guest ? guest->weight : policy_of(tx, tx.queues.get(chat.queue)).weight;
    auto agent = tx.agents.get(actor.user);
    if (!guest) {
        agent = caller_with_room(tx, actor, weight);
    } else if (!agent.connected) {
        throw Refused{Code::agent_gone};
    }
    auto const before = chat;
    auto const caller_before = agent;
    auto const former = *chat.agent;
    add_system_message(tx, chat, SystemEventType::agent_left, person(tx, former));
    keep_hand_over(tx, chat, store::HandOverCause::take_over, chat.queue, actor.user, {});
    begin(tx, chat, actor.user, SupervisionMode::take_over);
    help_ends(tx, chat);
    if (guest) {
        guest_becomes_owner(tx, chat, *guest);
        was_active(tx, actor.user);
    } else {
        chat.weight = weight;
        own(tx, chat, agent, domain::ChatEvent::hand_over);
    }
    chat_left(tx, former, before, ChatLeft::given_back);
    tell_agent(tx, former, "chat.transferred",
               ChatTransferred{chat_view(tx, tx.chats.get(p.chat), Side::staff), person(actor)});
    route_queues_of(tx, former);
    auto const freed = asked ? std::optional{asked->agent} : std::nullopt;
    if (freed) route_queues_of(tx, *freed);
    if (freed != actor.user && has_resumed(tx, caller_before)) route_queues_of(tx, actor.user);
    return {chat_view(tx, tx.chats.get(p.chat), Side::staff)};
}

SupervisionPage chat_supervisions(Tx& tx, Actor const& actor, ChatSupervisions const& p) {
    auto const chat = chat_within_reach(tx, actor, p.chat, domain::Right::chat_view_all);
    auto const limit = page_limit(p.limit, tx.limits().page_max, tx.limits().page_max);
    return page_of<SupervisionPage>(tx.supervisions.after(chat.id, place_after(p.after), limit + 1),
                                    limit, [&](store::Supervision const& it) {
                                        return SupervisionView{person(tx, it.user), it.mode,
                                                               it.from, it.until};
                                    });
}

bool is_watching_shown(Tx& tx, store::Chat const& chat) {
    auto const queue = tx.queues.get(chat.queue);
    auto const policy = chat.agent ? policy_of(tx, queue, *chat.agent) : policy_of(tx, queue);
    return policy.monitor_shown;
}

void supervision_ends(Tx& tx, store::Chat& chat, UserId user, SupervisionMode mode) {
    if (chat.supervised == 0) return;
    for (auto const& it : tx.supervisions.open_in(chat.id)) {
        if (it.user == user && it.mode == mode) end(tx, chat, it, WatchEndReason::ended);
    }
}

void supervisions_end(Tx& tx, store::Chat& chat) {
    if (chat.supervised == 0) return;
    drafts_end(tx, chat);
    for (auto const& it : tx.supervisions.open_in(chat.id)) tx.supervisions.end(it, tx.now());
    chat.supervised = 0;
}

void let_go_who_may_not_watch(Tx& tx, store::Chat& chat) {
    for (auto const watcher : watchers_of(tx, chat)) {
        if (!may_watch(tx, watcher, chat.queue)) {
            supervision_ends(tx, chat, watcher, SupervisionMode::watch);
            helper_leaves(tx, chat, watcher);
        }
    }
    help_moves(tx, chat);
}

void moved_on(Tx& tx, store::Chat& chat) {
    auto const before = chat.supervised;
    let_go_who_may_not_watch(tx, chat);
    if (chat.supervised != before) tx.chats.save(chat);
}

void stop_watching(Tx& tx, UserId user) {
    end_watches(tx, user, WatchEndReason::ended, [](store::Chat const&) { return true; });
}

void stop_watching_beyond_reach(Tx& tx, store::User const& user) {
    end_watches(tx, user.id, WatchEndReason::ended,
                [&](store::Chat const& chat) { return !may_watch(tx, user.id, chat.queue); });
}

void watcher_came(Tx& tx, UserId user) {
    tx.clear_timer(store::TimerKind::watcher_gone, user.value);
}

void watcher_left(Tx& tx, UserId user) {
    auto const open = tx.supervisions.open_of(user);
    if (std::ranges::none_of(open,
                             [](auto const& it) { return it.mode == SupervisionMode::watch; }))
        return;
    tx.set_timer(tx.now() + seconds{tx.limits().grace_s}, store::TimerKind::watcher_gone,
                 user.value);
    tx.ask_for(user);  // perhaps another node has them
}

void watchers_may_be_gone(Tx& tx) {
    for (auto const user : tx.supervisions.all_watchers()) watcher_left(tx, user);
}

void watcher_still_gone(Tx& tx, UserId user) {
    end_watches(tx, user, WatchEndReason::away, [](store::Chat const&) { return true; });
}

}  // namespace parley::service
