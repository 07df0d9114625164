#pragma once
// Queries on answers that are prepared, and on how often people use them.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

enum class CannedScope { personal, team, all };
BOOST_DESCRIBE_ENUM(CannedScope, personal, team, all)

enum class CannedLanguage { any, de, en };
BOOST_DESCRIBE_ENUM(CannedLanguage, any, de, en)

struct Canned {
    CannedId id;
    OrganizationId organization;
    CannedScope scope;
    std::optional<UserId> user;  // of personal ones
    std::optional<TeamId> team;
    std::string folder;  // names with / between; empty: none
    std::string code;
    std::string title;
    std::string text;
    CannedLanguage language;
    std::int64_t version;  // from 1
    Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Canned, (),
                      (id, organization, scope, user, team, folder, code, title, text, language,
                       version, updated_at))

struct CannedUses {
    CannedId canned;
    std::int64_t uses;
};
BOOST_DESCRIBE_STRUCT(CannedUses, (), (canned, uses))

class CannedResponses {
  public:
    explicit CannedResponses(Database& sql);

    void add(Canned const& it);
    void save(Canned const& it);
    /// With the uses.
    void remove(CannedId id);
    std::optional<Canned> find(CannedId id);
    /// The one of the same people with this code in this language.
    std::optional<Canned> same(Canned const& as);
    /// What this person may use, by id from behind `after`: their own, their team's, those of all.
    std::vector<Canned> for_user(OrganizationId organization, UserId user,
                                 std::optional<TeamId> team, CannedId after, std::int64_t limit);
    /// Those of teams and of all, likewise.
    std::vector<Canned> shared(OrganizationId organization, CannedId after, std::int64_t limit);
    /// How many somebody keeps for themselves; without a user, how many are shared.
    std::int64_t count(OrganizationId organization, std::optional<UserId> user);
    std::int64_t count_of(TeamId team);

    void use(Canned const& it, UserId user);
    std::vector<CannedUses> uses(UserId user);

  private:
    Statement<NoRow, CannedId, OrganizationId, CannedScope, std::optional<UserId>,
              std::optional<TeamId>, std::string, std::string, std::string, std::string,
              CannedLanguage, std::int64_t, Instant>
        add_;
    Statement<NoRow, CannedScope, std::optional<UserId>, std::optional<TeamId>, std::string,
              std::string, std::string, std::string, CannedLanguage, std::int64_t, Instant,
              CannedId>
        save_;
    Statement<NoRow, CannedId> remove_uses_, remove_;
    Statement<Canned, CannedId> by_id_;
    Statement<Canned, OrganizationId, UserId, TeamId, std::string, CannedLanguage> same_;
    Statement<Canned, OrganizationId, UserId, TeamId, CannedId, std::int64_t> for_user_;
    Statement<Canned, OrganizationId, CannedId, std::int64_t> shared_;
    Statement<std::int64_t, OrganizationId, UserId> count_;
    Statement<std::int64_t, TeamId> count_of_;
    Statement<NoRow, OrganizationId, UserId, CannedId> use_;
    Statement<CannedUses, UserId> uses_;
};

}  // namespace parley::store
