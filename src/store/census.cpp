#include "store/census.hpp"

#include "domain/presence.hpp"

namespace parley::store {

Census::Census(Database& sql)
    : waiting_(sql,
               "SELECT o.slug, count(*), min(c.queued_at) FROM chats c "
               "JOIN organizations o ON o.id = c.organization_id "
               "WHERE c.state IN ('queued', 'offered') GROUP BY o.slug"),
      agents_(sql,
              "SELECT s.kind, connected, CASE WHEN offered > 0 THEN 1 ELSE 0 END, "
              "CASE WHEN active > 0 THEN 1 ELSE 0 END, "
              "CASE WHEN offered + active >= capacity THEN 1 ELSE 0 END, count(*), "
              "CAST(sum(active) AS BIGINT) FROM agents a "
              "JOIN statuses s ON s.organization_id = a.organization_id AND s.key = a.status "
              "GROUP BY 1, 2, 3, 4, 5") {}

auto Census::agents() -> AgentCounts {
    AgentCounts counts;
    for (auto const label :
         {domain::Label::offline, domain::Label::available, domain::Label::offered,
          domain::Label::engaged, domain::Label::at_capacity, domain::Label::away,
          domain::Label::rona}) {
        counts.agents[std::string{word(label)}] = 0;
    }
    counts.agents["unreachable"] = 0;
    for (auto const& row : agents_.all()) {
        domain::AgentFacts const facts{row.kind,      false,
                                       row.connected, row.offered,
                                       row.active,    row.full ? row.offered + row.active : 3};
        bool const unreachable = !row.connected && row.kind == domain::StatusKind::ready;
        counts.agents[unreachable ? "unreachable" : std::string{word(domain::label(facts))}] +=
            row.count;
        counts.chats += row.chats;
    }
    return counts;
}

}  // namespace parley::store
