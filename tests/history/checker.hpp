#pragma once
// The oracle: what is wrong with a history. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "history.hpp"

namespace parley::history {

enum class Fault {
    lost,           // acknowledged, not stored (P1)
    duplicate,      // stored or told twice, or acknowledged with two places (P2)
    phantom,        // stored or told, but never sent, refused, or not stored (P1, P2)
    order,          // an author's messages, or what a reader is told, in another order (P3)
    gap,            // the stored seq is not dense, or a reader misses one at the end (P3, P4)
    changed,        // two readers have different messages at the same place (P3)
    two_owners,     // a chat had two agents at once (P6)
    stuck,          // something did not come to its end in time
    died,           // the server ended by itself
    over_capacity,  // an agent had more chats and offers than it can take (P7)
    bad_state,      // rows of the database contradict each other
};
std::string_view fault_word(Fault fault);
inline constexpr Fault all_faults[] = {Fault::lost,          Fault::duplicate, Fault::phantom,
                                       Fault::order,         Fault::gap,       Fault::changed,
                                       Fault::two_owners,    Fault::stuck,     Fault::died,
                                       Fault::over_capacity, Fault::bad_state};

struct Violation {
    Fault fault{};
    std::string chat;
    std::string what;  // for people: ids and numbers
};

/// The history is that of chats that have come to rest: every reader who has a chat at the end has
/// been told or has listed all of it, and everything stored has been read back by each of them.
std::vector<Violation> check(History const& history);

}  // namespace parley::history
