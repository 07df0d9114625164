#pragma once
// History is counted once: every hour that is over is folded into a row a day for each queue,
// agent, code and state (C20), so that a report costs the same whatever lies behind it. What has
// happened is attributed to the instant at which it came true, and does not change any more; the
// codes of a chat do, and then its hour is folded again. Folding an hour again gives the same.

#include <compare>
#include <functional>
#include <optional>
#include <string>

#include "domain/report.hpp"
#include "store/tx.hpp"

namespace parley::service {

/// What is counted together.
struct ReportKey {
    OrganizationId organization;
    store::ReportSubject subject;
    QueueId queue;      // 0: of no queue
    std::int64_t ref;   // of the agent or code; 0: of the whole queue
    std::string state;  // label, status and reason of an agent's time

    friend auto operator<=>(ReportKey const&, ReportKey const&) = default;
};

/// Where it is counted: the sums for this key at this instant.
using Counted = std::function<domain::Sums&(ReportKey const&, Instant)>;

/// Counts what has happened in the span, of all organizations within the wall; `only` what there is
/// to say of this subject.
void count(store::Tx& tx, store::Span span, std::optional<store::ReportSubject> only,
           Counted const& counted);

/// An ordinary operation of the timer: folds the hours that are over, those of which something has
/// changed, and history from before, in slices that keep nobody waiting.
void fold_reports(store::Tx& tx);

/// `each` gets the number of each of a day's stored quarters, from 0, and its sums as a word.
void each_quarter(std::string_view quarters,
                  std::function<void(std::int64_t, std::string_view)> const& each);

}  // namespace parley::service
