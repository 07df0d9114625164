#include "service/wallboards.hpp"

#include <algorithm>

#include "base/secret.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::size_t wallboards_max = 100;

WallboardView view(Tx& tx, store::Wallboard const& it) {
    return {it.id,
            it.name,
            !tx.wallboards.is_limited(it.id),
            tx.wallboards.queues(it.id),
            it.created_at,
            it.token_at,
            it.seen_at};
}

store::Wallboard own_wallboard(Tx& tx, Actor const& actor, WallboardId id) {
    auto const found = tx.wallboards.find(id);
    if (!found || found->organization != actor.organization) throw Refused{Code::not_found};
    return *found;
}

std::vector<QueueId> checked_queues(Tx& tx, Actor const& actor, WallboardSave const& p) {
    auto queues = p.queues;
    if (p.all != queues.empty()) {
        throw invalid("/queues", p.all ? "goes with no `all`" : "must be at least one");
    }
    for (std::size_t i = 0; i < queues.size(); ++i) {
        auto const queue = tx.queues.find(queues[i]);
        if (!queue || queue->organization != actor.organization) {
            throw invalid("/queues/" + std::to_string(i), "there is no such queue");
        }
    }
    std::ranges::sort(queues);
    queues.erase(std::ranges::unique(queues).begin(), queues.end());
    return queues;
}

std::string checked_name(Tx& tx, Actor const& actor, WallboardSave const& p) {
    auto name = clean_name(p.name, tx.limits().name_text_max, "/name");
    if (name.empty()) throw invalid("/name", "must not be empty");
    auto const same = tx.wallboards.find(actor.organization, name);
    if (same && same->id != p.wallboard) {
        throw Refused{Code::conflict, "there is a wallboard with this name", "/name"};
    }
    return name;
}

}  // namespace

WallboardItems wallboard_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::settings_view);
    WallboardItems result;
    for (auto const& it : tx.wallboards.all(actor.organization)) {
        result.items.push_back(view(tx, it));
    }
    return result;
}

WallboardResult wallboard_save(Tx& tx, Actor const& actor, WallboardSave const& p) {
    actor.need(domain::Right::settings_manage);
    if (p.wallboard) own_wallboard(tx, actor, *p.wallboard);
    if (!p.wallboard && tx.wallboards.all(actor.organization).size() >= wallboards_max) {
        throw invalid("/name", "there are " + std::to_string(wallboards_max) + " already");
    }
    auto const name = checked_name(tx, actor, p);
    auto const queues = checked_queues(tx, actor, p);
    if (p.wallboard) {
        tx.wallboards.rename(*p.wallboard, name);
        tx.wallboards.set_queues(*p.wallboard, queues);
        return {view(tx, *tx.wallboards.find(*p.wallboard)), {}};
    }
    store::Wallboard const made{tx.make_id<WallboardId>(),
                                actor.organization,
                                name,
                                tx.make_id<SessionId>(),
                                tx.now(),
                                tx.now(),
                                {}};
    auto token = make_token();
    tx.wallboards.add(made, hash_token(token));
    tx.wallboards.set_queues(made.id, queues);
    return {view(tx, made), std::move(token)};
}

WallboardResult wallboard_renew(Tx& tx, Actor const& actor, WallboardRenew const& p) {
    actor.need(domain::Right::settings_manage);
    auto const before = own_wallboard(tx, actor, p.wallboard);
    auto token = make_token();
    tx.wallboards.renew(before.id, tx.make_id<SessionId>(), hash_token(token), tx.now());
    tx.session_ended(before.session);
    return {view(tx, *tx.wallboards.find(before.id)), std::move(token)};
}

Nothing wallboard_remove(Tx& tx, Actor const& actor, WallboardRemove const& p) {
    actor.need(domain::Right::settings_manage);
    auto const it = own_wallboard(tx, actor, p.wallboard);
    tx.wallboards.remove(it.id);
    tx.session_ended(it.session);
    return {};
}

Actor wallboard_actor(Tx& tx, store::Wallboard const& it) {
    Actor actor;
    actor.kind = Actor::Kind::wallboard;
    actor.organization = it.organization;
    actor.wallboard = it.id;
    actor.session = it.session;
    actor.name = it.name;
    if (tx.wallboards.is_limited(it.id)) actor.reach = tx.wallboards.queues(it.id);
    return actor;
}

}  // namespace parley::service
