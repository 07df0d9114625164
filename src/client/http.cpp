#include "client/http.hpp"

#include <deque>
#include <random>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/json.hpp>

#include "client/asio.hpp"

namespace parley::client {

namespace http = boost::beast::http;
namespace json = boost::json;

namespace {

constexpr std::size_t connections_max = 4;
constexpr int retry_ms_max = 60'000;  // a longer wait is the caller's to decide
constexpr std::chrono::seconds answer_max{30};

struct Call {
    std::string target;
    std::string body;
    Done done;
    Backoff backoff;
};

}  // namespace

struct Http::Impl : std::enable_shared_from_this<Impl> {
    Impl(Loop& its_loop, Address its_address, Backoff::Span span)
        : loop(its_loop), address(std::move(its_address)), backoff(span) {}

    struct Connection {
        explicit Connection(Loop& loop) : stream(loop.impl().io), timer(loop.impl().io) {}
        Stream stream;
        SteadyTimer timer;
        http::request<http::string_body> request;
        http::response<http::string_body> answer;
        boost::beast::flat_buffer bytes;
        bool used = false;  // has carried a call before: it may have been closed since
    };
    using Line = std::shared_ptr<Connection>;

    void next();
    void begin(Line line, Call call);
    void exchange(Line line, std::shared_ptr<Call> call);
    void answered(Line line, Call& call);
    void no_answer(Line const& line, Call& call, std::string why);
    void again(Call call, milliseconds pause);

    Loop& loop;
    Address address;
    Backoff::Span backoff;
    std::deque<Call> waiting;
    std::vector<Line> idle;
    std::size_t busy = 0;
    std::string trouble;
    bool gone = false;
};

Http::Http(Loop& loop, Address address, Backoff::Span backoff)
    : impl_(std::make_shared<Impl>(loop, std::move(address), backoff)) {}

Http::~Http() {
    impl_->gone = true;
    impl_->waiting.clear();
    impl_->idle.clear();
}

std::string const& Http::trouble() const { return impl_->trouble; }

void Http::call(std::string_view operation, json::object const& params, Done done) {
    impl_->waiting.push_back({"/api/v1/" + std::string{operation}, json::serialize(params),
                              std::move(done), Backoff{impl_->backoff, std::random_device{}()}});
    impl_->next();
}

void Http::Impl::next() {
    if (gone || waiting.empty() || busy == connections_max) return;
    auto call = std::move(waiting.front());
    waiting.pop_front();
    ++busy;
    if (idle.empty()) return begin(std::make_shared<Connection>(loop), std::move(call));
    auto line = std::move(idle.back());
    idle.pop_back();
    exchange(std::move(line), std::make_shared<Call>(std::move(call)));
}

void Http::Impl::begin(Line line, Call call) {
    auto shared = std::make_shared<Call>(std::move(call));
    line->stream.async_connect(endpoint_of(address),
                               [self = shared_from_this(), line, shared](ErrorCode error) {
                                   if (self->gone) return;
                                   if (error)
                                       return self->no_answer(line, *shared, error.message());
                                   line->stream.set_option(Tcp::no_delay{true});
                                   self->exchange(line, shared);
                               });
}

void Http::Impl::exchange(Line line, std::shared_ptr<Call> call) {
    line->request = {http::verb::post, call->target, 11, call->body};
    line->request.set(http::field::host, address.authority);
    line->request.set(http::field::content_type, "application/json");
    line->request.prepare_payload();
    line->answer = {};
    line->timer.expires_after(answer_max);
    line->timer.async_wait([line](ErrorCode error) {
        ErrorCode ignored;
        if (!error) line->stream.close(ignored);
    });
    http::async_write(line->stream, line->request,
                      [self = shared_from_this(), line, call](ErrorCode written, std::size_t) {
                          if (self->gone) return;
                          if (written) return self->no_answer(line, *call, written.message());
                          http::async_read(line->stream, line->bytes, line->answer,
                                           [self, line, call](ErrorCode error, std::size_t) {
                                               if (self->gone) return;
                                               if (error)
                                                   return self->no_answer(line, *call,
                                                                          error.message());
                                               self->answered(line, *call);
                                           });
                      });
}

void Http::Impl::answered(Line line, Call& call) {
    ErrorCode error;
    auto const body = json::parse(line->answer.body(), error);
    auto const status = line->answer.result_int();
    // A proxy that reaches no server says so in its own words.
    if (status >= 502 && status <= 504 && (error || !body.is_object())) {
        line->used = false;
        return no_answer(line, call, "a proxy answers with status " + std::to_string(status));
    }
    line->timer.cancel();
    --busy;
    trouble.clear();
    line->used = true;
    if (line->answer.keep_alive()) idle.push_back(line);
    if (error || !body.is_object()) {
        throw BadAnswer("the server answered " + call.target + " with status " +
                        std::to_string(status) + " and something that is no JSON object");
    }
    Answer answer;
    if (status == 200) {
        answer.result = &body.get_object();
    } else {
        answer.problem = problem_from(body.get_object());
        if (asks_to_wait(answer.problem) && answer.problem.retry_ms <= retry_ms_max) {
            auto const pause = answer.problem.retry_ms > 0 ? milliseconds{answer.problem.retry_ms}
                                                           : call.backoff.next();
            again(std::move(call), pause);
            return next();
        }
    }
    auto const self = shared_from_this();
    call.done(answer);
    self->next();
}

void Http::Impl::no_answer(Line const& line, Call& call, std::string why) {
    line->timer.cancel();
    --busy;
    bool const stale = line->used;
    if (!stale) trouble = std::move(why);
    again(std::move(call), stale ? milliseconds{0} : call.backoff.next());
    next();
}

void Http::Impl::again(Call call, milliseconds pause) {
    auto const timer = std::make_shared<SteadyTimer>(loop.impl().io, pause);
    timer->async_wait(
        [self = shared_from_this(), timer, call = std::move(call)](ErrorCode) mutable {
            if (self->gone) return;
            self->waiting.push_back(std::move(call));
            self->next();
        });
}

}  // namespace parley::client
