#pragma once
// Sends the mails that are due, one after the other. Any number of nodes may do so on one database.
// Sent at least once: who dies between sending and writing it down lets another send it again, with
// the same Message-ID.
//
// Threads: one of its own; start and stop may be called from any other.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "api/gateway.hpp"
#include "domain/mail.hpp"
#include "mail/smtp.hpp"
#include "service/mails.hpp"

namespace parley::mail {

struct MailConfig {
    SmtpServer server;
    domain::Mailbox from;
};

class Mailer {
  public:
    Mailer(MailConfig config, api::Gateway& gateway);
    ~Mailer() { stop(); }

    /// From now on this node is known as one that sends mail. The store is there.
    void start();
    /// Ends what is under way; the store is still there.
    void stop();

  private:
    void run(std::stop_token const& stop);
    /// False where nothing is due, or the database does not say.
    bool send_next(std::stop_token const& stop);
    service::Tried send(store::Mail const& mail, domain::MailText const& text, std::string& reason);
    void note(store::Mail const& mail, service::Tried what, std::string const& reason,
              std::stop_token const& stop);
    void pause(milliseconds span, std::stop_token const& stop);

    /// Waits for the store. False where it has refused.
    bool ask(api::Kind kind, std::move_only_function<void(store::Tx&)> run, std::uint64_t key = 0);

    MailConfig const config_;
    api::Gateway& gateway_;
    std::stop_source stopping_;
    Smtp smtp_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::jthread thread_;
};

}  // namespace parley::mail
