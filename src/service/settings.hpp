#pragma once
// Operations on switches: what is set where, changing it, presets, and who has changed what.
// Source: behaviour.md 6.5; X34.

#include "domain/policy.hpp"
#include "service/operations.hpp"

namespace parley::service {

using Switches = std::map<std::string, std::string>;

/// Where switches are set: the organization, or a partition, queue, team or agent of it by
/// its id.
struct SettingsPlace {
    std::optional<domain::Scope> scope;  // the organization if left out
    std::optional<std::string> id;       // of all others
};
BOOST_DESCRIBE_STRUCT(SettingsPlace, (), (scope, id))

struct SwitchView {
    std::string name;
    domain::SwitchGroup group;
    domain::SwitchKind kind;
    std::vector<domain::Scope> scopes;  // where it may be set
    std::vector<std::string> choices;   // of a choice; of a status the words beside its keys
    std::optional<std::int64_t> min;    // of a number
    std::optional<std::int64_t> max;
    std::string value;                  // that holds here
    std::optional<domain::Scope> from;  // where it was set; left out: nowhere
    std::string inherited;              // what would hold if it were not set here
};
BOOST_DESCRIBE_STRUCT(SwitchView, (),
                      (name, group, kind, scopes, choices, min, max, value, from, inherited))
struct SettingsResult {
    domain::Scope scope;
    std::string id;
    std::vector<SwitchView> switches;  // those that may be set here
};
BOOST_DESCRIBE_STRUCT(SettingsResult, (), (scope, id, switches))
SettingsResult settings_get(Tx& tx, Actor const& actor, SettingsPlace const& p);

struct SettingsUpdate {
    std::optional<domain::Scope> scope;
    std::optional<std::string> id;
    std::optional<Switches> set;
    std::optional<std::vector<std::string>> clear;  // these are inherited again
};
BOOST_DESCRIBE_STRUCT(SettingsUpdate, (), (scope, id, set, clear))
/// Works at once, for everybody concerned.
SettingsResult settings_update(Tx& tx, Actor const& actor, SettingsUpdate const& p);

struct MineResult {
    Switches switches;  // name and value of each
};
BOOST_DESCRIBE_STRUCT(MineResult, (), (switches))
/// What holds for the caller, whatever the queue.
MineResult settings_mine(Tx& tx, Actor const& actor, Nothing const&);

struct SwitchChange {
    std::string name;
    std::optional<std::string> before;  // left out: it was not set there
    std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(SwitchChange, (), (name, before, after))
struct SettingChangeView {
    SettingChangeId id;
    Instant at;
    PersonView by;
    domain::Scope scope;
    std::string scope_id;
    std::string place;                  // its name
    std::optional<std::string> preset;  // applied as a whole
    std::vector<SwitchChange> changes;
};
BOOST_DESCRIBE_STRUCT(SettingChangeView, (), (id, at, by, scope, scope_id, place, preset, changes))
struct SettingsHistory {
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(SettingsHistory, (), (after, limit))
struct SettingChangePage {
    std::vector<SettingChangeView> items;  // newest first
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(SettingChangePage, (), (items, next))
SettingChangePage settings_history(Tx& tx, Actor const& actor, SettingsHistory const& p);

struct SettingsRevert {
    SettingChangeId change;
};
BOOST_DESCRIBE_STRUCT(SettingsRevert, (), (change))
/// The switches that the change touched are as they were before it; that is a change, too.
SettingsResult settings_revert(Tx& tx, Actor const& actor, SettingsRevert const& p);

struct PresetView {
    std::string key;
    Switches switches;
    std::vector<std::string> statuses;  // keys, in the order of lists
};
BOOST_DESCRIBE_STRUCT(PresetView, (), (key, switches, statuses))
struct PresetItems {
    std::vector<PresetView> items;
};
BOOST_DESCRIBE_STRUCT(PresetItems, (), (items))
PresetItems preset_list(Tx& tx, Actor const& actor, Nothing const&);

struct PresetAt {
    std::string preset;
    std::optional<domain::Scope> scope;
    std::optional<std::string> id;
};
BOOST_DESCRIBE_STRUCT(PresetAt, (), (preset, scope, id))
enum class StatusChange { added, changed, hidden };
BOOST_DESCRIBE_ENUM(StatusChange, added, changed, hidden)
struct StatusDifference {
    std::string key;
    StatusChange change;
};
BOOST_DESCRIBE_STRUCT(StatusDifference, (), (key, change))
struct PresetDifference {
    std::vector<SwitchChange> switches;  // that hold there: before and after
    std::vector<StatusDifference> statuses;
};
BOOST_DESCRIBE_STRUCT(PresetDifference, (), (switches, statuses))
/// What applying it would change; changes nothing.
PresetDifference preset_preview(Tx& tx, Actor const& actor, PresetAt const& p);
/// Every switch of the place has the preset's value. At the organization the statuses are the
/// preset's, too: others can no longer be chosen. Below it those that are missing are added.
PresetDifference preset_apply(Tx& tx, Actor const& actor, PresetAt const& p);

/// The same without an actor, for an organization that is new.
void begin_with(Tx& tx, OrganizationId organization, domain::Policy const& policy);

}  // namespace parley::service
