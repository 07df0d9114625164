// The promises of store.hpp and of the connection, on files of SQLite.
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

using testing::ElementsAre;
using testing::IsEmpty;

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

/// A job of two functions that remembers how it went.
class TestJob : public Job {
  public:
    struct Outcome {
        int runs = 0;
        std::optional<Refused> refused;
        bool finished = false;
        std::size_t events = 0;
    };
    TestJob(Outcome& outcome, std::function<void(Tx&)> work)
        : outcome_(outcome), work_(std::move(work)) {}
    void run(Tx& tx) override {
        ++outcome_.runs;
        work_(tx);
    }
    void finished(Refused const* refused, Aftermath aftermath) override {
        if (refused) outcome_.refused = *refused;
        outcome_.finished = true;
        outcome_.events = aftermath.events.size();
    }

  private:
    Outcome& outcome_;
    std::function<void(Tx&)> work_;
};

struct StoreTest : testing::Test {
    ManualClock clock{Instant{1'700'000'000'000}};
    IdMaker ids{clock, 1};
    Limits limits;
    Connection connection{":memory:", Mode::writer, clock, ids, limits};

    std::vector<TestJob::Outcome> run_group(std::vector<std::function<void(Tx&)>> works) {
        std::vector<TestJob::Outcome> outcomes(works.size());
        std::vector<std::unique_ptr<Job>> jobs;
        for (std::size_t i = 0; i < works.size(); ++i) {
            jobs.push_back(std::make_unique<TestJob>(outcomes[i], std::move(works[i])));
        }
        connection.run_group(jobs);
        return outcomes;
    }

    std::vector<std::string> slugs() {
        return connection.run([](Tx& tx) {
            std::vector<std::string> found;
            for (auto const& each : tx.people.organizations()) found.push_back(each.slug);
            std::ranges::sort(found);
            return found;
        });
    }

    static void add(Tx& tx, std::string const& slug) {
        tx.people.add_organization({tx.make_id<OrganizationId>(), slug, slug}, tx.now());
    }
};

TEST_F(StoreTest, AJobRefusedBeforeItWroteLeavesTheOthersAlone) {
    auto const outcomes =
        run_group({[](Tx& tx) { add(tx, "a"); }, [](Tx&) { throw Refused{Code::not_found}; },
                   [](Tx& tx) { add(tx, "b"); }});
    EXPECT_THAT(slugs(), ElementsAre("a", "b"));
    EXPECT_FALSE(outcomes[0].refused);
    EXPECT_EQ(outcomes[1].refused->code, Code::not_found);
    EXPECT_EQ(outcomes[0].runs, 1) << "nothing had to be undone";
}

TEST_F(StoreTest, AJobRefusedAfterItWroteLeavesNothingBehind) {
    auto const outcomes = run_group({[](Tx& tx) { add(tx, "a"); },
                                     [](Tx& tx) {
                                         add(tx, "half done");
                                         tx.emit("x", VisitorId{1}, {}, "{}");
                                         throw Refused{Code::conflict};
                                     },
                                     [](Tx& tx) {
                                         add(tx, "b");
                                         tx.emit("x", VisitorId{1}, {}, "{}");
                                     }});
    EXPECT_THAT(slugs(), ElementsAre("a", "b"));
    EXPECT_EQ(outcomes[1].refused->code, Code::conflict);
    EXPECT_EQ(outcomes[1].events, 0u);
    EXPECT_EQ(outcomes[2].events, 1u);
    for (auto const& outcome : outcomes) EXPECT_TRUE(outcome.finished);
    EXPECT_EQ(connection.run([](Tx& tx) { return tx.events.head(); }), Cursor{1})
        << "an undone event leaves no hole";
}

TEST_F(StoreTest, WhatAConstraintStopsFailsAlone) {
    auto const outcomes = run_group({[](Tx& tx) { add(tx, "a"); },
                                     [](Tx& tx) {
                                         add(tx, "b");
                                         add(tx, "a");  // slugs are unique
                                     },
                                     [](Tx& tx) { add(tx, "c"); }});
    EXPECT_THAT(slugs(), ElementsAre("a", "c"));
    EXPECT_EQ(outcomes[1].refused->code, Code::conflict);
}

Message message(ChatId chat, std::int64_t seq, std::string client_id) {
    return {MessageId{seq},       chat,   seq, Instant{1}, AuthorKind::customer, 7, "Ada",
            std::move(client_id), "text", {}};
}

TEST_F(StoreTest, AClientIdIsKnownWhereverItsMessageCameFrom) {
    connection.session() << "PRAGMA foreign_keys = OFF";
    ChatId const chat{5};
    auto const known = [&](std::int64_t seq, std::string const& client_id) {
        return connection.run([&](Tx& tx) {
            auto const found = tx.messages.find(chat, seq, 7, client_id);
            return found ? found->seq : 0;
        });
    };
    connection.run([&](Tx& tx) { tx.messages.add(message(chat, 1, "one")); });
    EXPECT_EQ(known(1, "one"), 1) << "read from the table";
    connection.run([&](Tx& tx) { tx.messages.add(message(chat, 2, "two")); });
    EXPECT_EQ(known(2, "two"), 2) << "learned when it was added";
    EXPECT_EQ(known(2, "three"), 0);
    // Another writer adds one behind our back.
    connection.session() << "INSERT INTO messages (id, chat_id, seq, at, from_kind, from_id, "
                            "from_name, client_id, text) VALUES (3, 5, 3, 1, 'customer', 7, 'Ada', "
                            "'three', 'text')";
    EXPECT_EQ(known(3, "three"), 3);
    EXPECT_EQ(known(3, "one"), 1);
    EXPECT_EQ(connection.run([&](Tx& tx) { return tx.messages.find(chat, 3, 8, "one"); }),
              std::nullopt)
        << "of another author";
}

TEST_F(StoreTest, AClientIdOfAnUndoneMessageIsForgotten) {
    connection.session() << "PRAGMA foreign_keys = OFF";
    ChatId const chat{5};
    std::optional<Message> again;
    auto const outcomes =
        run_group({[&](Tx& tx) {
                       EXPECT_FALSE(tx.messages.find(chat, 0, 7, "lost"));
                       tx.messages.add(message(chat, 1, "lost"));
                       throw Refused{Code::conflict};
                   },
                   [&](Tx& tx) { tx.messages.add(message(chat, 1, "kept")); },
                   [&](Tx& tx) { again = tx.messages.find(chat, 1, 7, "lost"); }});
    EXPECT_TRUE(outcomes[0].refused);
    EXPECT_FALSE(outcomes[1].refused);
    EXPECT_FALSE(again);
    EXPECT_EQ(connection.run([&](Tx& tx) { return tx.messages.find(chat, 1, 7, "kept"); })->text,
              "text");
}

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
    Hooks hooks;
    hooks.run_timer = [](Tx&, Timer const&) {};
    hooks.timer_done = [](Aftermath) {};
    hooks.group_done = [] {};
    constexpr int log_pages = 50;
    auto const store = open_store({file, 1, log_pages}, clock, ids, limits, hooks);
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
