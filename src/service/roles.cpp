// Roles: those that every organization has, and those that it makes of the rights that there are
// (behaviour.md 8).
#include <algorithm>

#include "service/staff.hpp"
#include "service/supervision.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::size_t own_roles_max = 50;

/// The organization's own roles, for who may change them.
std::vector<domain::Role> to_change(Tx& tx, Actor const& actor, std::string const& key,
                                    std::string const& path) {
    actor.need(domain::Right::settings_manage);
    if (domain::find_built_in(key)) {
        throw Refused{Code::conflict, "this role is built in and stays as it is", path};
    }
    return tx.roles.own(actor.organization);
}

/// So that no chat that one of them gives back goes to another who is to give it back as well.
void stop_chats_of_no_agents(Tx& tx, std::vector<UserId> const& users) {
    for (auto const id : users) {
        auto agent = tx.agents.find(id);
        if (!agent || rights_of(tx.roles.of(id)).has(domain::Right::chat_handle)) continue;
        agent->connected = false;
        tx.agents.save(*agent);
    }
}

/// Refuses conflict where a word could be taken for a role that is built in.
void need_own_word(std::string_view text, std::string const& path) {
    auto const same = [&](domain::BuiltInRole const& role) {
        return std::ranges::equal(text, role.key, [](char ours, char its) {
            return (ours >= 'A' && ours <= 'Z' ? ours - 'A' + 'a' : ours) == its;
        });
    };
    if (std::ranges::any_of(domain::built_in_roles, same)) {
        throw Refused{Code::conflict, "there is a built-in role of this name", path};
    }
}

domain::Rights checked_rights(std::vector<domain::Right> const& given) {
    auto const rights = domain::rights_in(given);
    if (rights.empty()) throw invalid("/rights", "at least one right");
    for (std::size_t i = 0; i < given.size(); ++i) {
        auto const at = "/rights/" + std::to_string(i);
        if (std::ranges::count(given, given[i]) > 1) throw invalid(at, "each right once");
        auto const needed = domain::needed_by(given[i]);
        if (needed && !rights.has(*needed)) {
            throw invalid(at, "is of no use without " + std::string{word(*needed)});
        }
    }
    return rights;
}

}  // namespace

RoleItems role_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::settings_view);
    RoleItems result;
    for (auto const& role : domain::built_in_roles) {
        result.items.push_back({std::string{role.key}, {}, listed(role.rights), true});
    }
    for (auto const& role : tx.roles.own(actor.organization)) {
        result.items.push_back({role.key, role.label, listed(role.rights), false});
    }
    for (auto const right : domain::all_rights()) {
        result.rights.push_back({right, domain::needed_by(right)});
    }
    return result;
}

RoleItems role_save(Tx& tx, Actor const& actor, RoleSave const& p) {
    auto const own = to_change(tx, actor, p.key, "/key");
    check_key(p.key, "/key");
    domain::Role const role{p.key, clean_name(p.label, tx.limits().name_text_max, "/label"),
                            checked_rights(p.rights)};
    if (role.label.empty()) throw invalid("/label", "must not be empty");
    need_own_word(role.key, "/key");
    need_own_word(role.label, "/label");
    for (auto const& other : own) {
        if (other.key != role.key && other.label == role.label) {
            throw Refused{Code::conflict, "there is a role with this label", "/label"};
        }
    }
    if (std::ranges::find(own, p.key, &domain::Role::key) == own.end()) {
        if (own.size() >= own_roles_max) throw invalid("/key", "at most 50 roles of your own");
        tx.roles.add(actor.organization, role);
    } else {
        tx.roles.save(actor.organization, role);
        need_somebody_manages(tx, actor.organization, "/rights");
        auto const holders = tx.roles.holders(actor.organization, p.key);
        stop_chats_of_no_agents(tx, holders);
        for (auto const id : holders) {
            auto const user = tx.people.get(id);
            apply_rights(tx, user, rights_of(tx.roles.of(id)));
            stop_watching_beyond_reach(tx, user);
            tell_user_changed(tx, user);
        }
    }
    tell_setup_changed(tx, actor.organization, SetupPart::users);
    return role_list(tx, actor, {});
}

RoleItems role_remove(Tx& tx, Actor const& actor, RoleRemove const& p) {
    auto const own = to_change(tx, actor, p.role, "/role");
    if (std::ranges::find(own, p.role, &domain::Role::key) == own.end()) {
        throw Refused{Code::not_found};
    }
    auto const holders = tx.roles.holders(actor.organization, p.role).size();
    if (holders > 0) {
        auto const* const have = holders == 1 ? " person has this role" : " people have this role";
        throw Refused{Code::in_use, std::to_string(holders) + have, "/role"};
    }
    tx.roles.remove(actor.organization, p.role);
    tell_setup_changed(tx, actor.organization, SetupPart::users);
    return role_list(tx, actor, {});
}

}  // namespace parley::service
