// Customers come in: a visitor is one browser's customer, anonymous until it says who it is.
#include "service/visitors.hpp"

#include "base/secret.hpp"
#include "service/arrivals.hpp"
#include "service/operations.hpp"
#include "service/policy.hpp"
#include "service/routing.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

OrganizationId known_organization(Tx& tx, std::optional<std::string> const& slug) {
    if (slug) {
        auto const organization = tx.people.organization(*slug);
        return organization ? organization->id : OrganizationId{};
    }
    auto const all = tx.people.organizations();
    return all.size() == 1 ? all.front().id : OrganizationId{};
}

OrganizationId chosen_organization(Tx& tx, std::optional<std::string> const& slug) {
    auto const known = known_organization(tx, slug);
    if (known) return known;
    throw invalid("/organization",
                  slug ? "there is no such organization" : "say which organization");
}

VisitorStarted visitor_start(Tx& tx, Actor const&, VisitorStart const& p) {
    auto const organization = chosen_organization(tx, p.organization);
    auto const partition = chosen_partition(tx, organization, p.partition);
    auto const name_max = tx.limits().name_text_max;
    auto const name = clean_name(p.name.value_or(""), name_max, "/name");
    store::Visitor visitor{tx.make_id<VisitorId>(),
                           organization,
                           partition,
                           name,
                           clean_email(p.email.value_or(""), "/email"),
                           to_json(clean_fields(p.fields, "/fields"))};
    if (visitor.name.empty()) {
        // A name to speak of, the same wherever this visitor is shown.
        auto const id = to_text(visitor.id);
        visitor.name = "Visitor " + id.substr(id.size() - 4);
    }
    auto token = make_token();
    tx.people.add_visitor(visitor, hash_token(token), tx.now());
    return {visitor.id, std::move(token)};
}

OpenStatus visitor_status(Tx& tx, Actor const& actor, VisitorStatus const& p) {
    auto const organization = chosen_organization(tx, p.organization);
    bool const own =
        !p.partition && actor.kind == Actor::Kind::customer && actor.organization == organization;
    auto const partition = own ? partition_of(tx, tx.people.get(actor.visitor))
                               : chosen_partition(tx, organization, p.partition);
    auto queues = tx.queues.all(organization);
    if (p.queue) queues = {asked_for_queue(tx, organization, partition, p.queue)};
    std::erase_if(queues, [&](store::Queue const& one) { return one.partition != partition; });
    OpenStatus status{};
    status.message_max = domain::customer_message_max_most;
    for (auto const& queue : queues) {
        auto const policy = policy_of(tx, queue);
        status.message_max = std::min(status.message_max, policy.customer_message_max);
        auto const agents = tx.agents.ready_count(queue.id, policy.weight);
        auto const opening = opening_of(tx, queue);
        // Where somebody has to be there, nobody comes in while nobody is (A25, A26).
        bool const open = opening.open && (agents > 0 || !policy.require_agent);
        auto const opens_at = opening.open ? std::nullopt : opening.changes_at;
        status.queues.push_back({queue.id, queue.name, open, opens_at, agents});
        if (opens_at && (!status.opens_at || *opens_at < *status.opens_at)) {
            status.opens_at = opens_at;
        }
        if (!open) continue;
        auto const waiting = tx.chats.waiting_count(queue.id);
        status.open = true;
        status.agents_available = std::max(status.agents_available, agents);
        status.waiting += waiting;
        auto const wait = expected_wait(tx, queue.id, waiting + 1);
        if (wait.likely_s && (!status.wait_s || *wait.likely_s < *status.wait_s)) {
            status.wait_s = wait.likely_s;
            status.wait_least_s = wait.least_s;
            status.wait_most_s = wait.most_s;
            status.wait_hit_rate = wait_hit_rate(tx, queue.id);
        }
    }
    if (status.open) status.opens_at.reset();
    return status;
}

}  // namespace parley::service
