#include "store/census.hpp"

#include "domain/presence.hpp"

namespace parley::store {

Census::Census(Database& sql)
    : waiting_(sql,
               "SELECT o.slug, count(*), min(c.queued_at) FROM chats c "
               "JOIN organizations o ON o.id = c.organization_id "
               "WHERE c.agent_id IS NULL AND c.ended_at IS NULL AND c.bot_id IS NULL "
               "GROUP BY o.slug"),
      agents_(sql,
              "SELECT a.kind, connected, stop_new, overfull, "
              "CASE WHEN offered > 0 THEN 1 ELSE 0 END, CASE WHEN active > 0 THEN 1 ELSE 0 END, "
              "CASE WHEN wrap_ups > 0 THEN 1 ELSE 0 END, "
              "CASE WHEN 100 * (offered + active + wrap_ups) + extra >= 100 * capacity THEN 1 ELSE "
              "0 END, "
              "busy_when, wrap_up_scope, count(*), CAST(sum(active) AS BIGINT) FROM agents a "
              "GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10") {}

auto Census::agents() -> AgentCounts {
    AgentCounts counts;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<domain::Label>>(
        [&](auto label) { counts.agents[label.name] = 0; });
    counts.agents["unreachable"] = 0;
    for (auto const& row : agents_.all()) {
        domain::AgentFacts facts{.kind = row.kind,
                                 .connected = row.connected,
                                 .stop_new = row.stop_new,
                                 .overfull = row.overfull,
                                 .offered = row.offered,
                                 .active = row.active,
                                 .wrap_ups = row.wrap_up,
                                 .busy_when = row.busy_when,
                                 .wrap_up_scope = row.wrap_up_scope};
        facts.capacity = row.full ? facts.load() : facts.load() + 1;
        bool const unreachable = !row.connected && row.kind == domain::StatusKind::ready;
        counts.agents[unreachable ? "unreachable" : std::string{word(domain::label(facts))}] +=
            row.count;
        counts.chats += row.chats;
    }
    return counts;
}

}  // namespace parley::store
