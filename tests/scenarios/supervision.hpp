#pragma once
// A chat that a manager supervises, for the scenarios of that.

#include <string>
#include <vector>

#include "conference.hpp"
#include "service/administration.hpp"
#include "service/supervision.hpp"
#include "service/transcripts.hpp"

namespace parley::scenarios {

inline constexpr auto secret = "canary 4711";

class Supervision : public Conference {
  protected:
    /// Who watches and steers, and is an agent as well.
    Actor agent_and_manager(std::string const& name, std::int64_t capacity = 1) {
        auto const who = manager(name);
        auto const now = become(who, {"agent", "manager"});
        service::UserUpdate p{};
        p.user = who.user;
        p.capacity = capacity;
        call(service::user_update, root(), p);
        connect(now);
        return now;
    }
    Actor become(Actor const& who, std::vector<std::string> const& roles) {
        service::UserUpdate p{};
        p.user = who.user;
        p.roles = roles;
        call(service::user_update, root(), p);
        return again(who);
    }
    Actor limit(Actor const& who, std::vector<QueueId> const& queues) {
        service::UserUpdate p{};
        p.user = who.user;
        p.reach = queues;
        call(service::user_update, root(), p);
        return again(who);
    }
    service::ChatView watch(Actor const& who) {
        return call(service::chat_monitor, who, {chat}).chat;
    }
    void unwatch(Actor const& who) { call(service::chat_unmonitor, who, {chat}); }
    service::ChatWhispered whisper(Actor const& who, std::string const& text, int number = 1) {
        auto const client_id =
            "00000000-0000-4000-8000-" + std::to_string(200'000'000'000 + number);
        return call(service::chat_whisper, who, {chat, client_id, text});
    }
    void join(Actor const& who) { call(service::chat_join, who, {chat}); }
    void take_over(Actor const& who) { call(service::chat_take_over, who, {chat}); }
    std::size_t heard(Actor const& who, std::string const& type = "message.posted") {
        return told(who, type).size();
    }
    std::vector<std::string> whispers(Actor const& who) {
        std::vector<std::string> texts;
        for (auto const& one : call(service::chat_whispers, who, {chat, {}, {}}).items) {
            texts.push_back(std::to_string(one.after_seq) + " " + one.from.name + ": " + one.text);
        }
        return texts;
    }
    /// As words: who, what, and "on" where it goes on.
    std::vector<std::string> supervisions() {
        std::vector<std::string> found;
        for (auto const& one : call(service::chat_supervisions, root(), {chat, {}, {}}).items) {
            found.push_back(one.by.name + " " + std::string{word(one.mode)} +
                            (one.until ? "" : " on"));
        }
        return found;
    }
    /// Every event that somebody was ever told, as one text.
    std::string all_told(Actor const& who) {
        return connection_->run([&](store::Tx& tx) {
            std::string all;
            auto const events = who.kind == Actor::Kind::customer
                                    ? tx.events.after(who.visitor, Cursor{}, 1000)
                                    : tx.events.after(who.user, Cursor{}, 1000);
            for (auto const& event : events) {
                all += event.type + " " + event.data.value_or("") + "\n";
            }
            return all;
        });
    }
    /// All that the customer may read of the chat.
    std::string seen_by_customer() {
        return to_json(view(kim, chat)) +
               to_json(call(service::message_list, kim, {chat, {}, {}, {}})) +
               call(service::chat_transcript, kim, {chat, {}, {}, {}}).text +
               to_json(call(service::session_sync, kim, {{{to_text(chat), 0}}})) +
               to_json(call(service::chat_list, kim, {{}, {}, {}})) +
               to_json(call(service::visitor_status, kim, {{}, {}, {}})) + all_told(kim);
    }
};

}  // namespace parley::scenarios
