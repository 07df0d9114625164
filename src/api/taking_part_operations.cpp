// Others than its agent in a chat: handing on, conference, supervision, what managers decide,
// notes, and what colleagues write to each other.
#include "api/declare.hpp"
#include "service/colleagues.hpp"
#include "service/conference.hpp"
#include "service/ghost_drafts.hpp"
#include "service/handing.hpp"
#include "service/help.hpp"
#include "service/notes.hpp"
#include "service/steering.hpp"
#include "service/supervision.hpp"
#include "service/viewing.hpp"
#include "service/word.hpp"

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
        declare(
            write, "chat.give_word", Who::staff, chat_give_word,
            "Lets another who takes part in the chat write to the customer, where one speaks at "
            "a time."),
        declare(write, "chat.take_word", Who::staff, chat_take_word,
                "Takes the word: from now on the caller alone writes to the customer."),
        act("chat.monitor", subjects::chat, chat_monitor,
            "Watches an open chat without taking part: the caller is told what its agents are."),
        act("chat.unmonitor", subjects::chat, chat_unmonitor, "Watches a chat no more."),
        act("chat.whisper", subjects::chat, chat_whisper,
            "Says something to a chat's agents and to who watches it; the customer does not "
            "see it."),
        declare(read, "chat.whispers", Who::staff, chat_whispers,
                "What was whispered in a chat, for its staff."),
        declare(write, "chat.answer_whisper", Who::staff, chat_answer_whisper,
                "Answers what was whispered in the caller's chat, to who watches it and takes "
                "part; the customer does not see it."),
        declare(write, "chat.ask_help", Who::staff, chat_ask_help,
                "Calls the managers into a chat in which the caller takes part."),
        declare(write, "chat.cancel_help", Who::staff, chat_cancel_help,
                "Ends a call for help, by who takes part in the chat or by a manager."),
        act("chat.answer_help", subjects::chat, chat_answer_help,
            "Says to a chat's agents that the caller comes to help, and watches the chat."),
        declare(read, "help.list", Who::staff, help_list,
                "Chats within the caller's reach whose agents have called for help."),
        act("chat.draft", subjects::chat_draft, chat_draft,
            "Writes into the composer of a chat's agent, who takes it or leaves it."),
        declare(write, "chat.settle_draft", Who::staff, chat_settle_draft,
                "Says what the agent has done with a manager's draft; one that is taken is given."),
        declare(read, "chat.drafts", Who::staff, chat_drafts,
                "Open drafts of managers for the caller, and the caller's own."),
        act("chat.join", subjects::chat, chat_join,
            "Joins an agent's chat as a guest, uninvited, by right."),
        act("chat.take_over", subjects::chat, chat_take_over,
            "Makes an agent's chat the caller's own, by right."),
        act("chat.assign", subjects::chat, chat_assign,
            "Gives a chat, waiting or another's, to an agent at once."),
        act("chat.requeue", subjects::chat, chat_requeue,
            "Takes a chat from its agent and puts it into a queue with the wait it had."),
        declare(read, "chat.supervisions", Who::staff, chat_supervisions,
                "Who has watched a chat, whispered in it, joined it or taken it over, and when."),
        declare(write, "message.note", Who::staff, message_note,
                "Writes a note that only staff see, and asks for the attention of colleagues."),
        declare(read, "chat.notes", Who::staff, chat_notes, "A chat's notes, in their order."),
        declare(read, "chat.viewing", Who::staff, chat_viewing,
                "Tells the chat's staff that the caller has it on the screen."),
        declare(read, "mention.list", Who::staff, mention_list,
                "Notes in which the caller is mentioned and that they have not seen."),
        declare(write, "mention.see", Who::staff, mention_see,
                "The caller has seen the notes of a chat."),
        declare(read, "colleague.find", Who::staff, colleague_find,
                "Colleagues by the beginning of a word of their name, to mention or write to."),
        declare(read, "colleague.list", Who::staff, colleague_list,
                "With which colleagues the caller has written, the newest first."),
        declare(write, "colleague.post", Who::staff, colleague_post,
                "Writes to a colleague, apart from any chat."),
        declare(read, "colleague.messages", Who::staff, colleague_messages,
                "What the caller and a colleague have written to each other."),
        declare(write, "colleague.mark_read", Who::staff, colleague_mark_read,
                "The caller has read what a colleague has written."),
    };
}

}  // namespace parley::api
