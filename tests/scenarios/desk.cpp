#include "desk.hpp"

#include "service/administration.hpp"
#include "service/handing.hpp"
#include "service/policy.hpp"
#include "service/presence.hpp"
#include "service/sessions.hpp"
#include "service/setup.hpp"
#include "service/timers.hpp"

namespace parley::scenarios {

void Desk::SetUp() {
    if (!store::FreshPlace::can_make(GetParam())) GTEST_SKIP() << "no PostgreSQL to test with";
    place_ = std::make_unique<store::FreshPlace>(GetParam(), store::FreshPlace::Tables::newest);
    connection_ = store::open_connection(place_->place(), clock_, ids_, limits_);
    hooks_.run_timer = service::run_timer;
    hooks_.deliver = [](store::Aftermath const&) {};
    connection_->run([&](store::Tx& tx) {
        organization_ = service::add_organization(tx, {"acme", "Acme", {"Support", "Sales"}});
    });
}

Actor Desk::agent(std::string const& name, std::optional<std::int64_t> capacity,
                  std::vector<std::string> const& queues) {
    auto actor = staff(name, "agent", capacity, queues);
    connect(actor);
    return actor;
}

Actor Desk::manager(std::string const& name) { return staff(name, "manager", 1, {}); }

Actor Desk::administrator(std::string const& name) { return staff(name, "administrator", 1, {}); }

Actor Desk::auditor(std::string const& name) { return staff(name, "auditor", {}, {}); }

Actor Desk::staff(std::string const& name, std::string const& role,
                  std::optional<std::int64_t> capacity, std::vector<std::string> const& queues) {
    return connection_->run([&](store::Tx& tx) {
        auto const user =
            service::add_user(tx, {organization_, name, name, "", {role}, capacity, queues});
        return service::staff_actor(tx, tx.people.get(user));
    });
}

Actor Desk::again(Actor const& who) {
    return connection_->run(
        [&](store::Tx& tx) { return service::staff_actor(tx, tx.people.get(who.user)); });
}

Actor Desk::customer(std::string const& name, std::optional<std::string> const& partition) {
    Actor actor;
    actor.kind = Actor::Kind::customer;
    actor.organization = organization_;
    actor.name = name;
    actor.visitor = call(service::visitor_start, Actor{}, {{}, partition, name, {}, {}}).visitor;
    return actor;
}

std::string Desk::sign_in(Actor const& who) {
    return connection_->run(
        [&](store::Tx& tx) { return service::open_session(tx, who.user).token; });
}

void Desk::sign_out(Actor const& who) {
    connection_->run([&](store::Tx& tx) {
        service::sign_out(tx, tx.people.sessions_oldest_first(who.user).front(), who.user);
    });
}

void Desk::authenticate(std::string const& token) {
    connection_->run([&](store::Tx& tx) { return service::authenticate(tx, token).actor; });
}

service::PresenceView Desk::be(Actor const& who, std::string const& status,
                               std::optional<std::string> const& reason) {
    return call(service::presence_set, who, {status, reason}).presence;
}

ChatId Desk::ask(Actor const& who, std::string const& queue) {
    return call(service::chat_start, who, {queue, std::string{"hello"}, {}, {}}).chat.id;
}

ChatId Desk::accept(Actor const& who) {
    return call(service::chat_accept, who, {offer(who).id}).chat.id;
}

void Desk::decline(Actor const& who) { call(service::chat_decline, who, {offer(who).id, {}}); }

service::OfferView Desk::offer(Actor const& who) {
    auto const offers = call(service::offer_list, who, {}).items;
    if (offers.size() == 1) return offers.front();
    ADD_FAILURE() << who.name << " has " << offers.size() << " offers";
    return {};
}

std::vector<service::OpenWrapUp> Desk::wrap_ups(Actor const& who) {
    return call(service::wrap_up_list, who, {}).items;
}

QueueId Desk::queue(std::string const& name) {
    return connection_->run([&](store::Tx& tx) { return tx.queues.find(organization_, name)->id; });
}

Actor const& Desk::root() {
    if (!root_.user) root_ = administrator("root");
    return root_;
}

void Desk::apply(std::string const& preset) {
    call(service::preset_apply, root(), {preset, {}, {}});
}

void Desk::set(service::Switches const& switches) {
    call(service::settings_update, root(), {{}, {}, switches, {}});
}

void Desk::set_for(Actor const& agent, service::Switches const& switches) {
    set_at(domain::Scope::agent, to_text(agent.user), switches);
}

void Desk::set_for_queue(std::string const& name, service::Switches const& switches) {
    set_at(domain::Scope::queue, to_text(queue(name)), switches);
}

void Desk::set_at(domain::Scope scope, std::string const& id, service::Switches const& switches) {
    call(service::settings_update, root(), {scope, id, switches, {}});
}

PartitionId Desk::partition(std::string const& name) {
    return call(service::partition_save, root(), {{}, name}).partition.id;
}

TeamId Desk::team(std::string const& name, std::vector<UserId> const& members) {
    return call(service::team_save, root(), {{}, name, members}).team.id;
}

domain::Policy Desk::policy(std::string const& name, Actor const& agent) {
    return connection_->run([&](store::Tx& tx) {
        return service::policy_of(tx, *tx.queues.find(organization_, name), agent.user);
    });
}

service::CodeListView Desk::list_of_codes(std::string const& name, bool required, bool several,
                                          std::vector<std::string> const& labels,
                                          std::string const& default_label) {
    service::CodeListSave list{{}, name, store::CodePurpose::wrap_up, {}, required, several, {}};
    for (auto const& label : labels) list.codes.push_back({{}, label, label == default_label});
    return call(service::code_list_save, root(), list).list;
}

void Desk::end(Actor const& who, ChatId chat) { call(service::chat_end, who, {chat, {}}); }

void Desk::disconnect(Actor const& who) {
    connection_->run([&](store::Tx& tx) { service::agent_disconnected(tx, who.user, tx.node()); });
}

void Desk::connect(Actor const& who) {
    connection_->run([&](store::Tx& tx) { service::agent_connected(tx, who.user); });
}

void Desk::wait(seconds span) {
    for (; span.count() > 0; span -= seconds{1}) {
        clock_.advance(seconds{1});
        while (connection_->run_due_timers(hooks_)) {
        }
    }
}

service::PresenceView Desk::presence(Actor const& who) {
    return call(service::presence_get, who, {}).presence;
}

std::vector<ChatId> Desk::offered(Actor const& who) {
    std::vector<ChatId> chats;
    for (auto const& offer : call(service::offer_list, who, {}).items) chats.push_back(offer.chat);
    return chats;
}

service::ChatView Desk::view(Actor const& who, ChatId chat) {
    return call(service::chat_get, who, {chat}).chat;
}

std::vector<std::string> Desk::lines(Actor const& who, ChatId chat) {
    std::vector<std::string> texts;
    for (auto const& one : call(service::message_list, who, {chat, {}, {}, {}}).items) {
        texts.push_back(one.text);
    }
    return texts;
}

std::vector<std::string> Desk::owners(Actor const& who, ChatId chat) {
    std::vector<std::string> names;
    for (auto const& one : call(service::chat_owners, who, {chat}).items) {
        names.push_back(one.agent.name);
    }
    return names;
}

std::vector<std::string> Desk::lapsed(Actor const& who) {
    std::vector<std::string> reasons;
    for (auto const& data : told(who, "offer.lapsed")) {
        for (std::string const reason :
             {"declined", "expired", "agent_left", "cancelled", "chat_ended", "sender_left"}) {
            if (data.find("\"reason\":\"" + reason + "\"") != std::string::npos) {
                reasons.push_back(reason);
            }
        }
    }
    return reasons;
}

std::vector<std::string> Desk::told(Actor const& who, std::string const& type) {
    return connection_->run([&](store::Tx& tx) {
        std::vector<std::string> data;
        constexpr std::int64_t most = 1000;
        auto const events = who.kind == Actor::Kind::customer
                                ? tx.events.after(who.visitor, Cursor{}, most)
                                : tx.events.after(who.user, Cursor{}, most);
        for (auto const& event : events) {
            if (event.type == type) data.push_back(event.data.value_or(""));
        }
        return data;
    });
}

std::string Desk::state(ChatId chat) {
    return connection_->run(
        [&](store::Tx& tx) { return std::string{word(tx.chats.get(chat).state)}; });
}

}  // namespace parley::scenarios
