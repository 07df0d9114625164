#pragma once
// Conferences: colleagues who take part in a chat as guests of its owner. Source: C15, C16, S33,
// W23 to W28, reference systems 5.7; X27, X28.

#include "service/hand_over_cards.hpp"
#include "service/operations.hpp"
#include "service/presence.hpp"
#include "service/tell.hpp"

namespace parley::service {

struct ConferenceInvite {
    ChatId chat;
    UserId agent;
    std::optional<std::string> note;     // for who is asked; the customer does not see it
    std::optional<CardGiven> card = {};  // likewise
};
BOOST_DESCRIBE_STRUCT(ConferenceInvite, (), (chat, agent, note, card))
/// Asks a colleague to join the caller's chat; they are a guest once they accept. Refuses
/// chat_not_active, conflict where somebody is being asked or as many guests are there as may be,
/// agent_gone and at_capacity.
ChatResult conference_invite(Tx& tx, Actor const& actor, ConferenceInvite const& p);

struct ConferenceCancel {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ConferenceCancel, (), (chat))
/// The colleague who has not answered yet is asked no more. Refuses offer_gone.
ChatResult conference_cancel(Tx& tx, Actor const& actor, ConferenceCancel const& p);

struct ConferenceLeave {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ConferenceLeave, (), (chat))
/// The caller, a guest, leaves; owner and customer go on.
PresenceResult conference_leave(Tx& tx, Actor const& actor, ConferenceLeave const& p);

struct ConferenceEnd {
    ChatId chat;
    std::optional<UserId> agent;  // only this guest; all of them if left out
};
BOOST_DESCRIBE_STRUCT(ConferenceEnd, (), (chat, agent))
/// The owner takes guests out, and with all of them the request. Refuses conflict where nobody
/// takes part.
ChatResult conference_end(Tx& tx, Actor const& actor, ConferenceEnd const& p);

struct ConferenceHandOver {
    ChatId chat;
    UserId agent;                        // a guest
    std::optional<CardGiven> card = {};  // for them; the customer does not see it
};
BOOST_DESCRIBE_STRUCT(ConferenceHandOver, (), (chat, agent, card))
/// The guest is the owner from now on, and the caller has left. Refuses conflict where somebody is
/// being asked.
ChatResult conference_hand_over(Tx& tx, Actor const& actor, ConferenceHandOver const& p);

// --- events --------------------------------------------------------------------------------------

/// A colleague has been asked to join the chat.
struct ConferenceRequested {
    ChatView chat;
    PersonView agent;  // who is asked
};
BOOST_DESCRIBE_STRUCT(ConferenceRequested, (), (chat, agent))

struct ConferenceJoined {
    ChatView chat;
    PersonView agent;
};
BOOST_DESCRIBE_STRUCT(ConferenceJoined, (), (chat, agent))

enum class GuestGone {
    left,         // of their own accord
    removed,      // by the owner
    lost,         // the connection, for good
    transferred,  // the owner has handed the chat on to a queue
};
BOOST_DESCRIBE_ENUM(GuestGone, left, removed, lost, transferred)
struct ConferenceLeft {
    ChatView chat;
    PersonView agent;
    GuestGone reason;
};
BOOST_DESCRIBE_STRUCT(ConferenceLeft, (), (chat, agent, reason))

// --- what happens by itself ----------------------------------------------------------------------

/// Who was asked joins; REQUIRES: the offer was open.
void conference_accepted(Tx& tx, store::Offer const& offer);

/// The agent takes part from now on, with a place of theirs that is reserved already. Saves the
/// chat and the agent.
void guest_joins(Tx& tx, store::Chat& chat, store::Agent& agent, std::int64_t weight);

/// The guest has the chat now, and the guest's place is the owner's. REQUIRES: who had it before is
/// kept. Saves the chat.
void guest_becomes_owner(Tx& tx, store::Chat& chat, store::Guest const& guest);

/// The guest takes part no more and wraps up (S33). Saves the chat; does not route.
void guest_leaves(Tx& tx, store::Chat& chat, store::Guest const& guest, GuestGone why);

/// The chat has ended for all: no guests are left in it. The caller saves the chat, and says
/// guests_wrap_up() afterwards.
std::vector<store::Guest> let_guests_go(Tx& tx, store::Chat& chat);
void guests_wrap_up(Tx& tx, store::Chat const& chat, std::vector<store::Guest> const& guests);

/// The owner is gone for good: who has been there for the longest time has the chat now. REQUIRES:
/// there are guests. Saves the chat, not the owner. `by`: the manager whose act it is.
void guest_takes_over(Tx& tx, store::Chat& chat, store::HandOverCause cause,
                      std::optional<UserId> by = {});

/// The agent is gone for good: no guest any more, with nothing to wrap up. Does not save the agent.
void guest_is_lost(Tx& tx, store::Agent& agent);

}  // namespace parley::service
