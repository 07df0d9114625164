// The index of words on every engine: what it gives, in which order, and that a text which was
// replaced is out of it, and out of its files.
#include "store/search.hpp"

#include <gmock/gmock.h>

#include "store/fresh_place.hpp"
#include "store/open.hpp"

namespace parley::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr OrganizationId one{1}, two{2};

struct SearchIndex : testing::TestWithParam<std::string> {
    ManualClock clock{Instant{1'700'000'000'000}};
    IdMaker ids{clock, 1};
    Limits limits;
    std::unique_ptr<FreshPlace> fresh;
    std::unique_ptr<Connection> connection;

    void SetUp() override {
        if (!FreshPlace::can_make(GetParam())) GTEST_SKIP() << "no PostgreSQL to test with";
        fresh = std::make_unique<FreshPlace>(GetParam());
        connection = open_connection(fresh->place(), clock, ids, limits);
        for (auto const organization : {one, two}) {
            connection->run([&](Tx& tx) { a_chat(tx, organization); });
        }
    }
    void TearDown() override { connection.reset(); }

    /// The organization's only chat; all numbers are its own.
    static void a_chat(Tx& tx, OrganizationId organization) {
        auto const number = organization.value;
        auto const name = std::to_string(number);
        tx.people.add_organization({organization, name, name}, tx.now());
        tx.partitions.add({PartitionId{number}, organization, "main"});
        tx.queues.add({QueueId{number}, organization, PartitionId{number}, "Support", true, {}});
        tx.people.add_visitor({VisitorId{number}, organization, PartitionId{number}, "", "", "{}"},
                              name, tx.now());
        Chat chat{};
        chat.id = ChatId{number};
        chat.organization = organization;
        chat.queue = QueueId{number};
        chat.visitor = VisitorId{number};
        chat.fields = "{}";
        tx.chats.add(chat);
    }
    Message add(std::int64_t id, std::string const& text, OrganizationId organization = one,
                std::optional<std::string> event = {}) {
        Message const it{MessageId{id},
                         organization,
                         ChatId{organization.value},
                         id,
                         Instant{id},
                         event ? AuthorKind::system : AuthorKind::customer,
                         7,
                         "Ada",
                         std::to_string(id),
                         domain::redaction::as_it_is(text),
                         event};
        connection->run([&](Tx& tx) {
            tx.messages.add(it);
            tx.search.add(it.id, it.organization, it.text);
        });
        return it;
    }
    std::vector<std::int64_t> found(std::string const& typed, OrganizationId organization = one,
                                    std::int64_t first = 0, std::int64_t before = INT64_MAX,
                                    std::int64_t limit = 100) {
        auto const query = domain::search_query(typed, "/query");
        return connection->run([&](Tx& tx) {
            std::vector<std::int64_t> numbers;
            for (auto const& it : tx.search.by_words(organization, query, MessageId{first},
                                                     MessageId{before}, limit)) {
                if (domain::search_hits(query, it.text)) numbers.push_back(it.id.value);
            }
            return numbers;
        });
    }
    long long count(std::string const& query) {
        long long rows = 0;
        connection->session() << query, soci::into(rows);
        return rows;
    }
    /// How many blocks of the index have the word, as it lies there.
    long long blocks_with(std::string const& word) {
        long long rows = 0;
        connection->session() << "SELECT count(*) FROM search_words_data "
                                 "WHERE instr(block, CAST(:word AS BLOB)) > 0",
            soci::use(word), soci::into(rows);
        return rows;
    }
};

TEST_P(SearchIndex, GivesTheNewestFirstAndNoOtherOrganizations) {
    add(1, "Where is my parcel?");
    add(2, "The PARCEL is late");
    add(3, "parcel", two);
    add(4, "Ein Päckchen");
    EXPECT_THAT(found("parcel"), ElementsAre(2, 1));
    EXPECT_THAT(found("parcel", two), ElementsAre(3));
    EXPECT_THAT(found("parc"), ElementsAre(2, 1));
    EXPECT_THAT(found("\"parc\""), IsEmpty());
    EXPECT_THAT(found("packchen"), ElementsAre(4));
    EXPECT_THAT(found("late parcel"), ElementsAre(2));
    EXPECT_THAT(found("parcel -late"), ElementsAre(1));
    EXPECT_THAT(found("parcel -late -where"), IsEmpty());
    EXPECT_THAT(found("parcel", one, 2), ElementsAre(2));
    EXPECT_THAT(found("parcel", one, 0, 2), ElementsAre(1));
    EXPECT_THAT(found("parcel", one, 0, INT64_MAX, 1), ElementsAre(2));
}

TEST_P(SearchIndex, TakesAnyTextAndAnyQuery) {
    std::string const long_word(20'000, 'x');
    std::vector<std::string> const texts{"1e5 0x1f 12.50 a:b 'c' \\d &|!<->* near() or not",
                                         long_word,
                                         "日本語 😀",
                                         "",
                                         "???",
                                         "ſ Ⅷ ½ ﷺ \u0345"};
    for (std::int64_t id = 1; auto const& text : texts) add(id++, text);
    for (auto const* typed :
         {"1e5", "0x1f", "12.50", "a:b", "\"c\"", "\\d", "or", "NOT", "near("}) {
        EXPECT_THAT(found(typed), ElementsAre(1)) << typed;
    }
    EXPECT_THAT(found(long_word.substr(0, 200)), ElementsAre(2));
    EXPECT_THAT(found("日本"), ElementsAre(3));
    for (auto const* typed : {"s", "viii", "1 2"}) EXPECT_THAT(found(typed), ElementsAre(6));
}

TEST_P(SearchIndex, ForgetsWhatATextHad) {
    auto const message = add(1, "my card is 4111 1111 1111 1111, zebra");
    add(2, "another one");
    EXPECT_THAT(found("4111"), ElementsAre(1));
    connection->run([&](Tx& tx) {
        tx.search.set_indexed({0, 10});
        tx.search.remove(message.id, message.organization, message.text);
        auto const text = domain::redaction::as_it_is("my card is masked");
        tx.search.add(message.id, message.organization, text);
        tx.messages.mask(message.chat, message.seq, text, {});
        tx.search.set_clearing(SearchClearing::wanted);
    });
    EXPECT_THAT(found("4111"), IsEmpty());
    EXPECT_THAT(found("zebra"), IsEmpty());
    EXPECT_THAT(found("masked"), ElementsAre(1));
    EXPECT_THAT(found("card"), ElementsAre(1)) << "once";
    if (GetParam() != "sqlite") return;
    EXPECT_GT(blocks_with("zebra"), 0) << "it is found no more, and still there";
    for (bool more = true; more;) {
        more = connection->run([](Tx& tx) {
            bool const left = tx.search.clear(tx.search.clearing());
            tx.search.set_clearing(left ? SearchClearing::on : SearchClearing::done);
            return left;
        });
    }
    EXPECT_EQ(blocks_with("zebra"), 0);
    EXPECT_EQ(blocks_with("4111"), 0);
    EXPECT_GT(blocks_with("another"), 0);
    EXPECT_THAT(found("masked"), ElementsAre(1));
    EXPECT_THAT(found("another"), ElementsAre(2));
}

TEST_P(SearchIndex, KnowsHowFarItIs) {
    EXPECT_FALSE(connection->run([](Tx& tx) { return tx.search.indexed(); }));
    EXPECT_EQ(connection->run([](Tx& tx) { return tx.search.clearing(); }), SearchClearing::done);
    for (std::int64_t id = 1; id <= 5; ++id) add(id, "x");
    add(6, "", one, "{}");
    connection->run([](Tx& tx) {
        tx.search.set_indexed({3, 5});
        tx.search.set_indexed({2, 6});
        auto const indexed = tx.search.indexed();
        EXPECT_EQ(indexed->from, 2);
        EXPECT_EQ(indexed->until, 6);
        auto const fresh = tx.search.from(MessageId{5}, MessageId{99}, 10);
        ASSERT_EQ(fresh.size(), 2u);
        EXPECT_EQ(fresh[0].id, MessageId{5});
        EXPECT_TRUE(fresh[0].written);
        EXPECT_FALSE(fresh[1].written);
        auto const old = tx.search.before(MessageId{3}, 10);
        ASSERT_EQ(old.size(), 2u);
        EXPECT_EQ(old[0].id, MessageId{2});
        EXPECT_EQ(tx.search.far_from(MessageId{6}, 2), MessageId{3});
        EXPECT_EQ(tx.search.far_from(MessageId{6}, 20), MessageId{});
        EXPECT_EQ(tx.search.all(one, MessageId{4}, MessageId{99}, 10).size(), 2u);
        EXPECT_EQ(tx.search.in_chat(ChatId{1}, MessageId{}, MessageId{3}, 1).front().id,
                  MessageId{2});
    });
}

INSTANTIATE_TEST_SUITE_P(Engines, SearchIndex, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::store
