#include "service/audit.hpp"

#include <charconv>

#include <boost/json.hpp>

#include "base/text.hpp"
#include "service/sessions.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

// How many rows one call walks along: some seconds of a reader.
constexpr std::int64_t verified_at_once = 100'000;
constexpr std::int64_t read_at_once = 1'000;

domain::AuditFact fact(Tx& tx, OrganizationId organization, AuditEntry const& entry) {
    domain::AuditFact fact{};
    fact.organization = organization;
    fact.at = tx.now();
    fact.event = entry.event;
    auto const outcome =
        entry.refused ? domain::AuditOutcome::failure : domain::AuditOutcome::success;
    fact.outcome = word(outcome);
    if (entry.refused) fact.reason = code_word(*entry.refused);
    fact.actor_kind = word(domain::AuditedBy::unknown);
    fact.target_type = entry.target.type;
    fact.target = entry.target.id;
    fact.target_name = entry.target.name;
    fact.changes = {to_json(entry.changes)};
    fact.request_id = entry.request_id;
    if (tx.node()) fact.node = to_text(tx.node());
    return fact;
}

std::vector<FieldChange> changes_in(std::string const& stored) {
    namespace json = boost::json;
    boost::system::error_code damaged;
    auto const value = json::parse(stored, damaged);
    // A row that somebody has damaged is shown all the same: the chain tells of it.
    if (damaged || !value.is_array()) return {{"?", std::nullopt, stored}};
    auto const text = [](json::object const& of, std::string_view name) {
        auto const* const found = of.if_contains(name);
        auto const* const text = found ? found->if_string() : nullptr;
        return text ? std::optional{std::string{*text}} : std::nullopt;
    };
    std::vector<FieldChange> changes;
    for (auto const& each : value.get_array()) {
        auto const* const change = each.if_object();
        if (!change) continue;
        changes.push_back(
            {text(*change, "field").value_or("?"), text(*change, "from"), text(*change, "to")});
    }
    return changes;
}

AuditRowView view(domain::AuditRow const& row) {
    AuditRowView view{
        row.seq,
        row.at,
        row.event,
        from_word<domain::AuditOutcome>(row.outcome).value_or(domain::AuditOutcome::failure),
        unless_empty(row.reason),
        {from_word<domain::AuditedBy>(row.actor_kind).value_or(domain::AuditedBy::unknown),
         id_from_text<UserTag>(row.actor), row.actor_name, words_in(row.actor_roles)},
        unless_empty(row.address),
        {},
        changes_in(row.changes.text),
        unless_empty(row.request_id),
        unless_empty(row.node),
        row.prev_hash,
        row.hash};
    if (!row.target_type.empty()) {
        view.target = {row.target_type, unless_empty(row.target), unless_empty(row.target_name)};
    }
    return view;
}

/// The seq that a page goes on from.
std::int64_t seq_in(std::string const& next) {
    std::int64_t seq = 0;
    auto const* const end = next.data() + next.size();
    auto const [stop, error] = std::from_chars(next.data(), end, seq);
    if (error != std::errc{} || stop != end || seq < 1) {
        throw invalid("/after", "this is not the `next` of a page");
    }
    return seq;
}

AuditTarget target_of(store::User const& user) {
    return {"user", to_text(user.id), user.display_name};
}

}  // namespace

void audit(Tx& tx, Actor const& actor, AuditEntry const& entry) {
    auto row = fact(tx, actor.organization, entry);
    // A wallboard's token may be in anybody's hands, and customers are who they say; their names
    // are not for a log that is kept for ever.
    switch (actor.kind) {
        case Actor::Kind::wallboard:
            row.actor_kind = word(domain::AuditedBy::unknown);
            row.actor = to_text(actor.wallboard);
            row.actor_name = actor.name;
            break;
        case Actor::Kind::customer:
            row.actor_kind = word(domain::AuditedBy::unknown);
            row.actor = to_text(actor.visitor);
            break;
        default:
            row.actor_kind = word(domain::AuditedBy::staff);
            row.actor = to_text(actor.user);
            row.actor_name = actor.name;
    }
    for (auto const& role : actor.roles)
        row.actor_roles += (row.actor_roles.empty() ? "" : " ") + role;
    row.address = actor.address;
    tx.audit.add(std::move(row));
}

void audit_command(Tx& tx, OrganizationId organization, AuditEntry const& entry) {
    auto row = fact(tx, organization, entry);
    row.actor_kind = word(domain::AuditedBy::command);
    tx.audit.add(std::move(row));
}

void audit_sign_in(Tx& tx, UserId id, std::string const& address) {
    auto const user = tx.people.get(id);
    auto actor = staff_actor(tx, user);
    actor.address = address;
    audit(tx, actor, {"authn_login_success", target_of(user), {}, {}, {}});
}

void audit_no_sign_in(Tx& tx, std::string const& name, std::string const& address, Code why) {
    auto const user = tx.people.user(fold_case(clean_line(name)));
    if (!user) return;
    auto const* const event = why == Code::too_many ? "authn_login_lock" : "authn_login_fail";
    auto row = fact(tx, user->organization, {event, target_of(*user), {}, {}, why});
    row.address = address;
    tx.audit.add(std::move(row));
}

AuditPage audit_list(Tx& tx, Actor const& actor, AuditList const& p) {
    actor.need(domain::Right::settings_view);
    constexpr std::int64_t page = 50;
    auto const limit = page_limit(p.limit, page, tx.limits().page_max);
    store::AuditFilter const filter{
        p.event.value_or(""),       p.actor ? to_text(*p.actor) : std::string{},
        p.target_type.value_or(""), p.target.value_or(""),
        p.from.value_or(Instant{}), p.to.value_or(Instant{INT64_MAX})};
    AuditPage result;
    auto const below = p.after ? seq_in(*p.after) : INT64_MAX;
    for (auto const& row : tx.audit.page(actor.organization, filter, below, limit + 1)) {
        if (std::ssize(result.items) == limit) {
            result.next = std::to_string(result.items.back().seq);
            break;
        }
        result.items.push_back(view(row));
    }
    return result;
}

AuditVerified audit_verify(Tx& tx, Actor const& actor, AuditVerify const& p) {
    actor.need(domain::Right::settings_view);
    return verify_audit(tx, actor.organization, p.after.value_or(0), verified_at_once);
}

AuditVerified verify_audit(Tx& tx, OrganizationId organization, std::int64_t after,
                           std::int64_t rows_max) {
    auto const head = tx.audit.head(organization);
    domain::AuditWalk walk;
    if (after > 0) {
        auto const before = tx.audit.after(organization, after - 1, 1);
        if (before.empty() || before[0].seq != after)
            throw invalid("/after", "there is no such row");
        walk = domain::AuditWalk{{after, before[0].hash}};
    }
    AuditVerified result{true, {}, head.seq, head.hash, {}};
    for (auto const last = walk.at().seq + rows_max; walk.at().seq < last;) {
        auto const rows = tx.audit.after(organization, walk.at().seq,
                                         std::min(read_at_once, last - walk.at().seq));
        for (auto const& row : rows) {
            if (!walk.step(row)) break;
        }
        if (rows.empty()) walk.finish(head);
        result.broken = walk.broken();
        result.intact = !result.broken;
        if (rows.empty() || result.broken) return result;
    }
    result.next = walk.at().seq;
    return result;
}

}  // namespace parley::service
