#include "service/reports.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/ensure.hpp"
#include "base/time_zone.hpp"
#include "service/access.hpp"
#include "service/report_folding.hpp"

namespace parley::service {

namespace {

using domain::Counter;
using domain::Sums;
using domain::Timed;
using std::chrono::days;
using std::chrono::local_days;
using store::ReportSubject;
using store::Span;

constexpr std::int64_t days_max = 400;
constexpr std::size_t rows_max = 10'000;
constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t quarter_ms = domain::a_quarter.count();

/// Local days, the last one within.
struct Days {
    local_days from;
    local_days to;
};

/// What a row is about; `time` as of `by`.
struct RowKey {
    std::int64_t time = 0;
    std::int64_t id = 0;
    std::string state = {};
    friend auto operator<=>(RowKey const&, RowKey const&) = default;
};

local_days day_of(std::string const& text, std::string const& path) {
    auto const day = day_from_text(text);
    constexpr local_days first{std::chrono::year{2000} / 1 / 1};
    constexpr local_days last{std::chrono::year{2100} / 1 / 1};
    if (!day || *day < first || *day > last) throw invalid(path, "must be a day like 2026-11-22");
    return *day;
}

ReportSubject subject_of(ReportKind kind) {
    switch (kind) {
        case ReportKind::queues:
        case ReportKind::hours:
            return ReportSubject::queue;
        case ReportKind::agents:
            return ReportSubject::agent;
        case ReportKind::codes:
            return ReportSubject::code;
        case ReportKind::states:
            break;
    }
    return ReportSubject::state;
}

/// A report, as it is asked for.
class Asked {
  public:
    Asked(Tx& tx, Actor const& actor, ReportGet const& p)
        : tx_(tx),
          actor_(actor),
          kind_(p.kind),
          subject_(subject_of(p.kind)),
          by_(p.by                          ? p.by
              : p.kind == ReportKind::hours ? std::optional{ReportBy::weekday_hour}
                                            : std::nullopt),
          zone_(zone_named(p.zone.value_or("UTC"))),
          days_{day_of(p.from, "/from"), day_of(p.to, "/to")} {
        if (days_.to < days_.from) throw invalid("/to", "must not be before from");
        if ((days_.to - days_.from).count() >= days_max) {
            throw invalid("/to",
                          "must be less than " + std::to_string(days_max) + " days after from");
        }
        limit_queues(p);
        limit_agents(p);
        folded_ = tx.reports.folded().value_or(Span{});
    }

    Days const& days() const { return days_; }
    Days before() const {
        auto const length = days_.to - days_.from + std::chrono::days{1};
        return {days_.from - length, days_.to - length};
    }
    std::optional<ReportBy> by() const { return by_; }

    /// History from before is not all counted yet.
    std::optional<Instant> counted_since(Days const& period) {
        auto const first = tx_.facts.first();
        if (!first || folded_.from <= span_of(period).from || folded_.from <= *first) {
            return std::nullopt;
        }
        return folded_.from;
    }

    ReportPeriod period(Days const& period) {
        span_ = span_of(period);
        rows_.clear();
        total_ = {};
        read_folded();
        read_open();
        if (rows_.size() > rows_max) {
            throw invalid("/by", "gives more than " + std::to_string(rows_max) + " rows");
        }
        ReportPeriod result{day_text(period.from), day_text(period.to), row({}, total_), {}};
        for (auto const& [key, sums] : rows_) {
            if (sums.empty()) continue;
            result.rows.push_back(row(key, sums));
            tell_apart(result.rows.back(), key);
        }
        return result;
    }

  private:
    static TimeZone zone_named(std::string const& name) {
        auto const zone = TimeZone::find(name);
        if (!zone) throw invalid("/zone", "there is no such time zone");
        return *zone;
    }

    void limit_queues(ReportGet const& p) {
        if (!p.queues || p.queues->empty()) return;
        if (subject_ == ReportSubject::state) {
            throw invalid("/queues", "agents' times are not those of a queue");
        }
        for (std::size_t i = 0; i < p.queues->size(); ++i) {
            auto const id = (*p.queues)[i];
            auto const queue = find_ever(id);
            if (!queue || queue->organization != actor_.organization || !actor_.reaches(id)) {
                throw invalid("/queues/" + std::to_string(i), "there is no such queue");
            }
            queues_.insert(id);
        }
    }

    void limit_agents(ReportGet const& p) {
        if (!p.agents || p.agents->empty()) return;
        if (subject_ != ReportSubject::agent && subject_ != ReportSubject::state) {
            throw invalid("/agents", "is for reports on agents");
        }
        for (std::size_t i = 0; i < p.agents->size(); ++i) {
            auto const id = (*p.agents)[i];
            auto const agent = tx_.agents.find(id);
            if (!agent || agent->organization != actor_.organization) {
                throw invalid("/agents/" + std::to_string(i), "there is no such agent");
            }
            agents_.insert(id.value);
        }
    }

    /// Also one that has been removed.
    std::optional<store::Queue> find_ever(QueueId id) {
        try {
            return tx_.queues.get(id);
        } catch (Refused const&) {
            return std::nullopt;
        }
    }

    Span span_of(Days const& period) const {
        return {zone_.instant(period.from, 0), zone_.instant(period.to + std::chrono::days{1}, 0)};
    }

    bool shows(QueueId queue, std::int64_t ref) {
        if (subject_ == ReportSubject::state) {
            return (agents_.empty() || agents_.contains(ref)) && reaches(UserId{ref});
        }
        if (subject_ == ReportSubject::agent && !agents_.empty() && !agents_.contains(ref)) {
            return false;
        }
        return (queues_.empty() || queues_.contains(queue)) && actor_.reaches(queue);
    }

    bool reaches(UserId agent) {
        if (!actor_.reach) return true;
        auto const [known, fresh] = reached_.try_emplace(agent, false);
        if (fresh) known->second = reaches_agent(tx_, actor_, agent);
        return known->second;
    }

    std::int64_t time_of(Instant at) {
        if (!by_) return 0;
        auto const [known, fresh] = times_.try_emplace(at.ms / quarter_ms, 0);
        if (!fresh) return known->second;
        auto const local = zone_.local(at);
        auto const hour = local.minute / 60;
        switch (*by_) {
            case ReportBy::day:
                known->second = local.day.time_since_epoch().count();
                break;
            case ReportBy::hour:
                known->second = hour;
                break;
            case ReportBy::weekday_hour:
                auto const weekday = std::chrono::weekday{local.day}.iso_encoding();
                known->second = std::int64_t{weekday} * 24 + hour;
                break;
        }
        return known->second;
    }

    Sums& sums(QueueId queue, std::int64_t ref, std::string const& state, Instant at) {
        RowKey key{time_of(at), 0, state};
        if (kind_ == ReportKind::queues) key.id = queue.value;
        if (kind_ == ReportKind::agents || kind_ == ReportKind::codes ||
            kind_ == ReportKind::states) {
            key.id = ref;
        }
        return rows_[std::move(key)];
    }

    /// Whole days by their sums, unless parts of them are told apart.
    void read_folded() {
        Span const part{std::max(span_.from, folded_.from), std::min(span_.until, folded_.until)};
        if (part.until <= part.from) return;
        auto const day = [](std::int64_t number) { return Instant{number * day_ms}; };
        auto const first = part.from.ms / day_ms;
        auto const end = (part.until.ms + day_ms - 1) / day_ms;
        auto const whole_from = (part.from.ms + day_ms - 1) / day_ms;
        auto const whole_until = part.until.ms / day_ms;
        if (by_ || whole_until <= whole_from) {
            read_quarters({day(first), day(end)}, part);
            return;
        }
        read_quarters({day(first), day(whole_from)}, part);
        for (auto const& row :
             tx_.reports.sums(actor_.organization, subject_, {day(whole_from), day(whole_until)})) {
            if (!shows(row.queue, row.ref)) continue;
            domain::add_word(sums(row.queue, row.ref, row.state, row.day), row.text);
            domain::add_word(total_, row.text);
        }
        read_quarters({day(whole_until), day(end)}, part);
    }

    void read_quarters(Span days, Span part) {
        if (days.until <= days.from) return;
        for (auto const& row : tx_.reports.quarters(actor_.organization, subject_, days)) {
            if (!shows(row.queue, row.ref)) continue;
            each_quarter(row.text, [&](std::int64_t number, std::string_view word) {
                Instant const at{row.day.ms + number * quarter_ms};
                if (at < part.from || at >= part.until) return;
                domain::add_word(sums(row.queue, row.ref, row.state, at), word);
                domain::add_word(total_, word);
            });
        }
    }

    /// What has not been folded yet is counted as it is, this very moment included.
    void read_open() {
        auto const end = tx_.now() + milliseconds{1};
        Span const part{std::max(span_.from, folded_.until), std::min(span_.until, end)};
        if (part.until <= part.from) return;
        std::map<RowKey, Sums> folded;
        folded.swap(rows_);
        Sums others;
        count(tx_, part, subject_, [&](ReportKey const& key, Instant at) -> Sums& {
            bool const counts = key.organization == actor_.organization &&
                                key.subject == subject_ && shows(key.queue, key.ref);
            return counts ? sums(key.queue, key.ref, key.state, at) : others;
        });
        for (auto const& [key, found] : rows_) {
            folded[key].add(found);
            total_.add(found);
        }
        rows_.swap(folded);
    }

    static std::optional<ReportTimes> times(domain::Histogram const& of) {
        if (of.count() == 0) return std::nullopt;
        std::vector<std::int64_t> counts{of.counts().begin(), of.counts().end()};
        while (counts.back() == 0) counts.pop_back();
        return ReportTimes{of.count(), of.mean_s(), of.quantile_s(0.5), of.quantile_s(0.9),
                           std::move(counts)};
    }

    static ReportRow row(RowKey const&, Sums const& sums) {
        ReportRow row{};
        row.arrived = sums[Counter::arrived];
        row.answered = sums[Counter::answered];
        row.answered_in_time = sums[Counter::in_time];
        row.service_percent = sums.service_percent();
        row.abandoned = sums[Counter::abandoned];
        row.left_message = sums[Counter::left_message];
        row.solved_by_bot = sums[Counter::solved_by_bot];
        row.handled = sums[Counter::handled];
        row.transferred = sums[Counter::transferred];
        row.missed = sums[Counter::missed];
        row.declined = sums[Counter::declined];
        row.coded = sums[Counter::coded];
        row.seconds = (sums[Counter::state_ms] + 500) / 1000;
        row.wait = times(sums[Timed::wait]);
        row.gave_up = times(sums[Timed::gave_up]);
        row.first_answer = times(sums[Timed::first_answer]);
        row.handle = times(sums[Timed::handle]);
        row.wrap_up = times(sums[Timed::wrap_up]);
        return row;
    }

    /// Says what the row is about.
    void tell_apart(ReportRow& row, RowKey const& key) {
        if (by_ == ReportBy::day) row.day = day_text(local_days{std::chrono::days{key.time}});
        if (by_ == ReportBy::hour) row.hour = key.time;
        if (by_ == ReportBy::weekday_hour) {
            row.weekday = key.time / 24;
            row.hour = key.time % 24;
        }
        if (kind_ == ReportKind::hours) return;
        if (kind_ == ReportKind::queues) row.queue = QueueId{key.id};
        if (kind_ == ReportKind::codes) row.code = CodeId{key.id};
        if (kind_ == ReportKind::agents || kind_ == ReportKind::states) row.agent = UserId{key.id};
        row.name = name_of(key.id);
        if (kind_ != ReportKind::states) return;
        auto const first = key.state.find('/');
        auto const second = key.state.find('/', first + 1);
        ENSURE(first != std::string::npos && second != std::string::npos);
        row.label = from_word<domain::Label>(key.state.substr(0, first));
        row.status = key.state.substr(first + 1, second - first - 1);
        if (second + 1 < key.state.size()) row.reason = key.state.substr(second + 1);
    }

    std::string const& name_of(std::int64_t id) {
        auto const [known, fresh] = names_.try_emplace(id);
        if (!fresh) return known->second;
        if (kind_ == ReportKind::queues) {
            known->second = tx_.queues.get(QueueId{id}).name;
        } else if (kind_ == ReportKind::codes) {
            known->second =
                tx_.reports.code_label(actor_.organization, CodeId{id}).value_or(std::string{});
        } else {
            known->second = tx_.people.get(UserId{id}).display_name;
        }
        return known->second;
    }

    Tx& tx_;
    Actor const& actor_;
    ReportKind const kind_;
    ReportSubject const subject_;
    std::optional<ReportBy> const by_;
    TimeZone const zone_;
    Days const days_;
    std::set<QueueId> queues_;
    std::set<std::int64_t> agents_;
    Span folded_;
    Span span_;
    std::map<RowKey, Sums> rows_;
    Sums total_;
    std::map<UserId, bool> reached_;
    std::map<std::int64_t, std::int64_t> times_;
    std::map<std::int64_t, std::string> names_;
};

ReportGet without_file(ReportExport const& p) {
    return {p.kind, p.from, p.to, p.zone, p.queues, p.agents, p.by, {}};
}

}  // namespace

ReportResult report_get(Tx& tx, Actor const& actor, ReportGet const& p) {
    actor.need(domain::Right::report_view);
    Asked asked{tx, actor, p};
    Report report{p.kind,
                  p.zone.value_or("UTC"),
                  tx.now(),
                  asked.counted_since(p.compare.value_or(false) ? asked.before() : asked.days()),
                  {domain::bucket_bounds_s.begin(), domain::bucket_bounds_s.end()},
                  asked.period(asked.days()),
                  {}};
    if (p.compare.value_or(false)) report.before = asked.period(asked.before());
    return {std::move(report)};
}

ReportExported report_export(Tx& tx, Actor const& actor, ReportExport const& p) {
    actor.need(domain::Right::report_view);
    Asked asked{tx, actor, without_file(p)};
    auto const period = asked.period(asked.days());
    auto text = csv_of(p.kind, asked.by(), period.rows);
    if (p.bom.value_or(false)) text.insert(0, "\xEF\xBB\xBF");
    return {{"parley-" + std::string{word(p.kind)} + "-" + period.from + "-" + period.to + ".csv",
             "text/csv; charset=utf-8", std::move(text)}};
}

}  // namespace parley::service
