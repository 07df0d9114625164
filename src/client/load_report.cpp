#include "client/load_report.hpp"

#include <boost/json.hpp>

#include "client/show.hpp"

namespace parley::client {

namespace json = boost::json;

namespace {

double rate_of(LoadReport const& report) {
    return report.seconds > 0 ? static_cast<double>(report.delivered) / report.seconds : 0;
}

std::string grouped_u(std::uint64_t number) { return grouped(static_cast<std::int64_t>(number)); }

}  // namespace

std::string as_table(LoadReport const& report) {
    std::vector<std::pair<std::string, std::string>> rows;
    if (report.idle > 0) {
        rows.push_back({"idle connections", grouped(report.idle)});
        rows.push_back({"seconds to connect them", decimal(report.idle_connect_s, 1)});
        if (report.kb_an_idle_connection) {
            rows.push_back({"kB an idle connection", decimal(*report.kb_an_idle_connection, 2)});
        }
    }
    if (report.pairs > 0) {
        rows.push_back({"pairs", grouped(report.pairs)});
        rows.push_back({"seconds", decimal(report.seconds, 1)});
        rows.push_back({"delivered", grouped_u(report.delivered)});
        rows.push_back({"delivered a second", decimal(rate_of(report), 0)});
        rows.push_back({"latency p50, ms", in_ms(report.latency.percentile_ms(0.5))});
        rows.push_back({"latency p99, ms", in_ms(report.latency.percentile_ms(0.99))});
        rows.push_back({"latency p99.9, ms", in_ms(report.latency.percentile_ms(0.999))});
        if (report.server_cpu_us) {
            rows.push_back({"server CPU a message, us", decimal(*report.server_cpu_us, 1)});
        }
        if (report.database_cpu_us) {
            rows.push_back({"database CPU a message, us", decimal(*report.database_cpu_us, 1)});
        }
        rows.push_back({"generator CPU a message, us", decimal(report.generator_cpu_us, 1)});
    }
    if (report.server_rss_kb) {
        rows.push_back({"server memory, MB", decimal(*report.server_rss_kb / 1024, 1)});
    }
    if (report.breaks) rows.push_back({"connections broken", grouped_u(*report.breaks)});
    if (report.pairs > 0) {
        rows.push_back({"lost", grouped_u(report.lost)});
        rows.push_back({"twice", grouped_u(report.twice)});
        rows.push_back({"out of order", grouped_u(report.too_early)});
        rows.push_back({"refused", grouped_u(report.refused)});
    }
    return table(rows);
}

std::string as_json(LoadReport const& report) {
    json::object object{
        {"pairs", report.pairs},
        {"seconds", report.seconds},
        {"delivered", report.delivered},
        {"delivered_per_s", rate_of(report)},
        {"latency_ms",
         {{"p50", report.latency.percentile_ms(0.5)},
          {"p99", report.latency.percentile_ms(0.99)},
          {"p999", report.latency.percentile_ms(0.999)},
          {"max", report.latency.max_ms()}}},
        {"generator_cpu_us", report.generator_cpu_us},
        {"lost", report.lost},
        {"twice", report.twice},
        {"out_of_order", report.too_early},
        {"refused", report.refused},
        {"idle", report.idle},
        {"idle_connect_s", report.idle_connect_s},
    };
    if (report.server_cpu_us) object["server_cpu_us"] = *report.server_cpu_us;
    if (report.database_cpu_us) object["database_cpu_us"] = *report.database_cpu_us;
    if (report.breaks) object["breaks"] = *report.breaks;
    if (report.server_rss_kb) object["server_rss_kb"] = *report.server_rss_kb;
    if (report.kb_an_idle_connection) {
        object["kb_an_idle_connection"] = *report.kb_an_idle_connection;
    }
    return json::serialize(object) + "\n";
}

}  // namespace parley::client
