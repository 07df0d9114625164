// The chain of the audit log: whatever is done to its rows is found, at the right row (P22).
#include "domain/audit.hpp"

#include <gmock/gmock.h>

#include "base/secret.hpp"

namespace parley::domain {
namespace {

AuditFact fact(std::string event) {
    AuditFact fact{};
    fact.organization = OrganizationId{7};
    fact.at = Instant{1'700'000'000'000};
    fact.event = std::move(event);
    fact.outcome = "success";
    fact.actor_name = "Ines \"I\" Öz";
    fact.changes = {R"([{"field":"name","from":"A","to":"B"}])"};
    return fact;
}

struct Chain : testing::Test {
    std::vector<AuditRow> rows;
    AuditHead head;

    void SetUp() override {
        for (auto const* event : {"user.create", "user.update", "role.save", "role.remove"}) {
            rows.push_back(chained(head, fact(event)));
            head = {rows.back().seq, rows.back().hash};
        }
    }
    std::optional<std::int64_t> broken() const {
        AuditWalk walk;
        for (auto const& row : rows) {
            if (!walk.step(row)) break;
        }
        walk.finish(head);
        return walk.broken();
    }
};

TEST_F(Chain, IsWholeAsItWasWritten) { EXPECT_EQ(broken(), std::nullopt); }

TEST_F(Chain, ShowsARowThatWasChanged) {
    rows[1].actor_name = "Somebody else";
    EXPECT_EQ(broken(), 2);
}

TEST_F(Chain, ShowsARowThatWasChangedTogetherWithItsHash) {
    rows[1].address = "192.0.2.1";
    rows[1].hash = audit_hash(rows[1].prev_hash, rows[1]);
    EXPECT_EQ(broken(), 3);
}

TEST_F(Chain, ShowsARowThatIsMissing) {
    rows.erase(rows.begin() + 1);
    EXPECT_EQ(broken(), 2);
}

TEST_F(Chain, ShowsTheFirstRowMissing) {
    rows.erase(rows.begin());
    EXPECT_EQ(broken(), 1);
}

TEST_F(Chain, ShowsTheLastRowMissing) {
    rows.pop_back();
    EXPECT_EQ(broken(), 4);
}

TEST_F(Chain, ShowsALastRowThatWasChangedTogetherWithItsHash) {
    rows[3].event = "role.save";
    rows[3].hash = audit_hash(rows[3].prev_hash, rows[3]);
    EXPECT_EQ(broken(), 4);
}

TEST_F(Chain, ShowsRowsThatWereExchanged) {
    std::swap(rows[1].event, rows[2].event);
    EXPECT_EQ(broken(), 2);
}

TEST_F(Chain, ShowsARowOfAnotherOrganization) {
    rows[2].organization = OrganizationId{8};
    EXPECT_EQ(broken(), 3);
}

TEST_F(Chain, CanBeCheckedFromItsTextAlone) {
    auto const line = to_json(rows[1]);
    auto const hashes = line.find(R"(,"prev_hash":")");
    ASSERT_NE(hashes, line.npos);
    EXPECT_EQ(sha256(rows[0].hash + line.substr(0, hashes) + "}"), rows[1].hash);
}

}  // namespace
}  // namespace parley::domain
