#include "service/audit_subjects.hpp"

#include <algorithm>

#include "base/secret.hpp"
#include "service/administration.hpp"
#include "service/arrival_operations.hpp"
#include "service/articles.hpp"
#include "service/bot_operations.hpp"
#include "service/canned.hpp"
#include "service/number_formats.hpp"
#include "service/routing_operations.hpp"
#include "service/saved_reports.hpp"
#include "service/setting_places.hpp"
#include "service/wallboards.hpp"
#include "service/wrap_up.hpp"

namespace parley::service {

namespace json = boost::json;

namespace {

// A longer value is written as its digest: who keeps the text elsewhere can compare.
constexpr std::size_t value_bytes_max = 2'000;

/// What a view shows of the moment and not of what was decided.
constexpr std::array<std::string_view, 5> of_the_moment{"open", "changes_at", "moves",
                                                        "last_seen_at", "next_at"};

std::string text_of(json::value const& value) {
    auto text = value.is_string() ? std::string{value.get_string()} : json::serialize(value);
    return text.size() <= value_bytes_max ? text : "sha256:" + sha256(text);
}

std::string member(json::object const& of, std::string_view name) {
    auto const* const found = of.if_contains(name);
    auto const* const text = found ? found->if_string() : nullptr;
    return text ? std::string{*text} : std::string{};
}

Seen seen(json::object view) {
    Seen seen;
    for (auto const* name : {"display_name", "name", "title", "label", "key"}) {
        if (seen.name.empty()) seen.name = member(view, name);
    }
    view.erase("id");
    for (auto const name : of_the_moment) view.erase(name);
    seen.fields = std::move(view);
    return seen;
}

template <class View>
Seen seen_in(View const& view) {
    return seen(json::parse(to_json(view)).as_object());
}

constexpr char id_key[] = "id";
constexpr char key_key[] = "key";
constexpr char agent_key[] = "agent";
constexpr char queue_key[] = "queue";

/// In the list that an operation gives, what has this id.
template <auto List, char const* Key>
Seen listed(Tx& tx, Actor const& actor, AuditTarget const& target) {
    auto const list = json::parse(to_json(List(tx, actor, Nothing{})));
    for (auto const& each : list.at("items").as_array()) {
        if (member(each.as_object(), Key) == target.id) return seen(each.as_object());
    }
    return {};
}

template <class Tag>
Id<Tag> id_of(AuditTarget const& target) {
    auto const id = id_from_text<Tag>(target.id);
    if (!id) throw Refused{Code::not_found};
    return *id;
}

Seen look_at_user(Tx& tx, Actor const& actor, AuditTarget const& target) {
    UserList one;
    one.after = to_text(UserId{id_of<UserTag>(target).value - 1});
    one.limit = 1;
    auto const page = user_list(tx, actor, one);
    if (page.items.empty() || to_text(page.items[0].id) != target.id) return {};
    return seen_in(page.items[0]);
}

struct QueueSetup {
    std::string name;
    PartitionId partition;
    bool enabled;
    std::optional<HoursId> hours;
    std::optional<BotId> bot;
    std::vector<UserId> members;
};
BOOST_DESCRIBE_STRUCT(QueueSetup, (), (name, partition, enabled, hours, bot, members))

Seen look_at_queue(Tx& tx, Actor const& actor, AuditTarget const& target) {
    auto const queue = tx.queues.find(id_of<QueueTag>(target));
    if (!queue || queue->organization != actor.organization) return {};
    return seen_in(QueueSetup{queue->name, queue->partition, queue->enabled, queue->hours,
                              queue->bot, tx.queues.members(queue->id)});
}

struct AgentStatus {
    std::string display_name;
    std::string status;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(AgentStatus, (), (display_name, status, reason))

Seen look_at_presence(Tx& tx, Actor const& actor, AuditTarget const& target) {
    auto const agent = tx.agents.find(id_of<UserTag>(target));
    if (!agent || agent->organization != actor.organization) return {};
    return seen_in(
        AgentStatus{tx.people.get(agent->id).display_name, agent->status, agent->reason});
}

struct SignIns {
    std::string display_name;
    std::string status;
    std::int64_t sessions;
};
BOOST_DESCRIBE_STRUCT(SignIns, (), (display_name, status, sessions))

Seen look_at_sign_ins(Tx& tx, Actor const& actor, AuditTarget const& target) {
    auto const agent = tx.agents.find(id_of<UserTag>(target));
    if (!agent || agent->organization != actor.organization) return {};
    return seen_in(SignIns{tx.people.get(agent->id).display_name, agent->status,
                           std::ssize(tx.people.sessions_oldest_first(agent->id))});
}

/// Where it is and who writes in it: of a chat that somebody watches, takes part in or gives away
/// by right.
Seen look_at_chat(Tx& tx, Actor const& actor, AuditTarget const& target) {
    auto const chat = tx.chats.find(id_of<ChatTag>(target));
    Seen seen;
    if (!chat || chat->organization != actor.organization) return seen;
    seen.fields["state"] = word(chat->state);
    seen.fields["queue"] = to_text(chat->queue);
    if (chat->agent) seen.fields["agent"] = to_text(*chat->agent);
    json::array guests;
    for (auto const& guest : guests_of(tx, *chat)) guests.emplace_back(to_text(guest.agent));
    seen.fields["guests"] = std::move(guests);
    json::array watchers;
    for (auto const user : tx.supervisions.watchers(chat->id)) watchers.emplace_back(to_text(user));
    seen.fields["watchers"] = std::move(watchers);
    auto const call = chat->help_wanted_at ? tx.help.of(chat->id) : std::nullopt;
    if (call && call->helper) seen.fields["helper"] = to_text(*call->helper);
    return seen;
}

/// For whom the actor writes in it, not what.
Seen look_at_draft(Tx& tx, Actor const& actor, AuditTarget const& target) {
    auto const chat = tx.chats.find(id_of<ChatTag>(target));
    Seen seen;
    if (!chat || chat->organization != actor.organization) return seen;
    auto const last = tx.drafts.last(chat->id, actor.user);
    if (last && !last->outcome) seen.fields["draft_for"] = to_text(last->to);
    return seen;
}

/// What people keep for themselves is nobody else's business.
Seen look_at_canned(Tx& tx, Actor const& actor, AuditTarget const& target) {
    auto found = seen_in(canned_get(tx, actor, {id_of<CannedTag>(target)}).canned);
    if (member(found.fields, "scope") == word(store::CannedScope::personal)) return {};
    for (auto const* name : {"uses", "updated_at"}) found.fields.erase(name);
    return found;
}

Seen look_at_article(Tx& tx, Actor const& actor, AuditTarget const& target) {
    auto const article = article_get(tx, actor, {id_of<ArticleTag>(target)}).article;
    auto seen = seen_in(article);
    seen.name = article.texts.front().title;
    return seen;
}

Seen look_at_category(Tx& tx, Actor const& actor, AuditTarget const& target) {
    auto const category = category_get(tx, actor, {id_of<CategoryTag>(target)}).category;
    auto seen = seen_in(category);
    seen.fields.erase("articles");
    seen.name = category.texts.front().name;
    return seen;
}

Seen look_at_routing(Tx& tx, Actor const& actor, AuditTarget const& target) {
    auto found = seen_in(chat_get_routing(tx, actor, {id_of<ChatTag>(target)}));
    found.fields.erase("chat");
    return found;
}

Seen look_at_miss(Tx& tx, Actor const& actor, AuditTarget const& target) {
    Seen seen;
    for (auto const& it : article_misses(tx, actor, {}).items) {
        if (it.query == target.id) seen.fields[std::string{word(it.language)}] = it.times;
    }
    return seen;
}

Seen look_at_category_order(Tx& tx, Actor const& actor, AuditTarget const&) {
    json::array order;
    for (auto const& it : category_list(tx, actor, {}).items) order.emplace_back(to_text(it.id));
    Seen seen;
    seen.fields["order"] = std::move(order);
    return seen;
}

Seen look_at_order(Tx& tx, Actor const& actor, AuditTarget const&) {
    json::array order;
    for (auto const& rule : rule_list(tx, actor, {}).items) order.emplace_back(to_text(rule.id));
    Seen seen;
    seen.fields["order"] = std::move(order);
    return seen;
}

Seen look_at_switches(Tx& tx, Actor const& actor, AuditTarget const& target) {
    auto const scope = from_word<domain::Scope>(target.type);
    if (!scope) return {};
    bool const whole = *scope == domain::Scope::organization;
    auto const place =
        place_of(tx, actor.organization, *scope, whole ? std::nullopt : std::optional{target.id});
    return {place.name,
            json::parse(tx.settings.of(place.organization, place.scope, place.id)).as_object()};
}

Seen look_at_number_formats(Tx& tx, Actor const& actor, AuditTarget const&) {
    return seen_in(redaction_get(tx, actor, {}));
}

/// Where switches are set is a thing of its own kind: an organization, a partition, a queue …
AuditTarget place_named(Tx& tx, Actor const& actor, json::object const& parameters) {
    if (auto const id = id_from_text<SettingChangeTag>(member(parameters, "change"))) {
        auto const change = tx.settings.find(*id);
        if (!change || change->organization != actor.organization) return {"settings", {}, {}};
        return {std::string{word(change->scope)}, shown_id(change->scope, change->scope_id), {}};
    }
    auto const scope = member(parameters, "scope");
    if (scope.empty() || scope == word(domain::Scope::organization)) {
        return {std::string{word(domain::Scope::organization)}, to_text(actor.organization), {}};
    }
    return {scope, member(parameters, "id"), {}};
}

AuditTarget target_named(Tx& tx, Actor const& actor, Subject const& subject,
                         json::object const& parameters) {
    if (&subject == &subjects::settings) return place_named(tx, actor, parameters);
    AuditTarget target{std::string{subject.type}, {}, {}};
    for (auto const name : subject.parameters) {
        if (target.id.empty() && !name.empty()) target.id = member(parameters, name);
    }
    return target;
}

/// Whatever the actor may not see is refused by the operation itself.
Seen look(Tx& tx, Actor const& actor, Subject const& subject, AuditTarget const& target) {
    try {
        return subject.look(tx, actor, target);
    } catch (Refused const&) {
        return {};
    }
}

/// The id of what an operation has made: its result is that thing.
std::string id_made(json::object const& result) {
    for (auto const& each : result) {
        auto const* const thing = each.value().if_object();
        auto const id = thing ? member(*thing, "id") : std::string{};
        if (!id.empty()) return id;
    }
    return {};
}

std::vector<FieldChange> difference(json::object const& before, json::object const& after) {
    std::vector<FieldChange> changes;
    for (auto const& [name, from] : before) {
        auto const* const to = after.if_contains(name);
        if (to && *to == from) continue;
        changes.push_back(
            {std::string{name}, text_of(from), to ? std::optional{text_of(*to)} : std::nullopt});
    }
    for (auto const& [name, to] : after) {
        if (!before.contains(name)) changes.push_back({std::string{name}, {}, text_of(to)});
    }
    return changes;
}

}  // namespace

namespace subjects {
Subject const user{"user", {"user"}, look_at_user};
Subject const role{"role", {"role", "key"}, listed<role_list, key_key>};
Subject const team{"team", {"team"}, listed<team_list, id_key>};
Subject const partition{"partition", {"partition"}, listed<partition_list, id_key>};
Subject const queue{"queue", {"queue"}, look_at_queue};
Subject const queue_skills{"queue", {"queue"}, listed<service::queue_skills, queue_key>};
Subject const presence{"user", {"agent"}, look_at_presence};
Subject const sign_ins{"user", {"agent"}, look_at_sign_ins};
Subject const agent_skills{"user", {"agent"}, listed<service::agent_skills, agent_key>};
Subject const status{"status", {"key"}, listed<status_list, key_key>};
Subject const skill{"skill", {"skill"}, listed<skill_list, id_key>};
Subject const chat{"chat", {"chat"}, look_at_chat};
Subject const chat_draft{"chat", {"chat"}, look_at_draft, Subject::Rows::if_different};
Subject const chat_routing{"chat", {"chat"}, look_at_routing};
Subject const hours{"hours", {"hours"}, listed<hours_list, id_key>};
Subject const rule{"rule", {"rule"}, listed<rule_list, id_key>};
Subject const order_of_rules{"rule", {}, look_at_order};
Subject const bot{"bot", {"bot"}, listed<bot_list, id_key>};
Subject const code_list{"code_list", {"list", "id"}, listed<code_list_list, id_key>};
Subject const wallboard{"wallboard", {"wallboard"}, listed<wallboard_list, id_key>};
Subject const report{"report", {"report"}, listed<report_list, id_key>};
Subject const canned{"canned", {"canned"}, look_at_canned, Subject::Rows::if_different};
Subject const article{"article", {"article"}, look_at_article, Subject::Rows::if_different};
Subject const category{"category", {"category"}, look_at_category};
Subject const miss{"miss", {"query"}, look_at_miss};
Subject const order_of_categories{"category", {}, look_at_category_order};
Subject const settings{"settings", {}, look_at_switches};
Subject const number_formats{"number_formats", {}, look_at_number_formats};
}  // namespace subjects

std::string audited(Tx& tx, Actor const& actor, std::string_view operation, Subject const& subject,
                    std::string const& parameters, std::function<std::string()> const& run) {
    auto const given = json::parse(parameters).as_object();
    auto target = target_named(tx, actor, subject, given);
    bool const names_one = !target.id.empty() || subject.parameters[0].empty();
    auto const before = names_one ? look(tx, actor, subject, target) : Seen{};
    auto result = run();
    auto const answer = json::parse(result).as_object();
    if (!names_one) target.id = id_made(answer);
    auto const after = look(tx, actor, subject, target);
    bool const always = subject.rows == Subject::Rows::always;
    if (!always && before.fields == after.fields) return result;
    target.name = after.name.empty() ? before.name : after.name;
    AuditEntry entry{std::string{operation},
                     std::move(target),
                     difference(before.fields, after.fields),
                     member(given, "request_id"),
                     {}};
    if (given.contains("password")) entry.changes.push_back({"password", {}, "***"});
    // What the act changes nothing of to be seen: why it was done.
    for (std::string const name : {"note", "reason"}) {
        auto const said = member(given, name);
        if (said.empty() || after.fields.contains(name)) continue;
        entry.changes.push_back({name, {}, text_of(json::value(said))});
    }
    if (auto preset = member(given, "preset"); !preset.empty()) {
        entry.changes.push_back({"preset", {}, std::move(preset)});
        if (auto const* statuses = answer.if_contains("statuses")) {
            entry.changes.push_back({"statuses", {}, text_of(*statuses)});
        }
    }
    audit(tx, actor, entry);
    return result;
}

void audit_refusal(Tx& tx, Actor const& actor, std::string_view operation, Subject const* subject,
                   std::string const& parameters, Code why) {
    AuditEntry entry{"authz_fail", {"operation", std::string{operation}, {}}, {}, {}, why};
    if (subject) {
        auto const given = json::parse(parameters).as_object();
        auto asked = target_named(tx, actor, *subject, given);
        // An id that nobody has is any text.
        constexpr std::size_t id_bytes_max = 100;
        asked.id = domain::redaction::without_any(asked.id);
        if (asked.id.size() > id_bytes_max) asked.id = "sha256:" + sha256(asked.id);
        if (!asked.id.empty()) entry.changes.push_back({asked.type, {}, std::move(asked.id)});
    }
    audit(tx, actor, entry);
}

}  // namespace parley::service
