#pragma once
// What managers do about chats and agents of others, within their reach: give a chat to an agent,
// put it back into a queue, sign an agent out. Source: C7, C13, C20; E49, X34; P6, P7, P22. That
// they end one is chat_end, in ending.cpp.
//
// INVARIANT 1: none of it brings an agent above what their places hold (P7). Nor could it: the
// constraint of the table knows no exception, so that there is none to be asked for either.
// INVARIANT 2: everybody who took part, or is to, is told by whom.

#include "service/operations.hpp"
#include "service/tell.hpp"

namespace parley::service {

struct ChatAssign {
    ChatId chat;
    UserId agent;
    std::optional<std::string> note;  // for who gets it; the customer does not see it
};
BOOST_DESCRIBE_STRUCT(ChatAssign, (), (chat, agent, note))
/// The chat, waiting or an agent's, is that agent's at once: nobody is asked. Whoever was being
/// asked is so no more; the former owner wraps up (S18), guests stay. A guest who gets it needs no
/// other place. Refuses forbidden, not_found to chats and agents beyond the reach, chat_ended,
/// chat_not_active while a bot answers, agent_gone and at_capacity with /agent.
ChatResult chat_assign(Tx& tx, Actor const& actor, ChatAssign const& p);

struct ChatRequeue {
    ChatId chat;
    std::optional<QueueId> queue;     // left out: that in which it is
    std::optional<std::string> note;  // for who gets it; the customer does not see it
};
BOOST_DESCRIBE_STRUCT(ChatRequeue, (), (chat, queue, note))
/// Takes the chat from its agent, who wraps up, and puts it into the queue with the wait it had:
/// before all who came later. Guests leave. Refuses forbidden, not_found to what is beyond the
/// reach, chat_ended, chat_not_active where no agent has it; of another queue queue_closed and
/// no_agent with /queue.
ChatResult chat_requeue(Tx& tx, Actor const& actor, ChatRequeue const& p);

struct AgentSignOut {
    UserId agent;
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(AgentSignOut, (), (agent, reason))
/// Ends the agent's sessions. Chats go to their guests or back to their queues at once, as if the
/// agent had been lost; offers go to others. Refuses forbidden, not_found beyond the reach,
/// agent_gone to who is not signed in, and invalid to the own name.
PresenceResult agent_sign_out(Tx& tx, Actor const& actor, AgentSignOut const& p);

// --- inside the service --------------------------------------------------------------------------

/// Who has the chat and who takes part in it.
std::vector<UserId> those_in(Tx& tx, store::Chat const& chat);

/// Tells them, but for who did it, what has become of the chat.
struct ActTold {
    std::optional<std::string> queue_name = {};
    std::optional<PersonView> to = {};
    std::string note = {};
};
void tell_of_act(Tx& tx, Actor const& actor, store::Chat const& chat, NoticeKind kind,
                 std::vector<UserId> const& to, ActTold const& told);

}  // namespace parley::service
