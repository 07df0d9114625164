#include "domain/report.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include "base/ensure.hpp"

namespace parley::domain {

void Histogram::add(milliseconds took) {
    auto const ms = std::max<std::int64_t>(took.count(), 0);
    auto const bucket = std::ranges::upper_bound(bucket_bounds_s, ms / 1000);
    ++counts_[static_cast<std::size_t>(bucket - bucket_bounds_s.begin())];
    sum_ms_ += ms;
}

void Histogram::add(Histogram const& other) {
    for (std::size_t i = 0; i < buckets; ++i) counts_[i] += other.counts_[i];
    sum_ms_ += other.sum_ms_;
}

std::int64_t Histogram::count() const {
    return std::accumulate(counts_.begin(), counts_.end(), std::int64_t{0});
}

std::int64_t Histogram::mean_s() const {
    auto const ms = count() * 1000;
    return (sum_ms_ + ms / 2) / ms;
}

std::int64_t Histogram::quantile_s(double share) const {
    auto const all = count();
    ENSURE(all > 0);
    auto const rank = std::max<std::int64_t>(
        static_cast<std::int64_t>(std::ceil(share * static_cast<double>(all))), 1);
    std::int64_t below = 0;
    for (std::size_t i = 0; i + 1 < buckets; ++i) {
        if (below + counts_[i] >= rank) {
            auto const from = i == 0 ? 0 : bucket_bounds_s[i - 1];
            auto const part =
                (static_cast<double>(rank - below) - 0.5) / static_cast<double>(counts_[i]);
            auto const width = static_cast<double>(bucket_bounds_s[i] - from);
            return from + static_cast<std::int64_t>(part * width);
        }
        below += counts_[i];
    }
    return bucket_bounds_s.back();
}

void Sums::add(Sums const& other) {
    for (std::size_t i = 0; i < counters; ++i) counters_[i] += other.counters_[i];
    for (std::size_t i = 0; i < timed; ++i) times_[i].add(other.times_[i]);
}

std::optional<std::int64_t> Sums::service_percent() const {
    auto const aimed = (*this)[Counter::aimed];
    if (aimed == 0) return std::nullopt;
    return 100 * (*this)[Counter::aimed_in_time] / aimed;
}

/// "a12 i3 W4711:0.2,7.1": a letter for each counter; of times their sum in ms and the buckets.
class SumsText {
  public:
    // In the order of the enumerations. Stored: a letter never gets another meaning.
    static constexpr std::string_view counter_letters = "arixoplbhtmdcs";
    static constexpr std::string_view timed_letters = "WGFHU";
    static_assert(counter_letters.size() == counters && timed_letters.size() == timed);

    static std::string write(Sums const& sums) {
        std::string word;
        for (std::size_t i = 0; i < counters; ++i) {
            if (sums.counters_[i] == 0) continue;
            if (!word.empty()) word += ' ';
            word += counter_letters[i];
            word += std::to_string(sums.counters_[i]);
        }
        for (std::size_t i = 0; i < timed; ++i) {
            auto const& times = sums.times_[i];
            if (times.count() == 0) continue;
            if (!word.empty()) word += ' ';
            word += timed_letters[i];
            word += std::to_string(times.sum_ms_);
            char mark = ':';
            for (std::size_t b = 0; b < Histogram::buckets; ++b) {
                if (times.counts_[b] == 0) continue;
                word += mark;
                word += std::to_string(b) + '.' + std::to_string(times.counts_[b]);
                mark = ',';
            }
        }
        return word;
    }

    explicit SumsText(std::string_view word) : at_(word.data()), end_(at_ + word.size()) {}

    void add_to(Sums& sums) {
        while (at_ != end_) {
            auto const letter = *at_++;
            if (auto const i = counter_letters.find(letter); i != std::string_view::npos) {
                sums.counters_[i] += number();
            } else {
                auto const t = timed_letters.find(letter);
                ENSURE(t != std::string_view::npos);
                add_to(sums.times_[t]);
            }
            if (at_ != end_) ENSURE(*at_++ == ' ');
        }
    }

  private:
    void add_to(Histogram& times) {
        times.sum_ms_ += number();
        while (at_ != end_ && *at_ != ' ') {
            ++at_;
            auto const bucket = static_cast<std::size_t>(number());
            ENSURE(bucket < Histogram::buckets && at_ != end_ && *at_ == '.');
            ++at_;
            times.counts_[bucket] += number();
        }
    }

    std::int64_t number() {
        std::int64_t value = 0;
        auto const read = std::from_chars(at_, end_, value);
        ENSURE(read.ec == std::errc{});
        at_ = read.ptr;
        return value;
    }

    char const* at_;
    char const* end_;
};

std::string to_word(Sums const& sums) { return SumsText::write(sums); }

void add_word(Sums& sums, std::string_view word) { SumsText{word}.add_to(sums); }

}  // namespace parley::domain
