#pragma once
// Why a chat gets whom it gets, in words (N2). Inside the service.

#include "domain/routing.hpp"
#include "service/routing_operations.hpp"

namespace parley::service {

/// Who would get a waiting chat of the queue now. `id`: of the chat, if there is one.
Explained explain_now(Tx& tx, Actor const& actor, QueueId queue, domain::WaitingChat const& waiting,
                      domain::RoutingRules const& rules, std::optional<ChatId> id);

/// What has brought the chat from queue to queue, in order.
std::vector<ChatMoved> moves_of(Tx& tx, ChatId chat);

}  // namespace parley::service
