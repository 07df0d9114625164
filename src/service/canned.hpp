#pragma once
// Canned responses: answers that are prepared (C17; W17, W18). Everybody who may use them keeps own
// ones; those for a team or for all are made by who may define them. Several with the same code in
// different languages are one answer: the desk inserts that of the conversation's language, and
// fills in what stands in double braces.

#include "service/operations.hpp"

namespace parley::service {

struct CannedView {
    CannedId id;
    store::CannedScope scope;
    std::optional<TeamId> team;  // where it is a team's
    std::optional<std::string> team_name;
    std::vector<std::string> folder;  // names, the outermost first
    std::string code;
    std::string title;
    std::string text;
    store::CannedLanguage language;
    std::int64_t version;
    Instant updated_at;
    std::int64_t uses;  // by the caller
};
BOOST_DESCRIBE_STRUCT(CannedView, (),
                      (id, scope, team, team_name, folder, code, title, text, language, version,
                       updated_at, uses))

struct CannedList {
    std::optional<bool> shared;  // all that are for teams or all, to define them; else: to use them
    std::optional<std::int64_t> limit;
    std::optional<std::string> after;  // `next` of the page before
};
BOOST_DESCRIBE_STRUCT(CannedList, (), (shared, limit, after))
struct CannedPage {
    std::vector<CannedView> items;  // the oldest first
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(CannedPage, (), (items, next))
/// The caller's own, those of the caller's team and those of all. With `shared`, for who defines
/// them or sees how everything is set up: those of all teams and of all.
CannedPage canned_list(Tx& tx, Actor const& actor, CannedList const& p);

struct CannedNamed {
    CannedId canned;
};
BOOST_DESCRIBE_STRUCT(CannedNamed, (), (canned))
struct CannedResult {
    CannedView canned;
};
BOOST_DESCRIBE_STRUCT(CannedResult, (), (canned))
CannedResult canned_get(Tx& tx, Actor const& actor, CannedNamed const& p);

struct CannedCreate {
    store::CannedScope scope;
    std::optional<TeamId> team;                      // of a team's
    std::optional<std::vector<std::string>> folder;  // at most 5 names without /
    std::string code;                                // letters, digits, _ and -, at most 40
    std::string title;
    std::string text;
    std::optional<store::CannedLanguage> language;  // any if left out
    std::optional<std::string> request_id;
};
BOOST_DESCRIBE_STRUCT(CannedCreate, (),
                      (scope, team, folder, code, title, text, language, request_id))
/// Refuses conflict at /code where the same people have one with this code in this language.
CannedResult canned_create(Tx& tx, Actor const& actor, CannedCreate const& p);

struct CannedUpdate {
    CannedId canned;
    std::int64_t version;  // that the caller has read
    std::optional<store::CannedScope> scope;
    std::optional<TeamId> team;  // with a scope
    std::optional<std::vector<std::string>> folder;
    std::optional<std::string> code;
    std::optional<std::string> title;
    std::optional<std::string> text;
    std::optional<store::CannedLanguage> language;
};
BOOST_DESCRIBE_STRUCT(CannedUpdate, (),
                      (canned, version, scope, team, folder, code, title, text, language))
/// Refuses conflict at /version where somebody has changed it since. What is personal can be shared
/// by who may define it; what is shared does not become anybody's own.
CannedResult canned_update(Tx& tx, Actor const& actor, CannedUpdate const& p);

struct CannedDelete {
    CannedId canned;
    std::optional<std::int64_t> version;  // only if it is still this one
};
BOOST_DESCRIBE_STRUCT(CannedDelete, (), (canned, version))
Nothing canned_delete(Tx& tx, Actor const& actor, CannedDelete const& p);

/// The caller has inserted it: what somebody uses most, they find first.
Nothing canned_used(Tx& tx, Actor const& actor, CannedNamed const& p);

}  // namespace parley::service
