#pragma once
// A store with chats as a small desk has them every day for years, folded and indexed as a running
// program does. Chats are written as rows: what is measured reads.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <functional>

#include "service/report_folding.hpp"
#include "service/search.hpp"
#include "service/sessions.hpp"
#include "service/setup.hpp"
#include "store/fresh_place.hpp"
#include "store/open.hpp"
#include "vocabulary.hpp"

namespace parley::bench {

struct Size {
    std::int64_t chats = 10'000;
    std::int64_t chats_a_day = 333;
    std::int64_t messages = 20;  // of a chat
    int queues = 10;
    int agents = 50;
    int times = 300;  // each is measured
    std::string engine = "sqlite";
};

inline constexpr int rounds = 3;
inline constexpr milliseconds a_day = std::chrono::hours{24};
// The evening of a working day.
inline constexpr Instant now{1'795'456'800'000};  // 2026-11-23T18:00Z

/// Of this thread, which does all the work where the database is within the process.
inline double cpu_ms() {
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

class History {
  public:
    explicit History(Size const& size)
        : size_(size),
          clock_(now + -a_day * (size.chats / size.chats_a_day + 1)),
          ids_(clock_, 1),
          fresh_(size.engine) {
        connection_ = store::open_connection(fresh_.place(), clock_, ids_, limits_);
        connection_->run([&](store::Tx& tx) { organize(tx); });
    }

    void fill() {
        auto const step = a_day / size_.chats_a_day;
        for (std::int64_t made = 0; made < size_.chats;) {
            connection_->run([&](store::Tx& tx) {
                for (int i = 0; i < 2000 && made < size_.chats; ++i, ++made) {
                    clock_.advance(step);
                    add_chat(tx, made);
                }
            });
            if (made % 100'000 == 0) checkpoint();
        }
        clock_.advance(now - clock_.now());
        // As PostgreSQL does by itself within a minute or so.
        if (size_.engine == "postgresql") connection_->session() << "ANALYZE";
    }

    /// As the timer of a running program does, without the pauses.
    void fold() { run_out(store::TimerKind::fold_reports, service::fold_reports); }
    void index() { run_out(store::TimerKind::index_messages, service::index_messages); }

    /// In ms.
    struct Took {
        std::vector<double> all;
        double cpu = INFINITY;  // of the processor alone, of the round that cost it the least
    };
    /// One of several rounds.
    void measure(std::function<std::string(store::Tx&)> const& what, Took& took) {
        std::vector<double> cpu_of_round;
        for (int i = 0; i < size_.times / rounds + 20; ++i) {
            auto const begin = std::chrono::steady_clock::now();
            auto const cpu = cpu_ms();
            auto const bytes = connection_->run([&](store::Tx& tx) { return what(tx).size(); });
            std::chrono::duration<double, std::milli> const one =
                std::chrono::steady_clock::now() - begin;
            if (bytes == 0) throw std::runtime_error{"it gave nothing"};
            if (i < 20) continue;
            took.all.push_back(one.count());
            cpu_of_round.push_back(cpu_ms() - cpu);
        }
        auto const middle = cpu_of_round.begin() + std::ssize(cpu_of_round) / 2;
        std::ranges::nth_element(cpu_of_round, middle);
        took.cpu = std::min(took.cpu, *middle);
    }

    service::Actor const& manager() const { return manager_; }
    service::Actor agent() {
        return connection_->run([&](store::Tx& tx) {
            return service::staff_actor(tx, tx.people.get(agents_.front()));
        });
    }
    ChatId some_chat() {
        return chats_[static_cast<std::size_t>(random_.below(std::ssize(chats_)))];
    }
    QueueId some_queue() { return queues_[static_cast<std::size_t>(random_.below(size_.queues))]; }

  private:
    /// As the checkpointer of a running program does: no page is looked for in a long log.
    void checkpoint() {
        if (size_.engine == "sqlite") connection_->session() << "PRAGMA wal_checkpoint(TRUNCATE)";
    }

    /// What a timer does in slices, until it would wait for longer.
    void run_out(store::TimerKind kind, void (*slice)(store::Tx&)) {
        int slices = 0;
        for (bool more = true; more;) {
            if (++slices % 500 == 0) checkpoint();
            more = connection_->run([&](store::Tx& tx) {
                slice(tx);
                auto const timer = tx.timers().find(kind, 0);
                auto const soon = timer && timer->due_at < tx.now() + seconds{1};
                tx.clear_timer(kind, 0);
                return soon;
            });
        }
        checkpoint();
    }

    void organize(store::Tx& tx) {
        service::NewOrganization organization{"bench", "Bench", {}};
        for (int i = 0; i < size_.queues; ++i) {
            organization.queues.push_back("Queue " + std::to_string(i));
        }
        organization_ = service::add_organization(tx, organization);
        for (auto const& queue : tx.queues.all(organization_)) queues_.push_back(queue.id);
        for (int i = 0; i < size_.agents; ++i) {
            agents_.push_back(
                service::add_user(tx, {organization_,
                                       "agent" + std::to_string(i),
                                       "",
                                       "",
                                       {"agent"},
                                       4,
                                       {"Queue " + std::to_string(i % size_.queues)}}));
        }
        auto const user =
            service::add_user(tx, {organization_, "manager", "", "", {"manager"}, {}, {}});
        manager_ = service::staff_actor(tx, tx.people.get(user));
        partition_ = tx.partitions.all(organization_).front().id;
        store::CodeList const list{tx.make_id<CodeListId>(),    organization_, {},   "Topics",
                                   store::CodePurpose::wrap_up, false,         false};
        tx.codes.save(list, 0);
        for (int i = 0; i < 20; ++i) {
            codes_.push_back(tx.make_id<CodeId>());
            tx.codes.save(organization_,
                          {codes_.back(), list.id, "Code " + std::to_string(i), false}, i);
        }
    }

    /// One in ten gives up; the last ones are still open.
    void add_chat(store::Tx& tx, std::int64_t number) {
        auto const queue = number % size_.queues;
        auto const agent = agents_[static_cast<std::size_t>(
            queue + size_.queues * random_.below(size_.agents / size_.queues))];
        auto const asked = clock_.now();
        store::Visitor const visitor{tx.make_id<VisitorId>(),
                                     organization_,
                                     partition_,
                                     "Customer " + std::to_string(number),
                                     "",
                                     "{}"};
        tx.people.add_visitor(visitor, std::to_string(number), asked);
        store::Chat chat{};
        chat.id = tx.make_id<ChatId>();
        chat.organization = organization_;
        chat.queue = queues_[static_cast<std::size_t>(queue)];
        chat.visitor = visitor.id;
        chat.state = domain::ChatState::queued;
        chat.started_at = chat.queued_at = asked;
        chat.fields = "{}";
        tx.chats.add(chat);
        if (chats_.size() < 100'000) {
            chats_.push_back(chat.id);
        } else {
            chats_[static_cast<std::size_t>(random_.below(std::ssize(chats_)))] = chat.id;
        }
        bool const open = size_.chats - number <= 40;
        auto const answered = asked + seconds{2 + random_.below(180)};
        bool const gives_up = random_.below(10) == 0;
        chat.seq = gives_up ? 1 : size_.messages;
        if (!gives_up) {
            chat.agent = agent;
            chat.state = domain::ChatState::active;
            chat.accepted_at = answered;
        }
        if (!open) {
            chat.ended_at = answered + seconds{60 + random_.below(900)};
            chat.state = chat.agent ? domain::ChatState::closed : domain::ChatState::unanswered;
            chat.end_reason =
                chat.agent ? domain::EndReason::agent_ended : domain::EndReason::customer_cancelled;
            chat.ended_by = chat.agent ? "agent" : "customer";
        }
        tx.chats.save(chat);
        for (std::int64_t seq = 1; seq <= chat.seq; ++seq) {
            bool const by_agent = seq % 2 == 0;
            tx.messages.add({tx.make_id<MessageId>(),
                             organization_,
                             chat.id,
                             seq,
                             answered + seconds{5 * seq},
                             by_agent ? store::AuthorKind::agent : store::AuthorKind::customer,
                             by_agent ? agent.value : visitor.id.value,
                             "Somebody",
                             std::to_string(number * size_.messages + seq),
                             domain::redaction::as_it_is(vocabulary_.text(random_)),
                             {}});
        }
        if (chat.ended_at && chat.agent) {
            tx.codes.set(organization_, chat.id, agent,
                         {codes_[static_cast<std::size_t>(random_.below(20))]});
        }
        if (number % 20 == 0) {
            store::Offer const offer{tx.make_id<OfferId>(),
                                     organization_,
                                     chat.id,
                                     chat.queue,
                                     agent,
                                     store::OfferState::open,
                                     asked,
                                     asked + seconds{30},
                                     {},
                                     {}};
            tx.offers.add(offer);
            tx.offers.decide(offer.id, store::OfferState::expired, asked + seconds{30}, "");
        }
        if (number % 5 == 0) {
            bool const available = random_.below(2) == 0;
            tx.agent_times.add(organization_, agent,
                               {asked, available ? domain::Label::available : domain::Label::away,
                                available ? "available" : "away", ""});
        }
    }

    Size const& size_;
    ManualClock clock_;
    IdMaker ids_;
    Limits limits_;
    store::FreshPlace fresh_;
    std::unique_ptr<store::Connection> connection_;
    Random random_;
    Vocabulary vocabulary_;
    OrganizationId organization_;
    PartitionId partition_;
    service::Actor manager_;
    std::vector<QueueId> queues_;
    std::vector<UserId> agents_;
    std::vector<CodeId> codes_;
    std::vector<ChatId> chats_;  // some of them
};

}  // namespace parley::bench
