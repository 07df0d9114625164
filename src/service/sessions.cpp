#include "service/sessions.hpp"

#include "base/secret.hpp"
#include "base/text.hpp"
#include "service/presence.hpp"
#include "service/supervision.hpp"
#include "service/tell.hpp"
#include "service/wallboards.hpp"

namespace parley::service {

namespace {

constexpr std::size_t sessions_per_user = 10;
constexpr milliseconds touch_every = std::chrono::minutes{5};

SignedIn staff(store::Tx& tx, store::Session const& session) {
    auto const user = tx.people.get(session.user);
    if (!user.active) throw Refused{Code::unauthenticated};
    auto actor = staff_actor(tx, user);
    actor.session = session.id;
    return {std::move(actor), session.expires_at, tx.now() - session.used_at > touch_every};
}

SignedIn customer(store::Visitor const& visitor) {
    Actor actor;
    actor.kind = Actor::Kind::customer;
    actor.organization = visitor.organization;
    actor.visitor = visitor.id;
    actor.name = visitor.name;
    return {std::move(actor), Instant{INT64_MAX}, false};
}

}  // namespace

Actor staff_actor(store::Tx& tx, store::User const& user) {
    Actor actor;
    actor.kind = Actor::Kind::staff;
    actor.organization = user.organization;
    actor.user = user.id;
    become(actor, user_view(tx, user));
    return actor;
}

void become(Actor& actor, UserView const& user) {
    actor.name = user.display_name;
    actor.roles = user.roles;
    actor.rights = domain::rights_in(user.rights);
    actor.reach = user.reach;
}

SignedIn authenticate(store::Tx& tx, std::string const& token) {
    auto const hash = hash_token(token);
    if (auto const session = tx.people.session(hash)) {
        auto const idle = milliseconds{seconds{tx.limits().session_idle_s}};
        if (session->expires_at > tx.now() && session->used_at + idle > tx.now()) {
            return staff(tx, *session);
        }
    } else if (auto const visitor = tx.people.visitor(hash)) {
        return customer(*visitor);
    } else if (auto const wallboard = tx.wallboards.find(hash)) {
        return {wallboard_actor(tx, *wallboard), Instant{INT64_MAX}, false};
    }
    throw Refused{Code::unauthenticated};
}

PasswordCheck password_check(store::Tx& tx, std::string const& name) {
    auto const user = tx.people.user(fold_case(clean_line(name)));
    if (!user || !user->active) return {std::nullopt, decoy_password_hash()};
    return {user->id, user->password_hash};
}

NewSession open_session(store::Tx& tx, UserId id) {
    auto const user = tx.people.get(id);
    if (!user.active) throw Refused{Code::bad_credentials};
    NewSession result{user_view(tx, user), make_token()};
    auto const open = tx.people.sessions_oldest_first(id);
    for (std::size_t i = 0; i + sessions_per_user <= open.size(); ++i) {
        end_session(tx, open[i]);
    }
    auto const now = tx.now();
    tx.people.add_session(
        {tx.make_id<SessionId>(), id, now, now, now + seconds{tx.limits().session_absolute_s}},
        hash_token(result.token));
    return result;
}

void touch_session(store::Tx& tx, SessionId id) { tx.people.touch_session(id, tx.now()); }

void came(store::Tx& tx, Actor const& actor) {
    if (actor.kind == Actor::Kind::staff) touch_session(tx, actor.session);
    if (actor.kind == Actor::Kind::wallboard) tx.wallboards.seen(actor.wallboard, tx.now());
}

void sign_out(store::Tx& tx, SessionId id, UserId user) {
    // Another sign-in of the same person goes on with the chats.
    bool const last = tx.people.sessions_oldest_first(user).size() <= 1;
    if (last) need_sign_out_allowed(tx, user);
    end_session(tx, id);
    if (last) stop_watching(tx, user);
    auto const agent = tx.agents.find(user);
    if (last && agent && agent->offered == 0 && !agent->facts().at_work()) signed_out(tx, user);
}

void end_session(store::Tx& tx, SessionId id) {
    tx.people.end_session(id);
    tx.session_ended(id);
}

Missed missed_events(store::Tx& tx, Actor const& actor, std::optional<Cursor> after) {
    auto const head = tx.events.head();
    if (!after || actor.kind == Actor::Kind::wallboard) return {head, false, {}};
    // A cursor from before what is kept, from a future that a restored backup does not know, or so
    // old that a snapshot costs less than all that happened since.
    bool const unknown = *after > head || after->value + 1 < tx.events.oldest().value ||
                         head.value - after->value > tx.limits().resume_scan_max;
    auto const most = tx.limits().resume_events_max;
    std::vector<store::Event> events;
    if (!unknown) {
        events = actor.kind == Actor::Kind::staff
                     ? tx.events.after(actor.user, *after, most + 1)
                     : tx.events.after(actor.visitor, *after, most + 1);
    }
    if (unknown || std::ssize(events) > most) return {head, true, {}};
    Missed missed{*after, false, {}};
    for (auto const& event : events) {
        auto const message =
            event.chat ? tx.messages.at(*event.chat, *event.seq) : std::optional<store::Message>{};
        missed.events.push_back(recall(event, message ? &*message : nullptr));
    }
    return missed;
}

store::Emitted recall(store::Event const& event, store::Message const* message) {
    auto data = message ? message_told(*message) : event.data.value_or("{}");
    return {store::Emitted::Kind::durable,
            event.cursor,
            event.at,
            event.type,
            event.visitor,
            event.user,
            std::move(data),
            {}};
}

}  // namespace parley::service
