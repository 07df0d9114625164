// bench_load: `parley load` for all servers of the bench, so that the generator is the same
// program.
#include <CLI/CLI.hpp>

#include "client/load_parley.hpp"
#include "relay_target.hpp"

int main(int count, char** arguments) {
    using namespace parley;
    client::LoadOptions options;
    std::string target = "parley";
    CLI::App program{"The load generator of the bench", "bench_load"};
    program.add_option("--target", target, "what the server is")
        ->check(CLI::IsMember({"parley", "floor", "socketio"}));
    program.add_option("--server", options.servers, "its address; those of all nodes");
    program.add_option("--pairs", options.pairs);
    program.add_option("--rate", options.rate, "messages a second; 0: full speed");
    program.add_option("--window", options.window);
    program.add_option("--seconds", options.seconds);
    program.add_option("--warm-up", options.warm_up_s);
    program.add_option("--idle", options.idle);
    program.add_option("--idle-desks", options.idle_desks);
    program.add_option("--agents", options.agents);
    program.add_option("--user-prefix", options.user_prefix);
    program.add_option("--password", options.password);
    program.add_option("--server-pid", options.server_pids);
    program.add_option("--database-pid", options.database_pid);
    program.add_flag("--json", options.json);
    program.add_flag("--quiet", options.quiet);
    CLI11_PARSE(program, count, arguments);
    if (target == "parley") return client::run_load(options);
    return client::run_load(options, [&](client::Loop& loop, client::LoadOptions const& wanted) {
        return bench::make_relay_target(
            loop, wanted, target == "floor" ? bench::floor_wire() : bench::socketio_wire());
    });
}
