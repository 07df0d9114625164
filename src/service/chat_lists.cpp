#include "service/chat_lists.hpp"

#include <algorithm>
#include <iterator>

#include "service/access.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

bool ended_in(ChatList const& p) {
    return p.ended_since || p.ended_until || p.abandoned.value_or(false);
}

bool is_filtered(ChatList const& p) {
    return p.states || p.queue || p.queues || p.agent || p.since || p.until || ended_in(p) ||
           p.wrap_up.value_or(false);
}

std::vector<domain::ChatState> wanted_states(ChatList const& p) {
    using enum domain::ChatState;
    if (p.states && p.state) throw invalid("/states", "give state or states, not both");
    if (p.state) return {*p.state};
    std::vector<domain::ChatState> const all{bot, queued, offered, active, closed, unanswered};
    auto states = p.states.value_or(all);
    if (ended_in(p)) std::erase_if(states, [](auto state) { return !domain::is_over(state); });
    std::ranges::sort(states);
    states.erase(std::ranges::unique(states).begin(), states.end());
    return states;
}

/// The queues in which one has to look; nothing: in all.
std::optional<std::vector<QueueId>> wanted_queues(Tx& tx, Actor const& actor, ChatList const& p) {
    if (p.queue && p.queues) throw invalid("/queues", "give queue or queues, not both");
    if (!p.queue && !p.queues) return actor.reach;
    auto wanted = p.queues.value_or(std::vector<QueueId>{});
    if (p.queue) wanted = {*p.queue};
    constexpr std::size_t at_once = 100;
    if (wanted.size() > at_once) throw invalid("/queues", "must be at most 100");
    for (auto const id : wanted) {
        auto const queue = tx.queues.find(id);
        bool const visible =
            queue && queue->organization == actor.organization && actor.reaches(id);
        if (!visible) throw Refused{Code::not_found};
    }
    std::ranges::sort(wanted);
    wanted.erase(std::ranges::unique(wanted).begin(), wanted.end());
    return wanted;
}

/// Each state and each queue has an index of its own: what is read does not grow with history.
std::vector<store::Chat> filtered(Tx& tx, Actor const& actor, ChatList const& p, ChatId before,
                                  std::int64_t limit) {
    actor.need(domain::Right::chat_view_all);
    auto const agent = p.agent ? tx.agents.find(*p.agent) : std::nullopt;
    if (p.agent && (!agent || agent->organization != actor.organization)) {
        throw Refused{Code::not_found};
    }
    auto const queues = wanted_queues(tx, actor, p);
    std::vector<store::Chat> chats;
    store::ChatFilter filter{actor.organization,
                             {},
                             {},
                             p.agent,
                             p.since,
                             p.until,
                             p.ended_since,
                             p.ended_until,
                             p.abandoned.value_or(false),
                             before,
                             limit};
    bool const wrap_up = p.wrap_up.value_or(false);
    if (wrap_up && (p.state || p.states)) throw invalid("/wrap_up", "goes with no state");
    if (wrap_up && ended_in(p)) throw invalid("/wrap_up", "goes with no time of the end");
    auto const look = [&] {
        auto found = wrap_up ? tx.chat_lists.in_wrap_up(filter) : tx.chat_lists.find(filter);
        std::ranges::move(found, std::back_inserter(chats));
    };
    for (auto const state : wrap_up ? std::vector{domain::ChatState::closed} : wanted_states(p)) {
        filter.state = state;
        filter.queue.reset();
        if (!queues) look();
        for (auto const queue : queues.value_or(std::vector<QueueId>{})) {
            filter.queue = queue;
            look();
        }
    }
    // Of several wrap-ups, and of one whose chat has gone elsewhere.
    std::ranges::sort(chats, std::greater{}, &store::Chat::id);
    chats.erase(std::ranges::unique(chats, {}, &store::Chat::id).begin(), chats.end());
    std::erase_if(chats, [&](auto const& chat) { return !actor.reaches(chat.queue); });
    if (std::ssize(chats) > limit) chats.resize(static_cast<std::size_t>(limit));
    return chats;
}

}  // namespace

ChatPage chat_list(Tx& tx, Actor const& actor, ChatList const& p) {
    constexpr std::int64_t page = 50;
    auto const limit = page_limit(p.limit, page, tx.limits().page_max);
    auto const before = p.after ? id_from_text<ChatTag>(*p.after) : ChatId{INT64_MAX};
    if (!before) throw invalid("/after", "this is not the `next` of a page");
    std::vector<store::Chat> chats;
    if (is_filtered(p)) {
        chats = filtered(tx, actor, p, *before, limit + 1);
    } else if (actor.kind == Actor::Kind::customer) {
        chats = p.state ? tx.chats.of_visitor(actor.visitor, *p.state, *before, limit + 1)
                        : tx.chats.of_visitor(actor.visitor, *before, limit + 1);
    } else if (actor.may(domain::Right::chat_view_all) && actor.reach) {
        chats = p.state ? tx.chats.within_reach(actor.organization, actor.user, *p.state, *before,
                                                limit + 1)
                        : tx.chats.within_reach(actor.organization, actor.user, *before, limit + 1);
    } else if (actor.may(domain::Right::chat_view_all)) {
        chats = p.state ? tx.chats.of_organization(actor.organization, *p.state, *before, limit + 1)
                        : tx.chats.of_organization(actor.organization, *before, limit + 1);
    } else {
        auto const state = p.state.value_or(domain::ChatState::active);
        chats = tx.chats.of_agent(actor.user, state, *before, limit + 1);
        if (state == domain::ChatState::active) {
            std::ranges::copy(tx.chats.joined_by(actor.user, *before, limit + 1),
                              std::back_inserter(chats));
            std::ranges::sort(chats, std::greater{}, &store::Chat::id);
        }
    }
    ChatPage result;
    for (auto const& chat : chats) {
        if (std::ssize(result.items) == limit) {
            result.next = to_text(result.items.back().id);
            break;
        }
        result.items.push_back(chat_view(tx, chat, actor));
    }
    return result;
}

ChatPage queue_chats(Tx& tx, Actor const& actor, QueueChats const& p) {
    constexpr std::int64_t page = 50;
    auto const queue = tx.queues.find(p.queue);
    bool const visible = queue && queue->organization == actor.organization &&
                         ((actor.may(domain::Right::chat_view_all) && actor.reaches(p.queue)) ||
                          may_take_from(tx, actor, p.queue));
    if (!visible) throw Refused{Code::not_found};
    auto const limit = page_limit(p.limit, page, tx.limits().page_max);
    ChatPage result;
    if (p.group == QueueGroup::waiting) {
        if (p.after) throw invalid("/after", "those that wait are one page");
        for (auto const& chat : tx.chats.waiting(p.queue, limit)) {
            result.items.push_back(chat_view(tx, tx.chats.get(chat.id), Side::staff));
        }
        return result;
    }
    auto const before = p.after ? id_from_text<ChatTag>(*p.after) : ChatId{INT64_MAX};
    if (!before) throw invalid("/after", "this is not the `next` of a page");
    auto const state =
        p.group == QueueGroup::answered ? domain::ChatState::closed : domain::ChatState::unanswered;
    for (auto const& chat : tx.chats.of_queue(p.queue, state, *before, limit + 1)) {
        if (std::ssize(result.items) == limit) {
            result.next = to_text(result.items.back().id);
            break;
        }
        result.items.push_back(chat_view(tx, chat, Side::staff));
    }
    return result;
}

}  // namespace parley::service
