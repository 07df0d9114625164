// history_check: see README.md.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>

#include <CLI/CLI.hpp>

#include "client/show.hpp"
#include "cluster_check.hpp"
#include "round.hpp"
#include "single.hpp"

namespace {

using namespace parley;
using namespace parley::history;
using client::milliseconds;

struct Options {
    std::string program;
    std::uint64_t rounds = 200;
    std::uint64_t seed = 1;
    std::uint64_t first = 1;
    int customers = 12;
    int agents = 3;
    bool expect_violation = false;
};

std::vector<std::string> serve_flags(Options const& options) {
    auto flags = eventful_flags();
    if (options.expect_violation) flags.push_back("--unsafe-ack-before-commit");
    return flags;
}

client::Backoff::Span const backoff{milliseconds{20}, milliseconds{200}};

class Check {
  public:
    explicit Check(Options const& options)
        : options_(options),
          server_({options.program, serve_flags(options), log_file()}, options.agents,
                  options.customers),
          proxy_(loop_, options.seed),
          address_{"127.0.0.1:" + std::to_string(server_.port()), "127.0.0.1", proxy_.port()},
          http_(loop_, address_, backoff),
          crew_(
              loop_, http_, [this](std::size_t) { return session(); }, server_password,
              static_cast<std::size_t>(options.agents)),
          world_{loop_, http_, crew_},
          wait_(loop_) {}

    int run();

  private:
    std::string log_file() const {
        return "history-" + std::to_string(options_.seed) + "-server.log";
    }
    client::SessionOptions session() const {
        client::SocketOptions socket;
        socket.connect_max = milliseconds{2000};
        socket.ping_after = milliseconds{400};
        socket.silence_max = milliseconds{1500};
        return {.server = address_, .socket = socket, .backoff = backoff};
    }
    void wait_for_crew();
    void next();
    void round_over();
    void keep_log() const;
    int print() const;

    Options const& options_;
    client::Loop loop_;
    ServerProcess server_;
    FaultProxy proxy_;
    client::Address address_;
    client::Http http_;
    Crew crew_;
    World world_;
    client::Timer wait_;
    std::unique_ptr<SinglePlace> place_;
    std::unique_ptr<Round> round_;
    std::uint64_t number_ = 0;  // of the round
    client::SteadyTime begun_ = client::steady_now();

    std::uint64_t done_ = 0;
    std::uint64_t kills_ = 0;
    std::uint64_t breaks_ = 0;
    std::uint64_t repeats_ = 0;
    std::map<Kind, std::uint64_t> records_;
    std::map<Fault, std::uint64_t> faults_;
};

int Check::run() {
    number_ = options_.first - 1;
    proxy_.forward_to(server_.port());
    server_.start();
    crew_.sign_in_all();
    loop_.on_interrupt([this] { loop_.stop(); });
    wait_for_crew();
    loop_.run();
    return print();
}

void Check::wait_for_crew() {
    wait_.start(milliseconds{20}, [this] {
        constexpr std::chrono::seconds most{60};
        if (crew_.all_here()) return next();
        if (auto const how = server_.ended_by_itself(); !how.empty()) {
            throw std::runtime_error("the server ended " + how + "; see " + log_file());
        }
        if (!crew_.refusal().empty()) throw std::runtime_error(crew_.refusal());
        if (client::steady_now() - begun_ > most) {
            throw std::runtime_error("the agents cannot sign in; see " + log_file());
        }
        wait_for_crew();
    });
}

void Check::next() {
    bool const found = !faults_.empty();
    if (done_ == options_.rounds || found) return loop_.stop();
    ++number_;
    auto const plan = make_plan(options_.seed, number_, crew_.size());
    place_ = std::make_unique<SinglePlace>(loop_, proxy_, server_, session(), plan);
    round_ = std::make_unique<Round>(world_, *place_, plan, options_.customers,
                                     [this] { round_over(); });
    round_->begin();
}

void Check::round_over() {
    auto& result = round_->result();
    ++done_;
    kills_ += place_->kills();
    breaks_ += result.breaks;
    repeats_ += result.repeats;
    for (auto const& record : result.history) ++records_[record.kind];
    for (auto const& violation : result.violations) {
        ++faults_[violation.fault];
        std::printf("round %llu: %s: %s %s\n", static_cast<unsigned long long>(number_),
                    std::string{fault_word(violation.fault)}.c_str(), violation.chat.c_str(),
                    violation.what.c_str());
    }
    if (!result.violations.empty() && !options_.expect_violation) keep_log();
    constexpr std::uint64_t line_every = 20;
    if (done_ % line_every == 0) {
        std::fprintf(stderr, "%llu of %llu rounds\n", static_cast<unsigned long long>(done_),
                     static_cast<unsigned long long>(options_.rounds));
    }
    round_.reset();
    next();
}

void Check::keep_log() const {
    auto const name =
        "history-" + std::to_string(options_.seed) + "-" + std::to_string(number_) + ".log";
    std::ofstream{name} << to_text(round_->result().history);
    std::printf("the history is in %s; again: --seed %llu --first %llu --rounds 1\n", name.c_str(),
                static_cast<unsigned long long>(options_.seed),
                static_cast<unsigned long long>(number_));
}

int Check::print() const {
    auto const count = [&](Kind kind) {
        auto const found = records_.find(kind);
        return client::grouped(found == records_.end() ? 0
                                                       : static_cast<std::int64_t>(found->second));
    };
    auto const number = [](std::uint64_t value) {
        return client::grouped(static_cast<std::int64_t>(value));
    };
    auto const& harm = proxy_.counts();
    auto const seconds = std::chrono::duration<double>(client::steady_now() - begun_).count();
    std::vector<std::pair<std::string, std::string>> rows{
        {"seed", std::to_string(options_.seed)},
        {"rounds", number(done_)},
        {"seconds", client::decimal(seconds, 1)},
        {"server killed", number(kills_)},
        {"connections", number(harm.connections)},
        {"cut", number(harm.cuts)},
        {"stalled", number(harm.stalls)},
        {"split, delayed", number(harm.splits + harm.delays)},
        {"customers' connections broken", number(breaks_)},
        {"posts", count(Kind::invoke)},
        {"acknowledged", count(Kind::ok)},
        {"of them stored before", number(repeats_)},
        {"refused", count(Kind::fail)},
        {"unknown", count(Kind::unknown)},
        {"told", count(Kind::told)},
        {"fetched", count(Kind::listed)},
    };
    for (auto const fault : all_faults) {
        auto const found = faults_.find(fault);
        rows.push_back(
            {std::string{fault_word(fault)}, number(found == faults_.end() ? 0 : found->second)});
    }
    std::printf("\n%s", client::table(rows).c_str());
    bool const found = !faults_.empty();
    if (!found) std::filesystem::remove(log_file());
    if (options_.expect_violation) {
        std::printf("\n%s\n", found ? "the mutation was found, as it should be"
                                    : "the mutation was NOT found: the check is blind");
        return found ? 0 : 1;
    }
    return found || done_ < options_.rounds ? 1 : 0;
}

}  // namespace

int main(int count, char** arguments) {
    Options options;
    CLI::App program{"Does the server keep its word? See tests/history/README.md", "history_check"};
    program.add_option("--parley", options.program, "the server's program")->required();
    program.add_option("--rounds", options.rounds)->capture_default_str();
    program.add_option("--seed", options.seed)->capture_default_str();
    program.add_option("--first", options.first, "number of the first round");
    program.add_option("--customers", options.customers)->check(CLI::Range(1, 200));
    program.add_option("--agents", options.agents)->check(CLI::Range(1, 20));
    program.add_flag("--expect-violation", options.expect_violation,
                     "the server acknowledges too early; end with 0 where that is found");
    ClusterOptions cluster;
    cluster.servers = PARLEY_SERVERS;
    program.add_option("--nodes", cluster.nodes, "several nodes on one PostgreSQL")
        ->check(CLI::Range(2, 9));
    program.add_flag("--bus", cluster.bus, "with --nodes: they are connected by NATS, too");
    program.add_option("--only", cluster.only, "with --nodes: one fault, as the table names it");
    program.add_flag("--brief", cluster.brief, "with --nodes: shorter spans");
    program.add_flag("--go-on", cluster.goes_on, "with --nodes: after a violation, too");
    CLI11_PARSE(program, count, arguments);
    std::printf("history_check --seed %llu\n", static_cast<unsigned long long>(options.seed));
    std::fflush(stdout);
    try {
        if (program.count("--nodes") > 0) {
            cluster.program = options.program;
            cluster.seed = options.seed;
            cluster.first = options.first;
            cluster.customers = options.customers;
            if (program.count("--rounds") > 0) cluster.rounds = options.rounds;
            if (program.count("--agents") > 0) cluster.agents = options.agents;
            return check_cluster(cluster);
        }
        return Check{options}.run();
    } catch (std::runtime_error const& error) {
        std::fprintf(stderr, "history_check: %s\n", error.what());
        return 2;
    }
}
