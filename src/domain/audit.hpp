#pragma once
// The chain of the audit log: what a row says, its canonical text, and whether rows follow each
// other. Each row carries the hash of the one before, so that nobody can change, remove or exchange
// one without all that follow (P22). Source: promises.md 3.6.

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/time.hpp"

namespace parley::domain {

/// A member of staff, somebody at the server's command line, or nobody that is known.
enum class AuditedBy { staff, command, unknown };
BOOST_DESCRIBE_ENUM(AuditedBy, staff, command, unknown)
enum class AuditOutcome { success, failure };
BOOST_DESCRIBE_ENUM(AuditOutcome, success, failure)

/// What a row says. Texts are empty where there is nothing to say, and words are texts as well: a
/// row that somebody has damaged can still be read. Never in it: what was written in a chat,
/// passwords, tokens.
struct AuditFact {
    OrganizationId organization;
    std::int64_t seq;  // 1, 2, 3 … in each organization
    Instant at;
    std::string event;  // the operation, or a word of OWASP's: authn_login_fail, authz_fail
    std::string outcome;
    std::string reason;  // of a failure: the code of the refusal
    std::string actor_kind;
    std::string actor;  // id; name and roles are those of that time
    std::string actor_name;
    std::string actor_roles;  // keys with spaces between
    std::string address;      // where the call came from
    std::string target_type;
    std::string target;
    std::string target_name;
    RawJson changes;  // list of {field, from, to}
    std::string request_id;
    std::string node;
};
BOOST_DESCRIBE_STRUCT(AuditFact, (),
                      (organization, seq, at, event, outcome, reason, actor_kind, actor, actor_name,
                       actor_roles, address, target_type, target, target_name, changes, request_id,
                       node))

/// Hashes are SHA-256 in 64 hexadecimal digits.
struct AuditRow : AuditFact {
    std::string prev_hash;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(AuditRow, (AuditFact), (prev_hash, hash))

/// The last row of a chain, kept beside it: rows cannot be missing at the end unnoticed.
struct AuditHead {
    std::int64_t seq = 0;
    std::string hash = std::string(64, '0');  // what the first row has before it
};
BOOST_DESCRIBE_STRUCT(AuditHead, (), (seq, hash))

/// SHA-256 of the hash before and the canonical row, which is its JSON as it is exported, without
/// the two hashes at its end.
std::string audit_hash(std::string const& prev_hash, AuditFact const& fact);

/// The row that comes after this head. Gives the fact its seq.
AuditRow chained(AuditHead const& head, AuditFact fact);

/// Walks along a chain, from its beginning or from a row that was found to be right.
class AuditWalk {
  public:
    AuditWalk() = default;
    explicit AuditWalk(AuditHead from) : at_(std::move(from)) {}

    /// Gives whether the chain is whole so far.
    bool step(AuditRow const& row);
    /// All rows have been seen: the head must be where the walk is.
    bool finish(AuditHead const& head);

    /// The seq of the first row that is not what it was, or not there.
    std::optional<std::int64_t> broken() const { return broken_; }
    AuditHead const& at() const { return at_; }

  private:
    AuditHead at_;
    std::optional<std::int64_t> broken_;
};

}  // namespace parley::domain
