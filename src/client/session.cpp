#include "client/session.hpp"

#include <charconv>
#include <random>

#include <boost/json.hpp>

namespace parley::client {

namespace json = boost::json;

namespace {

constexpr std::int64_t open_id = 0;  // of session.open; calls count from 1
constexpr std::uint16_t stops_from = 4500;
constexpr std::chrono::seconds healthy_after{60};

struct Call {
    std::string frame;
    Done done;
    bool sent = false;     // on the present connection
    bool delayed = false;  // waits for the time that the server named
};

/// "draining;retry_ms=1234" -> 1234 ms
std::optional<milliseconds> retry_in(std::string_view reason) {
    constexpr std::string_view mark = "retry_ms=";
    auto const at = reason.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    int value = 0;
    auto const digits = reason.substr(at + mark.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return milliseconds{value};
}

}  // namespace

struct Session::Impl : std::enable_shared_from_this<Impl> {
    Impl(Loop& its_loop, SessionOptions its_options, std::string its_token,
         SessionHandlers its_handlers)
        : loop(its_loop),
          options(std::move(its_options)),
          token(std::move(its_token)),
          handlers(std::move(its_handlers)),
          backoff(options.backoff, std::random_device{}()),
          reconnect(loop) {}

    void connect();
    void hello();
    void received(std::string_view frame);
    void take(json::object const& message);
    void opened(json::object const& message);
    void answered(std::int64_t id, json::object const& message);
    void send_waiting();
    void send_later(std::int64_t id, milliseconds pause);
    void ended(Ended const& why);
    void give_up(std::string why);

    Loop& loop;
    SessionOptions options;
    std::string token;
    SessionHandlers handlers;
    Backoff backoff;
    Timer reconnect;
    std::shared_ptr<Socket> socket;
    std::function<bool(std::string_view)> tap;

    bool live = false;
    bool over = false;
    bool was_open = false;
    std::string cursor;
    SteadyTime opened_at;
    std::map<std::int64_t, Call> calls;
    std::int64_t last_id = open_id;
    int breaks = 0;
    int waits = 0;
    std::string trouble;
};

Session::Session(Loop& loop, SessionOptions options, std::string token, SessionHandlers handlers)
    : impl_(std::make_shared<Impl>(loop, std::move(options), std::move(token),
                                   std::move(handlers))) {}

Session::~Session() {
    impl_->over = true;
    impl_->reconnect.cancel();
    if (impl_->socket) impl_->socket->drop();
    impl_->calls.clear();
}

void Session::start() { impl_->connect(); }
bool Session::live() const { return impl_->live; }
int Session::breaks() const { return impl_->breaks; }
int Session::waits() const { return impl_->waits; }
std::string const& Session::trouble() const { return impl_->trouble; }
void Session::tap(std::function<bool(std::string_view)> tap) { impl_->tap = std::move(tap); }
void Session::send_raw(std::string_view frame) { impl_->socket->send(frame); }

void Session::break_connection() {
    if (!impl_->socket) return;
    impl_->socket->drop();
    impl_->ended({0, "cut by the client"});
}

void Session::call(std::string_view operation, json::object const& params, Done done) {
    auto const id = ++impl_->last_id;
    std::string frame = R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + R"(,"method":")";
    frame.append(operation).append(R"(","params":)").append(json::serialize(params)).append("}");
    auto& call = impl_->calls[id] = {std::move(frame), std::move(done)};
    if (!impl_->live) return;
    impl_->socket->send(call.frame);
    call.sent = true;
}

void Session::Impl::connect() {
    socket = Socket::open(
        loop, options.server, options.socket,
        {.opened = [self = shared_from_this()] { self->hello(); },
         .received = [self = shared_from_this()](auto frame) { self->received(frame); },
         .ended = [self = shared_from_this()](Ended const& why) { self->ended(why); }});
}

void Session::Impl::hello() {
    json::object params{{"token", token}};
    if (!cursor.empty()) params["after"] = cursor;
    json::object const call{
        {"jsonrpc", "2.0"}, {"id", open_id}, {"method", "session.open"}, {"params", params}};
    socket->send(json::serialize(call));
}

void Session::Impl::received(std::string_view frame) {
    if (over || (tap && tap(frame))) return;
    auto const self = shared_from_this();
    std::array<unsigned char, 4096> room;
    json::monotonic_resource memory{room.data(), room.size()};
    json::error_code error;
    auto const value = json::parse(frame, error, &memory);
    if (error) throw BadAnswer("the server sent a frame that is no JSON: " + error.message());
    if (auto const* batch = value.if_array()) {
        for (auto const& message : *batch) {
            if (!message.is_object()) throw BadAnswer("the server sent a batch of no calls");
            take(message.get_object());
        }
    } else if (auto const* message = value.if_object()) {
        take(*message);
    } else {
        throw BadAnswer("the server sent a frame that is no call");
    }
}

void Session::Impl::take(json::object const& message) {
    if (over) return;
    if (message.if_contains("method") != nullptr) {
        auto const& params = object_at(message, "params");
        if (auto const at = text_or_empty(params, "cursor"); !at.empty()) cursor = at;
        handlers.event({text_at(params, "type"), object_at(params, "data")});
        return;
    }
    auto const* id = message.if_contains("id");
    if (id == nullptr || !id->is_int64()) {
        throw BadAnswer("the server refused a frame of this client: " + json::serialize(message));
    }
    if (id->get_int64() == open_id) {
        opened(message);
    } else if (id->get_int64() < raw_ids_from) {
        answered(id->get_int64(), message);
    }
}

void Session::Impl::opened(json::object const& message) {
    if (message.if_contains("error") != nullptr) {
        auto const problem = problem_from(object_at(object_at(message, "error"), "data"));
        if (!asks_to_wait(problem)) return give_up("sign-in was refused: " + to_words(problem));
        socket->drop();
        return ended({0, "retry_ms=" + std::to_string(std::max(problem.retry_ms, 100))});
    }
    auto const& result = object_at(message, "result");
    bool const first = !was_open;
    bool const reset = flag_at(result, "reset");
    // With events to come this answer's cursor may lie behind them; only theirs are safe then.
    if (cursor.empty() || reset) cursor = text_at(result, "cursor");
    live = true;
    was_open = true;
    trouble.clear();
    opened_at = steady_now();
    send_waiting();
    handlers.opened({first, reset && !first});
}

void Session::Impl::send_waiting() {
    for (auto& [id, call] : calls) {
        if (call.sent || call.delayed) continue;
        socket->send(call.frame);
        call.sent = true;
    }
}

void Session::Impl::answered(std::int64_t id, json::object const& message) {
    auto const found = calls.find(id);
    if (found == calls.end()) throw BadAnswer("the server answered a call that was not made");
    Answer answer;
    if (auto const* result = message.if_contains("result"); result != nullptr) {
        answer.result = &object_at(message, "result");
    } else {
        answer.problem = problem_from(object_at(object_at(message, "error"), "data"));
        if (asks_to_wait(answer.problem) && answer.problem.retry_ms <= options.retry_ms_max) {
            constexpr int pause_ms = 500;
            ++waits;
            auto const pause = answer.problem.retry_ms > 0 ? answer.problem.retry_ms : pause_ms;
            return send_later(id, milliseconds{pause});
        }
    }
    auto done = std::move(found->second.done);
    calls.erase(found);
    done(answer);
}

void Session::Impl::send_later(std::int64_t id, milliseconds pause) {
    calls.at(id).sent = false;
    calls.at(id).delayed = true;
    auto const timer = std::make_shared<Timer>(loop);
    timer->start(pause, [weak = weak_from_this(), timer, id] {
        auto const self = weak.lock();
        if (!self || self->over) return;
        auto& call = self->calls.at(id);
        call.delayed = false;
        if (!self->live) return;
        self->socket->send(call.frame);
        call.sent = true;
    });
}

void Session::Impl::ended(Ended const& why) {
    if (over) return;
    if (why.code >= stops_from) {
        return give_up("the server closed the connection for good: " + std::to_string(why.code) +
                       " " + why.reason);
    }
    breaks += live ? 1 : 0;
    if (live && steady_now() - opened_at > healthy_after) backoff.reset();
    live = false;
    trouble = why.reason.empty() ? "closed with " + std::to_string(why.code) : why.reason;
    for (auto& [id, call] : calls) call.sent = false;
    auto const retry = retry_in(why.reason);
    auto const pause = retry ? backoff.next(*retry) : backoff.next();
    reconnect.start(pause, [weak = weak_from_this()] {
        if (auto const self = weak.lock(); self && !self->over) self->connect();
    });
}

void Session::Impl::give_up(std::string why) {
    over = true;
    live = false;
    trouble = why;
    socket->drop();
    if (handlers.stopped) handlers.stopped(std::move(why));
}

}  // namespace parley::client
