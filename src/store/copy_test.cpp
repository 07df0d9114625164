// Copies between the engines, both ways: nothing is missing, nothing is changed, and what fails
// leaves nothing behind. Also what backup.hpp promises of a file that was damaged.
#include "store/copy.hpp"

#include <filesystem>
#include <fstream>
#include <random>

#include <gmock/gmock.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/stat.h>

#include "store/backup.hpp"
#include "store/fresh_place.hpp"
#include "store/inspect.hpp"
#include "store/migrations.hpp"

namespace parley::store {
namespace {

using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::ThrowsMessage;

namespace fs = std::filesystem;

using Contents = std::map<std::string, std::vector<std::vector<std::optional<std::string>>>>;

Contents contents(Place const& place) {
    Contents all;
    auto const snapshot = take_snapshot(place);
    for (auto const& table : tables_of_schema(snapshot->schema())) {
        auto& rows = all[table.name];
        snapshot->read(table, [&](Row row) {
            auto& copy = rows.emplace_back();
            for (auto const& field : row) {
                copy.push_back(field ? std::optional{std::string{*field}} : std::nullopt);
            }
        });
        std::ranges::sort(rows);
    }
    return all;
}

std::vector<std::string> const odd_texts{
    "",
    " ",
    "it's \"quoted\" \\ and \\N and \\\\",
    "tabs\tand\nlines\r\n",
    "\\.",
    "NULL",
    "00012",
    "1e5",
    "\x01\x7f",
    "Grüße, 日本語, 🙋🏽‍♀️, \u202e",
    std::string(300'000, 'x') + "\n",
};

struct CopyBase : testing::Test {
    ManualClock clock{Instant{1'700'000'000'000}};
    IdMaker ids{clock, 1};
    Limits limits;

    std::unique_ptr<Connection> open(Place const& place) {
        return open_connection(place, clock, ids, limits);
    }

    /// An organization with odd texts everywhere, a chat of 500 messages, and their events.
    void fill(Place const& place) {
        auto const connection = open(place);
        connection->run([&](Tx& tx) {
            OrganizationId const organization{INT64_MAX};
            tx.people.add_organization({organization, "one", odd_texts[2]}, tx.now());
            tx.partitions.add({PartitionId{1}, organization, "main"});
            tx.queues.add({QueueId{1}, organization, PartitionId{1}, "Support", true, {}});
            tx.teams.save({TeamId{1}, organization, odd_texts[2]});
            tx.people.add_user({UserId{1}, organization, "anna", "Anna", "", true}, tx.now());
            Agent anna{};
            anna.id = UserId{1};
            anna.organization = organization;
            tx.agents.add(anna);
            tx.teams.put(anna.id, TeamId{1});
            tx.settings.save(organization, domain::Scope::team, 1, "{}");
            for (std::int64_t i = 0; auto const& text : odd_texts) {
                ++i;
                tx.people.add_visitor(
                    {VisitorId{i}, organization, PartitionId{1}, text, text, "{}"},
                    std::to_string(i), tx.now());
            }
            Chat chat{};
            chat.id = ChatId{5};
            chat.organization = organization;
            chat.queue = QueueId{1};
            chat.visitor = VisitorId{3};
            chat.fields = "{}";
            tx.chats.add(chat);
            for (std::int64_t i = 1; i <= 500; ++i) {
                // Long enough that most of a file is texts, however many tables there are.
                auto const text = "text " + std::to_string(i) + std::string(500, '.') +
                                  odd_texts[static_cast<std::size_t>(i) % 10];
                Message message{};
                message.id = MessageId{i};
                message.chat = chat.id;
                message.seq = i;
                message.client_id = std::to_string(i);
                message.text = domain::redaction::as_it_is(text);
                message.organization = organization;
                tx.messages.add(message);
                tx.emit("message.posted", VisitorId{3}, {}, "", MessagePlace{chat.id, i});
                tx.emit("odd", VisitorId{3}, {}, i % 2 == 0 ? "" : "{}");
            }
        });
    }
};

struct CopyTest : CopyBase, testing::WithParamInterface<std::tuple<std::string, std::string>> {
    void SetUp() override {
        auto const& [from_engine, to_engine] = GetParam();
        if (!FreshPlace::can_make(from_engine) || !FreshPlace::can_make(to_engine)) {
            GTEST_SKIP() << "no PostgreSQL to test with";
        }
        from = std::make_unique<FreshPlace>(from_engine);
        to = std::make_unique<FreshPlace>(to_engine);
        fill(from->place());
    }
    std::unique_ptr<FreshPlace> from, to;
};

TEST_P(CopyTest, EverythingArrivesAndCountingGoesOn) {
    auto const before = contents(from->place());
    auto const copied = move_all(from->place(), to->place(), clock);
    EXPECT_EQ(contents(to->place()), before);
    EXPECT_EQ(before.at("messages").size(), 500u);
    std::int64_t rows = 0;
    for (auto const& [table, sum] : copied.tables) rows += sum.rows();
    EXPECT_GT(rows, 1500);
    auto const connection = open(to->place());
    auto const head = connection->run([](Tx& tx) { return tx.events.head(); });
    EXPECT_EQ(head.value, 1000);
    connection->run([](Tx& tx) { tx.emit("next", VisitorId{3}, {}, "{}"); });
    EXPECT_EQ(connection->run([](Tx& tx) { return tx.events.head(); }).value, 1001);
    for (auto const& finding : inspect(to->place(), true)) {
        if (finding.check == "fsync") continue;  // the database of the tests does without
        EXPECT_NE(finding.verdict, Verdict::error) << finding.text;
    }
}

TEST_P(CopyTest, AChangeOfOneLetterChangesTheSum) {
    auto const first = move_all(from->place(), to->place(), clock).tables;
    FreshPlace const again{std::get<1>(GetParam())};
    open(from->place())->session() << "UPDATE visitors SET name = 'NULk' WHERE name = 'NULL'";
    auto const second = move_all(from->place(), again.place(), clock).tables;
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(first[i] == second[i], first[i].table != "visitors") << first[i].table;
    }
}

TEST_P(CopyTest, APlaceThatIsInUseIsRefused) {
    fill(to->place());
    auto const before = contents(to->place());
    EXPECT_THROW(move_all(from->place(), to->place(), clock), std::runtime_error);
    EXPECT_EQ(contents(to->place()), before);
}

/// Gives so many rows and fails then.
class Failing : public Snapshot {
  public:
    Failing(Snapshot& real, int rows) : real_(real), rows_(rows) {}
    int schema() override { return real_.schema(); }
    std::int64_t bytes() override { return real_.bytes(); }
    void read(Table const& table, Visit const& visit) override {
        real_.read(table, [&](Row row) {
            if (rows_-- == 0) throw std::runtime_error("the disk is gone");
            visit(row);
        });
    }

  private:
    Snapshot& real_;
    int rows_;
};

TEST_P(CopyTest, WhatFailsHalfWayLeavesNothing) {
    {
        auto const real = take_snapshot(from->place());
        Failing failing{*real, 300};
        auto const target = open_target(to->place());
        EXPECT_THAT([&] { copy(failing, *target); },
                    ThrowsMessage<std::runtime_error>(HasSubstr("the disk is gone")));
    }
    EXPECT_THROW(take_snapshot(to->place()), std::runtime_error) << "not even tables";
    move_all(from->place(), to->place(), clock);
    EXPECT_EQ(contents(to->place()), contents(from->place()));
}

TEST_P(CopyTest, AServerOnTheCopyIsNotTakenForOneOfTheOriginal) {
    open(from->place())->run([](Tx& tx) { tx.nodes.installation(7); });
    move_all(from->place(), to->place(), clock);
    EXPECT_EQ(open(to->place())->run([](Tx& tx) { return tx.nodes.installation(8); }), 8);
}

TEST_P(CopyTest, WhatComesAfterTheSnapshotIsNotCopied) {
    auto const before = contents(from->place());
    auto const snapshot = take_snapshot(from->place());
    open(from->place())->run([](Tx& tx) {
        tx.people.add_organization({OrganizationId{2}, "late", ""}, tx.now());
        tx.emit("late", VisitorId{3}, {}, "{}");
    });
    auto const target = open_target(to->place());
    copy(*snapshot, *target);
    target->keep();
    EXPECT_EQ(contents(to->place()), before);
}

TEST_P(CopyTest, ARestoredPlaceKnowsNoOldCursor) {
    auto const file = fs::temp_directory_path() / ("backup-" + std::to_string(::getpid()));
    fs::remove(file);
    auto const made = back_up(from->place(), file, clock);
    auto const restored = restore(file, to->place());
    EXPECT_EQ(restored.tables, made.tables);
    EXPECT_EQ(restored.at, made.at);
    fs::remove(file);
    auto const connection = open(to->place());
    connection->run([&](Tx& tx) {
        EXPECT_GT(tx.events.head().value, 1000 + limits.resume_scan_max);
        EXPECT_EQ(tx.events.newest_time(), clock.now());
    });
    connection->run([](Tx& tx) { tx.emit("next", VisitorId{3}, {}, "{}"); });
    auto expected = contents(from->place());
    auto found = contents(to->place());
    EXPECT_EQ(found.at("events").size(), expected.at("events").size() + 2);
    found.erase("events");
    expected.erase("events");
    EXPECT_EQ(found, expected);
}

INSTANTIATE_TEST_SUITE_P(Engines, CopyTest,
                         testing::Combine(testing::Values("sqlite", "postgresql"),
                                          testing::Values("sqlite", "postgresql")),
                         [](auto const& tested) {
                             return std::get<0>(tested.param) + "_to_" + std::get<1>(tested.param);
                         });

TEST(Schema, IsWhatPostgresqlHas) {
    if (!FreshPlace::can_make("postgresql")) GTEST_SKIP() << "no PostgreSQL to test with";
    FreshPlace const fresh{"postgresql"};
    ManualClock const clock{Instant{1}};
    IdMaker ids{clock, 1};
    Limits const limits;
    auto const connection = open_connection(fresh.place(), clock, ids, limits);
    std::set<std::string> expected{"migrations.number"};
    for (auto const& table : tables_of_schema(newest_schema())) {
        for (auto const& column : table.columns) expected.insert(table.name + "." + column);
    }
    soci::rowset<std::string> const rows =
        (connection->session().prepare << "SELECT table_name || '.' || column_name FROM "
                                          "information_schema.columns WHERE table_schema = "
                                          "'public' AND is_generated = 'NEVER' "
                                          "AND table_name NOT IN ('search_words', "
                                          "'search_indexed')");
    EXPECT_EQ(std::set<std::string>(rows.begin(), rows.end()), expected);
}

struct BackupTest : CopyBase {
    void SetUp() override { fill(place.place()); }
    FreshPlace place{"sqlite"}, other{"sqlite"};
    fs::path file = fs::path{other.place().text}.replace_filename("backup");

    std::set<std::string> files_beside() const {
        std::set<std::string> names;
        for (auto const& entry : fs::directory_iterator{file.parent_path()}) {
            names.insert(entry.path().filename());
        }
        return names;
    }
};

TEST_F(BackupTest, IsItsOwnersOnlyAndDoesNotReplaceAFile) {
    back_up(place.place(), file, clock);
    struct stat status{};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
    EXPECT_THAT([&] { back_up(place.place(), file, clock); },
                ThrowsMessage<std::runtime_error>(HasSubstr("is there already")));
    EXPECT_EQ(files_beside(), std::set<std::string>{"backup"});
}

TEST_F(BackupTest, OneOfAnOlderVersionIsRestored) {
    FreshPlace const old{"sqlite"};
    {
        soci::session sql{soci::sqlite3, "dbname=" + old.place().text};
        migrate(sql, Dialect::sqlite, 2);
        sql << "INSERT INTO organizations (id, slug, name, created_at) VALUES (1, 'a', 'b', 3)";
    }
    back_up(old.place(), file, clock);
    restore(file, other.place());
    EXPECT_EQ(take_snapshot(other.place())->schema(), 2);
    open(other.place())->run([](Tx& tx) { EXPECT_EQ(tx.people.organizations().size(), 1u); });
}

TEST_F(BackupTest, OneOfANewerVersionIsRefused) {
    open(place.place())->session() << "INSERT INTO migrations (number) VALUES (1000)";
    EXPECT_THAT([&] { back_up(place.place(), file, clock); },
                ThrowsMessage<std::runtime_error>(HasSubstr("newer version")));
    EXPECT_EQ(files_beside(), std::set<std::string>{});
}

TEST_F(BackupTest, AFlippedBitIsFoundOrHarmless) {
    back_up(place.place(), file, clock);
    auto const before = contents({file});
    auto const size = fs::file_size(file);
    std::mt19937 random{7};
    int refused = 0;
    constexpr int flips = 60;
    for (int i = 0; i < flips; ++i) {
        auto const at = std::uniform_int_distribution<std::uintmax_t>{0, size - 1}(random);
        auto const flip = [&] {
            std::fstream stream{file, std::ios::in | std::ios::out | std::ios::binary};
            stream.seekg(static_cast<std::streamoff>(at));
            auto const byte = static_cast<char>(stream.get() ^ 4);
            stream.seekp(static_cast<std::streamoff>(at));
            stream.put(byte);
        };
        flip();
        try {
            restore(file, other.place());
            auto found = contents(other.place());
            auto expected = before;
            found.erase("events");  // one more, by promise
            expected.erase("events");
            EXPECT_EQ(found, expected) << "byte " << at;
            fs::remove(other.place().text);
        } catch (std::runtime_error const&) {
            ++refused;
        }
        EXPECT_EQ(files_beside(), std::set<std::string>{"backup"}) << "byte " << at;
        flip();
    }
    // Each table and index has a page of its own, of which most are nearly empty here.
    EXPECT_GT(refused, flips / 3) << "much of the file is texts";
}

TEST_F(BackupTest, AFileThatIsNoBackupIsRefused) {
    EXPECT_THAT([&] { restore(place.place().text, other.place()); },
                ThrowsMessage<std::runtime_error>(HasSubstr("no backup")));
    std::ofstream{file} << "hello";
    EXPECT_THROW(restore(file, other.place()), std::runtime_error);
    EXPECT_EQ(files_beside(), std::set<std::string>{"backup"});
}

}  // namespace
}  // namespace parley::store
