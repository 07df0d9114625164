// What only PostgreSQL has to promise: the second wall between organizations, and that a lost
// connection loses nothing else.
#include "store/postgresql/store.hpp"

#include <condition_variable>
#include <cstdlib>
#include <mutex>

#include <gmock/gmock.h>

#include "store/open.hpp"
#include "store/postgresql/connection.hpp"
#include "store/postgresql/log.hpp"

namespace parley::store::postgresql {
namespace {

struct PostgresTest : testing::Test {
    void SetUp() override {
        auto const* server = std::getenv("PARLEY_TEST_POSTGRESQL");
        if (!server) GTEST_SKIP() << "no PostgreSQL to test with";
        server_ = server;
        soci::session sql{soci::postgresql, server_ + "/postgres?application_name=tests"};
        sql << "CREATE DATABASE " + name();
        migrate_database(url());
    }
    void TearDown() override {
        if (server_.empty()) return;
        soci::session sql{soci::postgresql, server_ + "/postgres?application_name=tests"};
        sql << "DROP DATABASE " + name() + " WITH (FORCE)";
    }
    static std::string name() { return "walls_" + std::to_string(::getpid()); }
    std::string url() const { return server_ + "/" + name(); }
    std::unique_ptr<Connection> connect(NodeId node = {}) {
        return std::make_unique<Connection>(url(), Mode::writer, clock, ids, limits, node);
    }
    void end_others() {
        soci::session sql{soci::postgresql, url() + "?application_name=tests"};
        end_all(sql);
    }
    static void end_all(soci::session& sql) {
        sql << "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '" +
                   name() + "' AND pid <> pg_backend_pid()";
    }

    ManualClock clock{Instant{1'700'000'000'000}};
    IdMaker ids{clock, 1};
    Limits limits;
    std::string server_;
};

TEST_F(PostgresTest, AnOrganizationSeesNothingOfAnother) {
    auto const connection = connect();
    connection->run([](Tx& tx) {
        for (std::int64_t id : {1, 2}) {
            OrganizationId const organization{id};
            tx.people.add_organization({organization, std::to_string(id), ""}, tx.now());
            tx.partitions.add({PartitionId{id}, organization, "main"});
            tx.queues.add({QueueId{id}, organization, PartitionId{id}, "Support", true, {}});
            tx.teams.save({TeamId{id}, organization, "Night"});
            tx.settings.save(organization, domain::Scope::team, id, "{}");
        }
    });
    connection->run([](Tx& tx) {
        tx.confine(OrganizationId{1});
        EXPECT_TRUE(tx.queues.find(QueueId{1}));
        EXPECT_FALSE(tx.queues.find(QueueId{2}));
        EXPECT_TRUE(tx.teams.find(TeamId{1}));
        EXPECT_FALSE(tx.teams.find(TeamId{2}));
        EXPECT_EQ(tx.settings.chain(OrganizationId{1}, TeamId{1}).size(), 1u);
        EXPECT_TRUE(tx.settings.chain(OrganizationId{2}, TeamId{2}).empty());
        EXPECT_EQ(tx.people.organizations().size(), 1u);
    });
    EXPECT_ANY_THROW(connection->run([](Tx& tx) {
        tx.confine(OrganizationId{1});
        tx.queues.add({QueueId{3}, OrganizationId{2}, PartitionId{2}, "Other", true, {}});
    }));
    connection->run([](Tx& tx) {
        tx.confine({});
        EXPECT_TRUE(tx.queues.find(QueueId{2}));
        EXPECT_FALSE(tx.queues.find(QueueId{3}));
    });
}

TEST_F(PostgresTest, ALostConnectionIsMadeAnewAndItsOperationRunAgain) {
    auto const connection = connect();
    int runs = 0;
    connection->run([&](Tx& tx) {
        tx.people.add_organization({OrganizationId{7}, "seven", ""}, tx.now());
        if (++runs == 1) end_others();
        (void)tx.people.organizations();
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(connection->run([](Tx& tx) { return tx.people.organizations().size(); }), 1u);
}

TEST_F(PostgresTest, ANodeThatWasGivenUpWritesNothing) {
    auto const connection = connect(NodeId{9});
    auto const add = [&](std::string const& slug) {
        connection->run([&](Tx& tx) {
            tx.people.add_organization({tx.make_id<OrganizationId>(), slug, ""}, tx.now());
        });
    };
    connection->run([](Tx& tx) { tx.nodes.add({NodeId{9}, tx.now(), 0}); });
    add("before");
    connection->session() << "DELETE FROM nodes";
    EXPECT_THROW(add("after"), Refused);
    EXPECT_TRUE(connection->take_fenced());
    auto const reader = connect();
    EXPECT_EQ(reader->run([](Tx& tx) { return tx.people.organizations().size(); }), 1u);
}

TEST_F(PostgresTest, WhatCannotBeMadeAnewRefusesAndGoesOnLater) {
    auto const connection = connect();
    auto const count = [&] {
        return connection->run([](Tx& tx) { return tx.people.organizations().size(); });
    };
    soci::session sql{soci::postgresql, server_ + "/postgres?application_name=tests"};
    sql << "ALTER DATABASE " + name() + " ALLOW_CONNECTIONS false";
    end_all(sql);
    EXPECT_THROW(count(), Refused);
    EXPECT_THROW(count(), Refused);
    sql << "ALTER DATABASE " + name() + " ALLOW_CONNECTIONS true";
    EXPECT_EQ(count(), 0u);
}

TEST_F(PostgresTest, WhatIsMadeAnewBehindALockIsMadeWhole) {
    auto const connection = connect();
    soci::session sql{soci::postgresql, url() + "?application_name=tests"};
    sql << "ALTER DATABASE " + name() + " SET lock_timeout = '100ms'";
    sql << "BEGIN";
    sql << "LOCK TABLE messages IN ACCESS EXCLUSIVE MODE";
    end_all(sql);
    auto const count = [&] {
        return connection->run([](Tx& tx) { return tx.people.organizations().size(); });
    };
    EXPECT_THROW(count(), Refused);
    sql << "ROLLBACK";
    EXPECT_EQ(count(), 0u);
}

/// A job that tells one visitor something.
struct Say : Job {
    void run(Tx& tx) override { tx.emit("said", VisitorId{1}, {}, "{}"); }
    void finished(Refused const* refused, Aftermath) override { EXPECT_FALSE(refused); }
};

TEST_F(PostgresTest, EventsOfOthersBetweenOwnCommitsAreTold) {
    constexpr std::int64_t count = 200;  // more stretches than one look leaves out
    std::mutex mutex;
    std::condition_variable told;
    std::vector<Cursor> cursors;
    Hooks hooks;
    hooks.deliver = [&](Aftermath aftermath) {
        std::scoped_lock const lock{mutex};
        for (auto const& event : aftermath.events) cursors.push_back(event.cursor);
        told.notify_one();
    };
    hooks.group_done = [] {};
    hooks.committed = [](Cursor) {};
    hooks.is_wanted = [](Event const&) { return true; };
    hooks.recall = [](Event const& event, Message const*) {
        return Emitted{Emitted::Kind::durable, event.cursor, event.at, event.type,
                       event.visitor,          event.user,   "{}",     {}};
    };
    auto const own = connect();
    auto const other = connect();
    own->keep_events();
    Log log{connect(), hooks};
    for (int i = 0; i < count; ++i) {
        std::unique_ptr<Job> job = std::make_unique<Say>();
        (i % 2 == 0 ? own : other)->run_group({&job, 1});
    }
    log.committed(own->take_events());
    std::unique_lock lock{mutex};
    EXPECT_TRUE(told.wait_for(lock, seconds{10}, [&] { return std::ssize(cursors) == count; }));
    for (std::int64_t i = 0; i < count; ++i) {
        EXPECT_EQ(cursors[static_cast<std::size_t>(i)], Cursor{i + 1});
    }
}

TEST_F(PostgresTest, OtherNodesTellAMessageAsItWasWritten) {
    auto const connection = connect();
    OrganizationId const organization{1};
    ChatId const chat{5};
    Message message{MessageId{1},
                    organization,
                    chat,
                    1,
                    Instant{1},
                    AuthorKind::agent,
                    7,
                    "Ada",
                    "client",
                    domain::redaction::as_it_is("text"),
                    {},
                    "card",
                    "body",
                    "files"};
    connection->run([&](Tx& tx) {
        tx.people.add_organization({organization, "one", "One"}, tx.now());
        tx.partitions.add({PartitionId{1}, organization, "main"});
        tx.queues.add({QueueId{1}, organization, PartitionId{1}, "Support", true, {}});
        tx.people.add_visitor({VisitorId{3}, organization, PartitionId{1}, "Kim", "", "{}"}, "hash",
                              tx.now());
        Chat row{};
        row.id = chat;
        row.organization = organization;
        row.queue = QueueId{1};
        row.visitor = VisitorId{3};
        row.fields = "{}";
        tx.chats.add(row);
        tx.messages.add(message);
    });
    auto const found = connection->messages_at({{chat, 1}});
    ASSERT_EQ(found.size(), 1u);
    auto const& read = found.begin()->second;
    EXPECT_EQ(read.text, "text");
    EXPECT_EQ(read.redacted, message.redacted);
    EXPECT_EQ(read.body, message.body);
    EXPECT_EQ(read.files, message.files);
}

}  // namespace
}  // namespace parley::store::postgresql
