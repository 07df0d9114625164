#pragma once
// The rows of the tables, as values. Member order is column order in the queries that read them.

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/chat.hpp"
#include "domain/presence.hpp"
#include "domain/roles.hpp"

namespace parley::store {

struct Organization {
    OrganizationId id;
    std::string slug;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Organization, (), (id, slug, name))

struct User {
    UserId id;
    OrganizationId organization;
    std::string name;
    std::string display_name;
    std::string password_hash;
    bool active;  // may sign in
};
BOOST_DESCRIBE_STRUCT(User, (), (id, organization, name, display_name, password_hash, active))

struct Agent {
    UserId id;
    OrganizationId organization;
    std::string status;
    domain::StatusKind kind;  // of the status
    std::string reason;       // empty: none given
    std::optional<std::string> pending_status;
    std::string pending_reason;
    Instant status_since;
    bool connected;
    std::int64_t offered;
    std::int64_t active;
    std::int64_t capacity;
    Instant idle_since;
    std::int64_t capacity_wanted;  // what the capacity comes down to as chats end (S32)
    bool enabled;                  // gets chats; false once a person is no agent any more

    domain::AgentFacts facts() const {
        return {kind, pending_status.has_value(), connected, offered, active, capacity};
    }
};
BOOST_DESCRIBE_STRUCT(Agent, (),
                      (id, organization, status, kind, reason, pending_status, pending_reason,
                       status_since, connected, offered, active, capacity, idle_since,
                       capacity_wanted, enabled))

struct QueueMember {
    UserId user;
    QueueId queue;
};
BOOST_DESCRIBE_STRUCT(QueueMember, (), (user, queue))

/// An active chat, as those see it who watch its agent.
struct HeldChat {
    UserId agent;
    ChatId chat;
    std::string customer;
    Instant accepted_at;
};
BOOST_DESCRIBE_STRUCT(HeldChat, (), (agent, chat, customer, accepted_at))

struct Session {
    SessionId id;
    UserId user;
    Instant created_at;
    Instant used_at;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(Session, (), (id, user, created_at, used_at, expires_at))

struct Visitor {
    VisitorId id;
    OrganizationId organization;
    PartitionId partition;
    std::string name;
    std::string email;
    std::string fields;
};
BOOST_DESCRIBE_STRUCT(Visitor, (), (id, organization, partition, name, email, fields))

struct Queue {
    QueueId id;
    OrganizationId organization;
    PartitionId partition;
    std::string name;
    bool enabled;
    std::int64_t offer_s;
    std::int64_t exclude_s;
    std::int64_t max_wait_s;
};
BOOST_DESCRIBE_STRUCT(Queue, (),
                      (id, organization, partition, name, enabled, offer_s, exclude_s, max_wait_s))

struct Chat {
    ChatId id;
    OrganizationId organization;
    QueueId queue;
    VisitorId visitor;
    std::optional<UserId> agent;
    domain::ChatState state;
    std::int64_t seq;
    std::int64_t read_customer;
    std::int64_t read_agent;
    Instant queued_at;
    std::optional<Instant> accepted_at;
    std::optional<Instant> ended_at;
    std::optional<domain::EndReason> end_reason;
    std::optional<std::string> ended_by;
    std::optional<Instant> unanswered_since;
    std::string fields;
};
BOOST_DESCRIBE_STRUCT(Chat, (),
                      (id, organization, queue, visitor, agent, state, seq, read_customer,
                       read_agent, queued_at, accepted_at, ended_at, end_reason, ended_by,
                       unanswered_since, fields))

/// What message.post needs to know of a chat: the hot path reads no more than this.
struct PostTarget {
    OrganizationId organization;
    VisitorId visitor;
    std::optional<UserId> agent;
    domain::ChatState state;
    std::int64_t seq;
    std::optional<Instant> unanswered_since;
};
BOOST_DESCRIBE_STRUCT(PostTarget, (), (organization, visitor, agent, state, seq, unanswered_since))

enum class OfferState { open, accepted, declined, expired, withdrawn };
BOOST_DESCRIBE_ENUM(OfferState, open, accepted, declined, expired, withdrawn)

struct Offer {
    OfferId id;
    OrganizationId organization;
    ChatId chat;
    QueueId queue;
    UserId agent;
    OfferState state;
    Instant offered_at;
    Instant expires_at;
    std::optional<Instant> decided_at;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Offer, (),
                      (id, organization, chat, queue, agent, state, offered_at, expires_at,
                       decided_at, reason))

enum class AuthorKind { customer, agent, system };
BOOST_DESCRIBE_ENUM(AuthorKind, customer, agent, system)

struct Message {
    MessageId id;
    OrganizationId organization;
    ChatId chat;
    std::int64_t seq;
    Instant at;
    AuthorKind from_kind;
    std::int64_t from_id;
    std::string from_name;
    std::string client_id;
    std::string text;
    std::optional<std::string> event;
};
BOOST_DESCRIBE_STRUCT(Message, (),
                      (id, organization, chat, seq, at, from_kind, from_id, from_name, client_id,
                       text, event))

/// A durable event as it was written: to whom, and either a message or JSON.
struct Event {
    Cursor cursor;
    Instant at;
    std::string type;
    std::optional<VisitorId> visitor;
    std::optional<UserId> user;
    std::optional<ChatId> chat;  // of the message that the event tells of
    std::optional<std::int64_t> seq;
    std::optional<std::string> data;  // of an event that tells of no message
};
BOOST_DESCRIBE_STRUCT(Event, (), (cursor, at, type, visitor, user, chat, seq, data))

enum class TimerKind {
    offer_expires,  // ref: offer
    wait_expires,   // ref: chat
    grace_expires,  // ref: agent (user)
    route_again,    // ref: queue; an exclusion ends
    sweep,          // ref: 0; old events, requests and sessions are deleted
};
BOOST_DESCRIBE_ENUM(TimerKind, offer_expires, wait_expires, grace_expires, route_again, sweep)

struct Timer {
    TimerId id;
    Instant due_at;
    TimerKind kind;
    std::int64_t ref;
};
BOOST_DESCRIBE_STRUCT(Timer, (), (id, due_at, kind, ref))

/// A running program, or one that is not known to have ended.
struct Node {
    NodeId id;
    Instant started_at;
    std::int64_t beat;
};
BOOST_DESCRIBE_STRUCT(Node, (), (id, started_at, beat))

struct StoredRequest {
    std::string params_hash;
    std::string result;
};
BOOST_DESCRIBE_STRUCT(StoredRequest, (), (params_hash, result))

}  // namespace parley::store
