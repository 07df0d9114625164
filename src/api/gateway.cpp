#include "api/gateway.hpp"

#include "api/documents.hpp"
#include "api/passing.hpp"
#include "api/strict_json.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "service/audit.hpp"
#include "service/customer_link.hpp"
#include "service/presence.hpp"
#include "service/tell.hpp"
#include "service/timers.hpp"

namespace parley::api {

void FunctionJob::finished(Refused const* refused, store::Aftermath aftermath) {
    finished_(refused);
    gateway_.deliver(std::move(aftermath));
}

live::Told told(store::Emitted&& event) {
    std::string text;
    text.reserve(120 + event.type.size() + event.data.size());
    text.append(R"({"jsonrpc":"2.0","method":"event","params":{"type":")")
        .append(event.type)
        .append(R"(","at":")")
        .append(to_rfc3339(event.at))
        .append("\",");
    if (event.cursor.value != 0) {
        text.append(R"("cursor":")").append(std::to_string(event.cursor.value)).append("\",");
    }
    text.append(R"("data":)").append(event.data).append("}}");
    return {event.visitor, event.user, event.cursor, live::make_frame(std::move(text))};
}

namespace {
constexpr int checks_at_once = 2;
}  // namespace

Gateway::Gateway(GatewayConfig config, Clock const& clock, Metrics& metrics)
    : config_(std::move(config)),
      clock_(clock),
      metrics_(metrics),
      hub_([this](live::Subscriber const& who, bool connected) {
          who.user ? presence(*who.user, connected) : presence(*who.visitor, connected);
      }),
      passwords_(checks_at_once, static_cast<std::size_t>(config_.limits.hashes_waiting_max),
                 "too many sign-ins at once"),
      objects_(config_.fetch_object),
      openapi_(openapi_document()),
      asyncapi_(asyncapi_document()) {
    dashboards_ = std::make_unique<Dashboards>(*this);
    positions_ = std::make_unique<Positions>([this](QueueId queue) {
        submit(
            Kind::read, [queue](store::Tx& tx) { tell_positions(tx, queue); },
            [](Refused const*) {});
    });
}

Gateway::~Gateway() { stop(); }

void Gateway::use(store::Store& store) {
    store_ = &store;
    membership_.start(store.shared());
}

void Gateway::use_bus(std::function<std::unique_ptr<live::Bus>(live::BusHandlers)> const& connect) {
    auto const wake = [this] {
        if (auto* store = store_.load()) store->wake();
    };
    live::BusHandlers handlers;
    handlers.woken = [wake](Cursor) { wake(); };
    handlers.passed = [this](live::Passing event) {
        try {
            auto data = passed_on(event.type, event.data, limits());
            if (!data) return;
            hub_.tell(told({store::Emitted::Kind::passing,
                            {},
                            clock_.now(),
                            std::move(event.type),
                            event.visitor,
                            event.user,
                            std::move(*data),
                            {}}));
            hub_.flush();
        } catch (Refused const&) {
        }
    };
    // What was said while nobody could hear it is looked for at once.
    handlers.changed = [wake](bool connected) {
        if (connected) wake();
    };
    bus_ = connect(std::move(handlers));
}

void Gateway::stop() {
    if (bus_) bus_->stop();
    membership_.stop();
    positions_->stop();
    dashboards_->stop();
    passwords_.stop();
    objects_.stop();
}

store::Hooks Gateway::hooks() {
    store::Hooks hooks;
    hooks.run_timer = service::run_timer;
    hooks.deliver = [this](store::Aftermath aftermath) { deliver(std::move(aftermath)); };
    hooks.group_done = [this] { hub_.flush(); };
    hooks.is_wanted = [this](store::Event const& event) {
        return hub_.has(event.visitor, event.user);
    };
    hooks.recall = service::recall;
    hooks.committed = [this](Cursor cursor) {
        if (bus_) bus_->wake(cursor);
    };
    hooks.fenced = [this] {
        metrics_.fenced.Increment();
        membership_.fenced();
    };
    return hooks;
}

void Gateway::submit(Kind kind, std::unique_ptr<store::Job> job) {
    auto& store = *store_.load();
    auto refused = kind == Kind::read ? store.read(job) : store.write(job);
    if (!refused) return;
    if (refused->code == Code::overloaded) metrics_.overloaded.Increment();
    job->finished(&*refused, {});
}

void Gateway::submit(Kind kind, FunctionJob::Run run, FunctionJob::Finished finished,
                     std::uint64_t key) {
    submit(kind, std::make_unique<FunctionJob>(*this, key, std::move(run), std::move(finished)));
}

std::optional<bool> Gateway::bus_connected() const {
    return bus_ ? std::optional{bus_->connected()} : std::nullopt;
}

void Gateway::deliver(store::Aftermath aftermath) {
    int told_here = 0;
    for (auto& event : aftermath.events) {
        if (bus_ && event.kind == store::Emitted::Kind::passing_everywhere) {
            bus_->pass({event.type, event.visitor, event.user, event.data});
        }
        if (event.visitor || event.user) {
            if (event.type == service::user_changed) user_changed(event);
            hub_.tell(told(std::move(event)));
            ++told_here;
        } else if (event.type == store::queue_changed) {
            positions_->changed(QueueId{std::stoll(event.data)});
        } else if (event.type == store::session_ended) {
            hub_.sign_out(SessionId{std::stoll(event.data)});
        } else if (event.type == store::customer_asked) {
            VisitorId const customer{std::stoll(event.data)};
            if (hub_.has(customer, {})) hub_.tell_presence_again({{customer, {}, {}}});
        } else if (event.type == store::staff_asked) {
            UserId const user{std::stoll(event.data)};
            if (hub_.has({}, user)) hub_.tell_presence_again({{{}, user, {}}});
        }
    }
    if (told_here > 0) metrics_.events_told.Increment(told_here);
}

/// On every node where the user is: sockets get the new rights before they are told of them, and
/// whoever has become an agent is connected.
void Gateway::user_changed(store::Emitted const& event) {
    hub_.change(*event.user, live::make_frame(event.data));
    if (hub_.has({}, event.user)) hub_.tell_presence_again({{{}, event.user, {}}});
}

void Gateway::presence(UserId user, bool connected) {
    submit(
        Kind::write,
        [user, connected](store::Tx& tx) {
            connected ? service::agent_connected(tx, user)
                      : service::agent_disconnected(tx, user, tx.node());
        },
        [this, user](Refused const* refused) {
            if (!refused) return;
            std::scoped_lock const lock{presence_mutex_};
            users_refused_.insert(user);
        },
        key_of(user));
}

void Gateway::presence(VisitorId visitor, bool connected) {
    submit(
        Kind::write,
        [visitor, connected](store::Tx& tx) {
            connected ? service::customer_came(tx, visitor) : service::customer_left(tx, visitor);
        },
        [this, visitor](Refused const* refused) {
            if (!refused) return;
            std::scoped_lock const lock{presence_mutex_};
            customers_refused_.insert(visitor);
        },
        key_of(visitor));
}

void Gateway::store_presence_again(bool all) {
    std::vector<live::Subscriber> again;
    {
        std::scoped_lock const lock{presence_mutex_};
        for (auto const user : std::exchange(users_refused_, {})) again.push_back({{}, user, {}});
        for (auto const one : std::exchange(customers_refused_, {})) again.push_back({one, {}, {}});
    }
    if (all) {
        for (auto const user : hub_.users()) again.push_back({{}, user, {}});
    }
    hub_.tell_presence_again(again);
}

void Gateway::limit_call(Operation const& operation, service::Actor const& actor,
                         std::string const& address) {
    auto const now = clock_.now();
    auto const& limits = config_.limits;
    constexpr milliseconds hour = std::chrono::hours{1};
    if (operation.name == "message.post" && actor.kind == service::Actor::Kind::customer) {
        rates_.take("message " + to_text(actor.visitor),
                    {limits.customer_messages, seconds{limits.customer_messages_s}}, now);
    } else if (operation.name == "chat.start" || operation.name == "chat.leave") {
        rates_.take("chat " + address, {limits.chats_per_address, hour}, now);
    } else if (operation.name == "visitor.start") {
        rates_.take("visitor " + address, {limits.visitors_per_address, hour}, now);
    } else if (operation.name == "file.delete" && actor.kind == service::Actor::Kind::customer) {
        // What is deleted counts no more among those that were sent.
        rates_.take("delete file " + to_text(actor.visitor), {limits.customer_files, hour}, now);
    } else if (operation.name == "sharing.signal") {
        // Two browsers need some twenty; what one sends must not fill the other's connection.
        constexpr Rate signals{40, seconds{10}};
        bool const staff = actor.kind == service::Actor::Kind::staff;
        rates_.take("signal " + (staff ? to_text(actor.user) : to_text(actor.visitor)), signals,
                    now);
    } else if (operation.name == "article.vote") {
        rates_.take("vote " + address, {limits.votes_per_address, hour}, now);
    }
}

void Gateway::limit_page(std::string const& address) {
    rates_.take("page " + address, {config_.limits.pages_per_address, std::chrono::minutes{1}},
                clock_.now());
}

namespace {

/// One sign-in on its way over the store's readers, the password threads and the writer.
struct LoginAttempt {
    Login login;
    std::string name_key;
    std::string address_key;
    std::string address;
    bool place_known = false;  // this name has signed in from this address before
    int lane;
    std::move_only_function<void(Refused const*, Gateway::LoginDone)> done;
    service::PasswordCheck check;
    Gateway::LoginDone result;
};

}  // namespace

void Gateway::login(Login login, std::string const& address, int lane,
                    std::move_only_function<void(Refused const*, LoginDone)> done) {
    auto attempt = std::make_shared<LoginAttempt>();
    attempt->name_key = "sign-in " + sha256(fold_case(clean_line(login.name)));
    attempt->address_key = "sign-in " + address;
    attempt->address = address;
    attempt->place_known = places_.contains(attempt->name_key + attempt->address_key);
    attempt->login = std::move(login);
    attempt->lane = lane;
    attempt->done = std::move(done);

    auto const answer = [this, attempt](Refused const* refused) {
        if (refused) note_no_sign_in(attempt->login.name, attempt->address, refused->code);
        hub_.run_on(attempt->lane,
                    [attempt, why = refused ? std::optional{*refused} : std::nullopt] {
                        attempt->done(why ? &*why : nullptr, std::move(attempt->result));
                    });
        hub_.flush();
    };
    // A try is counted before it is made and taken back when it was right, so that tries made at
    // the same time count too.
    Rate const rate{config_.limits.sign_in_tries, std::chrono::minutes{15}};
    try {
        if (attempt->login.password.size() > password_bytes_max) {
            throw invalid("/password", "at most 128 bytes");
        }
        // Whoever guesses from elsewhere must not keep out who has signed in from here before.
        if (!attempt->place_known) rates_.take(attempt->name_key, rate, clock_.now());
        rates_.take(attempt->address_key, rate, clock_.now());
    } catch (Refused const& refused) {
        return answer(&refused);
    }
    auto const open = [this, attempt, answer] {
        if (!verify_password(attempt->check.hash, attempt->login.password) ||
            !attempt->check.user) {
            Refused const refused{Code::bad_credentials};
            return answer(&refused);
        }
        if (!attempt->place_known) rates_.give_back(attempt->name_key);
        places_.add(attempt->name_key + attempt->address_key);
        rates_.give_back(attempt->address_key);
        submit(
            Kind::write,
            [attempt](store::Tx& tx) {
                attempt->result = {service::open_session(tx, *attempt->check.user),
                                   attempt->login.token.value_or(false)};
                service::audit_sign_in(tx, *attempt->check.user, attempt->address);
            },
            answer);
    };
    submit(
        Kind::read,
        [attempt](store::Tx& tx) {
            attempt->check = service::password_check(tx, attempt->login.name);
        },
        [this, answer, open](Refused const* refused) {
            if (refused) return answer(refused);
            if (auto const full = passwords_.run(open)) answer(&*full);
        });
}

void Gateway::logout(service::Actor const& actor, int lane,
                     std::move_only_function<void(Refused const*)> done) {
    submit(
        Kind::write,
        [actor](store::Tx& tx) {
            service::sign_out(tx, actor.session, actor.user);
            service::audit(tx, actor,
                           {"auth.logout", {"user", to_text(actor.user), actor.name}, {}, {}, {}});
        },
        [this, lane, done = std::move(done)](Refused const* refused) mutable {
            hub_.run_on(lane, [done = std::move(done),
                               why = refused ? std::optional{*refused} : std::nullopt]() mutable {
                done(why ? &*why : nullptr);
            });
            hub_.flush();
        });
}

}  // namespace parley::api
