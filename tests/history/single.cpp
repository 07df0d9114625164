#include "single.hpp"

namespace parley::history {

void SinglePlace::at(client::milliseconds when, client::Task task) {
    timers_.push_back(std::make_unique<client::Timer>(loop_));
    timers_.back()->start(when, std::move(task));
}

void SinglePlace::begin_harm(std::function<std::vector<Pair>()>) {
    proxy_.set(plan_.faults);
    for (auto const when : plan_.cuts) at(when, [this] { proxy_.cut_one(); });
    for (auto const when : plan_.cuts_of_all) at(when, [this] { proxy_.cut_all(); });
    for (auto const& one : plan_.kills) at(one.at, [this, one] { kill(one); });
}

void SinglePlace::end_harm() {
    proxy_.set({});
    proxy_.end_stalls();
}

void SinglePlace::kill(Kill const& kill) {
    if (!server_.running()) return;
    server_.kill();
    ++kills_;
    at(kill.pause, [this, kill] {
        if (!server_.running()) server_.start(kill.flags);
    });
}

}  // namespace parley::history
