#include "service/files.hpp"

#include <algorithm>

#include "base/base64.hpp"
#include "base/seal.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "service/access.hpp"
#include "service/file_content.hpp"
#include "service/policy.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

using domain::FileState;
using store::FilePart;

constexpr std::size_t piece_bytes_max = std::size_t{256} << 10;
constexpr milliseconds an_hour = std::chrono::hours{1};
constexpr milliseconds a_day = std::chrono::hours{24};

FilesAllowedView need_allowed(Tx& tx, Actor const& actor, QueueId queue) {
    bool const customer = actor.kind == Actor::Kind::customer;
    if (!customer) actor.need(domain::Right::chat_attach);
    auto allowed = files_allowed(policy_of(tx, tx.queues.get(queue)), customer);
    if (!allowed) throw Refused{Code::forbidden, "no files are taken here"};
    return std::move(*allowed);
}

/// Agents are few, and known by name.
void need_few(Tx& tx, Actor const& actor, std::int64_t size) {
    if (actor.kind != Actor::Kind::customer) return;
    auto const most = tx.limits().customer_files;
    if (tx.files.uploaded_since(actor.visitor.value, tx.now() + -an_hour).files >= most) {
        throw too_many(static_cast<int>(an_hour.count()),
                       "at most " + std::to_string(most) + " files in an hour");
    }
    auto const bytes = tx.limits().customer_file_bytes;
    if (tx.files.uploaded_since(actor.visitor.value, tx.now() + -a_day).bytes + size > bytes) {
        throw too_many(static_cast<int>(a_day.count()),
                       "at most " + std::to_string(bytes >> 20) + " MB in a day");
    }
}

std::string taken_name(FilesAllowedView const& allowed, std::string const& name) {
    if (!is_utf8(name)) throw invalid("/name", "must be UTF-8");
    auto clean = domain::clean_file_name(name);
    auto const* const type = clean ? domain::file_type(*clean) : nullptr;
    auto const& extensions = allowed.extensions;
    if (!type || std::ranges::find(extensions, type->extension) == extensions.end()) {
        throw invalid("/name", "files of this kind are not taken");
    }
    return std::move(*clean);
}

store::File begin_file(Tx& tx, Actor const& actor, store::Chat const& chat, FileUpload const& p) {
    if (p.at != 0) throw invalid("/at", "nothing of this file is here: begin with 0");
    auto const allowed = need_allowed(tx, actor, chat.queue);
    auto name = taken_name(allowed, p.name);
    if (p.size < 1) throw invalid("/size", "must be at least 1");
    if (p.size > allowed.bytes) {
        throw Refused{Code::too_large,
                      "a file may have " + std::to_string(allowed.bytes >> 20) + " MB", "/size"};
    }
    need_few(tx, actor, p.size);
    bool const customer = actor.kind == Actor::Kind::customer;
    store::File const file{tx.make_id<FileId>(),
                           chat.organization,
                           chat.id,
                           {},
                           customer ? store::AuthorKind::customer : store::AuthorKind::agent,
                           actor.author_id(),
                           p.client_id,
                           std::move(name),
                           p.size,
                           0,
                           FileState::uploading,
                           {},
                           {},
                           {},
                           false,
                           {},
                           base64(make_key()),
                           {},
                           tx.now(),
                           tx.now(),
                           {}};
    tx.files.add(file);
    return file;
}

bool is_authors(store::File const& file, Actor const& actor) {
    auto const kind = actor.kind == Actor::Kind::customer ? store::AuthorKind::customer
                                                          : store::AuthorKind::agent;
    return file.from_kind == kind && file.from_id == actor.author_id();
}

/// Kept apart from what is read of it: who has not uploaded it does not learn that it is there.
store::File own_file(Tx& tx, Actor const& actor, FileId id) {
    auto file = tx.files.find(id);
    if (!file || file->organization != actor.organization || !is_authors(*file, actor)) {
        throw Refused{Code::not_found};
    }
    return std::move(*file);
}

/// What there is before a file can be read: all of it.
void need_attachable(store::File const& file, ChatId chat, Actor const& actor,
                     std::string const& path) {
    if (file.chat != chat || !is_authors(file, actor)) throw invalid(path, "is not known here");
    if (file.seq) throw invalid(path, "is in a message already");
    if (file.state == FileState::uploading) throw invalid(path, "is not all there yet");
    if (file.state == FileState::refused) throw invalid(path, "was refused");
}

}  // namespace

void write_json(std::string& out, FileBytes const& bytes) {
    parley::write_json(out, sha256(bytes.bytes));
}

FileResult file_upload(Tx& tx, Actor const& actor, FileUpload const& p) {
    check_client_id(p.client_id);
    auto const bytes = static_cast<std::int64_t>(p.data.bytes.size());
    if (p.data.bytes.empty()) throw invalid("/data", "has no bytes");
    if (p.data.bytes.size() > piece_bytes_max) {
        throw invalid("/data", "must have at most 262144 bytes");
    }
    if (p.at < 0) throw invalid("/at", "must not be negative");
    auto const chat = joined_chat(tx, actor, p.chat);
    auto known = tx.files.find(chat.id, actor.author_id(), p.client_id);
    if (known && known->state != FileState::uploading) return {file_view(*known)};
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    auto file = known ? std::move(*known) : begin_file(tx, actor, chat, p);
    if (file.size != p.size) {
        throw Refused{Code::conflict, "this client_id was used for another file", "/client_id"};
    }
    if (file.received != p.at) return {file_view(file)};
    if (bytes > file.size - file.received) throw invalid("/data", "is more than the file's size");
    add_piece(tx, file, FilePart::whole, p.at, p.data.bytes);
    file.received += bytes;
    file.changed_at = tx.now();
    if (file.received == file.size) {
        file.state = FileState::checking;
        file.check_at = tx.now();
    }
    tx.files.save(file);
    return {file_view(file)};
}

store::File visible_file(Tx& tx, Actor const& actor, FileId id) {
    auto file = tx.files.find(id);
    if (!file || file->organization != actor.organization) throw Refused{Code::not_found};
    (void)visible_chat(tx, actor, file->chat);
    if (!file->seq && !is_authors(*file, actor)) throw Refused{Code::not_found};
    return std::move(*file);
}

FileFound file_get(Tx& tx, Actor const& actor, FileGet const& p) {
    auto const file = visible_file(tx, actor, p.file);
    FileFound found{file_view(file), {}, {}};
    if (file.state != FileState::ready) return found;
    found.url = file_url(tx, actor, file, FileSize::full);
    if (!file.small_media.empty()) found.small_url = file_url(tx, actor, file, FileSize::small);
    return found;
}

Nothing file_delete(Tx& tx, Actor const& actor, FileDelete const& p) {
    auto const file = own_file(tx, actor, p.file);
    if (file.seq) throw Refused{Code::conflict, "it is in a message"};
    tx.files.remove(file, tx.now());
    return {};
}

std::optional<std::string> attach(Tx& tx, Actor const& actor, ChatId chat, std::int64_t seq,
                                  std::vector<FileId> const& ids) {
    if (ids.empty()) return std::nullopt;
    auto const allowed = need_allowed(tx, actor, tx.chats.get(chat).queue);
    if (std::ssize(ids) > allowed.most) {
        throw invalid("/files", "must be at most " + std::to_string(allowed.most));
    }
    std::vector<store::File> files;
    std::int64_t bytes = 0;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        auto const path = "/files/" + std::to_string(i);
        auto file = tx.files.find(ids[i]);
        if (!file || file->organization != actor.organization) {
            throw invalid(path, "is not known here");
        }
        need_attachable(*file, chat, actor, path);
        if (std::ranges::find(files, file->id, &store::File::id) != files.end()) {
            throw invalid(path, "is there twice");
        }
        bytes += file->size;
        files.push_back(std::move(*file));
    }
    if (bytes > allowed.bytes) {
        throw Refused{Code::too_large,
                      "together they may have " + std::to_string(allowed.bytes >> 20) + " MB",
                      "/files"};
    }
    std::ranges::sort(files, {}, &store::File::id);  // as they are read again
    for (auto& file : files) {
        file.seq = seq;
        tx.files.save(file);
    }
    return files_json(files);
}

void tell_file(Tx& tx, store::File const& file) {
    FileChanged const told{file.chat, file.seq, file_view(file)};
    auto const of_customer = file.from_kind == store::AuthorKind::customer;
    if (!file.seq) {
        if (of_customer) return tell_visitor(tx, VisitorId{file.from_id}, "file.changed", told);
        return tell_agent(tx, UserId{file.from_id}, "file.changed", told);
    }
    auto const chat = tx.chats.get(file.chat);
    tx.messages.set_files(file.chat, *file.seq,
                          files_json(tx.files.of_message(file.chat, *file.seq)));
    tell_visitor(tx, chat.visitor, "file.changed", told);
    tell_staff(tx, chat, "file.changed", told);
}

void sweep_files(Tx& tx) {
    constexpr std::int64_t at_once = 1000;
    for (auto const& file : tx.files.loose(tx.now() + -an_hour, at_once)) {
        bool const given_up =
            file.state == FileState::uploading || file.state == FileState::refused;
        if (given_up || file.changed_at < tx.now() + -a_day) tx.files.remove(file, tx.now());
    }
}

}  // namespace parley::service
