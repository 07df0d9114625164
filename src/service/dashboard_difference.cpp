// What has to be told of two views of the live figures. Apart from dashboard_view.cpp: it knows
// nothing of what the figures mean.
#include "service/dashboard.hpp"

namespace parley::service {

namespace {

template <class T>
bool same(T const& a, T const& b);

template <class T>
bool same(std::vector<T> const& a, std::vector<T> const& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!same(a[i], b[i])) return false;
    }
    return true;
}

template <class T>
bool same(std::optional<T> const& a, std::optional<T> const& b) {
    return a.has_value() == b.has_value() && (!a || same(*a, *b));
}

template <class T>
bool same(T const& a, T const& b) {
    if constexpr (DescribedStruct<T>) {
        bool all = true;
        boost::mp11::mp_for_each<PublicMembers<T>>(
            [&](auto member) { all = all && same(a.*member.pointer, b.*member.pointer); });
        return all;
    } else {
        return a == b;
    }
}

/// Rows that are new or different; both lists are in the order of ids.
template <class Row>
std::optional<std::vector<Row>> changed_rows(std::vector<Row> const& before,
                                             std::vector<Row> const& after) {
    std::vector<Row> changed;
    auto old = before.begin();
    for (auto const& row : after) {
        while (old != before.end() && old->id < row.id) ++old;
        if (old == before.end() || old->id != row.id || !same(*old, row)) changed.push_back(row);
    }
    if (changed.empty()) return std::nullopt;
    return changed;
}

template <class Row>
auto gone_rows(std::vector<Row> const& before, std::vector<Row> const& after) {
    std::vector<decltype(Row::id)> gone;
    auto now = after.begin();
    for (auto const& row : before) {
        while (now != after.end() && now->id < row.id) ++now;
        if (now == after.end() || now->id != row.id) gone.push_back(row.id);
    }
    return gone.empty() ? std::nullopt : std::optional{std::move(gone)};
}

}  // namespace

DashboardChanged difference(DashboardView const& before, DashboardView const& after) {
    DashboardChanged changed{};
    changed.at = after.at;
    if (before.today_since != after.today_since) changed.today_since = after.today_since;
    if (!same(before.totals, after.totals)) changed.totals = after.totals;
    changed.queues = changed_rows(before.queues, after.queues);
    changed.queues_gone = gone_rows(before.queues, after.queues);
    changed.agents = changed_rows(before.agents, after.agents);
    changed.agents_gone = gone_rows(before.agents, after.agents);
    if (!same(before.attention, after.attention)) changed.attention = after.attention;
    return changed;
}

}  // namespace parley::service
