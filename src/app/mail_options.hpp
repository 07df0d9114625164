#pragma once
// The options that say which mail server there is, for the commands that have to do with it.

#include <optional>
#include <string>

#include "mail/mailer.hpp"
#include "store/inspect.hpp"

namespace CLI {
class App;
}

namespace parley::app {

struct MailOptions {
    std::string server;  // smtps://user@host:465; empty: there is none
    std::string from;    // Acme <chat@acme.example>
    std::string password_file;
    std::string ca_file;
    bool plain = false;
};

void add_mail_options(CLI::App& command, MailOptions& options);

/// Nothing where there is no mail server. Throws UsageError that says what is wrong with them.
std::optional<mail::MailConfig> mail_config(MailOptions const& options);

/// Whether the mail server answers, and takes the password. REQUIRES: options.server is not empty.
store::Finding check_mail(MailOptions const& options);

}  // namespace parley::app
