#pragma once
// What clients believe from events alone. After every step it must equal what a fresh snapshot says
// (P5): old snapshot + events == new snapshot.

#include <map>
#include <string>

#include "store/tx.hpp"

namespace parley::sim {

struct MirroredChat {
    std::string state;
    std::int64_t seq = 0;
    std::int64_t read_customer = 0;
    std::int64_t read_agent = 0;
    bool operator==(MirroredChat const&) const = default;
};

/// One client: an agent or a customer.
struct Mirror {
    std::map<std::string, MirroredChat> chats;  // open ones by id
    std::map<std::string, std::string> offers;  // open ones by id, with their chat
    std::string label;                          // agents: presence
    std::int64_t load = 0;
    std::map<std::string, std::int64_t> next_seq;  // for messages: the next that may come

    /// Applies one event. Gives a sentence where it cannot be right.
    std::string apply(store::Emitted const& event);
};

}  // namespace parley::sim
