// M6: whether what people open gets slower with what lies behind it. Makes stores of several sizes,
// and then opens reports, the live figures, chats and lists of chats, as a manager does, and
// searches in what was said, in one store and the other by turns. Prints one line of JSON.
#include <algorithm>
#include <cstdio>
#include <functional>

#include <CLI/CLI.hpp>

#include "history_store.hpp"
#include "service/chat_lists.hpp"
#include "service/dashboard.hpp"
#include "service/logs.hpp"
#include "service/reports.hpp"

namespace parley::bench {
namespace {

using Measured = std::vector<std::pair<std::string, std::function<std::string(store::Tx&)>>>;

Measured operations(History& history) {
    auto const& manager = history.manager();
    Measured all;
    auto const report = [&](std::string const& name, service::ReportKind kind,
                            std::optional<service::ReportBy> by) {
        all.emplace_back("report " + name, [&manager, kind, by](store::Tx& tx) {
            return to_json(service::report_get(
                tx, manager, {kind, "2026-10-25", "2026-11-23", "Europe/Berlin", {}, {}, by, {}}));
        });
    };
    report("queues", service::ReportKind::queues, {});
    report("queues by day", service::ReportKind::queues, service::ReportBy::day);
    report("agents", service::ReportKind::agents, {});
    report("hours", service::ReportKind::hours, {});
    report("codes", service::ReportKind::codes, {});
    report("states", service::ReportKind::states, {});
    all.emplace_back("live figures", [&](store::Tx& tx) {
        return to_json(service::dashboard_get(tx, manager, {}));
    });
    all.emplace_back("open a chat", [&](store::Tx& tx) {
        auto const chat = history.some_chat();
        return to_json(service::chat_get(tx, manager, {chat})) +
               to_json(service::message_list(tx, manager, {chat, {}, {}, {}})) +
               to_json(service::chat_log(tx, manager, {chat}));
    });
    all.emplace_back("chats, newest",
                     [&](store::Tx& tx) { return to_json(service::chat_list(tx, manager, {})); });
    all.emplace_back("chats, somewhere", [&](store::Tx& tx) {
        service::ChatList page;
        page.state = domain::ChatState::closed;
        page.after = to_text(history.some_chat());
        return to_json(service::chat_list(tx, manager, page));
    });
    all.emplace_back("chats of a queue", [&](store::Tx& tx) {
        return to_json(service::queue_chats(
            tx, manager, {history.some_queue(), service::QueueGroup::answered, {}, {}}));
    });
    return all;
}

/// The newest twenty, the first page; the words are typed as people do, the last one left open.
void add_searches(History& history, Measured& all) {
    auto const add = [&](std::string const& name, service::Actor const& who,
                         std::string const& query, bool queue = false) {
        all.emplace_back("search: " + name, [&history, who, query, queue](store::Tx& tx) {
            service::MessageSearch p{query, {}, {}, {}, {}, {}, {}, {}};
            if (queue) p.queue = history.some_queue();
            return to_json(service::message_search(tx, who, p));
        });
    };
    auto const common = Vocabulary::word(Vocabulary::common);
    auto const middling = Vocabulary::word(Vocabulary::middling);
    auto const rare = Vocabulary::word(Vocabulary::rare);
    auto const& manager = history.manager();
    add("a common word", manager, common);
    add("a middling word", manager, middling);
    add("a rare word", manager, rare);
    add("common and rare", manager, common + " " + rare);
    add("a phrase", manager, "\"" + common + " " + middling + "\"");
    add("a beginning", manager, middling.substr(0, 4));
    add("middling, one queue", manager, middling, true);
    add("middling, own chats", history.agent(), middling);
    add("nothing", manager, "nobodysaidthis");
}

/// A store with so much history, and what it costs to open things in it.
class Store {
  public:
    explicit Store(Size const& size) : size_(size), history_(size_) {
        filled_s_ = seconds_of([&] { history_.fill(); });
        folded_s_ = seconds_of([&] { history_.fold(); });
        indexed_s_ = seconds_of([&] { history_.index(); });
        measured_ = operations(history_);
        add_searches(history_, measured_);
        took_.resize(measured_.size());
    }

    std::size_t operations_count() const { return measured_.size(); }
    void measure(std::size_t operation) {
        history_.measure(measured_[operation].second, took_[operation]);
    }

    void print() {
        std::printf(
            "{\"chats\": %lld, \"filled_s\": %.1f, \"folded_s\": %.1f, \"indexed_s\": %.1f, "
            "\"operations\": [",
            static_cast<long long>(size_.chats), filled_s_, folded_s_, indexed_s_);
        for (std::size_t i = 0; i < measured_.size(); ++i) {
            auto& [all, cpu] = took_[i];
            std::ranges::sort(all);
            auto const at = [&](double share) {
                return all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
            };
            std::printf(
                "%s{\"name\": \"%s\", \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"cpu_ms\": %.3f}",
                i == 0 ? "" : ", ", measured_[i].first.c_str(), at(0.5), at(0.99), cpu);
        }
        std::printf("]}");
    }

  private:
    static double seconds_of(std::function<void()> const& work) {
        auto const begin = std::chrono::steady_clock::now();
        work();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    }

    Size const size_;
    History history_;
    double filled_s_ = 0, folded_s_ = 0, indexed_s_ = 0;
    Measured measured_;
    std::vector<History::Took> took_;
};

int run(Size size, std::vector<std::int64_t> const& chats) {
    std::vector<std::unique_ptr<Store>> stores;
    for (auto const count : chats) {
        size.chats = count;
        stores.push_back(std::make_unique<Store>(size));
    }
    // Side by side: whoever else has the machine for a while has it for all stores, and not in all
    // rounds.
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < stores.front()->operations_count(); ++i) {
            for (auto const& store : stores) store->measure(i);
        }
    }
    for (auto const& store : stores) {
        std::printf(store == stores.front() ? "[" : ", ");
        store->print();
    }
    std::printf("]\n");
    return 0;
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) {
    parley::bench::Size size;
    std::vector<std::int64_t> chats{10'000};
    CLI::App program{"What it costs to open things, with this much history"};
    program.add_option("--chats", chats, "of each store that is compared")->capture_default_str();
    program.add_option("--chats-a-day", size.chats_a_day)->capture_default_str();
    program.add_option("--messages", size.messages, "of a chat")->capture_default_str();
    program.add_option("--queues", size.queues)->capture_default_str();
    program.add_option("--agents", size.agents)->capture_default_str();
    program.add_option("--times", size.times, "each is measured")->capture_default_str();
    program.add_option("--engine", size.engine, "sqlite or postgresql")->capture_default_str();
    CLI11_PARSE(program, argc, argv);
    return parley::bench::run(size, chats);
}
