#include "mail/smtp.hpp"

#include "calling/address.hpp"
#include "calling/call.hpp"

namespace parley::mail {

namespace {

constexpr auto scheme = "smtp";

class SmtpCall : public calling::Call {
  public:
    SmtpCall(SmtpServer const& server, long try_s, std::function<bool()> is_stopping)
        : SmtpCall(server, calling::read_address(server.url, scheme), try_s,
                   std::move(is_stopping)) {}

    Result work() {
        auto const code = run();
        if (code == CURLE_OK) return {Result::What::done, {}};
        if (code == CURLE_ABORTED_BY_CALLBACK) {
            if (was_stopped()) return {Result::What::stopped, "stopping"};
            return {Result::What::failed, "no answer in time"};
        }
        constexpr long for_good = 500;
        // To these two the last answer is why; anything else has another reason, whatever was said
        // before, and what is wrong with a sign-in or a certificate can be mended.
        bool const answered = code == CURLE_SEND_ERROR || code == CURLE_WEIRD_SERVER_REPLY;
        auto reason = std::string{curl_easy_strerror(code)};
        if (answered && answer() >= 400) reason = "answer " + std::to_string(answer());
        auto const what =
            answered && answer() >= for_good ? Result::What::refused : Result::What::failed;
        return {what, std::move(reason)};
    }

  private:
    SmtpCall(SmtpServer const& server, calling::Address const& at, long try_s,
             std::function<bool()> is_stopping)
        : Call(calling::url_of(at, scheme), "smtp,smtps", server.ca_file, try_s,
               std::move(is_stopping)) {
        bool const plain = !at.tls && (server.plain || calling::is_this_machine(at.host));
        set(CURLOPT_USE_SSL, static_cast<long>(plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
        if (!at.user.empty()) {
            set(CURLOPT_USERNAME, at.user.c_str());
            set(CURLOPT_PASSWORD, server.password.c_str());
        }
    }
};

}  // namespace

std::string problem_of(SmtpServer const& server) {
    auto const at = calling::read_address(server.url, scheme);
    if (at.host.empty() || !at.path.empty()) {
        return "--mail must be like smtps://user@host:465 or smtp://host:587";
    }
    if (at.user.empty() != server.password.empty()) {
        return at.user.empty() ? "--mail-password-file is for a user: smtps://user@host"
                               : "the user in --mail needs a --mail-password-file";
    }
    if (server.plain && !at.tls && !at.user.empty() && !calling::is_this_machine(at.host)) {
        return "a password goes over TLS only, not with --mail-plain";
    }
    return {};
}

Smtp::Smtp(SmtpServer server, long try_s, std::function<bool()> is_stopping)
    : server_(std::move(server)), try_s_(try_s), is_stopping_(std::move(is_stopping)) {}

Result Smtp::send(std::string const& from, std::string const& to, std::string const& source) {
    SmtpCall call{server_, try_s_, is_stopping_};
    call.set(CURLOPT_MAIL_FROM, ("<" + from + ">").c_str());
    call.add_recipient(to);
    call.send(source);
    return call.work();
}

Result Smtp::greet() {
    SmtpCall call{server_, try_s_, is_stopping_};
    call.set(CURLOPT_CUSTOMREQUEST, "NOOP");
    call.set(CURLOPT_NOBODY, 1L);
    return call.work();
}

}  // namespace parley::mail
