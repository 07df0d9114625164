#include "service/viewing.hpp"

#include "service/access.hpp"
#include "service/policy.hpp"
#include "service/tell.hpp"

namespace parley::service {

Nothing chat_viewing(Tx& tx, Actor const& actor, ChatViewing const& p) {
    auto const chat = visible_chat(tx, actor, p.chat);
    bool const takes_part = chat.agent == actor.user || is_guest(tx, chat, actor.user);
    if (!takes_part && actor.may(domain::Right::chat_monitor) && actor.reaches(chat.queue) &&
        !policy_of(tx, tx.queues.get(chat.queue)).monitor_shown) {
        return {};
    }
    auto const data = to_json(ViewingTold{chat.id, person(actor)});
    auto const tell = [&](UserId user) {
        if (user != actor.user) tx.pass("chat.viewing", {}, user, data, Tx::Reach::every_node);
    };
    if (chat.agent) tell(*chat.agent);
    for (auto const& guest : guests_of(tx, chat)) tell(guest.agent);
    for (auto const watcher : watchers_of(tx, chat)) tell(watcher);
    return {};
}

}  // namespace parley::service
