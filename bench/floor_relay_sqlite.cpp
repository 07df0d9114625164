// floor_relay_sqlite [--batches] PORT FILE: the same relay, but each message is a row in SQLite
// (WAL, synchronous=FULL) before it is acknowledged and delivered. One writer thread takes all that
// waits and commits it together.
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

#include <sqlite3.h>

#include "floor.hpp"

namespace {

using parley::bench::Floor;
using parley::bench::Post;

class SqliteStore : public parley::bench::Store {
  public:
    SqliteStore(char const* file, Floor& floor) : floor_(floor) {
        check(::sqlite3_open(file, &database_));
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        run("CREATE TABLE IF NOT EXISTS message (id INTEGER PRIMARY KEY, pair INTEGER NOT NULL,"
            " from_agent INTEGER NOT NULL, params TEXT NOT NULL)");
        check(::sqlite3_prepare_v2(
            database_, "INSERT INTO message (pair, from_agent, params) VALUES (?, ?, ?)", -1,
            &insert_, nullptr));
        writer_ = std::thread{[this] { write(); }};
    }

    ~SqliteStore() override {
        {
            std::scoped_lock const lock{mutex_};
            over_ = true;
        }
        changed_.notify_one();
        writer_.join();
        ::sqlite3_finalize(insert_);
        ::sqlite3_close(database_);
    }

    void put(Post post) override {
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
            run("BEGIN");
            for (auto const& post : posts) insert(post);
            run("COMMIT");
            floor_.stored(std::move(posts));
        }
    }

    void insert(Post const& post) {
        ::sqlite3_bind_int64(insert_, 1, post.pair);
        ::sqlite3_bind_int(insert_, 2, post.from_agent ? 1 : 0);
        ::sqlite3_bind_text(insert_, 3, post.params.data(), static_cast<int>(post.params.size()),
                            SQLITE_STATIC);
        if (::sqlite3_step(insert_) != SQLITE_DONE) check(SQLITE_ERROR);
        ::sqlite3_reset(insert_);
    }

    void run(char const* sql) { check(::sqlite3_exec(database_, sql, nullptr, nullptr, nullptr)); }

    void check(int result) {
        if (result == SQLITE_OK) return;
        std::fprintf(stderr, "floor_relay_sqlite: %s\n", ::sqlite3_errmsg(database_));
        std::abort();
    }

    Floor& floor_;
    sqlite3* database_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Post> waiting_;
    bool over_ = false;
    std::thread writer_;
};

}  // namespace

int main(int count, char** arguments) {
    auto const options = parley::bench::read_options(count, arguments);
    if (options.file.empty()) {
        std::fputs("usage: floor_relay_sqlite [--batches] PORT FILE\n", stderr);
        return 64;
    }
    Floor floor{options.frames};
    SqliteStore store{options.file.c_str(), floor};
    floor.serve(options.port, &store);
    return 0;
}
