#include "service/mails.hpp"

#include <boost/json.hpp>

#include "base/time_zone.hpp"
#include "service/access.hpp"
#include "service/policy.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"
#include "service/transcripts.hpp"

namespace parley::service {

namespace {

using domain::Language;
using store::MailState;

constexpr milliseconds asked_in = std::chrono::hours{1};
constexpr milliseconds kept = std::chrono::hours{72};

void add_mail(Tx& tx, store::Chat const& chat, std::string const& to, Language language,
              std::string const& zone) {
    tx.mails.add({tx.make_id<MailId>(),
                  chat.organization,
                  store::MailKind::transcript,
                  chat.id.value,
                  to,
                  language,
                  zone,
                  tx.now(),
                  tx.now(),
                  0,
                  MailState::waiting,
                  {}});
}

void need_few(Tx& tx, ChatId chat) {
    auto const asked =
        tx.mails.asked_since(store::MailKind::transcript, chat.value, tx.now() + -asked_in);
    auto const most = tx.limits().transcript_mails;
    if (std::ssize(asked) < most) return;
    auto const next = asked[asked.size() - static_cast<std::size_t>(most)] + asked_in;
    throw too_many(static_cast<int>((next - tx.now()).count()),
                   "at most " + std::to_string(most) + " in an hour");
}

/// Where the people of the queue work, as far as it says so.
std::string zone_of(Tx& tx, store::Queue const& queue) {
    auto const hours = queue.hours ? tx.arrivals.find(*queue.hours) : std::nullopt;
    if (!hours) return "UTC";
    auto const plan = boost::json::parse(hours->plan).as_object();
    return boost::json::value_to<std::string>(plan.at("time_zone"));
}

/// Of long chats the beginning: as much as anybody reads in a mail.
std::string whole_transcript(Tx& tx, store::Chat const& chat, store::Mail const& mail) {
    constexpr int parts_max = 20;
    Actor customer;
    customer.kind = Actor::Kind::customer;
    customer.organization = chat.organization;
    customer.visitor = chat.visitor;
    std::string text;
    std::optional<std::int64_t> after = 0;
    for (int i = 0; after && i < parts_max; ++i) {
        auto const part = chat_transcript(tx, customer, {chat.id, mail.language, mail.zone, after});
        text += part.text;
        after = part.next;
    }
    if (after) text += "…\n";
    return text;
}

domain::MailText words(Language language, std::string const& with, std::string const& said) {
    if (language == Language::de) {
        return {"Ihr Chat mit " + with,
                "Guten Tag,\n\nhier ist der Verlauf Ihres Chats.\n\n" + said +
                    "\n-- \nDiese Nachricht wurde im Chat angefordert. Waren Sie das nicht, dann "
                    "löschen Sie sie bitte.\n"};
    }
    return {"Your chat with " + with,
            "Hello,\n\nhere is what was said in your chat.\n\n" + said +
                "\n-- \nThis message was asked for in the chat. If that was not you, please delete "
                "it.\n"};
}

/// A line of the chat says what became of it.
void tell_end(Tx& tx, store::Mail const& mail) {
    auto chat = tx.chats.find(ChatId{mail.ref});
    if (!chat) return;
    bool const sent = mail.state == MailState::sent;
    add_system_message(
        tx, *chat, sent ? SystemEventType::transcript_sent : SystemEventType::transcript_failed,
        PersonView{store::AuthorKind::system, {}, domain::shortened_address(mail.to)});
    tx.chats.save(*chat);
}

void end_mail(Tx& tx, store::Mail& mail, MailState state) {
    mail.state = state;
    mail.next_at.reset();
    tx.mails.save(mail);
    tell_end(tx, mail);
}

}  // namespace

bool may_be_mailed(Tx& tx, store::Chat const& chat, domain::Policy const& policy) {
    return chat.accepted_at && policy.transcript_mail != domain::TranscriptMail::off &&
           tx.mails.has_sender();
}

TranscriptAsked chat_mail_transcript(Tx& tx, Actor const& actor, ChatMailTranscript const& p) {
    auto const zone = p.zone.value_or("UTC");
    if (!TimeZone::find(zone)) throw invalid("/zone", "there is no such time zone");
    auto const chat = joined_chat(tx, actor, p.chat);
    // Whoever could have any text sent to anybody would be a sender of unwanted mail.
    if (!chat.accepted_at) throw Refused{Code::chat_not_active, "no agent has accepted it"};
    auto const email = clean_email(p.email, "/email");
    if (!domain::is_mail_address(email)) {
        throw invalid("/email", "must be an e-mail address such as name@example.org");
    }
    if (!may_be_mailed(tx, chat, policy_of(tx, tx.queues.get(chat.queue)))) {
        throw Refused{Code::forbidden, "transcripts are not sent by mail here"};
    }
    need_few(tx, chat.id);
    add_mail(tx, chat, email, p.language.value_or(Language::en), zone);
    return {domain::shortened_address(email)};
}

void mail_at_end(Tx& tx, store::Chat const& chat) {
    if (!chat.accepted_at) return;
    auto const queue = tx.queues.get(chat.queue);
    auto const policy = policy_of(tx, queue);
    if (policy.transcript_mail != domain::TranscriptMail::always) return;
    auto const email = tx.people.get(chat.visitor).email;
    if (!domain::is_mail_address(email) || !tx.mails.has_sender()) return;
    add_mail(tx, chat, email, policy.mail_language, zone_of(tx, queue));
}

bool begin_mail(Tx& tx, store::Mail const& mail) {
    // Somebody who has said nothing for twice as long as a try takes is gone.
    return tx.mails.begin_try(mail, tx.now() + 2 * seconds{tx.limits().mail_try_s});
}

std::optional<domain::MailText> mail_text(Tx& tx, store::Mail const& mail) {
    auto const chat = tx.chats.find(ChatId{mail.ref});
    bool const late = mail.created_at + seconds{tx.limits().mail_give_up_s} < tx.now();
    if (!chat || late) return std::nullopt;
    auto const organization = tx.people.organization(chat->organization);
    return words(mail.language, organization->name, whole_transcript(tx, *chat, mail));
}

std::optional<store::Mail> mail_tried(Tx& tx, MailId id, Tried what, std::string const& reason) {
    auto mail = tx.mails.find(id);
    if (!mail || mail->state != MailState::waiting) return std::nullopt;
    constexpr std::int64_t doublings_max = 8;
    auto const& limits = tx.limits();
    mail->reason = reason;
    switch (what) {
        case Tried::sent:
            end_mail(tx, *mail, MailState::sent);
            break;
        case Tried::refused:
            end_mail(tx, *mail, MailState::refused);
            break;
        case Tried::pointless:
            end_mail(tx, *mail, MailState::given_up);
            break;
        case Tried::stopped:
            mail->next_at = tx.now();
            tx.mails.save(*mail);
            break;
        case Tried::failed: {
            auto const doublings =
                std::min(std::max<std::int64_t>(mail->attempts, 1) - 1, doublings_max);
            auto const next = tx.now() + milliseconds{limits.mail_retry_ms << doublings};
            if (next > mail->created_at + seconds{limits.mail_give_up_s}) {
                end_mail(tx, *mail, MailState::given_up);
            } else {
                mail->next_at = next;
                tx.mails.save(*mail);
            }
            break;
        }
    }
    return mail;
}

void sweep_mails(Tx& tx) {
    // Who sends has had every chance, and more, to give it up itself.
    constexpr milliseconds and_longer = std::chrono::hours{1};
    constexpr std::int64_t at_once = 100;
    auto const before = tx.now() + -(seconds{tx.limits().mail_give_up_s} + and_longer);
    for (auto& mail : tx.mails.waiting_since(before, at_once)) {
        mail.reason = "no mail server";
        end_mail(tx, mail, MailState::given_up);
    }
    tx.mails.delete_old(tx.now() + -kept);
}

}  // namespace parley::service
