// The lists of codes, as administrators make them.
#include <algorithm>
#include <set>

#include "service/code_rules.hpp"
#include "service/routing.hpp"
#include "service/text_rules.hpp"
#include "service/wrap_up.hpp"

namespace parley::service {

namespace {

constexpr std::size_t codes_in_list_max = 200;
constexpr std::size_t lists_max = 50;

CodeListView list_view(store::CodeList const& list, std::vector<store::ListedCode> const& codes) {
    CodeListView view{list.id,      list.name, list.purpose, list.queue, list.required,
                      list.several, {}};
    for (auto const& code : codes) {
        if (code.list == list.id) view.codes.push_back({code.id, code.label, code.is_default});
    }
    return view;
}

std::string needed_name(Tx& tx, std::string const& raw, std::string const& path) {
    auto name = clean_name(raw, tx.limits().name_text_max, path);
    if (name.empty()) throw invalid(path, "must not be empty");
    return name;
}

/// What is held for a code may have been waiting for this.
void rules_changed(Tx& tx, OrganizationId organization) {
    for (auto const& agent : tx.agents.of_organization(organization, {}, INT64_MAX)) {
        if (agent.wrap_ups == 0) continue;
        look_again_at_wrap_ups(tx, agent.id);
        route_queues_of(tx, agent.id);
    }
}

store::CodeList own_list(Tx& tx, Actor const& actor, CodeListId id) {
    auto const list = tx.codes.find(id);
    if (!list || list->organization != actor.organization) throw Refused{Code::not_found};
    return *list;
}

/// The codes as they are to be saved: clean labels, each once, known ids, at most one default.
std::vector<store::ListedCode> checked_codes(Tx& tx, CodeListSave const& p, CodeListId list,
                                             std::vector<store::ListedCode> const& before) {
    if (p.codes.size() > codes_in_list_max) {
        throw invalid("/codes", "at most " + std::to_string(codes_in_list_max));
    }
    std::vector<store::ListedCode> codes;
    std::set<std::string> labels;
    for (auto const& code : p.codes) {
        auto const path = "/codes/" + std::to_string(codes.size());
        auto const known = [&](store::ListedCode const& one) {
            return one.list == list && one.id == code.id;
        };
        if (code.id && std::ranges::none_of(before, known)) {
            throw invalid(path + "/id", "there is no such code in this list");
        }
        auto label = needed_name(tx, code.label, path + "/label");
        if (!labels.insert(label).second) throw invalid(path + "/label", "is there twice");
        codes.push_back({code.id.value_or(CodeId{}), list, label, code.is_default.value_or(false)});
    }
    if (std::ranges::count_if(codes, &store::ListedCode::is_default) > 1) {
        throw invalid("/codes", "at most one default");
    }
    return codes;
}

}  // namespace

CodeRules code_rules(Tx& tx, OrganizationId organization, QueueId queue) {
    CodeRules found;
    auto const codes = tx.codes.codes(organization);
    for (auto const& list : tx.codes.lists(organization)) {
        if (list.purpose != store::CodePurpose::wrap_up) continue;
        if (list.queue && *list.queue != queue) continue;
        domain::ListRule rule{list.name, list.required, list.several, {}, {}};
        for (auto const& code : codes) {
            if (code.list != list.id) continue;
            rule.codes.push_back(code.id);
            if (code.is_default) rule.default_code = code.id;
        }
        found.ids.push_back(list.id);
        found.rules.push_back(std::move(rule));
    }
    return found;
}

std::vector<CodeId> in_use(CodeRules const& lists, std::vector<CodeId> chosen) {
    std::erase_if(chosen, [&](CodeId code) {
        return std::ranges::none_of(lists.rules, [&](domain::ListRule const& list) {
            return std::ranges::find(list.codes, code) != list.codes.end();
        });
    });
    return chosen;
}

CodeListItems code_list_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::queue_view);
    auto const codes = tx.codes.codes(actor.organization);
    CodeListItems result;
    for (auto const& list : tx.codes.lists(actor.organization)) {
        result.items.push_back(list_view(list, codes));
    }
    return result;
}

CodeListResult code_list_save(Tx& tx, Actor const& actor, CodeListSave const& p) {
    actor.need(domain::Right::settings_manage);
    auto const lists = tx.codes.lists(actor.organization);
    if (p.id) own_list(tx, actor, *p.id);
    if (!p.id && lists.size() >= lists_max) {
        throw invalid("/name", "at most " + std::to_string(lists_max) + " lists");
    }
    if (p.queue) {
        auto const queue = tx.queues.find(*p.queue);
        if (!queue || queue->organization != actor.organization) {
            throw invalid("/queue", "there is no such queue");
        }
    }
    store::CodeList const list{p.id ? *p.id : tx.make_id<CodeListId>(),
                               actor.organization,
                               p.queue,
                               needed_name(tx, p.name, "/name"),
                               p.purpose,
                               p.required,
                               p.several};
    auto const before = tx.codes.codes(actor.organization);
    auto codes = checked_codes(tx, p, list.id, before);
    auto const known = std::ranges::find(lists, list.id, &store::CodeList::id);
    tx.codes.save(list, known - lists.begin());
    for (auto const& old : before) {
        if (old.list == list.id &&
            std::ranges::find(codes, old.id, &store::ListedCode::id) == codes.end())
            tx.codes.retire(old.id);
    }
    std::int64_t place = 0;
    for (auto& code : codes) {
        if (!code.id) code.id = tx.make_id<CodeId>();
        tx.codes.save(actor.organization, code, place++);
    }
    rules_changed(tx, actor.organization);
    return {list_view(list, codes)};
}

Nothing code_list_remove(Tx& tx, Actor const& actor, CodeListRemove const& p) {
    actor.need(domain::Right::settings_manage);
    auto const list = own_list(tx, actor, p.list);
    for (auto const& code : tx.codes.codes(actor.organization)) {
        if (code.list == list.id) tx.codes.retire(code.id);
    }
    tx.codes.retire(list.id);
    rules_changed(tx, actor.organization);
    return {};
}

std::vector<std::string> decline_reasons(Tx& tx, OrganizationId organization) {
    std::vector<std::string> labels;
    auto const codes = tx.codes.codes(organization);
    for (auto const& list : tx.codes.lists(organization)) {
        if (list.purpose != store::CodePurpose::decline) continue;
        for (auto const& code : codes) {
            if (code.list == list.id) labels.push_back(code.label);
        }
    }
    return labels;
}

}  // namespace parley::service
