#include "store/postgresql/store.hpp"

#include <atomic>
#include <random>
#include <thread>

#include "store/job_queue.hpp"
#include "store/postgresql/connection.hpp"
#include "store/postgresql/log.hpp"

namespace parley::store::postgresql {

namespace {

/// A job with the time of life of the node in which it was given. What was given before the node
/// was taken for dead is not done after it has joined anew: whoever asked is elsewhere by now.
class Fenced : public Job {
  public:
    Fenced(std::unique_ptr<Job> job, std::atomic<int> const& life)
        : job_(std::move(job)), life_(life), given_in_(life.load()) {}
    void run(Tx& tx) override {
        if (life_ != given_in_)
            throw Refused{Code::unavailable, "this node was given up; try again"};
        job_->run(tx);
    }
    void finished(Refused const* refused, Aftermath aftermath) override {
        job_->finished(refused, std::move(aftermath));
    }
    std::uint64_t key() const override { return job_->key(); }
    ChatId only_chat() const override { return job_->only_chat(); }
    OrganizationId organization() const override { return job_->organization(); }
    std::unique_ptr<Job> take() { return std::move(job_); }

  private:
    std::unique_ptr<Job> job_;
    std::atomic<int> const& life_;
    int const given_in_;
};

class PostgresStore : public Store {
  public:
    PostgresStore(Config const& config, Clock const& clock, IdMaker& ids, Limits const& limits,
                  Metrics& metrics, Hooks hooks)
        : hooks_(std::move(hooks)),
          clock_(clock),
          metrics_(metrics),
          reads_(limits.reads_waiting_max),
          log_(connect(config, Mode::reader, clock, ids, limits), hooks_) {
        // Nodes do not all look at a due timer in the same moment.
        late_ = milliseconds{std::uniform_int_distribution{0, 100}(random_)};
        for (int i = 0; i < config.writers; ++i) {
            writers_.push_back(
                std::make_unique<Writer>(limits.writes_waiting_max / config.writers,
                                         connect(config, Mode::writer, clock, ids, limits)));
        }
        for (int i = 0; i < config.readers; ++i) {
            readers_.push_back(connect(config, Mode::reader, clock, ids, limits));
        }
        timers_ = connect(config, Mode::writer, clock, ids, limits);
        for (auto& writer : writers_) {
            threads_.emplace_back([this, &writer] { write_loop(*writer); });
        }
        for (auto& reader : readers_) {
            threads_.emplace_back([this, &reader] { read_loop(*reader); });
        }
        timer_thread_ = std::jthread{[this](std::stop_token stop) { timer_loop(stop); }};
        watch_thread_ = std::jthread{[this](std::stop_token stop) { watch_loop(stop); }};
    }

    ~PostgresStore() override { stop(); }

    std::optional<Refused> write(std::unique_ptr<Job>& job) override {
        auto const index = job->key() % writers_.size();
        auto fenced = std::make_unique<Fenced>(std::move(job), life_);
        auto* const own = fenced.get();
        std::unique_ptr<Job> given = std::move(fenced);
        auto refused = writers_[index]->waiting.push(given);
        if (refused) job = own->take();
        return refused;
    }
    std::optional<Refused> read(std::unique_ptr<Job>& job) override { return reads_.push(job); }

    bool shared() const override { return true; }
    void wake() override { log_.wake(); }
    Load load() override {
        Load load{reads_.size(), 0, log_.told(), {}};
        for (auto& writer : writers_) load.writes_waiting += writer->waiting.size();
        return load;
    }

    void stop() override {
        reads_.stop();
        for (auto& writer : writers_) writer->waiting.stop();
        threads_.clear();  // joins
        if (timer_thread_.joinable()) {
            timer_thread_.request_stop();
            wake_timers();
            timer_thread_.join();
        }
        log_.stop();
    }

  private:
    struct Writer {
        Writer(std::int64_t most, std::unique_ptr<Connection> to)
            : waiting(most), connection(std::move(to)) {}
        JobQueue waiting;
        std::unique_ptr<Connection> connection;
    };
    // More jobs in one group make each cheaper but all of them later, and conflicts likelier. With
    // thousands waiting 400 took a fifth more of them a second than 128, each waiting for less.
    static constexpr std::size_t group_max = 400;

    std::unique_ptr<Connection> connect(Config const& config, Mode mode, Clock const& clock,
                                        IdMaker& ids, Limits const& limits) {
        auto connection =
            std::make_unique<Connection>(config.url, mode, clock, ids, limits, config.node);
        connection->keep_events();
        connection->count_in(metrics_);
        return connection;
    }

    void write_loop(Writer& writer) {
        auto& connection = *writer.connection;
        while (!writer.waiting.stopped()) {
            auto jobs = writer.waiting.take(group_max);
            // What one chat's lock is enough for is kept apart from what needs more.
            for (std::span left{jobs}; !left.empty();) {
                auto const alike = [&](auto const& job) {
                    return bool{job->only_chat()} == bool{left.front()->only_chat()};
                };
                auto const end = std::ranges::find_if_not(left, alike);
                auto const count = static_cast<std::size_t>(end - left.begin());
                auto const life = life_.load();
                connection.run_group(left.first(count));
                group_done(connection, life);
                left = left.subspan(count);
            }
            if (connection.tx().take_timers_changed()) wake_timers();
        }
    }

    /// False where the node was found to be given up.
    bool group_done(Connection& connection, int life) {
        if (connection.take_unknown_events()) log_.wake();
        // Before the answers leave: where nothing lies between, answer and event leave together.
        log_.committed(connection.take_events());
        hooks_.group_done();
        if (!connection.take_fenced()) return true;
        // Several writers find out about one end; it is told once, or the node that has joined anew
        // by then would begin again with every one of them.
        if (life_.compare_exchange_strong(life, life + 1)) hooks_.fenced();
        return false;
    }

    void read_loop(Connection& reader) {
        while (!reads_.stopped()) {
            for (auto& job : reads_.take(1)) {
                reader.run_read(*job);
                hooks_.group_done();
            }
        }
    }

    void wake_timers() {
        {
            std::scoped_lock const lock{timer_mutex_};
            timers_changed_ = true;
        }
        timer_wake_.notify_one();
    }

    /// Timers that another node has set are found within a second, should that node have died.
    void timer_loop(std::stop_token const& stop) {
        constexpr milliseconds look_every{1000};
        while (!stop.stop_requested()) {
            auto wait = look_every;
            try {
                if (timers_->is_alive()) {
                    auto const life = life_.load();
                    bool member = true;
                    while (member && timers_->run_due_timers(hooks_)) {
                        member = group_done(*timers_, life);
                    }
                    auto const next = timers_->tx().timers().next();
                    if (next && member) {
                        wait = std::clamp(*next - clock_.now() + late_, late_, look_every);
                    }
                }
            } catch (soci::soci_error const&) {
            }  // found again at the next look
            std::unique_lock lock{timer_mutex_};
            timer_wake_.wait_for(lock, wait,
                                 [&] { return timers_changed_ || stop.stop_requested(); });
            timers_changed_ = false;
        }
    }

    /// Whoever waits for a database that will never answer is let go.
    void watch_loop(std::stop_token const& stop) {
        constexpr milliseconds look_every{1000};
        std::mutex mutex;
        std::unique_lock lock{mutex};
        std::condition_variable_any never;
        while (!never.wait_for(lock, stop, look_every, [&] { return stop.stop_requested(); })) {
            for (auto const& writer : writers_) writer->connection->break_if_stuck();
            for (auto const& reader : readers_) reader->break_if_stuck();
            timers_->break_if_stuck();
            log_.break_if_stuck();
        }
    }

    Hooks hooks_;
    Clock const& clock_;
    Metrics& metrics_;
    std::mt19937 random_{std::random_device{}()};
    milliseconds late_;
    std::atomic<int> life_ = 0;
    JobQueue reads_;
    Log log_;
    std::vector<std::unique_ptr<Writer>> writers_;
    std::vector<std::unique_ptr<Connection>> readers_;
    std::unique_ptr<Connection> timers_;
    std::mutex timer_mutex_;
    std::condition_variable timer_wake_;
    bool timers_changed_ = false;
    std::vector<std::jthread> threads_;
    std::jthread timer_thread_;
    std::jthread watch_thread_;
};

}  // namespace

std::unique_ptr<Store> open_store(Config const& config, Clock const& clock, IdMaker& ids,
                                  Limits const& limits, Metrics& metrics, Hooks hooks) {
    return std::make_unique<PostgresStore>(config, clock, ids, limits, metrics, std::move(hooks));
}

}  // namespace parley::store::postgresql
