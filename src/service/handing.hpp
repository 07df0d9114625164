#pragma once
// Handing a chat on: to a queue, or to a colleague who says yes. Source: C13, C14, O16, E46, E47,
// W19 to W22; X25, X26.

#include "service/hand_over_cards.hpp"
#include "service/operations.hpp"
#include "service/tell.hpp"

namespace parley::service {

/// For what a colleague is looked for.
enum class TargetPurpose { transfer, conference };
BOOST_DESCRIBE_ENUM(TargetPurpose, transfer, conference)

struct ChatTargets {
    ChatId chat;
    std::optional<std::string> search;  // a part of names
    std::optional<TargetPurpose> purpose = {};
};
BOOST_DESCRIBE_STRUCT(ChatTargets, (), (chat, search, purpose))
struct TargetQueue {
    QueueId id;
    std::string name;
    std::int64_t waiting;
    std::int64_t agents_working;         // others, at work in it, however full
    std::int64_t agents_available;       // of these, free now
    std::optional<std::int64_t> wait_s;  // likely, behind those who wait
    std::optional<std::int64_t> wait_least_s;
    std::optional<std::int64_t> wait_most_s;
};
BOOST_DESCRIBE_STRUCT(TargetQueue, (),
                      (id, name, waiting, agents_working, agents_available, wait_s, wait_least_s,
                       wait_most_s))
struct TargetAgent {
    UserId id;
    std::string name;
    std::string status;
    domain::Label label;
    std::int64_t load;
    std::int64_t capacity;
    bool available;  // may be asked now
};
BOOST_DESCRIBE_STRUCT(TargetAgent, (), (id, name, status, label, load, capacity, available))
struct TargetItems {
    bool to_queues;  // whether chats may be handed on to queues, and to agents; or these invited
    bool to_agents;
    domain::EmptyQueue empty_queues;
    std::vector<TargetQueue> queues;
    std::vector<TargetAgent> agents;  // who are there; those who may be asked first
};
BOOST_DESCRIBE_STRUCT(TargetItems, (), (to_queues, to_agents, empty_queues, queues, agents))
/// Where the owner may hand the chat on to, or whom they may invite, as it is now (W21, W24).
TargetItems chat_targets(Tx& tx, Actor const& actor, ChatTargets const& p);

struct ChatTransfer {
    ChatId chat;
    std::optional<QueueId> queue;  // one of the two
    std::optional<UserId> agent;
    std::optional<std::string> note;     // for who gets it; the customer does not see it
    std::optional<CardGiven> card = {};  // likewise
};
BOOST_DESCRIBE_STRUCT(ChatTransfer, (), (chat, queue, agent, note, card))
/// To a queue: at once (C13). To an agent: it stays the caller's until that agent accepts (C14).
/// Refuses chat_not_active, conflict where somebody is being asked, queue_closed, no_agent,
/// agent_gone and at_capacity. Guests stay with another owner, and leave before a queue has it.
ChatResult chat_transfer(Tx& tx, Actor const& actor, ChatTransfer const& p);

struct ChatCancelTransfer {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ChatCancelTransfer, (), (chat))
/// The colleague who has not answered yet is asked no more. Refuses offer_gone.
ChatResult chat_cancel_transfer(Tx& tx, Actor const& actor, ChatCancelTransfer const& p);

struct ChatOwnership {
    PersonView agent;
    std::string queue_name;  // in which they had it
    Instant since;
    std::optional<Instant> until;
    std::optional<store::HandOverCause> cause = {};  // why it was theirs no more
    std::optional<PersonView> to = {};               // who got it from them
    std::optional<std::string> to_queue_name = {};   // to whoever this queue has
    std::optional<std::string> note = {};
    std::optional<CardView> card = {};
    std::optional<PersonView> by = {};        // the manager who took it from them
    std::optional<PersonView> given_by = {};  // the manager who had given it to them
};
BOOST_DESCRIBE_STRUCT(ChatOwnership, (),
                      (agent, queue_name, since, until, cause, to, to_queue_name, note, card, by,
                       given_by))
struct ChatOwners {
    std::vector<ChatOwnership> items;  // the first one first
};
BOOST_DESCRIBE_STRUCT(ChatOwners, (), (items))
/// Whose the chat was, one after another (E46).
ChatOwners chat_owners(Tx& tx, Actor const& actor, ChatGet const& p);

// --- events --------------------------------------------------------------------------------------

/// A colleague has been asked to take the chat.
struct TransferRequested {
    ChatView chat;
    PersonView agent;  // who is asked
};
BOOST_DESCRIBE_STRUCT(TransferRequested, (), (chat, agent))
/// The chat is the caller's no more.
struct ChatTransferred {
    ChatView chat;
    std::optional<PersonView> agent;  // who has it now; none: it waits
};
BOOST_DESCRIBE_STRUCT(ChatTransferred, (), (chat, agent))

// --- asking a colleague, to have the chat or to join ---------------------------------------------

/// The caller's own chat, which goes on. Refuses chat_ended, chat_not_active, and forbidden to
/// guests.
store::Chat active_chat(Tx& tx, Actor const& actor, ChatId id);

domain::Policy policy_for(Tx& tx, Actor const& actor, store::Chat const& chat);

/// Refuses with /note and /card/….
SaidWith said_with(Tx& tx, std::optional<std::string> const& note,
                   std::optional<CardGiven> const& card = {});

/// Refuses conflict.
void need_nobody_asked(store::Chat const& chat);

/// A colleague who takes no part yet and has room for the chat now. Refuses with /agent.
store::Agent target_agent(Tx& tx, Actor const& actor, store::Chat const& chat, UserId id,
                          std::int64_t weight);

/// REQUIRES: nobody is asked, and the rules above hold.
void ask_colleague(Tx& tx, Actor const& actor, store::Chat const& chat, store::Agent agent,
                   store::OfferKind kind, SaidWith const& said);

/// Takes the request of this kind back. Refuses offer_gone.
ChatResult ask_no_more(Tx& tx, Actor const& actor, ChatId chat, store::OfferKind kind);

// --- what happens by itself ----------------------------------------------------------------------

/// Keeps who had the chat, if anybody did, and that it goes on; `by`: the manager whose act it is.
/// Changes `chat`: its queue, how many hand-overs and supervisions. The caller saves it.
void keep_hand_over(Tx& tx, store::Chat& chat, store::HandOverCause cause, QueueId queue,
                    std::optional<UserId> to, SaidWith const& said, std::optional<UserId> by = {});

/// A queue of the organization that takes chats from others now. Refuses with /queue.
store::Queue target_queue(Tx& tx, Actor const& actor, QueueId id, domain::Policy const& policy);

/// The owner has the chat no more and wraps up (S18); guests leave, and it waits in the queue with
/// the wait that it had. REQUIRES: an agent has it, and nobody is asked.
void put_in_queue(Tx& tx, store::Chat chat, store::Queue const& queue, store::HandOverCause cause,
                  SaidWith const& said, std::optional<UserId> by = {});

/// The owner who asked hands the chat over to who has accepted; REQUIRES: the offer was open.
void transfer_accepted(Tx& tx, store::Offer const& offer);

}  // namespace parley::service
