#pragma once
// What clients see: the shapes of results and events (protocol.md, "Core shapes"). Member names are
// part of the protocol; more may be added, none renamed.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.hpp"
#include "base/json.hpp"
#include "domain/hand_over.hpp"
#include "domain/presence.hpp"
#include "domain/waiting.hpp"
#include "service/actor.hpp"
#include "service/file_views.hpp"
#include "store/tx.hpp"

namespace parley::service {

using Fields = std::map<std::string, std::string>;

struct PersonView {
    store::AuthorKind kind;
    std::string id;  // usr_…, vis_… or bot_…; empty for the system
    std::string name;
};
BOOST_DESCRIBE_STRUCT(PersonView, (), (kind, id, name))

struct UserView {
    UserId id;
    std::string name;
    std::string display_name;
    std::vector<std::string> roles;             // keys
    std::map<std::string, std::string> labels;  // of roles that the organization has made, by key
    std::vector<domain::Right> rights;          // of all the roles together
    // The queues that watching and steering is limited to; left out: no limit.
    std::optional<std::vector<QueueId>> reach;
};
BOOST_DESCRIBE_STRUCT(UserView, (), (id, name, display_name, roles, labels, rights, reach))

struct VisitorView {
    VisitorId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(VisitorView, (), (id, name))

/// What a system message says; `text` says the same in English for clients that do not translate.
enum class SystemEventType {
    agent_joined,
    agent_left,
    returned_to_queue,
    customer_left,
    wait_expired,
    queue_closed,
    transferred,      // to the person, or to the queue of this name
    bot_handed_over,  // the person is the bot: the chat waits for an agent now
    nobody_there,     // where the bot would have handed over: it goes on
    transcript_sent,  // by mail; the person's name is the address, shortened
    transcript_failed,
    sharing_started,  // the person is the customer, who shows the screen
    sharing_ended     // by the person; without one it has ended by itself
};
BOOST_DESCRIBE_ENUM(SystemEventType, agent_joined, agent_left, returned_to_queue, customer_left,
                    wait_expired, queue_closed, transferred, bot_handed_over, nobody_there,
                    transcript_sent, transcript_failed, sharing_started, sharing_ended)

struct SystemEventView {
    SystemEventType type;
    std::optional<PersonView> person;
};
BOOST_DESCRIBE_STRUCT(SystemEventView, (), (type, person))

/// A domain::RichText as it was stored.
struct BodyJson {
    std::string json;
};
inline void write_json(std::string& out, BodyJson const& body) { out += body.json; }

struct MessageView {
    MessageId id;
    ChatId chat;
    std::int64_t seq;
    Instant at;
    PersonView from;
    std::string text;
    std::optional<RawJson> event;          // a SystemEventView
    std::optional<std::string> client_id;  // of messages that people wrote
    /// Of what was taken out of the text: card, security_code, pin, expiry, iban, …
    std::optional<std::vector<std::string>> redacted;
    std::optional<BodyJson> body;  // where it is formatted; `text` says the same without
    std::optional<FilesJson> files;
};
BOOST_DESCRIBE_STRUCT(MessageView, (),
                      (id, chat, seq, at, from, text, event, client_id, redacted, body, files))

struct CustomerView {
    VisitorId id;
    std::string name;
    std::optional<std::string> email;
};
BOOST_DESCRIBE_STRUCT(CustomerView, (), (id, name, email))

struct ReadView {
    std::int64_t customer;
    std::int64_t agent;
};
BOOST_DESCRIBE_STRUCT(ReadView, (), (customer, agent))

/// A colleague who is asked, and has not answered yet.
struct AskedView {
    OfferId offer;
    store::OfferKind kind;
    PersonView agent;
    Instant at;
    std::optional<Instant> expires_at;  // left out: it stays until it is answered
};
BOOST_DESCRIBE_STRUCT(AskedView, (), (offer, kind, agent, at, expires_at))

/// What goes with a chat to whoever has it next, in the words of who had it (N6).
struct CardView {
    PersonView by;
    Instant at;
    std::optional<std::string> wanted;
    std::optional<std::string> done;
    std::optional<std::string> open;
};
BOOST_DESCRIBE_STRUCT(CardView, (), (by, at, wanted, done, open))

/// Why a chat is somebody else's: as store::HandOverCause; or a colleague is asked to join; or a
/// bot has handed it over.
enum class HandedOnCause {
    transfer,
    hand_over,
    take_over,
    lost,
    retired,
    assigned,
    requeued,
    signed_out,
    conference,
    bot
};
BOOST_DESCRIBE_ENUM(HandedOnCause, transfer, hand_over, take_over, lost, retired, assigned,
                    requeued, signed_out, conference, bot)

/// Who had the chat before, or the manager who gave it away, and what they said with it.
struct HandedOnView {
    PersonView from;
    Instant at;
    std::string queue_name;  // in which they had it
    std::optional<std::string> note;
    HandedOnCause cause;
    std::optional<domain::BotLeft> why;  // of a bot
    std::optional<CardView> card;        // the newest there is
};
BOOST_DESCRIBE_STRUCT(HandedOnView, (), (from, at, queue_name, note, cause, why, card))

/// Who answers while the chat is in the state bot.
struct ChatBotView {
    BotId id;
    std::string name;
    std::vector<std::string> suggestions;  // what may be picked: posted, each finds its answer
};
BOOST_DESCRIBE_STRUCT(ChatBotView, (), (id, name, suggestions))

/// A colleague who takes part in the owner's chat.
struct GuestView {
    PersonView agent;
    Instant joined_at;
};
BOOST_DESCRIBE_STRUCT(GuestView, (), (agent, joined_at))

/// Who works in the chat has called a manager.
struct HelpView {
    PersonView by;
    Instant at;
    std::optional<std::string> text;
    std::optional<PersonView> helper;  // who is on it
};
BOOST_DESCRIBE_STRUCT(HelpView, (), (by, at, text, helper))

/// What the customer says of a chat that is over (C10).
struct RatingView {
    std::int64_t score;  // 1 to 5, the best
    std::optional<std::string> comment;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(RatingView, (), (score, comment, at))

enum class SharingState { asked, running, over };
BOOST_DESCRIBE_ENUM(SharingState, asked, running, over)
/// declined by the customer, withdrawn by who had asked; failed: the browsers did not find each
/// other; gone: the chat has ended or is another agent's, or who saw it has left.
enum class SharingOutcome { done, declined, withdrawn, failed, gone };
BOOST_DESCRIBE_ENUM(SharingOutcome, done, declined, withdrawn, failed, gone)

/// The customer is asked to show an agent the screen, or shows it (E24).
struct SharingView {
    SharingId id;
    PersonView agent;  // who sees it
    SharingState state;
    Instant since;  // in this state
    std::optional<SharingOutcome> outcome;
};
BOOST_DESCRIBE_STRUCT(SharingView, (), (id, agent, state, since, outcome))

struct ChatView {
    ChatId id;
    domain::ChatState state;
    QueueId queue;
    std::string queue_name;
    std::int64_t seq;
    std::optional<std::int64_t> position;  // while waiting; 1 is next
    std::optional<std::int64_t> agents_available;
    std::optional<std::int64_t> wait_s;  // likely
    std::optional<std::int64_t> wait_least_s;
    std::optional<std::int64_t> wait_most_s;
    Instant started_at;
    std::optional<Instant> accepted_at;
    std::optional<Instant> ended_at;
    std::optional<domain::EndReason> end_reason;
    std::optional<PersonView> ended_by;
    std::optional<PersonView> agent;
    CustomerView customer;
    std::optional<Fields> fields;  // staff only, as are page and unanswered_since
    std::optional<std::string> page;
    ReadView read;
    ReadView delivered;  // up to where a page of each side has it; never less than read
    std::int64_t unread;
    std::int64_t message_max;            // code points of what the reader may write in it
    std::optional<bool> typing_preview;  // agents read what the customer types; left out: not
    std::optional<bool> rating_asked;    // to the customer: chat.rate is open at its end
    std::optional<RatingView> rating;
    std::optional<bool> redaction_objection;  // message.not_a_card is open; left out: it is not
    std::optional<bool> transcript_mail;      // chat.mail_transcript is open; left out: it is not
    std::optional<MessageView> last_message;
    std::optional<Instant> unanswered_since;
    std::optional<AskedView> asked;                // staff only
    std::optional<HandedOnView> handed_on;         // staff only: the last time
    std::optional<std::vector<GuestView>> guests;  // the longest there first; left out: none
    std::optional<ChatBotView> bot;                // to the customer
    std::optional<Instant> customer_absent_since;  // staff only, while an agent has the chat
    // Staff only, and where the switches say so: who watches without taking part.
    std::optional<std::vector<PersonView>> watched_by;
    std::optional<HelpView> help;  // staff only; left out: nobody has called
    // Staff only, where one speaks at a time (N6): the number of the word, and who has it.
    std::optional<std::int64_t> word;
    std::optional<PersonView> speaker;
    std::optional<bool> rich_text;          // staff only: true where messages may have a body (O15)
    std::optional<FilesAllowedView> files;  // what this side may attach; left out: nothing
    std::optional<bool> sharing_open;       // screens may be shown in it now; left out: not
    std::optional<SharingView> sharing;     // left out: none is asked for or shown
};
BOOST_DESCRIBE_STRUCT(ChatView, (),
                      (id, state, queue, queue_name, seq, position, agents_available, wait_s,
                       wait_least_s, wait_most_s, started_at, accepted_at, ended_at, end_reason,
                       ended_by, agent, customer, fields, page, read, delivered, unread,
                       message_max, typing_preview, rating_asked, rating, redaction_objection,
                       transcript_mail, last_message, unanswered_since, asked, handed_on, guests,
                       bot, customer_absent_since, watched_by, help, word, speaker, rich_text,
                       files, sharing_open, sharing))

/// Up to where pages of each side have what was said.
ReadView delivered_of(store::Chat const& chat);

struct OfferCustomerView {
    std::string name;
    std::optional<std::string> email;
};
BOOST_DESCRIBE_STRUCT(OfferCustomerView, (), (name, email))

struct OfferView {
    OfferId id;
    store::OfferKind kind;
    ChatId chat;
    QueueId queue;
    std::optional<std::string> queue_name;  // this, e-mail and text where the switches show them
    UserId agent;
    Instant offered_at;
    std::optional<Instant> expires_at;  // left out: it stays until it is answered
    Instant waiting_since;
    OfferCustomerView customer;
    std::optional<std::string> text;  // the customer's first words
    domain::OfferTimer timer;         // what is shown of its time
    bool may_decline;
    domain::RejectShown decline_shown;      // to who may not
    bool reason_required;                   // for declining
    std::optional<HandedOnView> handed_on;  // who asks, or has handed the chat on to the queue
};
BOOST_DESCRIBE_STRUCT(OfferView, (),
                      (id, kind, chat, queue, queue_name, agent, offered_at, expires_at,
                       waiting_since, customer, text, timer, may_decline, decline_shown,
                       reason_required, handed_on))

/// A status that comes once the last open chat has ended.
struct PendingView {
    std::string status;
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(PendingView, (), (status, reason))

struct PresenceView {
    std::string status;
    domain::Label label;
    std::optional<std::string> reason;
    std::optional<PendingView> pending;
    Instant since;
    std::int64_t load;  // chats offered and owned, and wrap-ups
    std::int64_t used;  // what they take, in hundredths of a place: 100 each, or as the queue says
    std::int64_t capacity;  // in places
    bool stop_new;          // no more chats until the agent resumes
};
BOOST_DESCRIBE_STRUCT(PresenceView, (),
                      (status, label, reason, pending, since, load, used, capacity, stop_new))

struct QueueInfoView {
    QueueId id;
    std::string name;
    PartitionId partition;
    bool enabled;
    bool open;                          // enabled, and within its hours
    std::optional<Instant> changes_at;  // when its hours open or close it next
    std::optional<HoursId> hours;       // none: it is always open
    std::optional<BotId> bot;           // answers before an agent does
    bool member;
    std::int64_t waiting;
    std::optional<Instant> longest_wait_since;
    std::int64_t agents_available;
    domain::Routing routing;
    std::int64_t offer_s;  // 0: offers stay until they are answered
    std::int64_t reply_target_s;
    std::optional<std::int64_t> wait_hit_rate;  // in %: how often the told wait was right
};
BOOST_DESCRIBE_STRUCT(QueueInfoView, (),
                      (id, name, partition, enabled, open, changes_at, hours, bot, member, waiting,
                       longest_wait_since, agents_available, routing, offer_s, reply_target_s,
                       wait_hit_rate))

/// Of a queue from whose list agents take chats, to its members.
struct QueueWaitingView {
    QueueId queue;
    std::int64_t waiting;
    std::optional<Instant> longest_wait_since;
};
BOOST_DESCRIBE_STRUCT(QueueWaitingView, (), (queue, waiting, longest_wait_since))

struct PositionView {
    ChatId chat;
    std::int64_t position;
    std::int64_t agents_available;
    std::optional<std::int64_t> wait_s;  // likely
    std::optional<std::int64_t> wait_least_s;
    std::optional<std::int64_t> wait_most_s;
};
BOOST_DESCRIBE_STRUCT(PositionView, (),
                      (chat, position, agents_available, wait_s, wait_least_s, wait_most_s))

/// Which side a view is for: customers do not see what staff note about them.
enum class Side { customer, staff };

std::optional<std::string> unless_empty(std::string const& text);
MessageView message_view(store::Message const& message);
ChatView chat_view(store::Tx& tx, store::Chat const& chat, Side side);
/// Guests read for themselves: their marks are their own.
ChatView chat_view(store::Tx& tx, store::Chat const& chat, store::Guest const& guest);
ChatView chat_view(store::Tx& tx, store::Chat const& chat, Actor const& actor);
/// Who takes part besides the owner, the longest there first. Asks only where there is somebody.
std::vector<store::Guest> guests_of(store::Tx& tx, store::Chat const& chat);
bool is_guest(store::Tx& tx, store::Chat const& chat, UserId agent);
/// Who watches it without taking part, whoever may know of that.
std::vector<UserId> watchers_of(store::Tx& tx, store::Chat const& chat);
OfferView offer_view(store::Tx& tx, store::Offer const& offer);
OfferView offer_view(store::Tx& tx, store::Offer const& offer, store::Queue const& queue);
PresenceView presence_view(store::Agent const& agent);
PersonView person(store::Tx& tx, UserId agent);
PersonView person(Actor const& actor);
UserView user_view(store::Tx& tx, store::User const& user);

/// What a customer may be told of the wait, in seconds; nothing where nothing is known (N8).
struct Wait {
    std::optional<std::int64_t> likely_s;
    std::optional<std::int64_t> least_s;
    std::optional<std::int64_t> most_s;
};
Wait expected_wait(std::optional<domain::WaitEstimate> const& estimate);
/// Of a customer at `position`.
Wait expected_wait(store::Tx& tx, QueueId queue, std::int64_t position);
/// When the queue's last chats were accepted, the newest first, for domain::estimate_wait.
std::vector<Instant> recent_pace(store::Tx& tx, QueueId queue);
/// In how many of a hundred of the last chats the wait was within what was told; nothing while
/// there are too few.
std::optional<std::int64_t> wait_hit_rate(store::Tx& tx, QueueId queue);

}  // namespace parley::service
