#include "service/views.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"
#include "service/bot_chats.hpp"
#include "service/customer_link.hpp"
#include "service/hand_over_cards.hpp"
#include "service/mails.hpp"
#include "service/policy.hpp"
#include "service/routing.hpp"
#include "service/sharing.hpp"
#include "service/supervision.hpp"
#include "service/word.hpp"

namespace parley::service {

namespace {

/// The form's fields; the page on which the customer opened the chat is one of them by convention
/// and shown apart.
struct FormView {
    Fields fields;
    std::optional<std::string> page;
};

FormView form_of(std::string const& stored) {
    FormView form;
    for (auto const& [key, value] : boost::json::parse(stored).as_object()) {
        form.fields[key] = value.as_string();
    }
    if (auto const page = form.fields.extract("page"); !page.empty()) form.page = page.mapped();
    return form;
}

std::optional<PersonView> ended_by(store::Tx& tx, store::Chat const& chat,
                                   store::Visitor const& visitor) {
    if (!chat.ended_by) return std::nullopt;
    switch (*from_word<store::AuthorKind>(*chat.ended_by)) {
        case store::AuthorKind::agent:
            return person(tx, *chat.agent);
        case store::AuthorKind::customer:
            return PersonView{store::AuthorKind::customer, to_text(visitor.id), visitor.name};
        case store::AuthorKind::system:
            return PersonView{store::AuthorKind::system, {}, {}};
        case store::AuthorKind::bot:
            break;  // it hands over, and ends nothing
    }
    return std::nullopt;
}

std::optional<AskedView> asked_of(store::Tx& tx, store::Chat const& chat) {
    auto const offer = chat.asked ? tx.offers.find(*chat.asked) : std::nullopt;
    if (!offer) return std::nullopt;
    AskedView view{offer->id, offer->kind, person(tx, offer->agent), offer->offered_at, {}};
    if (!is_without_end(*offer)) view.expires_at = offer->expires_at;
    return view;
}

/// Nothing where it was removed while it answered.
std::optional<ChatBotView> bot_of(store::Tx& tx, ChatId chat) {
    auto const id = tx.bots.talk(chat).bot;
    auto const bot = id ? tx.bots.find(*id) : std::nullopt;
    if (!bot) return std::nullopt;
    ChatBotView view{bot->id, bot->name, {}};
    for (auto& answer : read_bot(*bot).answers) view.suggestions.push_back(std::move(answer.title));
    return view;
}

std::optional<HelpView> help_in(store::Tx& tx, store::Chat const& chat) {
    auto const call = chat.help_wanted_at ? tx.help.of(chat.id) : std::nullopt;
    if (!call) return std::nullopt;
    HelpView view{person(tx, call->by), call->at, unless_empty(call->text), {}};
    if (call->helper) view.helper = person(tx, *call->helper);
    return view;
}

/// Nothing where nobody watches, or the agents do not learn of it.
std::optional<std::vector<PersonView>> watched_by(store::Tx& tx, store::Chat const& chat) {
    auto const watchers = watchers_of(tx, chat);
    if (watchers.empty() || !chat.agent) return std::nullopt;
    if (!is_watching_shown(tx, chat)) return std::nullopt;
    std::vector<PersonView> shown;
    for (auto const watcher : watchers) shown.push_back(person(tx, watcher));
    return shown;
}

std::optional<RatingView> rating_of(store::Tx& tx, ChatId chat) {
    auto const rating = tx.ratings.of(chat);
    if (!rating) return {};
    return RatingView{rating->score, unless_empty(rating->comment), rating->rated_at};
}

}  // namespace

std::optional<std::string> unless_empty(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

MessageView message_view(store::Message const& it) {
    std::string from_id;
    if (it.from_kind == store::AuthorKind::agent) from_id = to_text(UserId{it.from_id});
    if (it.from_kind == store::AuthorKind::bot) from_id = to_text(BotId{it.from_id});
    if (it.from_kind == store::AuthorKind::customer) from_id = to_text(VisitorId{it.from_id});
    auto const event = it.event ? std::optional{RawJson{*it.event}} : std::nullopt;
    bool const written = !it.event && it.from_kind != store::AuthorKind::bot;
    auto const client_id = written ? std::optional{it.client_id} : std::nullopt;
    std::optional<std::vector<std::string>> redacted;
    if (it.redacted) redacted = words_in(*it.redacted);
    auto const body = it.body ? std::optional{BodyJson{*it.body}} : std::nullopt;
    return {it.id,
            it.chat,
            it.seq,
            it.at,
            {it.from_kind, from_id, it.from_name},
            it.text,
            event,
            client_id,
            redacted,
            body,
            it.files ? std::optional{FilesJson{*it.files}} : std::nullopt};
}

ReadView delivered_of(store::Chat const& chat) {
    return {std::max(chat.read_customer, chat.delivered_customer),
            std::max(chat.read_agent, chat.delivered_agent)};
}

ChatView chat_view(store::Tx& tx, store::Chat const& chat, Side side) {
    auto const visitor = tx.people.get(chat.visitor);
    ChatView view{};
    view.id = chat.id;
    view.state = chat.state;
    view.queue = chat.queue;
    view.queue_name = tx.queues.get(chat.queue).name;
    view.seq = chat.seq;
    if (domain::is_waiting(chat.state)) {
        view.position = tx.chats.ahead_of(chat) + 1;
        view.agents_available = agents_available(tx, tx.queues.get(chat.queue));
        auto const wait = expected_wait(tx, chat.queue, *view.position);
        view.wait_s = wait.likely_s;
        view.wait_least_s = wait.least_s;
        view.wait_most_s = wait.most_s;
    }
    view.started_at = chat.started_at;
    view.accepted_at = chat.accepted_at;
    view.ended_at = chat.ended_at;
    view.end_reason = chat.end_reason;
    view.ended_by = ended_by(tx, chat, visitor);
    if (chat.agent) view.agent = person(tx, *chat.agent);
    view.customer = {visitor.id, visitor.name, unless_empty(visitor.email)};
    view.read = {chat.read_customer, chat.read_agent};
    view.delivered = delivered_of(chat);
    for (auto const& guest : guests_of(tx, chat)) {
        if (!view.guests) view.guests.emplace();
        view.guests->push_back({person(tx, guest.agent), guest.joined_at});
    }
    auto const policy = policy_of(tx, tx.queues.get(chat.queue));
    view.message_max = side == Side::staff ? policy.agent_message_max : policy.customer_message_max;
    if (policy.typing_preview) view.typing_preview = true;
    if (policy.redaction_objection) view.redaction_objection = true;
    if (domain::is_over(chat.state)) view.rating = rating_of(tx, chat.id);
    if (may_be_mailed(tx, chat, policy)) view.transcript_mail = true;
    if (chat.seq > 0) view.last_message = message_view(*tx.messages.at(chat.id, chat.seq));
    if (is_sharing_open(chat, policy)) view.sharing_open = true;
    view.sharing = sharing_of(tx, chat);
    if (!domain::is_over(chat.state)) view.files = files_allowed(policy, side == Side::customer);
    if (side == Side::staff) {
        auto form = form_of(chat.fields);
        view.fields = std::move(form.fields);
        view.page = std::move(form.page);
        if (policy.rich_text) view.rich_text = true;
        view.unanswered_since = chat.unanswered_since;
        view.asked = asked_of(tx, chat);
        view.handed_on = handed_on(tx, chat);
        view.customer_absent_since = absent_since(tx, chat);
        view.watched_by = watched_by(tx, chat);
        view.help = help_in(tx, chat);
        if (chat.state == domain::ChatState::active && chat.one_speaker) {
            view.word = chat.word;
            view.speaker = person(tx, *speaker_of(chat));
        }
        view.unread = tx.messages.count_from(chat.id, store::AuthorKind::customer, chat.read_agent);
    } else {
        view.unread = tx.messages.count_from(chat.id, store::AuthorKind::agent, chat.read_customer);
        if (policy.rating && chat.accepted_at && !view.rating) view.rating_asked = true;
        if (chat.state == domain::ChatState::bot) view.bot = bot_of(tx, chat.id);
    }
    return view;
}

ChatView chat_view(store::Tx& tx, store::Chat const& chat, store::Guest const& guest) {
    auto view = chat_view(tx, chat, Side::staff);
    view.read.agent = guest.read_seq;
    view.delivered.agent = std::max(view.delivered.agent, guest.read_seq);
    // What was said to them with it is what they go by.
    if (auto const came = tx.offers.invitation(chat.id, guest.agent)) {
        view.handed_on = handed_on(tx, *came, tx.queues.get(came->queue));
    }
    view.unread = tx.messages.count_from(chat.id, store::AuthorKind::customer, guest.read_seq);
    return view;
}

ChatView chat_view(store::Tx& tx, store::Chat const& chat, Actor const& actor) {
    if (actor.kind != Actor::Kind::staff) return chat_view(tx, chat, Side::customer);
    auto const guest = chat.guests > 0 ? tx.guests.find(chat.id, actor.user) : std::nullopt;
    return guest ? chat_view(tx, chat, *guest) : chat_view(tx, chat, Side::staff);
}

std::vector<store::Guest> guests_of(store::Tx& tx, store::Chat const& chat) {
    return chat.guests > 0 ? tx.guests.of(chat.id) : std::vector<store::Guest>{};
}

bool is_guest(store::Tx& tx, store::Chat const& chat, UserId agent) {
    return chat.guests > 0 && tx.guests.find(chat.id, agent);
}

std::vector<UserId> watchers_of(store::Tx& tx, store::Chat const& chat) {
    return chat.supervised > 0 ? tx.supervisions.watchers(chat.id) : std::vector<UserId>{};
}

OfferView offer_view(store::Tx& tx, store::Offer const& offer) {
    return offer_view(tx, offer, tx.queues.get(offer.queue));
}

OfferView offer_view(store::Tx& tx, store::Offer const& offer, store::Queue const& queue) {
    constexpr std::size_t first_words = 140;
    auto const chat = tx.chats.get(offer.chat);
    auto const visitor = tx.people.get(chat.visitor);
    auto const policy = policy_of(tx, queue, offer.agent);
    OfferView view{};
    view.id = offer.id;
    view.kind = offer.kind;
    view.chat = offer.chat;
    view.queue = offer.queue;
    view.agent = offer.agent;
    view.offered_at = offer.offered_at;
    if (!is_without_end(offer)) view.expires_at = offer.expires_at;
    view.waiting_since = chat.queued_at;
    view.customer.name = visitor.name;
    if (policy.offer_shows_email) view.customer.email = unless_empty(visitor.email);
    if (policy.offer_shows_queue) view.queue_name = queue.name;
    if (policy.offer_shows_text) {
        auto const first = tx.messages.first_of_customer(chat.id);
        if (first) view.text = shorten(first->text.text(), first_words);
    }
    view.timer = policy.offer_timer;
    view.may_decline = policy.reject;
    view.decline_shown = policy.reject_shown;
    view.reason_required = policy.reject_reason_required;
    view.handed_on = handed_on(tx, chat);
    if (offer.kind != store::OfferKind::queue) {
        view.handed_on = handed_on(tx, offer, queue);
        view.may_decline = true;
        view.reason_required = false;
    }
    return view;
}

PresenceView presence_view(store::Agent const& agent) {
    auto const facts = agent.facts();
    std::optional<PendingView> pending;
    if (agent.pending_status) {
        pending = PendingView{*agent.pending_status, unless_empty(agent.pending_reason)};
    }
    return {agent.status, domain::label(facts), unless_empty(agent.reason),
            pending,      agent.status_since,   facts.load(),
            facts.used(), agent.capacity,       agent.stop_new};
}

PersonView person(store::Tx& tx, UserId agent) {
    return {store::AuthorKind::agent, to_text(agent), tx.people.get(agent).display_name};
}

PersonView person(Actor const& actor) {
    if (actor.kind == Actor::Kind::staff) {
        return {store::AuthorKind::agent, to_text(actor.user), actor.name};
    }
    return {store::AuthorKind::customer, to_text(actor.visitor), actor.name};
}

UserView user_view(store::Tx& tx, store::User const& user) {
    auto const roles = tx.roles.of(user.id);
    auto const rights = rights_of(roles);
    UserView view{user.id, user.name, user.display_name, keys_of(roles), {}, listed(rights), {}};
    for (auto const& role : roles) {
        if (!role.label.empty()) view.labels[role.key] = role.label;
    }
    if (!domain::may_be_limited(rights)) return view;  // so it costs nothing for agents
    if (auto reach = tx.roles.reach(user.id); !reach.empty()) view.reach = std::move(reach);
    return view;
}

Wait expected_wait(std::optional<domain::WaitEstimate> const& estimate) {
    if (!estimate) return {};
    return {estimate->likely.count(), estimate->least.count(), estimate->most.count()};
}

std::vector<Instant> recent_pace(store::Tx& tx, QueueId queue) {
    constexpr std::int64_t recent_chats = 20;
    return tx.chats.recently_accepted(queue, tx.now() + -std::chrono::hours{1}, recent_chats);
}

Wait expected_wait(store::Tx& tx, QueueId queue, std::int64_t position) {
    return expected_wait(domain::estimate_wait(recent_pace(tx, queue), position, tx.now()));
}

std::optional<std::int64_t> wait_hit_rate(store::Tx& tx, QueueId queue) {
    constexpr std::int64_t last = 200;
    constexpr std::int64_t enough = 20;
    auto const [told, right] = tx.chats.waits_told(queue, last);
    return told < enough ? std::nullopt : std::optional{100 * right / told};
}

}  // namespace parley::service
