#include "net/http_connection.hpp"

#include <algorithm>
#include <array>

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>

#include "net/http_head.hpp"
#include "net/http_message.hpp"
#include "net/http_range.hpp"
#include "net/http_words.hpp"
#include "net/io_thread.hpp"
#include "net/upgrade.hpp"

namespace parley::net {

namespace http = boost::beast::http;

namespace {

constexpr std::size_t read_bytes = 4096;
constexpr std::int64_t slowest_bytes_per_s = 1024;  // at which a client may send or read
constexpr seconds linger_span{2};
constexpr seconds drain_span{1};

/// An IPv4 address is written the same, however it came in.
std::string plain_text(asio::ip::address const& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    }
    return address.to_string();
}

std::string address_of(Stream const& stream) {
    ErrorCode error;
    return plain_text(stream.remote_endpoint(error).address());
}

/// Beast lets a bare LF pass within a quoted chunk extension.
void check_chunk(std::uint64_t, boost::beast::string_view extensions, ErrorCode& error) {
    auto const is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    if (std::ranges::any_of(extensions, is_control)) error = http::error::bad_chunk_extension;
}

boost::system::error_category const& http_errors() {
    static auto const code = http::make_error_code(http::error::bad_chunk);
    return code.category();
}

}  // namespace

HttpConnection::HttpConnection(IoThread& thread, Stream stream, Admission::Ticket ticket)
    : thread_(thread),
      stream_(std::move(stream)),
      ticket_(std::move(ticket)),
      address_(address_of(stream_)),
      buffer_(static_cast<std::size_t>(thread.limits().head_bytes_max) + 64 * 1024) {
    thread_.add(*this);
}

HttpConnection::~HttpConnection() { thread_.remove(*this); }

void HttpConnection::start() {
    asio::co_spawn(thread_.executor(), run(),
                   [self = shared_from_this()](std::exception_ptr error) {
                       if (error) std::rethrow_exception(error);
                   });
}

void HttpConnection::tick(Instant now) {
    if (deadline_.ms == 0 || now < deadline_) return;
    timed_out_ = true;
    ErrorCode ignored;
    stream_.cancel(ignored);
}

void HttpConnection::drain() {
    // A request may be on its way already; it gets its answer, and with it the end.
    if (idle_) wait_at_most(drain_span);
}

void HttpConnection::cut_off() {
    ErrorCode ignored;
    stream_.close(ignored);
}

void HttpConnection::wait_at_most(seconds span) {
    deadline_ = thread_.now() + span;
    timed_out_ = false;
}

Task<void> HttpConnection::run() {
    bool more = true;
    while (more && stream_.is_open()) {
        more = co_await serve_one();
        request_ = {};
        parser_.reset();
    }
    if (!upgraded_ && !idle_ && stream_.is_open()) co_await linger();
}

/// One request. False where it was the last.
Task<bool> HttpConnection::serve_one() {
    scheme_ = Scheme::http;
    auto step = co_await read_head();
    if (step.goes_on) step = parse_head();
    if (!step.goes_on) {
        if (step.last_answer) co_await write(*std::move(step.last_answer), false);
        co_return false;
    }
    auto route = thread_.shared().router.route(request_, thread_.service());
    scheme_ = route.scheme;
    if (auto* const to = std::get_if<SocketRoute>(&route.to)) {
        co_return co_await upgrade(std::move(*to));
    }
    auto* const called = std::get_if<CallRoute>(&route.to);
    auto* const page = std::get_if<CentreRoute>(&route.to);
    if (called || (page && page->posted)) {
        step = co_await read_body();
        if (!step.goes_on) {
            if (step.last_answer) co_await write(*std::move(step.last_answer), false);
            co_return false;
        }
    }
    if (called) {
        route.to = co_await call(std::move(*called));
    } else if (page) {
        route.to = co_await centre(std::move(*page));
    }
    if (auto const* const to = std::get_if<ProbeRoute>(&route.to)) {
        route.to = co_await answer_to(
            [this, what = to->what](auto done) { thread_.service().probe(what, std::move(done)); });
    }
    if (auto const* const to = std::get_if<FileRoute>(&route.to)) {
        auto whole = co_await answer_to([this, rest = to->rest](auto done) mutable {
            thread_.service().file(std::move(rest), std::move(done));
        });
        route.to = part_of(std::move(whole), request_);
    }
    // A body that was not read would be taken for the next request.
    auto const keep_alive = parser_->is_done() && parser_->keep_alive();
    co_return co_await write(std::get<Answer>(std::move(route.to)), keep_alive);
}

HttpConnection::Step HttpConnection::refuse(int status, std::string_view detail) {
    return {.goes_on = false, .last_answer = problem(status, detail)};
}

/// Why a read failed: too slow, which gets an answer, or the client is gone.
HttpConnection::Step HttpConnection::failed(std::string_view too_slow) const {
    if (!timed_out_) return {.goes_on = false};
    return {.goes_on = false, .last_answer = problem(408, too_slow)};
}

/// Reads until the first head_bytes_ of the buffer are a head that is fit for the parser.
Task<HttpConnection::Step> HttpConnection::read_head() {
    auto const& limits = thread_.limits();
    auto const bytes_max = static_cast<std::size_t>(limits.head_bytes_max);
    idle_ = buffer_.size() == 0;
    if (idle_) buffer_.shrink_to_fit();
    wait_at_most(seconds{first_ || !idle_ ? limits.head_s : limits.keep_alive_s});
    first_ = false;
    std::size_t looked_at = 0;
    while (true) {
        std::string_view const arrived{static_cast<char const*>(buffer_.data().data()),
                                       std::min(buffer_.size(), bytes_max)};
        auto const end = find_head_end(arrived, looked_at);
        looked_at = arrived.size();
        if (end.verdict == HeadEnd::Verdict::broken) {
            co_return refuse(400, "The request's head has a byte that must not be there.");
        }
        if (end.verdict == HeadEnd::Verdict::found) {
            head_bytes_ = end.bytes;
            break;
        }
        if (arrived.size() == bytes_max) co_return refuse(431, "The request's head is too long.");

        auto const [error, count] =
            co_await stream_.async_read_some(buffer_.prepare(read_bytes), as_result);
        if (error && idle_) co_return Step{.goes_on = false};
        if (error) co_return failed("The request's head took too long.");
        buffer_.commit(count);
        if (idle_) wait_at_most(seconds{limits.head_s});
        idle_ = false;
    }
    deadline_ = {};
    co_return Step{};
}

HttpConnection::Step HttpConnection::parse_head() {
    auto const& limits = thread_.limits();
    std::string_view const head{static_cast<char const*>(buffer_.data().data()), head_bytes_};
    switch (check_head(head, static_cast<std::size_t>(limits.head_fields_max))) {
        case HeadFault::none:
            break;
        case HeadFault::too_many_fields:
            return refuse(431, "The request has too many fields.");
        case HeadFault::malformed:
            return refuse(400, "The request's head is not HTTP/1.1.");
    }
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits.head_bytes_max) + 1);
    parser_->body_limit(static_cast<std::uint64_t>(limits.body_bytes_max));
    ErrorCode error;
    buffer_.consume(parser_->put(asio::buffer(head.data(), head.size()), error));
    if (error == http::error::body_limit) return refuse(413, "The body is too long.");
    if (error || !parser_->is_header_done()) return refuse(400, "The request is not HTTP/1.1.");
    parser_->on_chunk_header(check_chunk);
    fields_ = std::ranges::distance(parser_->get());
    request_ =
        request_of(parser_->get(), parser_->chunked() || parser_->content_length().value_or(0) > 0);
    return {};
}

Task<HttpConnection::Step> HttpConnection::read_body() {
    auto const grace = seconds{thread_.limits().head_s};
    auto const began_at = thread_.now();
    wait_at_most(grace);
    if (!parser_->is_done() && buffer_.size() == 0 && has_word(request_.expect, "100-continue")) {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        auto const [error, count] =
            co_await asio::async_write(stream_, asio::buffer(go_on), as_result);
        if (error) co_return failed("The request's body took too long.");
    }
    parser_->eager(true);
    while (!parser_->is_done()) {
        auto const so_far = static_cast<std::int64_t>(parser_->get().body().size());
        deadline_ = began_at + grace + seconds{so_far / slowest_bytes_per_s};
        auto const [error, count] =
            co_await http::async_read_some(stream_, buffer_, *parser_, as_result);
        if (error == http::error::body_limit) co_return refuse(413, "The body is too long.");
        auto const cut_off =
            error == http::error::partial_message || error == http::error::end_of_stream;
        if (error && !cut_off && error.category() == http_errors()) {
            co_return refuse(400, "The body is not HTTP/1.1.");
        }
        if (error) co_return failed("The request's body took too long.");
    }
    // Beast takes trailer fields for the head's; nobody has a use for them here.
    if (std::ranges::distance(parser_->get()) != fields_) {
        co_return refuse(400, "A body has no fields behind it.");
    }
    deadline_ = {};
    co_return Step{};
}

api::Peer HttpConnection::peer(std::string cookie_token, bool own_origin) const {
    api::Peer peer{address_, std::move(cookie_token), own_origin};
    if (!thread_.shared().config.trust_forwarded) return peer;
    auto last = request_.forwarded_for;
    last.remove_prefix(last.rfind(',') + 1);
    last.remove_prefix(std::min(last.find_first_not_of(" \t"), last.size()));
    ErrorCode error;
    auto const address = asio::ip::make_address(std::string{last}, error);
    if (!error) peer.address = plain_text(address);
    return peer;
}

Task<Answer> HttpConnection::centre(CentreRoute route) {
    api::CentreCall what{std::move(route.path),
                         std::move(route.query),
                         std::nullopt,
                         std::string{request_.accept_language},
                         std::move(route.customer_token),
                         peer({}, false)};
    if (route.posted) what.form = std::move(parser_->get().body());
    co_return co_await answer_to([this, what = std::move(what)](auto done) mutable {
        thread_.service().centre(std::move(what), std::move(done));
    });
}

Task<Answer> HttpConnection::call(CallRoute route) {
    api::HttpCall what{
        .operation = std::move(route.operation),
        .body = std::move(parser_->get().body()),
        .bearer = std::move(route.bearer),
        .peer = peer(std::move(route.cookie_token), route.own_origin),
    };
    co_return co_await answer_to([this, what = std::move(what)](auto done) mutable {
        thread_.service().call(std::move(what), std::move(done));
    });
}

Task<Answer> HttpConnection::answer_to(Question question) {
    using Handler = asio::use_awaitable_t<Executor>;
    // The answer may come at once, while this coroutine is not suspended yet, so it is always
    // posted.
    auto begin = [this](auto handler, Question asked) {
        auto done = [handler = std::move(handler),
                     executor = thread_.executor()](api::HttpAnswer answer) mutable {
            asio::post(executor,
                       [handler = std::move(handler), answer = std::move(answer)]() mutable {
                           std::move(handler)(std::move(answer));
                       });
        };
        asked(std::move(done));
    };
    auto answer = co_await asio::async_initiate<Handler const, void(api::HttpAnswer)>(
        std::move(begin), Handler{}, std::move(question));
    co_return answer_of(std::move(answer), thread_.shared().config.secure_cookies);
}

/// False where the connection speaks HTTP no more.
Task<bool> HttpConnection::upgrade(SocketRoute route) {
    auto checked = check_upgrade(request_, thread_.shared().own);
    if (auto* const refusal = std::get_if<Answer>(&checked)) {
        auto const keep_alive = parser_->is_done() && parser_->keep_alive();
        co_return co_await write(std::move(*refusal), keep_alive);
    }
    auto const& to = std::get<Upgrade>(checked);
    if (!to.own_origin) route.cookie_token.clear();
    auto from = peer(std::move(route.cookie_token), to.own_origin);
    if (thread_.shared().config.trust_forwarded &&
        !ticket_.count_for(asio::ip::make_address(from.address))) {
        co_return co_await write(problem(429, "That address has too many connections."), false);
    }
    wait_at_most(seconds{thread_.limits().head_s});
    auto const [error, count] =
        co_await asio::async_write(stream_, asio::buffer(to.head), as_result);
    if (error) co_return false;
    thread_.metrics().http_requests[1]->Increment();
    deadline_ = {};
    upgraded_ = true;
    auto const rest = buffer_.data();
    thread_.open_socket(std::move(stream_), std::move(ticket_), std::move(from),
                        std::string{static_cast<char const*>(rest.data()), rest.size()});
    co_return false;
}

/// False where the connection cannot go on.
Task<bool> HttpConnection::write(Answer answer, bool keep_alive) {
    keep_alive = keep_alive && !thread_.is_draining();
    thread_.metrics().http_requests[static_cast<std::size_t>(answer.status / 100)]->Increment();
    std::string ancestors;
    if (answer.face == Face::widget) ancestors = thread_.service().frame_ancestors();
    auto const head = write_head(answer, {.keep_alive = keep_alive,
                                          .scheme = scheme_,
                                          .date = thread_.date(),
                                          .frame_ancestors = ancestors});
    auto const with_content = request_.method != Request::Method::head;
    auto const content = with_content ? answer.content() : std::string_view{};
    auto const bytes = static_cast<std::int64_t>(head.size() + content.size());
    wait_at_most(seconds{thread_.limits().outbox_stall_s + bytes / slowest_bytes_per_s});
    std::array const parts{asio::buffer(head), asio::buffer(content)};
    auto const [error, count] = co_await asio::async_write(stream_, parts, as_result);
    deadline_ = {};
    if (error) reset();
    co_return keep_alive && !error;
}

/// Waits for the client's end, within a time: to close while it still sends would discard our
/// answer.
Task<void> HttpConnection::linger() {
    ErrorCode ignored;
    stream_.shutdown(Stream::shutdown_send, ignored);
    wait_at_most(linger_span);
    buffer_.clear();
    while (true) {
        auto const [error, count] =
            co_await stream_.async_read_some(buffer_.prepare(read_bytes), as_result);
        if (error) break;
    }
    if (timed_out_) reset();
}

/// Closes without waiting for what the client has not taken, which the system would keep for
/// minutes.
void HttpConnection::reset() {
    ErrorCode ignored;
    stream_.set_option(Stream::linger{true, 0}, ignored);
    stream_.close(ignored);
}

}  // namespace parley::net
