#include "client/customer.hpp"

#include <boost/json.hpp>

namespace parley::client {

namespace json = boost::json;

struct Customer::Impl : std::enable_shared_from_this<Impl> {
    Impl(Loop& its_loop, Http& its_http, SessionOptions its_options, CustomerHandlers its_handlers)
        : loop(its_loop),
          http(its_http),
          options(std::move(its_options)),
          handlers(std::move(its_handlers)) {}

    void entered(std::string token, std::function<void()> ready);
    void take(Event const& event);
    void take_chat(json::object const& object);
    void tell(Message const& message, Via via);
    void tell_ended(std::string const& reason);
    void snapshot();
    void refuse(std::string const& operation, Problem const& problem) {
        handlers.refused(operation, problem);
    }

    Loop& loop;
    Http& http;
    SessionOptions options;
    CustomerHandlers handlers;
    std::optional<Session> session;
    std::string queue;
    std::string token;
    std::string chat;
    Transcript transcript{"customer"};
    std::string agent;  // who has the chat, as far as this customer was told
    bool ended = false;
};

Customer::Customer(Loop& loop, Http& http, SessionOptions options, CustomerHandlers handlers)
    : impl_(std::make_shared<Impl>(loop, http, std::move(options), std::move(handlers))) {}

Customer::~Customer() { impl_->session.reset(); }

std::string const& Customer::chat() const { return impl_->chat; }
std::string const& Customer::token() const { return impl_->token; }
Transcript& Customer::transcript() { return impl_->transcript; }
Session& Customer::session() { return *impl_->session; }
std::uint64_t Customer::breaks() const {
    return impl_->session ? static_cast<std::uint64_t>(impl_->session->breaks()) : 0;
}

void Customer::enter(CustomerName name, std::function<void()> ready) {
    impl_->queue = std::move(name.queue);
    json::object params{{"name", name.name}};
    if (!name.email.empty()) params["email"] = name.email;
    impl_->http.call("visitor.start", params,
                     [weak = std::weak_ptr{impl_}, ready = std::move(ready)](Answer const& answer) {
                         auto const self = weak.lock();
                         if (!self) return;
                         if (!answer) return self->refuse("visitor.start", answer.problem);
                         self->entered(std::string{text_at(*answer.result, "token")}, ready);
                     });
}

void Customer::Impl::entered(std::string its_token, std::function<void()> ready) {
    token = std::move(its_token);
    // Weak: the session's handlers belong to this object.
    session.emplace(
        loop, options, token,
        SessionHandlers{
            .opened =
                [weak = weak_from_this(), ready = std::move(ready)](Opened how) {
                    auto const self = weak.lock();
                    if (how.first) return ready();
                    if (how.reset && !self->chat.empty()) self->snapshot();
                },
            .event = [weak = weak_from_this()](Event const& event) { weak.lock()->take(event); },
            .stopped =
                [weak = weak_from_this()](std::string why) {
                    weak.lock()->refuse("session.open", {"stopped", std::move(why), 0});
                },
        });
    session->start();
}

void Customer::start_chat(std::string const& first_text) {
    json::object params;
    if (!impl_->queue.empty()) params["queue"] = impl_->queue;
    if (!first_text.empty()) params["text"] = first_text;
    impl_->session->call("chat.start", params, [weak = std::weak_ptr{impl_}](Answer const& answer) {
        auto const self = weak.lock();
        if (!answer) return self->refuse("chat.start", answer.problem);
        self->take_chat(object_at(*answer.result, "chat"));
    });
}

/// The chat's id comes by the answer to chat.start or by an event before it.
void Customer::Impl::take_chat(json::object const& object) {
    if (!chat.empty()) return;
    chat = text_at(object, "id");
    handlers.started();
}

void Customer::Impl::take(Event const& event) {
    if (event.type == "message.posted") {
        return tell(message_from(object_at(event.data, "message")), Via::event);
    }
    if (event.type == "chat.queued") return take_chat(object_at(event.data, "chat"));
    if (event.type == "chat.accepted") {
        agent = text_at(object_at(event.data, "agent"), "id");
        handlers.accepted(agent);
    } else if (event.type == "chat.returned") {
        agent.clear();
        handlers.returned();
    } else if (event.type == "chat.ended") {
        tell_ended(std::string{text_at(event.data, "reason")});
    }
}

void Customer::Impl::tell(Message const& message, Via via) {
    transcript.add(message, via);
    handlers.message(message, via);
}

void Customer::Impl::tell_ended(std::string const& reason) {
    if (std::exchange(ended, true)) return;
    handlers.ended(reason);
}

/// Events were lost: what the chat is now, and the messages that were missed.
void Customer::Impl::snapshot() {
    transcript.begin_catching_up();
    auto const refused = [weak = weak_from_this()](Problem const& problem) {
        if (auto const self = weak.lock()) self->refuse("message.list", problem);
    };
    session->call(
        "chat.get", {{"chat", chat}}, [weak = weak_from_this(), refused](Answer const& answer) {
            auto const self = weak.lock();
            if (!answer) return refused(answer.problem);
            // The answer, and every copy of its JSON, lives only until this function returns.
            auto const& now = object_at(*answer.result, "chat");
            auto const state = std::string{text_at(now, "state")};
            auto const owner =
                state == "active" ? std::string{text_at(object_at(now, "agent"), "id")} : "";
            auto const reason = std::string{text_or_empty(now, "end_reason")};
            list_messages(
                *self->session, self->chat, self->transcript.complete(),
                [self, state, owner, reason](std::vector<Message> messages) {
                    for (auto const& message : messages) self->tell(message, Via::list);
                    self->transcript.end_catching_up();
                    if (owner != self->agent && !self->ended) {
                        self->agent = owner;
                        owner.empty() ? self->handlers.returned() : self->handlers.accepted(owner);
                    }
                    if (state == "closed" || state == "unanswered") {
                        self->tell_ended(reason);
                    }
                },
                refused);
        });
}

void Customer::post(std::string const& client_id, std::string const& text, Done done) {
    impl_->session->call("message.post",
                         {{"chat", impl_->chat}, {"client_id", client_id}, {"text", text}},
                         std::move(done));
}

void Customer::read_back(std::function<void(std::vector<Message>)> done) {
    list_messages(*impl_->session, impl_->chat, 0, std::move(done),
                  [weak = std::weak_ptr{impl_}](Problem const& problem) {
                      if (auto const self = weak.lock()) self->refuse("message.list", problem);
                  });
}

}  // namespace parley::client
