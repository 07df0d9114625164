#include "service/setup.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::int64_t offer_s = 30;  // 5 to 120 (P9)
constexpr std::int64_t exclude_s = 60;
constexpr std::int64_t max_wait_s = 1800;  // O30
constexpr std::int64_t capacity_max = 1000;

}  // namespace

OrganizationId add_organization(store::Tx& tx, NewOrganization const& p) {
    if (tx.people.organization(p.slug)) {
        throw Refused{Code::conflict, "there is an organization with this slug", "/slug"};
    }
    store::Organization const organization{tx.make_id<OrganizationId>(), p.slug, p.name};
    tx.people.add_organization(organization, tx.now());
    std::int64_t place = 0;
    for (auto const& status : domain::first_statuses()) {
        tx.statuses.add(organization.id, place++, status);
    }
    for (auto const& reason : domain::first_reasons()) {
        tx.statuses.add(organization.id, place++, reason);
    }
    auto const partition = tx.make_id<PartitionId>();
    tx.people.add_partition(partition, organization.id, "main");
    for (auto const& name : p.queues) {
        tx.queues.add({tx.make_id<QueueId>(), organization.id, partition, name, true, offer_s,
                       exclude_s, max_wait_s});
    }
    return organization.id;
}

UserId add_user(store::Tx& tx, NewUser const& p) {
    auto const name_max = tx.limits().name_text_max;
    auto const name = fold_case(clean_name(p.name, name_max, "/name"));
    if (name.empty()) throw invalid("/name", "must not be empty");
    if (p.roles.empty()) throw invalid("/role", "at least one role");
    if (p.capacity < 1 || p.capacity > capacity_max) {
        throw invalid("/capacity", "must be from 1 to " + std::to_string(capacity_max));
    }
    if (tx.people.user(name)) throw Refused{Code::conflict, "this name is taken", "/name"};
    auto display_name = clean_name(p.display_name, name_max, "/display_name");
    if (display_name.empty()) display_name = clean_name(p.name, name_max, "/name");
    store::User const user{tx.make_id<UserId>(), p.organization, name, display_name,
                           p.password_hash};
    tx.people.add_user(user, p.roles, tx.now());
    if (std::ranges::find(p.roles, domain::Role::agent) == p.roles.end()) return user.id;
    store::Agent agent{};
    agent.id = user.id;
    agent.organization = p.organization;
    agent.status = domain::offline;
    agent.status_since = agent.idle_since = tx.now();
    agent.capacity = p.capacity;
    tx.agents.add(agent);
    for (auto const& queue_name : p.queues) {
        auto const queue = find_queue(tx, p.organization, queue_name);
        if (!queue) throw invalid("/queue", "there is no queue named " + queue_name);
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
