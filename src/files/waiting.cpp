#include "files/waiting.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/ensure.hpp"

namespace parley::files {

void Fd::close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
}

void set_nonblocking(Fd const& fd) {
    ENSURE(::fcntl(fd.get(), F_SETFL, ::fcntl(fd.get(), F_GETFL) | O_NONBLOCK) == 0);
}

void Waiting::Wake::operator()() const { ::eventfd_write(fd, 1); }

Waiting::Waiting(std::stop_token stop, milliseconds time_max)
    : stop_(std::move(stop)), wake_(::eventfd(0, EFD_CLOEXEC)), left_(time_max) {
    if (wake_) on_stop_.emplace(stop_, Wake{wake_.get()});
}

bool Waiting::until_ready(std::span<pollfd> fds) {
    ENSURE(fds.size() <= 2);
    std::array<pollfd, 3> all{};
    std::ranges::copy(fds, all.begin());
    all[fds.size()] = {wake_.get(), POLLIN, 0};
    while (!stopped() && left_.count() > 0) {
        auto const begin = std::chrono::steady_clock::now();
        auto const ms = std::chrono::ceil<milliseconds>(left_).count();
        auto const ready = ::poll(all.data(), fds.size() + 1, static_cast<int>(ms));
        left_ -= std::chrono::steady_clock::now() - begin;
        if (ready < 0 && errno != EINTR) return false;
        if (ready <= 0 || stopped()) continue;
        std::ranges::copy(all.begin(), all.begin() + static_cast<long>(fds.size()), fds.begin());
        return true;
    }
    return false;
}

}  // namespace parley::files
