#include "mail/mailer.hpp"

#include <future>

#include <spdlog/spdlog.h>

namespace parley::mail {

using service::Tried;

Mailer::Mailer(MailConfig config, api::Gateway& gateway)
    : config_(std::move(config)),
      gateway_(gateway),
      smtp_(config_.server, static_cast<long>(gateway.limits().mail_try_s),
            [stopping = stopping_.get_token()] { return stopping.stop_requested(); }) {}

void Mailer::start() {
    ask(api::Kind::write, [](store::Tx& tx) { tx.mails.add_sender(tx.node()); });
    thread_ = std::jthread{[this] { run(stopping_.get_token()); }};
}

void Mailer::stop() {
    stopping_.request_stop();
    if (thread_.joinable()) thread_.join();
}

void Mailer::run(std::stop_token const& stop) {
    while (!stop.stop_requested()) {
        if (!send_next(stop)) pause(milliseconds{gateway_.limits().mail_look_ms}, stop);
    }
}

void Mailer::pause(milliseconds span, std::stop_token const& stop) {
    std::unique_lock lock{mutex_};
    wake_.wait_for(lock, stop, span, [] { return false; });
}

bool Mailer::ask(api::Kind kind, std::move_only_function<void(store::Tx&)> run, std::uint64_t key) {
    auto done = std::make_shared<std::promise<bool>>();
    auto result = done->get_future();
    gateway_.submit(
        kind, std::move(run), [done](Refused const* refused) { done->set_value(!refused); }, key);
    return result.get();
}

bool Mailer::send_next(std::stop_token const& stop) {
    auto due = std::make_shared<std::optional<store::Mail>>();
    auto known = std::make_shared<bool>(true);
    auto const look = [due, known](store::Tx& tx) {
        *due = tx.mails.due(tx.now());
        *known = tx.mails.is_sender(tx.node());
    };
    if (!ask(api::Kind::read, look)) return false;
    // The others have given this node up, and it has joined anew.
    if (!*known) ask(api::Kind::write, [](store::Tx& tx) { tx.mails.add_sender(tx.node()); });
    if (!*due) return false;
    auto const& mail = **due;
    auto const key = api::key_of(ChatId{mail.ref});

    auto mine = std::make_shared<bool>(false);
    auto const begin = [mine, mail](store::Tx& tx) { *mine = service::begin_mail(tx, mail); };
    if (!ask(api::Kind::write, begin, key) || !*mine) return *mine;
    auto text = std::make_shared<std::optional<domain::MailText>>();
    auto const make = [text, mail](store::Tx& tx) { *text = service::mail_text(tx, mail); };
    if (!ask(api::Kind::read, make)) return false;
    std::string reason = "nothing to send";
    auto const what = *text ? send(mail, **text, reason) : Tried::pointless;
    note(mail, what, reason, stop);
    return true;
}

Tried Mailer::send(store::Mail const& mail, domain::MailText const& text, std::string& reason) {
    auto const source =
        domain::mail_source({mail.id, config_.from, mail.to, mail.created_at, mail.language, text});
    auto result = smtp_.send(config_.from.address, mail.to, source);
    reason = std::move(result.reason);
    switch (result.what) {
        case Result::What::done:
            return Tried::sent;
        case Result::What::refused:
            return Tried::refused;
        case Result::What::failed:
            return Tried::failed;
        case Result::What::stopped:
            break;
    }
    return Tried::stopped;
}

void Mailer::note(store::Mail const& mail, Tried what, std::string const& reason,
                  std::stop_token const& stop) {
    constexpr int tries = 50;
    constexpr milliseconds between{1000};
    auto now = std::make_shared<std::optional<store::Mail>>();
    auto const write = [now, id = mail.id, what, reason](store::Tx& tx) {
        *now = service::mail_tried(tx, id, what, reason);
    };
    // What was sent and is not written down is sent again.
    for (int i = 0; !ask(api::Kind::write, write, api::key_of(ChatId{mail.ref})); ++i) {
        if (i == tries || stop.stop_requested()) break;
        pause(between, stop);
    }
    auto const outcome = std::string{word(what)};
    gateway_.metrics().mails.Add({{"outcome", outcome}}).Increment();
    if (what == Tried::sent || !*now) return;
    auto const id = to_text(mail.id);
    if ((*now)->state == store::MailState::waiting) {
        spdlog::warn("mail {} was not sent ({}); it is tried again", id, reason);
    } else {
        spdlog::error("mail {} was not sent ({}) and is given up", id, reason);
    }
}

}  // namespace parley::mail
