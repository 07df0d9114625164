#include "domain/audit.hpp"

#include <algorithm>

#include "base/secret.hpp"

namespace parley::domain {

std::string audit_hash(std::string const& prev_hash, AuditFact const& fact) {
    return sha256(prev_hash + to_json(fact));
}

AuditRow chained(AuditHead const& head, AuditFact fact) {
    fact.seq = head.seq + 1;
    auto hash = audit_hash(head.hash, fact);
    return {std::move(fact), head.hash, std::move(hash)};
}

bool AuditWalk::step(AuditRow const& row) {
    if (broken_) return false;
    bool const follows = row.seq == at_.seq + 1 && row.prev_hash == at_.hash &&
                         row.hash == audit_hash(row.prev_hash, row);
    if (follows) {
        at_ = {row.seq, row.hash};
    } else {
        broken_ = at_.seq + 1;
    }
    return follows;
}

bool AuditWalk::finish(AuditHead const& head) {
    if (!broken_ && (head.seq != at_.seq || head.hash != at_.hash)) {
        broken_ = std::min(head.seq, at_.seq) + (head.seq == at_.seq ? 0 : 1);
    }
    return !broken_;
}

}  // namespace parley::domain
