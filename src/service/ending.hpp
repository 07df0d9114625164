#pragma once
// How chats end: by either side, by a manager, by time. Inside the service.

#include "domain/chat.hpp"
#include "service/views.hpp"
#include "store/tx.hpp"

namespace parley::service {

struct Ending {
    domain::ChatEvent event;
    store::AuthorKind kind;        // who has ended it
    std::optional<PersonView> by;  // none: the system, or a manager whom customers do not know
    std::optional<SystemEventType> line;
    std::optional<PersonView> line_of = {};  // whom the line names, where that is not `by`
};

/// Ends a chat in any open state, by whoever or by time: offers are taken back, all who took part
/// wrap up, and whoever waits gets the places that are free now. Refuses what domain::after
/// refuses.
void end_chat(store::Tx& tx, store::Chat chat, Ending const& how);

}  // namespace parley::service
