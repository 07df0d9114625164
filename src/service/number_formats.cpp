#include "service/number_formats.hpp"

#include <set>
#include <unordered_map>

#include <boost/json.hpp>

#include "service/policy.hpp"
#include "service/redaction.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace redaction = domain::redaction;

namespace {

constexpr std::int64_t tried_points_max = 10'000;

std::vector<NumberFormatView> formats_in(std::string const& stored) {
    std::vector<NumberFormatView> formats;
    for (auto const& each : boost::json::parse(stored).as_array()) {
        auto const& one = each.as_object();
        formats.push_back({std::string{one.at("name").as_string()},
                           std::string{one.at("pattern").as_string()},
                           from_word<redaction::Check>(one.at("check").as_string())
                               .value_or(redaction::Check{})});
    }
    return formats;
}

RedactionSetup setup_of(Tx& tx, OrganizationId organization) {
    auto const row = tx.number_formats.of(organization);
    return row ? RedactionSetup{formats_in(row->formats), row->version} : RedactionSetup{{}, 0};
}

/// Refuses what cannot be used, one by one, so that its path can be told.
void need_usable(NumberFormatView const& format, std::string const& path) {
    try {
        redaction::Formats const alone{{{format.name, format.pattern, format.check}}};
    } catch (Refused const& refused) {
        throw invalid(path + "/pattern", refused.detail);
    }
}

}  // namespace

RedactionSetup redaction_get(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::settings_view);
    return setup_of(tx, actor.organization);
}

RedactionSetup redaction_update(Tx& tx, Actor const& actor, RedactionUpdate const& p) {
    actor.need(domain::Right::settings_manage);
    if (p.version < 0) throw invalid("/version", "must not be negative");
    if (p.formats.size() > redaction::formats_max) throw invalid("/formats", "at most 32");
    auto formats = p.formats;
    std::set<std::string> names;
    for (std::size_t i = 0; i < formats.size(); ++i) {
        auto& format = formats[i];
        auto const path = "/formats/" + std::to_string(i);
        format.name = clean_name(format.name, tx.limits().name_text_max, path + "/name");
        if (format.name.empty()) throw invalid(path + "/name", "must not be empty");
        if (!names.insert(format.name).second) {
            throw invalid(path + "/name", "there is another one of this name");
        }
        need_usable(format, path);
    }
    auto const before = setup_of(tx, actor.organization);
    if (before.version != p.version) {
        throw Refused{Code::conflict, "somebody has changed it since", "/version"};
    }
    tx.number_formats.save(actor.organization, {to_json(formats), before.version + 1});
    tell_setup_changed(tx, actor.organization, SetupPart::redaction);
    return {std::move(formats), before.version + 1};
}

FindView find_view(redaction::Find const& find) {
    FindView view{find.kind, find.rule, find.begin, find.end, {}, {}, {}};
    if (find.kind != redaction::Kind::card) return view;
    view.score = find.score;
    view.brand = find.brand;
    if (!find.last_four.empty()) view.last_four = find.last_four;
    return view;
}

RedactionTried redaction_try(Tx& tx, Actor const& actor, RedactionTry const& p) {
    actor.need(domain::Right::settings_view);
    auto const organization = actor.organization;
    auto policy = resolve(tx.settings.chain(organization, {}, {}, {}));
    if (p.queue) {
        auto const queue = tx.queues.find(*p.queue);
        if (!queue || queue->organization != organization) throw Refused{Code::not_found};
        policy = policy_of(tx, *queue);
    }
    auto const said = clean_said(p.text, tried_points_max, "/text");
    auto const [how, rules] = redaction_rules(tx, organization, policy);
    RedactionTried tried{how, policy.redaction_mode, {}, {}};
    if (how == domain::Redaction::off) {
        tried.text = Listener::text_of(said);
        return tried;
    }
    auto result = Listener::redacted(said, rules);
    if (result.verdict == redaction::Verdict::unscannable) {
        throw invalid("/text", "cannot be looked through");
    }
    tried.text = result.text.text();
    for (auto const& find : result.found) tried.found.push_back(find_view(find));
    return tried;
}

redaction::Formats number_formats(Tx& tx, OrganizationId organization) {
    auto const row = tx.number_formats.of(organization);
    if (!row) return {};
    // Patterns take long to read; what was read once is known by its text.
    constexpr std::size_t known_max = 100;
    thread_local std::unordered_map<std::string, redaction::Formats> known;
    auto const found = known.find(row->formats);
    if (found != known.end()) return found->second;
    if (known.size() >= known_max) known.clear();
    std::vector<redaction::Format> formats;
    for (auto& one : formats_in(row->formats)) {
        formats.push_back({std::move(one.name), std::move(one.pattern), one.check});
    }
    return known.emplace(row->formats, redaction::Formats{formats}).first->second;
}

}  // namespace parley::service
