#include "live/hub.hpp"

#include <algorithm>
#include <utility>

#include "base/ensure.hpp"

namespace parley::live {

void Lane::post(std::vector<Item>&& items) {
    {
        std::scoped_lock const lock{mutex_};
        if (posted_.empty()) {
            posted_ = std::move(items);
        } else {
            std::ranges::move(items, std::back_inserter(posted_));
        }
    }
    wake_();
}

void Lane::run() {
    std::vector<Item> items;
    {
        std::scoped_lock const lock{mutex_};
        items.swap(posted_);
    }
    for (auto& item : items) hand_over(item);
}

Receiver* Lane::find(ConnectionKey key) {
    auto const found = members_.find(key.number);
    return found == members_.end() ? nullptr : found->second.receiver;
}

void Lane::hand_over(Item& item) {
    if (auto* told = std::get_if<Told>(&item)) {
        auto const tell = [&](auto const& audience, auto const& id) {
            if (!id) return;
            auto const found = audience.find(*id);
            if (found == audience.end()) return;
            // A copy: a receiver that overflows leaves, and changes the list.
            for (auto const number : std::vector{found->second}) {
                if (auto* receiver = find({number_, number})) receiver->told(*told);
            }
        };
        tell(by_visitor_, told->visitor);
        tell(by_user_, told->user);
    } else if (auto* answer = std::get_if<Answer>(&item)) {
        if (auto* receiver = find(answer->to)) receiver->answered(answer->frame);
    } else if (auto* sign_out = std::get_if<SignOut>(&item)) {
        std::vector<Receiver*> ended;
        for (auto const& [number, member] : members_) {
            if (member.who.session == sign_out->session) ended.push_back(member.receiver);
        }
        for (auto* receiver : ended) receiver->signed_out();
    } else if (auto* change = std::get_if<Change>(&item)) {
        auto const found = by_user_.find(change->user);
        if (found == by_user_.end()) return;
        for (auto const number : found->second) find({number_, number})->changed(change->what);
    } else if (auto* replace = std::get_if<Replace>(&item)) {
        if (auto* receiver = find(replace->which)) receiver->replaced();
    } else if (std::holds_alternative<Dismiss>(item)) {
        std::vector<Receiver*> all;
        for (auto const& [number, member] : members_) all.push_back(member.receiver);
        for (auto* receiver : all) receiver->dismissed();
    } else {
        std::get<Task>(item)();
    }
}

ConnectionKey Lane::join(Receiver& receiver) {
    members_[++last_number_] = {&receiver, {}};
    return {number_, last_number_};
}

void Lane::subscribe(ConnectionKey key, Subscriber const& who) {
    auto const found = members_.find(key.number);
    ENSURE(found != members_.end());
    found->second.who = who;
    if (who.visitor) by_visitor_[*who.visitor].push_back(key.number);
    if (who.user) by_user_[*who.user].push_back(key.number);
}

void Lane::leave(ConnectionKey key) {
    auto const found = members_.find(key.number);
    if (found == members_.end()) return;
    auto const remove = [&](auto& audience, auto const& id) {
        if (!id) return;
        auto& numbers = audience[*id];
        std::erase(numbers, key.number);
        if (numbers.empty()) audience.erase(*id);
    };
    remove(by_visitor_, found->second.who.visitor);
    remove(by_user_, found->second.who.user);
    members_.erase(found);
}

namespace {

/// What the current thread has said since its last flush, a list for each lane.
struct Staged {
    Hub const* hub = nullptr;
    std::vector<std::vector<Item>> lanes;
};
thread_local Staged staged_here;

}  // namespace

Lane& Hub::add_lane(Lane::Wake wake) {
    ENSURE(lanes_.size() < lanes_max);
    lanes_.push_back(std::make_unique<Lane>(static_cast<int>(lanes_.size()), std::move(wake)));
    return *lanes_.back();
}

std::vector<Item>& Hub::staged(int lane) {
    if (staged_here.hub != this) staged_here = {this, {}};
    staged_here.lanes.resize(lanes_.size());
    return staged_here.lanes[static_cast<std::size_t>(lane)];
}

void Hub::Present::look_again() {
    lanes = 0;
    for (auto const& key : keys) lanes |= std::uint64_t{1} << key.lane;
}

/// The lanes that have a receiver: others need not wake.
std::uint64_t Hub::lanes_of(std::optional<VisitorId> visitor, std::optional<UserId> user) {
    std::uint64_t lanes = 0;
    std::scoped_lock const lock{mutex_};
    auto const look = [&](auto const& audience, auto const& id) {
        if (!id) return;
        auto const found = audience.find(*id);
        if (found != audience.end()) lanes |= found->second.lanes;
    };
    look(visitors_, visitor);
    look(users_, user);
    return lanes;
}

bool Hub::has(std::optional<VisitorId> visitor, std::optional<UserId> user) {
    return lanes_of(visitor, user) != 0;
}

std::vector<UserId> Hub::users() {
    std::scoped_lock const lock{mutex_};
    std::vector<UserId> users;
    for (auto const& [user, present] : users_) users.push_back(user);
    return users;
}

void Hub::tell_presence_again(std::vector<Subscriber> const& all) {
    std::scoped_lock const lock{mutex_};
    for (auto const& who : all) {
        presence_(who, who.user ? users_.contains(*who.user) : visitors_.contains(*who.visitor));
    }
}

void Hub::tell(Told told) {
    auto const wanted = lanes_of(told.visitor, told.user);
    for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
        if (wanted >> lane & 1) staged(static_cast<int>(lane)).emplace_back(told);
    }
}

void Hub::answer(ConnectionKey to, Frame frame) {
    staged(to.lane).emplace_back(Answer{to, std::move(frame)});
}

void Hub::sign_out(SessionId session) {
    for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
        staged(static_cast<int>(lane)).emplace_back(SignOut{session});
    }
}

void Hub::change(UserId user, Frame what) {
    auto const wanted = lanes_of({}, user);
    for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
        if (wanted >> lane & 1) staged(static_cast<int>(lane)).emplace_back(Change{user, what});
    }
}

void Hub::dismiss_all() {
    for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
        staged(static_cast<int>(lane)).emplace_back(Dismiss{});
    }
}

void Hub::run_on(int lane, Task task) { staged(lane).emplace_back(std::move(task)); }

void Hub::flush() {
    if (staged_here.hub != this) return;
    for (std::size_t lane = 0; lane < staged_here.lanes.size(); ++lane) {
        if (auto& items = staged_here.lanes[lane]; !items.empty()) {
            lanes_[lane]->post(std::exchange(items, {}));
        }
    }
}

void Hub::entered(Subscriber const& who, ConnectionKey key, std::int64_t most) {
    if (!who.user && !who.visitor) return;
    std::optional<ConnectionKey> oldest;
    {
        std::scoped_lock const lock{mutex_};
        auto& present = who.user ? users_[*who.user] : visitors_[*who.visitor];
        auto& keys = present.keys;
        keys.push_back(key);
        present.look_again();
        if (std::ssize(keys) > most) oldest = keys.front();
        if (keys.size() == 1) presence_(who, true);
    }
    if (oldest) {
        std::vector<Item> items;
        items.emplace_back(Replace{*oldest});
        lanes_[static_cast<std::size_t>(oldest->lane)]->post(std::move(items));
    }
}

void Hub::left(Subscriber const& who, ConnectionKey key) {
    // Gives whether that was the last.
    auto const leave = [&](auto& audience, auto const& id) {
        auto const found = audience.find(id);
        if (found == audience.end()) return true;
        auto& present = found->second;
        std::erase(present.keys, key);
        present.look_again();
        if (!present.keys.empty()) return false;
        audience.erase(found);
        return true;
    };
    std::scoped_lock const lock{mutex_};
    if (!who.user && !who.visitor) return;
    bool const last = who.user ? leave(users_, *who.user) : leave(visitors_, *who.visitor);
    if (last) presence_(who, false);
}

}  // namespace parley::live
