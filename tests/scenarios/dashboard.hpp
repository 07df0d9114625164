#pragma once
// A desk with a manager who looks at the live figures.

#include "desk.hpp"
#include "service/administration.hpp"
#include "service/dashboard.hpp"

namespace parley::scenarios {

using service::DashboardView;

class Dashboard : public Desk {
  protected:
    void SetUp() override {
        Desk::SetUp();
        if (!IsSkipped()) mona_ = manager("mona");
    }

    DashboardView see(Actor const& who, std::optional<std::int64_t> window_min = {}) {
        return call(service::dashboard_get, who, {window_min}).dashboard;
    }
    service::DashboardQueue see(std::string const& name) {
        for (auto const& each : see(mona_).queues) {
            if (each.name == name) return each;
        }
        ADD_FAILURE() << "the queue is not shown";
        return {};
    }
    Actor limit(Actor const& whom, std::vector<std::string> const& names) {
        service::UserUpdate p{};
        p.user = whom.user;
        p.reach.emplace();
        for (auto const& name : names) p.reach->push_back(queue(name));
        call(service::user_update, root(), p);
        return again(whom);
    }
    std::vector<std::string> attention(DashboardView const& view) {
        std::vector<std::string> lines;
        for (auto const& it : view.attention) {
            lines.push_back(std::string{word(it.kind)} + " " + it.queue_name.value_or("") + " " +
                            it.agent_name.value_or("") + " " + it.customer.value_or("") + " " +
                            std::to_string((now() - it.since).count() / 1000));
        }
        return lines;
    }
    std::vector<ChatId> listed(Actor const& who, service::ChatList p) {
        std::vector<ChatId> ids;
        for (auto const& each : call(service::chat_list, who, p).items) ids.push_back(each.id);
        return ids;
    }

    Actor mona_;
};

}  // namespace parley::scenarios
