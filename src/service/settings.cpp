#include "service/settings.hpp"

#include <algorithm>

#include "domain/presets.hpp"
#include "service/policy.hpp"
#include "service/setting_places.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

using domain::Scope;

Place place_asked(Tx& tx, Actor const& actor, std::optional<Scope> scope,
                  std::optional<std::string> const& id) {
    return place_of(tx, actor.organization, scope.value_or(Scope::organization), id);
}

bool may_be_set_at(domain::Switch const& described, Scope scope) {
    return std::ranges::find(described.scopes, scope) != described.scopes.end();
}

/// A switch that may be set at the place. Refuses with the path.
domain::Switch const& settable(std::string const& name, Scope scope, std::string const& path) {
    auto const* const described = domain::find_switch(name);
    if (!described) throw invalid(path, "there is no such switch");
    if (!may_be_set_at(*described, scope)) {
        throw invalid(path, "cannot be set for " + std::string{word(scope)} + "s");
    }
    return *described;
}

/// What differs between two sets of switches, in the order of the switches.
std::vector<SwitchChange> difference(Switches const& before, Switches const& after) {
    std::vector<SwitchChange> changes;
    auto const in = [](Switches const& set, std::string const& name) {
        auto const found = set.find(name);
        return found == set.end() ? std::nullopt : std::optional{found->second};
    };
    for (auto const& described : domain::switches()) {
        std::string const name{described.name};
        if (in(before, name) != in(after, name)) {
            changes.push_back({name, in(before, name), in(after, name)});
        }
    }
    return changes;
}

/// Of those switches that a preset decides.
Switches values_of(domain::Policy const& policy, Scope scope) {
    Switches values;
    for (auto const& described : domain::switches()) {
        if (!described.of_presets || !may_be_set_at(described, scope)) continue;
        values[std::string{described.name}] = domain::value_of(policy, described.name);
    }
    return values;
}

domain::Policy policy_at(Tx& tx, Place const& at) { return resolve(chain_of(tx, at)); }

/// Writes what the place sets from now on, remembers the change, and lets it work.
void put(Tx& tx, Actor const& actor, Place const& at, Switches const& after,
         std::string const& preset = {}) {
    auto const stored = tx.settings.of(at.organization, at.scope, at.id);
    if (read_switches(stored) == after) return;
    if (after.empty()) {
        tx.settings.remove(at.organization, at.scope, at.id);
    } else {
        tx.settings.save(at.organization, at.scope, at.id, to_json(after));
    }
    tx.settings.add({tx.make_id<SettingChangeId>(), at.organization, tx.now(), actor.user, at.scope,
                     at.id, preset, stored, to_json(after)});
    apply_switches(tx, at.organization);
}

SettingsResult result_for(Tx& tx, Place const& at) {
    auto chain = chain_of(tx, at);
    auto const here = resolve(chain);
    std::map<std::string, Scope> set_at;
    for (auto const& level : chain) {
        for (auto const& [name, value] : read_switches(level.switches)) set_at[name] = level.scope;
    }
    if (!chain.empty() && chain.back().scope == at.scope) chain.pop_back();
    auto const above = resolve(chain);
    SettingsResult result{at.scope, at.shown_id, {}};
    for (auto const& described : domain::switches()) {
        if (!may_be_set_at(described, at.scope)) continue;
        std::string const name{described.name};
        SwitchView view{name,
                        described.group,
                        described.kind,
                        described.scopes,
                        {described.choices.begin(), described.choices.end()},
                        {},
                        {},
                        domain::value_of(here, name),
                        {},
                        domain::value_of(above, name)};
        if (described.kind == domain::SwitchKind::number) {
            view.min = described.min;
            view.max = described.max;
        }
        if (auto const found = set_at.find(name); found != set_at.end()) view.from = found->second;
        result.switches.push_back(std::move(view));
    }
    return result;
}

domain::Preset const& preset_named(std::string const& key) {
    if (auto const* const preset = domain::find_preset(key)) return *preset;
    std::string all;
    for (auto const& each : domain::presets()) all += (all.empty() ? "" : ", ") + each.key;
    throw invalid("/preset", "must be one of " + all);
}

/// The statuses as they are to be, with what that changes. At the organization those that the
/// preset does not have stay, but cannot be chosen.
std::vector<domain::Status> statuses_after(std::vector<domain::Status> const& before,
                                           domain::Preset const& preset, Scope scope,
                                           std::vector<StatusDifference>& changes) {
    bool const all = scope == Scope::organization;
    auto after = all ? preset.statuses : before;
    for (auto const& status : all ? before : preset.statuses) {
        auto const same = std::ranges::find(after, status.key, &domain::Status::key);
        if (!all) {
            if (same == after.end()) {
                after.push_back(status);
                changes.push_back({status.key, StatusChange::added});
            }
        } else if (same == after.end()) {
            auto hidden = status;
            hidden.by_agent = hidden.by_manager = false;
            if (status.by_agent || status.by_manager) {
                changes.push_back({status.key, StatusChange::hidden});
            }
            after.push_back(hidden);
        } else {
            same->label = status.label;  // the name that people have given it
            if (to_json(*same) != to_json(status)) {
                changes.push_back({status.key, StatusChange::changed});
            }
        }
    }
    if (all) {
        for (auto const& status : preset.statuses) {
            if (std::ranges::find(before, status.key, &domain::Status::key) == before.end()) {
                changes.push_back({status.key, StatusChange::added});
            }
        }
    }
    return after;
}

PresetDifference difference_to(Tx& tx, Place const& at, domain::Preset const& preset) {
    PresetDifference result;
    result.switches =
        difference(values_of(policy_at(tx, at), at.scope), values_of(preset.policy, at.scope));
    statuses_after(tx.statuses.all(at.organization), preset, at.scope, result.statuses);
    return result;
}

}  // namespace

SettingsResult settings_get(Tx& tx, Actor const& actor, SettingsPlace const& p) {
    actor.need(domain::Right::settings_view);
    return result_for(tx, place_asked(tx, actor, p.scope, p.id));
}

SettingsResult settings_update(Tx& tx, Actor const& actor, SettingsUpdate const& p) {
    actor.need(domain::Right::settings_manage);
    auto const at = place_asked(tx, actor, p.scope, p.id);
    auto after = read_switches(tx.settings.of(at.organization, at.scope, at.id));
    for (auto const& [name, value] : p.set.value_or(Switches{})) {
        auto const path = "/set/" + name;
        need_value(tx, at.organization, settable(name, at.scope, path), value, path);
        after[name] = value;
    }
    std::size_t place = 0;
    for (auto const& name : p.clear.value_or(std::vector<std::string>{})) {
        auto const path = "/clear/" + std::to_string(place++);
        settable(name, at.scope, path);
        if (p.set && p.set->contains(name)) throw invalid(path, "is set in the same call");
        after.erase(name);
    }
    put(tx, actor, at, after);
    return result_for(tx, at);
}

MineResult settings_mine(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::queue_view);
    auto const policy = policy_of(tx, actor.organization, actor.user);
    MineResult result;
    for (auto const& described : domain::switches()) {
        result.switches[std::string{described.name}] = domain::value_of(policy, described.name);
    }
    return result;
}

SettingChangePage settings_history(Tx& tx, Actor const& actor, SettingsHistory const& p) {
    actor.need(domain::Right::settings_view);
    constexpr std::int64_t page = 50;
    auto const limit = page_limit(p.limit, page, tx.limits().page_max);
    auto const before =
        p.after ? id_from_text<SettingChangeTag>(*p.after) : SettingChangeId{INT64_MAX};
    if (!before) throw invalid("/after", "this is not the `next` of a page");
    SettingChangePage result;
    for (auto const& change : tx.settings.changes(actor.organization, *before, limit + 1)) {
        if (std::ssize(result.items) == limit) {
            result.next = to_text(result.items.back().id);
            break;
        }
        result.items.push_back(
            {change.id, change.at, person(tx, change.user), change.scope,
             shown_id(change.scope, change.scope_id),
             name_of_place(tx, change.scope, change.scope_id), unless_empty(change.preset),
             difference(read_switches(change.before), read_switches(change.after))});
    }
    return result;
}

SettingsResult settings_revert(Tx& tx, Actor const& actor, SettingsRevert const& p) {
    actor.need(domain::Right::settings_manage);
    auto const change = tx.settings.find(p.change);
    if (!change || change->organization != actor.organization) throw Refused{Code::not_found};
    std::optional<std::string> id;
    if (change->scope != Scope::organization) id = shown_id(change->scope, change->scope_id);
    Place at;
    try {
        at = place_asked(tx, actor, change->scope, id);
    } catch (Refused const& refused) {
        throw invalid("/change", refused.detail);  // it was of something that is gone
    }
    auto after = read_switches(tx.settings.of(at.organization, at.scope, at.id));
    for (auto const& each :
         difference(read_switches(change->before), read_switches(change->after))) {
        if (each.before) {
            auto const& described = settable(each.name, at.scope, "/change");
            need_value(tx, at.organization, described, *each.before, "/change");
            after[each.name] = *each.before;
        } else {
            after.erase(each.name);
        }
    }
    put(tx, actor, at, after);
    return result_for(tx, at);
}

PresetItems preset_list(Tx&, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::settings_view);
    PresetItems result;
    for (auto const& preset : domain::presets()) {
        PresetView view{preset.key, values_of(preset.policy, Scope::organization), {}};
        for (auto const& status : preset.statuses) {
            if (status.by_agent) view.statuses.push_back(status.key);
        }
        result.items.push_back(std::move(view));
    }
    return result;
}

PresetDifference preset_preview(Tx& tx, Actor const& actor, PresetAt const& p) {
    actor.need(domain::Right::settings_view);
    return difference_to(tx, place_asked(tx, actor, p.scope, p.id), preset_named(p.preset));
}

PresetDifference preset_apply(Tx& tx, Actor const& actor, PresetAt const& p) {
    actor.need(domain::Right::settings_manage);
    auto const at = place_asked(tx, actor, p.scope, p.id);
    auto const& preset = preset_named(p.preset);
    auto result = difference_to(tx, at, preset);
    std::vector<StatusDifference> changes;
    std::int64_t place = 0;
    for (auto const& status :
         statuses_after(tx.statuses.all(at.organization), preset, at.scope, changes)) {
        tx.statuses.save(at.organization, place++, status);
    }
    auto const known = tx.statuses.reasons(at.organization);
    for (auto const& reason : preset.reasons) {
        auto const same = [&](domain::StatusReason const& one) {
            return one.status == reason.status && one.key == reason.key;
        };
        if (std::ranges::none_of(known, same)) tx.statuses.save(at.organization, place++, reason);
    }
    auto after = values_of(preset.policy, at.scope);
    for (auto const& [name, value] :
         read_switches(tx.settings.of(at.organization, at.scope, at.id))) {
        auto const* const described = domain::find_switch(name);
        if (described && !described->of_presets) after[name] = value;
    }
    put(tx, actor, at, after, preset.key);
    return result;
}

void begin_with(Tx& tx, OrganizationId organization, domain::Policy const& policy) {
    tx.settings.save(organization, Scope::organization, organization.value,
                     to_json(values_of(policy, Scope::organization)));
}

}  // namespace parley::service
