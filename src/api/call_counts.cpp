#include "api/call_counts.hpp"

namespace parley::api {

namespace {
constexpr std::size_t outcomes = 2 + static_cast<std::size_t>(Code::storage_full);  // and "ok"
}  // namespace

CallCounts::CallCounts(Metrics& metrics)
    : metrics_(metrics), counters_(operations().size() * outcomes) {}

void CallCounts::count(Operation const& operation, Refused const* refused) {
    auto const row = static_cast<std::size_t>(&operation - operations().data());
    auto const column = refused ? 1 + static_cast<std::size_t>(refused->code) : 0;
    auto& place = counters_[row * outcomes + column];
    auto* counter = place.load(std::memory_order_acquire);
    if (!counter) {
        std::string const outcome{refused ? code_word(refused->code) : "ok"};
        // Gives the same one to whoever else asks for it now.
        counter =
            &metrics_.calls.Add({{"operation", std::string{operation.name}}, {"outcome", outcome}});
        place.store(counter, std::memory_order_release);
    }
    counter->Increment();
}

void CallCounts::count(Operation const& operation, Refused const* refused, SteadyTime since) {
    count(operation, refused);
    auto& seconds = operation.kind == Kind::read ? metrics_.read_seconds : metrics_.write_seconds;
    seconds.Observe(seconds_since(since));
}

}  // namespace parley::api
