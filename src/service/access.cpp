#include "service/access.hpp"

#include <algorithm>

#include "service/policy.hpp"

namespace parley::service {

namespace {

bool has_offer(store::Tx& tx, Actor const& actor, ChatId id) {
    auto const offer = tx.offers.open_of(id);
    return offer && offer->agent == actor.user;
}

}  // namespace

store::Chat visible_chat(store::Tx& tx, Actor const& actor, ChatId id) {
    auto chat = tx.chats.find(id);
    if (!chat || chat->organization != actor.organization) throw Refused{Code::not_found};
    bool const visible =
        actor.kind == Actor::Kind::customer
            ? chat->visitor == actor.visitor
            : actor.kind == Actor::Kind::staff &&
                  (chat->agent == actor.user || is_guest(tx, *chat, actor.user) ||
                   (actor.may(domain::Right::chat_view_all) && actor.reaches(chat->queue)) ||
                   has_offer(tx, actor, id) || tx.wrap_ups.open(id, actor.user) ||
                   may_take_from(tx, actor, chat->queue) || tx.notes.is_mentioned(id, actor.user));
    if (!visible) throw Refused{Code::not_found};
    return *chat;
}

bool may_take_from(store::Tx& tx, Actor const& actor, QueueId id) {
    if (!actor.may(domain::Right::chat_pull)) return false;
    auto const queue = tx.queues.find(id);
    if (!queue || queue->organization != actor.organization) return false;
    auto const routing = policy_of(tx, *queue).routing;
    if (routing != domain::Routing::pull && routing != domain::Routing::hybrid) return false;
    auto const mine = tx.queues.of_member(actor.user);
    return std::ranges::find(mine, id) != mine.end();
}

bool reaches_agent(store::Tx& tx, Actor const& actor, UserId agent) {
    if (!actor.reach) return true;
    return std::ranges::any_of(tx.queues.of_member(agent),
                               [&](QueueId queue) { return actor.reaches(queue); });
}

store::Chat joined_chat(store::Tx& tx, Actor const& actor, ChatId id) {
    auto chat = visible_chat(tx, actor, id);
    if (actor.kind == Actor::Kind::staff && chat.agent != actor.user &&
        !is_guest(tx, chat, actor.user)) {
        throw Refused{Code::forbidden, "only agents who take part in the chat may do this"};
    }
    return chat;
}

store::Chat own_chat(store::Tx& tx, Actor const& actor, ChatId id) {
    auto chat = visible_chat(tx, actor, id);
    if (actor.kind == Actor::Kind::staff && chat.agent != actor.user) {
        throw Refused{Code::forbidden, "only the agent who owns the chat may do this"};
    }
    return chat;
}

}  // namespace parley::service
