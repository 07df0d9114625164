#pragma once
// Three nodes, or as many as wanted, on a PostgreSQL of their own, and a bus: each node reaches
// both through fault proxies of its own, so that it can be cut off from either.

#include <memory>
#include <string>
#include <vector>

#include "client/loop.hpp"
#include "fault_proxy.hpp"
#include "process.hpp"

namespace parley::history {

class Cluster {
  public:
    struct Options {
        std::string program;  // parley
        std::string servers;  // the folder with the scripts that start PostgreSQL and NATS
        std::size_t nodes = 3;
        int agents = 5;
        int capacity = 3;
        bool bus = false;
        std::string log_prefix;
    };

    /// Starts the database and the bus and makes the accounts. Throws std::runtime_error.
    Cluster(client::Loop& loop, Options options);
    ~Cluster();  // ends and removes everything

    std::size_t size() const { return nodes_.size(); }
    std::vector<std::uint16_t> ports() const;
    std::uint16_t database_port() const { return database_port_; }

    // Nodes. `start` also starts one that was killed.
    void start(std::size_t node);
    void kill(std::size_t node) { nodes_[node]->process.kill(); }
    void pause(std::size_t node) { nodes_[node]->process.pause(); }
    void resume(std::size_t node) { nodes_[node]->process.resume(); }
    bool running(std::size_t node) const { return nodes_[node]->process.running(); }
    std::string ended_by_itself();

    FaultProxy& to_database(std::size_t node) { return *nodes_[node]->to_database; }
    FaultProxy& to_bus(std::size_t node) { return *nodes_[node]->to_bus; }

    /// Runs tests/servers/<server> <verb> beside everything else; one at a time, in this order.
    void tell_server(std::string const& server, std::string const& verb);
    /// Whether such commands are still under way. Throws std::runtime_error where one has failed.
    bool busy();

  private:
    struct Node {
        Node(client::Loop& loop, std::string const& program, std::string const& log_file);
        std::unique_ptr<FaultProxy> to_database;
        std::unique_ptr<FaultProxy> to_bus;
        std::uint16_t port = free_port();
        Process process;
    };

    std::uint16_t start_server(std::string const& server);
    std::string log(std::string const& what) const { return options_.log_prefix + what + ".log"; }
    std::string folder(std::string const& server) const { return directory_ + "/" + server; }
    static std::string url(std::uint16_t port);

    Options options_;
    std::string directory_;
    std::uint16_t database_port_ = 0;
    std::uint16_t bus_port_ = 0;
    std::vector<std::unique_ptr<Node>> nodes_;
    std::unique_ptr<Process> command_;
    std::vector<std::pair<std::string, std::string>> commands_;  // still to be run
};

}  // namespace parley::history
