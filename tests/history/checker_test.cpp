#include "checker.hpp"

#include <gmock/gmock.h>

namespace parley::history {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A small history, by default a good one: a customer sends a and b, agent1 joins and answers c.
class Histories : public testing::Test {
  protected:
    void post(std::string const& who, std::string const& message) {
        add({.kind = Kind::invoke, .who = who, .message = message});
    }
    void ok(std::string const& who, std::string const& message, std::int64_t seq) {
        add({.kind = Kind::ok, .who = who, .message = message, .seq = seq});
    }
    void add(Record record) {
        record.chat = "chat_1";
        history_.push_back(std::move(record));
    }
    static Record line(std::int64_t seq, std::string const& author, std::string const& message,
                       std::string const& person = "") {
        return {.kind = Kind::stored,
                .who = "",
                .chat = "",
                .message = message,
                .seq = seq,
                .id = "msg_" + message + std::to_string(seq),
                .author = author,
                .person = person};
    }
    void read(Kind kind, std::string const& reader, Record record) {
        record.kind = kind;
        record.who = reader;
        add(record);
    }
    std::vector<Record> good_store() const {
        return {line(1, "customer", "a"), line(2, "system", "agent_joined", "agent1"),
                line(3, "customer", "b"), line(4, "agent1", "c")};
    }
    /// Both readers are told what is stored and read it back.
    void everybody_reads(std::vector<Record> const& store) {
        for (auto const* reader : {"customer", "agent1"}) {
            for (auto const& record : store) read(Kind::told, reader, record);
        }
        read_back(store);
    }
    void read_back(std::vector<Record> const& store) {
        for (auto const* reader : {"customer", "agent1"}) {
            for (auto const& record : store) read(Kind::stored, reader, record);
        }
    }
    void good_posts() {
        post("customer", "a");
        ok("customer", "a", 1);
        post("customer", "b");
        post("agent1", "c");
        ok("customer", "b", 3);
        ok("agent1", "c", 4);
    }
    std::vector<Fault> faults() {
        std::vector<Fault> found;
        for (auto const& violation : check(history_)) found.push_back(violation.fault);
        return found;
    }

    History history_;
};

TEST_F(Histories, AGoodOneHasNoViolations) {
    good_posts();
    add({.kind = Kind::accepted, .who = "agent1", .id = "offer_1"});
    add({.kind = Kind::owner, .who = "customer", .author = "agent1"});
    everybody_reads(good_store());
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(Histories, AnUnknownMessageMayBeStoredOrNot) {
    good_posts();
    post("customer", "d");
    add({.kind = Kind::unknown, .who = "customer", .message = "d"});
    post("customer", "e");
    add({.kind = Kind::unknown, .who = "customer", .message = "e"});
    auto store = good_store();
    store.push_back(line(5, "customer", "e"));
    everybody_reads(store);
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(Histories, AResendIsAcknowledgedAtTheSamePlace) {
    good_posts();
    post("customer", "b");
    ok("customer", "b", 3);
    everybody_reads(good_store());
    EXPECT_THAT(faults(), IsEmpty());
    ok("customer", "b", 5);
    EXPECT_THAT(faults(), testing::Contains(Fault::duplicate));
}

TEST_F(Histories, Lost) {
    good_posts();
    post("customer", "d");
    ok("customer", "d", 5);
    everybody_reads(good_store());
    EXPECT_THAT(faults(), ElementsAre(Fault::lost));
}

TEST_F(Histories, StoredTwice) {
    good_posts();
    auto store = good_store();
    store.push_back(line(5, "customer", "b"));
    everybody_reads(store);
    EXPECT_THAT(faults(), testing::Contains(Fault::duplicate));
}

TEST_F(Histories, ToldTwice) {
    good_posts();
    everybody_reads(good_store());
    read(Kind::told, "customer", good_store()[3]);
    EXPECT_THAT(faults(), ElementsAre(Fault::duplicate));
}

TEST_F(Histories, PhantomThatNobodySent) {
    good_posts();
    auto store = good_store();
    store.push_back(line(5, "customer", "z"));
    everybody_reads(store);
    EXPECT_THAT(faults(), ElementsAre(Fault::phantom));
}

TEST_F(Histories, PhantomThatWasRefused) {
    good_posts();
    post("customer", "d");
    add({.kind = Kind::fail, .who = "customer", .message = "d"});
    auto store = good_store();
    store.push_back(line(5, "customer", "d"));
    everybody_reads(store);
    EXPECT_THAT(faults(), ElementsAre(Fault::phantom));
}

TEST_F(Histories, PhantomThatWasToldAndIsNotStored) {
    good_posts();
    everybody_reads(good_store());
    read(Kind::told, "customer", line(5, "agent1", "c"));
    EXPECT_THAT(faults(), ElementsAre(Fault::phantom));
}

TEST_F(Histories, AnAuthorsOrder) {
    post("customer", "a");
    post("customer", "b");
    std::vector<Record> const store = {line(1, "customer", "b"), line(2, "customer", "a")};
    everybody_reads(store);
    EXPECT_THAT(faults(), ElementsAre(Fault::order));
}

TEST_F(Histories, AReadersOrder) {
    good_posts();
    auto const store = good_store();
    for (auto index : {0u, 1u, 3u, 2u}) read(Kind::told, "customer", store[index]);
    for (auto const& record : store) read(Kind::told, "agent1", record);
    read_back(store);
    EXPECT_THAT(faults(), ElementsAre(Fault::order));
}

TEST_F(Histories, AGapInTheStore) {
    good_posts();
    auto store = good_store();
    store.erase(store.begin() + 1);
    store[2].author = "customer";  // without its line nobody has joined
    everybody_reads(store);
    EXPECT_THAT(faults(), testing::Contains(Fault::gap));
}

TEST_F(Histories, AGapInWhatAReaderGot) {
    good_posts();
    auto const store = good_store();
    for (auto index : {0u, 1u, 3u}) read(Kind::told, "customer", store[index]);
    for (auto const& record : store) read(Kind::told, "agent1", record);
    read_back(store);
    EXPECT_THAT(faults(), ElementsAre(Fault::gap));
    read(Kind::listed, "customer", store[2]);
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(Histories, ReadersWhoDisagree) {
    good_posts();
    auto store = good_store();
    everybody_reads(store);
    history_.back().id = "msg_other";  // read back by one, and unlike what both were told
    EXPECT_THAT(faults(), ElementsAre(Fault::changed, Fault::changed, Fault::changed));
}

TEST_F(Histories, ToldOtherwiseThanStored) {
    good_posts();
    auto store = good_store();
    for (auto const& record : store) read(Kind::told, "agent1", record);
    store[2].id = "msg_other";
    for (auto const& record : store) read(Kind::told, "customer", record);
    read_back(good_store());
    EXPECT_THAT(faults(), ElementsAre(Fault::changed));
}

TEST_F(Histories, TwoOwnersByTheChatsOwnLines) {
    good_posts();
    auto store = good_store();
    store.push_back(line(5, "system", "agent_joined", "agent2"));
    everybody_reads(store);
    EXPECT_THAT(faults(), ElementsAre(Fault::two_owners));
}

TEST_F(Histories, TwoOwnersByWhoWrites) {
    good_posts();
    post("agent2", "d");
    auto store = good_store();
    store.push_back(line(5, "agent2", "d"));
    everybody_reads(store);
    EXPECT_THAT(faults(), ElementsAre(Fault::two_owners));
}

TEST_F(Histories, AnotherOwnerAfterTheFirstWasLost) {
    good_posts();
    post("agent2", "d");
    auto store = good_store();
    store.push_back(line(5, "system", "returned_to_queue", "agent1"));
    store.push_back(line(6, "system", "agent_joined", "agent2"));
    store.push_back(line(7, "agent2", "d"));
    everybody_reads(store);
    add({.kind = Kind::owner, .who = "customer", .author = "agent1"});
    add({.kind = Kind::owner_gone, .who = "customer"});
    add({.kind = Kind::owner, .who = "customer", .author = "agent2"});
    EXPECT_THAT(faults(), IsEmpty());
    add({.kind = Kind::owner, .who = "customer", .author = "agent1"});
    EXPECT_THAT(faults(), ElementsAre(Fault::two_owners));
}

TEST_F(Histories, OneOfferForTwoAgents) {
    good_posts();
    everybody_reads(good_store());
    add({.kind = Kind::accepted, .who = "agent1", .id = "offer_1"});
    add({.kind = Kind::accepted, .who = "agent2", .id = "offer_1"});
    EXPECT_THAT(faults(), ElementsAre(Fault::two_owners));
}

TEST_F(Histories, AChatThatNobodyReadBackIsNoSuccess) {
    good_posts();
    EXPECT_THAT(faults(), ElementsAre(Fault::stuck));
}

}  // namespace
}  // namespace parley::history
