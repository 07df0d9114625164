#pragma once
// Managers who give chats away, put them back and sign agents out, for the scenarios of that.

#include "service/audit_subjects.hpp"
#include "service/steering.hpp"
#include "supervision.hpp"

namespace parley::scenarios {

class Steering : public Supervision {
  protected:
    service::ChatView assign(Actor const& whom, std::optional<std::string> const& note = {}) {
        return call(service::chat_assign, mona(), {chat, whom.user, note}).chat;
    }
    service::ChatView requeue(std::optional<std::string> const& to = {},
                              std::optional<std::string> const& note = {}) {
        auto const queue_id = to ? std::optional{queue(*to)} : std::nullopt;
        return call(service::chat_requeue, mona(), {chat, queue_id, note}).chat;
    }
    void end_it(std::optional<std::string> const& reason = {}) {
        call(service::chat_end, mona(), {chat, reason});
    }
    service::PresenceView sign_out_by_manager(Actor const& whom,
                                              std::optional<std::string> const& reason = {}) {
        return call(service::agent_sign_out, mona(), {whom.user, reason}).presence;
    }
    Actor const& mona() {
        if (!mona_.user) mona_ = manager("mona");
        return mona_;
    }
    /// Kinds of the notices that somebody was given.
    std::vector<std::string> noticed(Actor const& who) {
        std::vector<std::string> kinds;
        for (auto const& data : told(who, "notice")) {
            auto const from = data.find("\"kind\":\"") + 8;
            kinds.push_back(data.substr(from, data.find('"', from) - from));
        }
        return kinds;
    }
    std::vector<service::ChatOwnership> ownership() {
        return call(service::chat_owners, mona(), {chat}).items;
    }

    Actor mona_;
};

}  // namespace parley::scenarios
