#pragma once
// Mails: who may have what was said in a chat sent, what a mail says, and what becomes of it.
// Whoever sends them (src/mail) asks for one, says that a try begins, sends what mail_text gives,
// and says what came of it. Source: C11.
//
// INVARIANT 1: a mail has what the customer may read and nothing else, as it is when it is sent.
// INVARIANT 2: of all who try to send a mail one does, unless it has said nothing for as long as a
// try may take.
// INVARIANT 3: nothing that tells of a mail has its address in full but the row itself, and that is
// gone three days after it was asked for.

#include "domain/mail.hpp"
#include "domain/policy.hpp"
#include "service/operations.hpp"
#include "store/mails.hpp"

namespace parley::service {

struct ChatMailTranscript {
    ChatId chat;
    std::string email;
    std::optional<domain::Language> language;  // en
    std::optional<std::string> zone;           // in which days and times are meant; UTC
    std::optional<std::string> request_id;
};
BOOST_DESCRIBE_STRUCT(ChatMailTranscript, (), (chat, email, language, zone, request_id))
struct TranscriptAsked {
    std::string to;  // the address, shortened: k…@example.org
};
BOOST_DESCRIBE_STRUCT(TranscriptAsked, (), (to))
/// For its customer, and for staff who take part or did. That it was sent, or could not be, is a
/// line of the chat. Refuses chat_not_active before an agent has accepted the chat, forbidden where
/// the switch is off or there is no mail server, too_many.
TranscriptAsked chat_mail_transcript(Tx& tx, Actor const& actor, ChatMailTranscript const& p);

// --- inside the service --------------------------------------------------------------------------

/// Whether chat.mail_transcript is open to the customer.
bool may_be_mailed(Tx& tx, store::Chat const& chat, domain::Policy const& policy);

/// The chat has ended: its customer gets what was said, where the switches say so and the address
/// is known.
void mail_at_end(Tx& tx, store::Chat const& chat);

/// What nobody could send for so long is given up, and old rows are deleted.
void sweep_mails(Tx& tx);

// --- for who sends them --------------------------------------------------------------------------

/// False where somebody else has begun to send it.
bool begin_mail(Tx& tx, store::Mail const& mail);

/// Subject and text; nothing where there is nothing to send any more, or it is too late.
std::optional<domain::MailText> mail_text(Tx& tx, store::Mail const& mail);

enum class Tried {
    sent,
    refused,   // for good
    failed,    // it may be different later
    stopped,   // whoever sends has to end: somebody else may try at once
    pointless  // there is nothing to send
};
BOOST_DESCRIBE_ENUM(Tried, sent, refused, failed, stopped, pointless)

/// What came of a try; `reason` has no word of the mail. Gives what the mail is now, for the log.
std::optional<store::Mail> mail_tried(Tx& tx, MailId id, Tried what, std::string const& reason);

}  // namespace parley::service
