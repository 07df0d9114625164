#include "client/replay_report.hpp"

#include <boost/json.hpp>

#include "client/show.hpp"

namespace parley::client {

namespace json = boost::json;

namespace {

std::string list(std::string const& title, std::vector<std::string> const& lines) {
    constexpr std::size_t lines_max = 50;
    if (lines.empty()) return {};
    auto text = "\n" + title + ":\n";
    for (std::size_t i = 0; i < std::min(lines.size(), lines_max); ++i) {
        text += "  " + lines[i] + "\n";
    }
    if (lines.size() > lines_max) {
        text += "  and " + grouped(static_cast<std::int64_t>(lines.size() - lines_max)) + " more\n";
    }
    return text;
}

}  // namespace

std::string as_table(ReplayReport const& report) {
    auto const rate =
        report.seconds > 0 ? static_cast<double>(report.messages) / report.seconds : 0;
    std::vector<std::pair<std::string, std::string>> rows{
        {"chats", grouped(report.chats)},
        {"messages", grouped(report.messages)},
        {"seconds", decimal(report.seconds, 1)},
        {"messages a second", decimal(rate, rate < 100 ? 1 : 0)},
        {"latency p50, ms", in_ms(report.latency.percentile_ms(0.5))},
        {"latency p99, ms", in_ms(report.latency.percentile_ms(0.99))},
        {"latency max, ms", in_ms(report.latency.max_ms())},
        {"reconnects", grouped(report.reconnects)},
    };
    if (report.repeats > 0)
        rows.push_back({"posts sent twice, stored once", grouped(report.repeats)});
    if (report.handovers > 0) {
        rows.push_back({"chats handed to another agent", grouped(report.handovers)});
    }
    if (report.waits > 0) rows.push_back({"waits for the server's limits", grouped(report.waits)});
    if (!report.failures.empty()) {
        rows.push_back({"chats not held to the end", grouped(std::ssize(report.failures))});
    }
    rows.push_back({"differences", grouped(std::ssize(report.differences))});
    return table(rows);
}

std::string as_json(ReplayReport const& report) {
    json::array differences;
    for (auto const& one : report.differences) {
        differences.push_back({{"chat", one.chat},
                               {"seq", one.seq},
                               {"who", one.who},
                               {"what", fault_words(one.fault)}});
    }
    json::object const object{
        {"chats", report.chats},
        {"messages", report.messages},
        {"seconds", report.seconds},
        {"messages_per_s",
         report.seconds > 0 ? static_cast<double>(report.messages) / report.seconds : 0},
        {"latency_ms",
         {{"p50", report.latency.percentile_ms(0.5)},
          {"p99", report.latency.percentile_ms(0.99)},
          {"max", report.latency.max_ms()}}},
        {"reconnects", report.reconnects},
        {"repeats", report.repeats},
        {"handovers", report.handovers},
        {"waits", report.waits},
        {"failures", json::value_from(report.failures)},
        {"differences", differences},
    };
    return json::serialize(object) + "\n";
}

std::string list_differences(ReplayReport const& report) {
    std::vector<std::string> differences;
    for (auto const& one : report.differences) {
        differences.push_back(one.chat + " seq " + std::to_string(one.seq) + ": the message " +
                              std::string{fault_words(one.fault)} + " (" + one.who + ")");
    }
    return list("Differences", differences) + list("Chats not held to the end", report.failures);
}

}  // namespace parley::client
