#include "api/socket.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "api/call_job.hpp"
#include "api/problem.hpp"
#include "api/strict_json.hpp"
#include "service/operations.hpp"
#include "service/tell.hpp"

namespace parley::api {

namespace json = boost::json;

namespace {
constexpr std::size_t held_max = 64;
constexpr milliseconds typing_again{2000};  // fF06
constexpr milliseconds text_again{700};

std::optional<Cursor> cursor_of(std::optional<std::string> const& text) {
    if (!text) return std::nullopt;
    Cursor cursor;
    auto const [end, error] =
        std::from_chars(text->data(), text->data() + text->size(), cursor.value);
    if (error != std::errc{} || end != text->data() + text->size() || cursor.value < 0) {
        throw invalid("/after", "is not a cursor");
    }
    return cursor;
}

}  // namespace

Socket::Socket(Gateway& gateway, live::Lane& lane, Peer peer, live::Wire& wire)
    : gateway_(gateway),
      lane_(lane),
      peer_(std::move(peer)),
      wire_(wire),
      key_(lane.join(*this)),
      self_(std::make_shared<Socket*>(this)),
      since_(gateway.clock().now()) {}

void Socket::closed() {
    *self_ = nullptr;
    lane_.leave(key_);
    if (!actor_) return;
    gateway_.dashboards().unwatch(key_);
    sockets_of_its_kind().Decrement();
    gateway_.hub().left(subscriber(), key_);
}

Metrics::Gauge& Socket::sockets_of_its_kind() {
    auto& metrics = gateway_.metrics();
    bool const customer = actor_->kind == service::Actor::Kind::customer;
    return customer ? metrics.customer_sockets : metrics.staff_sockets;
}

void Socket::close(live::Close code, std::string_view reason) {
    if (state_ == State::closing) return;
    state_ = State::closing;
    wire_.close(code, reason);
}

void Socket::tick(Instant now) {
    if (state_ == State::fresh && now - since_ > seconds{gateway_.limits().hello_s}) {
        close(live::Close::hello_timeout, "hello_timeout");
    }
    if (now >= expires_at_) close(live::Close::signed_out, "session_expired");
}

std::size_t Socket::message_bytes_max() const {
    bool const staff =
        actor_ ? actor_->kind == service::Actor::Kind::staff : !peer_.cookie_token.empty();
    auto const& limits = gateway_.limits();
    return static_cast<std::size_t>(staff ? limits.agent_frame_max : limits.customer_frame_max);
}

void Socket::told(live::Told const& told) {
    if (state_ == State::opening) {
        early_.push_back(told);
    } else if (state_ == State::open && !was_sent(told)) {
        wire_.send(told.frame);
    }
}

/// An event that was read as missed may still be on its way from the writer.
bool Socket::was_sent(live::Told const& told) const {
    return told.cursor.value != 0 && told.cursor <= sent_up_to_;
}

void Socket::answered(live::Frame const& frame) {
    if (state_ != State::closing) wire_.send(frame);
}

void Socket::signed_out() { close(live::Close::signed_out, "signed_out"); }

/// From here on calls have the rights of now. A call that was read before has those of then.
void Socket::changed(live::Frame const& what) {
    become(read_params<service::UserChanged>(parse_json(*what, gateway_.limits())).user);
}

void Socket::become(service::UserView const& user) {
    auto actor = *actor_;
    service::become(actor, user);
    actor_ = std::make_shared<service::Actor const>(std::move(actor));
    gateway_.dashboards().changed(key_, actor_);
}

void Socket::replaced() { close(live::Close::replaced, "replaced"); }
void Socket::dismissed() {
    // Spread out, so that the nodes they go to are not asked by all at once.
    constexpr std::uint64_t retry_ms_max = 2000;
    auto const retry_ms = std::hash<ChatId>{}({static_cast<std::int64_t>(key_.number)});
    close(live::Close::draining, "draining;retry_ms=" + std::to_string(retry_ms % retry_ms_max));
}

void Socket::received(std::string_view text) {
    if (state_ == State::closing) return;
    if (state_ != State::opening) return handle(text);
    if (held_.size() >= held_max) return close(live::Close::malformed, "too_much_before_open");
    held_.emplace_back(text);
}

void Socket::handle(std::string_view text) {
    alignas(std::max_align_t) std::array<unsigned char, 8192> memory;
    json::monotonic_resource resource{memory.data(), memory.size()};
    json::value value;
    try {
        value = parse_json(text, gateway_.limits(), &resource);
    } catch (Refused const& refused) {
        return bad_frame(refused, rpc_parse_error);
    }
    auto const* batch = value.if_array();
    if (!batch) return handle_call(value);
    if (batch->empty() || std::ssize(*batch) > gateway_.limits().calls_in_batch_max) {
        return bad_frame(invalid("", "a batch has 1 to 64 calls"), rpc_invalid_request);
    }
    for (auto const& call : *batch) {
        // session.open may be the first of a batch; what follows it waits like any other message.
        if (state_ == State::opening) {
            received(json::serialize(call));
        } else if (state_ != State::closing) {
            handle_call(call);
        }
    }
}

void Socket::bad_frame(Refused const& refused, int number) {
    auto const& limits = gateway_.limits();
    if (bad_frames_.take({limits.bad_frames, std::chrono::minutes{1}}, gateway_.clock().now()) >
        0) {
        return close(live::Close::malformed, "too_many_bad_frames");
    }
    wire_.send(live::make_frame(rpc_error("null", number, refused)));
}

void Socket::answer_error(std::string const& id, Refused const& refused) {
    if (!id.empty()) wire_.send(live::make_frame(rpc_error(id, refused)));
}

void Socket::handle_call(json::value const& value) {
    auto const* call = value.if_object();
    std::string id;
    json::string const* method = nullptr;
    try {
        if (!call) throw invalid("", "a call is an object");
        id = rpc_id(*call);
        auto const* version = call->if_contains("jsonrpc");
        if (!version || *version != "2.0") throw invalid("/jsonrpc", "must be \"2.0\"");
        auto const* name = call->if_contains("method");
        method = name ? name->if_string() : nullptr;
        if (!method) throw invalid("/method", "must be a string");
        for (auto const& member : *call) {
            auto const key = member.key();
            if (key != "jsonrpc" && key != "id" && key != "method" && key != "params") {
                throw invalid("/" + std::string{key}, "is not known here");
            }
        }
    } catch (Refused const& refused) {
        return bad_frame(refused, rpc_invalid_request);
    }
    auto const* operation = find_operation({method->data(), method->size()});
    if (!operation) {
        Refused const refused{Code::not_found, "there is no such operation"};
        if (!id.empty()) wire_.send(live::make_frame(rpc_error(id, rpc_method_not_found, refused)));
        if (state_ == State::fresh) close(live::Close::malformed, "open_first");
        return;
    }
    static json::value const nothing = json::object{};
    auto const* params = call->if_contains("params");
    try {
        dispatch(*operation, params ? *params : nothing, id);
    } catch (Refused const& refused) {
        gateway_.counts().count(*operation, &refused);
        if (actor_) gateway_.note_refusal(*operation, *actor_, nullptr, refused);
        answer_error(id, refused);
        if (state_ == State::fresh) close(live::Close::malformed, "open_first");
        if (refused.code == Code::too_many) count_flood(refused);
    }
}

/// A client that goes on although it is told to wait is cut off (fF05).
void Socket::count_flood(Refused const& refused) {
    Rate const rate{gateway_.limits().refused_calls, std::chrono::minutes{1}};
    if (floods_.take(rate, gateway_.clock().now()) > 0) {
        close(live::Close::rate_limited,
              "rate_limited;retry_ms=" + std::to_string(refused.retry_ms));
    }
}

void Socket::dispatch(Operation const& operation, json::value const& params,
                      std::string const& id) {
    bool const is_open = operation.name == "session.open";
    if (state_ == State::fresh && !is_open) {
        throw Refused{Code::unauthenticated, "the first call must be session.open"};
    }
    if (state_ == State::open && is_open) {
        close(live::Close::malformed, "opened_twice");
        return;
    }
    if (operation.kind == Kind::session) return handle_session_call(operation, params, id);

    check_caller(operation, *actor_);
    auto const& limits = gateway_.limits();
    bool const staff = is_staff();
    auto const now = gateway_.clock().now();
    if (operation.name != "session.sync") {
        Rate const rate{staff ? limits.agent_calls : limits.customer_calls,
                        std::chrono::minutes{1}};
        if (int const wait_ms = calls_.take(rate, now)) throw too_many(wait_ms, "too many calls");
    }
    if (operation.kind == Kind::socket) return handle_socket_call(operation, params, id);
    auto prepared = operation.prepare(params);
    gateway_.limit_call(operation, *actor_, peer_.address);
    if (operation.name == "chat.typing" && !typing_is_news(params)) {
        gateway_.counts().count(operation, nullptr);
        if (!id.empty()) wire_.send(live::make_frame(rpc_result(id, "{}")));
        return;
    }
    submit_call(gateway_, key_, id, actor_, operation, std::move(prepared));
}

bool Socket::typing_is_news(json::value const& params) {
    auto const& object = params.as_object();
    std::string chat{object.at("chat").as_string()};
    auto const text = chat + " text";
    if (!object.at("typing").as_bool()) {
        typing_known_.erase(chat);
        typing_known_.erase(text);
        return true;
    }
    auto const now = gateway_.clock().now();
    std::erase_if(typing_known_, [&](auto const& each) { return each.second <= now; });
    // What is typed is told more often than that somebody types.
    bool const shows = object.contains("text");
    return typing_known_.emplace(shows ? text : chat, now + (shows ? text_again : typing_again))
        .second;
}

void Socket::handle_session_call(Operation const& operation, json::value const& params,
                                 std::string const& id) {
    if (operation.name == "session.open") {
        return open(read_params<SessionOpen>(params), id);
    }
    check_caller(operation, *actor_);
    auto const answer = [this, self = self_, id, &operation](Refused const* refused,
                                                             std::string const& result) {
        gateway_.counts().count(operation, refused);
        if (!*self || state_ == State::closing || id.empty()) return;
        wire_.send(live::make_frame(refused ? rpc_error(id, *refused) : rpc_result(id, result)));
    };
    if (operation.name == "auth.logout") {
        read_params<service::Nothing>(params);
        gateway_.logout(*actor_, key_.lane,
                        [answer](Refused const* refused) { answer(refused, "{}"); });
    } else {
        gateway_.login(read_params<Login>(params), peer_.address, key_.lane,
                       [answer](Refused const* refused, Gateway::LoginDone done) {
                           LoggedIn result{std::move(done.session.user), {}};
                           if (done.token_wanted) result.token = std::move(done.session.token);
                           answer(refused, refused ? std::string{} : to_json(result));
                       });
    }
}

template <class Result>
void Socket::read_then(std::move_only_function<Result(store::Tx&)> read,
                       std::move_only_function<void(Refused const*, Result)> then) {
    struct State {
        std::move_only_function<Result(store::Tx&)> read;
        std::move_only_function<void(Refused const*, Result)> then;
        Result result{};
    };
    auto state = std::make_shared<State>(State{std::move(read), std::move(then), {}});
    gateway_.submit(
        Kind::read, [state](store::Tx& tx) { state->result = state->read(tx); },
        // On the store's thread: the socket may be gone by then, the hub is not.
        [&hub = gateway_.hub(), self = self_, lane = key_.lane, state](Refused const* refused) {
            hub.run_on(lane, [self, state, why = refused ? std::optional{*refused} : std::nullopt] {
                if (*self) state->then(why ? &*why : nullptr, std::move(state->result));
            });
            if (refused) hub.flush();
        });
}

live::Subscriber Socket::subscriber() const {
    live::Subscriber who;
    who.session = actor_->session;
    if (is_staff()) who.user = actor_->user;
    if (actor_->kind == service::Actor::Kind::customer) who.visitor = actor_->visitor;
    return who;
}

void Socket::open(SessionOpen const& params, std::string const& id) {
    if (!gateway_.membership().serves()) return dismissed();
    auto const after = cursor_of(params.after);
    auto const token = params.token.value_or(peer_.cookie_token);
    state_ = State::opening;
    read_then<service::SignedIn>(
        [token](store::Tx& tx) { return service::authenticate(tx, token); },
        [this, after, id](Refused const* refused, service::SignedIn signed_in) {
            gateway_.counts().count(*find_operation("session.open"), refused);
            if (!refused) return authenticated(std::move(signed_in), after, id);
            answer_error(id, *refused);
            if (refused->code == Code::unauthenticated) {
                close(live::Close::bad_credentials, "bad_credentials");
            } else {
                close(live::Close::internal, "try_again");
            }
        });
}

void Socket::authenticated(service::SignedIn signed_in, std::optional<Cursor> after,
                           std::string const& id) {
    if (state_ == State::closing) return;
    signed_in.actor.address = peer_.address;
    actor_ = std::make_shared<service::Actor const>(std::move(signed_in.actor));
    expires_at_ = signed_in.expires_at;
    sockets_of_its_kind().Increment();
    bool const staff = is_staff();
    auto const& limits = gateway_.limits();
    lane_.subscribe(key_, subscriber());
    gateway_.hub().entered(subscriber(), key_,
                           staff ? limits.sockets_per_user : limits.sockets_per_visitor);
    if (actor_->kind != service::Actor::Kind::customer) {
        gateway_.submit(
            Kind::write, [actor = actor_](store::Tx& tx) { service::came(tx, *actor); },
            [](Refused const*) {});
    }
    struct Read {
        service::Missed missed;
        std::optional<service::UserView> user;
    };
    // From here on live events are kept aside, so a read that starts now misses none.
    read_then<Read>(
        [actor = actor_, after, staff](store::Tx& tx) {
            tx.confine(actor->organization);
            Read read{service::missed_events(tx, *actor, after), {}};
            auto const id = actor->user;
            if (staff) read.user = service::user_view(tx, tx.people.get(id));
            return read;
        },
        [this, id](Refused const* refused, Read read) {
            if (refused) return close(live::Close::internal, "try_again");
            opened(std::move(read.missed), std::move(read.user), id);
        });
}

void Socket::opened(service::Missed missed, std::optional<service::UserView> user,
                    std::string const& id) {
    if (state_ == State::closing) return;
    if (user) become(*user);  // a change may have come since the sign-in was looked up
    bool const customer = actor_->kind == service::Actor::Kind::customer;
    SessionOpened result{customer ? to_text(actor_->visitor) : to_text(actor_->session),
                         missed.cursor,
                         gateway_.clock().now(),
                         gateway_.limits().ping_s,
                         missed.reset,
                         std::move(user),
                         {},
                         {}};
    if (customer) result.visitor = {actor_->visitor, actor_->name};
    if (actor_->wallboard) result.wallboard = {actor_->wallboard, actor_->name};
    if (!id.empty()) wire_.send_unbounded(live::make_frame(rpc_result(id, to_json(result))));
    sent_up_to_ = missed.cursor;
    for (auto& event : missed.events) {
        sent_up_to_ = event.cursor;
        wire_.send_unbounded(api::told(std::move(event)).frame);
    }
    state_ = State::open;
    for (auto const& event : std::exchange(early_, {})) {
        if (!was_sent(event)) wire_.send_unbounded(event.frame);
    }
    for (auto const& text : std::exchange(held_, {})) {
        if (state_ != State::closing) handle(text);
    }
}

}  // namespace parley::api
