#include "api/rate_limits.hpp"

#include <algorithm>
#include <cmath>

#include "base/refusal.hpp"

namespace parley::api {

double Bucket::refilled(Rate const& rate, Instant now) const {
    auto const share =
        static_cast<double>((now - at_).count()) / static_cast<double>(rate.per.count());
    return std::max(0.0, taken_ - share * static_cast<double>(rate.most));
}

int Bucket::take(Rate const& rate, Instant now) {
    taken_ = refilled(rate, now);
    at_ = now;
    if (taken_ + 1 <= static_cast<double>(rate.most)) {
        taken_ += 1;
        return 0;
    }
    auto const missing = taken_ + 1 - static_cast<double>(rate.most);
    return static_cast<int>(std::ceil(missing * static_cast<double>(rate.per.count()) /
                                      static_cast<double>(rate.most)));
}

bool Bucket::is_full(Rate const& rate, Instant now) const { return refilled(rate, now) == 0; }

int RateLimits::wait_for(std::string const& key, Rate const& rate, Instant now) {
    std::scoped_lock const lock{mutex_};
    if (buckets_.size() > look_at_size_) forget_idle(now);
    auto& entry = buckets_[key];
    entry.rate = rate;
    return entry.bucket.take(rate, now);
}

void RateLimits::take(std::string const& key, Rate const& rate, Instant now) {
    if (int const wait_ms = wait_for(key, rate, now)) {
        throw too_many(wait_ms, "at most " + std::to_string(rate.most) + " in " +
                                    std::to_string(rate.per / seconds{1}) + " seconds");
    }
}

void RateLimits::give_back(std::string const& key) {
    std::scoped_lock const lock{mutex_};
    if (auto const found = buckets_.find(key); found != buckets_.end()) {
        found->second.bucket.give_back();
    }
}

void RateLimits::forget_idle(Instant now) {
    std::erase_if(buckets_, [&](auto const& each) {
        return each.second.bucket.is_full(each.second.rate, now);
    });
    look_at_size_ = std::max<std::size_t>(10'000, buckets_.size() * 2);
}

bool Places::contains(std::string const& place) {
    std::scoped_lock const lock{mutex_};
    return places_.contains(place);
}

void Places::add(std::string const& place) {
    std::scoped_lock const lock{mutex_};
    if (places_.size() >= places_max) places_.clear();
    places_.insert(place);
}

}  // namespace parley::api
