// The audit log on every engine: what is done behind the program's back is found, what an operation
// undoes leaves no row, and rows written at the same time are one chain (P22).
#include <latch>
#include <thread>

#include <gmock/gmock.h>

#include "store/audit_log.hpp"
#include "store/fresh_place.hpp"

namespace parley::store {
namespace {

struct AuditTable : testing::TestWithParam<std::string> {
    ManualClock clock{Instant{1'700'000'000'000}};
    IdMaker ids{clock, 1};
    Limits limits;
    std::unique_ptr<FreshPlace> fresh;
    std::unique_ptr<Connection> connection;
    OrganizationId main;

    void SetUp() override {
        if (!FreshPlace::can_make(GetParam())) GTEST_SKIP() << "no PostgreSQL to test with";
        fresh = std::make_unique<FreshPlace>(GetParam());
        connection = open();
        main = add_organization("main");
        for (auto const* event : {"user.create", "user.update", "role.save", "role.remove"}) {
            connection->run([&](Tx& tx) { tx.audit.add(fact(event)); });
        }
    }
    void TearDown() override { connection.reset(); }

    std::unique_ptr<Connection> open() {
        return open_connection(fresh->place(), clock, ids, limits);
    }
    OrganizationId add_organization(std::string const& slug) {
        return connection->run([&](Tx& tx) {
            auto const id = tx.make_id<OrganizationId>();
            tx.people.add_organization({id, slug, slug}, tx.now());
            return id;
        });
    }
    AuditFact fact(std::string event) const {
        AuditFact fact{};
        fact.organization = main;
        fact.at = clock.now();
        fact.event = std::move(event);
        fact.outcome = "success";
        fact.actor_kind = "staff";
        fact.actor_name = "Ines Öz";
        fact.changes = {R"([{"field":"name","from":"a","to":"b\n"}])"};
        return fact;
    }
    /// What no operation does: after the tables' own guard has been taken away.
    void damage(std::string const& statement) {
        auto& sql = connection->session();
        if (GetParam() == "sqlite") {
            sql << "DROP TRIGGER IF EXISTS audit_is_not_changed";
            sql << "DROP TRIGGER IF EXISTS audit_is_not_removed";
        } else {
            sql << "DROP TRIGGER IF EXISTS audit_stays ON audit";
        }
        sql << statement;
    }
    std::optional<std::int64_t> broken() {
        AuditLog log{fresh->place()};
        return verify(log).at(0).broken;
    }
    std::int64_t rows() {
        return connection->run([&](Tx& tx) { return std::ssize(tx.audit.after(main, 0, 1000)); });
    }
};

TEST_P(AuditTable, IsWholeAsItWasWritten) {
    EXPECT_EQ(broken(), std::nullopt);
    EXPECT_EQ(rows(), 4);
}

TEST_P(AuditTable, RefusesToChangeOrRemoveARow) {
    auto& sql = connection->session();
    for (auto const* statement :
         {"UPDATE audit SET event = 'nothing'", "DELETE FROM audit",
          "UPDATE audit SET event = event WHERE seq = 2", "DELETE FROM audit WHERE seq = 4"}) {
        EXPECT_THROW(sql << statement, soci::soci_error) << statement;
    }
    EXPECT_EQ(broken(), std::nullopt);
    EXPECT_EQ(rows(), 4);
}

TEST_P(AuditTable, ShowsARowThatWasChanged) {
    damage("UPDATE audit SET actor_name = 'Somebody else' WHERE seq = 2");
    EXPECT_EQ(broken(), 2);
}

TEST_P(AuditTable, ShowsEachColumnThatWasChanged) {
    for (auto const* column :
         {"event", "reason", "actor", "actor_roles", "address", "target_type", "target",
          "target_name", "changes", "request_id", "node", "prev_hash", "hash"}) {
        auto const name = std::string{column};
        std::string before;
        connection->session() << "SELECT " + name + " FROM audit WHERE seq = 3", soci::into(before);
        damage("UPDATE audit SET " + name + " = 'x' WHERE seq = 3");
        EXPECT_EQ(broken(), 3) << name;
        damage("UPDATE audit SET " + name + " = '" + before + "' WHERE seq = 3");
        EXPECT_EQ(broken(), std::nullopt) << name;
    }
    damage("UPDATE audit SET at = at + 1 WHERE seq = 3");
    EXPECT_EQ(broken(), 3);
}

TEST_P(AuditTable, ShowsARowThatWasRemoved) {
    damage("DELETE FROM audit WHERE seq = 3");
    EXPECT_EQ(broken(), 3);
}

TEST_P(AuditTable, ShowsThatTheLastRowWasRemoved) {
    damage("DELETE FROM audit WHERE seq = 4");
    EXPECT_EQ(broken(), 4);
}

TEST_P(AuditTable, ShowsRowsThatWereExchanged) {
    damage("UPDATE audit SET seq = 9 WHERE seq = 2");
    damage("UPDATE audit SET seq = 2 WHERE seq = 3");
    damage("UPDATE audit SET seq = 3 WHERE seq = 9");
    EXPECT_EQ(broken(), 2);
}

TEST_P(AuditTable, HasNoRowOfWhatWasUndone) {
    EXPECT_THROW(connection->run([&](Tx& tx) {
        tx.audit.add(fact("user.create"));
        throw Refused{Code::conflict};
    }),
                 Refused);
    EXPECT_EQ(rows(), 4);
    connection->run([&](Tx& tx) { tx.audit.add(fact("user.create")); });
    EXPECT_EQ(rows(), 5);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_P(AuditTable, IsAChainOfItsOwnInEachOrganization) {
    auto const other = add_organization("other");
    connection->run([&](Tx& tx) {
        auto its = fact("user.create");
        its.organization = other;
        tx.audit.add(its);
    });
    EXPECT_EQ(connection->run([&](Tx& tx) { return tx.audit.head(other).seq; }), 1);
    EXPECT_EQ(connection->run([&](Tx& tx) { return tx.audit.head(main).seq; }), 4);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_P(AuditTable, IsOneChainWhoeverWritesAtTheSameTime) {
    if (GetParam() == "sqlite") GTEST_SKIP() << "has one writer";
    constexpr int writers = 4;
    constexpr int each = 25;
    std::latch ready{writers};
    std::vector<std::jthread> threads;
    for (int i = 0; i < writers; ++i) {
        threads.emplace_back([&] {
            auto const own = open();
            ready.arrive_and_wait();
            for (int k = 0; k < each; ++k) {
                own->run([&](Tx& tx) { tx.audit.add(fact("user.update")); });
            }
        });
    }
    threads.clear();
    EXPECT_EQ(rows(), 4 + writers * each);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_P(AuditTable, FindsRowsByWhatIsAskedFor) {
    connection->run([&](Tx& tx) {
        auto row = fact("queue.update");
        row.actor = "usr_1";
        row.target_type = "queue";
        row.target = "queue_1";
        row.at = {1'800'000'000'000};
        tx.audit.add(row);
    });
    auto const found = [&](AuditFilter const& filter, std::int64_t below = INT64_MAX) {
        std::vector<std::int64_t> seqs;
        connection->run([&](Tx& tx) {
            for (auto const& row : tx.audit.page(main, filter, below, 3)) seqs.push_back(row.seq);
        });
        return seqs;
    };
    using testing::ElementsAre;
    EXPECT_THAT(found({}), ElementsAre(5, 4, 3));
    EXPECT_THAT(found({}, 3), ElementsAre(2, 1));
    EXPECT_THAT(found({.event = "role.save"}), ElementsAre(3));
    EXPECT_THAT(found({.actor = "usr_1"}), ElementsAre(5));
    EXPECT_THAT(found({.target_type = "queue"}), ElementsAre(5));
    EXPECT_THAT(found({.target_type = "user"}), ElementsAre());
    EXPECT_THAT(found({.target = "queue_1"}), ElementsAre(5));
    EXPECT_THAT(found({.from = {1'800'000'000'000}}), ElementsAre(5));
    EXPECT_THAT(found({.before = {1'800'000'000'000}}), ElementsAre(4, 3, 2));
}

INSTANTIATE_TEST_SUITE_P(Engines, AuditTable, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::store
