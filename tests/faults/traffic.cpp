#include "traffic.hpp"

#include <cstdio>

#include "service/operations.hpp"
#include "service/presence.hpp"
#include "service/setup.hpp"
#include "service/timers.hpp"

namespace parley::faults {

namespace {

using service::Actor;
using store::Tx;

std::string uuid(std::uint64_t number) {
    char text[40];
    std::snprintf(text, sizeof text, "00000000-0000-4000-8000-%012llx",
                  static_cast<unsigned long long>(number & 0xffffffffffffu));
    return text;
}

/// A number in letters: digits might be taken for a card's and masked.
std::string letters_of(std::uint64_t number) {
    std::string text;
    for (; number > 0; number /= 10) text.push_back("acdefghjkm"[number % 10]);
    return text;
}

/// Gives what is promised with it.
std::string post(Tx& tx, Actor const& actor, ChatId chat, std::mt19937_64& random) {
    auto const client_id = uuid(random());
    // Some are longer than a page of the database.
    std::string text = "text " + letters_of(random());
    if (random() % 10 == 0) text += std::string(random() % 9000, 'x');
    auto const posted = service::message_post(tx, actor, {chat, client_id, text});
    return std::to_string(chat.value) + '|' + std::to_string(posted.message.seq) + '|' + client_id +
           '|' + text;
}

std::string customer_does(Tx& tx, Actor const& actor, std::mt19937_64& random) {
    auto const chat = tx.chats.open_of(actor.visitor);
    if (!chat) {
        service::chat_start(tx, actor, {{}, "hello", {}, {}});
        return {};
    }
    switch (random() % 12) {
        case 0:
            service::chat_end(tx, actor, {chat->id, {}});
            return {};
        case 1:
            service::chat_mark_read(tx, actor, {chat->id, chat->seq});
            return {};
        default:
            return post(tx, actor, chat->id, random);
    }
}

std::string agent_does(Tx& tx, Actor const& actor, std::mt19937_64& random) {
    auto const offers = tx.offers.open_of(actor.user);
    if (!offers.empty()) {
        if (random() % 5 == 0) {
            service::chat_decline(tx, actor, {offers.front().id, {}});
        } else {
            service::chat_accept(tx, actor, {offers.front().id});
        }
        return {};
    }
    auto const chats = tx.chats.active_of(actor.user);
    if (chats.empty()) {
        service::presence_set(tx, actor, {domain::available, {}});
        return {};
    }
    auto const chat = chats[random() % chats.size()];
    switch (random() % 12) {
        case 0:
            service::chat_end(tx, actor, {chat, {}});
            return {};
        case 1:
        case 2:
            service::chat_mark_read(tx, actor, {chat, tx.chats.get(chat).seq});
            return {};
        default:
            return post(tx, actor, chat, random);
    }
}

class Call : public store::Job {
  public:
    Call(Actor actor, std::uint64_t seed, Traffic::Promised const& promised)
        : actor_(std::move(actor)), seed_(seed), promised_(promised) {}
    void run(Tx& tx) override {
        std::mt19937_64 random{seed_};  // the same again where it is run again
        auto const does = actor_.kind == Actor::Kind::staff ? agent_does : customer_does;
        said_ = does(tx, actor_, random);
    }
    void finished(Refused const* refused, store::Aftermath) override {
        if (!refused) promised_(said_);
    }

  private:
    Actor const actor_;
    std::uint64_t const seed_;
    Traffic::Promised const& promised_;
    std::string said_;
};

}  // namespace

void Traffic::set_up(Tx& tx) {
    service::set_standing_timers(tx);
    auto const organization = service::add_organization(tx, {"one", "one", {"Sales"}});
    for (std::string const name : {"anna", "ben", "cleo"}) {
        Actor actor;
        actor.kind = Actor::Kind::staff;
        actor.organization = organization;
        actor.rights = domain::find_built_in("agent")->rights;
        actor.name = name;
        actor.user = service::add_user(tx, {organization, name, name, "", {"agent"}, 2, {"Sales"}});
        service::agent_connected(tx, actor.user);
        service::presence_set(tx, actor, {domain::available, {}});
        agents_.push_back(actor);
    }
    for (int i = 0; i < 5; ++i) {
        Actor actor;
        actor.kind = Actor::Kind::customer;
        actor.organization = organization;
        actor.visitor = service::visitor_start(tx, {}, {"one", {}, {}, {}, {}}).visitor;
        actor.name = "Visitor";
        customers_.push_back(actor);
    }
}

std::unique_ptr<store::Job> Traffic::call() {
    auto const& side = random_() % 2 == 0 ? agents_ : customers_;
    auto const& actor = side[random_() % side.size()];
    return std::make_unique<Call>(actor, random_(), promised_);
}

std::vector<std::unique_ptr<store::Job>> Traffic::calls(int count) {
    std::vector<std::unique_ptr<store::Job>> jobs;
    for (int i = 0; i < count; ++i) jobs.push_back(call());
    return jobs;
}

}  // namespace parley::faults
