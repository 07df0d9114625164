// Calls over HTTP, and the face that api shows to net on each io thread.
#include <spdlog/spdlog.h>

#include "api/centre_calls.hpp"
#include "api/problem.hpp"
#include "api/socket.hpp"
#include "api/strict_json.hpp"
#include "service/file_content.hpp"
#include "service/operations.hpp"

namespace parley::api {

namespace {

constexpr auto problem_type = "application/problem+json";

HttpAnswer refusal_answer(Refused const& refused) {
    HttpAnswer answer;
    answer.status = http_status(refused.code);
    answer.content_type = problem_type;
    answer.body = problem_json(refused);
    answer.retry_after_s = (refused.retry_ms + 999) / 1000;
    return answer;
}

class LaneService : public Service {
  public:
    using Done = std::move_only_function<void(HttpAnswer)>;
    LaneService(Gateway& gateway, live::Lane& lane, int number)
        : gateway_(gateway), lane_(lane), number_(number) {}

    std::unique_ptr<Connection> connect(Peer peer, live::Wire& wire) override {
        return std::make_unique<Socket>(gateway_, lane_, std::move(peer), wire);
    }

    void call(HttpCall call, std::move_only_function<void(HttpAnswer)> done) override;

    void file(std::string rest, Done done) override;

    void centre(CentreCall call, Done done) override {
        answer_centre(
            gateway_, number_, std::move(call), std::move(done),
            [this](HttpCall what, Done then) { this->call(std::move(what), std::move(then)); });
    }

    void probe(Probe what, std::move_only_function<void(HttpAnswer)> done) override {
        gateway_.probe(what, number_, std::move(done));
    }

    std::string const* document(std::string_view path) const override {
        if (path == "/api/openapi.json") return &gateway_.openapi();
        if (path == "/api/asyncapi.json") return &gateway_.asyncapi();
        return nullptr;
    }

    std::string frame_ancestors() const override { return gateway_.frame_ancestors(); }

    void run_handed_over() override { lane_.run(); }

  private:
    struct Call;
    struct Fetch {
        Done done;
        service::FileContent content;
    };

    static void fetch_outside(Gateway& gateway, int lane, std::shared_ptr<Fetch> const& fetch);
    static void hand_out(Gateway& gateway, int lane, std::shared_ptr<Fetch> const& fetch,
                         Refused const* refused);
    void submit(std::shared_ptr<Call> const& call);
    void submit_hashed(std::shared_ptr<Call> const& call);
    void sign_in(store::Tx& tx, Call& call);
    void refuse(std::shared_ptr<Call> const& call, Refused const& refused);
    void session_call(std::shared_ptr<Call> const& call);
    void login(std::shared_ptr<Call> const& call);
    void logout(std::shared_ptr<Call> const& call);

    Gateway& gateway_;
    live::Lane& lane_;
    int const number_;
};

struct LaneService::Call {
    HttpCall http;
    Operation const* operation = nullptr;
    boost::json::value params;
    std::unique_ptr<Prepared> prepared;
    Done done;
    service::Actor actor;
    bool stale = false;
    std::string result;
    SteadyTime since = std::chrono::steady_clock::now();

    std::string const& token() const {
        return http.bearer.empty() ? http.peer.cookie_token : http.bearer;
    }
};

void LaneService::call(HttpCall http, Done done) {
    auto call = std::make_shared<Call>();
    call->http = std::move(http);
    call->done = std::move(done);
    try {
        call->operation = find_operation(call->http.operation);
        if (!call->operation || call->operation->name == "session.open" ||
            call->operation->kind == Kind::socket) {
            throw Refused{Code::not_found, "there is no such operation"};
        }
        call->params = parse_json(call->http.body, gateway_.limits());
        if (call->operation->kind == Kind::session) return session_call(call);
        if (call->operation->who != Who::anyone && call->token().empty()) {
            throw Refused{Code::unauthenticated};
        }
        call->prepared = call->operation->prepare(call->params);
    } catch (Refused const& refused) {
        if (call->operation) gateway_.counts().count(*call->operation, &refused);
        return call->done(refusal_answer(refused));
    }
    call->prepared->needs_hash() ? submit_hashed(call) : submit(call);
}

void LaneService::file(std::string rest, Done done) {
    auto const fetch = std::make_shared<Fetch>(Fetch{std::move(done), {}});
    gateway_.submit(
        Kind::read,
        [fetch, rest = std::move(rest)](store::Tx& tx) {
            fetch->content = service::file_content(tx, rest);
        },
        [this, fetch](Refused const* refused) {
            if (refused || fetch->content.object.empty()) {
                return hand_out(gateway_, number_, fetch, refused);
            }
            fetch_outside(gateway_, number_, fetch);
        });
}

void LaneService::fetch_outside(Gateway& gateway, int lane, std::shared_ptr<Fetch> const& fetch) {
    auto const& content = fetch->content;
    auto open = [&gateway, lane, fetch](std::optional<std::string> sealed) {
        try {
            if (!sealed) throw Refused{Code::unavailable, "the file cannot be had at the moment"};
            service::open(fetch->content, *sealed);
            hand_out(gateway, lane, fetch, nullptr);
        } catch (Refused const& refused) {
            if (sealed) spdlog::warn("object {} is not what was put there", fetch->content.object);
            hand_out(gateway, lane, fetch, &refused);
        }
    };
    auto const no = gateway.objects().get(content.object, content.holder, std::move(open));
    if (no) hand_out(gateway, lane, fetch, &*no);
}

void LaneService::hand_out(Gateway& gateway, int lane, std::shared_ptr<Fetch> const& fetch,
                           Refused const* refused) {
    HttpAnswer answer;
    if (refused) {
        answer = refusal_answer(*refused);
    } else {
        auto& content = fetch->content;
        answer.content_type = std::move(content.media);
        answer.disposition = std::move(content.disposition);
        answer.body = std::move(content.bytes);
    }
    gateway.hub().run_on(
        lane, [fetch, answer = std::move(answer)]() mutable { fetch->done(std::move(answer)); });
    gateway.hub().flush();
}

void LaneService::sign_in(store::Tx& tx, Call& call) {
    if (call.operation->who != Who::anyone) {
        auto signed_in = service::authenticate(tx, call.token());
        call.actor = std::move(signed_in.actor);
        call.actor.address = call.http.peer.address;
        call.stale = signed_in.stale;
        tx.confine(call.actor.organization);
    }
    check_caller(*call.operation, call.actor);
}

void LaneService::refuse(std::shared_ptr<Call> const& call, Refused const& refused) {
    gateway_.counts().count(*call->operation, &refused);
    gateway_.note_refusal(*call->operation, call->actor, call->prepared.get(), refused);
    gateway_.hub().run_on(number_, [call, why = refused] { call->done(refusal_answer(why)); });
    gateway_.hub().flush();
}

/// A password is hashed only for who may set it, and never on the writer's thread.
void LaneService::submit_hashed(std::shared_ptr<Call> const& call) {
    gateway_.submit(
        Kind::read,
        [this, call](store::Tx& tx) {
            sign_in(tx, *call);
            call->prepared->check_hash(call->actor);
        },
        [this, call](Refused const* refused) {
            if (refused) return refuse(call, *refused);
            auto const full = gateway_.on_password_thread([this, call] {
                call->prepared->make_hash();
                submit(call);
            });
            if (full) refuse(call, *full);
        });
}

void LaneService::submit(std::shared_ptr<Call> const& call) {
    gateway_.submit(
        call->operation->kind,
        [this, call](store::Tx& tx) {
            sign_in(tx, *call);
            gateway_.limit_call(*call->operation, call->actor, call->http.peer.address);
            call->result = call->prepared->run(tx, call->actor);
        },
        [this, call](Refused const* refused) {
            gateway_.counts().count(*call->operation, refused, call->since);
            if (refused) {
                gateway_.note_refusal(*call->operation, call->actor, call->prepared.get(),
                                      *refused);
            }
            auto& hub = gateway_.hub();
            auto answer = refused ? refusal_answer(*refused) : HttpAnswer{};
            if (!refused) answer.body = std::move(call->result);
            hub.run_on(number_, [call, answer = std::move(answer)]() mutable {
                call->done(std::move(answer));
            });
            if (call->stale) {
                gateway_.submit(
                    Kind::write,
                    [session = call->actor.session](store::Tx& tx) {
                        service::touch_session(tx, session);
                    },
                    [](Refused const*) {});
            }
            if (refused) hub.flush();
        },
        key_of(call->prepared->chat()));
}

void LaneService::session_call(std::shared_ptr<Call> const& call) {
    return call->operation->name == "auth.login" ? login(call) : logout(call);
}

void LaneService::login(std::shared_ptr<Call> const& call) {
    gateway_.login(read_params<Login>(call->params), call->http.peer.address, number_,
                   [this, call](Refused const* refused, Gateway::LoginDone done) {
                       gateway_.counts().count(*call->operation, refused);
                       if (refused) return call->done(refusal_answer(*refused));
                       HttpAnswer answer;
                       LoggedIn result{std::move(done.session.user), {}};
                       if (done.token_wanted) result.token = done.session.token;
                       answer.body = to_json(result);
                       answer.session_cookie =
                           std::make_shared<std::string>(std::move(done.session.token));
                       call->done(std::move(answer));
                   });
}

void LaneService::logout(std::shared_ptr<Call> const& call) {
    read_params<service::Nothing>(call->params);
    if (call->token().empty()) throw Refused{Code::unauthenticated};
    auto const end = [this, call] {
        gateway_.logout(call->actor, number_, [this, call](Refused const* refused) {
            gateway_.counts().count(*call->operation, refused);
            if (refused) return call->done(refusal_answer(*refused));
            HttpAnswer answer;
            answer.body = "{}";
            answer.session_cookie = std::make_shared<std::string>();
            call->done(std::move(answer));
        });
    };
    gateway_.submit(
        Kind::read,
        [call](store::Tx& tx) {
            call->actor = service::authenticate(tx, call->token()).actor;
            call->actor.address = call->http.peer.address;
            check_caller(*call->operation, call->actor);
        },
        [this, call, end](Refused const* refused) { refused ? refuse(call, *refused) : end(); });
}

}  // namespace

std::unique_ptr<Service> Gateway::make_service(Waker waker) {
    auto& lane = hub_.add_lane(std::move(waker));
    return std::make_unique<LaneService>(*this, lane, lane.number());
}

}  // namespace parley::api
