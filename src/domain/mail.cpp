#include "domain/mail.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "base/base64.hpp"
#include "base/json.hpp"

namespace parley::domain {

namespace {

constexpr std::size_t address_bytes_max = 254;  // RFC 5321, 4.5.3.1
constexpr std::size_t local_bytes_max = 64;
constexpr std::size_t label_bytes_max = 63;
constexpr std::size_t line_bytes_max = 76;

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// A character of an atom (RFC 5322, 3.2.3).
bool is_atom(char c) {
    return is_letter_or_digit(c) || std::string_view{"!#$%&'*+/=?^_`{|}~-"}.contains(c);
}

/// Parts with dots between, none of them empty, each of which `is_part`.
template <class IsPart>
bool are_parts(std::string_view text, IsPart is_part) {
    for (;;) {
        auto const dot = text.find('.');
        auto const part = text.substr(0, dot);
        if (part.empty() || !is_part(part)) return false;
        if (dot == std::string_view::npos) return true;
        text.remove_prefix(dot + 1);
    }
}

bool is_domain(std::string_view text) {
    return are_parts(text, [](std::string_view label) {
        return label.size() <= label_bytes_max && label.front() != '-' && label.back() != '-' &&
               std::ranges::all_of(label, [](char c) { return is_letter_or_digit(c) || c == '-'; });
    });
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

/// How many bytes of valid UTF-8, at most `most`, end at the end of a character.
std::size_t whole_characters(std::string_view text, std::size_t most) {
    auto end = std::min(most, text.size());
    while (end > 0 && end < text.size() && (text[end] & 0xC0) == 0x80) --end;
    return end;
}

/// Text in a header. What is more than a short line of plain letters is encoded (RFC 2047), so
/// that no character of it means anything there.
std::string header_text(std::string_view text) {
    constexpr std::size_t plain_max = 60;
    bool const plain = text.size() <= plain_max && std::ranges::all_of(text, [](char c) {
                           return is_letter_or_digit(c) || c == ' ' || c == '-';
                       });
    if (plain) return std::string{text};
    constexpr std::size_t word_bytes_max = 45;  // an encoded word has at most 75
    std::string out;
    while (!text.empty()) {
        auto size = whole_characters(text, word_bytes_max);
        if (size == 0) size = std::min(word_bytes_max, text.size());  // it is no UTF-8
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + base64(text.substr(0, size)) + "?=";
        text.remove_prefix(size);
    }
    return out;
}

std::string date_text(Instant at) {
    using namespace std::chrono;
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    sys_seconds const second{floor<std::chrono::seconds>(std::chrono::milliseconds{at.ms})};
    auto const day = floor<std::chrono::days>(second);
    year_month_day const date{day};
    hh_mm_ss const time{second - day};
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
                  days[weekday{day}.c_encoding()], static_cast<unsigned>(date.day()),
                  months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return text.data();
}

/// RFC 2045, 6.7: lines of at most 76 bytes, CR LF between those of the text.
std::string quoted_printable(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    std::size_t column = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const byte = static_cast<unsigned char>(text[i]);
        if (byte == '\n') {
            out += "\r\n";
            column = 0;
            continue;
        }
        bool const at_end = i + 1 == text.size() || text[i + 1] == '\n';
        bool const plain = byte > 32 ? byte < 127 && byte != '=' : byte == 32 && !at_end;
        std::string const piece =
            plain ? std::string{text[i]} : std::string{'=', hex[byte >> 4], hex[byte & 15]};
        if (column + piece.size() > line_bytes_max - 1) {
            out += "=\r\n";
            column = 0;
        }
        out += piece;
        column += piece.size();
    }
    return out;
}

}  // namespace

bool is_mail_address(std::string_view text) {
    auto const at = text.find('@');
    if (text.size() > address_bytes_max || at == std::string_view::npos || at > local_bytes_max) {
        return false;
    }
    auto const is_word = [](std::string_view part) { return std::ranges::all_of(part, is_atom); };
    return are_parts(text.substr(0, at), is_word) && is_domain(text.substr(at + 1));
}

std::optional<Mailbox> read_mailbox(std::string_view text) {
    auto const open = text.find('<');
    Mailbox box{{}, std::string{trimmed(text)}};
    if (open != std::string_view::npos) {
        auto const rest = trimmed(text.substr(open));
        if (!rest.ends_with('>')) return std::nullopt;
        box = {std::string{trimmed(text.substr(0, open))},
               std::string{trimmed(rest.substr(1, rest.size() - 2))}};
    }
    bool const is_line = std::ranges::none_of(
        box.name, [](char c) { return static_cast<unsigned char>(c) < 32 || c == '"'; });
    if (!is_line || !is_mail_address(box.address)) return std::nullopt;
    return box;
}

std::string shortened_address(std::string_view address) {
    return std::string{address.substr(0, 1)} + "…" + std::string{address.substr(address.find('@'))};
}

std::string mail_source(MailOut const& mail) {
    auto const& [id, from, to, at, language, text] = mail;
    auto const domain = from.address.substr(from.address.find('@') + 1);
    std::string out;
    auto const header = [&](std::string_view name, std::string_view value) {
        out.append(name).append(": ").append(value).append("\r\n");
    };
    header("From", from.name.empty() ? from.address
                                     : header_text(from.name) + "\r\n <" + from.address + ">");
    header("To", to);
    header("Subject", header_text(text.subject));
    header("Date", date_text(at));
    header("Message-ID", "<" + to_text(id) + "@" + domain + ">");
    header("Content-Language", word(language));
    // So that nothing answers by itself.
    header("Auto-Submitted", "auto-generated");
    header("MIME-Version", "1.0");
    header("Content-Type", "text/plain; charset=utf-8");
    header("Content-Transfer-Encoding", "quoted-printable");
    return out + "\r\n" + quoted_printable(text.text) + "\r\n";
}

}  // namespace parley::domain
