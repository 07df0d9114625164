// A disk that fails once, at each of its syncs in turn: in a commit, while the log is copied, at
// the end. The process stops before it promises anything more, and nothing that it had promised is
// missing afterwards (P15, fI03).
#include <csignal>

#include <gmock/gmock.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "contents.hpp"
#include "crash_vfs.hpp"
#include "power_cut.hpp"
#include "through_store.hpp"
#include "traffic.hpp"

namespace parley::faults {
namespace {

using store::sqlite::Connection;
using store::sqlite::Mode;

constexpr auto database = "/disk/parley.db";
constexpr int exit_disk_failed = 70;

/// A file that is gone with this process and that a child of it can write.
class SharedFile {
  public:
    SharedFile() : descriptor_(::memfd_create("test", 0)) {}
    ~SharedFile() { ::close(descriptor_); }
    int descriptor() const { return descriptor_; }
    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  private:
    int descriptor_;
};

struct FailedDisk : testing::Test {
    ManualClock clock{Instant{1'700'000'000'000}};
    IdMaker ids{clock, 1};
    Limits limits;
    Disk* disk_in_use = nullptr;
    Traffic traffic{1, [this](std::string said) {
                        if (!said.empty()) disk_in_use->acknowledge(std::move(said));
                    }};

    Files set_up() {
        Disk disk;
        Mounted const mounted{disk};
        {
            Connection connection{database, Mode::writer, clock, ids, limits};
            connection.run([&](store::Tx& tx) { traffic.set_up(tx); });
        }
        return disk.files();
    }

    /// What the child does; never returns.
    [[noreturn]] void serve(Files const& files, SharedFile const& record,
                            std::function<void(Disk&)> const& break_disk) {
        Disk disk{files};
        disk.copy_record_to(record.descriptor());
        disk_in_use = &disk;
        {
            Mounted const mounted{disk};
            auto const store = open_store(database, clock, ids, limits);
            break_disk(disk);
            for (int i = 0; i < 20; ++i) write_all(*store, traffic.calls(3));
            store->stop();
        }
        ::_exit(0);
    }

    struct End {
        int status;
        Record record;
    };

    End serve_in_child(Files const& files, std::function<void(Disk&)> const& break_disk) {
        SharedFile const record, errors;
        auto const child = ::fork();
        if (child == 0) {
            ::dup2(errors.descriptor(), STDERR_FILENO);
            serve(files, record, break_disk);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_TRUE(WIFEXITED(status)) << "ended by signal " << WTERMSIG(status);
        return {WEXITSTATUS(status), read_record(record.path())};
    }

    /// What is missing or damaged when the program is started again.
    std::string problem(Files const& files, Record const& record, Fate fate, std::uint64_t seed) {
        Platter platter{files, seed};
        for (auto const& change : record) platter.take(change);
        Disk disk{platter.after_cut(fate, seed)};
        Mounted const mounted{disk};
        try {
            Connection connection{database, Mode::writer, clock, ids, limits};
            auto problems = damage(connection);
            auto const stored = stored_messages(connection);
            for (auto const& change : record) {
                if (change.kind == Change::Kind::acknowledgement && !stored.contains(change.bytes))
                    problems += "lost: " + change.bytes.substr(0, 80) + "; ";
            }
            return problems;
        } catch (std::exception const& error) {
            return error.what();
        }
    }

    void expect_nothing_lost(Files const& files, Record const& record) {
        for (auto const fate : {Fate::lost, Fate::kept, Fate::by_chance}) {
            for (std::uint64_t seed = 1; seed <= 3; ++seed) {
                EXPECT_EQ(problem(files, record, fate, seed), "");
            }
        }
    }
};

std::vector<int> failed_syncs(Record const& record) {
    std::vector<int> files;
    for (auto const& change : record) {
        if (change.kind == Change::Kind::sync_failed) files.push_back(change.file);
    }
    return files;
}

TEST_F(FailedDisk, StopsTheProcessAtTheFirstFailedSync) {
    auto const files = set_up();
    std::map<int, int> failures;  // by file
    int nth = 1;
    for (;; ++nth) {
        SCOPED_TRACE("sync " + std::to_string(nth));
        auto const end = serve_in_child(files, [&](Disk& disk) { disk.fail_sync(nth); });
        auto const failed = failed_syncs(end.record);
        if (failed.empty()) {
            EXPECT_EQ(end.status, 0);
            break;
        }
        ++failures[failed.front()];
        EXPECT_EQ(end.status, exit_disk_failed);
        expect_nothing_lost(files, end.record);
        ASSERT_FALSE(HasFailure());
    }
    // The database was there before, its log is new.
    EXPECT_GT(failures[1], 2) << "while the log was copied";
    EXPECT_GT(failures[2], 10) << "in commits";
    std::printf("%d syncs failed in commits, %d in checkpoints\n", failures[2], failures[1]);
}

TEST_F(FailedDisk, StopsTheProcessAtTheFirstFailedWrite) {
    auto const files = set_up();
    int failures = 0;
    for (int nth = 1;; nth += 17, ++failures) {
        SCOPED_TRACE("write " + std::to_string(nth));
        auto const end = serve_in_child(files, [&](Disk& disk) { disk.fail_write(nth); });
        if (end.status == 0) break;
        EXPECT_EQ(end.status, exit_disk_failed);
        expect_nothing_lost(files, end.record);
        ASSERT_FALSE(HasFailure());
    }
    EXPECT_GT(failures, 20);
}

}  // namespace
}  // namespace parley::faults
