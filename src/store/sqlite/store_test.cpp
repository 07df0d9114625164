// What only SQLite has to promise: its file, its log, its older tables.
#include "store/sqlite/store.hpp"

#include <filesystem>
#include <fstream>
#include <latch>

#include <gmock/gmock.h>

#include "store/client_ids.hpp"
#include "store/migrations.hpp"
#include "store/sqlite/connection.hpp"

namespace parley::store::sqlite {
namespace {

class Directory {
  public:
    Directory() {
        auto name = std::filesystem::temp_directory_path() / "parley-store-XXXXXX";
        path_ = ::mkdtemp(name.string().data());
        if (path_.empty()) throw std::runtime_error("no temporary directory");
    }
    ~Directory() { std::filesystem::remove_all(path_); }
    std::string file(std::string const& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

TEST(Migrations, KeepMessagesAndEventsOfAnOlderDatabase) {
    Directory const directory;
    auto const file = directory.file("parley.sqlite3");
    {
        soci::session sql{soci::sqlite3, "dbname=" + file};
        migrate(sql, Dialect::sqlite, 1);
        sql << "INSERT INTO chats (id, organization_id, queue_id, visitor_id, state, seq, "
               "read_customer, read_agent, queued_at, fields) "
               "VALUES (5, 1, 1, 3, 'queued', 1, 0, 0, 1, '{}')";
        sql << "INSERT INTO messages (id, chat_id, seq, at, from_kind, from_id, from_name, "
               "client_id, text) VALUES (11, 5, 1, 9, 'agent', 7, 'Ada', 'one', 'Grüße')";
        sql << "INSERT INTO events (at, type, visitor_id, message_id) "
               "VALUES (9, 'message.posted', 3, 11)";
        sql << "INSERT INTO events (at, type, visitor_id, data) VALUES (10, 'chat.ended', 3, '{}')";
    }
    ManualClock const clock{Instant{1}};
    IdMaker ids{clock, 1};
    Limits const limits;
    Connection connection{file, Mode::writer, clock, ids, limits};
    connection.run([](Tx& tx) {
        EXPECT_EQ(tx.messages.at(ChatId{5}, 1)->text, "Grüße");
        auto const events = tx.events.after(VisitorId{3}, Cursor{}, 10);
        ASSERT_EQ(events.size(), 2u);
        EXPECT_EQ(events[0].chat, ChatId{5});
        EXPECT_EQ(events[0].seq, 1);
        EXPECT_EQ(events[1].cursor, Cursor{2});
        EXPECT_EQ(events[1].data, "{}");
    });
}

/// Gives jobs to a store and waits until all have finished.
void write_all(Store& store, int count, std::function<void(Tx&)> const& work) {
    std::latch done{count};
    struct CountedJob : Job {
        CountedJob(std::latch& latch, std::function<void(Tx&)> const& todo)
            : done(latch), work(todo) {}
        void run(Tx& tx) override { work(tx); }
        void finished(Refused const* refused, Aftermath) override {
            EXPECT_FALSE(refused);
            done.count_down();
        }
        std::latch& done;
        std::function<void(Tx&)> const& work;
    };
    for (int i = 0; i < count; ++i) {
        std::unique_ptr<Job> job = std::make_unique<CountedJob>(done, work);
        ASSERT_FALSE(store.write(job));
    }
    done.wait();
}

TEST(Checkpoints, KeepTheLogFromGrowingWithoutEnd) {
    Directory const directory;
    auto const file = directory.file("parley.sqlite3");
    SteadyClock const clock;
    IdMaker ids{clock, 1};
    Limits const limits;
    Metrics metrics{"test"};
    Hooks hooks;
    hooks.run_timer = [](Tx&, Timer const&) {};
    hooks.deliver = [](Aftermath) {};
    hooks.group_done = [] {};
    constexpr int log_pages = 50;
    auto const store = open_store({file, {}, 1, log_pages}, clock, ids, limits, metrics, hooks);
    std::string const data(20'000, 'x');
    std::uintmax_t highest = 0;
    constexpr int rounds = 200;
    for (int round = 0; round < rounds; ++round) {
        write_all(*store, 4, [&](Tx& tx) { tx.emit("x", VisitorId{1}, {}, data); });
        highest = std::max(highest, std::filesystem::file_size(file + "-wal"));
    }
    auto const written = rounds * 4 * data.size();
    EXPECT_LT(highest, written / 4) << "16 MB were written";
    store->stop();
    EXPECT_EQ(
        std::filesystem::exists(file + "-wal") ? std::filesystem::file_size(file + "-wal") : 0, 0u);
    Connection connection{file, Mode::writer, clock, ids, limits};
    EXPECT_EQ(connection.run([](Tx& tx) { return tx.events.head(); }), Cursor{rounds * 4});
}

}  // namespace
}  // namespace parley::store::sqlite
