#pragma once
// What happens when a deadline is due. Each kind is an ordinary operation.

#include "store/tx.hpp"

namespace parley::service {

void run_timer(store::Tx& tx, store::Timer const& timer);

/// Sees to it that the timers which always run are set; at the start of the program.
void set_standing_timers(store::Tx& tx);

/// The queue's maximum wait is over: the chat ends unanswered.
void wait_expired(store::Tx& tx, ChatId id);

/// Its customer has gone and has not come back: the chat ends (C19). REQUIRES: it is active.
void customer_lost(store::Tx& tx, store::Chat const& chat);

/// The queue was closed, and those who wait in it are not served: the chat ends unanswered (X35).
void queue_was_closed(store::Tx& tx, ChatId id);

}  // namespace parley::service
