// Mails (RFC 5322, MIME): headers, texts and what is attached.

#include <algorithm>
#include <vector>

#include "files/decoding.hpp"
#include "files/readers.hpp"

namespace parley::files {

namespace {

constexpr std::size_t boundaries_max = 100;
constexpr std::size_t boundary_bytes_max = 70;  // RFC 2046
constexpr std::size_t header_bytes_max = 100'000;

/// The next line, without its end.
std::string_view take_line(std::string_view& rest) {
    auto const end = rest.find('\n');
    auto line = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::string_view trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// "=?utf-8?B?…?=" at the beginning of `text`, decoded; nothing, and text as it was, where none is.
std::string take_word(std::string_view& text) {
    if (!text.starts_with("=?")) return {};
    auto const charset_end = text.find('?', 2);
    if (charset_end == text.npos || charset_end + 2 >= text.size()) return {};
    auto const end = text.find("?=", charset_end + 3);
    if (text[charset_end + 2] != '?' || end == text.npos) return {};
    auto const charset = text.substr(2, charset_end - 2);
    auto const coded = text.substr(charset_end + 3, end - charset_end - 3);
    bool const quoted = text[charset_end + 1] == 'Q' || text[charset_end + 1] == 'q';
    text.remove_prefix(end + 2);
    return decoded_as(quoted ? decoded_quoted(coded, true) : decoded_base64(coded), charset);
}

std::string decoded_header(std::string_view value) {
    std::string out;
    std::string plain;
    while (!value.empty()) {
        if (auto const word = take_word(value); !word.empty()) {
            out += decoded_as(plain, "utf-8") + word;
            plain.clear();
            // Between two such words white space is none.
            auto const next = value.find_first_not_of(" \t");
            if (next != value.npos && value.substr(next).starts_with("=?")) {
                value.remove_prefix(next);
            }
            continue;
        }
        plain += value.front();
        value.remove_prefix(1);
    }
    return out + decoded_as(plain, "utf-8");
}

/// The value of ;name=… in a header.
std::string parameter(std::string_view header, std::string_view name) {
    for (auto at = header.find(';'); at != header.npos; at = header.find(';', at + 1)) {
        auto part = trimmed(header.substr(at + 1));
        if (part.size() <= name.size() || !same_letters(part.substr(0, name.size()), name))
            continue;
        part = trimmed(part.substr(name.size()));
        if (!part.starts_with('=')) continue;
        part = trimmed(part.substr(1));
        bool const quoted = part.starts_with('"');
        if (quoted) part.remove_prefix(1);
        return std::string{part.substr(0, part.find_first_of(quoted ? "\"" : "; \t"))};
    }
    return {};
}

enum class Coding { none, quoted, base64 };

/// A mail is read line by line, whatever is in what: a line that is the boundary of any part that
/// was begun ends the one before. So no nesting is too deep.
class Mail {
  public:
    Mail(std::string_view bytes, Reading& reading) : rest_(bytes), reading_(reading) {}

    void read() {
        while (!rest_.empty()) {
            read_headers();
            if (is_mail_) continue;  // its headers come next
            read_body();
        }
    }

  private:
    void read_headers() {
        content_type_.clear();
        name_.clear();
        coding_ = Coding::none;
        std::string header;
        while (!rest_.empty()) {
            auto const line = take_line(rest_);
            bool const goes_on = line.starts_with(' ') || line.starts_with('\t');
            if (!goes_on) {
                take_header(header);
                header.clear();
            }
            if (line.empty()) break;
            if (header.size() + line.size() > header_bytes_max) {
                throw Refuse{domain::FileRefusal::unreadable};
            }
            header += line;
        }
        take_header(header);
        is_mail_ = same_letters(media(), "message/rfc822") && coding_ == Coding::none;
        auto const boundary = parameter(content_type_, "boundary");
        if (!boundary.empty() && boundary.size() <= boundary_bytes_max) {
            if (boundaries_.size() == boundaries_max) {
                throw Refuse{domain::FileRefusal::unreadable};
            }
            boundaries_.push_back("--" + boundary);
        }
        reading_.separate('\n');
    }

    void take_header(std::string_view header) {
        if (header.empty()) return;
        auto const colon = header.find(':');
        auto const key = trimmed(header.substr(0, colon));
        auto const value = colon == header.npos ? header : trimmed(header.substr(colon + 1));
        if (same_letters(key, "content-type")) content_type_ = value;
        if (same_letters(key, "content-transfer-encoding")) {
            if (same_letters(value, "base64")) coding_ = Coding::base64;
            if (same_letters(value, "quoted-printable")) coding_ = Coding::quoted;
        }
        if (auto const name = parameter(value, "filename"); !name.empty()) name_ = name;
        reading_.text(decoded_header(header));
        reading_.separate('\n');
    }

    std::string_view media() const {
        return trimmed(std::string_view{content_type_}.substr(0, content_type_.find(';')));
    }

    /// Does this line end the part? Gives whether another one begins.
    bool is_boundary(std::string_view line) const {
        if (!line.starts_with("--")) return false;
        return std::ranges::any_of(boundaries_, [&](std::string const& boundary) {
            if (!line.starts_with(boundary)) return false;
            auto const behind = trimmed(line.substr(boundary.size()));
            return behind.empty() || behind == "--";
        });
    }

    void read_body() {
        auto const* const begin = rest_.data();
        std::size_t bytes = 0;
        while (!rest_.empty()) {
            auto const line = take_line(rest_);
            if (is_boundary(line)) {
                read_part({begin, bytes});
                // What stands behind a last boundary is a body without headers.
                if (!trimmed(line).ends_with("--")) return;
                content_type_.clear();
                coding_ = Coding::none;
                return read_body();
            }
            bytes = static_cast<std::size_t>(rest_.data() - begin);
        }
        read_part({begin, bytes});
    }

    void read_part(std::string_view body) {
        if (trimmed(body).empty()) return;
        auto const bytes = coding_ == Coding::base64   ? decoded_base64(body)
                           : coding_ == Coding::quoted ? decoded_quoted(body, false)
                                                       : std::string{body};
        auto const charset = parameter(content_type_, "charset");
        bool const is_text =
            media().empty() || (media().size() > 5 && same_letters(media().substr(0, 5), "text/"));
        if (is_text && !charset.empty()) {
            reading_.text(decoded_as(bytes, charset));
        } else if (same_letters(media(), "message/rfc822")) {
            read_mail(bytes, reading_);
        } else {
            read_any(bytes, name_, reading_);
        }
        reading_.separate('\n');
    }

    std::string_view rest_;
    Reading& reading_;
    std::vector<std::string> boundaries_;
    std::string content_type_;
    std::string name_;
    Coding coding_ = Coding::none;
    bool is_mail_ = false;
};

}  // namespace

void read_mail(std::string_view bytes, Reading& reading) { Mail{bytes, reading}.read(); }

}  // namespace parley::files
