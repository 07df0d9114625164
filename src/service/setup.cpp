#include "service/setup.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/presets.hpp"
#include "service/policy.hpp"
#include "service/settings.hpp"
#include "service/staff.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

OrganizationId add_organization(store::Tx& tx, NewOrganization const& p) {
    if (tx.people.organization(p.slug)) {
        throw Refused{Code::conflict, "there is an organization with this slug", "/slug"};
    }
    store::Organization const organization{tx.make_id<OrganizationId>(), p.slug, p.name};
    tx.people.add_organization(organization, tx.now());
    std::int64_t place = 0;
    for (auto const& status : domain::first_statuses()) {
        tx.statuses.save(organization.id, place++, status);
    }
    for (auto const& reason : domain::first_reasons()) {
        tx.statuses.save(organization.id, place++, reason);
    }
    auto const partition = tx.make_id<PartitionId>();
    tx.partitions.add({partition, organization.id, "main"});
    for (auto const& name : p.queues) {
        tx.queues.add(new_queue(tx, organization.id, partition, name));
    }
    return organization.id;
}

void begin_with_preset(store::Tx& tx, OrganizationId organization, std::string const& key) {
    auto const* const preset = domain::find_preset(key);
    if (!preset) throw invalid("/preset", "there is no preset " + key);
    auto policy = preset->policy;
    if (key == domain::first_preset) policy.reject = true;
    begin_with(tx, organization, policy);
    std::int64_t place = 0;
    for (auto const& status : preset->statuses) {
        tx.statuses.save(organization, place++, status);
    }
    for (auto const& reason : preset->reasons) tx.statuses.save(organization, place++, reason);
    if (policy.wrap_up == domain::WrapUp::off) return;
    store::CodeList const list{tx.make_id<CodeListId>(),    organization, {},  "Outcome",
                               store::CodePurpose::wrap_up, false,        true};
    tx.codes.save(list, 0);
    place = 0;
    for (auto const* label : {"Solved", "To follow up", "No answer", "Not for us"}) {
        tx.codes.save(organization, {tx.make_id<CodeId>(), list.id, label, place == 0}, place);
        ++place;
    }
}

store::Queue new_queue(store::Tx& tx, OrganizationId organization, PartitionId partition,
                       std::string const& name) {
    return {tx.make_id<QueueId>(), organization, partition, name, true, {}, {}};
}

void add_agent(store::Tx& tx, store::User const& user, std::optional<std::int64_t> capacity) {
    store::Agent agent{};
    agent.id = user.id;
    agent.organization = user.organization;
    agent.status = domain::offline;
    agent.kind = domain::StatusKind::offline;
    agent.status_since = agent.idle_since = tx.now();
    agent.enabled = user.active;
    if (capacity) set_own_cap(tx, agent, *capacity);
    apply_switches(tx, agent);
    tx.agents.add(agent);
}

UserId add_user(store::Tx& tx, NewUser const& p) {
    auto const name_max = tx.limits().name_text_max;
    auto const name = fold_case(clean_name(p.name, name_max, "/name"));
    if (name.empty()) throw invalid("/name", "must not be empty");
    auto const roles = roles_named(tx, p.organization, p.roles);
    // A name is unique in the whole installation, beyond the wall of the organization.
    tx.confine({});
    bool const taken = tx.people.user(name).has_value();
    tx.confine(p.organization);
    if (taken) throw Refused{Code::conflict, "this name is taken", "/name"};
    auto display_name = clean_name(p.display_name, name_max, "/display_name");
    if (display_name.empty()) display_name = clean_name(p.name, name_max, "/name");
    store::User const user{tx.make_id<UserId>(), p.organization,  name,
                           display_name,         p.password_hash, true};
    tx.people.add_user(user, tx.now());
    tx.roles.give(user.id, p.roles);
    if (!rights_of(roles).has(domain::Right::chat_handle)) return user.id;
    add_agent(tx, user, p.capacity);
    for (auto const& queue_name : p.queues) {
        auto const queue = find_queue(tx, p.organization, queue_name);
        if (!queue) throw invalid("/queues", "there is no queue named " + queue_name);
        tx.queues.add_member(queue->id, user.id);
    }
    return user.id;
}

OrganizationId organization_named(store::Tx& tx, std::string const& slug) {
    if (!slug.empty()) {
        auto const organization = tx.people.organization(slug);
        if (!organization) throw invalid("/organization", "there is no organization " + slug);
        return organization->id;
    }
    auto const all = tx.people.organizations();
    if (all.size() != 1) throw invalid("/organization", "say which organization");
    return all.front().id;
}

}  // namespace parley::service
