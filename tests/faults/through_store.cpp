#include "through_store.hpp"

#include <latch>

#include "service/timers.hpp"

namespace parley::faults {

namespace {

/// Another job, and somebody who waits for its end.
class Awaited : public store::Job {
  public:
    Awaited(std::unique_ptr<store::Job> job, std::optional<Code>& refusal, std::latch& done)
        : job_(std::move(job)), refusal_(refusal), done_(done) {}
    void run(store::Tx& tx) override { job_->run(tx); }
    void finished(Refused const* refused, store::Aftermath aftermath) override {
        if (refused) refusal_ = refused->code;
        job_->finished(refused, std::move(aftermath));
        done_.count_down();
    }

  private:
    std::unique_ptr<store::Job> job_;
    std::optional<Code>& refusal_;
    std::latch& done_;
};

std::vector<std::optional<Code>> give_all(std::vector<std::unique_ptr<store::Job>> jobs,
                                          auto const& give) {
    std::vector<std::optional<Code>> refusals(jobs.size());
    std::latch done{std::ssize(jobs)};
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        std::unique_ptr<store::Job> job =
            std::make_unique<Awaited>(std::move(jobs[i]), refusals[i], done);
        if (auto const refused = give(job)) {
            refusals[i] = refused->code;
            done.count_down();
        }
    }
    done.wait();
    return refusals;
}

}  // namespace

std::unique_ptr<store::Store> open_store(std::string const& file, Clock const& clock, IdMaker& ids,
                                         Limits const& limits) {
    store::Hooks hooks;
    hooks.run_timer = service::run_timer;
    hooks.deliver = [](store::Aftermath) {};
    hooks.group_done = [] {};
    constexpr int log_pages = 30;
    static Metrics metrics{"test"};
    return store::sqlite::open_store({file, {}, 1, log_pages}, clock, ids, limits, metrics,
                                     std::move(hooks));
}

std::vector<std::optional<Code>> write_all(store::Store& store,
                                           std::vector<std::unique_ptr<store::Job>> jobs) {
    return give_all(std::move(jobs), [&](auto& job) { return store.write(job); });
}

std::optional<Code> read(store::Store& store, std::unique_ptr<store::Job> job) {
    std::vector<std::unique_ptr<store::Job>> jobs;
    jobs.push_back(std::move(job));
    return give_all(std::move(jobs), [&](auto& one) { return store.read(one); }).front();
}

}  // namespace parley::faults
