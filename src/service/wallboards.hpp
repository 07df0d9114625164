#pragma once
// Wallboards: screens that show the live figures without anybody signing in. Whoever has a board's
// token sees its queues' figures and can do nothing else. They are part of how things are set up:
// the list needs Right::settings_view, the rest settings_manage.

#include "service/operations.hpp"

namespace parley::service {

struct WallboardView {
    WallboardId id;
    std::string name;
    bool all;                     // queues, also those to come
    std::vector<QueueId> queues;  // else; empty: those that it had are gone
    Instant created_at;
    Instant token_since;  // when its token was made
    std::optional<Instant> last_seen_at;
};
BOOST_DESCRIBE_STRUCT(WallboardView, (),
                      (id, name, all, queues, created_at, token_since, last_seen_at))

struct WallboardItems {
    std::vector<WallboardView> items;  // by name
};
BOOST_DESCRIBE_STRUCT(WallboardItems, (), (items))
WallboardItems wallboard_list(Tx& tx, Actor const& actor, Nothing const&);

struct WallboardSave {
    std::optional<WallboardId> wallboard;  // left out: a new one
    std::string name;
    bool all;                     // queues, also those to come
    std::vector<QueueId> queues;  // which, where not all
};
BOOST_DESCRIBE_STRUCT(WallboardSave, (), (wallboard, name, all, queues))
struct WallboardResult {
    WallboardView wallboard;
    std::optional<std::string> token;  // of a new one; shown once, only its hash is kept
};
BOOST_DESCRIBE_STRUCT(WallboardResult, (), (wallboard, token))
/// Boards that are open show what it says now within a second.
WallboardResult wallboard_save(Tx& tx, Actor const& actor, WallboardSave const& p);

struct WallboardRenew {
    WallboardId wallboard;
};
BOOST_DESCRIBE_STRUCT(WallboardRenew, (), (wallboard))
/// A new token; what was opened with the old one ends at once.
WallboardResult wallboard_renew(Tx& tx, Actor const& actor, WallboardRenew const& p);

struct WallboardRemove {
    WallboardId wallboard;
};
BOOST_DESCRIBE_STRUCT(WallboardRemove, (), (wallboard))
Nothing wallboard_remove(Tx& tx, Actor const& actor, WallboardRemove const& p);

/// Who comes with a board's token.
Actor wallboard_actor(Tx& tx, store::Wallboard const& wallboard);

}  // namespace parley::service
