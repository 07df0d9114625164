#pragma once
// What happens in a round, drawn from its seed.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fault_proxy.hpp"

namespace parley::history {

struct Kill {
    client::milliseconds at{0};      // after the round's begin
    client::milliseconds pause{0};   // before the server is started again
    std::vector<std::string> flags;  // of that start
};

struct Plan {
    std::uint64_t seed = 0;  // for what people do
    client::milliseconds length{0};
    client::milliseconds pause_min{5};  // of an author between two messages
    client::milliseconds pause_max{80};
    std::vector<Kill> kills;
    std::vector<client::milliseconds> cuts;  // of one connection
    std::vector<client::milliseconds> cuts_of_all;
    std::optional<std::size_t> vanishes;  // the agent who leaves without a word
    client::milliseconds vanishes_at{0};
    Faults faults;
};

Plan make_plan(std::uint64_t seed, std::uint64_t round, std::size_t agents);

}  // namespace parley::history
