#pragma once
// The declaration of every operation: name, who may call it, how it runs, and with that its
// parameters and result. The HTTP route, the socket method, OpenAPI, AsyncAPI and the TypeScript
// types all come from this table.

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "api/schema.hpp"
#include "service/actor.hpp"
#include "service/audit_subjects.hpp"
#include "store/tx.hpp"

namespace parley::api {

/// A call whose parameters have been read. May be run again.
class Prepared {
  public:
    virtual ~Prepared() = default;
    /// The result as JSON.
    virtual std::string run(store::Tx& tx, service::Actor const& actor) = 0;
    /// The chat it is about: calls about one chat keep their order. 0 where there is none.
    virtual ChatId chat() const = 0;
    /// See store::Job::only_chat().
    virtual ChatId only_chat() const = 0;
    /// The parameters as JSON; passwords are empty in it.
    virtual std::string parameters() const = 0;

    /// Whether make_hash() is due before the first run(): the call sets a password.
    virtual bool needs_hash() const = 0;
    /// Refuses who may not set one, and one that is too short: before any work is spent on it.
    virtual void check_hash(service::Actor const& actor) const = 0;
    /// Takes 0.1 s on purpose.
    virtual void make_hash() = 0;
};

enum class Who {
    anyone,
    signed_in,
    customer,
    staff,
    watcher,  // staff, and wallboards
};
enum class Kind {
    read,  // changes nothing stored; runs on a reader
    write,
    session,  // spoken to the connection itself: sign-in, sign-out, session.open
    socket,   // likewise, and only where the connection stays
};

struct Operation {
    std::string_view name;
    std::string_view summary;
    Who who;
    Kind kind;
    service::Subject const* subject;  // of a privileged act, which the audit log knows of; or null
    Shape params;
    Shape result;
    /// Reads the parameters; refuses `invalid`. Null for Kind::session and Kind::socket.
    std::function<std::unique_ptr<Prepared>(boost::json::value const&)> prepare;
};

std::span<Operation const> operations();
Operation const* find_operation(std::string_view name);

/// The events a client may get: type and shape of the data.
struct EventDeclaration {
    std::string_view type;
    std::string_view summary;
    bool passing;  // has no cursor and is not stored
    Shape data;
};
std::span<EventDeclaration const> event_declarations();

/// Refuses unauthenticated or forbidden where the actor is not of the kind that may call.
void check_caller(Operation const& operation, service::Actor const& actor);

// Parameters and results of the operations that are spoken to the connection.
struct Login {
    std::string name;
    std::string password;
    std::optional<std::string> code;
    std::optional<bool> token;
};
BOOST_DESCRIBE_STRUCT(Login, (), (name, password, code, token))
struct LoggedIn {
    service::UserView user;
    std::optional<std::string> token;
};
BOOST_DESCRIBE_STRUCT(LoggedIn, (), (user, token))
struct SessionOpen {
    std::optional<std::string> token;
    std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(SessionOpen, (), (token, after))
struct WallboardName {
    WallboardId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(WallboardName, (), (id, name))
struct SessionOpened {
    std::string session;
    Cursor cursor;
    Instant server_time;
    std::int64_t heartbeat_s;
    bool reset;
    std::optional<service::UserView> user;
    std::optional<service::VisitorView> visitor;
    std::optional<WallboardName> wallboard;
};
BOOST_DESCRIBE_STRUCT(SessionOpened, (),
                      (session, cursor, server_time, heartbeat_s, reset, user, visitor, wallboard))

}  // namespace parley::api
