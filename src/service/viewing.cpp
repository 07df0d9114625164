#include "service/viewing.hpp"

#include "service/access.hpp"
#include "service/supervision.hpp"
#include "service/tell.hpp"

namespace parley::service {

Nothing chat_viewing(Tx& tx, Actor const& actor, ChatViewing const& p) {
    auto const chat = visible_chat(tx, actor, p.chat);
    bool const takes_part = chat.agent == actor.user || is_guest(tx, chat, actor.user);
    if (!takes_part && actor.may(domain::Right::chat_monitor) && actor.reaches(chat.queue) &&
        !is_watching_shown(tx, chat)) {
        return {};
    }
    auto const data = to_json(ViewingTold{chat.id, person(actor)});
    for (auto const user : staff_of(tx, chat)) {
        if (user != actor.user) tx.pass("chat.viewing", {}, user, data, Tx::Reach::every_node);
    }
    return {};
}

}  // namespace parley::service
