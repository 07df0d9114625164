#include "client/load.hpp"

#include <cstdio>

#include <sysexits.h>

#include "client/load_engine.hpp"
#include "client/load_parley.hpp"
#include "client/load_report.hpp"
#include "client/process.hpp"
#include "client/show.hpp"

namespace parley::client {

namespace {

constexpr std::chrono::seconds connecting_max{60};  // without one more connection
constexpr std::chrono::seconds drain_max{5};
constexpr std::chrono::seconds drain_with_breaks_max{
    60};  // a pause before reconnecting is up to 30

class LoadRun {
  public:
    LoadRun(LoadOptions const& options, MakeTarget const& make_target)
        : options_(options),
          target_(make_target(loop_, options)),
          engine_(loop_, *target_, options, report_, [this](auto why) { stop(std::move(why)); }),
          tick_(loop_),
          phase_(loop_) {}

    int run();

  private:
    void idle_first();
    void idle_connected();
    void connect_pairs();
    void warm_up();
    void measure();
    void measured();
    void drain(SteadyTime until);
    void clean_up();
    void tick();
    void stop(std::string why);
    std::optional<Usage> server_usage();
    double database_cpu();

    LoadOptions const& options_;
    Loop loop_;
    LoadReport report_;
    std::unique_ptr<LoadTarget> target_;
    LoadEngine engine_;
    Timer tick_;
    Timer phase_;
    Progress progress_;
    std::string doing_ = "connecting";
    int to_connect_ = 0;  // in this phase; 0 while nothing is being connected
    int connected_ = 0;
    SteadyTime moved_ = steady_now();
    SteadyTime measuring_since_;
    Usage server_before_;
    double database_before_ = 0;
    double own_before_ = 0;
    std::string stopped_;
};

int LoadRun::run() {
    auto const files = allow_many_files();
    constexpr long spare = 100;
    if (options_.pairs + options_.idle + options_.idle_desks + options_.agents + spare > files) {
        std::fprintf(stderr, "parley load: this process may open %ld files only (ulimit -n)\n",
                     files);
        return EX_OSERR;
    }
    loop_.on_interrupt([this] { stop("interrupted"); });
    idle_first();
    tick();
    loop_.run();
    progress_.finish();
    if (!stopped_.empty()) {
        std::fprintf(stderr, "parley load: %s\n", stopped_.c_str());
        return EX_UNAVAILABLE;
    }
    std::fputs((options_.json ? as_json(report_) : "\n" + as_table(report_)).c_str(), stdout);
    return report_.clean() ? 0 : 1;
}

void LoadRun::idle_first() {
    report_.idle = options_.idle + options_.idle_desks;
    if (report_.idle == 0) return connect_pairs();
    if (auto const usage = server_usage()) server_before_ = *usage;
    measuring_since_ = steady_now();
    to_connect_ = report_.idle;
    doing_ = "connecting those who do nothing";
    target_->connect_idle(engine_, options_.idle, options_.idle_desks, [this] {
        report_.idle_connect_s =
            std::chrono::duration<double>(steady_now() - measuring_since_).count();
        to_connect_ = 0;
        doing_ = "waiting until the server is at rest";
        constexpr std::chrono::seconds rest{2};
        phase_.start(rest, [this] { idle_connected(); });
    });
}

void LoadRun::idle_connected() {
    if (auto const usage = server_usage()) {
        report_.kb_an_idle_connection = (usage->rss_kb - server_before_.rss_kb) / report_.idle;
    }
    connect_pairs();
}

void LoadRun::connect_pairs() {
    report_.pairs = options_.pairs;
    if (options_.pairs == 0) return clean_up();
    to_connect_ = options_.pairs;
    connected_ = 0;
    moved_ = steady_now();
    doing_ = "connecting the pairs";
    target_->connect_pairs(engine_, options_.pairs, [this] {
        to_connect_ = 0;
        warm_up();
    });
}

void LoadRun::warm_up() {
    doing_ = "warming up";
    engine_.begin();
    phase_.start(microseconds{static_cast<std::int64_t>(options_.warm_up_s * 1e6)},
                 [this] { measure(); });
}

void LoadRun::measure() {
    doing_ = "measuring";
    if (auto const usage = server_usage()) server_before_ = *usage;
    database_before_ = database_cpu();
    own_before_ = own_cpu_s();
    measuring_since_ = steady_now();
    engine_.measure(true);
    phase_.start(microseconds{static_cast<std::int64_t>(options_.seconds * 1e6)},
                 [this] { measured(); });
}

void LoadRun::measured() {
    engine_.measure(false);
    report_.seconds = std::chrono::duration<double>(steady_now() - measuring_since_).count();
    auto const messages = std::max(1.0, static_cast<double>(report_.delivered));
    report_.generator_cpu_us = (own_cpu_s() - own_before_) * 1e6 / messages;
    if (auto const usage = server_usage()) {
        report_.server_cpu_us = (usage->cpu_s - server_before_.cpu_s) * 1e6 / messages;
    }
    if (options_.database_pid != 0) {
        report_.database_cpu_us = (database_cpu() - database_before_) * 1e6 / messages;
    }
    engine_.stop_sending();
    doing_ = "waiting for the last messages";
    drain(steady_now() + (options_.reconnect ? drain_with_breaks_max : drain_max));
}

void LoadRun::drain(SteadyTime until) {
    report_.lost = engine_.missing();
    bool const over = report_.lost + engine_.unanswered() == 0;
    if (over || steady_now() > until) return clean_up();
    phase_.start(milliseconds{50}, [this, until] { drain(until); });
}

void LoadRun::clean_up() {
    if (auto const usage = server_usage()) report_.server_rss_kb = usage->rss_kb;
    if (options_.reconnect) report_.breaks = target_->breaks();
    doing_ = "cleaning up";
    target_->clean_up([this] { loop_.stop(); });
}

void LoadRun::tick() {
    constexpr milliseconds pause{200};
    tick_.start(pause, [this] {
        if (to_connect_ > 0) {
            if (int const now = target_->connected(); now != connected_) {
                connected_ = now;
                moved_ = steady_now();
            }
            if (steady_now() - moved_ > connecting_max) {
                return stop("only " + grouped(connected_) + " of " + grouped(to_connect_) +
                            " could be connected");
            }
        }
        auto const part = to_connect_ > 0 ? static_cast<double>(connected_) / to_connect_ : 1.0;
        if (!options_.quiet) progress_.show(part, doing_);
        tick();
    });
}

void LoadRun::stop(std::string why) {
    if (stopped_.empty()) stopped_ = std::move(why);
    loop_.stop();
}

std::optional<Usage> LoadRun::server_usage() {
    if (options_.server_pids.empty()) return std::nullopt;
    Usage sum;
    for (int const pid : options_.server_pids) {
        auto const usage = usage_of(pid);
        if (!usage) {
            stop("there is no process " + std::to_string(pid));
            return std::nullopt;
        }
        sum.cpu_s += usage->cpu_s;
        sum.rss_kb += usage->rss_kb;
    }
    return sum;
}

double LoadRun::database_cpu() {
    if (options_.database_pid == 0) return 0;
    auto const cpu_s = family_cpu_s(options_.database_pid);
    if (!cpu_s) stop("there is no process " + std::to_string(options_.database_pid));
    return cpu_s.value_or(0);
}

std::string check(LoadOptions const& options) {
    if (options.pairs < 0 || options.pairs > 65'535) return "--pairs must be from 0 to 65535";
    if (options.pairs > 0 && options.agents < 1) return "--agents must be at least 1";
    if (options.pairs + options.idle + options.idle_desks == 0) {
        return "nothing to do: give --pairs or --idle";
    }
    if (options.servers.empty()) return "give --server";
    if (options.window < 1) return "--window must be at least 1";
    if (options.seconds <= 0) return "--seconds must be more than 0";
    return {};
}

}  // namespace

int run_load(LoadOptions const& options, MakeTarget const& make_target) {
    if (auto const wrong = check(options); !wrong.empty()) {
        std::fprintf(stderr, "parley load: %s\n", wrong.c_str());
        return EX_USAGE;
    }
    try {
        return LoadRun{options, make_target}.run();
    } catch (std::runtime_error const& error) {
        std::fprintf(stderr, "parley load: %s\n", error.what());
        return EX_UNAVAILABLE;
    }
}

int run_load(LoadOptions const& options) { return run_load(options, make_parley_target); }

}  // namespace parley::client
