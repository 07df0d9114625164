#include "floor.hpp"

#include <charconv>
#include <csignal>
#include <cstdio>
#include <deque>
#include <unordered_map>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

namespace parley::bench {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using Tcp = asio::ip::tcp;
using Executor = asio::io_context::executor_type;
using Stream = asio::basic_stream_socket<Tcp, Executor>;
using ErrorCode = boost::system::error_code;

namespace {

class Connection;

/// Who is there, by pair. Used by the io thread only.
struct Directory {
    std::unordered_map<std::uint32_t, Connection*> customers;  // by pair
    std::unordered_map<std::uint32_t, Connection*> agents;     // by number
    std::uint32_t agents_of = 1;

    Connection* find(bool agent, std::uint32_t pair) const {
        auto const& side = agent ? agents : customers;
        auto const found = side.find(agent ? pair % agents_of : pair);
        return found == side.end() ? nullptr : found->second;
    }
};

std::uint32_t number_in(std::string_view text) {
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(Stream stream, Frames frames, Directory& directory,
               std::function<void(Post)> const& posted)
        : socket_(std::move(stream)), frames_(frames), directory_(directory), posted_(posted) {}

    ~Connection() {
        if (!joined_) return;
        auto& side = agent_ ? directory_.agents : directory_.customers;
        if (auto const found = side.find(number_); found != side.end() && found->second == this) {
            side.erase(found);
        }
    }

    void start() {
        auto const request = std::make_shared<http::request<http::empty_body>>();
        http::async_read(socket_.next_layer(), buffer_, *request,
                         [self = shared_from_this(), request](ErrorCode error, std::size_t) {
                             if (!error) self->accept(request);
                         });
    }

    void send(std::string call) {
        waiting_.push_back(std::move(call));
        if (frames_ == Frames::bare) return flush();
        if (flush_set_ || writing_) return;
        flush_set_ = true;  // at the end of the turn, when all that belongs together is there
        asio::post(socket_.get_executor(), [self = shared_from_this()] {
            self->flush_set_ = false;
            self->flush();
        });
    }

  private:
    void accept(std::shared_ptr<http::request<http::empty_body>> const& request) {
        socket_.set_option(
            websocket::stream_base::decorator([](websocket::response_type& response) {
                response.set(http::field::sec_websocket_protocol, "parley.v1");
            }));
        socket_.async_accept(*request, [self = shared_from_this(), request](ErrorCode error) {
            if (error) return;
            self->join(request->target());
            self->socket_.text(true);
            self->read();
        });
    }

    void join(std::string_view target) {
        constexpr std::string_view customer = "/customer/";
        constexpr std::string_view agent = "/agent/";
        if (target.starts_with(customer)) {
            number_ = number_in(target.substr(customer.size()));
            directory_.customers[number_] = this;
            joined_ = true;
        } else if (target.starts_with(agent)) {
            number_ = number_in(target.substr(agent.size()));
            directory_.agents_of = number_in(target.substr(target.rfind('/') + 1));
            directory_.agents[number_] = this;
            joined_ = agent_ = true;
        }
    }

    void read() {
        socket_.async_read(buffer_, [self = shared_from_this()](ErrorCode error, std::size_t) {
            if (error) return;
            auto const bytes = self->buffer_.data();
            self->received({static_cast<char const*>(bytes.data()), bytes.size()});
            self->buffer_.consume(bytes.size());
            self->read();
        });
    }

    /// {"jsonrpc":"2.0","id":1,"method":"message.post","params":{"chat":"17",…}}
    void received(std::string_view call) {
        constexpr std::string_view id = R"("id":)";
        constexpr std::string_view params = R"("params":)";
        constexpr std::string_view chat = R"("chat":")";
        auto const id_at = call.find(id) + id.size();
        auto const params_at = call.find(params, id_at) + params.size();
        auto const chat_at = call.find(chat, params_at) + chat.size();
        posted_({agent_, number_in(call.substr(chat_at)),
                 std::string{call.substr(id_at, call.find(',', id_at) - id_at)},
                 std::string{call.substr(params_at, call.size() - 1 - params_at)}});
    }

    void flush() {
        if (writing_ || waiting_.empty()) return;
        if (frames_ == Frames::bare || waiting_.size() == 1) {
            out_ = std::move(waiting_.front());
            waiting_.pop_front();
        } else {
            out_ = "[";
            for (auto const& call : waiting_) out_.append(call).push_back(',');
            out_.back() = ']';
            waiting_.clear();
        }
        writing_ = true;
        socket_.async_write(asio::buffer(out_),
                            [self = shared_from_this()](ErrorCode error, std::size_t) {
                                self->writing_ = false;
                                if (!error) self->flush();
                            });
    }

    websocket::stream<Stream, false> socket_;
    Frames frames_;
    Directory& directory_;
    std::function<void(Post)> const& posted_;
    beast::flat_buffer buffer_;
    std::deque<std::string> waiting_;
    std::string out_;
    bool flush_set_ = false;
    bool writing_ = false;
    bool joined_ = false;
    bool agent_ = false;
    std::uint32_t number_ = 0;
};

}  // namespace

struct Floor::Impl {
    void accept() {
        acceptor.async_accept([this](ErrorCode error, Stream stream) {
            if (!error) {
                stream.set_option(Tcp::no_delay{true});
                std::make_shared<Connection>(std::move(stream), frames, directory, posted)->start();
            }
            accept();
        });
    }

    void acknowledge(Post const& post) {
        if (auto* const author = directory.find(post.from_agent, post.pair)) {
            author->send(R"({"jsonrpc":"2.0","id":)" + post.id + R"(,"result":{}})");
        }
    }

    void deliver(Post const& post) {
        if (auto* const other = directory.find(!post.from_agent, post.pair)) {
            other->send(R"({"jsonrpc":"2.0","method":"event","params":)" + post.params + "}");
        }
    }

    asio::io_context io{1};
    asio::basic_socket_acceptor<Tcp, Executor> acceptor{io};
    Directory directory;
    std::function<void(Post)> posted;
    Frames frames = Frames::bare;
};

Floor::Floor(Frames frames) : impl_(std::make_unique<Impl>()) { impl_->frames = frames; }
Floor::~Floor() = default;

void Floor::serve(std::uint16_t port, Store* store) {
    impl_->posted = [this, store](Post post) {
        if (store != nullptr) {
            store->put(std::move(post));
        } else {
            impl_->acknowledge(post);
            impl_->deliver(post);
        }
    };
    Tcp::endpoint const where{asio::ip::make_address("127.0.0.1"), port};
    impl_->acceptor.open(where.protocol());
    impl_->acceptor.set_option(asio::socket_base::reuse_address{true});
    impl_->acceptor.bind(where);
    impl_->acceptor.listen();
    std::printf("listening on http://127.0.0.1:%u\n", impl_->acceptor.local_endpoint().port());
    std::fflush(stdout);
    impl_->accept();
    asio::signal_set signals{impl_->io, SIGTERM, SIGINT};
    signals.async_wait([this](ErrorCode, int) { impl_->io.stop(); });
    impl_->io.run();
}

void Floor::stored(std::vector<Post> posts) {
    asio::post(impl_->io, [this, posts = std::move(posts)] {
        for (auto const& post : posts) {
            impl_->acknowledge(post);
            impl_->deliver(post);
        }
    });
}

void Floor::stored_elsewhere(std::vector<Post> posts) {
    asio::post(impl_->io, [this, posts = std::move(posts)] {
        for (auto const& post : posts) impl_->deliver(post);
    });
}

FloorOptions read_options(int count, char** arguments) {
    FloorOptions options;
    std::vector<std::string_view> words{arguments + 1, arguments + count};
    if (!words.empty() && words.front() == "--batches") {
        options.frames = Frames::batches;
        words.erase(words.begin());
    }
    if (!words.empty()) options.port = static_cast<std::uint16_t>(number_in(words[0]));
    if (words.size() > 1) options.file = words[1];
    if (words.size() > 2) options.connections = static_cast<int>(number_in(words[2]));
    if (words.size() > 3) options.bus = words[3];
    return options;
}

}  // namespace parley::bench
