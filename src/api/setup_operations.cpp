// How everything else is set up, and who changed them.
#include "api/declare.hpp"
#include "service/administration.hpp"
#include "service/arrival_operations.hpp"
#include "service/bot_operations.hpp"
#include "service/operations.hpp"
#include "service/routing_operations.hpp"
#include "service/settings.hpp"
#include "service/wrap_up.hpp"

namespace parley::api {

std::vector<Operation> setup_operations() {
    using namespace service;
    constexpr auto read = Kind::read;
    return {
        act("queue.create", subjects::queue, queue_create, "Adds a queue."),
        act("queue.update", subjects::queue, queue_update,
            "Renames a queue, moves it to another partition, or changes who works in it."),
        act("queue.remove", subjects::queue, queue_remove,
            "Removes a queue in which no chat is open."),
        act("status.save", subjects::status, status_save,
            "Adds or changes something that agents may be doing, with its reasons."),
        act("status.remove", subjects::status, status_remove,
            "Removes a status that no agent is in."),
        declare(read, "queue.skills", Who::staff, queue_skills,
                "Which skills the chats of which queues need."),
        act("queue.set_skills", subjects::queue_skills, queue_set_skills,
            "Says which skills a queue's chats need, and how that relaxes as they wait."),
        declare(read, "hours.list", Who::staff, hours_list,
                "Opening hours, whether they are open now, and which queues go by them."),
        act("hours.save", subjects::hours, hours_save, "Makes opening hours, or changes them."),
        act("hours.remove", subjects::hours, hours_remove,
            "Removes opening hours; queues that went by them are always open then."),
        declare(read, "rule.list", Who::staff, rule_list,
                "The rules for chats that come in, in the order in which they count."),
        act("rule.save", subjects::rule, rule_save, "Makes a rule, or changes one."),
        act("rule.remove", subjects::rule, rule_remove, "Removes a rule."),
        act("rule.order", subjects::order_of_rules, rule_order, "Puts the rules in order."),
        declare(read, "bot.list", Who::staff, bot_list,
                "Bots with their preset answers, and the queues in which they answer first."),
        act("bot.save", subjects::bot, bot_save, "Makes a bot, or changes one."),
        act("bot.remove", subjects::bot, bot_remove,
            "Removes a bot; in its queues agents answer at once then."),
        declare(read, "bot.test", Who::staff, bot_test,
                "Which of a bot's answers a text would get, and why."),
        declare(read, "routing.simulate", Who::staff, routing_simulate,
                "Who would get the chat of a customer who might come, and why."),
        declare(read, "code_list.list", Who::staff, code_list_list,
                "The lists of codes that say what chats were about, or why one is declined."),
        act("code_list.save", subjects::code_list, code_list_save,
            "Makes a list of codes, or changes one."),
        act("code_list.remove", subjects::code_list, code_list_remove,
            "Takes a list of codes out of use."),
        declare(read, "settings.get", Who::staff, settings_get,
                "The switches of the organization, a partition, a queue, a team or an agent."),
        declare(read, "settings.mine", Who::staff, settings_mine,
                "The switches that hold for the caller."),
        act("settings.update", subjects::settings, settings_update,
            "Sets switches, or lets them be inherited again."),
        declare(read, "audit.list", Who::staff, audit_list,
                "Who has done what that not everybody may, newest first."),
        declare(read, "audit.verify", Who::staff, audit_verify,
                "Whether the audit log is as it was written; else the first row that is not."),
        declare(read, "settings.history", Who::staff, settings_history,
                "Who has changed which switches, newest first."),
        act("settings.revert", subjects::settings, settings_revert,
            "Takes a change of switches back."),
        declare(read, "preset.list", Who::staff, preset_list, "The ways of working."),
        declare(read, "preset.preview", Who::staff, preset_preview,
                "What applying a way of working would change."),
        act("preset.apply", subjects::settings, preset_apply,
            "Sets all switches and statuses of a way of working."),
    };
}

}  // namespace parley::api
