#pragma once
// The switches: what an organization decides about how it works. One member a switch; what is set
// at an organization holds for its partitions, their queues and its agents, until one of these says
// otherwise. Source: behaviour.md 6.5.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.hpp"
#include "domain/redaction/redaction.hpp"
#include "domain/strategy.hpp"
#include "domain/transcript.hpp"

namespace parley::domain {

/// How chats come to agents (X1).
enum class Routing {
    push,    // a chat is offered to one agent, who takes it or not
    pull,    // agents take chats from the list of those that wait
    assign,  // a chat is given to an agent, who is not asked (X2)
    hybrid,  // offered, and in the list
};
BOOST_DESCRIBE_ENUM(Routing, push, pull, assign, hybrid)

/// What an offer shows of its time: nothing, how long it has been open, or what is left (X19).
enum class OfferTimer { none, up, down };
BOOST_DESCRIBE_ENUM(OfferTimer, none, up, down)

/// How the button looks for who may not decline (X3).
enum class RejectShown { hidden, disabled };
BOOST_DESCRIBE_ENUM(RejectShown, hidden, disabled)

/// What declining does to an agent who has other chats (E39).
enum class RejectNextMulti { stay, stop_new };
BOOST_DESCRIBE_ENUM(RejectNextMulti, stay, stop_new)

/// Where a chat stands in its queue after an offer that came to nothing (C9).
enum class RequeuePosition { keep, last };
BOOST_DESCRIBE_ENUM(RequeuePosition, keep, last)

/// When an agent is called busy (X7, X9). Only a word: it decides nothing about routing (X8).
enum class BusyWhen { first_chat, at_cap, over_cap };
BOOST_DESCRIBE_ENUM(BusyWhen, first_chat, at_cap, over_cap)

/// What keeps an agent from signing out (X36).
enum class LogoutBlockedBy { nothing, offers, chats };
BOOST_DESCRIBE_ENUM(LogoutBlockedBy, nothing, offers, chats)

/// The agent's work after a chat (X11).
enum class WrapUp {
    off,
    open,   // until the agent is done
    timed,  // at most wrap_up_s
};
BOOST_DESCRIBE_ENUM(WrapUp, off, open, timed)

/// Whether one wrap-up is the agent's state, or only the last one is (E37).
enum class WrapUpScope { chat, agent };
BOOST_DESCRIBE_ENUM(WrapUpScope, chat, agent)

/// What the end of a wrap-up's time does (X13).
enum class WrapUpTimeout {
    end,             // it ends with what was chosen
    submit_default,  // where nothing was chosen, the default code is
};
BOOST_DESCRIBE_ENUM(WrapUpTimeout, end, submit_default)

/// What happens to those who wait in a queue that is closed (X35).
enum class Drain { serve, end };
BOOST_DESCRIBE_ENUM(Drain, serve, end)

/// What becomes of queues in which nobody works when a chat is handed on (X26).
enum class EmptyQueue { hide, warn, allow };
BOOST_DESCRIBE_ENUM(EmptyQueue, hide, warn, allow)

// Words that stand beside the keys of statuses.
inline constexpr auto stay = "stay";                // the status does not change
inline constexpr auto auto_accept = "auto_accept";  // a missed chat is the agent's all the same

/// The first of the switches: of queues, and how they serve who waits. Apart only because no more
/// than 52 members of one struct can be described.
struct RoutingPolicy {
    Routing routing = Routing::push;
    Strategy strategy = Strategy::longest_idle;
    bool require_agent = false;  // customers come in only while somebody is ready (A26)
    std::int64_t max_wait_s = 1800;
    std::int64_t answer_target_s = 60;         // so soon a chat is to have an agent; 0: no target
    std::int64_t service_target_percent = 80;  // of how many that is to be so (E54)
    std::int64_t reply_target_s = 120;
    std::int64_t customer_absent_s = 120;  // so long without a connection, and the agent is told
    std::int64_t customer_lost_s = 240;    // and so long, and the chat ends; 0: it does not (C19)
    Drain drain = Drain::serve;
    std::int64_t overflow_s = 0;    // after so long another queue may serve it too; 0: never
    QueueId overflow_queue;         // which one
    std::int64_t last_agent_h = 0;  // who had the customer so recently is asked first; 0: nobody
};
BOOST_DESCRIBE_STRUCT(RoutingPolicy, (),
                      (routing, strategy, require_agent, max_wait_s, answer_target_s,
                       service_target_percent, reply_target_s, customer_absent_s, customer_lost_s,
                       drain, overflow_s, overflow_queue, last_agent_h))

/// What becomes of a text with a card number, or another number that is looked for (W8, X31).
enum class Redaction {
    redact,  // the number is taken out of it
    drop,    // it is refused
    off,     // nothing is looked for
};
BOOST_DESCRIBE_ENUM(Redaction, redact, drop, off)

/// Whether customers get what was said by mail (C11).
enum class TranscriptMail {
    off,
    request,  // who asks for it
    always,   // whoever has given an address, at the end
};
BOOST_DESCRIBE_ENUM(TranscriptMail, off, request, always)

/// Which files are taken (W41).
enum class Attachments { off, pictures, documents };
BOOST_DESCRIBE_ENUM(Attachments, off, pictures, documents)

/// What becomes of pictures, in which a card number may be seen (W8; fault H13).
enum class Pictures {
    take,    // nobody reads what is to be seen in them
    read,    // their text is searched, as that of any file
    refuse,  // none are taken
};
BOOST_DESCRIBE_ENUM(Pictures, take, read, refuse)

/// What may be written in a chat, and what is taken out of it (docs/redaction.md).
struct WritingPolicy : RoutingPolicy {
    std::int64_t customer_message_max = 500;  // code points of one message (E13)
    std::int64_t agent_message_max = 5000;    // (E12)
    bool rich_text = false;                   // agents write with the formatting editor (O15)
    bool typing_preview = false;              // agents read what a customer types (C8)
    Attachments attachments = Attachments::documents;
    bool customer_attachments = true;      // customers send some, too
    std::int64_t attachments_max = 10;     // in a message
    std::int64_t attachments_max_mb = 25;  // of them together
    bool rating = true;                    // customers are asked how it was (C10)
    bool desktop_sharing = false;          // customers show agents the screen (E24)
    TranscriptMail transcript_mail = TranscriptMail::request;
    Language mail_language = Language::en;  // of mails that nobody has asked for
    Redaction redaction = Redaction::redact;
    redaction::Mode redaction_mode = redaction::Mode::strict;
    bool redaction_objection = true;  // who wrote it may say that it is no card number (N5)
    Pictures redaction_pictures = Pictures::take;
    bool redact_iban = false;
    bool redact_ssn = false;
    bool redact_phone = false;
    bool redact_email = false;
    bool redact_national_id = false;
};
BOOST_DESCRIBE_STRUCT(WritingPolicy, (RoutingPolicy),
                      (customer_message_max, agent_message_max, rich_text, typing_preview,
                       attachments, customer_attachments, attachments_max, attachments_max_mb,
                       rating, desktop_sharing, transcript_mail, mail_language, redaction,
                       redaction_mode, redaction_objection, redaction_pictures, redact_iban,
                       redact_ssn, redact_phone, redact_email, redact_national_id))

/// No switch allows less or more of a message than this, in code points.
inline constexpr std::int64_t message_max_least = 100;
inline constexpr std::int64_t customer_message_max_most = 2000;
inline constexpr std::int64_t agent_message_max_most = 10'000;

/// Times are in seconds unless the name says otherwise. What is set here is what holds where
/// nothing is set.
struct Policy : WritingPolicy {
    // Offers.
    std::int64_t offer_s = 30;  // 0: an offer stays until it is answered
    OfferTimer offer_timer = OfferTimer::down;
    bool offer_shows_text = true;
    bool offer_shows_email = true;
    bool offer_shows_queue = true;
    std::int64_t offers_max = 1000;  // open at once, for one agent (X37)
    bool accept_all = true;          // several with one press (W38)
    bool reject = true;
    RejectShown reject_shown = RejectShown::hidden;
    bool reject_reason_required = false;
    std::string reject_next = stay;  // or a status
    RejectNextMulti reject_next_multi = RejectNextMulti::stay;
    std::string timeout_next = "rona";  // or stay, auto_accept, another status
    std::int64_t exclude_s = 60;        // who let a chat pass is not asked again for so long
    RequeuePosition requeue_position = RequeuePosition::keep;

    // Load.
    std::int64_t cap = 4;           // chats at once
    std::int64_t cap_limit = 1000;  // for everybody; the smaller one holds (V14)
    std::int64_t weight = 100;      // what a chat takes of a place, in hundredths (C13)
    BusyWhen busy_when = BusyWhen::at_cap;
    bool busy_auto_clear = true;  // otherwise the agent stays busy until they say so (A10)
    bool stop_new = false;        // agents may stop new chats while they have some (E38)
    std::string stop_new_next = stay;

    // Presence.
    std::string login_status = "offline";
    std::int64_t inactivity_min = 0;  // 0: never signed out for it (S31)
    LogoutBlockedBy logout_blocked_by = LogoutBlockedBy::nothing;
    bool manager_override = true;  // managers may set an agent's status
    bool monitor_shown = false;    // agents see who watches their chats

    // Wrap-up.
    WrapUp wrap_up = WrapUp::off;
    std::int64_t wrap_up_s = 60;
    WrapUpScope wrap_up_scope = WrapUpScope::chat;
    bool wrap_up_blocks = false;  // no chats come while one is open (W45)
    WrapUpTimeout wrap_up_on_timeout = WrapUpTimeout::end;
    bool wrap_up_hold = true;  // it does not end while a required code is missing (E32)
    bool wrap_up_extend = true;
    std::int64_t codes_min = 0;
    std::int64_t codes_max = 20;
    std::string after_chat = stay;  // the status after the last chat and its wrap-up

    // Handing on.
    bool transfer_queue = true;  // agents may hand chats on to queues (X25)
    bool transfer_agent = true;  // and to one another
    EmptyQueue transfer_empty_queue = EmptyQueue::warn;
    std::int64_t conference_guests = 1;  // colleagues in a chat besides its owner; 0: none (X27)
    bool conference_missed = false;      // who lets an invitation pass has missed it (RONA)
    bool one_speaker = false;            // of those who take part only one may write at a time (N6)
};
BOOST_DESCRIBE_STRUCT(Policy, (WritingPolicy),
                      (offer_s, offer_timer, offer_shows_text, offer_shows_email, offer_shows_queue,
                       offers_max, accept_all, reject, reject_shown, reject_reason_required,
                       reject_next, reject_next_multi, timeout_next, exclude_s, requeue_position,
                       cap, cap_limit, weight, busy_when, busy_auto_clear, stop_new, stop_new_next,
                       login_status, inactivity_min, logout_blocked_by, manager_override,
                       monitor_shown, wrap_up, wrap_up_s, wrap_up_scope, wrap_up_blocks,
                       wrap_up_on_timeout, wrap_up_hold, wrap_up_extend, codes_min, codes_max,
                       after_chat, transfer_queue, transfer_agent, transfer_empty_queue,
                       conference_guests, conference_missed, one_speaker))

/// Where a switch can be set, from the widest to the narrowest. What is said of people goes before
/// what is said of queues.
enum class Scope { organization, partition, queue, team, agent };
BOOST_DESCRIBE_ENUM(Scope, organization, partition, queue, team, agent)

enum class SwitchKind { choice, number, yes_no, status, queue };
BOOST_DESCRIBE_ENUM(SwitchKind, choice, number, yes_no, status, queue)

enum class SwitchGroup { routing, writing, redaction, offers, load, presence, wrap_up, handing_on };
BOOST_DESCRIBE_ENUM(SwitchGroup, routing, writing, redaction, offers, load, presence, wrap_up,
                    handing_on)

/// What can be said about a switch without its value.
struct Switch {
    std::string_view name;
    SwitchGroup group;
    SwitchKind kind;
    std::vector<Scope> scopes;              // where it may be set
    std::vector<std::string_view> choices;  // of a choice; of a status the words beside its keys
    std::int64_t min = 0;                   // of a number
    std::int64_t max = 0;
    bool of_presets = true;  // otherwise it stays as it is when a preset is applied
};

/// All switches, in the order of Policy.
std::span<Switch const> switches();
Switch const* find_switch(std::string_view name);

/// A switch's value as a word: a choice, a number, "true" or "false", the key of a status, the id
/// of a queue.
std::string value_of(Policy const& policy, std::string_view name);

/// What is wrong with the word as this switch's value, as a rule ("must be from 5 to 120"); nothing
/// where it is right. Whether there is such a status or queue is for the caller to know.
std::optional<std::string> wrong_value(Switch const& described, std::string_view value);

/// Sets the switch. REQUIRES: there is one of this name, and nothing is wrong with the value.
void set_switch(Policy& policy, std::string_view name, std::string_view value);

}  // namespace parley::domain
