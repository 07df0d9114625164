// Others than its agent in a chat: handing on, conference, supervision.
#include "api/declare.hpp"
#include "service/conference.hpp"
#include "service/handing.hpp"
#include "service/supervision.hpp"

namespace parley::api {

std::vector<Operation> taking_part_operations() {
    using namespace service;
    constexpr auto read = Kind::read;
    constexpr auto write = Kind::write;
    return {
        declare(read, "chat.targets", Who::staff, chat_targets,
                "Where the caller may hand a chat on to, or whom they may invite, as it is now."),
        declare(write, "chat.transfer", Who::staff, chat_transfer,
                "Hands a chat on: to a queue at once, to an agent once that one accepts."),
        declare(write, "chat.cancel_transfer", Who::staff, chat_cancel_transfer,
                "Asks the colleague no more who was asked to take a chat."),
        declare(read, "chat.owners", Who::staff, chat_owners,
                "Whose a chat was, one after another."),
        declare(write, "conference.invite", Who::staff, conference_invite,
                "Asks a colleague to join the caller's chat."),
        declare(write, "conference.cancel", Who::staff, conference_cancel,
                "Asks the colleague no more who was asked to join a chat."),
        declare(write, "conference.leave", Who::staff, conference_leave,
                "A guest leaves the chat; its owner and the customer go on."),
        declare(write, "conference.end", Who::staff, conference_end,
                "The owner takes one guest out of the chat, or all of them."),
        declare(write, "conference.hand_over", Who::staff, conference_hand_over,
                "Makes a guest the chat's owner; the caller has left then."),
        act("chat.monitor", subjects::chat, chat_monitor,
            "Watches an open chat without taking part: the caller is told what its agents are."),
        act("chat.unmonitor", subjects::chat, chat_unmonitor, "Watches a chat no more."),
        act("chat.whisper", subjects::chat, chat_whisper,
            "Says something to a chat's agents and to who watches it; the customer does not "
            "see it."),
        declare(read, "chat.whispers", Who::staff, chat_whispers,
                "What was whispered in a chat, for its staff."),
        act("chat.join", subjects::chat, chat_join,
            "Joins an agent's chat as a guest, uninvited, by right."),
        act("chat.take_over", subjects::chat, chat_take_over,
            "Makes an agent's chat the caller's own, by right."),
        declare(read, "chat.supervisions", Who::staff, chat_supervisions,
                "Who has watched a chat, whispered in it, joined it or taken it over, and when."),
    };
}

}  // namespace parley::api
