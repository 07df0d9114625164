#include "store/wallboards.hpp"

namespace parley::store {

namespace {
constexpr auto columns =
    "SELECT id, organization_id, name, session_id, created_at, token_at, seen_at FROM wallboards";
}

Wallboards::Wallboards(Database& sql)
    : add_(sql,
           "INSERT INTO wallboards (id, organization_id, name, token_hash, session_id, "
           "created_at, token_at) VALUES (:id, :organization, :name, :hash, :session, :created, "
           ":made)"),
      rename_(sql, "UPDATE wallboards SET name = :name WHERE id = :id"),
      renew_(sql,
             "UPDATE wallboards SET session_id = :session, token_hash = :hash, token_at = :at "
             "WHERE id = :id"),
      remove_(sql, "DELETE FROM wallboards WHERE id = :id"),
      seen_(sql, "UPDATE wallboards SET seen_at = :at WHERE id = :id"),
      by_id_(sql, std::string{columns} + " WHERE id = :id"),
      by_token_(sql, std::string{columns} + " WHERE token_hash = :hash"),
      by_name_(sql, std::string{columns} +
                        " WHERE organization_id = :organization "
                        "AND name = :name"),
      all_(sql, std::string{columns} + " WHERE organization_id = :organization ORDER BY name, id"),
      queues_(sql,
              "SELECT w.queue_id FROM wallboard_queues w JOIN queues q ON q.id = w.queue_id "
              "WHERE w.wallboard_id = :id AND q.removed = 0 ORDER BY w.queue_id"),
      add_queue_(sql, "INSERT INTO wallboard_queues (wallboard_id, queue_id) VALUES (:id, :queue)"),
      clear_queues_(sql, "DELETE FROM wallboard_queues WHERE wallboard_id = :id"),
      limited_(sql, "SELECT count(*) FROM wallboard_queues WHERE wallboard_id = :id") {}

void Wallboards::add(Wallboard const& it, std::string const& token_hash) {
    add_.run(it.id, it.organization, it.name, token_hash, it.session, it.created_at, it.token_at);
}

void Wallboards::rename(WallboardId id, std::string const& name) { rename_.run(name, id); }

void Wallboards::renew(WallboardId id, SessionId session, std::string const& token_hash,
                       Instant at) {
    renew_.run(session, token_hash, at, id);
}

void Wallboards::remove(WallboardId id) {
    clear_queues_.run(id);
    remove_.run(id);
}

void Wallboards::seen(WallboardId id, Instant at) { seen_.run(at, id); }

std::optional<Wallboard> Wallboards::find(WallboardId id) { return by_id_.first(id); }

std::optional<Wallboard> Wallboards::find(std::string const& token_hash) {
    return by_token_.first(token_hash);
}

std::optional<Wallboard> Wallboards::find(OrganizationId organization, std::string const& name) {
    return by_name_.first(organization, name);
}

std::vector<Wallboard> Wallboards::all(OrganizationId organization) {
    return all_.all(organization);
}

std::vector<QueueId> Wallboards::queues(WallboardId id) { return queues_.all(id); }

void Wallboards::set_queues(WallboardId id, std::vector<QueueId> const& queues) {
    clear_queues_.run(id);
    for (auto const queue : queues) add_queue_.run(id, queue);
}

bool Wallboards::is_limited(WallboardId id) { return limited_.first(id).value_or(0) > 0; }

}  // namespace parley::store
