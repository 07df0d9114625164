#pragma once
// A chat into which a colleague is invited, for the scenarios of conferences.

#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/conference.hpp"
#include "service/handing.hpp"

namespace parley::scenarios {

class Conference : public Desk {
  protected:
    service::ChatView invite(Actor const& who, Actor const& whom,
                             std::optional<std::string> const& note = {}) {
        return call(service::conference_invite, who, {chat, whom.user, note}).chat;
    }
    void leave(Actor const& who) { call(service::conference_leave, who, {chat}); }
    void end_conference(Actor const& who, std::optional<UserId> const& whom = {}) {
        call(service::conference_end, who, {chat, whom});
    }
    void hand_over(Actor const& who, Actor const& whom) {
        call(service::conference_hand_over, who, {chat, whom.user});
    }
    void transfer(Actor const& who, std::optional<QueueId> queue, std::optional<UserId> to) {
        call(service::chat_transfer, who, {chat, queue, to, {}});
    }
    void say(Actor const& who, std::string const& text) {
        auto const client_id =
            "00000000-0000-4000-8000-" + std::to_string(100'000'000'000 + said_++);
        call(service::message_post, who, {chat, client_id, text});
    }
    std::vector<std::string> guests(Actor const& who) {
        std::vector<std::string> names;
        for (auto const& one : view(who, chat).guests.value_or(std::vector<service::GuestView>{})) {
            names.push_back(one.agent.name);
        }
        return names;
    }
    std::vector<ChatId> listed(Actor const& who) {
        std::vector<ChatId> ids;
        for (auto const& one : call(service::chat_list, who, {{}, {}, {}}).items) {
            ids.push_back(one.id);
        }
        return ids;
    }
    std::vector<ChatId> wrapped_up(Actor const& who) {
        std::vector<ChatId> ids;
        for (auto const& one : wrap_ups(who)) ids.push_back(one.chat.id);
        return ids;
    }

    // Anna has Kim's chat, and Ben is there with room for one.
    Actor anna, ben, kim;
    ChatId chat;
    void anna_chats() {
        anna = agent("anna", 3);
        be(anna, "available");
        kim = customer("Kim");
        chat = ask(kim);
        accept(anna);
        ben = agent("ben", 1, {"Sales"});
        be(ben, "available");
    }
    void ben_joins() {
        anna_chats();
        invite(anna, ben);
        accept(ben);
    }

    int said_ = 0;
};

}  // namespace parley::scenarios
