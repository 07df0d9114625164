// Skills: what there are, who holds them, which queues and chats need them; and what is said of one
// chat in place of its queue.
#include <algorithm>

#include "service/access.hpp"
#include "service/arrivals.hpp"
#include "service/explain.hpp"
#include "service/needs.hpp"
#include "service/routing.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::int64_t skills_max = 500;  // of an organization

SkillView view(store::Skill const& skill) { return {skill.id, skill.key, skill.label}; }

std::vector<AgentSkill> held_view(std::string const& word) {
    std::vector<AgentSkill> view;
    for (auto const& held : domain::held_in(word)) view.push_back({held.skill, held.level});
    return view;
}

store::Skill own_skill(Tx& tx, Actor const& actor, SkillId id) {
    for (auto const& skill : tx.line.skills(actor.organization)) {
        if (skill.id == id) return skill;
    }
    throw Refused{Code::not_found};
}

store::Chat seen_chat(Tx& tx, Actor const& actor, ChatId id, domain::Right right) {
    actor.need(right);
    auto const chat = tx.chats.find(id);
    if (!chat || chat->organization != actor.organization || !actor.reaches(chat->queue)) {
        throw Refused{Code::not_found};
    }
    return *chat;
}

store::Chat waiting_chat(Tx& tx, Actor const& actor, ChatId id) {
    auto const chat = seen_chat(tx, actor, id, domain::Right::chat_route);
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    if (!domain::is_waiting(chat.state)) throw Refused{Code::conflict, "the chat has an agent"};
    return chat;
}

ChatRouting routing_view(Tx& tx, ChatId chat, store::ChatWishes const& wishes) {
    return {chat, wishes.priority, needs_view(wishes.needs), wishes.wanted, moves_of(tx, chat)};
}

void route_all(Tx& tx, OrganizationId organization) {
    for (auto const& queue : tx.queues.all(organization)) route(tx, queue.id);
}

}  // namespace

std::optional<std::string> needs_without(std::string const& word, SkillId skill) {
    auto needs = *domain::needs_from_word(word);
    if (std::erase_if(needs, [&](auto const& need) { return need.skill == skill; }) == 0) {
        return std::nullopt;
    }
    return domain::to_word(needs);
}

void check_priority(std::int64_t priority) {
    constexpr std::int64_t most = 100;
    if (priority < -most || priority > most) throw invalid("/priority", "must be from -100 to 100");
}

std::vector<domain::Need> checked_needs(Tx& tx, OrganizationId organization,
                                        std::vector<SkillNeed> const& needs,
                                        std::string const& path) {
    if (std::ssize(needs) > domain::needs_max) {
        throw invalid(path, "at most " + std::to_string(domain::needs_max));
    }
    auto const known = needs.empty() ? std::vector<store::Skill>{} : tx.line.skills(organization);
    std::vector<domain::Need> checked;
    for (auto const& one : needs) {
        auto const at = path + "/" + std::to_string(checked.size()) + "/";
        if (std::ranges::find(known, one.skill, &store::Skill::id) == known.end()) {
            throw invalid(at + "skill", "there is no such skill");
        }
        if (std::ranges::find(checked, one.skill, &domain::Need::skill) != checked.end()) {
            throw invalid(at + "skill", "is named twice");
        }
        domain::Need need{one.skill, one.level,
                          one.relaxations.value_or(std::vector<domain::Relaxation>{})};
        if (auto const problem = wrong(need)) throw invalid(at + problem->field, problem->rule);
        checked.push_back(std::move(need));
    }
    return checked;
}

std::vector<SkillNeed> needs_view(std::string const& word) {
    std::vector<SkillNeed> view;
    auto needs = *domain::needs_from_word(word);
    for (auto& need : needs) {
        view.push_back({need.skill, need.level, std::move(need.relaxations)});
    }
    return view;
}

SkillItems skill_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::queue_view);
    SkillItems result;
    for (auto const& skill : tx.line.skills(actor.organization)) {
        result.items.push_back(view(skill));
    }
    return result;
}

SkillResult skill_save(Tx& tx, Actor const& actor, SkillSave const& p) {
    actor.need(domain::Right::settings_manage);
    check_key(p.key, "/key");
    auto const label = clean_name(p.label, tx.limits().name_text_max, "/label");
    if (label.empty()) throw invalid("/label", "must not be empty");
    auto const all = tx.line.skills(actor.organization);
    if (p.skill) own_skill(tx, actor, *p.skill);
    auto const same = std::ranges::find(all, p.key, &store::Skill::key);
    if (same != all.end() && same->id != p.skill) {
        throw Refused{Code::conflict, "there is a skill with this key", "/key"};
    }
    if (p.skill) {
        tx.line.rename(*p.skill, p.key, label);
        return {{*p.skill, p.key, label}};
    }
    if (std::ssize(all) >= skills_max) {
        throw invalid("/key", "there are " + std::to_string(skills_max) + " skills already");
    }
    store::Skill const skill{tx.make_id<SkillId>(), actor.organization, p.key, label};
    tx.line.add(skill);
    return {view(skill)};
}

Nothing skill_remove(Tx& tx, Actor const& actor, SkillRemove const& p) {
    actor.need(domain::Right::settings_manage);
    own_skill(tx, actor, p.skill);
    for (auto const& [agent, held] : tx.line.skilled_agents(actor.organization)) {
        if (auto const left = needs_without(held, p.skill)) tx.line.set_skills(agent, *left);
    }
    for (auto const& [queue, needs] : tx.line.choosy_queues(actor.organization)) {
        if (auto const left = needs_without(needs, p.skill)) tx.line.set_needs(queue, *left);
    }
    for (auto const& [chat, needs] : tx.line.choosy_chats(actor.organization)) {
        auto wishes = tx.line.wishes(chat);
        if (auto const left = needs_without(needs, p.skill)) {
            wishes.needs = *left;
            tx.line.set_wishes(chat, wishes);
        }
    }
    forget_skill(tx, actor.organization, p.skill);
    tx.line.remove(p.skill);
    route_all(tx, actor.organization);
    return {};
}

AgentSkills agent_set_skills(Tx& tx, Actor const& actor, AgentSetSkills const& p) {
    actor.need(domain::Right::settings_manage);
    auto const agent = tx.agents.find(p.agent);
    if (!agent || agent->organization != actor.organization) throw Refused{Code::not_found};
    constexpr std::size_t held_max = 50;
    if (p.skills.size() > held_max) throw invalid("/skills", "at most 50");
    std::vector<domain::Need> held;
    auto const known = tx.line.skills(actor.organization);
    for (auto const& one : p.skills) {
        auto const at = "/skills/" + std::to_string(held.size()) + "/";
        if (std::ranges::find(known, one.skill, &store::Skill::id) == known.end()) {
            throw invalid(at + "skill", "there is no such skill");
        }
        if (std::ranges::find(held, one.skill, &domain::Need::skill) != held.end()) {
            throw invalid(at + "skill", "is named twice");
        }
        held.push_back({one.skill, one.level, {}});
        if (auto const problem = wrong(held.back())) {
            throw invalid(at + problem->field, problem->rule);
        }
    }
    auto const word = domain::to_word(held);
    tx.line.set_skills(p.agent, word);
    route_queues_of(tx, p.agent);
    return {p.agent, held_view(word)};
}

AgentSkillItems agent_skills(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::agent_view);
    AgentSkillItems result;
    for (auto const& [agent, held] : tx.line.skilled_agents(actor.organization)) {
        if (reaches_agent(tx, actor, agent)) result.items.push_back({agent, held_view(held)});
    }
    return result;
}

QueueSkills queue_set_skills(Tx& tx, Actor const& actor, QueueSetSkills const& p) {
    actor.need(domain::Right::settings_manage);
    auto const queue = tx.queues.find(p.queue);
    if (!queue || queue->organization != actor.organization) throw Refused{Code::not_found};
    auto const word = domain::to_word(checked_needs(tx, actor.organization, p.skills, "/skills"));
    tx.line.set_needs(p.queue, word);
    route(tx, p.queue);
    return {p.queue, needs_view(word)};
}

QueueSkillItems queue_skills(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::queue_view);
    QueueSkillItems result;
    for (auto const& [queue, needs] : tx.line.choosy_queues(actor.organization)) {
        if (actor.reaches(queue)) result.items.push_back({queue, needs_view(needs)});
    }
    return result;
}

ChatRouting chat_set_routing(Tx& tx, Actor const& actor, ChatSetRouting const& p) {
    auto const chat = waiting_chat(tx, actor, p.chat);
    auto wishes = tx.line.wishes(chat.id);
    if (p.priority) {
        check_priority(*p.priority);
        wishes.priority = *p.priority;
    }
    if (p.skills) {
        wishes.needs = domain::to_word(checked_needs(tx, actor.organization, *p.skills, "/skills"));
    }
    if (p.agent) {
        wishes.wanted.reset();
        if (!p.agent->empty()) {
            auto const id = id_from_text<UserTag>(*p.agent);
            auto const agent = id ? tx.agents.find(*id) : std::nullopt;
            if (!agent || agent->organization != actor.organization ||
                !reaches_agent(tx, actor, *id)) {
                throw invalid("/agent", "there is no such agent");
            }
            wishes.wanted = *id;
        }
    }
    tx.line.set_wishes(chat.id, wishes);
    route(tx, chat.queue);
    return routing_view(tx, chat.id, wishes);
}

ChatRouting chat_get_routing(Tx& tx, Actor const& actor, ChatGetRouting const& p) {
    auto const chat = seen_chat(tx, actor, p.chat, domain::Right::chat_view_all);
    return routing_view(tx, chat.id, tx.line.wishes(chat.id));
}

}  // namespace parley::service
