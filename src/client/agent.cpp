#include "client/agent.hpp"

#include <map>
#include <set>

#include <boost/json.hpp>

#include "client/customer.hpp"

namespace parley::client {

namespace json = boost::json;

namespace {

struct OwnChat {
    explicit OwnChat(std::string const& who) : transcript(who) {}
    Transcript transcript;
    bool hoped_for = false;  // accept was called; what is told from now on lies behind the history
    bool own = false;        // accepted, and not left since
    unsigned stay = 0;       // how often it was accepted: answers of an earlier stay are stale
};

}  // namespace

struct Agent::Impl : std::enable_shared_from_this<Impl> {
    Impl(Loop& its_loop, Http& its_http, SessionOptions its_options, AgentHandlers its_handlers)
        : loop(its_loop),
          http(its_http),
          options(std::move(its_options)),
          handlers(std::move(its_handlers)) {}

    void signed_in(json::object const& result);
    void opened(Opened how);
    void be_available(bool first);
    void take(Event const& event);
    void consider(json::object const& offer);
    void look_at_offers();
    void snapshot();
    void compare(std::string const& chat, bool is_own_now);
    void check_lost(std::string const& chat);
    void join(std::string const& chat);
    void catch_up(std::string const& chat, std::function<void()> then);
    void leave(std::string const& chat, Left how);

    Loop& loop;
    Http& http;
    SessionOptions options;
    AgentHandlers handlers;
    std::optional<Session> session;
    std::string name;
    std::string id;
    std::string token;
    std::int64_t capacity = 0;
    std::int64_t load_before = 0;
    std::set<std::string> seen_offers;
    std::map<std::string, OwnChat> chats;
};

Agent::Agent(Loop& loop, Http& http, SessionOptions options, AgentHandlers handlers)
    : impl_(std::make_shared<Impl>(loop, http, std::move(options), std::move(handlers))) {}
Agent::~Agent() { impl_->session.reset(); }

std::string const& Agent::name() const { return impl_->name; }
std::string const& Agent::id() const { return impl_->id; }
std::string const& Agent::token() const { return impl_->token; }
std::int64_t Agent::capacity() const { return impl_->capacity; }
std::int64_t Agent::load_before() const { return impl_->load_before; }
Session& Agent::session() { return *impl_->session; }
Transcript& Agent::transcript(std::string const& chat) { return impl_->chats.at(chat).transcript; }
bool Agent::knows(std::string const& chat) const { return impl_->chats.contains(chat); }
void Agent::forget(std::string const& chat) { impl_->chats.erase(chat); }
bool Agent::has(std::string const& chat) const {
    auto const found = impl_->chats.find(chat);
    return found != impl_->chats.end() && found->second.own;
}

void Agent::sign_in(std::string const& name, std::string const& password) {
    impl_->name = name;
    impl_->http.call("auth.login", {{"name", name}, {"password", password}, {"token", true}},
                     [weak = std::weak_ptr{impl_}](Answer const& answer) {
                         auto const self = weak.lock();
                         if (!self) return;
                         if (!answer) return self->handlers.refused("auth.login", answer.problem);
                         self->signed_in(*answer.result);
                     });
}

void Agent::Impl::signed_in(json::object const& result) {
    id = text_at(object_at(result, "user"), "id");
    token = text_at(result, "token");
    auto const weak = weak_from_this();
    session.emplace(loop, options, token,
                    SessionHandlers{
                        .opened = [weak](Opened how) { weak.lock()->opened(how); },
                        .event = [weak](Event const& event) { weak.lock()->take(event); },
                        .stopped =
                            [weak](std::string why) {
                                weak.lock()->handlers.refused("session.open",
                                                              {"stopped", std::move(why), 0});
                            },
                    });
    session->start();
}

void Agent::Impl::opened(Opened how) {
    // Who was away for longer than the grace is offline and must say again that it is there.
    be_available(how.first);
    if (how.first || how.reset) look_at_offers();
    if (how.reset) snapshot();
}

void Agent::Impl::be_available(bool first) {
    if (!first) {
        session->call("presence.set", {{"status", "available"}}, [](Answer const&) {});
        return;
    }
    auto const done = [weak = weak_from_this()](Answer const& answer) {
        auto const self = weak.lock();
        if (!answer) return self->handlers.refused("presence.set", answer.problem);
        self->capacity = number_at(object_at(*answer.result, "presence"), "capacity");
        self->handlers.ready();
    };
    session->call("presence.get", {}, [weak = weak_from_this(), done](Answer const& answer) {
        auto const self = weak.lock();
        if (!answer) return self->handlers.refused("presence.get", answer.problem);
        self->load_before = number_at(object_at(*answer.result, "presence"), "load");
        self->session->call("presence.set", {{"status", "available"}}, done);
    });
}

void Agent::Impl::take(Event const& event) {
    if (event.type == "message.posted") {
        auto const message = message_from(object_at(event.data, "message"));
        auto const chat = chats.find(message.chat);
        if (chat == chats.end()) return;
        chat->second.transcript.add(message, Via::event);
        handlers.message(message, Via::event);
    } else if (event.type == "chat.offered") {
        consider(object_at(event.data, "offer"));
    } else if (event.type == "chat.accepted") {
        auto const chat = std::string{text_at(object_at(event.data, "chat"), "id")};
        bool const own = text_at(object_at(event.data, "agent"), "id") == id;
        if (own && chats.contains(chat)) join(chat);
    } else if (event.type == "chat.returned") {
        leave(std::string{text_at(object_at(event.data, "chat"), "id")}, Left::returned);
    } else if (event.type == "chat.ended") {
        leave(std::string{text_at(object_at(event.data, "chat"), "id")}, Left::ended);
    } else if (event.type == "wrap_up.started") {
        // Nobody reads codes of simulated chats: the defaults are as good as any.
        auto const chat = text_at(object_at(event.data, "chat"), "id");
        session->call("wrap_up.submit", {{"chat", chat}}, [](Answer const&) {});
    } else if (event.type == "presence.changed") {
        // Offline after too long an absence, or taken out of work for an offer that ran out.
        auto const status = text_at(object_at(event.data, "presence"), "status");
        if (status != "available") be_available(false);
    }
}

/// An offer comes by its event, by offer.list, and again after a break; it is answered once.
void Agent::Impl::consider(json::object const& offer) {
    Offered const offered{std::string{text_at(offer, "id")}, std::string{text_at(offer, "chat")},
                          std::string{text_or_empty(object_at(offer, "customer"), "email")}};
    if (!seen_offers.insert(offered.offer).second) return;
    if (!handlers.wants(offered)) {
        session->call("chat.decline", {{"offer", offered.offer}}, [](Answer const&) {});
        return;
    }
    auto& chat = chats.try_emplace(offered.chat, name).first->second;
    if (!std::exchange(chat.hoped_for, true)) chat.transcript.begin_catching_up();
    session->call("chat.accept", {{"offer", offered.offer}},
                  [weak = weak_from_this(), offered](Answer const& answer) {
                      // A "no" may also be the second answer to a call whose first was lost; the
                      // event chat.accepted tells in any case.
                      auto const self = weak.lock();
                      if (!answer) return;
                      self->handlers.accepted(offered);
                      if (self->chats.contains(offered.chat)) self->join(offered.chat);
                  });
}

void Agent::Impl::look_at_offers() {
    session->call("offer.list", {}, [weak = weak_from_this()](Answer const& answer) {
        auto const self = weak.lock();
        if (!answer) return self->handlers.refused("offer.list", answer.problem);
        for (auto const& item : list_at(*answer.result, "items")) self->consider(item.as_object());
    });
}

/// Events were lost: which chats are still this agent's, and what was written in them. What is told
/// meanwhile lies behind that.
void Agent::Impl::snapshot() {
    constexpr int page = 200;
    std::vector<std::string> known;
    for (auto& [chat, own] : chats) {
        own.transcript.begin_catching_up();
        known.push_back(chat);
    }
    session->call("chat.list", {{"state", "active"}, {"limit", page}},
                  [weak = weak_from_this(), known](Answer const& answer) {
                      auto const self = weak.lock();
                      if (!answer) return self->handlers.refused("chat.list", answer.problem);
                      std::set<std::string> now;
                      for (auto const& item : list_at(*answer.result, "items")) {
                          now.emplace(text_at(item.as_object(), "id"));
                      }
                      for (auto const& chat : known) {
                          if (self->chats.contains(chat)) self->compare(chat, now.contains(chat));
                      }
                  });
}

void Agent::Impl::compare(std::string const& chat, bool is_own_now) {
    auto& own = chats.at(chat);
    if (is_own_now) {
        if (!own.own) join(chat);
        catch_up(chat, [this, chat] { chats.at(chat).transcript.end_catching_up(); });
    } else {
        own.transcript.give_up_catching_up();
        if (own.own) check_lost(chat);
    }
}

void Agent::Impl::check_lost(std::string const& chat) {
    session->call("chat.get", {{"chat", chat}},
                  [weak = weak_from_this(), chat](Answer const& answer) {
                      auto const self = weak.lock();
                      if (!self->chats.contains(chat)) return;
                      bool const over =
                          answer && text_at(object_at(*answer.result, "chat"), "state") == "closed";
                      if (!over) return self->leave(chat, Left::returned);
                      self->catch_up(chat, [self, chat] { self->leave(chat, Left::ended); });
                  });
}

void Agent::Impl::join(std::string const& chat) {
    auto& own = chats.at(chat);
    if (std::exchange(own.own, true)) return;
    catch_up(chat, [this, chat, stay = ++own.stay] {
        auto& same = chats.at(chat);
        if (std::exchange(same.hoped_for, false)) same.transcript.end_catching_up();
        if (same.own && same.stay == stay) handlers.joined(chat);
    });
}

/// Fetches what was written before this agent came, or while events were lost.
void Agent::Impl::catch_up(std::string const& chat, std::function<void()> then) {
    auto& own = chats.at(chat);
    own.transcript.begin_catching_up();
    auto const caught_up = [weak = weak_from_this(), chat,
                            then](std::vector<Message> const& messages) {
        auto const self = weak.lock();
        auto const found = self->chats.find(chat);
        if (found == self->chats.end()) return;
        for (auto const& message : messages) found->second.transcript.add(message, Via::list);
        found->second.transcript.end_catching_up();
        for (auto const& message : messages) self->handlers.message(message, Via::list);
        if (self->chats.contains(chat)) then();
    };
    auto const refused = [weak = weak_from_this(), chat, then](Problem const&) {
        auto const self = weak.lock();
        auto const found = self->chats.find(chat);
        if (found == self->chats.end()) return;
        found->second.transcript.give_up_catching_up();  // the chat went to somebody else
        then();
    };
    list_messages(*session, chat, own.transcript.complete(), caught_up, refused);
}

void Agent::Impl::leave(std::string const& chat, Left how) {
    auto const found = chats.find(chat);
    if (found == chats.end() || !std::exchange(found->second.own, false)) return;
    handlers.left(chat, how);
}

void Agent::post(std::string const& chat, std::string const& client_id, std::string const& text,
                 Done done) {
    impl_->session->call("message.post", {{"chat", chat}, {"client_id", client_id}, {"text", text}},
                         std::move(done));
}

void Agent::end_chat(std::string const& chat, Done done) {
    impl_->session->call("chat.end", {{"chat", chat}}, std::move(done));
}

}  // namespace parley::client
