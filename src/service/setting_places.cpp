#include "service/setting_places.hpp"

#include "base/refusal.hpp"

namespace parley::service {

namespace {

using domain::Scope;

Refused no_such_place() { return invalid("/id", "there is no such thing of this scope"); }

/// REQUIRES: `find` gives a row with an organization, or nothing.
template <class Tag, class Find>
auto own(OrganizationId organization, std::string const& text, Find find) {
    auto const id = id_from_text<Tag>(text);
    auto row = id ? find(*id) : std::nullopt;
    if (!row || row->organization != organization) throw no_such_place();
    return *row;
}

}  // namespace

Place place_of(store::Tx& tx, OrganizationId organization, Scope scope,
               std::optional<std::string> const& id) {
    auto const text = id.value_or("");
    Place at{organization, scope, organization.value, text, {}, {}};
    switch (scope) {
        case Scope::organization:
            if (id) throw invalid("/id", "the organization needs none");
            at.shown_id = to_text(organization);
            break;
        case Scope::partition: {
            auto const row = own<PartitionTag>(
                organization, text, [&](PartitionId part) { return tx.partitions.find(part); });
            at.id = row.id.value;
            at.name = row.name;
            at.partition = row.id;
            break;
        }
        case Scope::queue: {
            auto const row = own<QueueTag>(organization, text,
                                           [&](QueueId queue) { return tx.queues.find(queue); });
            at.id = row.id.value;
            at.name = row.name;
            at.partition = row.partition;
            break;
        }
        case Scope::team: {
            auto const row =
                own<TeamTag>(organization, text, [&](TeamId team) { return tx.teams.find(team); });
            at.id = row.id.value;
            at.name = row.name;
            break;
        }
        case Scope::agent: {
            auto const row =
                own<UserTag>(organization, text, [&](UserId user) { return tx.agents.find(user); });
            at.id = row.id.value;
            at.name = tx.people.get(row.id).display_name;
            break;
        }
    }
    return at;
}

std::string shown_id(Scope scope, std::int64_t id) {
    switch (scope) {
        case Scope::organization:
            return to_text(OrganizationId{id});
        case Scope::partition:
            return to_text(PartitionId{id});
        case Scope::queue:
            return to_text(QueueId{id});
        case Scope::team:
            return to_text(TeamId{id});
        case Scope::agent:
            return to_text(UserId{id});
    }
    return {};
}

std::string name_of_place(store::Tx& tx, Scope scope, std::int64_t id) {
    switch (scope) {
        case Scope::organization:
            return {};
        case Scope::partition:
            return tx.partitions.get(PartitionId{id}).name;
        case Scope::queue:
            return tx.queues.get(QueueId{id}).name;
        case Scope::team: {
            auto const team = tx.teams.find(TeamId{id});
            return team ? team->name : std::string{};
        }
        case Scope::agent:
            return tx.people.get(UserId{id}).display_name;
    }
    return {};
}

std::vector<store::Setting> chain_of(store::Tx& tx, Place const& at) {
    if (at.scope == Scope::team) return tx.settings.chain(at.organization, TeamId{at.id});
    auto const queue = at.scope == Scope::queue ? QueueId{at.id} : QueueId{};
    auto const agent = at.scope == Scope::agent ? UserId{at.id} : UserId{};
    return tx.settings.chain(at.organization, at.partition, queue, agent);
}

}  // namespace parley::service
