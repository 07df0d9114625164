#include "service/file_content.hpp"

#include <charconv>

#include "base/base64.hpp"
#include "base/ensure.hpp"
#include "base/seal.hpp"
#include "service/files.hpp"
#include "service/sessions.hpp"

namespace parley::service {

namespace {

using store::FilePart;

constexpr milliseconds good_for = std::chrono::minutes{5};

std::string key_of(store::File const& file) {
    auto key = from_base64(file.sealed_with);
    ENSURE(key && !key->empty());  // of one that has pieces
    return std::move(*key);
}

bool is_picture(store::File const& file) {
    return domain::file_type(file.name)->kind == domain::FileKind::picture;
}

/// RFC 5987: whatever is no letter, digit or one of a few signs, in percent signs.
std::string encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view plain = "-._~";
    std::string result;
    for (auto const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                            (c >= '0' && c <= '9') || plain.contains(c);
        if (letter) {
            result += c;
        } else {
            result.append({'%', digits[byte >> 4], digits[byte & 0xF]});
        }
    }
    return result;
}

std::string holder_of(Actor const& actor) {
    return actor.kind == Actor::Kind::staff ? to_text(actor.session) : to_text(actor.visitor);
}

/// What an address is good for: for whom, until when, which size.
struct Ticket {
    std::string_view holder, until, size, signature;

    std::string signed_text() const {
        return std::string{holder}.append(".").append(until).append(".").append(size);
    }
};

/// What stands before the next `end`, which is taken off with it; all where there is none.
std::string_view take(std::string_view& text, char end) {
    auto const at = std::min(text.find(end), text.size());
    auto const part = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return part;
}

Ticket read_ticket(std::string_view text) {
    Ticket ticket;
    ticket.holder = take(text, '.');
    ticket.until = take(text, '.');
    ticket.size = take(text, '.');
    ticket.signature = text;
    return ticket;
}

bool is_over(Ticket const& ticket, Instant now) {
    std::int64_t until = 0;
    auto const end = ticket.until.data() + ticket.until.size();
    auto const [read_to, error] = std::from_chars(ticket.until.data(), end, until);
    return error != std::errc{} || read_to != end || now.ms > until;
}

/// Who holds it, with the rights of now.
Actor actor_of(store::Tx& tx, Ticket const& ticket, OrganizationId organization) {
    if (auto const visitor = id_from_text<VisitorTag>(ticket.holder)) {
        Actor actor;
        actor.kind = Actor::Kind::customer;
        actor.organization = organization;
        actor.visitor = *visitor;
        return actor;
    }
    auto const id = id_from_text<SessionTag>(ticket.holder);
    auto const session = id ? tx.people.session(*id) : std::nullopt;
    if (!session || session->expires_at <= tx.now()) throw Refused{Code::not_found};
    auto const user = tx.people.get(session->user);
    if (!user.active) throw Refused{Code::not_found};
    auto actor = staff_actor(tx, user);
    actor.session = *id;
    return actor;
}

std::string disposition(store::File const& file) {
    // The plain name is for programs that know no other: the end of it says enough.
    auto const extension = domain::file_type(file.name)->extension;
    return std::string{is_picture(file) ? "inline" : "attachment"}
        .append("; filename=\"file.")
        .append(extension)
        .append("\"; filename*=UTF-8''")
        .append(encoded(file.name));
}

FileContent content_of(store::Tx& tx, store::File const& file, FileSize size) {
    // What was not made anew here is never shown by a browser, whatever it is (fD02).
    auto part = FilePart::whole;
    std::string media{"application/octet-stream"};
    if (is_picture(file)) {
        bool const small = size == FileSize::small;
        part = small ? FilePart::small : FilePart::picture;
        media = small ? file.small_media : domain::file_type(file.name)->media;
    }
    FileContent content{std::move(media), disposition(file), {}, {}, {}, part, {}};
    if (!file.outside.empty()) {
        content.object = object_name(file.outside, part);
        content.key = key_of(file);
    } else {
        content.bytes = bytes_of(tx, file, part);
    }
    return content;
}

/// What an object begins with before it is sealed.
std::string mark_of(FilePart part) { return std::string{word(part)} + "\n"; }

Refused damaged() { return Refused{Code::unavailable, "the file is damaged"}; }

}  // namespace

void add_piece(store::Tx& tx, store::File const& file, FilePart part, std::int64_t at,
               std::string const& bytes) {
    tx.files.add_piece(file, part, at, base64(seal(bytes, key_of(file))));
}

std::string sealed_part(store::File const& file, FilePart part, std::string_view bytes) {
    return seal(mark_of(part).append(bytes), key_of(file));
}

std::string bytes_of(store::Tx& tx, store::File const& file, FilePart part) {
    auto const key = key_of(file);
    std::string bytes;
    for (auto const& piece : tx.files.pieces(file.id, part)) {
        auto const sealed = from_base64(piece);
        auto const plain = sealed ? unseal(*sealed, key) : std::nullopt;
        if (!plain) throw damaged();
        bytes += *plain;
    }
    return bytes;
}

std::string file_url(store::Tx& tx, Actor const& actor, store::File const& file, FileSize size) {
    auto const said = holder_of(actor) + "." + std::to_string((tx.now() + good_for).ms) + "." +
                      std::string{word(size)};
    return std::string{files_below} + to_text(file.id) + "/" + said + "." +
           sign(said, key_of(file)) + "/" + encoded(file.name);
}

FileContent file_content(store::Tx& tx, std::string const& rest) {
    std::string_view text{rest};
    auto const id = id_from_text<FileTag>(take(text, '/'));
    auto const ticket = read_ticket(take(text, '/'));
    auto const file = id ? tx.files.find(*id) : std::nullopt;
    auto const size = from_word<FileSize>(ticket.size);
    if (!file || file->state != domain::FileState::ready || !size ||
        (*size == FileSize::small && file->small_media.empty()) || is_over(ticket, tx.now()) ||
        !is_signed(ticket.signed_text(), ticket.signature, key_of(*file))) {
        throw Refused{Code::not_found};
    }
    tx.confine(file->organization);
    (void)visible_file(tx, actor_of(tx, ticket, file->organization), file->id);
    auto content = content_of(tx, *file, *size);
    content.holder = ticket.holder;
    return content;
}

void open(FileContent& content, std::string_view sealed) {
    auto const plain = unseal(sealed, content.key);
    auto const mark = mark_of(content.part);
    if (!plain || !plain->starts_with(mark)) throw damaged();
    content.bytes = plain->substr(mark.size());
}

}  // namespace parley::service
