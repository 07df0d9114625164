// floor_relay_postgresql [--batches] PORT URL [CONNECTIONS]: the same relay, but each message is a
// row in PostgreSQL before it is acknowledged and delivered. A thread for each connection takes all
// that waits for it and stores it by one INSERT, which is one transaction. A pair belongs to one
// connection, so its messages stay in order.
//
// CONNECTIONS is 1 if left out, the fastest of what was tried on two cores: 100 pairs get 76,700
// messages a second by 1, 70,500 by 2 and 65,300 by 4, 1,000 pairs 65,000 to 70,000 by any. More of
// them make the batches smaller, and PostgreSQL works for a batch rather than for a row.
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <thread>

#include <libpq-fe.h>

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

class Connection {
  public:
    Connection(char const* url, Floor& floor) : floor_(floor), database_(::PQconnectdb(url)) {
        if (::PQstatus(database_) != CONNECTION_OK) fail();
        // Several may begin at once, and "if not exists" does not wait for the other.
        run("SET client_min_messages = warning; BEGIN; SELECT pg_advisory_xact_lock(1);"
            " CREATE TABLE IF NOT EXISTS message (id bigserial PRIMARY KEY, pair integer NOT NULL,"
            " from_agent boolean NOT NULL, params text NOT NULL); COMMIT");
        Oid const types[] = {1007, 1000, 1009};  // arrays of integer, boolean and text
        expect(::PQprepare(database_, "insert",
                           "INSERT INTO message (pair, from_agent, params)"
                           " SELECT * FROM unnest($1, $2, $3)",
                           3, types),
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

    void run(char const* sql) { expect(::PQexec(database_, sql), PGRES_COMMAND_OK); }

    void expect(PGresult* result, ExecStatusType wanted) {
        bool const good = ::PQresultStatus(result) == wanted;
        ::PQclear(result);
        if (!good) fail();
    }

    [[noreturn]] void fail() {
        std::fprintf(stderr, "floor_relay_postgresql: %s\n", ::PQerrorMessage(database_));
        std::abort();
    }

    Floor& floor_;
    PGconn* database_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Post> waiting_;
    bool over_ = false;
    std::thread writer_;
};

class PostgresqlStore : public parley::bench::Store {
  public:
    PostgresqlStore(char const* url, int connections, Floor& floor) {
        for (int i = 0; i < connections; ++i) {
            connections_.push_back(std::make_unique<Connection>(url, floor));
        }
    }
    void put(Post post) override {
        auto& connection = *connections_[post.pair % connections_.size()];
        connection.put(std::move(post));
    }

  private:
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
    PostgresqlStore store{options.file.c_str(), options.connections, floor};
    floor.serve(options.port, &store);
    return 0;
}
