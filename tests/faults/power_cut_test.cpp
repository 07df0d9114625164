// The power is cut after every single thing that the disk was asked to do, and each time the
// database is opened again with what was left (P1, fI02). Where SQLite recovers from that, byte by
// byte, what it recovered after another cut, the program would find what it found then.
#include "power_cut.hpp"

#include <algorithm>

#include <gmock/gmock.h>

#include "contents.hpp"
#include "crash_vfs.hpp"
#include "service/timers.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/handle.hpp"
#include "traffic.hpp"

namespace parley::faults {
namespace {

using store::sqlite::Connection;
using store::sqlite::Mode;

constexpr auto database = "/disk/parley.db";

/// One transaction and what was in the database after it.
struct Step {
    std::size_t ended;  // in the record
    std::size_t contents;
};

/// What a program did until its end.
struct Run {
    Record record;
    std::vector<Step> steps;
    int checkpoints;
};

/// A program that works, ends, starts again and ends.
class Machine {
  public:
    explicit Machine(std::string const& synchronous)
        : set_synchronous("PRAGMA synchronous = " + synchronous) {
        hooks.run_timer = service::run_timer;
        hooks.deliver = [](store::Aftermath) {};
        start();
        done();
    }

    Run run(int operations) {
        writer->run([&](store::Tx& tx) { traffic.set_up(tx); });
        done();
        for (int left = operations; left > 0;) {
            auto const count = std::min(left, 1 + static_cast<int>(traffic.chance() % 4));
            call(count);
            left -= count;
            if (traffic.chance() % 8 == 0) time_passes();
            if (steps.size() % 4 == 0) checkpoint();
            if (steps.size() % 20 == 0) {
                end();
                start();
            }
        }
        end();
        return {disk.record(), steps, checkpoints};
    }

  private:
    void start() {
        writer.emplace(database, Mode::writer, clock, ids, limits);
        writer->session() << set_synchronous;
        reader.emplace(database, Mode::reader, clock, ids, limits);
    }

    void end() {
        reader.reset();
        if (traffic.chance() % 2 == 0) writer->checkpoint();
        writer.reset();  // and SQLite removes the log
    }

    void done() { steps.push_back({disk.changes(), contents(*writer)}); }

    void call(int count) {
        auto jobs = traffic.calls(count);
        writer->run_group(jobs);
        done();
    }

    void time_passes() {
        clock.advance(milliseconds{traffic.chance() % 20'000});
        while (writer->run_due_timers(hooks)) done();
    }

    /// As the checkpointer does it beside the writer, with a reader in its way or without.
    void checkpoint() {
        ++checkpoints;
        if (traffic.chance() % 4 == 0) return (void)writer->checkpoint();
        Connection other{database, Mode::reader, clock, ids, limits};
        other.session() << set_synchronous;
        bool const reading = traffic.chance() % 3 == 0;
        if (reading) {
            std::int64_t seen;
            reader->session() << "BEGIN";
            reader->session() << "SELECT count(*) FROM messages", soci::into(seen);
            call(1);
        }
        other.checkpoint_some();
        other.sync_file();
        writer->checkpoint_some();
        if (reading) reader->session() << "COMMIT";
    }

    std::string const set_synchronous;
    Disk disk;
    Mounted mounted{disk};
    ManualClock clock{Instant{1'700'000'000'000}};
    IdMaker ids{clock, 1};
    Limits limits;
    store::Hooks hooks;
    Traffic traffic{1, [this](std::string said) {
                        if (!said.empty()) disk.acknowledge(std::move(said));
                    }};
    std::optional<Connection> writer, reader;
    std::vector<Step> steps;
    int checkpoints = 0;
};

/// What somebody finds who starts the program after a power cut.
struct Found {
    std::string damage;
    std::size_t contents = 0;
    std::multiset<std::string> messages;
};

Found start_again(Files files) {
    Disk disk{std::move(files)};
    Mounted const mounted{disk};
    ManualClock const clock{Instant{1'700'000'000'000}};
    IdMaker ids{clock, 2};
    Limits const limits;
    Found found;
    try {
        Connection connection{database, Mode::writer, clock, ids, limits};
        found = {damage(connection), contents(connection), stored_messages(connection)};
    } catch (std::exception const& error) {
        found.damage = error.what();
    }
    return found;
}

/// The database that SQLite recovers, its log copied into it; nothing where it cannot.
std::optional<std::string> recovered(Files files) {
    Disk disk{std::move(files)};
    Mounted const mounted{disk};
    try {
        using store::sqlite::Handle;
        Handle const handle{database, Handle::Mode::write};
        handle.execute("PRAGMA user_version");  // the first look is what recovers
        auto const result = sqlite_api::sqlite3_wal_checkpoint_v2(
            handle.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
        if (result != SQLITE_OK) return {};
    } catch (std::runtime_error const&) {
        return {};
    }
    return disk.files()[database];
}

struct Verdict {
    int cuts = 0;
    int lossy = 0;                      // cuts after which something acknowledged was missing
    std::size_t lost = 0;               // acknowledged messages, the most by one cut
    std::vector<std::string> problems;  // what must not be, whatever is lost

    void problem(std::string const& what) {
        if (problems.size() < 10) problems.push_back("after change " + what);
    }
};

class Judge {
  public:
    explicit Judge(Run const& run) : run_(run) {}

    /// After each change from that one on.
    Verdict cut_everywhere(std::size_t from = 0) {
        for (at_ = 0; at_ < run_.record.size();) {
            auto const& change = run_.record[at_++];
            platter_.take(change);
            if (change.kind == Change::Kind::acknowledgement) {
                acknowledged_.insert(change.bytes);
                continue;
            }
            if (at_ <= from) continue;
            // Where nothing more is safe, losing all the rest leaves the same as before.
            bool const safer =
                change.kind == Change::Kind::sync || change.kind == Change::Kind::sync_folder;
            if (safer || at_ == from + 1) cut(Fate::lost);
            cut(Fate::kept);
            cut(Fate::by_chance);
        }
        return verdict_;
    }

  private:
    Found find(Files files) {
        auto const bytes = recovered(files);
        if (!bytes) return start_again(std::move(files));
        auto const [known, is_new] = found_.try_emplace(std::hash<std::string>{}(*bytes));
        if (is_new) known->second = start_again(std::move(files));
        return known->second;
    }

    void cut(Fate fate) {
        auto const found = find(platter_.after_cut(fate, at_));
        ++verdict_.cuts;
        auto const what = std::to_string(at_) + ": ";
        if (!found.damage.empty()) return verdict_.problem(what + found.damage);
        auto const missing = static_cast<std::size_t>(std::ranges::count_if(
            acknowledged_,
            [&](std::string const& message) { return found.messages.count(message) != 1; }));
        // Exactly what one of the transactions left: the last one that was answered or, if it came
        // so far, the one after it.
        auto const next =
            std::ranges::find_if(run_.steps, [&](Step const& step) { return step.ended > at_; });
        auto const same = [&](Step const& step) { return step.contents == found.contents; };
        auto const last = next == run_.steps.begin() ? next : std::prev(next);
        auto const end = next == run_.steps.end() ? next : std::next(next);
        if (std::find_if(last, end, same) == end) {
            ++verdict_.lossy;
            if (std::ranges::none_of(run_.steps, same)) verdict_.problem(what + "half done");
        } else if (missing > 0) {
            verdict_.problem(what + "a message is missing although nothing is lost");
        }
        verdict_.lost = std::max(verdict_.lost, missing);
    }

    Run const& run_;
    Platter platter_;
    std::map<std::size_t, Found> found_;  // by what was recovered
    std::size_t at_ = 0;
    std::multiset<std::string> acknowledged_;
    Verdict verdict_;
};

void tell(Run const& run, Verdict const& verdict) {
    auto const count = [&](Change::Kind kind) {
        return static_cast<int>(std::ranges::count(run.record, kind, &Change::kind));
    };
    std::printf(
        "%zu transactions with %d acknowledged messages, %d writes, %d syncs, %d checkpoints; "
        "%d cuts, %d of them lost something, at most %zu messages\n",
        run.steps.size(), count(Change::Kind::acknowledgement), count(Change::Kind::write),
        count(Change::Kind::sync), run.checkpoints, verdict.cuts, verdict.lossy, verdict.lost);
}

TEST(PowerCut, LosesNothingThatWasAcknowledged) {
    auto const run = Machine{"FULL"}.run(200);
    auto const verdict = Judge{run}.cut_everywhere();
    tell(run, verdict);
    EXPECT_GT(verdict.cuts, 2000);
    EXPECT_GT(run.checkpoints, 10);
    EXPECT_THAT(verdict.problems, testing::IsEmpty());
    EXPECT_EQ(verdict.lossy, 0);
    EXPECT_EQ(verdict.lost, 0u);
}

TEST(PowerCut, LosesAcknowledgedMessagesWhereCommitsAreNotSynced) {
    auto const run = Machine{"NORMAL"}.run(40);
    auto const verdict = Judge{run}.cut_everywhere(run.steps.front().ended);
    tell(run, verdict);
    EXPECT_GT(verdict.lossy, 0);
    EXPECT_GT(verdict.lost, 0u);
    EXPECT_THAT(verdict.problems, testing::IsEmpty()) << "it loses, but it damages nothing";
}

TEST(PowerCut, DamagesTheDatabaseWhereNothingIsSynced) {
    auto const run = Machine{"OFF"}.run(40);
    auto const verdict = Judge{run}.cut_everywhere(run.steps.front().ended);
    tell(run, verdict);
    EXPECT_GT(verdict.lossy, 0);
    EXPECT_FALSE(verdict.problems.empty());
}

}  // namespace
}  // namespace parley::faults
