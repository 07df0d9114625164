// What managers see of agents, and what they may do about their presence (A17, A21 to A23).
#include <algorithm>

#include "service/access.hpp"
#include "service/operations.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

/// The part of rows ordered by agent that is this agent's.
template <class Row>
auto of_agent(std::vector<Row> const& rows, UserId agent, UserId Row::* whose) {
    return std::ranges::subrange(std::ranges::lower_bound(rows, agent, {}, whose),
                                 std::ranges::upper_bound(rows, agent, {}, whose));
}

}  // namespace

AgentPage agent_list(Tx& tx, Actor const& actor, AgentList const& p) {
    actor.need(domain::Right::agent_view);
    constexpr std::int64_t page = 100;
    auto const limit = page_limit(p.limit, page, tx.limits().page_max);
    auto const after = p.after ? id_from_text<UserTag>(*p.after) : UserId{};
    if (!after) throw invalid("/after", "this is not the `next` of a page");
    auto agents = actor.reach
                      ? tx.agents.within_reach(actor.organization, actor.user, *after, limit + 1)
                      : tx.agents.of_organization(actor.organization, *after, limit + 1);
    AgentPage result;
    if (std::ssize(agents) > limit) {
        agents.resize(static_cast<std::size_t>(limit));
        result.next = to_text(agents.back().id);
    }
    if (agents.empty()) return result;
    auto const first = agents.front().id, last = agents.back().id;
    auto const people = tx.agents.people(actor.organization, first, last);
    auto const memberships = tx.agents.memberships(actor.organization, first, last);
    auto const chats = tx.agents.chats(actor.organization, first, last);
    auto const teams = tx.teams.members(actor.organization, first, last);
    for (auto const& agent : agents) {
        auto const person = std::ranges::lower_bound(people, agent.id, {}, &store::User::id);
        ENSURE(person != people.end() && person->id == agent.id);
        AgentView view{agent.id,
                       person->name,
                       person->display_name,
                       {},
                       agent.connected,
                       presence_view(agent),
                       {},
                       {}};
        for (auto const& in : of_agent(teams, agent.id, &store::TeamMember::user)) {
            view.team = TeamName{in.team, in.team_name};
        }
        for (auto const& member : of_agent(memberships, agent.id, &store::QueueMember::user)) {
            if (actor.reaches(member.queue)) view.queues.push_back(member.queue);
        }
        for (auto const& chat : of_agent(chats, agent.id, &store::HeldChat::agent)) {
            if (!actor.reaches(chat.queue)) continue;
            view.chats.push_back({chat.chat, chat.customer, chat.accepted_at});
        }
        result.items.push_back(std::move(view));
    }
    return result;
}

AgentTimesResult agent_times(Tx& tx, Actor const& actor, AgentTimes const& p) {
    bool const own = p.agent == actor.user;
    if (!own) actor.need(domain::Right::agent_view);
    auto const agent = tx.agents.find(p.agent);
    if (!agent || agent->organization != actor.organization ||
        (!own && !reaches_agent(tx, actor, p.agent))) {
        throw Refused{Code::not_found};
    }
    if (p.to <= p.from) throw invalid("/to", "must be after from");
    auto const to = std::min(p.to, tx.now());
    auto const rows = tx.agent_times.between(p.agent, p.from, to);
    std::map<std::tuple<domain::Label, std::string, std::string>, milliseconds> spans;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto const from = std::max(rows[i].at, p.from);
        auto const until = i + 1 < rows.size() ? rows[i + 1].at : to;
        spans[{rows[i].label, rows[i].status, rows[i].reason}] += until - from;
    }
    AgentTimesResult result;
    for (auto const& [state, span] : spans) {
        auto const& [label, status, reason] = state;
        auto const in_s = std::chrono::duration_cast<seconds>(span).count();
        result.items.push_back({label, status, unless_empty(reason), in_s});
    }
    std::ranges::sort(result.items, std::greater{}, &TimeInState::seconds);
    return result;
}

}  // namespace parley::service
