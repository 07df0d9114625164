#pragma once
// Which agents work in which queues: changed from the side of a person or of a queue.

#include "store/tx.hpp"

namespace parley::service {

/// The agent joins; chats that wait are offered at once.
void join_queue(store::Tx& tx, QueueId queue, UserId agent);

/// The agent leaves: open offers of this queue go to others, chats that go on stay.
void leave_queue(store::Tx& tx, QueueId queue, UserId agent);

}  // namespace parley::service
