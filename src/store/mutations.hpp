#pragma once
// Faults on purpose, for the checks that must find them. Only in builds with -DPARLEY_MUTATIONS=ON.

namespace parley::store::mutations {

/// Acknowledges and tells what is not committed yet: a crash then loses what somebody was promised.
inline bool ack_before_commit = false;

}  // namespace parley::store::mutations
