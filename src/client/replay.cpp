#include "client/replay.hpp"

#include <cstdio>
#include <map>
#include <random>

#include <boost/json.hpp>
#include <sysexits.h>

#include "client/replay_chat.hpp"
#include "client/show.hpp"

namespace parley::client {

namespace {

constexpr std::chrono::seconds first_answer_max{10};
constexpr std::chrono::seconds standstill_max{120};
// Shorter than what a page does: there are few of us, and whoever watches does not like to wait.
constexpr Backoff::Span backoff{milliseconds{500}, milliseconds{5'000}};

/// Why a run cannot go on, in words for people.
std::string explain(std::string const& operation, Problem const& problem) {
    auto const said = "the server refused " + operation + " (" + to_words(problem) + ")";
    if (problem.code == "too_many") {
        if (operation == "auth.login") {
            return said + "; wait some minutes, or start it with --limit sign_in_tries=1000";
        }
        return said +
               "; all customers of a replay come from one address, so start the server with "
               "--limit chats_per_address=1000000 --limit visitors_per_address=1000000 "
               "(parley demo does that by itself)";
    }
    if (problem.code == "bad_credentials") {
        return said + "; give the agents' names and password by --user and --password";
    }
    return said;
}

class Replay {
  public:
    Replay(ReplayOptions const& options, std::vector<Dialogue> dialogues)
        : options_(options),
          dialogues_(std::move(dialogues)),
          server_(parse_address(options.server)),
          http_(loop_, server_, backoff),
          tick_(loop_),
          run_{.loop = loop_,
               .http = http_,
               .session = {.server = server_, .socket = {}, .backoff = backoff},
               .speed = options.speed,
               .queue = options.queue,
               .random = std::mt19937_64{std::random_device{}()},
               .report = {},
               .last_progress = steady_now(),
               .finished = [this](std::size_t index) { chat_finished(index); },
               .refused = [this](std::string const& operation,
                                 Problem const& problem) { stop(explain(operation, problem)); }} {
        std::mt19937 seed{std::random_device{}()};
        char text[16];
        std::snprintf(text, sizeof text, "%08x", static_cast<unsigned>(seed()));
        mark_ = text;
        chats_.resize(dialogues_.size());
    }

    int run();

  private:
    void find_server();
    void sign_in();
    AgentHandlers agent_handlers(std::size_t index);
    void agent_ready();
    void start_more();
    std::string email_of(std::size_t index) const;
    std::optional<std::size_t> index_of(std::string const& email) const;
    ReplayChat* chat_by_id(std::string const& chat);
    void chat_finished(std::size_t index);
    void tick();
    void show();
    std::string connection_trouble() const;
    void stop(std::string why);
    void finish();
    int print();

    ReplayOptions const& options_;
    std::vector<Dialogue> dialogues_;
    Address server_;
    Loop loop_;
    Http http_;
    Timer tick_;
    Progress progress_;
    ReplayRun run_;
    std::string mark_;  // tells this run's customers from all others
    std::vector<std::unique_ptr<Agent>> agents_;
    std::vector<std::shared_ptr<ReplayChat>> chats_;  // by conversation; null before and after
    std::map<std::string, std::size_t> by_id_;        // chat id -> conversation
    std::size_t ready_ = 0;
    std::size_t started_ = 0;
    std::size_t done_ = 0;
    std::size_t at_once_ = 0;
    SteadyTime begun_;
    SteadyTime trouble_told_;
    std::string stopped_;  // why it could not be finished; empty while all is well
    bool found_ = false;
};

int Replay::run() {
    loop_.on_interrupt([this] { stop("interrupted"); });
    find_server();
    tick();
    loop_.run();
    progress_.finish();
    return print();
}

void Replay::find_server() {
    run_.last_progress = steady_now();
    http_.call("visitor.status", {}, [this](Answer const& answer) {
        if (!answer) return stop(explain("visitor.status", answer.problem));
        found_ = true;
        sign_in();
    });
}

void Replay::sign_in() {
    auto names = options_.users;
    for (int i = 1;
         names.size() < static_cast<std::size_t>(options_.agents) && options_.users.empty(); ++i) {
        names.push_back("agent" + std::to_string(i));
    }
    for (auto const& name : names) {
        agents_.push_back(
            std::make_unique<Agent>(loop_, http_, run_.session, agent_handlers(agents_.size())));
        agents_.back()->sign_in(name, options_.password);
    }
}

AgentHandlers Replay::agent_handlers(std::size_t index) {
    return {
        .ready = [this] { agent_ready(); },
        .wants =
            [this](Offered const& offered) {
                auto const chat = index_of(offered.email);
                if (!chat) return false;
                by_id_[offered.chat] = *chat;
                return true;
            },
        .joined =
            [this, index](std::string const& id) {
                if (auto* const chat = chat_by_id(id)) chat->joined(*agents_[index], id);
            },
        .message =
            [this, index](Message const& message, Via via) {
                if (auto* const chat = chat_by_id(message.chat)) {
                    chat->told(*agents_[index], message, via);
                }
            },
        .left =
            [this, index](std::string const& id, Left how) {
                if (auto* const chat = chat_by_id(id)) chat->left(*agents_[index], how);
            },
        .refused = run_.refused,
    };
}

void Replay::agent_ready() {
    if (++ready_ < agents_.size()) return;
    std::int64_t room = 0;
    std::string full;
    for (auto const& agent : agents_) {
        room += agent->capacity() - agent->load_before();
        full += "\n  " + agent->name() + " has " + std::to_string(agent->load_before()) + " of " +
                std::to_string(agent->capacity()) + " chats";
    }
    if (room <= 0)
        return stop("the agents have no room for a chat; end those they have first:" + full);
    at_once_ = static_cast<std::size_t>(options_.concurrency > 0 ? options_.concurrency : room);
    begun_ = steady_now();
    start_more();
}

void Replay::start_more() {
    while (started_ < dialogues_.size() && started_ - done_ < at_once_) {
        auto const index = started_++;
        chats_[index] =
            std::make_shared<ReplayChat>(run_, dialogues_[index], index, email_of(index));
        chats_[index]->start();
    }
}

std::string Replay::email_of(std::size_t index) const {
    return "customer" + std::to_string(index + 1) + "." + mark_ + "@example.com";
}

/// The conversation of this run whose customer has the address; nothing for other customers.
std::optional<std::size_t> Replay::index_of(std::string const& email) const {
    constexpr std::string_view start = "customer";
    if (!email.ends_with("." + mark_ + "@example.com")) return std::nullopt;
    auto const index = std::stoul(email.substr(start.size())) - 1;
    return index < chats_.size() && chats_[index] ? std::optional{index} : std::nullopt;
}

ReplayChat* Replay::chat_by_id(std::string const& chat) {
    auto const found = by_id_.find(chat);
    return found == by_id_.end() ? nullptr : chats_[found->second].get();
}

void Replay::chat_finished(std::size_t index) {
    auto const id = chats_[index]->chat();
    chats_[index].reset();
    by_id_.erase(id);
    for (auto const& agent : agents_) agent->forget(id);
    ++done_;
    if (done_ == dialogues_.size()) return finish();
    start_more();
}

void Replay::tick() {
    constexpr milliseconds pause{200};
    tick_.start(pause, [this] {
        auto const still = steady_now() - run_.last_progress;
        if (!found_ && still > first_answer_max) {
            auto const& why = http_.trouble();
            return stop("no server answers at " + options_.server +
                        (why.empty() ? std::string{} : " (" + why + ")") +
                        "; start one with: parley demo");
        }
        auto const slowest = std::chrono::duration<double>{
            options_.speed > 0 ? 40.0 / options_.speed : 0};  // 1,000 characters
        if (still > standstill_max + slowest) {
            return stop("nothing has moved for " + std::to_string(standstill_max.count()) +
                        " seconds");
        }
        if (!options_.quiet) show();
        tick();
    });
}

void Replay::show() {
    auto const now = steady_now();
    auto const trouble = connection_trouble();
    if (!trouble.empty() && now - run_.last_progress > std::chrono::seconds{2}) {
        constexpr std::chrono::seconds pause{10};
        if (now - trouble_told_ < pause) return;
        trouble_told_ = now;
        return progress_.note("no connection (" + trouble + "); trying again");
    }
    if (begun_ == SteadyTime{}) return;
    auto const seconds = std::chrono::duration<double>(steady_now() - begun_).count();
    progress_.show(
        static_cast<double>(done_) / static_cast<double>(dialogues_.size()),
        grouped(static_cast<std::int64_t>(done_)) + " of " + grouped(std::ssize(dialogues_)) +
            " chats, " + grouped(run_.report.messages) + " messages, " +
            decimal(static_cast<double>(run_.report.messages) / std::max(seconds, 0.1), 0) +
            " a second, " + grouped(std::ssize(run_.report.differences)) + " differences");
}

std::string Replay::connection_trouble() const {
    for (auto const& agent : agents_) {
        if (!agent->id().empty() && !agent->session().trouble().empty()) {
            return agent->session().trouble();
        }
    }
    return http_.trouble();
}

void Replay::stop(std::string why) {
    if (stopped_.empty()) stopped_ = std::move(why);
    finish();
}

void Replay::finish() {
    run_.report.seconds =
        begun_ == SteadyTime{} ? 0 : std::chrono::duration<double>(steady_now() - begun_).count();
    for (auto const& agent : agents_) {
        if (agent->id().empty()) continue;
        run_.report.reconnects += agent->session().breaks();
        run_.report.waits += agent->session().waits();
    }
    if (!stopped_.empty() && begun_ != SteadyTime{}) {
        for (auto const& chat : chats_) {
            if (!chat) continue;
            run_.report.failures.push_back(
                (chat->chat().empty() ? std::string{"a chat"} : chat->chat()) + ": " +
                chat->state());
        }
    }
    loop_.stop();
}

int Replay::print() {
    auto const& report = run_.report;
    if (!stopped_.empty()) std::fprintf(stderr, "parley replay: %s\n", stopped_.c_str());
    bool const nothing_held = report.chats == 0 && report.differences.empty();
    if (!stopped_.empty() && nothing_held) return EX_UNAVAILABLE;
    if (options_.json) {
        std::fputs(as_json(report).c_str(), stdout);
    } else {
        std::fputs(("\n" + as_table(report) + list_differences(report)).c_str(), stdout);
    }
    if (report.waits > 0) {
        std::fputs(
            "\nThe server's limits slowed this down. For full speed start it with\n"
            "  --limit customer_messages=1000000 --limit customer_calls=1000000"
            " --limit agent_calls=1000000\n",
            stderr);
    }
    bool const good = stopped_.empty() && report.differences.empty() && report.failures.empty();
    return good ? 0 : 1;
}

}  // namespace

int run_replay(ReplayOptions const& options) {
    std::vector<Dialogue> dialogues;
    try {
        dialogues = read_dialogues(options.file);
    } catch (std::runtime_error const& error) {
        std::fprintf(stderr, "parley replay: %s\n", error.what());
        return EX_NOINPUT;
    }
    if (options.chats > 0 && dialogues.size() > static_cast<std::size_t>(options.chats)) {
        dialogues.resize(static_cast<std::size_t>(options.chats));
    }
    try {
        return Replay{options, std::move(dialogues)}.run();
    } catch (std::runtime_error const& error) {
        std::fprintf(stderr, "parley replay: %s\n", error.what());
        return EX_UNAVAILABLE;
    }
}

}  // namespace parley::client
