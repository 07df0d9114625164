#include "app/mail_options.hpp"

#include <CLI/CLI.hpp>

#include "app/data_directory.hpp"
#include "app/secret_file.hpp"

namespace parley::app {

void add_mail_options(CLI::App& command, MailOptions& options) {
    command.add_option("--mail", options.server,
                       "mail server: smtps://user@host:465, or smtp://host:587 with STARTTLS");
    command.add_option("--mail-from", options.from,
                       "who writes, such as 'Acme <chat@acme.example>'");
    command.add_option("--mail-password-file", options.password_file,
                       "file with the password of the user, open to nobody else");
    command.add_option("--mail-ca", options.ca_file,
                       "certificates to trust in place of those of the system (PEM)");
    command.add_flag("--mail-plain", options.plain,
                     "no TLS: only where nobody can listen in between");
}

std::optional<mail::MailConfig> mail_config(MailOptions const& options) {
    if (options.server.empty()) {
        if (options.from.empty() && options.password_file.empty()) return std::nullopt;
        throw UsageError("--mail says which server sends: smtps://user@host:465");
    }
    auto const from = domain::read_mailbox(options.from);
    if (!from) throw UsageError("--mail-from must be like 'Acme <chat@acme.example>'");
    mail::MailConfig config{{options.server, {}, options.ca_file, options.plain}, *from};
    if (!options.password_file.empty()) {
        config.server.password = read_secret("--mail-password-file", options.password_file);
    }
    if (auto const problem = mail::problem_of(config.server); !problem.empty()) {
        throw UsageError(problem);
    }
    return config;
}

store::Finding check_mail(MailOptions const& options) {
    constexpr long patience_s = 10;
    auto const config = mail_config(options);
    mail::Smtp smtp{config->server, patience_s, [] { return false; }};
    auto const result = smtp.greet();
    if (result.what == mail::Result::What::done) {
        return {"mail", store::Verdict::ok, "the mail server answers"};
    }
    return {"mail", store::Verdict::error,
            "the mail server cannot be used: " + result.reason +
                ". What is to be sent waits for it, for a day"};
}

}  // namespace parley::app
