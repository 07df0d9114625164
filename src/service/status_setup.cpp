// What agents may be doing, and why: an administrator names it (E40, W34; behaviour.md 6.2).
#include <algorithm>
#include <set>

#include "domain/presets.hpp"
#include "service/administration.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::int64_t statuses_max = 50;
constexpr std::size_t reasons_max = 50;

template <class Rows>
auto find_key(Rows& rows, std::string const& key) {
    return std::ranges::find(rows, key, [](auto const& row) { return row.key; });
}

/// The words of an administrator; empty only where the faces have words for the key.
template <class Known>
std::string label_for(Tx& tx, std::optional<std::string> const& label, std::string const& key,
                      Known const& known, std::string const& path) {
    auto text = clean_name(label.value_or(""), tx.limits().name_text_max, path);
    if (text.empty() && find_key(known, key) == known.end()) {
        throw invalid(path, "must not be empty");
    }
    return text;
}

/// What the rules rely on: each organization can be available, offline and have missed a chat, and
/// whoever missed one says so by themselves (W4, W5).
void check_known_keys(domain::Status const& status) {
    auto const first = domain::first_statuses();
    bool const is_missed = status.key == domain::missed;
    if ((status.kind == domain::StatusKind::missed) != is_missed) {
        throw invalid("/kind", "only the status rona is of the kind missed, and it always is");
    }
    if (is_missed && (status.by_agent || status.by_manager)) {
        throw invalid(status.by_agent ? "/by_agent" : "/by_manager", "nobody chooses this status");
    }
    if (status.key != domain::available && status.key != domain::offline) return;
    if (status.kind != find_key(first, status.key)->kind) {
        throw invalid("/kind", "the rules need this status as it is");
    }
    if (!status.by_agent) throw invalid("/by_agent", "agents must be able to choose this status");
    if (status.reason_required) {
        throw invalid("/reason_required", "the rules choose this status, without a reason");
    }
}

std::vector<domain::StatusReason> checked_reasons(Tx& tx, StatusSave const& p) {
    if (p.reasons.size() > reasons_max) throw invalid("/reasons", "at most 50");
    auto const known = domain::first_reasons();
    std::vector<domain::StatusReason> reasons;
    std::set<std::string> keys;
    for (std::size_t i = 0; i < p.reasons.size(); ++i) {
        auto const& given = p.reasons[i];
        auto const at = "/reasons/" + std::to_string(i);
        check_key(given.key, at + "/key");
        if (!keys.insert(given.key).second) throw invalid(at + "/key", "is there twice");
        reasons.push_back(
            {p.key, given.key, label_for(tx, given.label, given.key, known, at + "/label")});
    }
    if (p.reason_required && reasons.empty()) {
        throw invalid("/reason_required", "there are no reasons to choose from");
    }
    return reasons;
}

/// Those that presets bring along: the faces have words for all of them.
std::vector<domain::Status> statuses_with_words() {
    std::vector<domain::Status> all;
    for (auto const& preset : domain::presets()) {
        all.insert(all.end(), preset.statuses.begin(), preset.statuses.end());
    }
    return all;
}

void replace_reasons(Tx& tx, OrganizationId organization, std::string const& status,
                     std::vector<domain::StatusReason> const& reasons) {
    for (auto const& old : tx.statuses.reasons(organization)) {
        if (old.status != status || find_key(reasons, old.key) != reasons.end()) continue;
        if (tx.statuses.is_used(organization, old)) {
            throw Refused{Code::in_use, "an agent is away for the reason " + old.key, "/reasons"};
        }
    }
    tx.statuses.remove_reasons(organization, status);
    std::int64_t place = 0;
    for (auto const& reason : reasons) tx.statuses.save(organization, place++, reason);
}

AgentStatusItems changed(Tx& tx, Actor const& actor) {
    tell_setup_changed(tx, actor.organization, SetupPart::statuses);
    return status_list(tx, actor, {});
}

}  // namespace

AgentStatusItems status_save(Tx& tx, Actor const& actor, StatusSave const& p) {
    actor.need(domain::Right::settings_manage);
    check_key(p.key, "/key");
    domain::Status const status{p.key,
                                label_for(tx, p.label, p.key, statuses_with_words(), "/label"),
                                p.kind,
                                p.by_agent,
                                p.by_manager,
                                p.during_chat,
                                p.reason_required,
                                p.hides_dashboard.value_or(false),
                                p.auto_return_s.value_or(0)};
    constexpr std::int64_t day_s = 86'400;
    if (status.auto_return_s < 0 || status.auto_return_s > day_s) {
        throw invalid("/auto_return_s", "must be from 0 to 86400");
    }
    if (status.auto_return_s > 0 && status.kind == domain::StatusKind::offline) {
        throw invalid("/auto_return_s", "nobody comes back from offline by themselves");
    }
    check_known_keys(status);
    auto const reasons = checked_reasons(tx, p);
    auto all = tx.statuses.all(actor.organization);
    auto const count = std::ssize(all);
    auto const old = find_key(all, p.key);
    bool const is_new = old == all.end();
    if (is_new && count >= statuses_max) throw invalid("/key", "at most 50 statuses");
    if (!is_new && old->kind != p.kind && tx.statuses.is_used(actor.organization, p.key)) {
        throw Refused{Code::in_use, "an agent is in this status, or a switch names it", "/kind"};
    }
    auto const place = p.place.value_or(old - all.begin());
    auto const last = is_new ? count : count - 1;
    if (place < 0 || place > last) {
        throw invalid("/place", "must be from 0 to " + std::to_string(last));
    }
    if (!is_new) all.erase(old);
    all.insert(all.begin() + place, status);
    for (std::int64_t i = 0; auto const& each : all)
        tx.statuses.save(actor.organization, i++, each);
    replace_reasons(tx, actor.organization, p.key, reasons);
    return changed(tx, actor);
}

AgentStatusItems status_remove(Tx& tx, Actor const& actor, StatusRemove const& p) {
    actor.need(domain::Right::settings_manage);
    for (auto const* key : {domain::available, domain::offline, domain::missed}) {
        if (p.key == key) throw invalid("/key", "the rules need this status");
    }
    if (!tx.statuses.find(actor.organization, p.key)) throw Refused{Code::not_found};
    if (tx.statuses.is_used(actor.organization, p.key)) {
        throw Refused{Code::in_use, "an agent is in this status, or a switch names it", "/key"};
    }
    tx.statuses.remove(actor.organization, p.key);
    return changed(tx, actor);
}

}  // namespace parley::service
