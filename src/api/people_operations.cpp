// Who works here, in which teams and partitions, and with which rights and skills.
#include "api/declare.hpp"
#include "service/administration.hpp"
#include "service/operations.hpp"
#include "service/routing_operations.hpp"

namespace parley::api {

std::vector<Operation> people_operations() {
    using namespace service;
    constexpr auto read = Kind::read;
    return {
        declare(read, "organization.get", Who::staff, organization_get,
                "The organization's own slug and name, for administrators."),
        declare(read, "user.list", Who::staff, user_list, "All staff, for administrators."),
        act("user.create", subjects::user, user_create, "Adds a member of staff."),
        act("user.update", subjects::user, user_update,
            "Changes what somebody may do, or whether; open chats of who leaves go back."),
        act("user.set_password", subjects::user, user_set_password,
            "Sets a new password and ends the sessions of that user."),
        declare(read, "role.list", Who::staff, role_list, "All roles with their rights."),
        act("role.save", subjects::role, role_save,
            "Makes a role of the organization's own, or changes one for all who have it."),
        act("role.remove", subjects::role, role_remove, "Removes a role that nobody has."),
        declare(read, "team.list", Who::staff, team_list,
                "Teams with their members, for managers."),
        act("team.save", subjects::team, team_save,
            "Makes a team, renames one, or changes who is in it."),
        act("team.remove", subjects::team, team_remove,
            "Removes a team with its switches; its members are in none then."),
        declare(read, "partition.list", Who::staff, partition_list,
                "The organization's partitions with their queues, the oldest first."),
        act("partition.save", subjects::partition, partition_save,
            "Makes a partition, or renames one."),
        act("partition.remove", subjects::partition, partition_remove,
            "Removes a partition in which no queue is."),
        declare(read, "skill.list", Who::staff, skill_list, "All skills."),
        act("skill.save", subjects::skill, skill_save, "Adds or renames a skill."),
        act("skill.remove", subjects::skill, skill_remove,
            "Removes a skill: nobody holds it any more, no queue and no waiting chat needs it."),
        declare(read, "agent.skills", Who::staff, agent_skills, "Who has which skills."),
        act("agent.set_skills", subjects::agent_skills, agent_set_skills,
            "Says which skills an agent has, and how well."),
    };
}

}  // namespace parley::api
