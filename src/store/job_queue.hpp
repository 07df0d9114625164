#pragma once
// Jobs that wait for a thread of the store. Bounded: what does not fit is refused, never forgotten
// (P13).

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "store/store.hpp"

namespace parley::store {

class JobQueue {
  public:
    explicit JobQueue(std::int64_t max) : max_(static_cast<std::size_t>(max)) {}

    std::optional<Refused> push(std::unique_ptr<Job>& job) {
        bool sleeping;
        {
            std::scoped_lock const lock{mutex_};
            if (stopped_) return Refused{Code::unavailable, "the server is stopping"};
            if (jobs_.size() >= max_) return Refused{Code::overloaded};
            jobs_.push_back(std::move(job));
            sleeping = sleepers_ > 0;
        }
        if (sleeping) wake_.notify_one();
        return std::nullopt;
    }

    /// Up to `most` jobs; none at `until` or, once stopped, when nothing is left.
    std::vector<std::unique_ptr<Job>> take(std::size_t most,
                                           std::optional<milliseconds> at_most_for = {}) {
        std::unique_lock lock{mutex_};
        if (jobs_.empty() && !stopped_) {
            ++sleepers_;
            auto const ready = [&] { return !jobs_.empty() || stopped_; };
            if (at_most_for) {
                wake_.wait_for(lock, *at_most_for, ready);
            } else {
                wake_.wait(lock, ready);
            }
            --sleepers_;
        }
        std::vector<std::unique_ptr<Job>> taken;
        while (!jobs_.empty() && taken.size() < most) {
            taken.push_back(std::move(jobs_.front()));
            jobs_.pop_front();
        }
        return taken;
    }

    std::int64_t size() {
        std::scoped_lock const lock{mutex_};
        return std::ssize(jobs_);
    }

    bool stopped() {
        std::scoped_lock const lock{mutex_};
        return stopped_ && jobs_.empty();
    }

    void stop() {
        {
            std::scoped_lock const lock{mutex_};
            stopped_ = true;
        }
        wake_.notify_all();
    }

  private:
    std::size_t const max_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::unique_ptr<Job>> jobs_;
    int sleepers_ = 0;
    bool stopped_ = false;
};

}  // namespace parley::store
