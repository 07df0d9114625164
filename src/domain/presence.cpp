#include "domain/presence.hpp"

namespace parley::domain {

std::vector<Status> first_statuses() {
    return {{available, {}, StatusKind::ready, true, true, DuringChat::now, false},
            {"away", {}, StatusKind::away, true, true, DuringChat::pending, false},
            {offline, {}, StatusKind::offline, true, true, DuringChat::now, false},
            {missed, {}, StatusKind::missed, false, false, DuringChat::now, false}};
}

std::vector<StatusReason> first_reasons() {
    return {{"away", "break", {}},
            {"away", "lunch", {}},
            {"away", "meeting", {}},
            {"away", "training", {}}};
}

Label label(AgentFacts const& agent) {
    if (agent.offered > 0) return Label::offered;
    switch (agent.kind) {
        case StatusKind::missed:
            return Label::rona;
        case StatusKind::not_ready:
        case StatusKind::away:
            return Label::away;
        case StatusKind::offline:
            return agent.active > 0 ? Label::engaged : Label::offline;
        case StatusKind::ready:
            break;
    }
    if (agent.load() >= agent.capacity) return Label::at_capacity;
    return agent.active > 0 ? Label::engaged : Label::available;
}

}  // namespace parley::domain
