#include "store/audit.hpp"

namespace parley::store {

namespace {
constexpr auto columns =
    "SELECT organization_id, seq, at, event, outcome, reason, actor_kind, actor, actor_name, "
    "actor_roles, address, target_type, target, target_name, changes, request_id, node, prev_hash, "
    "hash FROM audit WHERE organization_id = :organization ";
}

Audit::Audit(Database& sql)
    : add_(sql,
           "INSERT INTO audit (organization_id, seq, at, event, outcome, reason, actor_kind, "
           "actor, actor_name, actor_roles, address, target_type, target, target_name, changes, "
           "request_id, node, prev_hash, hash) VALUES (:organization, :seq, :at, :event, :outcome, "
           ":reason, :actor_kind, :actor, :actor_name, :actor_roles, :address, :target_type, "
           ":target, :target_name, :changes, :request_id, :node, :prev_hash, :hash)"),
      set_head_(sql,
                "INSERT INTO audit_heads (organization_id, seq, hash) "
                "VALUES (:organization, :seq, :hash) ON CONFLICT (organization_id) "
                "DO UPDATE SET seq = excluded.seq, hash = excluded.hash"),
      head_(sql, "SELECT seq, hash FROM audit_heads WHERE organization_id = :organization"),
      after_(sql, std::string{columns} + "AND seq > :after ORDER BY seq LIMIT :limit"),
      page_(sql, std::string{columns} +
                     "AND seq < :below AND (:any_event = '' OR event = :event) "
                     "AND (:any_actor = '' OR actor = :actor) "
                     "AND (:any_type = '' OR target_type = :type) "
                     "AND (:any_target = '' OR target = :target) "
                     "AND at >= :from_time AND at < :until_time ORDER BY seq DESC LIMIT :limit") {}

void Audit::add(AuditFact fact) {
    auto const it = domain::chained(head(fact.organization), std::move(fact));
    add_.run(it.organization, it.seq, it.at, it.event, it.outcome, it.reason, it.actor_kind,
             it.actor, it.actor_name, it.actor_roles, it.address, it.target_type, it.target,
             it.target_name, it.changes, it.request_id, it.node, it.prev_hash, it.hash);
    set_head_.run(it.organization, it.seq, it.hash);
}

AuditHead Audit::head(OrganizationId organization) {
    return head_.first(organization).value_or(AuditHead{});
}

std::vector<AuditRow> Audit::after(OrganizationId organization, std::int64_t seq,
                                   std::int64_t limit) {
    return after_.all(organization, seq, limit);
}

std::vector<AuditRow> Audit::page(OrganizationId organization, AuditFilter const& filter,
                                  std::int64_t below, std::int64_t limit) {
    return page_.all(organization, below, filter.event, filter.event, filter.actor, filter.actor,
                     filter.target_type, filter.target_type, filter.target, filter.target,
                     filter.from, filter.before, limit);
}

}  // namespace parley::store
