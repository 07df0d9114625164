#include "domain/waiting.hpp"

#include <cmath>

namespace parley::domain {

std::optional<WaitEstimate> estimate_wait(std::span<Instant const> accepted_newest_first,
                                          std::int64_t position, Instant now) {
    if (accepted_newest_first.size() < 3) return std::nullopt;
    auto const count = static_cast<double>(accepted_newest_first.size());
    auto const in_s = [](milliseconds span) { return static_cast<double>(span.count()) / 1000; };
    auto const pace = in_s(now - accepted_newest_first.back()) / count;
    double squares = 0;
    auto later = now;
    for (auto const at : accepted_newest_first) {
        auto const off = in_s(later - at) - pace;
        squares += off * off;
        later = at;
    }
    // The spread of a sum of so many gaps, and how unsure their mean is, known from so few. 1.28
    // deviations on both sides hold four fifths of what is nearly normal; of one exponential gap,
    // nine tenths.
    auto const places = static_cast<double>(position);
    auto const variance = squares / (count - 1) * (places + places * places / count);
    auto const spread = 1.28 * std::sqrt(variance);
    auto const likely = pace * places;
    auto const whole = [](double s) { return seconds{static_cast<std::int64_t>(s)}; };
    return WaitEstimate{whole(likely), whole(std::max(0.0, likely - spread)),
                        whole(std::ceil(likely + spread))};
}

}  // namespace parley::domain
