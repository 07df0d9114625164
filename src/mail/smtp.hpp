#pragma once
// One mail server, spoken to over SMTP.
//
// INVARIANT 1: nothing goes over a network in the clear unless `plain` says so, and a password
// never does: TLS from the start (smtps://), or STARTTLS, which is insisted on (smtp://). On this
// machine itself smtp:// is plain.
// INVARIANT 2: what a Result says has no address, no word of the mail and no password in it.

#include <functional>
#include <string>

namespace parley::mail {

struct SmtpServer {
    std::string url;       // smtps://user@host:465 or smtp://host:587
    std::string password;  // of the user in it
    std::string ca_file;   // certificates to trust in place of the system's; empty: those
    bool plain = false;    // no TLS, whatever is between
};

/// What is wrong with it, as a sentence; empty where nothing is.
std::string problem_of(SmtpServer const& server);

struct Result {
    enum class What { done, refused, failed, stopped };
    What what;
    std::string reason;  // of what is not done
};

class Smtp {
  public:
    /// REQUIRES: problem_of(server) is empty. `is_stopping` is asked while something is under way.
    Smtp(SmtpServer server, long try_s, std::function<bool()> is_stopping);

    /// `from` and `to` are addresses, `source` the bytes of the mail. A server that has said
    /// nothing yet when it ends may send it all the same.
    Result send(std::string const& from, std::string const& to, std::string const& source);
    /// Whether it can be spoken to, signed in to where there is a user. Sends nothing.
    Result greet();

  private:
    SmtpServer const server_;
    long const try_s_;
    std::function<bool()> is_stopping_;
};

}  // namespace parley::mail
