#pragma once
// A program behind the network for net's tests: its sockets do what the messages ask for, its calls
// what their name says, and it writes down what it was told.

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "api/connection.hpp"
#include "base/ensure.hpp"
#include "live/frame.hpp"

namespace parley::net {

/// What the fakes of all threads have seen.
struct Told {
    std::atomic<int> connects = 0;
    std::atomic<int> closes = 0;
    std::atomic<int> messages = 0;
    std::atomic<int> ticks = 0;
    std::atomic<int> handed_over = 0;
    std::atomic<std::size_t> message_bytes_max = 16 * 1024;

    std::mutex mutex;
    std::condition_variable changed;
    std::vector<api::Peer> peers;  // of sockets
    std::vector<api::HttpCall> calls;

    template <class Condition>
    bool wait_for(Condition condition) {
        std::unique_lock lock{mutex};
        return changed.wait_for(lock, std::chrono::seconds{10}, condition);
    }
    void note() {
        std::scoped_lock const lock{mutex};
        changed.notify_all();
    }
};

class FakeService : public api::Service {
  public:
    FakeService(Told& told, api::Waker waker) : told_(told), waker_(std::move(waker)) {}

    class Connection : public api::Connection {
      public:
        Connection(FakeService& service, live::Wire& wire) : service_(service), wire_(wire) {
            service_.wires_.insert(&wire_);
        }
        ~Connection() override { ENSURE(closed_); }

        void received(std::string_view text) override {
            ENSURE(!closed_ && !busy_);
            busy_ = true;
            ++service_.told_.messages;
            obey(text);
            busy_ = false;
            service_.told_.note();
        }
        void closed() override {
            ENSURE(!closed_ && !busy_);
            closed_ = true;
            service_.wires_.erase(&wire_);
            ++service_.told_.closes;
            service_.told_.note();
        }
        void tick(Instant) override {
            ENSURE(!closed_);
            ++service_.told_.ticks;
        }
        std::size_t message_bytes_max() const override { return service_.told_.message_bytes_max; }

      private:
        void obey(std::string_view text) {
            auto const number = [&] {
                return std::stoul(std::string{text.substr(text.find(' '))});
            };
            if (text.starts_with("flood ")) {  // many large frames
                auto const frame = live::make_frame(std::string(10'000, 'f'));
                for (auto left = number(); left > 0; --left) wire_.send(frame);
            } else if (text.starts_with("resume ")) {  // the same, whatever the limits
                auto const frame = live::make_frame(std::string(10'000, 'r'));
                for (auto left = number(); left > 0; --left) wire_.send_unbounded(frame);
            } else if (text.starts_with("close ")) {
                wire_.send(live::make_frame("bye"));
                wire_.close(static_cast<live::Close>(number()), "asked;retry_ms=1");
                wire_.send(live::make_frame("never sent"));
            } else if (text.starts_with("all ")) {
                for (auto* const wire : service_.wires_)
                    wire->send(live::make_frame(std::string{text}));
            } else if (text == "later") {  // through the hand-over between threads
                service_.later_.insert(&wire_);
                service_.waker_();
            } else {
                wire_.send(live::make_frame(std::string{text}));
            }
        }

        FakeService& service_;
        live::Wire& wire_;
        bool closed_ = false;
        bool busy_ = false;  // within received()
    };

    std::unique_ptr<api::Connection> connect(api::Peer peer, live::Wire& wire) override {
        {
            std::scoped_lock const lock{told_.mutex};
            told_.peers.push_back(std::move(peer));
            ++told_.connects;
        }
        told_.note();
        return std::make_unique<Connection>(*this, wire);
    }

    void call(api::HttpCall call, std::move_only_function<void(api::HttpAnswer)> done) override {
        api::HttpAnswer answer;
        answer.body = call.body;
        auto const operation = call.operation;
        {
            std::scoped_lock const lock{told_.mutex};
            told_.calls.push_back(std::move(call));
        }
        told_.note();
        if (operation == "test.sign_in")
            answer.session_cookie = std::make_shared<std::string>("tok-1");
        if (operation == "test.sign_out") answer.session_cookie = std::make_shared<std::string>();
        if (operation == "test.busy") {
            answer.status = 503;
            answer.content_type = "application/problem+json";
            answer.retry_after_s = 7;
        }
        if (operation == "test.never") {  // until the test releases it, or for ever
            waiting_.push_back(std::move(done));
            return;
        }
        if (operation == "test.release") {
            api::HttpAnswer released;
            released.body = "{\"released\":true}";
            for (auto& waiting : waiting_) waiting(released);
            waiting_.clear();
        }
        done(std::move(answer));
    }

    void centre(api::CentreCall call,
                std::move_only_function<void(api::HttpAnswer)> done) override {
        api::HttpAnswer answer;
        answer.content_type = "text/html; charset=utf-8";
        answer.body = call.path + "?" + call.query + "#" + call.form.value_or("-") + "@" +
                      call.accept_language;
        done(std::move(answer));
    }
    void file(std::string rest, std::move_only_function<void(api::HttpAnswer)> done) override {
        api::HttpAnswer answer;
        answer.content_type = "application/octet-stream";
        answer.disposition = "attachment; filename=\"file.txt\"";
        answer.body = std::move(rest);
        done(std::move(answer));
    }

    void probe(api::Probe what, std::move_only_function<void(api::HttpAnswer)> done) override {
        api::HttpAnswer answer;
        answer.body = what == api::Probe::ready ? "ready" : "figures";
        done(std::move(answer));
    }

    std::string const* document(std::string_view path) const override {
        static std::string const text = "{\"openapi\":\"3.1.0\"}";
        return path == "/api/openapi.json" ? &text : nullptr;
    }

    std::string frame_ancestors() const override { return "'self' https://shop.example"; }

    void run_handed_over() override {
        ++told_.handed_over;
        for (auto* const wire : later_) {
            if (wires_.contains(wire)) wire->send(live::make_frame("handed over"));
        }
        later_.clear();
    }

  private:
    Told& told_;
    api::Waker waker_;
    std::set<live::Wire*> wires_;
    std::set<live::Wire*> later_;
    std::vector<std::move_only_function<void(api::HttpAnswer)>> waiting_;
};

}  // namespace parley::net
