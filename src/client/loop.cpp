#include "client/loop.hpp"

#include <csignal>

#include <boost/asio/post.hpp>

#include "client/asio.hpp"

namespace parley::client {

Loop::Loop() : impl_(std::make_unique<Impl>()) {}
Loop::~Loop() = default;

void Loop::run() {
    impl_->io.restart();
    impl_->io.run();
}

void Loop::stop() { impl_->io.stop(); }

void Loop::post(Task task) { asio::post(impl_->io, std::move(task)); }

void Loop::on_interrupt(Task task) {
    impl_->signals.cancel();
    impl_->signals.clear();
    impl_->signals.add(SIGINT);
    impl_->signals.add(SIGTERM);
    impl_->signals.async_wait([task = std::move(task)](ErrorCode error, int) mutable {
        if (!error) task();
    });
}

struct Timer::Impl {
    explicit Impl(Loop& loop) : timer(loop.impl().io) {}

    SteadyTimer timer;
    Task task;
    unsigned round = 0;  // a wait that was forgotten finds another number here
};

Timer::Timer(Loop& loop) : impl_(std::make_shared<Impl>(loop)) {}
Timer::~Timer() {
    if (impl_) cancel();
}
Timer::Timer(Timer&&) noexcept = default;
Timer& Timer::operator=(Timer&& other) noexcept {
    if (impl_) cancel();
    impl_ = std::move(other.impl_);
    return *this;
}

void Timer::start(microseconds after, Task task) {
    cancel();
    impl_->task = std::move(task);
    impl_->timer.expires_after(after);
    impl_->timer.async_wait([impl = impl_, round = impl_->round](ErrorCode error) {
        if (error || round != impl->round) return;
        std::exchange(impl->task, nullptr)();
    });
}

void Timer::cancel() {
    ++impl_->round;
    impl_->task = nullptr;
    impl_->timer.cancel();
}

bool Timer::waiting() const { return static_cast<bool>(impl_->task); }

}  // namespace parley::client
