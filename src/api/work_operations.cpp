// Agents' work: presence, queues, offers, what is kept of a chat, wrap-up.
#include "api/declare.hpp"
#include "service/chat_lists.hpp"
#include "service/logs.hpp"
#include "service/operations.hpp"
#include "service/routing_operations.hpp"
#include "service/steering.hpp"
#include "service/wrap_up.hpp"

namespace parley::api {

std::vector<Operation> work_operations() {
    using namespace service;
    constexpr auto read = Kind::read;
    constexpr auto write = Kind::write;
    return {
        declare(read, "chat.get_codes", Who::staff, chat_get_codes,
                "The codes that the caller has chosen for a chat."),
        declare(write, "chat.set_codes", Who::staff, chat_set_codes,
                "Chooses the codes of a chat, during it or its wrap-up."),
        declare(read, "chat.log", Who::staff, chat_log,
                "What agents keep of a chat: codes and notes; the caller's own, or all."),
        declare(write, "chat.save_log", Who::staff, chat_save_log,
                "Keeps the caller's codes and note of a chat: as a draft, or as they are to stay."),
        declare(read, "presence.get", Who::staff, presence_get, "The caller's own presence."),
        declare(
            write, "presence.set", Who::staff, presence_set,
            "Sets the caller's own status; one that waits for the end of open chats is pending."),
        declare(write, "presence.stop_new", Who::staff, presence_stop_new,
                "Stops new chats while there are some, or lets them come again."),
        declare(write, "presence.touch", Who::staff, presence_touch,
                "The agent is there: signed out for doing nothing later."),
        declare(read, "agent.times", Who::staff, agent_times,
                "How long an agent was in each state."),
        declare(read, "agent.list", Who::staff, agent_list,
                "Agents with what they do and with whom, for managers."),
        act("agent.set_presence", subjects::presence, agent_set_presence,
            "Puts an agent in another status; the agent is told by whom."),
        act("agent.sign_out", subjects::sign_ins, agent_sign_out,
            "Ends an agent's sessions; open chats go back at once, and the agent is told by whom."),
        declare(read, "status.list", Who::staff, status_list,
                "What agents may be doing, with the reasons they may give."),
        declare(read, "queue.list", Who::staff, queue_list, "Queues with their live figures."),
        act("queue.set_enabled", subjects::queue, queue_set_enabled,
            "Opens a queue, or closes it to new chats; its members are told."),
        declare(read, "queue.chats", Who::staff, queue_chats,
                "Chats of a queue: those that wait, ended without an agent, or had one."),
        declare(read, "offer.list", Who::staff, offer_list, "The caller's open offers."),
        declare(read, "offer.explain", Who::staff, offer_explain,
                "Why a chat was offered to whom it was, and to nobody else."),
        declare(read, "chat.get_routing", Who::staff, chat_get_routing,
                "A chat's own priority, skills and agent."),
        act("chat.set_routing", subjects::chat_routing, chat_set_routing,
            "Gives a waiting chat a priority, skills or an agent of its own."),
        declare(read, "wrap_up.list", Who::staff, wrap_up_list, "The caller's open wrap-ups."),
        declare(write, "wrap_up.submit", Who::staff, wrap_up_submit,
                "Ends a wrap-up with its codes, and says what the caller does then."),
        declare(write, "wrap_up.extend", Who::staff, wrap_up_extend,
                "More time for a wrap-up, or no countdown."),
    };
}

}  // namespace parley::api
