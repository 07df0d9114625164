// A store for `./x bench manage`: an organization with agents who have chats, chats that wait, and
// a day's chats that are over. Nobody has to sign in: sessions are made with it. Prints one line of
// JSON with the tokens of those who are to do something.
#include <filesystem>

#include <CLI/CLI.hpp>

#include "base/secret.hpp"
#include "service/operations.hpp"
#include "service/setup.hpp"
#include "store/open.hpp"

namespace parley::bench {

struct Size {
    std::string data;
    int queues = 50;
    int agents = 500;
    int chats = 5000;  // open; one of ten waits
    int over = 5000;   // today
    int talking = 200;
};

struct Talking {
    ChatId chat;
    std::string agent;     // token
    std::string customer;  // token
};
BOOST_DESCRIBE_STRUCT(Talking, (), (chat, agent, customer))
struct Made {
    std::string manager;
    std::vector<std::string> agents;  // tokens
    std::vector<Talking> talking;
};
BOOST_DESCRIBE_STRUCT(Made, (), (manager, agents, talking))

namespace {

constexpr int queues_of_an_agent = 3;
constexpr int capacity = 20;
constexpr milliseconds a_day = std::chrono::hours{8};

class Room {
  public:
    explicit Room(Size const& size)
        : size_(size),
          connection_(store::open_connection(
              {(std::filesystem::path{size.data} / "parley.db").string()}, clock_, ids_, limits_)) {
        connection_->run([&](store::Tx& tx) { organize(tx); });
        in_groups(size_.agents, [&](store::Tx& tx, int number) { add_agent(tx, number); });
        in_groups(size_.over, [&](store::Tx& tx, int number) {
            auto chat = add_chat(tx, number);
            hold(tx, chat, number);
            chat.state = domain::ChatState::closed;
            chat.ended_at = tx.now() + seconds{300};
            chat.end_reason = domain::EndReason::agent_ended;
            chat.ended_by = "agent";
            tx.chats.save(chat);
        });
        in_groups(size_.chats, [&](store::Tx& tx, int number) {
            auto chat = add_chat(tx, number);
            if (number % 10 == 9) return;  // waits
            auto const& agent = agents_[static_cast<std::size_t>(number) % agents_.size()];
            hold(tx, chat, number);
            tx.chats.save(chat);
            auto row = tx.agents.get(agent.id);
            row.active += 1;
            tx.agents.save(row);
            if (std::ssize(made_.talking) < size_.talking) {
                made_.talking.push_back({chat.id, agent.token, customer_token_});
            }
        });
    }

    Made const& made() const { return made_; }

  private:
    struct Agent {
        UserId id;
        std::string token;
    };

    /// The clock goes on from group to group: all together take the day.
    template <class Make>
    void in_groups(int count, Make make) {
        constexpr int group = 250;
        for (int first = 0; first < count; first += group) {
            connection_->run([&](store::Tx& tx) {
                for (int i = first; i < std::min(count, first + group); ++i) make(tx, i);
            });
            clock_.advance(a_day * group / (size_.agents + size_.over + size_.chats));
        }
    }

    static std::string queue_name(int index) { return "Queue " + std::to_string(index); }

    std::string session_of(store::Tx& tx, UserId user) {
        auto token = make_token();
        tx.people.add_session(
            {tx.make_id<SessionId>(), user, begun_, tx.now() + a_day, tx.now() + 2 * a_day},
            hash_token(token));
        return token;
    }

    void organize(store::Tx& tx) {
        service::NewOrganization organization{"bench", "Bench", {}};
        for (int i = 0; i < size_.queues; ++i) organization.queues.push_back(queue_name(i));
        organization_ = service::add_organization(tx, organization);
        // Nobody is offered anything: chats lie as they are put.
        tx.settings.save(organization_, domain::Scope::organization, organization_.value,
                         R"({"routing":"pull","max_wait_s":"86400","cap":"20"})");
        auto const manager =
            service::add_user(tx, {organization_, "mona", "Mona", "", {"manager"}, {}, {}});
        made_.manager = session_of(tx, manager);
    }

    void add_agent(store::Tx& tx, int number) {
        std::vector<std::string> queues;
        for (int i = 0; i < queues_of_an_agent; ++i) {
            queues.push_back(queue_name((number + i * 7) % size_.queues));
        }
        auto const name = "agent" + std::to_string(number);
        auto const user =
            service::add_user(tx, {organization_, name, name, "", {"agent"}, capacity, queues});
        auto agent = tx.agents.get(user);
        agent.status = domain::available;
        agent.kind = domain::StatusKind::ready;
        agent.signed_in = agent.connected = true;
        tx.agents.save(agent);
        agents_.push_back({user, session_of(tx, user)});
        made_.agents.push_back(agents_.back().token);
    }

    store::Chat add_chat(store::Tx& tx, int number) {
        service::Actor customer;
        customer.kind = service::Actor::Kind::customer;
        customer.organization = organization_;
        customer.name = "Customer " + std::to_string(number);
        auto started = service::visitor_start(tx, {}, {{}, {}, customer.name, {}, {}});
        customer.visitor = started.visitor;
        customer_token_ = std::move(started.token);
        auto const chat =
            service::chat_start(tx, customer,
                                {queue_name(number % size_.queues), "Hello, can you help?", {}, {}})
                .chat.id;
        return tx.chats.get(chat);
    }

    void hold(store::Tx& tx, store::Chat& chat, int number) {
        chat.agent = agents_[static_cast<std::size_t>(number) % agents_.size()].id;
        chat.state = domain::ChatState::active;
        chat.accepted_at = tx.now();
        // Of most of them the answer is given, so that each that is missing shows.
        if (number % 20 != 0) chat.unanswered_since.reset();
        tx.clear_timer(store::TimerKind::wait_expires, chat.id.value);
    }

    Size const& size_;
    Instant const begun_ = SteadyClock{}.now() + -a_day;
    ManualClock clock_{begun_};
    IdMaker ids_{clock_, 1};
    Limits limits_;
    std::unique_ptr<store::Connection> connection_;
    OrganizationId organization_;
    std::vector<Agent> agents_;
    std::string customer_token_;
    Made made_;
};

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) {
    parley::bench::Size size;
    CLI::App program{"Makes a store with agents and open chats"};
    program.add_option("--data", size.data, "directory")->required();
    program.add_option("--queues", size.queues)->capture_default_str();
    program.add_option("--agents", size.agents)->capture_default_str();
    program.add_option("--chats", size.chats, "open")->capture_default_str();
    program.add_option("--over", size.over, "today")->capture_default_str();
    program.add_option("--talking", size.talking, "chats with tokens of both sides")
        ->capture_default_str();
    CLI11_PARSE(program, argc, argv);
    std::printf("%s\n", parley::to_json(parley::bench::Room{size}.made()).c_str());
}
