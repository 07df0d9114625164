// The events that clients may get.
#include "api/operations.hpp"
#include "service/colleagues.hpp"
#include "service/conference.hpp"
#include "service/dashboard.hpp"
#include "service/files.hpp"
#include "service/ghost_drafts.hpp"
#include "service/handing.hpp"
#include "service/help.hpp"
#include "service/logs.hpp"
#include "service/notes.hpp"
#include "service/saved_reports.hpp"
#include "service/settings.hpp"
#include "service/sharing.hpp"
#include "service/supervision.hpp"
#include "service/tell.hpp"
#include "service/viewing.hpp"
#include "service/word.hpp"
#include "service/wrap_up.hpp"

namespace parley::api {

namespace {

std::vector<EventDeclaration> make_events() {
    using namespace service;
    return {
        {"chat.started", "To the customer: a bot answers in the new chat.", false,
         shape_of<ChatTold>()},
        {"chat.queued", "To the customer, and to who watches it: the chat waits.", false,
         shape_of<ChatTold>()},
        {"chat.offered", "To the agent.", false, shape_of<OfferTold>()},
        {"offer.withdrawn", "To the agent: the offer is gone.", false, shape_of<OfferWithdrawn>()},
        {"chat.accepted", "To both sides.", false, shape_of<ChatAccepted>()},
        {"chat.returned",
         "To both sides: the agent was lost, the chat waits again. Where a guest has it now, "
         "to that agent only.",
         false, shape_of<ChatTold>()},
        {"transfer.requested", "To the agent who has the chat: a colleague is asked to take it.",
         false, shape_of<TransferRequested>()},
        {"offer.lapsed", "To the agent who has the chat: the colleague does not take it.", false,
         shape_of<OfferLapsed>()},
        {"chat.transferred", "To the agent who had the chat until now.", false,
         shape_of<ChatTransferred>()},
        {"conference.requested", "To the agent who has the chat: a colleague is asked to join.",
         false, shape_of<ConferenceRequested>()},
        {"conference.joined", "To both sides, guests included: a colleague is a guest now.", false,
         shape_of<ConferenceJoined>()},
        {"conference.left", "To both sides, and to who is a guest no more.", false,
         shape_of<ConferenceLeft>()},
        {"word.changed",
         "To the agents of a chat and to who watches it: somebody else may write to the customer.",
         false, shape_of<WordChanged>()},
        {"chat.ended", "To both sides.", false, shape_of<ChatEnded>()},
        {"chat.rated", "To both sides: how the customer says it was.", false, shape_of<ChatTold>()},
        {"customer.absent",
         "To the agent, guests and who watches: since when the customer has no connection; without "
         "it, they are there again.",
         false, shape_of<CustomerAbsent>()},
        {"file.changed",
         "A file was looked into: to who uploaded it; once it is in a message to both sides.",
         false, shape_of<FileChanged>()},
        {"message.posted", "To both sides, the author included.", false, shape_of<MessageTold>()},
        {"message.redacted",
         "To the same: what was said before turns out to be a part of a number, and says this now.",
         false, shape_of<MessageTold>()},
        {"message.changed",
         "To the same: what was taken out of it is no card number, and is there again.", false,
         shape_of<MessageTold>()},
        {"whisper.posted",
         "To the agents of a chat and to who watches it, the author included; never to a customer.",
         false, shape_of<WhisperTold>()},
        {"note.posted",
         "To the agents of a chat, who watches it, its author and who is mentioned; never to a "
         "customer.",
         false, shape_of<NoteTold>()},
        {"mention.made", "To who is mentioned in a note.", false, shape_of<MentionTold>()},
        {"mentions.seen", "To the caller's other screens: the notes of a chat are seen.", false,
         shape_of<MentionsSeen>()},
        {"colleague.posted", "To both: a colleague has written to another.", false,
         shape_of<ColleagueTold>()},
        {"colleague.read", "To the caller's other screens: what a colleague wrote is read.", false,
         shape_of<ColleagueRead>()},
        {"chat.watched",
         "To the agents of a chat, where the switches say so: others watch it now, or nobody.",
         false, shape_of<ChatTold>()},
        {"watch.ended", "To who watched a chat: no more, though it goes on.", false,
         shape_of<WatchEnded>()},
        {"help.changed",
         "To the agents of a chat and to who watches it: somebody has called for help, is on it or "
         "has ended it.",
         false, shape_of<HelpChanged>()},
        {"help.list_changed", "To who may watch chats: ask again for help.list.", false,
         shape_of<HelpListChanged>()},
        {"draft.changed", "To the agent for whom a manager writes, and to the manager.", true,
         shape_of<DraftChanged>()},
        {"draft.settled", "To the agent and the manager: what has become of a draft.", false,
         shape_of<DraftSettled>()},
        {"message.read", "To both sides: one of them has seen the chat up to seq.", false,
         shape_of<MessageRead>()},
        {"message.delivered",
         "To both sides: a page of one of them has the chat up to seq; not that it was seen.",
         false, shape_of<MessageRead>()},
        {"sharing.changed",
         "To both sides and who watches: the screen is asked for, shown, or shown no more.", false,
         shape_of<SharingChanged>()},
        {sharing_signalled, "To the browser that shows the screen, or sees it: of the other one.",
         true, shape_of<SharingSignalled>()},
        {"presence.changed", "To the agent.", false, shape_of<PresenceChanged>()},
        {"settings.changed", "To agents: switches that may concern them have changed.", false,
         shape_of<SettingsChanged>()},
        {"wrap_up.started", "To the agent: a chat has left something to do.", false,
         shape_of<WrapUpTold>()},
        {"wrap_up.changed", "To the agent: its codes or its time have changed.", false,
         shape_of<WrapUpTold>()},
        {"wrap_up.ended", "To the agent.", false, shape_of<WrapUpEnded>()},
        {"log.changed", "To the agent: what they keep of a chat.", false, shape_of<LogChanged>()},
        {"dashboard.changed",
         "To who watches the live figures, about once a second: what is different.", true,
         shape_of<DashboardChanged>()},
        {"queue.waiting", "To agents who take chats from the queue: its list has changed.", true,
         shape_of<QueueWaitingView>()},
        {"notice", "To one member of staff: what a manager did.", false, shape_of<Notice>()},
        {"report.ready", "To who has saved a report, and for whom it is: it was made.", false,
         shape_of<ReportReady>()},
        {user_changed, "To a member of staff: the own name, roles, rights or reach are different.",
         false, shape_of<UserChanged>()},
        {"setup.changed", "To staff: a part of what is set up is different.", false,
         shape_of<SetupChanged>()},
        {"chat.viewing", "To the staff of a chat: a colleague has it on the screen.", true,
         shape_of<ViewingTold>()},
        {"typing", "To the other side.", true, shape_of<Typing>()},
        {"position", "To the waiting customer.", true, shape_of<PositionView>()},
    };
}

}  // namespace

std::span<EventDeclaration const> event_declarations() {
    static auto const all = make_events();
    return all;
}

}  // namespace parley::api
