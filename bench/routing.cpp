// M4: how many offers are decided and stored a second. A store of the embedded database as a
// running program has it, an organization with waiting chats and busy agents, and then, one after
// the other and as fast as the store takes them, a place that comes free: an operation that gives
// it to the chat that is to be served next. With --floor nothing is read or decided: the chats are
// given away in the order in which they came, and only what an offer stores is stored; that is what
// the database itself takes at this size. Prints one line of JSON.
#include "service/routing.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>

#include <CLI/CLI.hpp>
#include <sys/resource.h>

#include "service/operations.hpp"
#include "service/setup.hpp"
#include "service/timers.hpp"
#include "store/fresh_place.hpp"
#include "store/open.hpp"

namespace parley::bench {
namespace {

struct Size {
    int queues = 50;
    int agents = 1000;
    int waiting = 10'000;
    int offers = 10'000;
    bool floor = false;
    int before = 10'000;  // offers that are made first and not measured: a running program's
                          // pages and memory are in use already
};

constexpr int skills = 20;  // the first half are what queues need, the others what some chats need
constexpr int skills_held = 5;

/// The same numbers in every run.
class Random {
  public:
    int below(int end) {
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return static_cast<int>((state_ >> 33) % static_cast<std::uint64_t>(end));
    }

  private:
    std::uint64_t state_ = 4711;
};

class Crowd {
  public:
    Crowd(store::Connection& connection, Size const& size) : connection_(connection), size_(size) {
        connection_.run([&](store::Tx& tx) { organize(tx); });
        add_agents();
        add_chats();
    }

    std::vector<UserId> const& agents() const { return agents_; }
    /// In the order in which they came.
    std::vector<store::Chat> const& chats() const { return chats_; }

  private:
    void organize(store::Tx& tx) {
        service::NewOrganization organization{"bench", "Bench", {}};
        for (int i = 0; i < size_.queues; ++i) organization.queues.push_back(queue_name(i));
        organization_ = service::add_organization(tx, organization);
        for (int i = 0; i < skills; ++i) {
            auto const key = "skill" + std::to_string(i);
            tx.line.add({tx.make_id<SkillId>(), organization_, key, key});
        }
        skills_ = tx.line.skills(organization_);
        int number = 0;
        for (auto const& queue : tx.queues.all(organization_)) {
            tx.line.set_needs(queue.id, domain::to_word({need(number++ % (skills / 2), 3)}));
        }
    }

    static std::string queue_name(int index) { return "Queue " + std::to_string(index); }

    /// Asks for less after 20 s, and for nothing after a minute.
    domain::Need need(int skill, int levels) {
        auto const level = 1 + random_.below(levels);
        domain::Need need{skills_[static_cast<std::size_t>(skill)].id, level, {}};
        if (level > 1) need.relaxations.push_back({20, level - 1});
        need.relaxations.push_back({60, 0});
        return need;
    }

    /// In one queue each, at the desk, and without a free place.
    void add_agents() {
        for (int next = 0; next < size_.agents;) {
            connection_.run([&](store::Tx& tx) {
                for (int i = 0; i < 500 && next < size_.agents; ++i, ++next) add_agent(tx, next);
            });
        }
    }

    void add_agent(store::Tx& tx, int number) {
        auto const user = service::add_user(tx, {organization_,
                                                 "agent" + std::to_string(number),
                                                 "",
                                                 "",
                                                 {"agent"},
                                                 1,
                                                 {queue_name(number % size_.queues)}});
        std::vector<domain::Need> held;
        for (int i = 0; i < skills_held; ++i) {
            // That of the queue, and some of the others.
            auto const index = i == 0 ? number % size_.queues % (skills / 2)
                                      : skills / 2 + (number / size_.queues + i * 2) % (skills / 2);
            held.push_back({skills_[static_cast<std::size_t>(index)].id, 3 + random_.below(8), {}});
        }
        tx.line.set_skills(user, domain::to_word(held));
        auto agent = tx.agents.get(user);
        agent.status = domain::available;
        agent.kind = domain::StatusKind::ready;
        agent.connected = true;
        agent.capacity = 0;
        agent.offers_max = size_.before + size_.offers;
        tx.agents.save(agent);
        agents_.push_back(user);
    }

    void add_chats() {
        auto const most = size_.waiting + size_.before + size_.offers / 2;
        auto const count = size_.floor ? std::max(most, size_.before + size_.offers) : most;
        for (int next = 0; next < count;) {
            connection_.run([&](store::Tx& tx) {
                for (int i = 0; i < 500 && next < count; ++i, ++next) add_chat(tx, next);
            });
        }
    }

    void add_chat(store::Tx& tx, int number) {
        service::Actor customer;
        customer.kind = service::Actor::Kind::customer;
        customer.organization = organization_;
        customer.name = "Customer " + std::to_string(number);
        customer.visitor = service::visitor_start(tx, {}, {{}, {}, customer.name, {}, {}}).visitor;
        auto const chat = service::chat_start(
            tx, customer, {queue_name(number % size_.queues), "Hello, can you help me?", {}, {}});
        store::ChatWishes wishes;
        wishes.priority = random_.below(10) == 0 ? 1 : 0;
        if (random_.below(2) == 0) {
            auto const skill = skills / 2 + random_.below(skills / 2);
            wishes.needs = domain::to_word({need(skill, 5)});
        }
        tx.line.set_wishes(chat.chat.id, wishes);
        if (size_.floor) chats_.push_back(tx.chats.get(chat.chat.id));
    }

    store::Connection& connection_;
    Size const& size_;
    Random random_;
    OrganizationId organization_;
    std::vector<store::Skill> skills_;
    std::vector<UserId> agents_;
    std::vector<store::Chat> chats_;
};

/// Counts jobs until all are done.
class Countdown {
  public:
    explicit Countdown(int count) : left_(count) {}
    void done() {
        std::scoped_lock const lock{mutex_};
        if (--left_ == 0) none_.notify_all();
    }
    void wait() {
        std::unique_lock lock{mutex_};
        none_.wait(lock, [&] { return left_ == 0; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable none_;
    int left_;
};

/// An agent may have one chat more.
class FreePlace : public store::Job {
  public:
    FreePlace(UserId agent, Countdown& left, std::atomic<int>& refused)
        : agent_(agent), left_(left), refused_(refused) {}
    void run(store::Tx& tx) override {
        auto agent = tx.agents.get(agent_);
        agent.capacity += 1;
        tx.agents.save(agent);
        service::route_queues_of(tx, agent_);
    }
    void finished(Refused const* refused, store::Aftermath) override {
        if (refused) ++refused_;
        left_.done();
    }

  private:
    UserId agent_;
    Countdown& left_;
    std::atomic<int>& refused_;
};

/// An offer of this chat to an agent, as it is stored.
class BareOffer : public store::Job {
  public:
    BareOffer(UserId agent, store::Chat const& chat, Countdown& left, std::atomic<int>& refused)
        : agent_(agent), chat_(chat), left_(left), refused_(refused) {}
    void run(store::Tx& tx) override {
        auto agent = tx.agents.get(agent_);
        agent.capacity += 1;
        tx.agents.save(agent);
        store::Offer const offer{tx.make_id<OfferId>(),
                                 chat_.organization,
                                 chat_.id,
                                 chat_.queue,
                                 agent_,
                                 store::OfferState::open,
                                 tx.now(),
                                 tx.now() + seconds{1800},
                                 std::nullopt,
                                 {}};
        // As long as these are on average.
        tx.line.offer(offer, std::string(700, 'x'));
        tx.set_timer(offer.expires_at, store::TimerKind::offer_expires, offer.id.value);
        tx.emit("chat.offered", std::nullopt, agent_, std::string(620, 'x'));
        tx.emit("presence.changed", std::nullopt, agent_, std::string(210, 'x'));
    }
    void finished(Refused const* refused, store::Aftermath) override {
        if (refused) ++refused_;
        left_.done();
    }

  private:
    UserId agent_;
    store::Chat const& chat_;
    Countdown& left_;
    std::atomic<int>& refused_;
};

std::int64_t count(store::Connection& connection, char const* what) {
    std::int64_t rows = 0;
    connection.session() << what, soci::into(rows);
    return rows;
}

/// Of all threads of this process.
double cpu_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    auto const seconds = [](timeval const& of) {
        return static_cast<double>(of.tv_sec) + static_cast<double>(of.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

int measure(Size const& size) {
    SteadyClock clock;
    clock.start({}, {});
    IdMaker ids{clock, 1};
    Limits limits;
    limits.writes_waiting_max = 10'000'000;
    store::FreshPlace const fresh{"sqlite"};
    auto connection = store::open_connection(fresh.place(), clock, ids, limits);
    Crowd const crowd{*connection, size};
    connection.reset();

    Metrics metrics{"bench"};
    store::Hooks hooks;
    hooks.run_timer = service::run_timer;
    hooks.deliver = [](store::Aftermath const&) {};
    hooks.group_done = [] {};
    auto store = store::open_store(fresh.place(), {}, clock, ids, limits, metrics, hooks);
    std::atomic<int> refused = 0;
    auto const free_places = [&](int from, int to) {
        Countdown left{to - from};
        for (int i = from; i < to; ++i) {
            auto const agent =
                crowd.agents()[static_cast<std::size_t>(i) * 7 % crowd.agents().size()];
            std::unique_ptr<store::Job> job;
            if (size.floor) {
                auto const& chat = crowd.chats()[static_cast<std::size_t>(i)];
                job = std::make_unique<BareOffer>(agent, chat, left, refused);
            } else {
                job = std::make_unique<FreePlace>(agent, left, refused);
            }
            if (store->write(job)) throw std::runtime_error{"the store takes no more"};
        }
        left.wait();
    };
    free_places(0, size.before);
    auto const cpu = cpu_seconds();
    auto const start = std::chrono::steady_clock::now();
    free_places(size.before, size.before + size.offers);
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - start;
    auto const cpu_us = 1e6 * (cpu_seconds() - cpu);
    store->stop();
    store.reset();

    connection = store::open_connection(fresh.place(), clock, ids, limits);
    auto const all = count(*connection, "SELECT count(*) FROM offers WHERE state = 'open'");
    auto const told = count(*connection, "SELECT count(*) FROM events WHERE type = 'chat.offered'");
    auto const offers = all - size.before;
    if (refused > 0 || all != told || offers <= 0) {
        return std::fprintf(stderr, "%d refused, %lld offers, %lld told\n", refused.load(),
                            static_cast<long long>(all), static_cast<long long>(told)),
               1;
    }
    std::printf(
        "{\"offers\": %lld, \"places\": %d, \"seconds\": %.4f, \"offers_per_s\": %.1f, "
        "\"cpu_us\": %.2f}\n",
        static_cast<long long>(offers), size.offers, took.count(),
        static_cast<double>(offers) / took.count(), cpu_us / static_cast<double>(offers));
    return 0;
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) {
    parley::bench::Size size;
    CLI::App program{"Offers decided and stored a second"};
    program.add_option("--queues", size.queues)->capture_default_str();
    program.add_option("--agents", size.agents)->capture_default_str();
    program.add_option("--waiting", size.waiting, "half-way")->capture_default_str();
    program.add_option("--offers", size.offers, "places that come free")->capture_default_str();
    program.add_flag("--floor", size.floor, "only store");
    program.add_option("--before", size.before, "places before these, not measured")
        ->capture_default_str();
    CLI11_PARSE(program, argc, argv);
    return parley::bench::measure(size);
}
