// What customers and agents say to each other, and how they come in: sign-ins, visitors, chats,
// messages.
#include "api/bytes_field.hpp"
#include "api/declare.hpp"
#include "api/said_field.hpp"
#include "api/sharing_servers.hpp"
#include "api/signal_field.hpp"
#include "service/arrival_operations.hpp"
#include "service/bot_operations.hpp"
#include "service/chat_lists.hpp"
#include "service/files.hpp"
#include "service/mails.hpp"
#include "service/operations.hpp"
#include "service/ratings.hpp"
#include "service/search.hpp"
#include "service/sharing.hpp"
#include "service/transcripts.hpp"

namespace parley::api {

std::vector<Operation> chat_operations() {
    using namespace service;
    constexpr auto read = Kind::read;
    constexpr auto write = Kind::write;
    return {
        declare_session<Login, LoggedIn>(
            "auth.login", Who::anyone,
            "Signs a member of staff in. Over HTTP it sets the session's cookie."),
        declare_session<Nothing, Nothing>(
            "auth.logout", Who::staff, "Ends the session that calls; its sockets close with 4503."),
        declare(read, "auth.me", Who::staff, auth_me, "Who is signed in."),
        declare_session<SessionOpen, SessionOpened>(
            "session.open", Who::anyone,
            "The first call on a socket: signs it in and sends what was missed after a cursor."),
        declare(read, "session.sync", Who::signed_in, session_sync,
                "The client's heartbeat; answers which messages it is missing."),
        declare(write, "visitor.start", Who::anyone, visitor_start,
                "Makes a visitor; the token signs that customer in from then on."),
        declare(read, "visitor.status", Who::anyone, visitor_status,
                "Whether chat is open, how many agents are free, how long one would wait."),
        declare(write, "chat.start", Who::customer, chat_start, "Asks for a chat in a queue."),
        declare(write, "chat.leave", Who::customer, chat_leave,
                "Leaves a message instead of waiting for an agent."),
        declare(read, "chat.get", Who::signed_in, chat_get, "One chat."),
        declare(read, "chat.list", Who::signed_in, chat_list,
                "Chats, newest first: a customer's own, an agent's own, all for managers."),
        declare(write, "chat.accept", Who::staff, chat_accept, "Accepts an offer."),
        declare(write, "chat.accept_all", Who::staff, chat_accept_all,
                "Accepts all offers that are open for the caller."),
        declare(write, "chat.decline", Who::staff, chat_decline, "Declines an offer."),
        declare(write, "chat.take", Who::staff, chat_take,
                "Takes a waiting chat from a queue in which agents do so."),
        declare(write, "chat.ask_agent", Who::customer, chat_ask_agent,
                "Asks for a person while a bot answers: the chat waits from now on."),
        declare(write, "chat.solved", Who::customer, chat_solved,
                "Ends a chat in which the bot has helped."),
        declare(write, "chat.end", Who::signed_in, chat_end,
                "Ends a chat, from either side, or as a manager with the right."),
        declare(read, "chat.typing", Who::signed_in, chat_typing,
                "Tells the other side that this one is typing, or has stopped."),
        declare(write, "chat.mark_read", Who::signed_in, chat_mark_read,
                "Tells up to which message this side has seen the chat."),
        declare(write, "chat.mark_delivered", Who::signed_in, chat_mark_delivered,
                "Tells up to which message a page of this side has the chat."),
        declare(write, "message.post", Who::signed_in, message_post,
                "Writes a message; answered when it is stored for good."),
        declare(write, "message.not_a_card", Who::signed_in, message_not_a_card,
                "Says that what was taken out of an own message is no card number."),
        declare(read, "message.list", Who::signed_in, message_list,
                "Messages of a chat, ascending by seq."),
        declare(
            read, "message.search", Who::staff, message_search,
            "Messages with certain words, newest first, of all chats that the caller may read."),
        declare(write, "file.upload", Who::signed_in, file_upload,
                "The next piece of a file for a message: at most 256 KiB of it."),
        declare(read, "file.get", Who::signed_in, file_get,
                "One file, and where to fetch it, for five minutes."),
        declare(write, "file.delete", Who::signed_in, file_delete,
                "Takes back a file that is in no message yet."),
        declare(write, "chat.rate", Who::customer, chat_rate,
                "Says how it was, once, of a chat that is over."),
        declare(read, "chat.transcript", Who::signed_in, chat_transcript,
                "What was said in a chat, as a text to keep."),
        declare(write, "chat.mail_transcript", Who::signed_in, chat_mail_transcript,
                "Sends what was said in a chat by mail."),
        declare(write, "sharing.ask", Who::staff, sharing_ask,
                "Asks the customer of a chat to show the screen."),
        declare(write, "sharing.start", Who::customer, sharing_start,
                "Shows the screen, asked or not, to an agent of the chat."),
        declare(read, "sharing.signal", Who::signed_in, sharing_signal,
                "Passes on how the other browser finds this one."),
        declare_session<SharingServers, IceServers>("sharing.servers", Who::signed_in,
                                                    "By which servers (STUN, TURN) browsers find "
                                                    "each other, for who shows or sees a screen.",
                                                    Kind::socket),
        declare(write, "sharing.end", Who::signed_in, sharing_end,
                "Ends the showing of a screen, or declines it, or asks for it no more."),
    };
}

}  // namespace parley::api
