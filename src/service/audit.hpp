#pragma once
// The audit log: what is written into it, and the operations that read it. Reading needs
// Right::settings_view, which an auditor has. Sources: P22; promises.md 3.6.

#include "domain/audit.hpp"
#include "service/operations.hpp"

namespace parley::service {

/// A field that is different, with its values as text; of a list or an object its JSON.
struct FieldChange {
    std::string field;
    std::optional<std::string> from;  // left out: there was none
    std::optional<std::string> to;
};
BOOST_DESCRIBE_STRUCT(FieldChange, (), (field, from, to))

/// What an act is about.
struct AuditTarget {
    std::string type;
    std::string id;
    std::string name;  // at that time
};

struct AuditEntry {
    std::string event;
    AuditTarget target;
    std::vector<FieldChange> changes;
    std::string request_id;
    std::optional<Code> refused;  // none: it was done
};

/// Adds a row in the transaction of what it tells of: neither is there without the other. Everybody
/// who does something at the same time meets here, so only privileged acts have rows.
void audit(Tx& tx, Actor const& actor, AuditEntry const& entry);
/// The same of what somebody did at the server's command line.
void audit_command(Tx& tx, OrganizationId organization, AuditEntry const& entry);

/// Somebody has signed in.
void audit_sign_in(Tx& tx, UserId user, std::string const& address);
/// Nobody was signed in: a wrong password, or too many tries. Nothing is written of a name that
/// nobody has, which belongs to no organization.
void audit_no_sign_in(Tx& tx, std::string const& name, std::string const& address, Code why);

// --- operations ----------------------------------------------------------------------------------

struct AuditActorView {
    domain::AuditedBy kind;
    std::optional<UserId> id;
    std::string name;                // name and roles are those of that time
    std::vector<std::string> roles;  // keys
};
BOOST_DESCRIBE_STRUCT(AuditActorView, (), (kind, id, name, roles))
struct AuditTargetView {
    std::string type;
    std::optional<std::string> id;
    std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(AuditTargetView, (), (type, id, name))
struct AuditRowView {
    std::int64_t seq;
    Instant at;
    std::string event;
    domain::AuditOutcome outcome;
    std::optional<std::string> reason;  // of a failure
    AuditActorView actor;
    std::optional<std::string> address;
    std::optional<AuditTargetView> target;
    std::vector<FieldChange> changes;
    std::optional<std::string> request_id;
    std::optional<std::string> node;
    std::string prev_hash;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(AuditRowView, (),
                      (seq, at, event, outcome, reason, actor, address, target, changes, request_id,
                       node, prev_hash, hash))

struct AuditList {
    std::optional<std::string> event;
    std::optional<UserId> actor;
    std::optional<std::string> target_type;
    std::optional<std::string> target;  // id
    std::optional<Instant> from;
    std::optional<Instant> to;         // before it
    std::optional<std::string> after;  // `next` of the page before
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(AuditList, (), (event, actor, target_type, target, from, to, after, limit))
struct AuditPage {
    std::vector<AuditRowView> items;  // newest first
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(AuditPage, (), (items, next))
AuditPage audit_list(Tx& tx, Actor const& actor, AuditList const& p);

struct AuditVerify {
    std::optional<std::int64_t> after;  // `next` of the call before, in one walk of several calls
};
BOOST_DESCRIBE_STRUCT(AuditVerify, (), (after))
struct AuditVerified {
    bool intact;                         // as far as this call has looked
    std::optional<std::int64_t> broken;  // the first row that is not what it was, or not there
    std::int64_t rows;                   // of the whole log
    std::string hash;                    // of its last row
    std::optional<std::int64_t> next;    // there is more to look at
};
BOOST_DESCRIBE_STRUCT(AuditVerified, (), (intact, broken, rows, hash, next))
AuditVerified audit_verify(Tx& tx, Actor const& actor, AuditVerify const& p);

/// The same walk without an actor: at most `rows_max` rows of an organization.
AuditVerified verify_audit(Tx& tx, OrganizationId organization, std::int64_t after,
                           std::int64_t rows_max);

}  // namespace parley::service
