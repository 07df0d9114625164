#include "storm.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>

namespace parley::history {

using client::milliseconds;

std::string_view harm_word(Harm harm) {
    switch (harm) {
        case Harm::none:
            return "none";
        case Harm::kill:
            return "kill -9";
        case Harm::pause:
            return "pause";
        case Harm::cut_database:
            return "cut node-database";
        case Harm::cut_bus:
            return "cut node-bus";
        case Harm::bus_down:
            return "bus down";
        case Harm::database_restart:
            return "database restart";
        case Harm::database_kill:
            return "database kill -9";
    }
    return "";
}

bool hits_all(Harm harm) {
    return harm == Harm::bus_down || harm == Harm::database_restart || harm == Harm::database_kill;
}

namespace {

milliseconds span_of(Harm harm, bool brief, auto const& between) {
    switch (harm) {
        case Harm::kill:
            return brief ? between(1500, 3000) : between(3000, 12'000);
        case Harm::pause:
            // Long enough for the others to give the node up.
            return brief ? milliseconds{13'000} : milliseconds{15'000};
        case Harm::cut_database:
            return brief ? between(5000, 9000) : between(5000, 15'000);
        case Harm::cut_bus:
        case Harm::bus_down:
            return brief ? between(2000, 3000) : between(3000, 12'000);
        default:
            return milliseconds{0};  // as long as it takes
    }
}

}  // namespace

Storm make_storm(StormOptions const& options, std::uint64_t round) {
    std::vector harms{Harm::kill, Harm::pause,         Harm::cut_database,
                      Harm::none, Harm::database_kill, Harm::database_restart};
    if (options.bus) harms.insert(harms.end(), {Harm::cut_bus, Harm::bus_down});
    if (options.brief) std::erase(harms, Harm::none);
    if (!options.only.empty()) {
        std::erase_if(harms, [&](Harm harm) { return harm_word(harm) != options.only; });
        if (harms.empty()) throw std::runtime_error("there is no fault " + options.only);
    }
    auto const count = static_cast<std::uint64_t>(harms.size());
    std::seed_seq order_words{options.seed, (round - 1) / count};
    std::mt19937_64 order{order_words};
    std::ranges::shuffle(harms, order);

    std::seed_seq words{options.seed, round, std::uint64_t{3}};
    std::mt19937_64 random{words};
    auto const between = [&](int low, int high) {
        return milliseconds{std::uniform_int_distribution{low, high}(random)};
    };
    Storm storm;
    storm.harm = harms[(round - 1) % count];
    storm.node = static_cast<std::size_t>(random() % options.nodes);
    storm.at = options.brief ? between(1000, 2000) : between(1500, 4000);
    storm.span = span_of(storm.harm, options.brief, between);
    storm.resets = between(0, 2).count() == 0;
    return storm;
}

Plan plan_for(Storm const& storm, StormOptions const& options, std::uint64_t round,
              std::size_t agents) {
    auto plan = make_plan(options.seed, round, agents);
    auto const after = milliseconds{options.brief ? 1500 : 4000};
    plan.length = storm.at + storm.span + after;
    plan.pause_min = milliseconds{50};
    plan.pause_max = milliseconds{options.brief ? 600 : 400};
    if (plan.vanishes) plan.vanishes_at = storm.at / 2;
    return plan;
}

}  // namespace parley::history
