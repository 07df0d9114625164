#pragma once
// Where a chat goes that comes in: whether its queue is open, what the rules say of it, and the
// queue that takes over when nobody has come for too long. Inside the service; the operations are
// in arrival_operations.hpp.

#include "base/refusal.hpp"
#include "domain/hours.hpp"
#include "domain/policy.hpp"
#include "domain/rules.hpp"
#include "store/tx.hpp"

namespace parley::service {

/// Whether customers come in by the queue's switch and its hours (C1, E52). A queue that is
/// switched off says nothing of when that changes.
domain::Opening opening_of(store::Tx& tx, store::Queue const& queue);

/// The rules of the organization in their order, as the domain has them.
std::vector<domain::Rule> rules_for(store::Tx& tx, OrganizationId organization);

/// The hours of the organization that are open at the moment, as a rule's arrival names them.
std::vector<std::string> open_hours(store::Tx& tx, OrganizationId organization, Instant at);

/// What the rules are told of a customer.
domain::Arrival arrival_of(store::Visitor const& visitor,
                           std::map<std::string, std::string> const& fields,
                           std::string const& text);

/// The partition with this id or name; without one the first, to which customers belong who name
/// none. Refuses invalid at /partition.
PartitionId chosen_partition(store::Tx& tx, OrganizationId organization,
                             std::optional<std::string> const& wanted);
/// The customer's: the first where the one they came in by has been removed.
PartitionId partition_of(store::Tx& tx, store::Visitor const& visitor);

/// The partition's queue with this id or name; without one its first that takes customers, or its
/// first of all. Refuses invalid at /queue, and queue_closed where the partition has no queue.
store::Queue asked_for_queue(store::Tx& tx, OrganizationId organization, PartitionId partition,
                             std::optional<std::string> const& wanted);

/// Why a customer does not come into the queue at that time: queue_closed, or no_agent (A26).
std::optional<Code> refusal_of(store::Tx& tx, store::Queue const& queue, Instant at);

/// Where a chat goes, and what is said of it. Gives the queue that was asked for where the rules
/// name one that takes nobody now. No rule leads into another partition.
struct Directed {
    store::Queue queue;
    domain::Decided decided;
    QueueId asked_for;
    std::optional<std::string> moved_by;  // the name of the rule that chose another queue
};
Directed direct(store::Tx& tx, store::Queue const& asked_for, domain::Arrival arrival, Instant at);

/// The queue that takes over from this one: another one of its partition.
std::optional<store::Queue> overflow_of(store::Tx& tx, store::Queue const& queue,
                                        domain::Policy const& policy);
/// Sets the timer at which another queue may take the chat, or clears it where none is to. Once the
/// chat has an agent, or is over, the timer runs out without effect. `policy` is that of its queue.
void watch_overflow(store::Tx& tx, store::Chat const& chat, domain::Policy const& policy);
/// That timer has run out: the chat goes to the other queue, unless it is being offered or has been
/// there before. Where that queue is closed, or nobody there could take it, one looks again later.
void overflow(store::Tx& tx, ChatId chat);

/// Sets the timer of the queue's next opening or closing.
void watch_hours(store::Tx& tx, store::Queue const& queue);
/// That timer has run out.
void hours_changed(store::Tx& tx, QueueId queue);

/// X35: where the queue takes nobody any more, whoever waits in it is served all the same, or told
/// that nobody comes.
void end_waiting_of_closed(store::Tx& tx, store::Queue const& queue);

/// Rules no longer ask for a skill that is removed.
void forget_skill(store::Tx& tx, OrganizationId organization, SkillId skill);
/// Whether a rule or the overflow of another queue names the queue (O28).
bool is_named(store::Tx& tx, store::Queue const& queue);

}  // namespace parley::service
