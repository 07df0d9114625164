#include "api/slow_pool.hpp"

namespace parley::api {

SlowPool::SlowPool(int threads, std::size_t waiting_max, std::string full)
    : waiting_max_(waiting_max), full_(std::move(full)) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { loop(); });
}

std::optional<Refused> SlowPool::run(Task task) {
    {
        std::scoped_lock const lock{mutex_};
        if (stopped_ || threads_.empty())
            return Refused{Code::unavailable, "the server is stopping"};
        if (waiting_.size() >= waiting_max_) {
            Refused refused{Code::overloaded, full_};
            refused.retry_ms = 2000;
            return refused;
        }
        waiting_.push_back(std::move(task));
    }
    wake_.notify_one();
    return std::nullopt;
}

void SlowPool::stop() {
    {
        std::scoped_lock const lock{mutex_};
        stopped_ = true;
    }
    wake_.notify_all();
    threads_.clear();  // joins
}

void SlowPool::loop() {
    for (;;) {
        Task task;
        {
            std::unique_lock lock{mutex_};
            wake_.wait(lock, [&] { return stopped_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            task = std::move(waiting_.front());
            waiting_.pop_front();
        }
        task();
    }
}

}  // namespace parley::api
