#include "cluster_check.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cluster_place.hpp"
#include "cluster_table.hpp"
#include "round.hpp"

namespace parley::history {

using client::milliseconds;

namespace {

constexpr int skipped = 77;
constexpr int capacity = 3;

// A client that is cut off tries again as quickly as the web pages do after their first break.
client::Backoff::Span const backoff{milliseconds{50}, milliseconds{500}};

class ClusterCheck {
  public:
    explicit ClusterCheck(ClusterOptions const& options);

    int run();

  private:
    std::string file(std::string const& what) const {
        return "history-" + std::to_string(options_.seed) + "-" + what;
    }
    client::SessionOptions session(std::size_t door) const;
    void wait_for_crew();
    void next();
    void round_over();
    void keep_log() const;

    ClusterOptions const& options_;
    StormOptions storms_;
    client::Loop loop_;
    Cluster cluster_;
    Balancer balancer_;
    client::Http http_;
    std::vector<std::size_t> agent_doors_;
    Crew crew_;
    ClusterPlace::Parts parts_;
    World world_;
    client::Timer wait_;
    client::SteadyTime begun_ = client::steady_now();
    Storm storm_;
    std::unique_ptr<ClusterPlace> place_;
    std::unique_ptr<Round> round_;
    std::uint64_t number_ = 0;
    std::uint64_t done_ = 0;
    bool found_ = false;
    ClusterTable table_;
};

ClusterCheck::ClusterCheck(ClusterOptions const& options)
    : options_(options),
      storms_{options.seed, options.nodes, options.bus, options.only, options.brief},
      cluster_(loop_, {options.program, options.servers, options.nodes, options.agents, capacity,
                       options.bus, file("")}),
      balancer_(loop_, cluster_.ports()),
      http_(loop_, balancer_.address(balancer_.add_door(0)), backoff),
      crew_(
          loop_, http_, [this](std::size_t i) { return session(agent_doors_.at(i)); },
          server_password, static_cast<std::size_t>(options.agents)),
      parts_{loop_, cluster_, balancer_, crew_, {}, {}, session(0)},
      world_{loop_, http_, crew_},
      wait_(loop_) {
    for (int i = 0; i < options.agents; ++i) {
        agent_doors_.push_back(balancer_.add_door(static_cast<std::size_t>(i)));
    }
    parts_.agent_doors = agent_doors_;
    for (int i = 0; i < options.customers; ++i) {
        parts_.customer_doors.push_back(balancer_.add_door(static_cast<std::size_t>(i)));
    }
}

client::SessionOptions ClusterCheck::session(std::size_t door) const {
    client::SocketOptions socket;
    socket.connect_max = milliseconds{2000};
    socket.ping_after = milliseconds{1000};
    socket.silence_max = milliseconds{4000};
    return {.server = balancer_.address(door), .socket = socket, .backoff = backoff};
}

int ClusterCheck::run() {
    number_ = options_.first - 1;
    for (std::size_t i = 0; i < cluster_.size(); ++i) cluster_.start(i);
    crew_.sign_in_all();
    loop_.on_interrupt([this] { loop_.stop(); });
    wait_for_crew();
    loop_.run();
    round_.reset();
    place_.reset();
    std::printf("\n%s", table_.text().c_str());
    if (!table_.in_time()) std::printf("\nserved again too late\n");
    return found_ || done_ < options_.rounds || !table_.in_time() ? 1 : 0;
}

void ClusterCheck::wait_for_crew() {
    wait_.start(milliseconds{50}, [this] {
        constexpr std::chrono::seconds most{60};
        if (crew_.all_here() && balancer_.all_up()) return next();
        if (auto const how = cluster_.ended_by_itself(); !how.empty()) {
            throw std::runtime_error("a node ended " + how);
        }
        if (!crew_.refusal().empty()) throw std::runtime_error(crew_.refusal());
        if (client::steady_now() - begun_ > most) {
            throw std::runtime_error("the agents cannot sign in");
        }
        wait_for_crew();
    });
}

void ClusterCheck::next() {
    if (done_ == options_.rounds || (found_ && !options_.goes_on)) return loop_.stop();
    ++number_;
    storm_ = make_storm(storms_, number_);
    place_ = std::make_unique<ClusterPlace>(parts_, storm_);
    round_ =
        std::make_unique<Round>(world_, *place_, plan_for(storm_, storms_, number_, crew_.size()),
                                options_.customers, [this] { round_over(); });
    round_->begin();
}

void ClusterCheck::round_over() {
    auto const& result = round_->result();
    ++done_;
    auto const served = place_->served();
    auto const seconds = std::chrono::duration<double>(client::steady_now() - begun_).count();
    std::fprintf(stderr, "%6.1f s: round %llu, %s, node %zu, %lld ms: %zu chats hit, %.1f s\n",
                 seconds, static_cast<unsigned long long>(number_),
                 std::string{harm_word(storm_.harm)}.c_str(), storm_.node + 1,
                 static_cast<long long>(storm_.span.count()), served.size(),
                 served.empty() ? 0.0 : std::ranges::max(served) / 1000);
    for (auto const& violation : result.violations) {
        std::printf("round %llu: %s: %s %s\n", static_cast<unsigned long long>(number_),
                    std::string{fault_word(violation.fault)}.c_str(), violation.chat.c_str(),
                    violation.what.c_str());
    }
    std::fflush(stdout);
    table_.add(storm_.harm, result, served);
    if (!result.violations.empty()) {
        found_ = true;
        keep_log();
    }
    round_.reset();
    place_.reset();
    next();
}

void ClusterCheck::keep_log() const {
    auto const name = file(std::to_string(number_) + ".log");
    std::ofstream{name} << to_text(round_->result().history);
    std::printf("the history is in %s; again: --seed %llu --first %llu --rounds 1\n", name.c_str(),
                static_cast<unsigned long long>(options_.seed),
                static_cast<unsigned long long>(number_));
}

bool is_in_path(std::string const& program) {
    auto const* path = std::getenv("PATH");
    std::istringstream folders{path ? path : ""};
    for (std::string folder; std::getline(folders, folder, ':');) {
        if (std::filesystem::exists(folder + "/" + program)) return true;
    }
    return false;
}

}  // namespace

int check_cluster(ClusterOptions const& options) {
    if (!std::filesystem::exists("/usr/lib/postgresql/15/bin/postgres")) {
        std::printf("skipped: needs Debian's package postgresql-15\n");
        return skipped;
    }
    if (options.bus && !is_in_path("nats-server")) {
        std::printf("skipped: --bus needs nats-server\n");
        return skipped;
    }
    return ClusterCheck{options}.run();
}

}  // namespace parley::history
