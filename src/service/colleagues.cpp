#include "service/colleagues.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "service/access.hpp"
#include "service/sessions.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::int64_t talks_max = 50;  // that are listed
constexpr std::int64_t found_max = 50;  // people at once
constexpr std::int64_t found_usual = 8;
constexpr std::int64_t people_at_once = 500;  // that are read
constexpr std::int64_t page = 50;

PersonView person_of(store::User const& user) {
    return {store::AuthorKind::agent, to_text(user.id), user.display_name};
}

/// A colleague of the caller's, who may sign in or could once. Refuses not_found.
store::User colleague(Tx& tx, Actor const& actor, UserId id) {
    auto const user = tx.people.find(id);
    if (!user || user->organization != actor.organization || user->id == actor.user) {
        throw Refused{Code::not_found};
    }
    return *user;
}

bool share_work(Tx& tx, UserId one, UserId other) {
    auto const team = tx.teams.of(one);
    if (team && tx.teams.of(other) == team) return true;
    auto const mine = tx.queues.of_member(one);
    auto const theirs = tx.queues.of_member(other);
    return std::ranges::any_of(
        mine, [&](QueueId id) { return std::ranges::find(theirs, id) != theirs.end(); });
}

bool manages(Tx& tx, Actor const& manager, UserId other) {
    return manager.may(domain::Right::agent_view) && reaches_agent(tx, manager, other);
}

bool may_write(Tx& tx, Actor const& actor, store::User const& other) {
    auto const them = staff_actor(tx, other);
    if (domain::only_reads(actor.rights) || domain::only_reads(them.rights)) return false;
    return other.active && (manages(tx, actor, other.id) || share_work(tx, actor.user, other.id) ||
                            manages(tx, them, actor.user));
}

bool signed_in(Tx& tx, store::User const& user) {
    return user.active && !tx.people.sessions_oldest_first(user.id).empty();
}

ColleagueView view_of(Tx& tx, Actor const& actor, store::User const& user) {
    return {person_of(user), signed_in(tx, user), may_write(tx, actor, user)};
}

ColleagueMessageView view_of(Tx& tx, store::ColleagueMessage const& it) {
    auto const to = it.from == it.low ? it.high : it.low;
    return {it.place, it.at, person(tx, it.from), person(tx, to), it.text, it.client_id};
}

bool has_word_like(std::string const& name, std::string const& start) {
    return (" " + plain_words(name)).find(" " + start) != std::string::npos;
}

}  // namespace

ColleaguesFound colleague_find(Tx& tx, Actor const& actor, ColleagueFind const& p) {
    auto const like = plain_words(clean_name(p.like, 80, "/like"));
    auto const limit = page_limit(p.limit, found_usual, found_max);
    ColleaguesFound found;
    for (UserId after{};;) {
        auto const users = tx.people.of_organization(actor.organization, after, people_at_once);
        for (auto const& user : users) {
            if (!user.active || user.id == actor.user) continue;
            if (!has_word_like(user.display_name, like)) continue;
            found.items.push_back(view_of(tx, actor, user));
            if (std::ssize(found.items) == limit) return found;
        }
        if (std::ssize(users) < people_at_once) return found;
        after = users.back().id;
    }
}

ColleagueTalks colleague_list(Tx& tx, Actor const& actor, Nothing const&) {
    ColleagueTalks result;
    for (auto const& talk : tx.colleagues.talks(actor.user, talks_max)) {
        auto const last = tx.colleagues.at(talk.user, talk.other, talk.last_place);
        ENSURE(last);
        result.items.push_back(
            {view_of(tx, actor, tx.people.get(talk.other)), view_of(tx, *last), talk.unread});
    }
    return result;
}

ColleaguePosted colleague_post(Tx& tx, Actor const& actor, ColleaguePost const& p) {
    check_client_id(p.client_id);
    auto const text = message_text(p.text, tx.limits().agent_text_max, "/text");
    auto const other = colleague(tx, actor, p.to);
    if (auto const known = tx.colleagues.find(actor.user, other.id, actor.user, p.client_id)) {
        if (known->text == text) return {view_of(tx, *known), true};
        throw Refused{Code::conflict, "this client_id was used for another message", "/client_id"};
    }
    if (!may_write(tx, actor, other)) {
        throw Refused{Code::forbidden, "you share no queue and no team"};
    }
    if (!signed_in(tx, other)) throw Refused{Code::agent_gone};
    auto const [low, high] = std::minmax(actor.user, other.id);
    ColleagueTold const told{
        view_of(tx, tx.colleagues.add({actor.organization, low, high, 0, tx.now(), actor.user,
                                       p.client_id, text}))};
    tell_agent(tx, other.id, "colleague.posted", told);
    tell_agent(tx, actor.user, "colleague.posted", told);
    return {told.message, false};
}

ColleagueMessagePage colleague_messages(Tx& tx, Actor const& actor, ColleagueMessages const& p) {
    if (p.before.value_or(1) < 1) throw invalid("/before", "must be at least 1");
    auto const limit = page_limit(p.limit, page, tx.limits().page_max);
    auto const other = colleague(tx, actor, p.with);
    ColleagueMessagePage result{view_of(tx, actor, other), {}};
    auto const before = p.before.value_or(std::numeric_limits<std::int64_t>::max());
    for (auto const& it : tx.colleagues.before(actor.user, other.id, before, limit)) {
        result.items.push_back(view_of(tx, it));
    }
    return result;
}

Nothing colleague_mark_read(Tx& tx, Actor const& actor, ColleagueMarkRead const& p) {
    auto const other = colleague(tx, actor, p.with);
    auto const talk = tx.colleagues.talk(actor.user, other.id);
    if (!talk || talk->unread == 0) return {};
    tx.colleagues.read_all(actor.user, other.id);
    tell_agent(tx, actor.user, "colleague.read", ColleagueRead{other.id});
    return {};
}

}  // namespace parley::service
