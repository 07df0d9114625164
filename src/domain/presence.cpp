#include "domain/presence.hpp"

namespace parley::domain {

std::vector<Status> first_statuses() {
    return {{.key = available, .kind = StatusKind::ready, .by_agent = true, .by_manager = true},
            {.key = "away",
             .kind = StatusKind::away,
             .by_agent = true,
             .by_manager = true,
             .during_chat = DuringChat::pending},
            {.key = offline, .kind = StatusKind::offline, .by_agent = true, .by_manager = true},
            {.key = missed, .kind = StatusKind::missed}};
}

std::vector<StatusReason> first_reasons() {
    return {{"away", "break", {}},
            {"away", "lunch", {}},
            {"away", "meeting", {}},
            {"away", "training", {}}};
}

bool is_busy(AgentFacts const& agent) {
    switch (agent.busy_when) {
        case BusyWhen::first_chat:
            return agent.active > 0;
        case BusyWhen::at_cap:
            return is_full(agent);
        case BusyWhen::over_cap:
            return agent.overfull && is_full(agent);
    }
    return false;
}

Label label(AgentFacts const& agent) {
    if (agent.offered > 0) return Label::offered;
    bool const wraps_up =
        agent.wrap_ups > 0 && (agent.active == 0 || agent.wrap_up_scope == WrapUpScope::agent);
    switch (agent.kind) {
        case StatusKind::missed:
            return Label::rona;
        case StatusKind::not_ready:
        case StatusKind::away:
            return Label::away;
        case StatusKind::offline:
            if (agent.active > 0) return Label::engaged;
            return wraps_up ? Label::wrap_up : Label::offline;
        case StatusKind::ready:
            break;
    }
    if (wraps_up) return Label::wrap_up;
    if (agent.stop_new) return Label::stop_new;
    if (is_busy(agent)) {
        return agent.busy_when == BusyWhen::at_cap ? Label::at_capacity : Label::busy;
    }
    return agent.active > 0 ? Label::engaged : Label::available;
}

}  // namespace parley::domain
