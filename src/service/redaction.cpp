#include "service/redaction.hpp"

#include "base/text.hpp"
#include "service/number_formats.hpp"
#include "service/policy.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace redaction = domain::redaction;
using redaction::Kind;
using redaction::Verdict;

namespace {

/// What is told to everybody in a chat is not larger than what an agent's socket takes.
constexpr std::size_t body_bytes_max = std::size_t{64} * 1024;
constexpr std::int64_t context_messages = 10;
// Of these an author's last fragments are looked for: enough for two minutes of quick chatter.
constexpr std::int64_t recalled_messages = 60;

void need_scanned(Verdict verdict, std::string const& path) {
    if (verdict == Verdict::unscannable) throw invalid(path, "cannot be looked through");
}

Refused personal_data(std::string path) {
    return Refused{Code::personal_data, "there is a number in it that must not be sent",
                   std::move(path)};
}

/// What is kept of finds: their kinds.
std::optional<std::string> kinds_of(std::vector<redaction::Find> const& found) {
    std::string kinds;
    for (auto const& find : found) {
        auto const kind = word(find.kind);
        if (kinds.find(kind) != std::string::npos) continue;
        if (!kinds.empty()) kinds += ' ';
        kinds += kind;
    }
    return kinds.empty() ? std::nullopt : std::optional{kinds};
}

/// What the last messages have said.
struct Before {
    redaction::Context context;
    redaction::Fragments fragments;
};

Before said_before(store::Tx& tx, ChatId chat, Speaker const& speaker) {
    auto const messages = tx.messages.before(chat, speaker.seq, recalled_messages);
    Before before;
    for (auto const& message : messages) {
        if (message.event) continue;
        if (message.seq >= speaker.seq - context_messages) {
            auto const noticed = redaction::notice(message.text.text());
            before.context.card_word |= noticed.card_word;
            before.context.card |= noticed.card;
        }
        bool const own = message.from_id == speaker.author &&
                         message.from_kind != store::AuthorKind::bot &&
                         message.from_kind != store::AuthorKind::system;
        if (own && tx.now() - message.at <= redaction::fragments_time) {
            before.fragments.recall(message.seq, message.text.text(), message.at);
        }
    }
    return before;
}

RedactionRules rules_of_queue(store::Tx& tx, store::Queue const& queue) {
    return redaction_rules(tx, queue.organization, policy_of(tx, queue));
}

Redacted unchanged(std::string const& text) { return redaction::redact(text, {}, {}).text; }

Heard hear_text(store::Tx& tx, ChatId chat, Speaker const& speaker, Said const& said,
                std::string const& path) {
    auto const& text = Listener::text_of(said);
    if (!redaction::may_hold_any(text) && !redaction::may_be_fragment(text)) {
        return {unchanged(text), {}, {}};
    }
    auto const rules = rules_of_queue(tx, tx.queues.get(tx.chats.get(chat).queue));
    if (rules.how == domain::Redaction::off) return {redaction::as_it_is(text), {}, {}};
    auto before = said_before(tx, chat, speaker);
    auto joined = before.fragments.add(speaker.seq, text, tx.now(), rules.rules, before.context);
    need_scanned(joined.current.verdict, path);
    bool const masked = joined.current.verdict == Verdict::masked;
    if (masked && joined.earlier.empty() && rules.how == domain::Redaction::drop) {
        throw personal_data(path);
    }
    return {std::move(joined.current.text), kinds_of(joined.current.found),
            std::move(joined.earlier)};
}

}  // namespace

std::int64_t Said::code_points() const {
    return static_cast<std::int64_t>(tree_ ? domain::text_points(*tree_)
                                           : parley::code_points(text_));
}

bool Said::looks(std::optional<std::string> const& stored_body) const {
    return tree_ ? stored_body == to_json(*tree_) : !stored_body;
}

domain::RichText SaidBody::masked() const {
    return domain::with_text(tree_, redaction::without_any(domain::plain_text(tree_)));
}

std::string Said::masked() const { return redaction::without_any(text_); }

void write_json(std::string& out, Said const& said) { parley::write_json(out, said.masked()); }
void write_json(std::string& out, SaidBody const& body) { out += to_json(body.masked()); }

RedactionRules redaction_rules(store::Tx& tx, OrganizationId organization,
                               domain::Policy const& policy) {
    RedactionRules rules{policy.redaction, {}};
    if (rules.how == domain::Redaction::off) return rules;
    rules.rules.mode = policy.redaction_mode;
    if (policy.redact_iban) rules.rules.kinds.add(Kind::iban);
    if (policy.redact_ssn) rules.rules.kinds.add(Kind::ssn);
    if (policy.redact_phone) rules.rules.kinds.add(Kind::phone);
    if (policy.redact_email) rules.rules.kinds.add(Kind::email);
    if (policy.redact_national_id) rules.rules.kinds.add(Kind::national_id);
    rules.rules.formats = number_formats(tx, organization);
    return rules;
}

Said clean_said(Said const& said, std::int64_t points_max, std::string const& path) {
    return message_text(Listener::text_of(said), points_max, path);
}

Said clean_body(SaidBody const& body, std::int64_t points_max, std::string const& path) {
    auto tree = domain::canonical(Listener::tree_of(body));
    if (domain::says_nothing(tree)) throw invalid(path, "must not be empty");
    need_length(static_cast<std::int64_t>(domain::text_points(tree)), points_max, path);
    if (to_json(tree).size() > body_bytes_max) throw invalid(path, "at most 64 KiB");
    return Listener::said(domain::plain_text(tree), std::move(tree));
}

std::optional<std::string> body_saying(std::optional<std::string> const& stored,
                                       std::string const& text) {
    if (!stored) return std::nullopt;
    return to_json(domain::with_text(domain::stored_rich_text(*stored), text));
}

Heard hear(store::Tx& tx, ChatId chat, Speaker const& speaker, Said const& said,
           std::string const& path) {
    auto heard = hear_text(tx, chat, speaker, said, path);
    if (auto const& tree = Listener::tree_of(said)) {
        heard.body = to_json(domain::with_text(*tree, heard.text.text()));
    }
    return heard;
}

std::optional<std::string> preview(store::Tx& tx, store::Chat const& chat, std::int64_t author,
                                   Said const& said) {
    auto const queue = tx.queues.get(chat.queue);
    auto const policy = policy_of(tx, queue);
    if (!policy.typing_preview) return std::nullopt;
    auto const text = shorten(clean_text(Listener::text_of(said)),
                              static_cast<std::size_t>(policy.customer_message_max));
    auto const rules = redaction_rules(tx, queue.organization, policy);
    if (rules.how == domain::Redaction::off) return text;
    auto const before = said_before(tx, chat.id, {author, chat.seq + 1});
    return redaction::redact_preview(text, rules.rules, before.context,
                                     before.fragments.has_digits(tx.now()))
        .take();
}

Redacted prepared(store::Tx& tx, store::Queue const& queue, std::string const& text) {
    auto const rules = rules_of_queue(tx, queue);
    if (rules.how == domain::Redaction::off) return redaction::as_it_is(text);
    return redaction::redact(text, rules.rules, {}).text;
}

Redacted own_words(std::string const& text) { return unchanged(text); }

RedactionRules const& Screen::rules() {
    if (rules_) return *rules_;
    auto const chat = chat_ ? tx_.chats.find(chat_) : std::nullopt;
    if (chat && chat->organization == organization_) {
        rules_ = rules_of_queue(tx_, tx_.queues.get(chat->queue));
    } else if (organization_) {
        rules_ = redaction_rules(tx_, organization_,
                                 resolve(tx_.settings.chain(organization_, {}, {}, {})));
    } else {
        rules_.emplace();
    }
    return *rules_;
}

void Screen::look(std::string& text, std::string const& path, Purpose purpose) {
    auto const& [how, all] = rules();
    if (how == domain::Redaction::off) return;
    auto wanted = all;
    if (purpose != Purpose::text) wanted.kinds.remove(Kind::email);
    if (purpose == Purpose::form) wanted.kinds.remove(Kind::phone);
    auto result = redaction::redact(text, wanted, {});
    need_scanned(result.verdict, path);
    if (result.verdict == Verdict::clean) return;
    text = std::move(result.text).take();
    if (how == domain::Redaction::drop && !dropped_) dropped_ = path;
}

void Screen::need_harmless(std::string const& text, std::string const& path) {
    if (redaction::redact(text, {}, {}).verdict != Verdict::clean) {
        throw invalid(path, "must not look like a card number");
    }
}

void Screen::finish() const {
    if (dropped_) throw personal_data(*dropped_);
}

}  // namespace parley::service
