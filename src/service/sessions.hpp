#pragma once
// Signing in and out, from the store's side. Checking a password is slow and happens outside of a
// transaction: see api/sign_in.hpp.

#include <optional>
#include <string>

#include "service/actor.hpp"
#include "service/views.hpp"
#include "store/tx.hpp"

namespace parley::service {

/// A token and what it stands for. Tokens of staff, customers and wallboards are told apart by
/// looking.
struct SignedIn {
    Actor actor;
    Instant expires_at;  // of a staff session; far away for customers
    bool stale = false;  // not used for a while: touch_session() is due
};

/// A member of staff with the rights and the reach of now, in no session.
Actor staff_actor(store::Tx& tx, store::User const& user);
/// The same, of what was told of it: another change of who somebody is.
void become(Actor& actor, UserView const& user);

/// Refuses unauthenticated.
SignedIn authenticate(store::Tx& tx, std::string const& token);

struct PasswordCheck {
    std::optional<UserId> user;  // nothing where the name is unknown
    std::string hash;            // to verify against in either case
};
PasswordCheck password_check(store::Tx& tx, std::string const& name);

struct NewSession {
    UserView user;
    std::string token;
};
/// Opens a session of a user whose password is right; ends the oldest where there are too many.
NewSession open_session(store::Tx& tx, UserId user);

void touch_session(store::Tx& tx, SessionId id);
/// A member of staff or a wallboard has opened a socket.
void came(store::Tx& tx, Actor const& actor);
/// Ends the session at its own wish. Refuses chats_open where the switches keep an agent from it.
void sign_out(store::Tx& tx, SessionId id, UserId user);
void end_session(store::Tx& tx, SessionId id);

/// What an actor has missed after `after`; `reset` where that cannot be told any more.
struct Missed {
    Cursor cursor;  // where the events below begin: `after`, or the newest where there is none
    bool reset = false;
    std::vector<store::Emitted> events;
};
Missed missed_events(store::Tx& tx, Actor const& actor, std::optional<Cursor> after);

/// An event as it was emitted, from its row and the message that it tells of, if it does.
store::Emitted recall(store::Event const& event, store::Message const* message);

}  // namespace parley::service
