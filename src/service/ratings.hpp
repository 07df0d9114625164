#pragma once
// How it was: what customers say of a chat once it is over. Source: C10; check 12.

#include "service/operations.hpp"

namespace parley::service {

struct ChatRate {
    ChatId chat;
    std::int64_t score;  // 1 to 5, the best
    std::optional<std::string> comment;
};
BOOST_DESCRIBE_STRUCT(ChatRate, (), (chat, score, comment))
/// Once, by the customer, of a chat that an agent had. The same again is answered with what is
/// stored. Refuses not_found, invalid, forbidden where the queue's customers are not asked,
/// chat_not_active to who was answered by nobody, and conflict: it is not over, or is rated.
ChatResult chat_rate(Tx& tx, Actor const& actor, ChatRate const& p);

}  // namespace parley::service
