#pragma once
// What is done to a cluster in a round, drawn from its seed.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plan.hpp"

namespace parley::history {

enum class Harm {
    none,
    kill,              // SIGKILL; the node is started again after the span
    pause,             // SIGSTOP, and SIGCONT after the span
    cut_database,      // nothing goes between a node and the database, and nobody is told
    cut_bus,           // the same between a node and the bus
    bus_down,          // the bus is killed
    database_restart,  // as somebody does who changes its settings
    database_kill,     // all its processes die at once
};
std::string_view harm_word(Harm harm);
/// How many nodes it hits: one, or all.
bool hits_all(Harm harm);

struct Storm {
    Harm harm = Harm::none;
    std::size_t node = 0;
    client::milliseconds at{0};
    client::milliseconds span{0};
    bool resets = false;  // after a cut all connections are reset rather than going on
};

struct StormOptions {
    std::uint64_t seed = 1;
    std::size_t nodes = 3;
    bool bus = false;
    std::string only = {};  // the word of the one harm that is wanted
    bool brief = false;     // shorter spans, for a slice among other tests
};

/// Every harm comes once in as many rounds as there are harms, in an order of the seed.
Storm make_storm(StormOptions const& options, std::uint64_t round);
/// How long people write, and how often, in such a round.
Plan plan_for(Storm const& storm, StormOptions const& options, std::uint64_t round,
              std::size_t agents);

}  // namespace parley::history
