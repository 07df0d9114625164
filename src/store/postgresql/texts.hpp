#pragma once
// Statements of many rows at once, as texts: what a group of operations writes goes to the server
// as one message.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <libpq-fe.h>

#include "store/database.hpp"
#include "store/tx.hpp"

namespace parley::store::postgresql {

/// A text as a literal. Throws soci::postgresql_soci_error where it is not UTF-8.
std::string quoted(PGconn* connection, std::string_view text);

/// Prepares what the other texts execute: once for each connection, so that no statement of many
/// rows is read and planned anew.
std::string text_of_preparations();

/// Until the end of the transaction, where one is under way.
std::string text_of_scope(OrganizationId organization);

/// Locks these chats, where they are of these organizations, and returns what message.post has to
/// know of them; then the client_ids of their messages after the seqs given.
std::string text_of_lock(std::map<ChatId, std::int64_t> const& known,
                         std::set<OrganizationId> const& organizations);

/// The messages at these places, with Messages::columns.
std::string text_of_messages_at(std::vector<MessagePlace> const& places);

/// Inserts the messages, and updates the chats they were posted in. Not for an empty batch.
std::string text_of_batch(Batch const& batch);

/// Inserts the events and returns their cursors, in their order. Not for none.
std::string text_of_events(std::vector<Emitted*> const& events);

/// Counts the events like this one that the transaction has stored: one or none.
std::string text_of_search(PGconn* connection, Emitted const& event,
                           std::string const& transaction);

}  // namespace parley::store::postgresql
