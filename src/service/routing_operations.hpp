#pragma once
// Operations on what decides who gets a chat: skills, priority, and why it was who it was.
// Source: C12, N2.

#include "domain/routing.hpp"
#include "service/operations.hpp"

namespace parley::service {

// --- skill ---------------------------------------------------------------------------------------

struct SkillView {
    SkillId id;
    std::string key;
    std::string label;
};
BOOST_DESCRIBE_STRUCT(SkillView, (), (id, key, label))
struct SkillItems {
    std::vector<SkillView> items;  // by key
};
BOOST_DESCRIBE_STRUCT(SkillItems, (), (items))
SkillItems skill_list(Tx& tx, Actor const& actor, Nothing const&);

struct SkillSave {
    std::optional<SkillId> skill;  // left out: a new one
    std::string key;               // letters, digits, _ and -; unique
    std::string label;
};
BOOST_DESCRIBE_STRUCT(SkillSave, (), (skill, key, label))
struct SkillResult {
    SkillView skill;
};
BOOST_DESCRIBE_STRUCT(SkillResult, (), (skill))
SkillResult skill_save(Tx& tx, Actor const& actor, SkillSave const& p);

struct SkillRemove {
    SkillId skill;
};
BOOST_DESCRIBE_STRUCT(SkillRemove, (), (skill))
/// Nobody holds it any more, and nothing that waits needs it.
Nothing skill_remove(Tx& tx, Actor const& actor, SkillRemove const& p);

struct AgentSkill {
    SkillId skill;
    std::int64_t level;  // 1 to 10
};
BOOST_DESCRIBE_STRUCT(AgentSkill, (), (skill, level))
struct AgentSetSkills {
    UserId agent;
    std::vector<AgentSkill> skills;  // all that they have
};
BOOST_DESCRIBE_STRUCT(AgentSetSkills, (), (agent, skills))
struct AgentSkills {
    UserId agent;
    std::vector<AgentSkill> skills;
};
BOOST_DESCRIBE_STRUCT(AgentSkills, (), (agent, skills))
AgentSkills agent_set_skills(Tx& tx, Actor const& actor, AgentSetSkills const& p);
struct AgentSkillItems {
    std::vector<AgentSkills> items;  // agents who have any
};
BOOST_DESCRIBE_STRUCT(AgentSkillItems, (), (items))
AgentSkillItems agent_skills(Tx& tx, Actor const& actor, Nothing const&);

/// What a chat needs of its agent, less of it the longer it waits.
struct SkillNeed {
    SkillId skill;
    std::int64_t level;  // 1 to 10
    std::optional<std::vector<domain::Relaxation>> relaxations;
};
BOOST_DESCRIBE_STRUCT(SkillNeed, (), (skill, level, relaxations))
struct QueueSetSkills {
    QueueId queue;
    std::vector<SkillNeed> skills;  // of all its chats, those that wait included
};
BOOST_DESCRIBE_STRUCT(QueueSetSkills, (), (queue, skills))
struct QueueSkills {
    QueueId queue;
    std::vector<SkillNeed> skills;
};
BOOST_DESCRIBE_STRUCT(QueueSkills, (), (queue, skills))
QueueSkills queue_set_skills(Tx& tx, Actor const& actor, QueueSetSkills const& p);
struct QueueSkillItems {
    std::vector<QueueSkills> items;  // queues that need any
};
BOOST_DESCRIBE_STRUCT(QueueSkillItems, (), (items))
QueueSkillItems queue_skills(Tx& tx, Actor const& actor, Nothing const&);

// --- chat ----------------------------------------------------------------------------------------

struct ChatSetRouting {  // what is left out stays as it is
    ChatId chat;
    std::optional<std::int64_t> priority;          // -100 to 100; 0 is usual, more is sooner
    std::optional<std::vector<SkillNeed>> skills;  // in place of its queue's, skill by skill
    std::optional<std::string> agent;              // who is to be asked first; empty: nobody
};
BOOST_DESCRIBE_STRUCT(ChatSetRouting, (), (chat, priority, skills, agent))
struct ChatGetRouting {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ChatGetRouting, (), (chat))
struct ChatMoved {  // from one queue to another
    Instant at;
    std::string from;  // names of the queues
    std::string to;
    store::MoveCause cause;
    std::optional<std::string> rule;  // of a rule, as it was called then
};
BOOST_DESCRIBE_STRUCT(ChatMoved, (), (at, from, to, cause, rule))
struct ChatRouting {
    ChatId chat;
    std::int64_t priority;
    std::vector<SkillNeed> skills;
    std::optional<UserId> agent;
    std::vector<ChatMoved> moves;  // in their order
};
BOOST_DESCRIBE_STRUCT(ChatRouting, (), (chat, priority, skills, agent, moves))
/// Of a chat that waits. Refuses chat_ended, and conflict once somebody has it.
ChatRouting chat_set_routing(Tx& tx, Actor const& actor, ChatSetRouting const& p);
ChatRouting chat_get_routing(Tx& tx, Actor const& actor, ChatGetRouting const& p);

// --- offer ---------------------------------------------------------------------------------------

struct OfferExplain {  // one of the two
    std::optional<OfferId> offer;
    std::optional<ChatId> chat;  // its last offer; where it waits, why nobody gets it
};
BOOST_DESCRIBE_STRUCT(OfferExplain, (), (offer, chat))
struct ExplainedSkill {
    SkillId skill;
    std::string label;
    std::int64_t held;
    std::int64_t needed;
};
BOOST_DESCRIBE_STRUCT(ExplainedSkill, (), (skill, label, held, needed))
struct ExplainedAgent {
    UserId agent;
    std::string name;
    domain::Standing standing;
    std::int64_t idle_s;
    std::int64_t used;      // what their chats took, in hundredths of a place
    std::int64_t capacity;  // in places
    std::int64_t turn;
    std::optional<ExplainedSkill> skill;  // that they lack, or are not good enough at
    std::optional<Instant> until;         // they are not asked again for this chat
};
BOOST_DESCRIBE_STRUCT(ExplainedAgent, (),
                      (agent, name, standing, idle_s, used, capacity, turn, skill, until))
struct ExplainedRest {
    domain::Standing standing;
    std::int64_t count;
};
BOOST_DESCRIBE_STRUCT(ExplainedRest, (), (standing, count))
struct Explained {
    std::optional<OfferId> offer;
    std::optional<ChatId> chat;  // none: it is made up
    Instant at;
    domain::Strategy strategy;
    std::int64_t waited_s;
    std::int64_t priority;
    std::string sentence;                    // the whole of it, in English
    std::vector<ExplainedAgent> candidates;  // who got it, then the nearest others
    std::vector<ExplainedRest> rest;         // how many more, for which reason
    std::vector<ChatMoved> moves;            // what had brought it to its queue, in their order
};
BOOST_DESCRIBE_STRUCT(Explained, (),
                      (offer, chat, at, strategy, waited_s, priority, sentence, candidates, rest,
                       moves))
/// Agents for their own offers, managers for all (N2).
Explained offer_explain(Tx& tx, Actor const& actor, OfferExplain const& p);

}  // namespace parley::service
