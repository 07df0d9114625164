#include "store/sqlite/store.hpp"

#include <atomic>
#include <chrono>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

#include "store/job_queue.hpp"
#include "store/mutations.hpp"
#include "store/sqlite/connection.hpp"

namespace parley::store::sqlite {

namespace {

/// The database's file, opened beside SQLite. Closing it ends the locks that this process has on
/// the file: it must outlive every connection.
class File {
  public:
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    void open(std::string const& name) { descriptor_ = ::open(name.c_str(), O_RDONLY | O_CLOEXEC); }

    /// Has the disk write what was changed, piece by piece and with pauses, so that a commit that
    /// comes meanwhile does not wait behind all of it. No promise that everything is written.
    void write_back() const {
        constexpr ::off_t piece = 2 << 20;
        auto const size = ::lseek(descriptor_, 0, SEEK_END);
        for (::off_t at = 0; at < size; at += piece) {
            auto const start = std::chrono::steady_clock::now();
            ::sync_file_range(descriptor_, at, piece,
                              SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
            // A piece in which nothing was changed takes no time.
            if (std::chrono::steady_clock::now() - start > std::chrono::microseconds{30}) {
                std::this_thread::sleep_for(milliseconds{1});
            }
        }
    }

  private:
    int descriptor_ = -1;
};

/// Copies the write-ahead log into the file on a thread of its own. The copying takes milliseconds,
/// the disk's writing tens of them: whoever posts should wait for neither. What is left is little;
/// the writer copies it between two groups, and the log begins anew.
class Checkpointer {
  public:
    Checkpointer(std::unique_ptr<Connection> connection, File const& file, int log_pages,
                 Metrics& metrics)
        : connection_(std::move(connection)),
          file_(file),
          log_pages_(log_pages),
          metrics_(metrics),
          thread_([this](std::stop_token stop) { run(stop); }) {}
    ~Checkpointer() { stop(); }

    /// After each of the writer's groups, on its thread.
    void group_done(Connection& writer) {
        auto const state = state_.load();
        // Rare, and worth the wait. Where somebody is in the way, after the next group.
        if (writer.has_overwritten() && state != State::copying && writer.checkpoint()) return;
        if (state == State::copied) {
            writer.checkpoint_some();
            metrics_.sqlite_checkpoints.Increment();
            state_ = State::idle;
        } else if (state == State::idle && writer.log_pages() >= log_pages_) {
            wake();
        }
    }

    void stop() {
        if (!thread_.joinable()) return;
        thread_.request_stop();
        wake();
        thread_.join();
    }

  private:
    enum class State { idle, copying, copied };

    void wake() {
        state_ = State::copying;
        state_.notify_one();
    }

    void run(std::stop_token const& stop) {
        while (!stop.stop_requested()) {
            auto const state = state_.load();
            if (state != State::copying) {
                state_.wait(state);
                continue;
            }
            connection_->checkpoint_some();
            file_.write_back();
            // Again, for what has come meanwhile.
            connection_->checkpoint_some();
            connection_->sync_file();
            state_ = State::copied;
        }
    }

    std::unique_ptr<Connection> connection_;
    File const& file_;
    int const log_pages_;
    Metrics& metrics_;
    std::atomic<State> state_ = State::idle;
    std::jthread thread_;
};

class SqliteStore : public Store {
  public:
    SqliteStore(Config const& config, Clock const& clock, IdMaker& ids, Limits const& limits,
                Metrics& metrics, Hooks hooks)
        : hooks_(std::move(hooks)),
          clock_(clock),
          writes_(limits.writes_waiting_max),
          reads_(limits.reads_waiting_max),
          writer_(config.file, Mode::writer, clock, ids, limits, config.node),
          checkpointer_(std::make_unique<Connection>(config.file, Mode::reader, clock, ids, limits),
                        file_, config.log_pages, metrics) {
        file_.open(config.file);
        writer_.count_in(metrics);
        for (int i = 0; i < config.readers; ++i) {
            readers_.push_back(std::make_unique<Connection>(config.file, Mode::reader, clock, ids,
                                                            limits, config.node));
        }
        threads_.emplace_back([this] { write_loop(); });
        for (auto& reader : readers_)
            threads_.emplace_back([this, &reader] { read_loop(*reader); });
    }

    ~SqliteStore() override { stop(); }

    std::optional<Refused> write(std::unique_ptr<Job>& job) override { return writes_.push(job); }
    std::optional<Refused> read(std::unique_ptr<Job>& job) override {
#ifdef PARLEY_MUTATIONS
        // Everybody sees what is not committed: nothing but a crash shall tell.
        if (mutations::ack_before_commit) return writes_.push(job);
#endif
        return reads_.push(job);
    }

    bool shared() const override { return false; }
    void wake() override {}
    Load load() override { return {reads_.size(), writes_.size(), {}, log_pages_.load()}; }

    void stop() override {
        reads_.stop();
        writes_.stop();
        bool const running = !threads_.empty();
        threads_.clear();  // joins
        checkpointer_.stop();
        if (running) writer_.checkpoint();
    }

  private:
    // More jobs in one group make each cheaper, since they share pages, but all of them later. Only
    // where more wait than can be kept up with do groups become this large: 1024 messages take
    // about 20 ms then, as many offers 80 ms.
    static constexpr std::size_t group_max = 1024;

    void write_loop() {
        while (!writes_.stopped()) {
            auto jobs = writes_.take(group_max, until_next_timer());
            if (!jobs.empty()) {
                run_group(jobs);
                group_done();
            }
            if (next_timer_ && *next_timer_ <= clock_.now()) {
                writer_.run_due_timers(hooks_);
                group_done();
            }
        }
    }

    void group_done() {
        hooks_.group_done();
        checkpointer_.group_done(writer_);
        log_pages_ = writer_.log_pages();
    }

    void run_group(std::span<std::unique_ptr<Job>> jobs) {
#ifdef PARLEY_MUTATIONS
        if (mutations::ack_before_commit) return writer_.run_group_too_early(jobs, hooks_);
#endif
        writer_.run_group(jobs);
    }

    /// How long the writer may sleep. Asks the table only when a job may have changed it.
    std::optional<milliseconds> until_next_timer() {
        if (writer_.tx().take_timers_changed()) next_timer_ = writer_.tx().timers().next();
        if (!next_timer_) return std::nullopt;
        return std::max(milliseconds{0}, *next_timer_ - clock_.now());
    }

    void read_loop(Connection& reader) {
        while (!reads_.stopped()) {
            for (auto& job : reads_.take(1)) {
                reader.run_read(*job);
                hooks_.group_done();
            }
        }
    }

    Hooks hooks_;
    Clock const& clock_;
    JobQueue writes_;
    JobQueue reads_;
    File file_;  // before all connections
    Connection writer_;
    Checkpointer checkpointer_;
    std::atomic<int> log_pages_ = 0;
    std::optional<Instant> next_timer_;
    std::vector<std::unique_ptr<Connection>> readers_;
    std::vector<std::jthread> threads_;
};

}  // namespace

std::unique_ptr<Store> open_store(Config const& config, Clock const& clock, IdMaker& ids,
                                  Limits const& limits, Metrics& metrics, Hooks hooks) {
    return std::make_unique<SqliteStore>(config, clock, ids, limits, metrics, std::move(hooks));
}

}  // namespace parley::store::sqlite
