// floor_relay_postgresql [--batches] PORT URL [CONNECTIONS [BUS]]: the same relay, but each message
// is a row in PostgreSQL before it is acknowledged and delivered. A thread for each connection
// takes all that waits for it and stores it by one INSERT, which is one transaction. A pair belongs
// to one connection, so its messages stay in order.
//
// CONNECTIONS is 1 if left out, the fastest of what was tried on two cores: 100 pairs get 76,700
// messages a second by 1, 70,500 by 2 and 65,300 by 4, 1,000 pairs 65,000 to 70,000 by any. More of
// them make the batches smaller, and PostgreSQL works for a batch rather than for a row.
//
// With a BUS (NATS) there may be several of it on one database, and the two sides of a pair may be
// at different ones: each says on the bus that there is something, and reads what others have
// stored, as seldom as Parley does. Rows get their numbers under a lock, or a reader could not know
// what it has missed.
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include <libpq-fe.h>
#include <nats/nats.h>
#include <unistd.h>

#include "floor.hpp"

namespace {

using parley::bench::Floor;
using parley::bench::Post;

/// Types of PostgreSQL, by their numbers in its catalogue.
constexpr Oid bool_type = 16;
constexpr Oid int4_type = 23;
constexpr Oid text_type = 25;

/// An array of one dimension as PostgreSQL sends and takes it: nothing is to be escaped.
class BinaryArray {
  public:
    BinaryArray(Oid type, std::size_t size) {
        number(1);  // dimension
        number(0);  // without nulls
        number(type);
        number(static_cast<std::uint32_t>(size));
        number(1);  // where it begins
    }
    void add_bool(bool value) {
        number(1);
        bytes_.push_back(value ? '\1' : '\0');
    }
    void add_int4(std::uint32_t value) {
        number(4);
        number(value);
    }
    void add_text(std::string_view value) {
        number(static_cast<std::uint32_t>(value.size()));
        bytes_.append(value);
    }
    char const* data() const { return bytes_.data(); }
    int size() const { return static_cast<int>(bytes_.size()); }

  private:
    void number(std::uint32_t value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes_.push_back(static_cast<char>(value >> shift & 0xFF));
        }
    }
    std::string bytes_;
};

[[noreturn]] void fail(char const* why) {
    std::fprintf(stderr, "floor_relay_postgresql: %s\n", why);
    std::abort();
}

/// Says that there is something to read, and hears it.
class Bus {
  public:
    Bus(std::string const& url, std::function<void()> woken) : woken_(std::move(woken)) {
        natsOptions* options = nullptr;
        need(natsOptions_Create(&options));
        need(natsOptions_SetURL(options, url.c_str()));
        need(natsOptions_SetNoEcho(options, true));
        need(natsOptions_SetSendAsap(options, true));
        need(natsConnection_Connect(&connection_, options));
        natsOptions_Destroy(options);
        need(natsConnection_Subscribe(
            &subscription_, connection_, subject,
            [](natsConnection*, natsSubscription*, natsMsg* message, void* self) {
                natsMsg_Destroy(message);
                static_cast<Bus*>(self)->woken_();
            },
            this));
    }
    ~Bus() {
        natsSubscription_Destroy(subscription_);
        natsConnection_Destroy(connection_);
        nats_CloseAndWait(0);
    }
    void wake() { natsConnection_PublishString(connection_, subject, "1"); }

  private:
    static constexpr auto subject = "floor.wake";
    static void need(natsStatus status) {
        if (status != NATS_OK) fail(natsStatus_GetText(status));
    }
    std::function<void()> const woken_;
    natsConnection* connection_ = nullptr;
    natsSubscription* subscription_ = nullptr;
};

void make_table(char const* url) {
    auto* const database = ::PQconnectdb(url);
    // Several may begin at once, and "if not exists" does not wait for the other.
    auto* const made = ::PQexec(
        database,
        "SET client_min_messages = warning; BEGIN; SELECT pg_advisory_xact_lock(1);"
        " CREATE TABLE IF NOT EXISTS message (id bigserial PRIMARY KEY, pair integer NOT NULL,"
        " from_agent boolean NOT NULL, params text NOT NULL, node integer DEFAULT 0); COMMIT");
    if (::PQresultStatus(made) != PGRES_COMMAND_OK) fail(::PQerrorMessage(database));
    ::PQclear(made);
    ::PQfinish(database);
}

/// Reads what the other relays have stored, and tells these of what this one has.
class Reader {
  public:
    Reader(char const* url, std::string const& bus, Floor& floor)
        : floor_(floor), database_(::PQconnectdb(url)), bus_(bus, [this] { wake(look_); }) {
        if (::PQstatus(database_) != CONNECTION_OK) fail(::PQerrorMessage(database_));
        Oid const types[] = {20, int4_type};
        auto* const prepared = ::PQprepare(
            database_, "read",
            "SELECT id, pair, from_agent, params FROM message WHERE id > $1 AND node <> $2"
            " ORDER BY id",
            2, types);
        if (::PQresultStatus(prepared) != PGRES_COMMAND_OK) fail(::PQerrorMessage(database_));
        ::PQclear(prepared);
        thread_ = std::thread{[this] { run(); }};
    }
    ~Reader() {
        wake(over_);
        thread_.join();
        ::PQfinish(database_);
    }
    void tell() { wake(tell_); }

  private:
    void wake(bool& what) {
        {
            std::scoped_lock const lock{mutex_};
            what = true;
        }
        changed_.notify_one();
    }
    void run() {
        for (;;) {
            bool look;
            bool tell;
            {
                std::unique_lock lock{mutex_};
                changed_.wait(lock, [this] { return look_ || tell_ || over_; });
                if (over_) return;
                look = std::exchange(look_, false);
                tell = std::exchange(tell_, false);
            }
            if (tell) bus_.wake();
            if (look) read();
            constexpr std::chrono::milliseconds looks_apart{10};  // as Parley, where much happens
            std::this_thread::sleep_for(looks_apart);
        }
    }
    void read() {
        auto const after = std::to_string(last_);
        auto const node = std::to_string(::getpid());
        char const* const values[] = {after.c_str(), node.c_str()};
        auto* const rows = ::PQexecPrepared(database_, "read", 2, values, nullptr, nullptr, 0);
        if (::PQresultStatus(rows) != PGRES_TUPLES_OK) fail(::PQerrorMessage(database_));
        std::vector<Post> posts;
        for (int row = 0; row < ::PQntuples(rows); ++row) {
            last_ = std::atoll(::PQgetvalue(rows, row, 0));
            posts.push_back({*::PQgetvalue(rows, row, 2) == 't',
                             static_cast<std::uint32_t>(std::atoi(::PQgetvalue(rows, row, 1))),
                             {},
                             ::PQgetvalue(rows, row, 3)});
        }
        ::PQclear(rows);
        if (!posts.empty()) floor_.stored_elsewhere(std::move(posts));
    }

    Floor& floor_;
    PGconn* database_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool look_ = false;
    bool tell_ = false;
    bool over_ = false;
    long long last_ = 0;
    Bus bus_;
    std::thread thread_;
};

class Connection {
  public:
    Connection(char const* url, Reader* reader, Floor& floor)
        : floor_(floor), reader_(reader), database_(::PQconnectdb(url)) {
        if (::PQstatus(database_) != CONNECTION_OK) fail();
        Oid const types[] = {1007, 1000, 1009};  // arrays of integer, boolean and text
        auto const alone =
            "INSERT INTO message (pair, from_agent, params) SELECT * FROM unnest($1, $2, $3)";
        auto const among_others =
            "WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock(2))"
            " INSERT INTO message (pair, from_agent, params, node)"
            " SELECT post.*, " +
            std::to_string(::getpid()) + " FROM held, unnest($1, $2, $3) AS post";
        expect(::PQprepare(database_, "insert", reader_ ? among_others.c_str() : alone, 3, types),
               PGRES_COMMAND_OK);
        writer_ = std::thread{[this] { write(); }};
    }

    ~Connection() {
        {
            std::scoped_lock const lock{mutex_};
            over_ = true;
        }
        changed_.notify_one();
        writer_.join();
        ::PQfinish(database_);
    }

    void put(Post post) {
        std::scoped_lock const lock{mutex_};
        waiting_.push_back(std::move(post));
        changed_.notify_one();
    }

  private:
    void write() {
        for (;;) {
            std::vector<Post> posts;
            {
                std::unique_lock lock{mutex_};
                changed_.wait(lock, [this] { return over_ || !waiting_.empty(); });
                if (over_) return;
                posts.swap(waiting_);
            }
            insert(posts);
            floor_.stored(std::move(posts));
            if (reader_) reader_->tell();
        }
    }

    void insert(std::vector<Post> const& posts) {
        BinaryArray pairs{int4_type, posts.size()};
        BinaryArray sides{bool_type, posts.size()};
        BinaryArray params{text_type, posts.size()};
        for (auto const& post : posts) {
            pairs.add_int4(post.pair);
            sides.add_bool(post.from_agent);
            params.add_text(post.params);
        }
        char const* const values[] = {pairs.data(), sides.data(), params.data()};
        int const lengths[] = {pairs.size(), sides.size(), params.size()};
        int const binary[] = {1, 1, 1};
        expect(::PQexecPrepared(database_, "insert", 3, values, lengths, binary, 0),
               PGRES_COMMAND_OK);
    }

    void expect(PGresult* result, ExecStatusType wanted) {
        bool const good = ::PQresultStatus(result) == wanted;
        ::PQclear(result);
        if (!good) fail();
    }

    [[noreturn]] void fail() { ::fail(::PQerrorMessage(database_)); }

    Floor& floor_;
    Reader* reader_;  // none where this relay is the only one
    PGconn* database_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Post> waiting_;
    bool over_ = false;
    std::thread writer_;
};

class PostgresqlStore : public parley::bench::Store {
  public:
    PostgresqlStore(parley::bench::FloorOptions const& options, Floor& floor) {
        auto const* url = options.file.c_str();
        make_table(url);
        if (!options.bus.empty()) reader_ = std::make_unique<Reader>(url, options.bus, floor);
        for (int i = 0; i < options.connections; ++i) {
            connections_.push_back(std::make_unique<Connection>(url, reader_.get(), floor));
        }
    }
    void put(Post post) override {
        auto& connection = *connections_[post.pair % connections_.size()];
        connection.put(std::move(post));
    }

  private:
    std::unique_ptr<Reader> reader_;
    std::vector<std::unique_ptr<Connection>> connections_;
};

}  // namespace

int main(int count, char** arguments) {
    auto const options = parley::bench::read_options(count, arguments);
    if (options.file.empty() || options.connections < 1) {
        std::fputs("usage: floor_relay_postgresql [--batches] PORT URL [CONNECTIONS]\n", stderr);
        return 64;
    }
    Floor floor{options.frames};
    PostgresqlStore store{options, floor};
    floor.serve(options.port, &store);
    return 0;
}
