#include "app/serve.hpp"

#include <csignal>
#include <cstdio>
#include <optional>
#include <random>
#include <thread>

#include <pthread.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include "api/gateway.hpp"
#include "app/data_directory.hpp"
#include "app/file_checker.hpp"
#include "live/nats/bus.hpp"
#include "net/origins.hpp"
#include "net/server.hpp"
#include "service/nodes.hpp"
#include "service/timers.hpp"
#include "store/open.hpp"

namespace parley::app {

namespace {

struct Address {
    std::string host;
    std::uint16_t port;
};

Address parse_listen(std::string const& text) {
    auto const colon = text.rfind(':');
    int port = -1;
    try {
        if (colon != std::string::npos) port = std::stoi(text.substr(colon + 1));
    } catch (std::exception const&) {
    }
    if (port < 0 || port > 65535) {
        throw UsageError("--listen must be ADDRESS:PORT, for instance 127.0.0.1:8080");
    }
    auto host = text.substr(0, colon);
    if (host == "localhost") host = "127.0.0.1";
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    }
    return {host, static_cast<std::uint16_t>(port)};
}

bool is_loopback(std::string const& host) { return host == "::1" || host.starts_with("127."); }

std::string in_url(std::string const& host) {
    return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

/// Every origin under which browsers on this machine or behind the proxy reach the server.
std::vector<std::string> own_origins(ServeOptions const& options, Address const& address) {
    std::vector<std::string> origins;
    auto const port = ":" + std::to_string(address.port);
    for (auto const& host :
         {in_url(address.host), std::string{"localhost"}, std::string{"127.0.0.1"}}) {
        origins.push_back("http://" + host + port);
    }
    if (!options.public_url.empty()) origins.push_back(options.public_url);
    return origins;
}

void check_exposure(ServeOptions const& options, Address const& address) {
    auto const& url = options.public_url;
    bool const safe = url.starts_with("https://") || url.starts_with("http://127.0.0.1:") ||
                      url.starts_with("http://localhost:");
    if (!url.empty() && !(safe && net::is_origin(url))) {
        throw UsageError("--public-url must be like https://chat.example, without a path");
    }
    for (auto const& origin : options.widget_origins) {
        if (!net::is_origin(origin)) {
            throw UsageError("--widget-origin must be like https://shop.example, without a path: " +
                             origin);
        }
    }
    if (!is_loopback(address.host) && options.public_url.empty()) {
        throw UsageError(
            "plain HTTP is served on this machine only: listen on 127.0.0.1 behind a proxy that "
            "speaks TLS, and name its address with --public-url https://...");
    }
}

void check_bus(ServeOptions const& options) {
    if (options.bus.empty()) return;
    if (!options.bus.starts_with("nats://") && !options.bus.starts_with("tls://")) {
        throw UsageError("--bus must be like nats://host:4222 or tls://host:4222");
    }
    if (options.database.empty()) {
        throw UsageError("--bus is for several servers on one --database; here is only one");
    }
}

/// As many files as the system allows: every connection is one.
void raise_file_limit() {
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < files.rlim_max) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
}

void start_log() {
    auto logger = spdlog::stderr_logger_mt("parley");
    logger->set_pattern(R"({"ts":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","msg":"%v"})",
                        spdlog::pattern_time_type::utc);
    spdlog::set_default_logger(std::move(logger));
}

/// The signals that end the server, blocked in every thread and waited for in one place.
class StopSignals {
  public:
    StopSignals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGTERM);
        sigaddset(&set_, SIGINT);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }
    int wait() const {
        int signal = 0;
        sigwait(&set_, &signal);
        return signal;
    }

  private:
    sigset_t set_;
};

struct Prepared {
    NodeId node;
    std::int64_t installation;
};

/// Brings the database up to date, makes this program one of its nodes and sets the clock: all
/// nodes on one database go by the database's, and none is behind what is stored. Deadlines that
/// are set here are kept by the clock that goes on from there (P25).
Prepared prepare(store::Place const& place, ServeOptions const& options, Limits const& limits,
                 SteadyClock& clock) {
    IdMaker ids{clock, std::random_device{}()};
    auto const node = ids.make<NodeId>();
    auto const connection = store::open_connection(place, clock, ids, limits, node);
    auto const newest = connection->run([](store::Tx& tx) { return tx.events.newest_time(); });
    clock.start(newest, connection->time());
    return connection->run([&](store::Tx& tx) {
        if (options.set_up && tx.people.organizations().empty()) options.set_up(tx);
        // Nobody else uses a file: whoever is still said to do so has ended without a word.
        if (!place.is_url()) service::bury_all(tx);
        service::join_node(tx);
        service::set_standing_timers(tx);
        return Prepared{node, tx.nodes.installation(node.value)};
    });
}

void join_bus(api::Gateway& gateway, std::string const& url, std::int64_t installation) {
    gateway.use_bus([&](live::BusHandlers handlers) {
        handlers.changed = [changed = std::move(handlers.changed)](bool connected) {
            if (connected)
                spdlog::info("the bus is there");
            else
                spdlog::warn("the bus is gone: events of other nodes are looked for every second");
            changed(connected);
        };
        auto bus = live::nats::connect(url, std::to_string(installation), std::move(handlers));
        if (!bus->connected()) spdlog::warn("the bus is not there yet: polling every second");
        return bus;
    });
}

std::optional<std::string> fetched(objects::S3 const& store, std::string const& name) {
    std::string bytes;
    auto const result = store.get(name, bytes);
    if (result.what == objects::Result::What::done) return bytes;
    spdlog::warn("the object store does not give {}: {}", name, result.reason);
    return std::nullopt;
}

}  // namespace

void apply_limits(Limits& limits, std::vector<std::string> const& settings) {
    for (auto const& setting : settings) {
        auto const equals = setting.find('=');
        if (equals == std::string::npos) {
            throw UsageError("--limit wants name=value, not " + setting);
        }
        if (auto const problem =
                set_limit(limits, setting.substr(0, equals), setting.substr(equals + 1))) {
            throw UsageError(*problem);
        }
    }
}

int serve(ServeOptions options) {
    StopSignals const signals;
    start_log();
    raise_file_limit();
    Limits limits;
    apply_limits(limits, options.limits);
    auto const address = parse_listen(options.listen);
    check_exposure(options, address);
    check_bus(options);
    auto const mail = mail_config(options.mail);
    auto const scanner = scanner_of(options.files);
    auto const object_place = object_store_of(options.files);
    auto sharing = sharing_config(options.sharing);

    DataPlace const data{options.data, options.database};
    auto const& place = data.place();
    SteadyClock clock;
    auto const [node, installation] = prepare(place, options, limits, clock);
    IdMaker ids{clock, std::random_device{}()};

    api::GatewayConfig gateway_config{limits, "'self'", std::move(sharing), {}};
    std::stop_source no_more_objects;
    std::optional<objects::S3> objects;
    if (object_place) {
        objects.emplace(*object_place, static_cast<long>(limits.object_try_s),
                        [stop = no_more_objects.get_token()] { return stop.stop_requested(); });
        gateway_config.fetch_object = [&objects](std::string const& name) {
            return fetched(*objects, name);
        };
    }
    for (auto const& origin : options.widget_origins)
        gateway_config.frame_ancestors += " " + origin;
    Metrics metrics{PARLEY_VERSION};
    api::Gateway gateway{std::move(gateway_config), clock, metrics};
    if (!options.bus.empty()) join_bus(gateway, options.bus, installation);
    auto const store = store::open_store(place, node, clock, ids, limits, metrics, gateway.hooks());
    gateway.use(*store);
    std::optional<mail::Mailer> mailer;
    if (mail) mailer.emplace(*mail, gateway);
    FileChecker checker{scanner, objects ? &*objects : nullptr, gateway};

    net::ServerConfig config;
    config.address = address.host;
    config.port = address.port;
    auto const cores = static_cast<int>(std::thread::hardware_concurrency());
    config.threads = options.threads > 0 ? options.threads : std::max(1, cores / 2);
    config.own_origins = own_origins(options, address);
    config.secure_cookies = options.public_url.starts_with("https://");
    config.trust_forwarded = !options.public_url.empty();
    config.demo_pages = options.demo;
    config.limits = limits;
    std::optional<net::Server> server;
    try {
        server.emplace(config, clock, metrics, [&](int, api::Waker waker) {
            return gateway.make_service(std::move(waker));
        });
    } catch (...) {
        gateway.leave();  // or the other nodes would find a dead one
        throw;
    }
    if (mailer) mailer->start();
    checker.start();
    server->start();
    auto const url = "http://" + in_url(address.host) + ":" + std::to_string(server->port());
    if (options.ready) options.ready(url);
    spdlog::info("listening on {}", url);

    auto const signal = signals.wait();
    spdlog::info("stopping on signal {}", signal);
    gateway.drain();
    // What is fetched has somebody to be handed to as long as the server is there.
    no_more_objects.request_stop();
    gateway.objects().stop();
    server->drain(seconds{limits.drain_s});
    if (mailer) mailer->stop();
    checker.stop();
    gateway.leave();
    gateway.stop();
    store->stop();
    spdlog::info("stopped");
    return 0;
}

}  // namespace parley::app
