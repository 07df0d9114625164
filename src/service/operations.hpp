#pragma once
// The operations, by noun: parameters, result and function of each. One function is one
// transaction; it reads rows, asks the rules, writes rows and tells who must know. It may be run
// again.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "service/actor.hpp"
#include "service/said.hpp"
#include "service/views.hpp"
#include "store/tx.hpp"

namespace parley::service {

using store::Tx;

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

// --- visitor: how a customer comes in -----------------------------------------------------------

struct VisitorStart {
    std::optional<std::string> organization;  // slug; the only one if left out
    std::optional<std::string> partition;     // id or name; the first one if left out
    std::optional<std::string> name;
    std::optional<std::string> email;
    std::optional<Fields> fields;
};
BOOST_DESCRIBE_STRUCT(VisitorStart, (), (organization, partition, name, email, fields))
struct VisitorStarted {
    VisitorId visitor;
    std::string token;  // shown once; only its hash is kept
};
BOOST_DESCRIBE_STRUCT(VisitorStarted, (), (visitor, token))
VisitorStarted visitor_start(Tx& tx, Actor const& actor, VisitorStart const& p);

struct VisitorStatus {
    std::optional<std::string> organization;
    std::optional<std::string> queue;           // id or name; all of the partition if left out
    std::optional<std::string> partition = {};  // the caller's own, or the first one, if left out
};
BOOST_DESCRIBE_STRUCT(VisitorStatus, (), (organization, queue, partition))
struct OpenQueue {
    QueueId id;
    std::string name;
    bool open;
    std::optional<Instant> opens_at;  // by its hours, where it is closed
    std::int64_t agents_available;
};
BOOST_DESCRIBE_STRUCT(OpenQueue, (), (id, name, open, opens_at, agents_available))
struct OpenStatus {
    bool open;
    std::optional<Instant> opens_at;  // the first queue, where none is open
    std::int64_t agents_available;
    std::int64_t waiting;
    std::optional<std::int64_t> wait_s;  // likely, for who comes now
    std::optional<std::int64_t> wait_least_s;
    std::optional<std::int64_t> wait_most_s;
    std::optional<std::int64_t> wait_hit_rate;  // in %: how often that was right
    std::int64_t message_max;  // code points of a message that any of the queues takes
    std::vector<OpenQueue> queues;
};
BOOST_DESCRIBE_STRUCT(OpenStatus, (),
                      (open, opens_at, agents_available, waiting, wait_s, wait_least_s, wait_most_s,
                       wait_hit_rate, message_max, queues))
OpenStatus visitor_status(Tx& tx, Actor const& actor, VisitorStatus const& p);

// --- chat ----------------------------------------------------------------------------------------

struct ChatResult {
    ChatView chat;
};
BOOST_DESCRIBE_STRUCT(ChatResult, (), (chat))

struct ChatStart {
    std::optional<std::string>
        queue;                 // id or name, of the customer's partition; its first if left out
    std::optional<Said> text;  // the first message
    std::optional<Fields> fields;
    std::optional<std::string> request_id;
};
BOOST_DESCRIBE_STRUCT(ChatStart, (), (queue, text, fields, request_id))
/// A customer has at most one open chat; a second start answers the first (fF11).
ChatResult chat_start(Tx& tx, Actor const& actor, ChatStart const& p);

struct ChatLeave {
    std::optional<std::string> queue;  // as of chat.start
    Said text;
    std::optional<std::string> name;
    std::optional<std::string> email;  // needed where none is known: somebody is to answer
    std::optional<Fields> fields;
    std::optional<std::string> request_id;
};
BOOST_DESCRIBE_STRUCT(ChatLeave, (), (queue, text, name, email, fields, request_id))
/// A message instead of waiting: the waiting chat ends with it (C11), or there is none and it
/// begins and ends one, whether the queue is open or not (C3). It is found among the unanswered.
/// Refuses conflict where an agent has the chat.
ChatResult chat_leave(Tx& tx, Actor const& actor, ChatLeave const& p);

struct ChatGet {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ChatGet, (), (chat))
ChatResult chat_get(Tx& tx, Actor const& actor, ChatGet const& p);

struct ChatTake {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ChatTake, (), (chat))
/// From the list of those that wait (A5, S4, C7). Of several who try one gets it.
ChatResult chat_take(Tx& tx, Actor const& actor, ChatTake const& p);

struct ChatItems {
    std::vector<ChatView> items;
};
BOOST_DESCRIBE_STRUCT(ChatItems, (), (items))
/// All offers that are open for the caller (W38); those that are gone meanwhile are left out.
ChatItems chat_accept_all(Tx& tx, Actor const& actor, Nothing const&);

struct ChatAccept {
    OfferId offer;
};
BOOST_DESCRIBE_STRUCT(ChatAccept, (), (offer))
ChatResult chat_accept(Tx& tx, Actor const& actor, ChatAccept const& p);

struct ChatDecline {
    OfferId offer;
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(ChatDecline, (), (offer, reason))
ChatResult chat_decline(Tx& tx, Actor const& actor, ChatDecline const& p);

struct ChatEnd {
    ChatId chat;
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(ChatEnd, (), (chat, reason))
ChatResult chat_end(Tx& tx, Actor const& actor, ChatEnd const& p);

struct ChatTyping {
    ChatId chat;
    bool typing;
    std::optional<Said> text = {};  // of a customer: what there is of it
};
BOOST_DESCRIBE_STRUCT(ChatTyping, (), (chat, typing, text))
Nothing chat_typing(Tx& tx, Actor const& actor, ChatTyping const& p);

struct ChatMarkRead {
    ChatId chat;
    std::int64_t seq;  // a mark never goes back, and never beyond the last message (fA25)
};
BOOST_DESCRIBE_STRUCT(ChatMarkRead, (), (chat, seq))
struct ChatRead {
    ReadView read;
};
BOOST_DESCRIBE_STRUCT(ChatRead, (), (read))
ChatRead chat_mark_read(Tx& tx, Actor const& actor, ChatMarkRead const& p);
struct ChatDelivered {
    ReadView delivered;
};
BOOST_DESCRIBE_STRUCT(ChatDelivered, (), (delivered))
/// A page of the caller's has what was said; not that anybody has seen it. Nobody is told it of
/// guests.
ChatDelivered chat_mark_delivered(Tx& tx, Actor const& actor, ChatMarkRead const& p);

// --- message -------------------------------------------------------------------------------------

struct MessagePost {
    ChatId chat;
    std::string client_id;  // UUID; unique for chat and author for the life of the chat
    std::optional<Said> text;
    std::optional<std::int64_t> word = {};          // of staff: its number as they wrote (N6)
    std::optional<std::int64_t> seen = {};          // of staff: up to where they had read
    std::optional<SaidBody> body = {};              // of staff, in place of text (O15)
    std::optional<std::vector<FileId>> files = {};  // then there may be no text
};
BOOST_DESCRIBE_STRUCT(MessagePost, (), (chat, client_id, text, word, seen, body, files))
struct MessagePosted {
    MessageView message;
    bool duplicate;
};
BOOST_DESCRIBE_STRUCT(MessagePosted, (), (message, duplicate))
MessagePosted message_post(Tx& tx, Actor const& actor, MessagePost const& p);

struct MessageNotACard {
    ChatId chat;
    std::int64_t seq;
    Said text;  // as it was written
};
BOOST_DESCRIBE_STRUCT(MessageNotACard, (), (chat, seq, text))
struct MessageResult {
    MessageView message;
};
BOOST_DESCRIBE_STRUCT(MessageResult, (), (message))
/// Who wrote a message says that what was taken out of it is no card number (N5). What is one
/// beyond doubt stays out: refuses personal_data. Everybody who has the message is told, and it is
/// written into the audit log.
MessageResult message_not_a_card(Tx& tx, Actor const& actor, MessageNotACard const& p);

struct MessageList {
    ChatId chat;
    std::optional<std::int64_t> after_seq;
    std::optional<std::int64_t> before_seq;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(MessageList, (), (chat, after_seq, before_seq, limit))
struct MessagePage {
    std::vector<MessageView> items;   // ascending by seq
    std::optional<std::string> next;  // the seq to go on from
};
BOOST_DESCRIBE_STRUCT(MessagePage, (), (items, next))
MessagePage message_list(Tx& tx, Actor const& actor, MessageList const& p);

// --- session -------------------------------------------------------------------------------------

struct SessionSync {
    std::map<std::string, std::int64_t> chats;  // chat id: highest seq that the client has
};
BOOST_DESCRIBE_STRUCT(SessionSync, (), (chats))
struct SyncedChat {
    ChatId chat;
    std::int64_t seq;                   // of the server
    std::vector<MessageView> messages;  // what is missing, at most a page of it
    bool resync;                        // the client has more than the server: fetch anew
};
BOOST_DESCRIBE_STRUCT(SyncedChat, (), (chat, seq, messages, resync))
struct Synced {
    Instant server_time;
    std::vector<SyncedChat> chats;
};
BOOST_DESCRIBE_STRUCT(Synced, (), (server_time, chats))
Synced session_sync(Tx& tx, Actor const& actor, SessionSync const& p);

// --- presence, queue, offer, auth
// ------------------------------------------------------------------

struct PresenceResult {
    PresenceView presence;
};
BOOST_DESCRIBE_STRUCT(PresenceResult, (), (presence))
PresenceResult presence_get(Tx& tx, Actor const& actor, Nothing const&);

struct PresenceSet {
    std::string status;                 // of those of status.list that an agent may choose
    std::optional<std::string> reason;  // one of the status's own
};
BOOST_DESCRIBE_STRUCT(PresenceSet, (), (status, reason))
PresenceResult presence_set(Tx& tx, Actor const& actor, PresenceSet const& p);

struct PresenceStopNew {
    bool stop;
};
BOOST_DESCRIBE_STRUCT(PresenceStopNew, (), (stop))
/// No more chats while there are some, or more again (S15, S16, E38).
PresenceResult presence_stop_new(Tx& tx, Actor const& actor, PresenceStopNew const& p);
/// The agent is there: they have moved or typed something.
Nothing presence_touch(Tx& tx, Actor const& actor, Nothing const&);

struct AgentTimes {
    UserId agent;
    Instant from;
    Instant to;
};
BOOST_DESCRIBE_STRUCT(AgentTimes, (), (agent, from, to))
struct TimeInState {
    domain::Label label;
    std::string status;
    std::optional<std::string> reason;
    std::int64_t seconds;
};
BOOST_DESCRIBE_STRUCT(TimeInState, (), (label, status, reason, seconds))
struct AgentTimesResult {
    std::vector<TimeInState> items;  // longest first
};
BOOST_DESCRIBE_STRUCT(AgentTimesResult, (), (items))
/// How long an agent was in each state.
AgentTimesResult agent_times(Tx& tx, Actor const& actor, AgentTimes const& p);

struct AgentList {
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(AgentList, (), (after, limit))
struct AgentChatView {
    ChatId chat;
    std::string customer;
    Instant since;  // accepted
};
BOOST_DESCRIBE_STRUCT(AgentChatView, (), (chat, customer, since))
struct TeamName {
    TeamId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(TeamName, (), (id, name))
struct AgentView {
    UserId id;
    std::string name;
    std::string display_name;
    std::optional<TeamName> team;
    bool connected;
    PresenceView presence;
    std::vector<QueueId> queues;
    std::vector<AgentChatView> chats;
};
BOOST_DESCRIBE_STRUCT(AgentView, (),
                      (id, name, display_name, team, connected, presence, queues, chats))
struct AgentPage {
    std::vector<AgentView> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(AgentPage, (), (items, next))
AgentPage agent_list(Tx& tx, Actor const& actor, AgentList const& p);

struct AgentSetPresence {
    UserId agent;
    std::string status;                 // of those of status.list that a manager may choose
    std::optional<std::string> reason;  // one of the status's own
};
BOOST_DESCRIBE_STRUCT(AgentSetPresence, (), (agent, status, reason))
/// At once, whatever chats the agent has: they go on. The agent is told (S25, A22, A23).
PresenceResult agent_set_presence(Tx& tx, Actor const& actor, AgentSetPresence const& p);

struct AgentStatusReasonView {
    std::string key;
    std::optional<std::string> label;  // left out where the faces have words for the key
};
BOOST_DESCRIBE_STRUCT(AgentStatusReasonView, (), (key, label))
struct AgentStatusView {
    std::string key;
    std::optional<std::string> label;
    domain::StatusKind kind;
    bool by_agent;
    bool by_manager;
    domain::DuringChat during_chat;
    bool reason_required;
    bool hides_dashboard;
    std::int64_t auto_return_s;
    std::vector<AgentStatusReasonView> reasons;
};
BOOST_DESCRIBE_STRUCT(AgentStatusView, (),
                      (key, label, kind, by_agent, by_manager, during_chat, reason_required,
                       hides_dashboard, auto_return_s, reasons))
struct AgentStatusItems {
    std::vector<AgentStatusView> items;
};
BOOST_DESCRIBE_STRUCT(AgentStatusItems, (), (items))
AgentStatusItems status_list(Tx& tx, Actor const& actor, Nothing const&);

struct QueueItems {
    std::vector<QueueInfoView> items;
};
BOOST_DESCRIBE_STRUCT(QueueItems, (), (items))
QueueItems queue_list(Tx& tx, Actor const& actor, Nothing const&);

struct QueueSetEnabled {
    QueueId queue;
    bool enabled;
};
BOOST_DESCRIBE_STRUCT(QueueSetEnabled, (), (queue, enabled))
struct QueueResult {
    QueueInfoView queue;
};
BOOST_DESCRIBE_STRUCT(QueueResult, (), (queue))
/// A closed queue takes no new chats; those that wait in it are still served. Its members are told
/// (A19, A20, S26, X35).
QueueResult queue_set_enabled(Tx& tx, Actor const& actor, QueueSetEnabled const& p);

struct OfferItems {
    std::vector<OfferView> items;
};
BOOST_DESCRIBE_STRUCT(OfferItems, (), (items))
OfferItems offer_list(Tx& tx, Actor const& actor, Nothing const&);

struct AuthMe {
    UserView user;
};
BOOST_DESCRIBE_STRUCT(AuthMe, (), (user))
AuthMe auth_me(Tx& tx, Actor const& actor, Nothing const&);

}  // namespace parley::service
