#include "store/canned.hpp"

namespace parley::store {

namespace {
constexpr auto columns =
    "SELECT id, organization_id, scope, user_id, team_id, folder, code, title, text, language, "
    "version, updated_at FROM canned WHERE ";
}  // namespace

CannedResponses::CannedResponses(Database& sql)
    : add_(sql,
           "INSERT INTO canned (id, organization_id, scope, user_id, team_id, folder, code, title, "
           "text, language, version, updated_at) VALUES (:id, :organization, :scope, :user, :team, "
           ":folder, :code, :title, :text, :language, :version, :at)"),
      save_(sql,
            "UPDATE canned SET scope = :scope, user_id = :user, team_id = :team, "
            "folder = :folder, code = :code, title = :title, text = :text, language = :language, "
            "version = :version, updated_at = :at WHERE id = :id"),
      remove_uses_(sql, "DELETE FROM canned_uses WHERE canned_id = :id"),
      remove_(sql, "DELETE FROM canned WHERE id = :id"),
      by_id_(sql, std::string{columns} + "id = :id"),
      same_(sql, std::string{columns} +
                     "organization_id = :organization AND COALESCE(user_id, 0) = :user "
                     "AND COALESCE(team_id, 0) = :team AND code = :code AND language = :language"),
      for_user_(sql, std::string{columns} +
                         "organization_id = :organization AND COALESCE(user_id, 0) IN (0, :user) "
                         "AND COALESCE(team_id, 0) IN (0, :team) AND id > :after "
                         "ORDER BY id LIMIT :limit"),
      shared_(sql, std::string{columns} +
                       "organization_id = :organization AND COALESCE(user_id, 0) = 0 "
                       "AND id > :after ORDER BY id LIMIT :limit"),
      count_(sql,
             "SELECT count(*) FROM canned WHERE organization_id = :organization "
             "AND COALESCE(user_id, 0) = :user"),
      count_of_(sql, "SELECT count(*) FROM canned WHERE team_id = :team"),
      use_(sql,
           "INSERT INTO canned_uses (organization_id, user_id, canned_id, uses) "
           "VALUES (:organization, :user, :canned, 1) ON CONFLICT (user_id, canned_id) "
           "DO UPDATE SET uses = canned_uses.uses + 1"),
      uses_(sql, "SELECT canned_id, uses FROM canned_uses WHERE user_id = :user") {}

void CannedResponses::add(Canned const& it) {
    add_.run(it.id, it.organization, it.scope, it.user, it.team, it.folder, it.code, it.title,
             it.text, it.language, it.version, it.updated_at);
}

void CannedResponses::save(Canned const& it) {
    save_.run(it.scope, it.user, it.team, it.folder, it.code, it.title, it.text, it.language,
              it.version, it.updated_at, it.id);
}

void CannedResponses::remove(CannedId id) {
    remove_uses_.run(id);
    remove_.run(id);
}

std::optional<Canned> CannedResponses::find(CannedId id) { return by_id_.first(id); }

std::optional<Canned> CannedResponses::same(Canned const& as) {
    return same_.first(as.organization, as.user.value_or(UserId{}), as.team.value_or(TeamId{}),
                       as.code, as.language);
}

std::vector<Canned> CannedResponses::for_user(OrganizationId organization, UserId user,
                                              std::optional<TeamId> team, CannedId after,
                                              std::int64_t limit) {
    return for_user_.all(organization, user, team.value_or(TeamId{}), after, limit);
}

std::vector<Canned> CannedResponses::shared(OrganizationId organization, CannedId after,
                                            std::int64_t limit) {
    return shared_.all(organization, after, limit);
}

std::int64_t CannedResponses::count(OrganizationId organization, std::optional<UserId> user) {
    return count_.first(organization, user.value_or(UserId{})).value_or(0);
}

std::int64_t CannedResponses::count_of(TeamId team) { return count_of_.first(team).value_or(0); }

void CannedResponses::use(Canned const& it, UserId user) { use_.run(it.organization, user, it.id); }

std::vector<CannedUses> CannedResponses::uses(UserId user) { return uses_.all(user); }

}  // namespace parley::store
