#include "app/clients.hpp"

#include <memory>

#include "client/load.hpp"
#include "client/replay.hpp"

namespace parley::app {

namespace {

constexpr auto server_help = "address of the running server";

void add_replay(CLI::App& program, std::function<int()>& run) {
    auto options = std::make_shared<client::ReplayOptions>();
    auto* command = program.add_subcommand(
        "replay", "Plays recorded conversations against a running server and checks every message");
    command->add_option("file", options->file, "JSON lines, plain or gzip")->required();
    command->add_option("--server", options->server, server_help)->capture_default_str();
    command->add_option("--chats", options->chats, "only the first so many; 0: all");
    command->add_option("--agents", options->agents, "agent1 to agentN")->capture_default_str();
    command->add_option("--user", options->users, "these accounts instead of agent1 to agentN");
    command->add_option("--password", options->password, "of all accounts")->capture_default_str();
    command->add_option("--queue", options->queue, "name; the server's first if left out");
    command->add_option("--concurrency", options->concurrency,
                        "chats at once; 0: as many as the agents may have");
    command->add_option("--speed", options->speed, "1: as people type; 0: without pauses")
        ->capture_default_str();
    command->add_flag("--json", options->json, "print the result as JSON");
    command->add_flag("--quiet", options->quiet, "no progress");
    command->callback(
        [options, &run] { run = [options] { return client::run_replay(*options); }; });
}

void add_load(CLI::App& program, std::function<int()>& run) {
    auto options = std::make_shared<client::LoadOptions>();
    auto* command = program.add_subcommand(
        "load", "Measures a running server with pairs of customer and agent");
    command->add_option("--server", options->servers, server_help)->capture_default_str();
    command->add_option("--pairs", options->pairs, "pairs that talk")->capture_default_str();
    command->add_option("--rate", options->rate, "messages a second in all; 0: full speed");
    command
        ->add_option("--window", options->window, "at full speed: messages under way a direction")
        ->capture_default_str();
    command->add_option("--seconds", options->seconds, "measured time")->capture_default_str();
    command->add_option("--warm-up", options->warm_up_s, "seconds before it")
        ->capture_default_str();
    command->add_option("--idle", options->idle, "customers who are connected and do nothing");
    command->add_option("--idle-desks", options->idle_desks, "the same for agents");
    command->add_option("--agents", options->agents, "accounts PREFIX1 to PREFIXN")
        ->capture_default_str();
    command->add_option("--user-prefix", options->user_prefix, "of the accounts' names")
        ->capture_default_str();
    command->add_option("--password", options->password, "of all accounts")->capture_default_str();
    command->add_option("--queue", options->queue, "name; the server's first if left out");
    command->add_option("--server-pid", options->server_pids, "whose CPU and memory to show");
    command->add_option("--database-pid", options->database_pid, "whose CPU to show");
    command->add_flag("--reconnect", options->reconnect,
                      "a connection that breaks is opened again, and nothing may be lost by it");
    command->add_flag("--json", options->json, "print the result as JSON");
    command->add_flag("--quiet", options->quiet, "no progress");
    command->callback([options, &run] { run = [options] { return client::run_load(*options); }; });
}

}  // namespace

void add_client_commands(CLI::App& program, std::function<int()>& run) {
    add_replay(program, run);
    add_load(program, run);
}

}  // namespace parley::app
