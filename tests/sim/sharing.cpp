// Customers show their screens, and pages say what has come to them.
#include "service/sharing.hpp"

#include "service/sessions.hpp"
#include "world.hpp"

namespace parley::sim {

World::Call World::sharing_call(service::Actor const& customer, ChatId id) {
    auto const what = pick(8);
    auto const seq = pick(12);
    return [=](store::Tx& tx) {
        auto const chat = tx.chats.get(id);
        if (what == 0) service::chat_mark_delivered(tx, customer, {id, seq});
        if (what == 1 || what == 2) service::sharing_start(tx, customer, {id, {}});
        if (what == 3 && chat.sharing) service::sharing_end(tx, customer, {id, *chat.sharing, {}});
        if (what < 4 || !chat.agent) return;
        auto const guests = tx.guests.of(id);
        auto const who = what == 4 && !guests.empty() ? guests.front().agent : *chat.agent;
        auto const agent = service::staff_actor(tx, tx.people.get(who));
        if (what < 7) {
            service::sharing_ask(tx, agent, {id});
        } else if (chat.sharing) {
            service::sharing_end(tx, agent, {id, *chat.sharing, true});
        } else {
            service::chat_mark_delivered(tx, agent, {id, seq});
        }
    };
}

}  // namespace parley::sim
