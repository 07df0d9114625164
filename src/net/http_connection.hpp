#pragma once
// One TCP connection while it speaks HTTP: reads requests one after the other, answers them, and
// hands itself over when one becomes a WebSocket. A coroutine from its first byte to its last.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "api/connection.hpp"
#include "net/admission.hpp"
#include "net/asio.hpp"
#include "net/http_answer.hpp"
#include "net/request.hpp"
#include "net/routes.hpp"

namespace parley::net {

class IoThread;

class HttpConnection : public std::enable_shared_from_this<HttpConnection> {
  public:
    HttpConnection(IoThread& thread, Stream stream, Admission::Ticket ticket);
    ~HttpConnection();

    void start();
    /// Once a second: the deadline of what is waited for.
    void tick(Instant now);
    /// Ends after the answer under way, or soon where there is none.
    void drain();
    /// Ends now.
    void cut_off();

  private:
    /// Asks the service something; the function is called with the answer, at once or later.
    using Question = std::move_only_function<void(std::move_only_function<void(api::HttpAnswer)>)>;
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    /// Whether the connection can go on after a step; if not, with which answer it ends.
    struct Step {
        bool goes_on = true;
        std::optional<Answer> last_answer = std::nullopt;
    };

    Task<void> run();
    Task<bool> serve_one();
    Task<Step> read_head();
    Step parse_head();
    Task<Step> read_body();
    Task<Answer> call(CallRoute route);
    Task<Answer> centre(CentreRoute route);
    Task<Answer> answer_to(Question question);
    Task<bool> upgrade(SocketRoute route);
    Task<bool> write(Answer answer, bool keep_alive);
    Task<void> linger();
    void reset();

    static Step refuse(int status, std::string_view detail);
    Step failed(std::string_view too_slow) const;
    api::Peer peer(std::string cookie_token, bool own_origin) const;
    void wait_at_most(seconds span);

    IoThread& thread_;
    Stream stream_;
    Admission::Ticket ticket_;
    std::string const address_;
    boost::beast::flat_buffer buffer_;
    std::size_t head_bytes_ = 0;    // at the front of buffer_, once a head has been read
    std::optional<Parser> parser_;  // of the request under way
    std::ptrdiff_t fields_ = 0;     // of the head
    Request request_;               // views into parser_
    Scheme scheme_ = Scheme::http;
    Instant deadline_;  // of what the coroutine waits for; 0 ms: none
    bool timed_out_ = false;
    bool idle_ = true;  // between two requests
    bool first_ = true;
    bool upgraded_ = false;
};

}  // namespace parley::net
