#include "client/load_engine.hpp"

namespace parley::client {

LoadEngine::LoadEngine(Loop& loop, LoadTarget& target, LoadOptions const& options,
                       LoadReport& report, std::function<void(std::string)> failed)
    : target_(target),
      options_(options),
      report_(report),
      failed_(std::move(failed)),
      directions_(static_cast<std::size_t>(options.pairs) * 2),
      timer_(loop) {}

void LoadEngine::begin() {
    sending_ = true;
    begun_ = steady_now();
    if (options_.rate > 0) return send_due();
    for (std::uint32_t pair = 0; pair < static_cast<std::uint32_t>(options_.pairs); ++pair) {
        fill(pair, Side::customer);
        fill(pair, Side::agent);
    }
}

void LoadEngine::stop_sending() {
    sending_ = false;
    timer_.cancel();
}

void LoadEngine::send(std::uint32_t pair, Side from, SteadyTime due) {
    LoadMark mark{from, pair, 0};
    auto& its = direction(mark);
    mark.number = its.sent++;
    its.due_at.push_back(due);
    target_.post(mark);
}

void LoadEngine::fill(std::uint32_t pair, Side from) {
    if (!sending_ || options_.rate > 0) return;
    auto const& its = direction({from, pair, 0});
    auto const window = static_cast<std::uint32_t>(options_.window);
    while (its.sent - std::min(its.acknowledged, its.came) < window) {
        send(pair, from, steady_now());
    }
}

void LoadEngine::send_due() {
    auto const due = [&](std::uint64_t index) {
        return begun_ +
               std::chrono::duration_cast<std::chrono::nanoseconds>(
                   std::chrono::duration<double>{static_cast<double>(index) / options_.rate});
    };
    auto const now = steady_now();
    auto const pairs = static_cast<std::uint64_t>(options_.pairs);
    for (; due(sent_) <= now; ++sent_) {
        // Each pair in turn; in each round the other side writes.
        auto const from = sent_ / pairs % 2 == 0 ? Side::customer : Side::agent;
        send(static_cast<std::uint32_t>(sent_ % pairs), from, due(sent_));
    }
    auto const pause = std::chrono::duration_cast<microseconds>(due(sent_) - steady_now());
    timer_.start(std::max(pause, microseconds{1}), [this] { send_due(); });
}

void LoadEngine::acknowledged(LoadMark mark) {
    ++direction(mark).acknowledged;
    fill(mark.pair, mark.from);
}

void LoadEngine::delivered(LoadMark mark) {
    auto& its = direction(mark);
    if (mark.number >= its.sent) return failed("the server delivered a message that was not sent");
    if (mark.number < its.first_due || its.due_at[mark.number - its.first_due] == SteadyTime{}) {
        ++report_.twice;
        return;
    }
    if (mark.number > its.first_due) ++report_.too_early;
    if (measuring_) {
        report_.latency.add(steady_now() - its.due_at[mark.number - its.first_due]);
        ++report_.delivered;
    }
    settle(its, mark.number);
    ++its.came;
    fill(mark.pair, mark.from);
}

void LoadEngine::refused(LoadMark mark) {
    ++report_.refused;
    auto& its = direction(mark);
    ++its.acknowledged;
    ++its.came;  // nothing is under way any more
    settle(its, mark.number);
    fill(mark.pair, mark.from);
}

void LoadEngine::settle(Direction& its, std::uint32_t number) {
    its.due_at[number - its.first_due] = {};
    while (!its.due_at.empty() && its.due_at.front() == SteadyTime{}) {
        its.due_at.pop_front();
        ++its.first_due;
    }
}

void LoadEngine::failed(std::string why) { failed_(std::move(why)); }

std::uint64_t LoadEngine::missing() const {
    std::uint64_t count = 0;
    for (auto const& one : directions_) {
        if (one.acknowledged > one.came) count += one.acknowledged - one.came;
    }
    return count;
}

std::uint64_t LoadEngine::unanswered() const {
    std::uint64_t count = 0;
    for (auto const& one : directions_) count += one.sent - one.acknowledged;
    return count;
}

}  // namespace parley::client
