// What only PostgreSQL has to promise: the second wall between organizations, and that a lost
// connection loses nothing else.
#include "store/postgresql/store.hpp"

#include <cstdlib>

#include <gmock/gmock.h>

#include "store/open.hpp"
#include "store/postgresql/connection.hpp"

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
        sql << "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
               "WHERE datname = current_database() AND pid <> pg_backend_pid()";
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
            tx.people.add_partition(PartitionId{id}, organization, "main");
            tx.queues.add({QueueId{id}, organization, PartitionId{id}, "Support", true, 1, 1, 1});
        }
    });
    connection->run([](Tx& tx) {
        tx.confine(OrganizationId{1});
        EXPECT_TRUE(tx.queues.find(QueueId{1}));
        EXPECT_FALSE(tx.queues.find(QueueId{2}));
        EXPECT_EQ(tx.people.organizations().size(), 1u);
    });
    EXPECT_ANY_THROW(connection->run([](Tx& tx) {
        tx.confine(OrganizationId{1});
        tx.queues.add({QueueId{3}, OrganizationId{2}, PartitionId{2}, "Other", true, 1, 1, 1});
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

}  // namespace
}  // namespace parley::store::postgresql
