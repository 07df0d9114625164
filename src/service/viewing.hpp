#pragma once
// Who else of the staff has a chat on their screen: a warning where two look at the same record.
// Kept nowhere: whoever looks says so again every 15 s. Source: C16; check 24.

#include "service/operations.hpp"

namespace parley::service {

struct ChatViewing {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ChatViewing, (), (chat))
/// Tells the chat's agents, and who watches it, that the caller has it on the screen. Not where the
/// caller may watch it unseen, and agents are not to know who does. Refuses not_found.
Nothing chat_viewing(Tx& tx, Actor const& actor, ChatViewing const& p);

struct ViewingTold {
    ChatId chat;
    PersonView by;
};
BOOST_DESCRIBE_STRUCT(ViewingTold, (), (chat, by))

}  // namespace parley::service
