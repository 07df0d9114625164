#pragma once
// The rows of the tables, as values. Member order is column order in the queries that read them.

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/chat.hpp"
#include "domain/presence.hpp"
#include "domain/redaction/redaction.hpp"
#include "store/wrap_up_rows.hpp"

namespace parley::store {

using domain::redaction::Redacted;

struct Organization {
    OrganizationId id;
    std::string slug;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Organization, (), (id, slug, name))

/// A part of an organization with its own queues and switches.
struct Partition {
    PartitionId id;
    OrganizationId organization;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Partition, (), (id, organization, name))

/// Agents who work alike.
struct Team {
    TeamId id;
    OrganizationId organization;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Team, (), (id, organization, name))

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
    bool signed_in;  // since the last sign-in neither signed out nor lost for good
    bool connected;
    bool stop_new;
    bool overfull;
    std::int64_t offered;
    std::int64_t active;
    std::int64_t wrap_ups;
    std::int64_t extra;  // what these take beyond a place each, in hundredths of one (C13)
    // In hundredths of a place. No load grows beyond it: the capacity, or what there was when that
    // was lowered (S32), or the one chat that takes more.
    std::int64_t room;
    Instant idle_since;
    // What the switches say of the agent; written when they change.
    std::int64_t capacity;
    std::int64_t offers_max;
    domain::BusyWhen busy_when;
    domain::WrapUpScope wrap_up_scope;
    bool wrap_up_blocks;
    bool enabled;       // gets chats; false once a person is no agent any more
    std::string noted;  // what the newest row of agent_times says

    domain::AgentFacts facts() const {
        return {kind,          pending_status.has_value(),
                connected,     stop_new,
                overfull,      offered,
                active,        wrap_ups,
                extra,         capacity,
                offers_max,    busy_when,
                wrap_up_scope, wrap_up_blocks};
    }
};
BOOST_DESCRIBE_STRUCT(Agent, (),
                      (id, organization, status, kind, reason, pending_status, pending_reason,
                       status_since, signed_in, connected, stop_new, overfull, offered, active,
                       wrap_ups, extra, room, idle_since, capacity, offers_max, busy_when,
                       wrap_up_scope, wrap_up_blocks, enabled, noted))

struct QueueMember {
    UserId user;
    QueueId queue;
};
BOOST_DESCRIBE_STRUCT(QueueMember, (), (user, queue))

struct TeamMember {
    UserId user;
    TeamId team;
    std::string team_name;
};
BOOST_DESCRIBE_STRUCT(TeamMember, (), (user, team, team_name))

/// An active chat, as those see it who watch its agent.
struct HeldChat {
    UserId agent;
    ChatId chat;
    QueueId queue;
    std::string customer;
    Instant accepted_at;
};
BOOST_DESCRIBE_STRUCT(HeldChat, (), (agent, chat, queue, customer, accepted_at))

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
    std::optional<HoursId> hours;  // none: always open
    std::optional<BotId> bot{};    // answers before an agent does
};
BOOST_DESCRIBE_STRUCT(Queue, (), (id, organization, partition, name, enabled, hours, bot))

/// What one level of an organization has set: a JSON object of switches and their words.
struct Setting {
    domain::Scope scope;
    std::string switches;

    friend bool operator==(Setting const&, Setting const&) = default;
};
BOOST_DESCRIBE_STRUCT(Setting, (), (scope, switches))

struct SettingChange {
    SettingChangeId id;
    OrganizationId organization;
    Instant at;
    UserId user;
    domain::Scope scope;
    std::int64_t scope_id;
    std::string preset;  // empty: single switches
    std::string before;  // as in Setting
    std::string after;
};
BOOST_DESCRIBE_STRUCT(SettingChange, (),
                      (id, organization, at, user, scope, scope_id, preset, before, after))

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
    Instant started_at;  // asked for
    Instant queued_at;   // its place in the queue
    std::optional<Instant> accepted_at;
    std::optional<Instant> ended_at;
    std::optional<domain::EndReason> end_reason;
    std::optional<std::string> ended_by;
    std::optional<Instant> unanswered_since;
    std::string fields;
    std::int64_t weight =
        domain::one_place;           // what it takes of its agent's places, once it has one
    std::int64_t hand_overs = 0;     // how often its owner ceased to be one and it went on
    std::optional<OfferId> asked{};  // open: a colleague is asked to take it or to join
    std::int64_t guests = 0;         // how many colleagues take part
    std::optional<Instant> customer_gone_at{};  // no connection of theirs is known since (C19)
    std::int64_t supervised = 0;                // how many supervisions of it go on
    std::optional<Instant> help_wanted_at{};    // open: its agent has called a manager
    bool one_speaker = false;                   // of those who take part one may write (N6)
    std::int64_t word = 0;                      // grows whenever somebody else may
    std::optional<UserId> speaker{};            // a guest; none: the owner
    std::string bot_card{};  // domain::BotCard as JSON; empty: no bot has handed it over
    std::optional<SharingId> sharing{};   // open: the customer is asked for the screen, or shows it
    std::int64_t delivered_customer = 0;  // up to where a page of theirs has it, if not read_…
    std::int64_t delivered_agent = 0;
};
BOOST_DESCRIBE_STRUCT(Chat, (),
                      (id, organization, queue, visitor, agent, state, seq, read_customer,
                       read_agent, started_at, queued_at, accepted_at, ended_at, end_reason,
                       ended_by, unanswered_since, fields, weight, hand_overs, asked, guests,
                       customer_gone_at, supervised, help_wanted_at, one_speaker, word, speaker,
                       bot_card, sharing, delivered_customer, delivered_agent))

/// What message.post needs to know of a chat: the hot path reads no more than this.
struct PostTarget {
    OrganizationId organization;
    VisitorId visitor;
    std::optional<UserId> agent;
    domain::ChatState state;
    std::int64_t seq;
    std::optional<Instant> unanswered_since;
    std::int64_t guests;
    std::int64_t supervised;
    bool one_speaker;
    std::int64_t word;
    std::optional<UserId> speaker;
};
BOOST_DESCRIBE_STRUCT(PostTarget, (),
                      (organization, visitor, agent, state, seq, unanswered_since, guests,
                       supervised, one_speaker, word, speaker))

/// An agent who takes part in a colleague's chat, and is never its owner.
struct Guest {
    OrganizationId organization;
    ChatId chat;
    UserId agent;
    Instant joined_at;
    std::int64_t weight;    // what it takes of the agent's places
    std::int64_t read_seq;  // up to where they have read
};
BOOST_DESCRIBE_STRUCT(Guest, (), (organization, chat, agent, joined_at, weight, read_seq))

enum class OfferState { open, accepted, declined, expired, withdrawn };
BOOST_DESCRIBE_ENUM(OfferState, open, accepted, declined, expired, withdrawn)

enum class OfferKind {
    queue,       // the queue's next chat
    transfer,    // a colleague's chat, to have
    conference,  // a colleague's chat, to join
};
BOOST_DESCRIBE_ENUM(OfferKind, queue, transfer, conference)

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
    std::int64_t weight = domain::one_place;  // what it takes of the agent's places
    OfferKind kind = OfferKind::queue;
    std::optional<UserId> from{};  // the colleague who asks
    std::string note{};            // what they say with it
    std::string card{};            // domain::HandOverCard as JSON; empty: none
};
BOOST_DESCRIBE_STRUCT(Offer, (),
                      (id, organization, chat, queue, agent, state, offered_at, expires_at,
                       decided_at, reason, weight, kind, from, note, card))

/// From when on an agent was in a state.
struct AgentTime {
    Instant at;
    domain::Label label;
    std::string status;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(AgentTime, (), (at, label, status, reason))

enum class AuthorKind { customer, agent, system, bot };
BOOST_DESCRIBE_ENUM(AuthorKind, customer, agent, system, bot)

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
    Redacted text;
    std::optional<std::string> event;
    std::optional<std::string> redacted{};  // kinds of what was taken out, a space between two
    std::optional<std::string> body{};      // domain::RichText as JSON, where it is formatted
    std::optional<std::string> files{};     // service::AttachedFileView as JSON, a list of them
};
BOOST_DESCRIBE_STRUCT(Message, (),
                      (id, organization, chat, seq, at, from_kind, from_id, from_name, client_id,
                       text, event, redacted, body, files))

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
    offer_expires,    // ref: offer
    wait_expires,     // ref: chat that waits, or in which a bot answers
    grace_expires,    // ref: agent (user)
    route_again,      // ref: queue; an exclusion ends
    wrap_up_expires,  // ref: wrap-up
    status_returns,   // ref: agent; a status that ends by itself
    inactive,         // ref: agent; nothing was done for too long
    overflow,         // ref: chat; another queue may serve it
    hours_change,     // ref: queue; it opens or closes
    customer_gone,    // ref: chat; its customer has no connection
    watcher_gone,     // ref: user; who watches chats has no connection
    fold_reports,     // ref: 0; what has happened is counted for reports
    report_due,       // ref: report; its time has come
    index_messages,   // ref: 0; their words are made ready for search
    sweep,            // ref: 0; old events, requests and sessions are deleted
};
BOOST_DESCRIBE_ENUM(TimerKind, offer_expires, wait_expires, grace_expires, route_again,
                    wrap_up_expires, status_returns, inactive, overflow, hours_change,
                    customer_gone, watcher_gone, fold_reports, report_due, index_messages, sweep)

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
