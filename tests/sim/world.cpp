#include "world.hpp"

#include <boost/json.hpp>

#include "service/customer_link.hpp"
#include "service/presence.hpp"
#include "service/sessions.hpp"
#include "service/setup.hpp"
#include "service/timers.hpp"

namespace parley::sim {

namespace {

/// A call as a job; a refusal is an ordinary outcome.
class SimJob : public store::Job {
  public:
    SimJob(std::function<void(store::Tx&)> call,
           std::function<void(Refused const*, store::Aftermath)> done)
        : call_(std::move(call)), done_(std::move(done)) {}
    void run(store::Tx& tx) override { call_(tx); }
    void finished(Refused const* refused, store::Aftermath aftermath) override {
        done_(refused, std::move(aftermath));
    }

  private:
    std::function<void(store::Tx&)> call_;
    std::function<void(Refused const*, store::Aftermath)> done_;
};

std::string uuid(std::uint64_t number) {
    char text[40];
    std::snprintf(text, sizeof text, "00000000-0000-4000-8000-%012llx",
                  static_cast<unsigned long long>(number & 0xffffffffffffu));
    return text;
}

service::Actor staff(OrganizationId organization, UserId user, std::string const& role) {
    service::Actor actor;
    actor.kind = service::Actor::Kind::staff;
    actor.organization = organization;
    actor.user = user;
    actor.name = to_text(user);
    actor.rights = domain::find_built_in(role)->rights;
    return actor;
}

}  // namespace

World::World(store::Place const& place, std::uint64_t seed, Fault fault)
    : random_(seed),
      fault_(fault),
      clock_(Instant{1'700'000'000'000}),
      ids_(clock_, seed),
      connection_(store::open_connection(place, clock_, ids_, limits_)) {
    hooks_.run_timer = service::run_timer;
    hooks_.deliver = [this](store::Aftermath aftermath) { after_commit(aftermath); };
    connection_->run([&](store::Tx& tx) {
        service::set_standing_timers(tx);
        for (std::string const slug : {"one", "two"}) {
            tx.confine({});  // the last user was added within the walls of an organization
            auto const organization =
                service::add_organization(tx, {slug, slug, {"Sales", "Support", "Billing"}});
            auto const queues = tx.queues.all(organization);
            for (auto const& queue : queues) queues_.push_back(queue.id);
            for (int i = 0; i < 5; ++i) {
                std::vector<std::string> member_of;
                for (auto const& queue : queues) {
                    if (pick(3) > 0) member_of.push_back(queue.name);
                }
                auto const user = service::add_user(
                    tx, {organization,
                         slug + std::to_string(i),
                         "",
                         "",
                         {"agent"},
                         pick(2) == 0 ? std::optional<std::int64_t>{} : 1 + pick(4),
                         member_of});
                agents_.push_back(staff(organization, user, "agent"));
            }
            auto const manager =
                service::add_user(tx, {organization, slug + "manager", "", "", {"manager"}, 1, {}});
            managers_.push_back(staff(organization, manager, "manager"));
            auto const administrator = service::add_user(
                tx, {organization, slug + "admin", "", "", {"administrator"}, {}, {}});
            auto const root = staff(organization, administrator, "administrator");
            administrators_.push_back(root);
            for (std::string const key : {"german", "billing"}) {
                skills_[organization].push_back(
                    service::skill_save(tx, root, {{}, key, key}).skill.id);
            }
            service::code_list_save(tx, root,
                                    {{},
                                     "Outcome",
                                     store::CodePurpose::wrap_up,
                                     {},
                                     slug == "two",
                                     true,
                                     {{{}, "Solved", slug == "one"}, {{}, "Other", {}}}});
            if (slug == "one") {  // what customers of the other ask goes to agents at once
                service::BotSave bot = known_bot(2);
                bot.queues = {tx.queues.find(organization, "Support")->id};
                service::bot_save(tx, root, bot);
            }
            for (int i = 0; i < 12; ++i) {
                auto const started = service::visitor_start(tx, {}, {slug, {}, {}, {}, {}});
                service::Actor actor;
                actor.kind = service::Actor::Kind::customer;
                actor.organization = organization;
                actor.visitor = started.visitor;
                actor.name = "Visitor";
                customers_.push_back(actor);
            }
        }
        tx.take_aftermath();
    });
    for (auto const& agent : agents_) mirrors_[to_text(agent.user)].label = "offline";
    for (auto const& customer : customers_) mirrors_[to_text(customer.visitor)];
}

std::optional<ChatId> World::some_chat_of(service::Actor const& actor) {
    auto const& mirror =
        mirrors_[actor.kind == service::Actor::Kind::staff ? to_text(actor.user)
                                                           : to_text(actor.visitor)];
    if (mirror.chats.empty()) return std::nullopt;
    auto const chat = std::next(mirror.chats.begin(), pick(static_cast<int>(mirror.chats.size())));
    return id_from_text<ChatTag>(chat->first);
}

World::Call World::post(service::Actor const& actor, ChatId chat) {
    // One in ten is a resend of something acknowledged before.
    auto const& known = acknowledged_by_chat_[chat];
    if (!known.empty() && pick(10) == 0) {
        auto const again = known[static_cast<std::size_t>(pick(static_cast<int>(known.size())))];
        return [again, chat](store::Tx& tx) {
            auto const posted =
                service::message_post(tx, again.author, {chat, again.client_id, again.text});
            if (!posted.duplicate || posted.message.seq != again.seq) {
                throw Violated("a resend was stored again (P2)");
            }
        };
    }
    auto const client_id = uuid(random_());
    // Without digits, which might be taken for a card's and masked.
    std::string text = "text ";
    for (int i = 0; i < 5; ++i) text.push_back("acdefghjkm"[random_() % 10]);
    // What a bot knows, and how customers ask it for a person.
    constexpr std::array known_words{"Order", "Complaint", "agent"};
    if (pick(4) == 0) text = known_words[static_cast<std::size_t>(pick(3))];
    // Some know of who has the word, or what it was before.
    auto const word = pick(3) == 0 ? std::optional<std::int64_t>{pick(4)} : std::nullopt;
    return [=, this](store::Tx& tx) {
        auto const before = tx.chats.find(chat);
        auto const posted = service::message_post(tx, actor, {chat, client_id, text, word});
        if (actor.kind == service::Actor::Kind::staff) check_may_speak(*before, actor, word);
        acknowledged_.push_back({chat, {actor, client_id, text, posted.message.seq}});
    };
}

World::Call World::customer_call(service::Actor const& actor) {
    auto const chat = some_chat_of(actor);
    if (!chat) {
        auto const queue =
            pick(3) == 0 ? std::optional<std::string>{} : std::optional<std::string>{"Support"};
        return [actor, queue](store::Tx& tx) {
            service::chat_start(tx, actor, {queue, std::string{"hello"}, {}, {}});
        };
    }
    auto const seq = pick(12);
    bool const with_bot = mirrors_[to_text(actor.visitor)].chats[to_text(*chat)].state == "bot";
    if (with_bot && pick(4) == 0) {
        bool const solved = pick(3) == 0;
        return [actor, chat, solved](store::Tx& tx) {
            if (solved) service::chat_solved(tx, actor, {*chat});
            if (!solved) service::chat_ask_agent(tx, actor, {*chat});
        };
    }
    switch (pick(12)) {
        case 0:
            return [actor, chat](store::Tx& tx) { service::chat_end(tx, actor, {*chat, {}}); };
        case 1:
            return [actor, chat, seq](store::Tx& tx) {
                service::chat_mark_read(tx, actor, {*chat, seq});
            };
        case 2:
            return [actor](store::Tx& tx) { service::chat_start(tx, actor, {}); };
        default:
            return post(actor, *chat);
    }
}

World::Call World::agent_call(service::Actor const& actor) {
    auto const& mirror = mirrors_[to_text(actor.user)];
    if (!mirror.offers.empty() && pick(3) > 0) {
        auto const offer = *id_from_text<OfferTag>(mirror.offers.begin()->first);
        if (pick(5) == 0) {
            return [actor, offer](store::Tx& tx) { service::chat_decline(tx, actor, {offer, {}}); };
        }
        return [actor, offer](store::Tx& tx) { service::chat_accept(tx, actor, {offer}); };
    }
    auto const chat = some_chat_of(actor);
    auto const kind = pick(20);
    if (!chat || kind == 0) {
        constexpr std::array statuses{domain::offline, "away", "busy", "on_break"};
        std::string const status =
            pick(6) == 0 ? statuses[static_cast<std::size_t>(pick(4))] : domain::available;
        return [actor, status](store::Tx& tx) { service::presence_set(tx, actor, {status, {}}); };
    }
    auto const seq = pick(12);
    if (kind < 4)
        return [actor, chat](store::Tx& tx) { service::chat_end(tx, actor, {*chat, {}}); };
    if (kind < 7)
        return
            [actor, chat, seq](store::Tx& tx) { service::chat_mark_read(tx, actor, {*chat, seq}); };
    return post(actor, *chat);
}

/// Somebody tries what is not theirs: nothing may come of it.
World::Call World::trespass() {
    if (told_offers_.empty()) return agent_call(some_agent());
    auto const [chat, offer] =
        told_offers_[static_cast<std::size_t>(pick(static_cast<int>(told_offers_.size())))];
    if (pick(2) == 0) {
        auto const actor = some_agent();  // most probably not the one who was asked, or too late
        return [actor, offer](store::Tx& tx) { service::chat_accept(tx, actor, {offer}); };
    }
    auto const actor = some_customer();
    return [actor, chat](store::Tx& tx) {
        auto const row = tx.chats.get(chat);
        if (row.visitor == actor.visitor) return;
        try {
            service::chat_end(tx, actor, {chat, {}});
        } catch (Refused const& refused) {
            if (refused.code == Code::not_found) throw;
        }
        throw Violated("somebody else's chat could be told from one that never was (P18)");
    };
}

/// Sets anybody's status, of the own organization or not, and opens and closes queues.
World::Call World::manager_call() {
    auto const manager = managers_[static_cast<std::size_t>(pick(std::ssize(managers_)))];
    if (!told_offers_.empty() && pick(3) == 0) {
        auto const& [chat, offer] =
            told_offers_[static_cast<std::size_t>(pick(static_cast<int>(told_offers_.size())))];
        service::ChatSetRouting wish{chat, pick(5) - 2, {}, {}};
        if (pick(2) == 0) wish.skills = some_needs(manager.organization);
        if (pick(2) == 0) wish.agent = to_text(some_agent().user);
        return [manager, wish](store::Tx& tx) { service::chat_set_routing(tx, manager, wish); };
    }
    if (pick(3) == 0) {
        auto const queue = queues_[static_cast<std::size_t>(pick(std::ssize(queues_)))];
        bool const enabled = pick(4) > 0;
        return [manager, queue, enabled](store::Tx& tx) {
            service::queue_set_enabled(tx, manager, {queue, enabled});
        };
    }
    auto const agent = some_agent();
    constexpr std::array statuses{domain::available, "away", domain::offline};
    std::string const status = statuses[static_cast<std::size_t>(pick(3))];
    return [manager, agent, status](store::Tx& tx) {
        service::agent_set_presence(tx, manager, {agent.user, status, {}});
        if (agent.organization != manager.organization) {
            throw Violated("a manager reached into another organization (P17)");
        }
    };
}

World::Call World::random_call() {
    auto const kind = pick(27);
    if (kind == 24) return link_call(some_customer().visitor);
    if (kind < 9) return customer_call(some_customer());
    if (kind < 18) return agent_call(some_agent());
    if (kind == 22) return handing_call(some_agent());
    if (kind == 23) return conference_call(some_agent());
    if (kind == 25) return supervision_call();
    if (kind == 26) return steering_call();
    if (kind >= 20) return work_call(some_agent());
    if (kind == 18) {
        auto const rare = pick(24);
        if (rare == 0) return settings_call();
        if (rare < 4) return arrival_call();
        if (rare == 4) return team_call();
        if (rare == 5) return bot_call();
        return rare < 12 ? trespass() : rare < 20 ? manager_call() : administrator_call();
    }
    auto const user = some_agent().user;
    return pick(3) == 0
               ? Call{[user](store::Tx& tx) { service::agent_disconnected(tx, user, tx.node()); }}
               : Call{[user](store::Tx& tx) { service::agent_connected(tx, user); }};
}

/// For those who will try what is not theirs any more, or never was.
void World::keep_offer(store::Emitted const& event) {
    auto const data = boost::json::parse(event.data);
    auto const id = [&](char const* pointer) {
        return std::string_view{data.at_pointer(pointer).as_string()};
    };
    told_offers_.emplace_back(*id_from_text<ChatTag>(id("/offer/chat")),
                              *id_from_text<OfferTag>(id("/offer/id")));
    if (told_offers_.size() > 500) told_offers_.erase(told_offers_.begin());
}

/// A customer's connection goes or comes; or a node is gone, and all customers with it.
World::Call World::link_call(VisitorId visitor) {
    auto const what = pick(8);
    return [visitor, what](store::Tx& tx) {
        if (what == 0) {
            service::customers_may_be_gone(tx);
        } else if (what < 4) {
            service::customer_left(tx, visitor);
        } else {
            service::customer_came(tx, visitor);
        }
    };
}

void World::after_commit(store::Aftermath const& aftermath) {
    for (auto const& event : aftermath.events) {
        if (event.cursor.value == 0) continue;
        if (event.cursor <= last_cursor_) throw Violated("cursors do not grow");
        last_cursor_ = event.cursor;
        if (event.type == "conference.joined" && event.visitor) ++guests_;
        if (event.type == "chat.offered") keep_offer(event);
        if (event.data.starts_with(R"({"kind":"chat_given")")) ++given_;
        if (fault_ == Fault::event && event.type == "message.read") continue;
        auto const tell = [&](std::string const& client) {
            auto const mirror = mirrors_.find(client);
            if (mirror == mirrors_.end()) return;  // who only manages
            auto const wrong = mirror->second.apply(event);
            if (!wrong.empty()) throw Violated(event.type + ": " + wrong + " (P5)");
        };
        if (event.visitor) tell(to_text(*event.visitor));
        if (event.user) tell(to_text(*event.user));
    }
}

void World::run(std::vector<Call> calls) {
    std::vector<std::unique_ptr<store::Job>> jobs;
    for (auto& call : calls) {
        auto run = std::move(call);
        jobs.push_back(std::make_unique<SimJob>(
            std::move(run), [this](Refused const* refused, store::Aftermath aftermath) {
                ++calls_;
                if (refused) ++refusals_;
                after_commit(aftermath);
            }));
    }
    connection_->run_group(jobs);
    for (auto i = checked_; i < acknowledged_.size(); ++i) {
        acknowledged_by_chat_[acknowledged_[i].first].push_back(acknowledged_[i].second);
    }
}

void World::break_something() {
    if (steps_ < 3000) return;
    auto& sql = connection_->session();
    if (fault_ == Fault::load)
        sql << "UPDATE agents SET offered = offered + 1 "
               "WHERE 100 * (offered + active + wrap_ups + 1) + extra <= room";
    if (fault_ == Fault::owner) {
        sql << "UPDATE chats SET agent_id = (SELECT min(user_id) FROM agents) WHERE state = "
               "'active'";
    }
    if (fault_ == Fault::seq) sql << "UPDATE messages SET seq = seq + 1000 WHERE seq = 2";
    if (fault_ == Fault::idle)
        sql << "UPDATE agents SET status = 'available', kind = 'ready', connected = 1";
    sql.forget_members();
}

void World::step() {
    ++steps_;
    break_something();
    if (pick(6) == 0) {
        clock_.advance(milliseconds{pick(8) == 0 ? pick(90'000) : pick(4'000)});
        while (connection_->run_due_timers(hooks_)) {
        }
        return;
    }
    std::vector<Call> calls;
    for (int i = pick(4); i >= 0; --i) calls.push_back(random_call());
    run(std::move(calls));
}

}  // namespace parley::sim
