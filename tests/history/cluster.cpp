#include "cluster.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "balancer.hpp"
#include "server_process.hpp"

namespace parley::history {

Cluster::Node::Node(client::Loop& loop, std::string const& program, std::string const& log_file)
    : to_database(std::make_unique<FaultProxy>(loop, 1)),
      to_bus(std::make_unique<FaultProxy>(loop, 1)),
      process(program, log_file) {}

std::string Cluster::url(std::uint16_t port) {
    return "postgresql://parley@127.0.0.1:" + std::to_string(port) + "/parley";
}

Cluster::Cluster(client::Loop& loop, Options options)
    : options_(std::move(options)), directory_(make_directory()) {
    std::filesystem::permissions(directory_, std::filesystem::perms{0755});
    database_port_ = start_server("postgresql");
    if (options_.bus) bus_port_ = start_server("nats");
    set_up(options_.program, {"--database", url(database_port_)}, options_.agents,
           options_.capacity, log("setup"));
    for (std::size_t i = 0; i < options_.nodes; ++i) {
        nodes_.push_back(
            std::make_unique<Node>(loop, options_.program, log("node" + std::to_string(i + 1))));
        nodes_.back()->to_database->forward_to(database_port_);
        nodes_.back()->to_bus->forward_to(bus_port_);
    }
}

Cluster::~Cluster() {
    nodes_.clear();
    command_.reset();
    try {
        run_to_end(options_.servers + "/postgresql", {"remove", folder("postgresql")}, "",
                   log("servers"));
        if (options_.bus) {
            run_to_end(options_.servers + "/nats", {"kill", folder("nats")}, "", log("servers"));
        }
    } catch (std::runtime_error const& error) {
        std::fprintf(stderr, "history_check: %s\n", error.what());
    }
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

/// Gives the port; it remains the same when the server is started again.
std::uint16_t Cluster::start_server(std::string const& server) {
    run_to_end(options_.servers + "/" + server, {"start", folder(server)}, "", log("servers"));
    std::ifstream file{folder(server) + "/address"};
    std::string host;
    std::uint16_t port = 0;
    file >> host >> port;
    return port;
}

std::vector<std::uint16_t> Cluster::ports() const {
    std::vector<std::uint16_t> ports;
    for (auto const& node : nodes_) ports.push_back(node->port);
    return ports;
}

void Cluster::start(std::size_t number) {
    auto& node = *nodes_[number];
    std::vector<std::string> arguments{"serve",
                                       "--database",
                                       url(node.to_database->port()),
                                       "--listen",
                                       "127.0.0.1:" + std::to_string(node.port),
                                       "--public-url",
                                       "http://" + std::string{public_name},
                                       "--threads",
                                       "1"};
    if (options_.bus) {
        arguments.insert(arguments.end(),
                         {"--bus", "nats://127.0.0.1:" + std::to_string(node.to_bus->port())});
    }
    auto const flags = eventful_flags();
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    node.process.start(arguments);
}

std::string Cluster::ended_by_itself() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        auto const how = nodes_[i]->process.ended_by_itself();
        if (!how.empty()) return how + " (node " + std::to_string(i + 1) + ")";
    }
    return {};
}

void Cluster::tell_server(std::string const& server, std::string const& verb) {
    commands_.emplace_back(server, verb);
    busy();
}

bool Cluster::busy() {
    if (command_) {
        auto const how = command_->ended_by_itself();
        if (how.empty()) return true;
        command_.reset();
        if (how != "with 0") {
            throw std::runtime_error("a server's command ended " + how + "; see " + log("servers"));
        }
    }
    if (commands_.empty()) return false;
    auto const [server, verb] = commands_.front();
    commands_.erase(commands_.begin());
    command_ = std::make_unique<Process>(options_.servers + "/" + server, log("servers"));
    command_->start({verb, folder(server)});
    return true;
}

}  // namespace parley::history
