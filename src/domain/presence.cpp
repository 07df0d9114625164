#include "domain/presence.hpp"

namespace parley::domain {

Label label(AgentFacts const& agent) {
    if (agent.offered > 0) return Label::offered;
    if (agent.status == Status::offline) return agent.active > 0 ? Label::engaged : Label::offline;
    if (agent.load() >= agent.capacity) return Label::at_capacity;
    return agent.active > 0 ? Label::engaged : Label::available;
}

}  // namespace parley::domain
