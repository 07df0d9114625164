#include "plan.hpp"

#include <random>

namespace parley::history {

using client::milliseconds;

Plan make_plan(std::uint64_t seed, std::uint64_t round, std::size_t agents) {
    std::seed_seq words{seed, round};
    std::mt19937_64 random{words};
    auto const between = [&](int low, int high) {
        return std::uniform_int_distribution<int>{low, high}(random);
    };
    Plan plan;
    plan.seed = random();
    plan.length = milliseconds{between(600, 2000)};
    auto const some_time = [&] {
        return milliseconds{between(50, static_cast<int>(plan.length.count()))};
    };
    for (int i = between(0, 2); i > 0; --i) {
        Kill kill{some_time(), milliseconds{between(0, 300)}, {}};
        // Some starts keep so little history that those who come back must take a snapshot.
        if (between(0, 2) == 0) kill.flags = {"--limit", "resume_events_max=20"};
        plan.kills.push_back(std::move(kill));
    }
    for (int i = between(0, 6); i > 0; --i) plan.cuts.push_back(some_time());
    if (between(0, 3) == 0) plan.cuts_of_all.push_back(some_time());
    if (between(0, 3) == 0) {
        plan.vanishes = static_cast<std::size_t>(between(0, static_cast<int>(agents) - 1));
        plan.vanishes_at = some_time();
    }
    if (between(0, 4) > 0) {
        plan.faults.cut = between(0, 1) * 0.01;
        plan.faults.stall = between(0, 1) * 0.004;
        plan.faults.split = between(0, 1) * 0.2;
        plan.faults.delay = between(0, 1) * 0.1;
    }
    return plan;
}

}  // namespace parley::history
