#include "api/password_pool.hpp"

namespace parley::api {

namespace {
constexpr int checks_at_once = 2;
}

PasswordPool::PasswordPool(std::size_t waiting_max) : waiting_max_(waiting_max) {
    for (int i = 0; i < checks_at_once; ++i) threads_.emplace_back([this] { loop(); });
}

std::optional<Refused> PasswordPool::run(Task task) {
    {
        std::scoped_lock const lock{mutex_};
        if (stopped_) return Refused{Code::unavailable, "the server is stopping"};
        if (waiting_.size() >= waiting_max_) {
            Refused refused{Code::overloaded, "too many sign-ins at once"};
            refused.retry_ms = 2000;
            return refused;
        }
        waiting_.push_back(std::move(task));
    }
    wake_.notify_one();
    return std::nullopt;
}

void PasswordPool::stop() {
    {
        std::scoped_lock const lock{mutex_};
        stopped_ = true;
    }
    wake_.notify_all();
    threads_.clear();  // joins
}

void PasswordPool::loop() {
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
