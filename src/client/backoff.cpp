#include "client/backoff.hpp"

#include <algorithm>

namespace parley::client {

Backoff::milliseconds Backoff::next() {
    constexpr int doublings_max = 20;
    auto const top = std::min<std::int64_t>(span_.longest.count(),
                                            span_.first.count() << std::min(tries_, doublings_max));
    ++tries_;
    return milliseconds{std::uniform_int_distribution<std::int64_t>{0, top}(random_)};
}

Backoff::milliseconds Backoff::next(milliseconds retry) {
    ++tries_;
    return retry;
}

}  // namespace parley::client
