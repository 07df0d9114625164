// What else people do: administrators decide how others work, agents do what chats have left.
#include "domain/presets.hpp"
#include "service/administration.hpp"
#include "service/arrival_operations.hpp"
#include "service/ghost_drafts.hpp"
#include "service/help.hpp"
#include "service/presence.hpp"
#include "service/sessions.hpp"
#include "service/settings.hpp"
#include "service/supervision.hpp"
#include "world.hpp"

namespace parley::sim {

/// None mostly, so that chats go on being served.
std::vector<service::SkillNeed> World::some_needs(OrganizationId organization) {
    std::vector<service::SkillNeed> needs;
    for (auto const skill : skills_[organization]) {
        if (pick(3) > 0) continue;
        auto const level = 1 + pick(4);
        needs.push_back({skill, level, {}});
        if (level == 1 || pick(3) == 0) continue;
        needs.back().relaxations.emplace().push_back({1 + pick(30), level - 1});
        if (pick(2) == 0) needs.back().relaxations->push_back({31 + pick(30), 0});
    }
    return needs;
}

/// Says what agents can do and what queues need, of the own organization or not.
World::Call World::administrator_call() {
    auto const actor = administrators_[static_cast<std::size_t>(pick(std::ssize(administrators_)))];
    if (pick(3) == 0) {
        auto const queue = queues_[static_cast<std::size_t>(pick(std::ssize(queues_)))];
        service::QueueSetSkills const set{queue, some_needs(actor.organization)};
        return [actor, set](store::Tx& tx) { service::queue_set_skills(tx, actor, set); };
    }
    service::AgentSetSkills set{some_agent().user, {}};
    for (auto const skill : skills_[actor.organization]) {
        if (pick(3) > 0) set.skills.push_back({skill, 1 + pick(4)});
    }
    return [actor, set](store::Tx& tx) { service::agent_set_skills(tx, actor, set); };
}

/// What agents do about chats they have had, or could have: wrap-ups, codes, waiting chats, stops.
World::Call World::work_call(service::Actor const& actor) {
    auto const what = pick(6);
    auto const which = pick(4);
    return [actor, what, which](store::Tx& tx) {
        auto const open = tx.wrap_ups.open_of(actor.user);
        if (what < 3 && !open.empty()) {
            auto const chat = open[static_cast<std::size_t>(which) % open.size()].chat;
            if (what == 0) {
                service::wrap_up_extend(tx, actor, {chat, which == 0});
            } else if (what == 1) {
                std::vector<CodeId> codes;
                for (auto const& code : tx.codes.codes(actor.organization)) {
                    codes.push_back(code.id);
                }
                service::chat_set_codes(tx, actor, {chat, codes});
            } else {
                auto const status =
                    which == 0 ? std::optional<std::string>{domain::available} : std::nullopt;
                service::wrap_up_submit(tx, actor, {chat, {}, {}, status, {}});
            }
        } else if (what == 3) {
            service::presence_stop_new(tx, actor, {which > 0});
        } else if (what == 4) {
            service::chat_accept_all(tx, actor, {});
        } else {
            for (auto const queue : tx.queues.of_member(actor.user)) {
                auto const waiting = tx.chats.waiting(queue, 3);
                if (waiting.empty()) continue;
                auto const one = static_cast<std::size_t>(which) % waiting.size();
                service::chat_take(tx, actor, {waiting[one].id});
                return;
            }
        }
    };
}

/// Teams come and go, and agents change them.
World::Call World::team_call() {
    auto const administrator =
        administrators_[static_cast<std::size_t>(pick(std::ssize(administrators_)))];
    auto const agent = some_agent().user;
    auto const what = pick(6);
    return [=](store::Tx& tx) {
        auto const teams = tx.teams.all(administrator.organization);
        if (what == 0 && teams.size() > 1) {
            service::team_remove(tx, administrator, {teams.front().id});
        } else if (what < 3 || teams.empty()) {
            service::TeamSave save{{}, "Team " + std::to_string(teams.size()), {}};
            if (teams.size() > 2) save = {teams.back().id, teams.back().name, std::vector{agent}};
            service::team_save(tx, administrator, save);
        } else {
            service::UserUpdate update{agent, {}, {}, {}, {}, {}, {}};
            update.team = what == 3 ? "" : to_text(teams.front().id);
            service::user_update(tx, administrator, update);
        }
    };
}

/// Hands a chat on, or thinks better of it; to where it may go or not.
World::Call World::handing_call(service::Actor const& actor) {
    auto const chat = some_chat_of(actor);
    if (!chat) return agent_call(actor);
    auto const what = pick(5);
    if (what == 0) {
        return [actor, chat](store::Tx& tx) { service::chat_cancel_transfer(tx, actor, {*chat}); };
    }
    auto const note = pick(2) == 0 ? std::optional<std::string>{"a note"} : std::nullopt;
    if (what < 3) {
        auto const queue = queues_[static_cast<std::size_t>(pick(std::ssize(queues_)))];
        return [=](store::Tx& tx) { service::chat_transfer(tx, actor, {*chat, queue, {}, note}); };
    }
    return [=, to = some_agent().user](store::Tx& tx) {
        service::chat_transfer(tx, actor, {*chat, {}, to, note});
    };
}

/// Invites a colleague, or changes what has come of it; as owner, guest or neither.
World::Call World::conference_call(service::Actor const& actor) {
    auto const what = pick(13);
    if (what == 8) {
        // Most ways of working know none.
        auto const administrator =
            administrators_[static_cast<std::size_t>(pick(std::ssize(administrators_)))];
        auto const queue = queues_[static_cast<std::size_t>(pick(std::ssize(queues_)))];
        service::Switches const set{{"conference_guests", std::to_string(1 + pick(3))},
                                    {"one_speaker", pick(3) > 0 ? "true" : "false"}};
        return [=](store::Tx& tx) {
            service::settings_update(tx, administrator,
                                     {domain::Scope::queue, to_text(queue), set, {}});
        };
    }
    auto const chat = some_chat_of(actor);
    if (!chat) return agent_call(actor);
    if (what == 0) {
        return [actor, chat](store::Tx& tx) { service::conference_cancel(tx, actor, {*chat}); };
    }
    if (what == 1) {
        return [actor, chat](store::Tx& tx) { service::conference_leave(tx, actor, {*chat}); };
    }
    if (what == 12) {
        return [actor, chat](store::Tx& tx) { service::chat_take_word(tx, actor, {*chat}); };
    }
    if (what > 9) {
        return [actor, chat](store::Tx& tx) {
            auto const guests = tx.guests.of(*chat);
            auto const to = guests.empty() ? tx.chats.get(*chat).agent : guests.back().agent;
            service::chat_give_word(tx, actor, {*chat, to.value_or(actor.user)});
        };
    }
    if (what > 3) {
        return [=, to = some_agent().user](store::Tx& tx) {
            service::conference_invite(tx, actor, {*chat, to, {}});
        };
    }
    return [=, which = pick(3)](store::Tx& tx) {
        auto const guests = tx.guests.of(*chat);
        if (what == 3 && !guests.empty()) {
            service::conference_hand_over(tx, actor, {*chat, guests.back().agent});
        } else if (which == 0 && !guests.empty()) {
            service::conference_end(tx, actor, {*chat, guests.front().agent});
        } else {
            service::conference_end(tx, actor, {*chat, {}});
        }
    };
}

namespace {

/// What who has the chat does about help, drafts and whispers.
void helped(store::Tx& tx, service::Actor const& manager, ChatId id, int what) {
    auto const chat = tx.chats.get(id);
    if (!chat.agent) return;
    auto const owner = service::staff_actor(tx, tx.people.get(*chat.agent));
    if (what == 12) {
        service::chat_ask_help(tx, owner, {id, "please"});
    } else if (what == 13) {
        service::chat_cancel_help(tx, owner, {id});
    } else if (what == 14) {
        service::chat_settle_draft(tx, owner, {id, manager.user, store::DraftOutcome::taken});
    } else {
        service::chat_answer_whisper(tx, owner,
                                     {id, "00000000-0000-4000-8000-000000000000", "psst yourself"});
    }
}

}  // namespace

/// A manager watches and whispers; an agent who may do so as well joins, or takes over.
World::Call World::supervision_call() {
    auto const& customer = some_customer();
    auto const chat = some_chat_of(customer);
    if (!chat) return agent_call(some_agent());
    if (pick(5) == 0) return sharing_call(customer, *chat);
    auto const manager = managers_[static_cast<std::size_t>(pick(std::ssize(managers_)))];
    auto both = some_agent();
    both.rights.add({domain::Right::chat_view_all, domain::Right::chat_monitor});
    auto const what = pick(16);
    char client_id[40];
    std::snprintf(client_id, sizeof client_id, "00000000-0000-4000-8000-%012d", pick(1000));
    return [=, id = std::string{client_id}](store::Tx& tx) {
        if (what < 3) {
            service::chat_monitor(tx, manager, {*chat});
        } else if (what == 3) {
            service::chat_unmonitor(tx, manager, {*chat});
        } else if (what == 4) {
            service::chat_whisper(tx, manager, {*chat, id, "psst"});
        } else if (what == 5) {
            service::chat_join(tx, both, {*chat});
        } else if (what < 8) {
            service::chat_take_over(tx, both, {*chat});
        } else if (what == 8) {
            service::chat_answer_help(tx, manager, {*chat});
        } else if (what == 9) {
            service::chat_draft(tx, manager, {*chat, id});
        } else if (what == 10) {
            service::watcher_left(tx, manager.user);
        } else if (what == 11) {
            service::watcher_came(tx, manager.user);
        } else {
            helped(tx, manager, *chat, what);
        }
    };
}

/// A manager gives a chat away, puts it back, ends it, or signs an agent out; of the own
/// organization or not.
World::Call World::steering_call() {
    auto const manager = managers_[static_cast<std::size_t>(pick(std::ssize(managers_)))];
    auto const agent = some_agent();
    auto const what = pick(12);
    if (what == 0) {
        return [manager, agent, closes = pick(2) == 0](store::Tx& tx) {
            service::agent_sign_out(tx, manager, {agent.user, {}});
            if (agent.organization != manager.organization) {
                throw Violated("a manager reached into another organization (P17)");
            }
            if (closes) service::agent_disconnected(tx, agent.user, tx.node());
        };
    }
    auto const chat = some_chat_of(some_customer());
    if (!chat) return agent_call(agent);
    auto const queue = queues_[static_cast<std::size_t>(pick(std::ssize(queues_)))];
    auto const to = pick(2) == 0 ? std::optional{queue} : std::nullopt;
    return [=](store::Tx& tx) {
        if (what == 1) {
            service::chat_end(tx, manager, {*chat, {}});
        } else if (what < 5) {
            service::chat_requeue(tx, manager, {*chat, to, {}});
        } else {
            service::chat_assign(tx, manager, {*chat, agent.user, {}});
        }
    };
}

/// Another way of working for the organization or one of its queues, or one switch that is
/// different, for everybody or a team.
World::Call World::settings_call() {
    auto const administrator =
        administrators_[static_cast<std::size_t>(pick(std::ssize(administrators_)))];
    auto const queue = queues_[static_cast<std::size_t>(pick(std::ssize(queues_)))];
    auto const& preset = domain::presets()[static_cast<std::size_t>(pick(5))].key;
    if (pick(2) == 0) {
        return [administrator, preset](store::Tx& tx) {
            service::preset_apply(tx, administrator, {preset, {}, {}});
        };
    }
    if (pick(2) == 0) {
        return [administrator, preset, queue](store::Tx& tx) {
            service::preset_apply(tx, administrator,
                                  {preset, domain::Scope::queue, to_text(queue)});
        };
    }
    auto const all = domain::switches();
    auto const& one = all[static_cast<std::size_t>(pick(std::ssize(all)))];
    std::string value = std::to_string(one.min + pick(6));
    if (one.kind == domain::SwitchKind::yes_no) value = pick(2) == 0 ? "true" : "false";
    if (!one.choices.empty()) {
        value = one.choices[static_cast<std::size_t>(pick(std::ssize(one.choices)))];
    }
    if (one.kind == domain::SwitchKind::status && pick(2) == 0) value = "away";
    if (one.kind == domain::SwitchKind::queue) value = pick(3) == 0 ? "" : to_text(queue);
    service::Switches const changed{{std::string{one.name}, value}};
    bool const of_team = pick(2) == 0;
    return [administrator, changed, of_team](store::Tx& tx) {
        service::SettingsUpdate update{{}, {}, changed, {}};
        auto const teams = tx.teams.all(administrator.organization);
        if (of_team && !teams.empty()) {
            update.scope = domain::Scope::team;
            update.id = to_text(teams.front().id);
        }
        service::settings_update(tx, administrator, update);
    };
}

service::BotSave known_bot(int unknown_max) {
    return {{},
            "Robo",
            "Hello",
            {{"Order", {"order"}, "On its way.", false}, {"Complaint", {}, "I am sorry.", true}},
            std::vector<std::string>{"agent"},
            "What?",
            unknown_max,
            {}};
}

/// A queue gets a bot, or another one, or none; and bots come and go.
World::Call World::bot_call() {
    auto const administrator =
        administrators_[static_cast<std::size_t>(pick(std::ssize(administrators_)))];
    auto const queue = queues_[static_cast<std::size_t>(pick(std::ssize(queues_)))];
    bool const remove = pick(4) == 0;
    return [administrator, queue, remove, most = 1 + pick(3)](store::Tx& tx) {
        auto const all = tx.bots.all(administrator.organization);
        if (remove && !all.empty()) {
            service::bot_remove(tx, administrator, {all.front().id});
            return;
        }
        auto save = known_bot(most);
        save.queues = {queue};
        if (!all.empty()) save.bot = all.front().id;
        service::bot_save(tx, administrator, save);
    };
}

/// What happens to chats that come in: a rule more or less, hours, another queue after a time.
World::Call World::arrival_call() {
    auto const administrator =
        administrators_[static_cast<std::size_t>(pick(std::ssize(administrators_)))];
    auto const queue = queues_[static_cast<std::size_t>(pick(std::ssize(queues_)))];
    auto const other = queues_[static_cast<std::size_t>(pick(std::ssize(queues_)))];
    auto const number = pick(50);
    auto const needs = some_needs(administrator.organization);
    switch (pick(4)) {
        case 0:
            return [=, agent = some_agent().user](store::Tx& tx) {
                auto const rules = tx.arrivals.rules(administrator.organization);
                if (rules.size() > 4) {
                    service::rule_remove(tx, administrator, {rules[1].id});
                    return;
                }
                service::RuleSave rule{{}, "A rule", true, {}, {}, number, needs, {}};
                if (number % 2 == 0) rule.queue = queue;
                if (number % 5 == 0) rule.agent = agent;
                if (number % 3 > 0) {
                    rule.conditions = {
                        {domain::RuleSubject::queue,
                         {},
                         number % 3 == 1 ? domain::RuleTest::is : domain::RuleTest::is_not,
                         {to_text(other)}}};
                }
                service::rule_save(tx, administrator, rule);
            };
        case 1:
            return [=](store::Tx& tx) {
                auto const all = tx.arrivals.hours(administrator.organization);
                service::HoursSave save{{}, "Hours", "Europe/Berlin", {}, {}, std::vector{queue}};
                if (!all.empty()) save.hours = all.front().id;
                for (int day = 0; day < 7; ++day) {
                    // Open for half of each hour in the first part of the day.
                    for (int hour = 0; hour < 9; ++hour) {
                        auto const at = "0" + std::to_string(hour);
                        save.week.push_back({static_cast<domain::Weekday>(day), at + ":00",
                                             at + ":" + std::to_string(10 + number % 40)});
                    }
                }
                service::hours_save(tx, administrator, save);
            };
        case 2:
            return [=](store::Tx& tx) {
                for (auto const& hours : tx.arrivals.hours(administrator.organization)) {
                    service::hours_remove(tx, administrator, {hours.id});
                }
            };
        default:
            return [=, weight = number % 3 == 0   ? "100"
                                : number % 3 == 1 ? "50"
                                                  : "150"](store::Tx& tx) {
                service::settings_update(tx, administrator,
                                         {domain::Scope::queue,
                                          to_text(queue),
                                          service::Switches{{"overflow_s", std::to_string(number)},
                                                            {"overflow_queue", to_text(other)},
                                                            {"last_agent_h", "1"},
                                                            {"weight", weight}},
                                          {}});
            };
    }
}

}  // namespace parley::sim
