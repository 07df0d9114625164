#include "api/operations.hpp"

#include "api/prepared_call.hpp"
#include "api/strict_json.hpp"
#include "service/arrival_operations.hpp"
#include "service/bot_operations.hpp"
#include "service/conference.hpp"
#include "service/handing.hpp"
#include "service/logs.hpp"
#include "service/operations.hpp"
#include "service/routing_operations.hpp"
#include "service/settings.hpp"
#include "service/supervision.hpp"
#include "service/tell.hpp"
#include "service/wrap_up.hpp"

namespace parley::api {

namespace {

/// An operation without `subject` is an ordinary one; the audit log does not know of it.
template <class P, class R>
Operation declare(Kind kind, std::string_view name, Who who,
                  R (*run)(store::Tx&, service::Actor const&, P const&), std::string_view summary,
                  service::Subject const* subject = nullptr) {
    return {name,
            summary,
            who,
            kind,
            subject,
            shape_of<P>(),
            shape_of<R>(),
            [name, subject, run](boost::json::value const& params) -> std::unique_ptr<Prepared> {
                return std::make_unique<PreparedCall<P, R>>(name, subject, run,
                                                            read_params<P>(params));
            }};
}

/// A privileged act: something that needs a right to steer others or to change how things are set
/// up. Each has a row in the audit log, in its own transaction.
template <class P, class R>
Operation act(std::string_view name, service::Subject const& subject,
              R (*run)(store::Tx&, service::Actor const&, P const&), std::string_view summary) {
    return declare(Kind::write, name, Who::staff, run, summary, &subject);
}

template <class P, class R>
Operation declare_session(std::string_view name, Who who, std::string_view summary) {
    return {name, summary, who, Kind::session, nullptr, shape_of<P>(), shape_of<R>(), nullptr};
}

std::vector<Operation> make_operations() {
    using namespace service;
    constexpr auto read = Kind::read;
    constexpr auto write = Kind::write;
    return {
        declare_session<Login, LoggedIn>(
            "auth.login", Who::anyone,
            "Signs a member of staff in. Over HTTP it sets the session's cookie."),
        declare_session<Nothing, Nothing>(
            "auth.logout", Who::staff, "Ends the session that calls; its sockets close with 4503."),
        declare(read, "auth.me", Who::staff, auth_me, "Who is signed in."),
        declare_session<SessionOpen, SessionOpened>(
            "session.open", Who::anyone,
            "The first call on a socket: signs it in and sends what was missed after a cursor."),
        declare(read, "session.sync", Who::signed_in, session_sync,
                "The client's heartbeat; answers which messages it is missing."),
        declare(write, "visitor.start", Who::anyone, visitor_start,
                "Makes a visitor; the token signs that customer in from then on."),
        declare(read, "visitor.status", Who::anyone, visitor_status,
                "Whether chat is open, how many agents are free, how long one would wait."),
        declare(write, "chat.start", Who::customer, chat_start, "Asks for a chat in a queue."),
        declare(write, "chat.leave", Who::customer, chat_leave,
                "Leaves a message instead of waiting for an agent."),
        declare(read, "chat.get", Who::signed_in, chat_get, "One chat."),
        declare(read, "chat.list", Who::signed_in, chat_list,
                "Chats, newest first: a customer's own, an agent's own, all for managers."),
        declare(write, "chat.accept", Who::staff, chat_accept, "Accepts an offer."),
        declare(write, "chat.accept_all", Who::staff, chat_accept_all,
                "Accepts all offers that are open for the caller."),
        declare(write, "chat.decline", Who::staff, chat_decline, "Declines an offer."),
        declare(write, "chat.take", Who::staff, chat_take,
                "Takes a waiting chat from a queue in which agents do so."),
        declare(read, "chat.targets", Who::staff, chat_targets,
                "Where the caller may hand a chat on to, or whom they may invite, as it is now."),
        declare(write, "chat.transfer", Who::staff, chat_transfer,
                "Hands a chat on: to a queue at once, to an agent once that one accepts."),
        declare(write, "chat.cancel_transfer", Who::staff, chat_cancel_transfer,
                "Asks the colleague no more who was asked to take a chat."),
        declare(read, "chat.owners", Who::staff, chat_owners,
                "Whose a chat was, one after another."),
        declare(write, "conference.invite", Who::staff, conference_invite,
                "Asks a colleague to join the caller's chat."),
        declare(write, "conference.cancel", Who::staff, conference_cancel,
                "Asks the colleague no more who was asked to join a chat."),
        declare(write, "conference.leave", Who::staff, conference_leave,
                "A guest leaves the chat; its owner and the customer go on."),
        declare(write, "conference.end", Who::staff, conference_end,
                "The owner takes one guest out of the chat, or all of them."),
        declare(write, "conference.hand_over", Who::staff, conference_hand_over,
                "Makes a guest the chat's owner; the caller has left then."),
        declare(read, "chat.get_codes", Who::staff, chat_get_codes,
                "The codes that the caller has chosen for a chat."),
        declare(write, "chat.set_codes", Who::staff, chat_set_codes,
                "Chooses the codes of a chat, during it or its wrap-up."),
        declare(read, "chat.log", Who::staff, chat_log,
                "What agents keep of a chat: codes and notes; the caller's own, or all."),
        declare(write, "chat.save_log", Who::staff, chat_save_log,
                "Keeps the caller's codes and note of a chat: as a draft, or as they are to stay."),
        act("chat.monitor", subjects::chat, chat_monitor,
            "Watches an open chat without taking part: the caller is told what its agents are."),
        act("chat.unmonitor", subjects::chat, chat_unmonitor, "Watches a chat no more."),
        act("chat.whisper", subjects::chat, chat_whisper,
            "Says something to a chat's agents and to who watches it; the customer does not "
            "see it."),
        declare(read, "chat.whispers", Who::staff, chat_whispers,
                "What was whispered in a chat, for its staff."),
        act("chat.join", subjects::chat, chat_join,
            "Joins an agent's chat as a guest, uninvited, by right."),
        act("chat.take_over", subjects::chat, chat_take_over,
            "Makes an agent's chat the caller's own, by right."),
        declare(read, "chat.supervisions", Who::staff, chat_supervisions,
                "Who has watched a chat, whispered in it, joined it or taken it over, and when."),
        declare(write, "chat.ask_agent", Who::customer, chat_ask_agent,
                "Asks for a person while a bot answers: the chat waits from now on."),
        declare(write, "chat.solved", Who::customer, chat_solved,
                "Ends a chat in which the bot has helped."),
        declare(write, "chat.end", Who::signed_in, chat_end, "Ends a chat, from either side."),
        declare(read, "chat.typing", Who::signed_in, chat_typing,
                "Tells the other side that this one is typing, or has stopped."),
        declare(write, "chat.mark_read", Who::signed_in, chat_mark_read,
                "Tells up to which message this side has seen the chat."),
        declare(write, "message.post", Who::signed_in, message_post,
                "Writes a message; answered when it is stored for good."),
        declare(read, "message.list", Who::signed_in, message_list,
                "Messages of a chat, ascending by seq."),
        declare(read, "presence.get", Who::staff, presence_get, "The caller's own presence."),
        declare(
            write, "presence.set", Who::staff, presence_set,
            "Sets the caller's own status; one that waits for the end of open chats is pending."),
        declare(write, "presence.stop_new", Who::staff, presence_stop_new,
                "Stops new chats while there are some, or lets them come again."),
        declare(write, "presence.touch", Who::staff, presence_touch,
                "The agent is there: signed out for doing nothing later."),
        declare(read, "agent.times", Who::staff, agent_times,
                "How long an agent was in each state."),
        declare(read, "agent.list", Who::staff, agent_list,
                "Agents with what they do and with whom, for managers."),
        act("agent.set_presence", subjects::presence, agent_set_presence,
            "Puts an agent in another status; the agent is told by whom."),
        declare(read, "status.list", Who::staff, status_list,
                "What agents may be doing, with the reasons they may give."),
        declare(read, "queue.list", Who::staff, queue_list, "Queues with their live figures."),
        act("queue.set_enabled", subjects::queue, queue_set_enabled,
            "Opens a queue, or closes it to new chats; its members are told."),
        declare(read, "queue.chats", Who::staff, queue_chats,
                "Chats of a queue: those that wait, ended without an agent, or had one."),
        declare(read, "offer.list", Who::staff, offer_list, "The caller's open offers."),
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
        act("queue.create", subjects::queue, queue_create, "Adds a queue."),
        act("queue.update", subjects::queue, queue_update,
            "Renames a queue, moves it to another partition, or changes who works in it."),
        act("queue.remove", subjects::queue, queue_remove,
            "Removes a queue in which no chat is open."),
        act("status.save", subjects::status, status_save,
            "Adds or changes something that agents may be doing, with its reasons."),
        act("status.remove", subjects::status, status_remove,
            "Removes a status that no agent is in."),
        declare(read, "offer.explain", Who::staff, offer_explain,
                "Why a chat was offered to whom it was, and to nobody else."),
        declare(read, "skill.list", Who::staff, skill_list, "All skills."),
        act("skill.save", subjects::skill, skill_save, "Adds or renames a skill."),
        act("skill.remove", subjects::skill, skill_remove,
            "Removes a skill: nobody holds it any more, no queue and no waiting chat needs it."),
        declare(read, "agent.skills", Who::staff, agent_skills, "Who has which skills."),
        act("agent.set_skills", subjects::agent_skills, agent_set_skills,
            "Says which skills an agent has, and how well."),
        declare(read, "queue.skills", Who::staff, queue_skills,
                "Which skills the chats of which queues need."),
        act("queue.set_skills", subjects::queue_skills, queue_set_skills,
            "Says which skills a queue's chats need, and how that relaxes as they wait."),
        declare(read, "chat.get_routing", Who::staff, chat_get_routing,
                "A chat's own priority, skills and agent."),
        act("chat.set_routing", subjects::chat_routing, chat_set_routing,
            "Gives a waiting chat a priority, skills or an agent of its own."),
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
        declare(read, "wrap_up.list", Who::staff, wrap_up_list, "The caller's open wrap-ups."),
        declare(write, "wrap_up.submit", Who::staff, wrap_up_submit,
                "Ends a wrap-up with its codes, and says what the caller does then."),
        declare(write, "wrap_up.extend", Who::staff, wrap_up_extend,
                "More time for a wrap-up, or no countdown."),
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

}  // namespace

std::span<Operation const> operations() {
    static auto const all = make_operations();
    return all;
}

Operation const* find_operation(std::string_view name) {
    static auto const by_name = [] {
        std::map<std::string_view, Operation const*> index;
        for (auto const& operation : operations()) index[operation.name] = &operation;
        return index;
    }();
    auto const found = by_name.find(name);
    return found == by_name.end() ? nullptr : found->second;
}

void check_caller(Operation const& operation, service::Actor const& actor) {
    using ActorKind = service::Actor::Kind;
    if (operation.who == Who::anyone) return;
    if (actor.kind == ActorKind::anonymous) throw Refused{Code::unauthenticated};
    bool const fits = operation.who == Who::signed_in ||
                      (operation.who == Who::staff) == (actor.kind == ActorKind::staff);
    if (!fits) throw Refused{Code::forbidden};
}

}  // namespace parley::api
