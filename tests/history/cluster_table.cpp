#include "cluster_table.hpp"

#include <algorithm>

#include "client/show.hpp"

namespace parley::history {

namespace {

constexpr double limit_ms = 15'000;  // P10

/// Of sorted values.
double percentile(std::vector<double> const& sorted, double part) {
    auto const index = static_cast<std::size_t>(part * static_cast<double>(sorted.size()));
    return sorted[std::min(index, sorted.size() - 1)];
}

}  // namespace

void ClusterTable::add(Harm harm, RoundResult const& result, std::vector<double> const& served_ms) {
    auto& row = rows_[harm];
    ++row.rounds;
    for (auto const& record : result.history) ++row.records[record.kind];
    for (auto const& violation : result.violations) ++row.faults[violation.fault];
    row.served_ms.insert(row.served_ms.end(), served_ms.begin(), served_ms.end());
}

std::string ClusterTable::line(std::string_view name, Row const& row) {
    auto const of = [](auto const& map, auto key) {
        auto const found = map.find(key);
        return found == map.end() ? std::uint64_t{0} : found->second;
    };
    std::uint64_t faults = 0;
    for (auto const& [fault, count] : row.faults) faults += count;
    auto const lost = of(row.faults, Fault::lost);
    auto const doubled = of(row.faults, Fault::duplicate);
    auto const owners = of(row.faults, Fault::two_owners);
    auto const over = of(row.faults, Fault::over_capacity);
    std::string text = "| " + std::string{name};
    for (auto const number : {row.rounds, of(row.records, Kind::invoke), of(row.records, Kind::ok),
                              lost, doubled, owners, over, faults - lost - doubled - owners - over,
                              std::uint64_t{row.served_ms.size()}}) {
        text += " | " + client::grouped(static_cast<std::int64_t>(number));
    }
    if (row.served_ms.empty()) return text + " | | | |\n";
    auto sorted = row.served_ms;
    std::ranges::sort(sorted);
    for (auto const part : {0.5, 0.99, 1.0}) {
        text += " | " + client::decimal(percentile(sorted, part) / 1000, 1);
    }
    return text + " |\n";
}

std::string ClusterTable::text() const {
    std::string text =
        "| fault | rounds | posts | acknowledged | lost | doubled | two owners | over capacity | "
        "other | chats hit | served again p50 | p99 | max, s |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: "
        "|\n";
    Row all;
    for (auto const& [harm, row] : rows_) {
        text += line(harm_word(harm), row);
        all.rounds += row.rounds;
        for (auto const& [kind, count] : row.records) all.records[kind] += count;
        for (auto const& [fault, count] : row.faults) all.faults[fault] += count;
        all.served_ms.insert(all.served_ms.end(), row.served_ms.begin(), row.served_ms.end());
    }
    return text + line("all", all);
}

bool ClusterTable::in_time() const {
    return std::ranges::all_of(rows_, [](auto const& entry) {
        auto sorted = entry.second.served_ms;
        if ((entry.first != Harm::kill && entry.first != Harm::pause) || sorted.empty())
            return true;
        std::ranges::sort(sorted);
        return percentile(sorted, 0.99) <= limit_ms;
    });
}

}  // namespace parley::history
