#pragma once
// A mail as it goes over the wire (RFC 5322, 2045, 2047), and the addresses in it. Pure.
//
// INVARIANT 1: whatever is in a mail, none of it begins a header line of its own; no line of the
// text is longer than 76 bytes, none of the head longer than 400.
// INVARIANT 2: two mails with the same id have the same Message-ID.

#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/transcript.hpp"

namespace parley::domain {

/// Who writes: Acme <chat@acme.example>.
struct Mailbox {
    std::string name;  // may be empty
    std::string address;
};

/// Reads "Acme <chat@acme.example>" or only the address; nothing where it is neither.
std::optional<Mailbox> read_mailbox(std::string_view text);

/// Whether a mail server can be given this address: ASCII, without quotes, at most 254 bytes.
bool is_mail_address(std::string_view text);

/// As it may be shown to others: k…@example.org. REQUIRES: is_mail_address(address).
std::string shortened_address(std::string_view address);

struct MailText {
    std::string subject;
    std::string text;
};

struct MailOut {
    MailId id;
    Mailbox from;
    std::string to;  // an address
    Instant at;
    Language language;
    MailText text;
};

/// The bytes to send. REQUIRES: is_mail_address for both addresses.
std::string mail_source(MailOut const& mail);

}  // namespace parley::domain
