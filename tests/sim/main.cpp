// The simulator: a seed, a number of steps; the real operations, a virtual clock, every invariant
// after every step. A failure prints the seed and the step with which it comes again.
#include <cstdio>

#include <CLI/CLI.hpp>

#include "store/fresh_place.hpp"
#include "world.hpp"

int main(int argc, char** argv) {
    using namespace parley;
    std::uint64_t seed = 1;
    std::int64_t steps = 100'000;
    std::string fault = "none";
    CLI::App program{"Random days of traffic, every invariant checked after every step"};
    program.add_option("--seed", seed)->capture_default_str();
    program.add_option("--steps", steps)->capture_default_str();
    program.add_option("--break", fault, "a rule to break half-way, to see that it is noticed");
    std::string engine = "sqlite";
    program.add_option("--engine", engine, "sqlite or postgresql (see PARLEY_TEST_POSTGRESQL)")
        ->check(CLI::IsMember({"sqlite", "postgresql"}))
        ->capture_default_str();
    std::int64_t every = 1;
    program.add_option("--every", every, "steps between two checks of all invariants")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    CLI11_PARSE(program, argc, argv);
    auto const broken = from_word<sim::Fault>(fault);
    if (!broken) return std::fprintf(stderr, "--break: unknown fault\n"), 2;

    constexpr int skipped = 77;
    if (!store::FreshPlace::can_make(engine)) {
        return std::printf("skipped: PARLEY_TEST_POSTGRESQL names no server\n"), skipped;
    }
    std::optional<store::FreshPlace> fresh;
    if (engine != "sqlite") fresh.emplace(engine);
    sim::World world{fresh ? fresh->place() : store::Place{":memory:"}, seed, *broken};
    std::int64_t step = 0;
    try {
        for (; step < steps; ++step) {
            world.step();
            if (step % every == 0) world.check();
        }
        world.check_all();
    } catch (sim::Violated const& violated) {
        std::printf("violated at seed %llu, step %lld: %s\n", static_cast<unsigned long long>(seed),
                    static_cast<long long>(step), violated.what());
        return 1;
    }
    std::printf(
        "seed %llu: %lld steps, %lld calls (%lld refused), %lld messages, %lld guests, "
        "%lld chats given, every invariant held\n",
        static_cast<unsigned long long>(seed), static_cast<long long>(steps),
        static_cast<long long>(world.calls()), static_cast<long long>(world.refusals()),
        static_cast<long long>(world.messages()), static_cast<long long>(world.guests()),
        static_cast<long long>(world.given()));
    return 0;
}
