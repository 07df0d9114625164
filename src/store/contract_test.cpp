// The promises of store.hpp and of a connection, on every engine. PostgreSQL is tested where
// PARLEY_TEST_POSTGRESQL names a server on which databases may be made (./x test starts one).
#include <latch>

#include <gmock/gmock.h>

#include "store/fresh_place.hpp"

namespace parley::store {
namespace {

using domain::redaction::as_it_is;
using testing::ElementsAre;

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

struct StoreContract : testing::TestWithParam<std::string> {
    ManualClock clock{Instant{1'700'000'000'000}};
    IdMaker ids{clock, 1};
    Limits limits;
    std::unique_ptr<FreshPlace> fresh;
    std::unique_ptr<Connection> connection;

    void SetUp() override {
        if (!FreshPlace::can_make(GetParam())) GTEST_SKIP() << "no PostgreSQL to test with";
        fresh = std::make_unique<FreshPlace>(GetParam());
        connection = open();
    }
    void TearDown() override { connection.reset(); }

    std::unique_ptr<Connection> open() {
        return open_connection(fresh->place(), clock, ids, limits);
    }

    std::vector<TestJob::Outcome> run_group(std::vector<std::function<void(Tx&)>> works) {
        std::vector<TestJob::Outcome> outcomes(works.size());
        std::vector<std::unique_ptr<Job>> jobs;
        for (std::size_t i = 0; i < works.size(); ++i) {
            jobs.push_back(std::make_unique<TestJob>(outcomes[i], std::move(works[i])));
        }
        connection->run_group(jobs);
        return outcomes;
    }

    std::vector<std::string> slugs() {
        return connection->run([](Tx& tx) {
            std::vector<std::string> found;
            for (auto const& each : tx.people.organizations()) found.push_back(each.slug);
            std::ranges::sort(found);
            return found;
        });
    }

    /// What messages hang on: organization 1, chat 5.
    ChatId a_chat() {
        connection->run([](Tx& tx) {
            OrganizationId const organization{1};
            tx.people.add_organization({organization, "one", "One"}, tx.now());
            tx.partitions.add({PartitionId{1}, organization, "main"});
            tx.queues.add({QueueId{1}, organization, PartitionId{1}, "Support", true, {}});
            tx.people.add_visitor({VisitorId{3}, organization, PartitionId{1}, "Kim", "", "{}"},
                                  "hash", tx.now());
            Chat chat{};
            chat.id = ChatId{5};
            chat.organization = organization;
            chat.queue = QueueId{1};
            chat.visitor = VisitorId{3};
            chat.fields = "{}";
            tx.chats.add(chat);
        });
        return ChatId{5};
    }

    static void add(Tx& tx, std::string const& slug) {
        tx.people.add_organization({tx.make_id<OrganizationId>(), slug, slug}, tx.now());
    }
};

TEST_P(StoreContract, AJobRefusedBeforeItWroteLeavesTheOthersAlone) {
    auto const outcomes =
        run_group({[](Tx& tx) { add(tx, "a"); }, [](Tx&) { throw Refused{Code::not_found}; },
                   [](Tx& tx) { add(tx, "b"); }});
    EXPECT_THAT(slugs(), ElementsAre("a", "b"));
    EXPECT_FALSE(outcomes[0].refused);
    EXPECT_EQ(outcomes[1].refused->code, Code::not_found);
    EXPECT_EQ(outcomes[0].runs, 1) << "nothing had to be undone";
}

TEST_P(StoreContract, AJobRefusedAfterItWroteLeavesNothingBehind) {
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
    EXPECT_EQ(connection->run([](Tx& tx) { return tx.events.head(); }), Cursor{1})
        << "an undone event leaves no hole";
}

TEST_P(StoreContract, WhatAConstraintStopsFailsAlone) {
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
    return {MessageId{seq},       OrganizationId{1},    chat, seq,
            Instant{1},           AuthorKind::customer, 7,    "Ada",
            std::move(client_id), as_it_is("text"),     {}};
}

TEST_P(StoreContract, AClientIdIsKnownWhereverItsMessageCameFrom) {
    auto const chat = a_chat();
    auto const known = [&](std::int64_t seq, std::string const& client_id) {
        return connection->run([&](Tx& tx) {
            auto const found = tx.messages.find(chat, seq, 7, client_id);
            return found ? found->seq : 0;
        });
    };
    connection->run([&](Tx& tx) { tx.messages.add(message(chat, 1, "one")); });
    EXPECT_EQ(known(1, "one"), 1) << "read from the table";
    connection->run([&](Tx& tx) { tx.messages.add(message(chat, 2, "two")); });
    EXPECT_EQ(known(2, "two"), 2) << "learned when it was added";
    EXPECT_EQ(known(2, "three"), 0);
    // Another writer adds one behind our back.
    connection->session() << "INSERT INTO messages (id, organization_id, chat_id, seq, at, "
                             "from_kind, from_id, from_name, client_id, text) VALUES (3, 1, 5, "
                             "3, 1, 'customer', 7, 'Ada', 'three', 'text')";
    EXPECT_EQ(known(3, "three"), 3);
    EXPECT_EQ(known(3, "one"), 1);
    EXPECT_EQ(connection->run([&](Tx& tx) { return tx.messages.find(chat, 3, 8, "one"); }),
              std::nullopt)
        << "of another author";
}

TEST_P(StoreContract, EveryTextComesBackAsItWas) {
    auto const chat = a_chat();
    std::vector<std::string> const texts{"NULL",
                                         "",
                                         "it's",
                                         R"("quoted")",
                                         R"(back\slash)",
                                         R"(\"')",
                                         "{a,b}",
                                         "'); DROP TABLE chats;--",
                                         "line\nline\ttab",
                                         "über 😀",
                                         "'",
                                         "\"",
                                         "\\",
                                         "$1 :chat %s",
                                         std::string(4000, '\'')};
    connection->run([&](Tx& tx) {
        for (std::size_t i = 0; i < texts.size(); ++i) {
            auto const seq = static_cast<std::int64_t>(i) + 1;
            auto it = message(chat, seq, "c" + std::to_string(seq));
            it.text = as_it_is(texts[i]);
            it.from_name = texts[i];
            if (i % 3 == 0) it.redacted = texts[i];
            if (i % 2) it.event = texts[i];
            if (i % 3) it.body = texts[i];
            if (i % 4) it.files = texts[i];
            tx.messages.add(it);
        }
    });
    auto const found = connection->run([&](Tx& tx) { return tx.messages.after(chat, 0, 100); });
    ASSERT_EQ(found.size(), texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        EXPECT_EQ(found[i].text, texts[i]);
        EXPECT_EQ(found[i].from_name, texts[i]);
        EXPECT_EQ(found[i].event, i % 2 ? std::optional{texts[i]} : std::nullopt);
        EXPECT_EQ(found[i].redacted, i % 3 == 0 ? std::optional{texts[i]} : std::nullopt);
        EXPECT_EQ(found[i].body, i % 3 ? std::optional{texts[i]} : std::nullopt);
        EXPECT_EQ(found[i].files, i % 4 ? std::optional{texts[i]} : std::nullopt);
    }
}

TEST_P(StoreContract, AClientIdOfAnUndoneMessageIsForgotten) {
    auto const chat = a_chat();
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
    EXPECT_EQ(connection->run([&](Tx& tx) { return tx.messages.find(chat, 1, 7, "kept"); })->text,
              "text");
}

/// A store whose hooks count, and jobs that are waited for.
struct Running {
    Running(FreshPlace const& fresh, NodeId node, Clock const& clock, IdMaker& ids,
            Limits const& limits) {
        hooks.run_timer = [](Tx&, Timer const&) {};
        hooks.deliver = [this](Aftermath aftermath) { take(std::move(aftermath)); };
        hooks.group_done = [] {};
        hooks.is_wanted = [](Event const&) { return true; };
        hooks.recall = [](Event const& event, Message const*) {
            return Emitted{Emitted::Kind::durable,
                           event.cursor,
                           event.at,
                           event.type,
                           event.visitor,
                           event.user,
                           event.data.value_or(""),
                           {}};
        };
        hooks.committed = [](Cursor) {};
        hooks.fenced = [] {};
        store = open_store(fresh.place(), node, clock, ids, limits, metrics, hooks);
    }
    ~Running() { store->stop(); }

    void take(Aftermath aftermath) {
        std::scoped_lock const lock{mutex};
        for (auto const& event : aftermath.events) {
            if (event.cursor <= last) out_of_order = true;
            last = event.cursor;
            ++told;
        }
        changed.notify_all();
    }
    void wait_for(std::size_t count) {
        std::unique_lock lock{mutex};
        ASSERT_TRUE(
            changed.wait_for(lock, std::chrono::seconds{20}, [&] { return told >= count; }));
    }

    Hooks hooks;
    Metrics metrics{"test"};
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t told = 0;
    Cursor last;
    bool out_of_order = false;
    std::unique_ptr<Store> store;
};

class CountedJob : public Job {
  public:
    CountedJob(std::uint64_t key, Running& running, std::latch& done, std::function<void(Tx&)> work)
        : key_(key), running_(running), done_(done), work_(std::move(work)) {}
    void run(Tx& tx) override { work_(tx); }
    void finished(Refused const* refused, Aftermath aftermath) override {
        EXPECT_FALSE(refused);
        running_.take(std::move(aftermath));
        done_.count_down();
    }
    std::uint64_t key() const override { return key_; }

  private:
    std::uint64_t key_;
    Running& running_;
    std::latch& done_;
    std::function<void(Tx&)> work_;
};

TEST_P(StoreContract, EventsOfManyWritersAreToldOnceEachInTheOrderOfTheirCursors) {
    constexpr int jobs = 600;
    connection->run([](Tx& tx) {
        for (std::int64_t node : {1, 2}) tx.nodes.add({NodeId{node}, tx.now(), 0});
    });
    bool const several = GetParam() == "postgresql";
    Running one{*fresh, NodeId{1}, clock, ids, limits};
    std::unique_ptr<Running> other;
    if (several) other = std::make_unique<Running>(*fresh, NodeId{2}, clock, ids, limits);
    std::latch done{jobs};
    for (int i = 0; i < jobs; ++i) {
        auto& running = several && i % 2 ? *other : one;
        std::unique_ptr<Job> job = std::make_unique<CountedJob>(
            i % 7, running, done, [](Tx& tx) { tx.emit("x", VisitorId{1}, {}, "{}"); });
        ASSERT_FALSE(running.store->write(job));
    }
    done.wait();
    one.wait_for(jobs);
    EXPECT_EQ(one.told, jobs);
    EXPECT_FALSE(one.out_of_order);
    if (!several) return;
    other->store->wake();
    other->wait_for(jobs);
    EXPECT_EQ(other->told, jobs);
    EXPECT_FALSE(other->out_of_order);
}

TEST_P(StoreContract, WritersThatMeetLoseNothing) {
    constexpr int jobs = 400;
    auto const chat = a_chat();
    Running running{*fresh, NodeId{}, clock, ids, limits};
    std::latch done{jobs};
    for (int i = 0; i < jobs; ++i) {
        std::unique_ptr<Job> job = std::make_unique<CountedJob>(i, running, done, [chat](Tx& tx) {
            auto const seq = tx.chats.post_target(chat)->seq + 1;
            tx.messages.add(message(chat, seq, "m" + std::to_string(seq)));
            tx.chats.save_post(chat, seq, {});
        });
        ASSERT_FALSE(running.store->write(job));
    }
    done.wait();
    EXPECT_EQ(connection->run([&](Tx& tx) { return tx.chats.get(chat).seq; }), jobs);
    EXPECT_EQ(connection->run(
                  [&](Tx& tx) { return tx.messages.count_from(chat, AuthorKind::customer, 0); }),
              jobs);
}

INSTANTIATE_TEST_SUITE_P(Engines, StoreContract, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::store
