#include "domain/presets.hpp"

#include <algorithm>

namespace parley::domain {

namespace {

Status ready() {
    return {.key = available, .kind = StatusKind::ready, .by_agent = true, .by_manager = true};
}

Status chosen(std::string key, StatusKind kind, DuringChat during_chat) {
    return {.key = std::move(key),
            .kind = kind,
            .by_agent = true,
            .by_manager = true,
            .during_chat = during_chat};
}

/// Only the system puts an agent in it, under every preset: a queue may ask for it.
Status system_only() { return {.key = missed, .kind = StatusKind::missed}; }

std::vector<StatusReason> reasons_of(std::string const& status) {
    std::vector<StatusReason> reasons;
    for (auto const* key : {"break", "lunch", "meeting", "training"}) {
        reasons.push_back({status, key, {}});
    }
    return reasons;
}

/// Alemba: chats are taken from a list, one at a time, and one says when one is ready again.
Preset pull_desk() {
    Preset it{.key = "pull_desk", .policy = {}, .statuses = {}, .reasons = {}};
    auto& p = it.policy;
    p.routing = Routing::pull;
    p.require_agent = true;
    p.offer_s = 0;
    p.offer_timer = OfferTimer::none;
    p.offer_shows_email = p.offer_shows_queue = false;
    p.offers_max = 1;
    p.accept_all = false;
    p.reject = false;
    p.timeout_next = stay;
    p.cap = 1;
    p.busy_when = BusyWhen::first_chat;
    p.busy_auto_clear = false;
    p.transfer_queue = p.transfer_agent = false;
    p.conference_guests = 0;
    it.statuses = {ready(), chosen(busy, StatusKind::away, DuringChat::now),
                   chosen(offline, StatusKind::offline, DuringChat::now), system_only()};
    return it;
}

/// 8x8: chats are offered; who is busy chooses nothing but to stop new ones; codes after the chat.
Preset push_desk() {
    Preset it{.key = "push_desk", .policy = {}, .statuses = {}, .reasons = {}};
    auto& p = it.policy;
    p.offer_timer = OfferTimer::none;
    p.offers_max = 1;
    p.accept_all = false;
    p.reject = false;  // until the administrator grants it (E4)
    p.reject_shown = RejectShown::disabled;
    p.reject_next = on_break;
    p.reject_next_multi = RejectNextMulti::stop_new;
    p.timeout_next = on_break;
    p.cap = 6;
    p.busy_when = BusyWhen::first_chat;
    p.stop_new = true;
    p.stop_new_next = work_offline;
    p.login_status = work_offline;
    p.wrap_up = WrapUp::timed;
    p.after_chat = available;
    p.transfer_empty_queue = EmptyQueue::allow;  // E47
    p.desktop_sharing = true;                    // E24
    p.conference_guests = 0;
    it.statuses = {ready(),
                   chosen(work_offline, StatusKind::not_ready, DuringChat::no),
                   chosen(on_break, StatusKind::not_ready, DuringChat::no),
                   {.key = offline, .kind = StatusKind::offline},
                   system_only()};
    it.reasons = reasons_of(on_break);
    return it;
}

/// Vision: chats are given to whoever's turn it is; one is busy where one more would come.
Preset assigned_desk() {
    Preset it{.key = "assigned_desk", .policy = {}, .statuses = {}, .reasons = {}};
    auto& p = it.policy;
    p.routing = Routing::assign;
    p.strategy = Strategy::round_robin;
    p.offer_s = 0;
    p.offer_timer = OfferTimer::none;
    p.accept_all = false;
    p.reject = false;
    p.timeout_next = stay;
    p.cap = 5;
    p.busy_when = BusyWhen::over_cap;
    p.transfer_queue = p.transfer_agent = false;
    p.conference_guests = 0;
    auto gone = chosen(offline, StatusKind::offline, DuringChat::now);
    gone.hides_dashboard = true;  // V16
    it.statuses = {ready(), chosen(busy, StatusKind::away, DuringChat::now),
                   chosen("away", StatusKind::away, DuringChat::now), gone, system_only()};
    return it;
}

/// Oracle: chats are offered with the time that is left, and may be declined without more.
Preset verified_desk() {
    Preset it{.key = "verified_desk", .policy = {}, .statuses = {}, .reasons = {}};
    auto& p = it.policy;
    p.strategy = Strategy::least_load;
    p.offer_timer = OfferTimer::down;
    p.offer_shows_text = p.offer_shows_queue = false;
    p.timeout_next = stay;
    p.login_status = busy;
    p.rich_text = true;        // O15
    p.transfer_agent = false;  // O16
    p.conference_guests = 0;
    p.transfer_empty_queue = EmptyQueue::hide;  // O26
    it.statuses = {ready(), chosen(busy, StatusKind::away, DuringChat::now),
                   chosen(offline, StatusKind::offline, DuringChat::now), system_only()};
    return it;
}

/// Webex: chats are offered with the time that has passed; who misses one is out of work; a reason
/// after each chat.
Preset media_desk() {
    Preset it{.key = first_preset, .policy = {}, .statuses = {}, .reasons = {}};
    auto& p = it.policy;
    p.offer_timer = OfferTimer::up;
    p.reject = false;
    p.timeout_next = missed;
    p.cap = 5;
    p.login_status = "away";
    p.logout_blocked_by = LogoutBlockedBy::chats;
    p.wrap_up = WrapUp::timed;
    p.wrap_up_blocks = true;
    p.wrap_up_on_timeout = WrapUpTimeout::submit_default;
    p.wrap_up_hold = false;
    p.codes_min = 1;
    it.statuses = first_statuses();
    it.reasons = first_reasons();
    return it;
}

}  // namespace

std::span<Preset const> presets() {
    static std::vector<Preset> const all{pull_desk(), push_desk(), assigned_desk(), verified_desk(),
                                         media_desk()};
    return all;
}

Preset const* find_preset(std::string_view key) {
    auto const all = presets();
    auto const found = std::ranges::find(all, key, &Preset::key);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace parley::domain
