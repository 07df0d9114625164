#pragma once
// Whether the customer of a chat is there (C19; behaviour.md 6.1 "customer_link"). A node says when
// the first connection of a visitor has come and the last has gone. Nobody keeps which node has
// whom: before a customer counts as absent all nodes are asked, and who has one says so.
//
// Only of those who were connected can one know that they are gone: who asks by single calls is
// never absent.

#include "store/tx.hpp"

namespace parley::service {

void customer_came(store::Tx& tx, VisitorId visitor);
void customer_left(store::Tx& tx, VisitorId visitor);

/// A node is gone, and nobody knows which customers had a connection to it: all are asked for.
void customers_may_be_gone(store::Tx& tx);

/// An agent has the chat now: of a customer who has gone one has to know what becomes of it.
void watch_customer(store::Tx& tx, store::Chat const& chat);

/// The times to wait may be different now.
void look_again_at_customers(store::Tx& tx, OrganizationId organization);

/// The timer's time has come: asks for the customer, tells the agent or ends the chat.
void customer_still_gone(store::Tx& tx, ChatId id);

/// Since when the customer is absent, for those who write with them; nothing where they are not.
std::optional<Instant> absent_since(store::Tx& tx, store::Chat const& chat);

}  // namespace parley::service
