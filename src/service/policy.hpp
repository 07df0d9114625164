#pragma once
// Which switches hold for a queue, an agent, or both: what each level of the organization has set,
// the narrower one before the wider. Source: behaviour.md 6.5.

#include "domain/policy.hpp"
#include "store/tx.hpp"

namespace parley::service {

/// What holds for chats of the queue.
domain::Policy policy_of(store::Tx& tx, store::Queue const& queue);
/// What holds for an agent and a chat of the queue.
domain::Policy policy_of(store::Tx& tx, store::Queue const& queue, UserId agent);
/// What holds for an agent, whatever the chat.
domain::Policy policy_of(store::Tx& tx, OrganizationId organization, UserId agent);

/// What holds where these levels, the widest first, have set what they have.
domain::Policy resolve(std::vector<store::Setting> const& chain);

/// The switches that one level has set, from what is stored.
std::map<std::string, std::string> read_switches(std::string const& stored);

/// Refuses invalid at `path` where the word is no value of the switch, or there is no such status
/// or queue.
void need_value(store::Tx& tx, OrganizationId organization, domain::Switch const& described,
                std::string const& value, std::string const& path);

/// Writes into the agents' rows what the switches say of them, tells who is concerned, and looks
/// for chats that somebody can take now. After a change of switches.
void apply_switches(store::Tx& tx, OrganizationId organization);

/// The same for one agent, who is in another team. Does not look for chats.
void switches_changed(store::Tx& tx, store::Agent agent);

/// Only what the row says of one agent, who is new or is one again. Does not save.
void apply_switches(store::Tx& tx, store::Agent& agent);

/// How many chats this agent may have, whatever others may; the limit for all still holds (V5,
/// V14). Refuses invalid at /capacity. Does not save the agent.
void set_own_cap(store::Tx& tx, store::Agent& agent, std::int64_t cap);

/// The status of who is busy until they say otherwise (A10): `busy`, or the first in which nobody
/// gets chats.
domain::Status busy_status(store::Tx& tx, OrganizationId organization);

}  // namespace parley::service
