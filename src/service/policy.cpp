#include "service/policy.hpp"

#include <algorithm>
#include <unordered_map>

#include <boost/json.hpp>

#include "service/arrivals.hpp"
#include "service/customer_link.hpp"
#include "service/presence.hpp"
#include "service/routing.hpp"
#include "service/tell.hpp"
#include "service/wrap_up.hpp"

namespace parley::service {

namespace {

domain::Policy read(std::vector<store::Setting> const& chain) {
    domain::Policy policy;
    for (auto const& level : chain) {
        for (auto const& [name, value] : boost::json::parse(level.switches).as_object()) {
            auto const* const described = domain::find_switch(name);
            auto const& text = value.as_string();
            // What an older version knew and this one does not is as if it were not set.
            if (!described || domain::wrong_value(*described, text)) continue;
            domain::set_switch(policy, name, text);
        }
    }
    return policy;
}

}  // namespace

domain::Policy resolve(std::vector<store::Setting> const& chain) {
    // Every offer asks, and few texts differ: what was read once is known by its text.
    constexpr std::size_t known_max = 1000;
    thread_local std::unordered_map<std::string, domain::Policy> known;
    std::string texts;
    for (auto const& level : chain) texts.append(level.switches).push_back('\n');
    auto const found = known.find(texts);
    if (found != known.end()) return found->second;
    if (known.size() >= known_max) known.clear();
    return known.emplace(std::move(texts), read(chain)).first->second;
}

domain::Policy policy_of(store::Tx& tx, store::Queue const& queue) {
    return resolve(tx.settings.chain(queue.organization, queue.partition, queue.id, {}));
}

domain::Policy policy_of(store::Tx& tx, store::Queue const& queue, UserId agent) {
    return resolve(tx.settings.chain(queue.organization, queue.partition, queue.id, agent));
}

domain::Policy policy_of(store::Tx& tx, OrganizationId organization, UserId agent) {
    return resolve(tx.settings.chain(organization, {}, {}, agent));
}

std::map<std::string, std::string> read_switches(std::string const& stored) {
    std::map<std::string, std::string> values;
    for (auto const& [name, value] : boost::json::parse(stored).as_object()) {
        values[name] = value.as_string();
    }
    return values;
}

void need_value(store::Tx& tx, OrganizationId organization, domain::Switch const& described,
                std::string const& value, std::string const& path) {
    if (auto const wrong = domain::wrong_value(described, value)) throw invalid(path, *wrong);
    if (described.kind == domain::SwitchKind::queue) {
        auto const id = id_from_text<QueueTag>(value);
        auto const queue = id ? tx.queues.find(*id) : std::nullopt;
        if (value.empty() || (queue && queue->organization == organization)) return;
        throw invalid(path, "there is no such queue");
    }
    if (described.kind != domain::SwitchKind::status) return;
    std::string all;
    for (auto const choice : described.choices) {
        if (value == choice) return;
        all += (all.empty() ? "" : ", ") + std::string{choice};
    }
    for (auto const& status : tx.statuses.all(organization)) {
        if (value == status.key) return;
        all += (all.empty() ? "" : ", ") + status.key;
    }
    throw invalid(path, "must be one of " + all);
}

void apply_switches(store::Tx& tx, store::Agent& agent) {
    auto const policy = policy_of(tx, agent.organization, agent.id);
    agent.capacity = std::min(policy.cap, policy.cap_limit);
    agent.offers_max = policy.offers_max;
    agent.busy_when = policy.busy_when;
    agent.wrap_up_scope = policy.wrap_up_scope;
    agent.wrap_up_blocks = policy.wrap_up_blocks;
}

void switches_changed(store::Tx& tx, store::Agent agent) {
    auto const before = to_json(presence_view(agent));
    apply_switches(tx, agent);
    tx.agents.save(agent);
    if (to_json(presence_view(agent)) != before) tell_presence(tx, agent);
    tell_agent(tx, agent.id, "settings.changed", SettingsChanged{});
    was_active(tx, agent.id);
    look_again_at_wrap_ups(tx, agent.id);
}

void apply_switches(store::Tx& tx, OrganizationId organization) {
    for (auto const& agent : tx.agents.of_organization(organization, {}, INT64_MAX)) {
        switches_changed(tx, agent);
    }
    for (auto const& queue : tx.queues.all(organization)) {
        end_waiting_of_closed(tx, queue);
        auto const policy = policy_of(tx, queue);
        for (auto const& waiting : tx.chats.waiting(queue.id, INT64_MAX)) {
            watch_overflow(tx, tx.chats.get(waiting.id), policy);
        }
        route(tx, queue.id);
    }
    look_again_at_customers(tx, organization);
}

void set_own_cap(store::Tx& tx, store::Agent& agent, std::int64_t cap) {
    constexpr auto name = "cap";
    auto const value = std::to_string(cap);
    if (auto const wrong = domain::wrong_value(*domain::find_switch(name), value)) {
        throw invalid("/capacity", *wrong);
    }
    auto const scope = domain::Scope::agent;
    auto own = read_switches(tx.settings.of(agent.organization, scope, agent.id.value));
    own[name] = value;
    tx.settings.save(agent.organization, scope, agent.id.value, to_json(own));
    apply_switches(tx, agent);
}

domain::Status busy_status(store::Tx& tx, OrganizationId organization) {
    if (auto const busy = tx.statuses.find(organization, domain::busy)) return *busy;
    auto const all = tx.statuses.all(organization);
    auto const found = std::ranges::find_if(all, [](auto const& status) {
        return status.kind == domain::StatusKind::away ||
               status.kind == domain::StatusKind::not_ready;
    });
    return found == all.end() ? tx.statuses.get(organization, domain::offline) : *found;
}

}  // namespace parley::service
