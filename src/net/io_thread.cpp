#include "net/io_thread.hpp"

#include <atomic>
#include <mutex>

#include <boost/asio/post.hpp>

#include "net/http_connection.hpp"
#include "net/http_words.hpp"
#include "net/socket.hpp"

namespace parley::net {

namespace {
constexpr std::size_t read_buffer_bytes = 64 * 1024;
constexpr std::size_t write_buffer_bytes_kept = 512 * 1024;
constexpr int retry_ms_max = 5000;  // how far the clients of a server that drains are spread
}  // namespace

/// What a Waker holds: it may be called from any thread, also when this one has ended.
struct Wakeup {
    std::atomic<bool> is_due = false;
    std::mutex mutex;
    asio::io_context* io = nullptr;   // guarded by `mutex`; null when the thread has ended
    api::Service* service = nullptr;  // used on the io thread only

    static void wake(std::shared_ptr<Wakeup> const& wakeup) {
        if (wakeup->is_due.exchange(true)) return;
        std::scoped_lock const lock{wakeup->mutex};
        if (wakeup->io == nullptr) return;
        asio::post(*wakeup->io, [wakeup] {
            wakeup->is_due = false;
            if (wakeup->service != nullptr) wakeup->service->run_handed_over();
        });
    }
};

Shared::Shared(ServerConfig const& given, Clock const& from, Metrics& counted_in)
    : config(given),
      clock(from),
      metrics(counted_in),
      own(given.own_origins),
      router(own, embedded_pages(),
             {.demo_pages = given.demo_pages,
              .cookie_name = cookie_name(given.secure_cookies),
              .customer_cookie_name = customer_cookie_name(given.secure_cookies)}),
      admission(given.limits.connections_max, given.limits.connections_per_address) {}

IoThread::IoThread(Shared& shared, Tcp::endpoint const& endpoint)
    : shared_(shared),
      read_buffer_(read_buffer_bytes),
      now_(shared.clock.now()),
      date_(http_date(now_)),
      listener_(
          io_, endpoint, shared.admission,
          shared.config.trust_forwarded ? Listener::CountBy::nothing : Listener::CountBy::address,
          [this](Stream stream, Admission::Ticket ticket) {
              std::make_shared<HttpConnection>(*this, std::move(stream), std::move(ticket))
                  ->start();
          }),
      wakeup_(std::make_shared<Wakeup>()) {
    wakeup_->io = &io_;
}

IoThread::~IoThread() { stop(); }

api::Waker IoThread::waker() const {
    return [wakeup = wakeup_] { Wakeup::wake(wakeup); };
}

void IoThread::start(std::unique_ptr<api::Service> service) {
    service_ = std::move(service);
    wakeup_->service = service_.get();
    listener_.start();
    timer_.expires_after(shared_.config.tick);
    timer_.async_wait([this](ErrorCode error) {
        if (!error) tick();
    });
    thread_ = std::thread{[this] { run(); }};
}

void IoThread::drain() {
    if (thread_.joinable()) asio::post(io_, [this] { begin_drain(); });
}

void IoThread::wait_until_drained(std::chrono::steady_clock::time_point until) {
    if (thread_.joinable()) until_drained_.wait_until(until);
}

void IoThread::stop() {
    if (!thread_.joinable()) return;
    asio::post(io_, [this] { io_.stop(); });
    thread_.join();
}

void IoThread::run() {
    io_.run();
    cut_off_all();
}

/// After this no handler waits in io_, so nothing runs when it is destroyed.
void IoThread::cut_off_all() {
    draining_ = true;
    listener_.close();
    timer_.cancel();
    for (auto* const http : https_) http->cut_off();
    for (auto const& socket : sockets_) socket->cut_off();
    {
        std::scoped_lock const lock{wakeup_->mutex};
        wakeup_->io = nullptr;
    }
    // What had arrived already still meets the service; all that was waiting for the network ends.
    work_.reset();
    io_.restart();
    io_.poll();
    // What is left are calls under way: the service drops them, which unwinds their coroutines.
    wakeup_->service = nullptr;
    service_.reset();
    io_.restart();
    io_.poll();
    sockets_.clear();
}

void IoThread::tick() {
    now_ = shared_.clock.now();
    date_ = http_date(now_);
    listener_.tick();
    for (auto const& socket : sockets_) socket->tick(now_);
    for (auto* const http : https_) http->tick(now_);
    timer_.expires_after(shared_.config.tick);
    timer_.async_wait([this](ErrorCode error) {
        if (!error) tick();
    });
}

void IoThread::add(HttpConnection& connection) { https_.insert(&connection); }

void IoThread::remove(HttpConnection& connection) {
    https_.erase(&connection);
    check_drained();
}

void IoThread::open_socket(Stream stream, Admission::Ticket ticket, api::Peer peer,
                           std::string early) {
    auto const socket = std::make_shared<Socket>(*this, std::move(stream), std::move(ticket));
    socket->place = sockets_.size();
    sockets_.push_back(socket);
    socket->open(std::move(peer), std::move(early));
    if (draining_) close_for_drain(*socket);
}

void IoThread::forget(Socket& socket) {
    auto const place = socket.place;
    std::swap(sockets_[place], sockets_.back());
    sockets_[place]->place = place;
    sockets_.pop_back();
    check_drained();
}

void IoThread::end_turn_of(Socket& socket) {
    // Behind everything that is ready now: that is the end of the turn.
    if (touched_.empty()) asio::post(io_, [this] { end_turn(); });
    touched_.push_back(&socket);
}

void IoThread::end_turn() {
    ending_.swap(touched_);
    for (auto* const socket : ending_) socket->end_turn();
    ending_.clear();
    if (write_buffer_.capacity() > write_buffer_bytes_kept) write_buffer_ = {};
}

void IoThread::begin_drain() {
    if (draining_) return;
    draining_ = true;
    listener_.close();
    for (auto* const http : https_) http->drain();
    for (auto const& socket : sockets_) close_for_drain(*socket);
    check_drained();
}

void IoThread::close_for_drain(Socket& socket) {
    std::uniform_int_distribution<int> retry_ms{0, retry_ms_max};
    socket.close(live::Close::draining, "draining;retry_ms=" + std::to_string(retry_ms(random_)));
}

void IoThread::check_drained() {
    if (!draining_ || told_drained_ || !https_.empty() || !sockets_.empty()) return;
    told_drained_ = true;
    drained_.set_value();
}

}  // namespace parley::net
