#pragma once
// The programs that share the database: each is a row that moves while the program lives, and
// whoever sees one stand still takes over from it. No clock is compared between machines: only that
// a number has not changed for a while by one's own steady clock. Source: P10, fI07.

#include <vector>

#include "store/tx.hpp"

namespace parley::service {

/// This node begins to live, or begins anew; agents connect to it from here on.
void join_node(store::Tx& tx);

/// This node still lives. Gives every node as it is now. Refuses unavailable where others have
/// taken this one for dead: it has to join anew.
std::vector<store::Node> beat(store::Tx& tx);

/// A node that was seen as `node` and has not moved since is dead: its agents have nobody's socket
/// there any more. False, and nothing done, where it has moved or another node was faster.
bool bury(store::Tx& tx, store::Node const& node);

/// Ends a node properly, or all of them where nobody else can use the data.
void leave_node(store::Tx& tx);
void bury_all(store::Tx& tx);

}  // namespace parley::service
