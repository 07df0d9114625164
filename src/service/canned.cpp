#include "service/canned.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "service/access.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

using domain::Right;
using store::CannedScope;

constexpr std::int64_t own_max = 500;      // of one person
constexpr std::int64_t shared_max = 5000;  // of an organization
constexpr std::size_t folders_deep_max = 5;
constexpr std::int64_t folder_text_max = 60;

std::string folder_word(std::vector<std::string> const& names) {
    if (names.size() > folders_deep_max) {
        throw invalid("/folder", "at most " + std::to_string(folders_deep_max) + " names");
    }
    std::string all;
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto const at = "/folder/" + std::to_string(i);
        auto const name = clean_name(names[i], folder_text_max, at);
        if (name.empty()) throw invalid(at, "must not be empty");
        if (name.find('/') != name.npos) throw invalid(at, "must be without /");
        if (i > 0) all += '/';
        all += name;
    }
    return all;
}

std::vector<std::string> folder_names(std::string const& word) {
    std::vector<std::string> names;
    for (std::size_t from = 0; from < word.size();) {
        auto const to = std::min(word.find('/', from), word.size());
        names.push_back(word.substr(from, to - from));
        from = to + 1;
    }
    return names;
}

std::string needed_title(Tx& tx, std::string const& raw) {
    auto title = clean_name(raw, tx.limits().name_text_max, "/title");
    if (title.empty()) throw invalid("/title", "must not be empty");
    return title;
}

std::string checked_code(std::string const& raw) {
    check_key(raw, "/code");
    return fold_case(raw);
}

CannedView view(Tx& tx, store::Canned const& it, std::int64_t uses) {
    auto const team = it.team ? tx.teams.find(*it.team) : std::nullopt;
    return {it.id,
            it.scope,
            it.team,
            team ? std::optional{team->name} : std::nullopt,
            folder_names(it.folder),
            it.code,
            it.title,
            it.text,
            it.language,
            it.version,
            it.updated_at,
            uses};
}

CannedView view(Tx& tx, Actor const& actor, store::Canned const& it) {
    for (auto const& [canned, uses] : tx.canned.uses(actor.user)) {
        if (canned == it.id) return view(tx, it, uses);
    }
    return view(tx, it, 0);
}

/// Whoever is limited to some queues defines answers for the teams that work in these.
bool reaches_team(Tx& tx, Actor const& actor, TeamId team) {
    if (!actor.reach) return true;
    return std::ranges::any_of(tx.teams.members(actor.organization, team),
                               [&](UserId agent) { return reaches_agent(tx, actor, agent); });
}

bool sees_shared(Tx& tx, Actor const& actor, store::Canned const& it) {
    if (!actor.may(Right::canned_manage) && !actor.may(Right::settings_view)) return false;
    return !it.team || reaches_team(tx, actor, *it.team);
}

bool may_use(Tx& tx, Actor const& actor, store::Canned const& it) {
    if (!actor.may(Right::chat_canned)) return false;
    if (it.scope == CannedScope::personal) return it.user == actor.user;
    return it.scope == CannedScope::all || it.team == tx.teams.of(actor.user);
}

/// Refuses not_found for what the actor may neither use nor see.
store::Canned seen_one(Tx& tx, Actor const& actor, CannedId id) {
    auto const found = tx.canned.find(id);
    bool const seen = found && found->organization == actor.organization &&
                      (may_use(tx, actor, *found) ||
                       (found->scope != CannedScope::personal && sees_shared(tx, actor, *found)));
    if (!seen) throw Refused{Code::not_found};
    return *found;
}

void need_to_see_some(Actor const& actor) {
    bool const some = actor.may(Right::chat_canned) || actor.may(Right::canned_manage) ||
                      actor.may(Right::settings_view);
    if (!some) throw Refused{Code::forbidden};
}

void need_to_define(Actor const& actor, CannedScope scope) {
    actor.need(scope == CannedScope::personal ? Right::chat_canned : Right::canned_manage);
    // What all get is not for who is limited to a part.
    if (scope == CannedScope::all && actor.reach) throw Refused{Code::forbidden};
}

void need_to_change_some(Actor const& actor) {
    bool const some = actor.may(Right::chat_canned) || actor.may(Right::canned_manage);
    if (!some) throw Refused{Code::forbidden};
}

/// Whose it is from now on.
void give(Tx& tx, Actor const& actor, store::Canned& it, CannedScope scope,
          std::optional<TeamId> team) {
    need_to_define(actor, scope);
    if (team && scope != CannedScope::team) throw invalid("/team", "is only for those of a team");
    if (scope == CannedScope::team) {
        if (!team) throw invalid("/team", "is missing");
        auto const found = tx.teams.find(*team);
        if (!found || found->organization != actor.organization ||
            !reaches_team(tx, actor, *team)) {
            throw invalid("/team", "there is no such team");
        }
    }
    it.scope = scope;
    it.team = team;
    it.user = scope == CannedScope::personal ? std::optional{actor.user} : std::nullopt;
}

void need_free_code(Tx& tx, store::Canned const& it) {
    auto const other = tx.canned.same(it);
    if (other && other->id != it.id) {
        throw Refused{Code::conflict, "there is one with this code in this language", "/code"};
    }
}

void need_room(Tx& tx, store::Canned const& it) {
    auto const most = it.user ? own_max : shared_max;
    if (tx.canned.count(it.organization, it.user) >= most) {
        throw invalid("/code", "there are " + std::to_string(most) + " already");
    }
}

void tell_of(Tx& tx, store::Canned const& it) {
    if (it.user) {
        tell_agent(tx, *it.user, "setup.changed", SetupChanged{SetupPart::canned});
    } else {
        tell_setup_changed(tx, it.organization, SetupPart::canned);
    }
}

store::Canned one_to_change(Tx& tx, Actor const& actor, CannedId id,
                            std::optional<std::int64_t> version) {
    need_to_change_some(actor);
    auto it = seen_one(tx, actor, id);
    need_to_define(actor, it.scope);
    if (it.team && !reaches_team(tx, actor, *it.team)) throw Refused{Code::forbidden};
    if (version && *version != it.version) {
        throw Refused{Code::conflict, "somebody has changed it since", "/version"};
    }
    return it;
}

}  // namespace

CannedPage canned_list(Tx& tx, Actor const& actor, CannedList const& p) {
    bool const shared = p.shared.value_or(false);
    if (shared && !actor.may(Right::settings_view)) actor.need(Right::canned_manage);
    if (!shared) actor.need(Right::chat_canned);
    auto const limit = page_limit(p.limit, tx.limits().page_max, tx.limits().page_max);
    auto const after = p.after ? id_from_text<CannedTag>(*p.after) : CannedId{};
    if (!after) throw invalid("/after", "this is not the `next` of a page");
    auto rows = shared ? tx.canned.shared(actor.organization, *after, limit + 1)
                       : tx.canned.for_user(actor.organization, actor.user, tx.teams.of(actor.user),
                                            *after, limit + 1);
    CannedPage page;
    if (std::ssize(rows) > limit) {
        rows.pop_back();
        page.next = to_text(rows.back().id);
    }
    std::map<CannedId, std::int64_t> uses;
    for (auto const& one : tx.canned.uses(actor.user)) uses[one.canned] = one.uses;
    for (auto const& it : rows) {
        if (shared && !sees_shared(tx, actor, it)) continue;
        page.items.push_back(view(tx, it, uses[it.id]));
    }
    return page;
}

CannedResult canned_get(Tx& tx, Actor const& actor, CannedNamed const& p) {
    need_to_see_some(actor);
    return {view(tx, actor, seen_one(tx, actor, p.canned))};
}

CannedResult canned_create(Tx& tx, Actor const& actor, CannedCreate const& p) {
    store::Canned it{};
    it.organization = actor.organization;
    give(tx, actor, it, p.scope, p.team);
    it.folder = folder_word(p.folder.value_or(std::vector<std::string>{}));
    it.code = checked_code(p.code);
    it.title = needed_title(tx, p.title);
    it.text = message_text(p.text, tx.limits().agent_text_max, "/text");
    it.language = p.language.value_or(store::CannedLanguage::any);
    need_free_code(tx, it);
    need_room(tx, it);
    it.id = tx.make_id<CannedId>();
    it.version = 1;
    it.updated_at = tx.now();
    tx.canned.add(it);
    tell_of(tx, it);
    return {view(tx, it, 0)};
}

CannedResult canned_update(Tx& tx, Actor const& actor, CannedUpdate const& p) {
    auto const before = one_to_change(tx, actor, p.canned, p.version);
    auto it = before;
    if (p.team && !p.scope) throw invalid("/team", "comes with a scope");
    if (p.scope) {
        if (*p.scope == CannedScope::personal && !before.user) {
            throw invalid("/scope", "what is shared does not become personal");
        }
        give(tx, actor, it, *p.scope, p.team);
    }
    if (p.folder) it.folder = folder_word(*p.folder);
    if (p.code) it.code = checked_code(*p.code);
    if (p.title) it.title = needed_title(tx, *p.title);
    if (p.text) it.text = message_text(*p.text, tx.limits().agent_text_max, "/text");
    if (p.language) it.language = *p.language;
    need_free_code(tx, it);
    if (before.user && !it.user) need_room(tx, it);
    it.version += 1;
    it.updated_at = tx.now();
    tx.canned.save(it);
    tell_of(tx, it);
    return {view(tx, actor, it)};
}

Nothing canned_delete(Tx& tx, Actor const& actor, CannedDelete const& p) {
    auto const it = one_to_change(tx, actor, p.canned, p.version);
    tx.canned.remove(it.id);
    tell_of(tx, it);
    return {};
}

Nothing canned_used(Tx& tx, Actor const& actor, CannedNamed const& p) {
    actor.need(Right::chat_canned);
    auto const it = seen_one(tx, actor, p.canned);
    if (!may_use(tx, actor, it)) throw Refused{Code::not_found};
    tx.canned.use(it, actor.user);
    return {};
}

}  // namespace parley::service
