#include "api/probes.hpp"

#include "api/gateway.hpp"

namespace parley::api {

namespace {
// Whoever asks more often gets what was found before: the database has other things to do.
constexpr seconds look_every{5};

HttpAnswer plain(int status, std::string text) {
    HttpAnswer answer;
    answer.status = status;
    answer.content_type = "text/plain; charset=utf-8";
    answer.body = std::move(text);
    return answer;
}

}  // namespace

void Probes::ask(Probe what, int lane, Done done) {
    what == Probe::ready ? ready(lane, std::move(done)) : figures(lane, std::move(done));
}

void Probes::answer(int lane, Done done, HttpAnswer answer) {
    gateway_.hub().run_on(lane, [done = std::move(done), answer = std::move(answer)]() mutable {
        done(std::move(answer));
    });
    gateway_.hub().flush();
}

void Probes::ready(int lane, Done done) {
    if (gateway_.is_draining()) return answer(lane, std::move(done), plain(503, "draining"));
    gateway_.membership().check([this, lane,
                                 done = std::move(done)](std::string const& problem) mutable {
        answer(lane, std::move(done), problem.empty() ? plain(200, "ready") : plain(503, problem));
    });
}

void Probes::figures(int lane, Done done) {
    gateway_.membership().check(
        [this, lane, done = std::move(done)](std::string const& problem) mutable {
            metrics_.ready.Set(problem.empty() && !gateway_.is_draining() ? 1 : 0);
            look(lane, std::move(done));
        });
}

void Probes::look(int lane, Done done) {
    auto const now = std::chrono::steady_clock::now();
    bool is_due = false;
    {
        std::scoped_lock const lock{mutex_};
        is_due = !looking_ && now >= next_look_;
        if (is_due) looking_ = true;
    }
    if (!is_due) return answer(lane, std::move(done), plain(200, text()));
    auto found = std::make_shared<Found>();
    gateway_.submit(
        Kind::read,
        [found](store::Tx& tx) {
            *found = {tx.census.waiting(), tx.census.agents(), tx.now(),
                      tx.events.head(),    tx.mails.waiting(), tx.files.waiting()};
        },
        [this, lane, found, done = std::move(done)](Refused const* refused) mutable {
            metrics_.look_at_process();
            {
                std::scoped_lock const lock{mutex_};
                looking_ = false;
                next_look_ = std::chrono::steady_clock::now() + look_every;
                clear();  // nothing is better than what was so before the database went away
                if (!refused) publish(*found);
            }
            answer(lane, std::move(done), plain(200, text()));
        });
}

void Probes::clear() {
    for (auto const& [family, gauge] : std::exchange(published_, {})) family->Remove(gauge);
}

void Probes::publish(Found const& found) {
    auto const set = [&](Metrics::Gauges& family, prometheus::Labels const& labels, double value) {
        auto& gauge = family.Add(labels);
        gauge.Set(value);
        published_.emplace_back(&family, &gauge);
    };
    std::int64_t waiting = 0;
    for (auto const& [organization, count, oldest] : found.waiting) {
        waiting += count;
        set(metrics_.oldest_waiting, {{"organization", organization}},
            static_cast<double>((found.at - oldest).count()) / 1000);
    }
    set(metrics_.chats, {{"state", "waiting"}}, static_cast<double>(waiting));
    set(metrics_.chats, {{"state", "active"}}, static_cast<double>(found.agents.chats));
    for (auto const& [state, count] : found.agents.agents) {
        set(metrics_.agents, {{"state", state}}, static_cast<double>(count));
    }
    set(metrics_.mails_waiting, {}, static_cast<double>(found.mails));
    set(metrics_.files_waiting, {}, static_cast<double>(found.files));
    if (!gateway_.is_shared()) return;
    // What was told meanwhile is ahead of the head that was read.
    auto const lag = std::max<std::int64_t>(0, found.head.value - gateway_.load().told.value);
    set(metrics_.log_lag, {}, static_cast<double>(lag));
}

std::string Probes::text() {
    auto const load = gateway_.load();
    metrics_.reads_waiting.Set(static_cast<double>(load.reads_waiting));
    metrics_.writes_waiting.Set(static_cast<double>(load.writes_waiting));
    if (load.log_pages) metrics_.sqlite_log_pages.Add({}).Set(static_cast<double>(*load.log_pages));
    auto const bus = gateway_.bus_connected();
    if (bus) metrics_.bus_connected.Add({}).Set(*bus ? 1 : 0);
    if (gateway_.is_shared()) metrics_.log_polled.Add({}).Set(bus.value_or(false) ? 0 : 1);
    std::scoped_lock const lock{mutex_};
    return metrics_.text();
}

}  // namespace parley::api
