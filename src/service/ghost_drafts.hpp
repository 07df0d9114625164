#pragma once
// Ghost drafts: a manager who watches a chat writes into its agent's composer, and the agent takes
// it or leaves it. Source: N7.
//
// INVARIANT 1: a customer is told nothing of it; what is taken is the agent's message.
// INVARIANT 2: one open draft for each manager and chat, while the manager watches it and the agent
// for whom it is has it. The text is kept no longer than that, and in no event.

#include "service/operations.hpp"
#include "store/helping.hpp"

namespace parley::service {

struct DraftView {
    ChatId chat;
    std::int64_t place;  // of the chat's, from 1
    PersonView from;
    Instant at;  // changed last
    std::string text;
};
BOOST_DESCRIBE_STRUCT(DraftView, (), (chat, place, from, at, text))

struct ChatDraft {
    ChatId chat;
    std::string text;  // all of it; empty: withdrawn
};
BOOST_DESCRIBE_STRUCT(ChatDraft, (), (chat, text))
struct ChatDrafted {
    std::optional<DraftView> draft;
};
BOOST_DESCRIBE_STRUCT(ChatDrafted, (), (draft))
/// Refuses forbidden to who does not watch the chat, chat_not_active where no agent has it, and
/// too_many to who changes it more than once a second.
ChatDrafted chat_draft(Tx& tx, Actor const& actor, ChatDraft const& p);

struct ChatSettleDraft {
    ChatId chat;
    UserId from;
    store::DraftOutcome outcome;  // taken, edited (after taken) or dropped
};
BOOST_DESCRIBE_STRUCT(ChatSettleDraft, (), (chat, from, outcome))
struct DraftSettledResult {
    std::string text;  // of one that is taken, as it is now
};
BOOST_DESCRIBE_STRUCT(DraftSettledResult, (), (text))
/// By the agent for whom it is. Refuses not_found where there is none.
DraftSettledResult chat_settle_draft(Tx& tx, Actor const& actor, ChatSettleDraft const& p);

struct DraftItems {
    std::vector<DraftView> items;
};
BOOST_DESCRIBE_STRUCT(DraftItems, (), (items))
/// Open ones: all of them to the agent for whom they are, to others their own.
DraftItems chat_drafts(Tx& tx, Actor const& actor, ChatGet const& p);

// --- events --------------------------------------------------------------------------------------

/// Passing, since its text is kept nowhere else: to the agent and to who writes it.
struct DraftChanged {
    DraftView draft;
};
BOOST_DESCRIBE_STRUCT(DraftChanged, (), (draft))

/// What has become of it, to both.
struct DraftSettled {
    ChatId chat;
    std::int64_t place;
    PersonView from;
    store::DraftOutcome outcome;
};
BOOST_DESCRIBE_STRUCT(DraftSettled, (), (chat, place, from, outcome))

// --- what happens by itself ----------------------------------------------------------------------

/// The manager watches the chat no more.
void draft_ends(Tx& tx, ChatId chat, UserId from);

/// The chat has ended, or is no longer its agent's.
void drafts_end(Tx& tx, store::Chat const& chat);

}  // namespace parley::service
