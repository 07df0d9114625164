#pragma once
// Statements of many rows at once, as texts: what a group of operations writes goes to the server
// as one message.

#include <string>
#include <string_view>
#include <vector>

#include <libpq-fe.h>

#include "store/database.hpp"
#include "store/tx.hpp"

namespace parley::store::postgresql {

/// A text as a literal. Throws soci::postgresql_soci_error where it is not UTF-8.
std::string quoted(PGconn* connection, std::string_view text);

/// Inserts the messages, and updates the chats they were posted in. Not for an empty batch.
std::string text_of_batch(PGconn* connection, Batch const& batch);

/// Inserts the events and returns their cursors, in their order. Not for none.
std::string text_of_events(PGconn* connection, std::vector<Emitted*> const& events);

/// Counts the events like this one that the transaction has stored: one or none.
std::string text_of_search(PGconn* connection, Emitted const& event,
                           std::string const& transaction);

}  // namespace parley::store::postgresql
