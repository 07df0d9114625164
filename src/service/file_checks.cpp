#include "service/file_checks.hpp"

#include "service/file_content.hpp"
#include "service/policy.hpp"

namespace parley::service {

namespace {

using domain::FileState;
using store::FilePart;

constexpr milliseconds to_put = std::chrono::hours{1};

std::optional<store::File> waiting_file(Tx& tx, FileId id) {
    auto file = tx.files.find(id);
    return file && file->state == FileState::checking ? file : std::nullopt;
}

}  // namespace

bool begin_check(Tx& tx, store::File const& file) {
    return tx.files.begin_check(file, tx.now() + seconds{tx.limits().file_check_s});
}

std::optional<ToCheck> to_check(Tx& tx, FileId id) {
    auto const file = waiting_file(tx, id);
    if (!file) return std::nullopt;
    auto const policy = policy_of(tx, tx.queues.get(tx.chats.get(file->chat).queue));
    return ToCheck{bytes_of(tx, *file, FilePart::whole),
                   redaction_rules(tx, file->organization, policy),
                   policy.redaction != domain::Redaction::off &&
                       policy.redaction_pictures == domain::Pictures::read};
}

std::string place_outside(Tx& tx, store::File const& file) {
    auto place = to_text(file.organization) + "/" + to_text(tx.make_id<FileId>());
    tx.files.leave_objects(file.organization, place, tx.now() + to_put);
    return place;
}

void add_made(Tx& tx, FileId id, FilePart part, std::int64_t at, std::string const& bytes) {
    auto const file = waiting_file(tx, id);
    if (!file) return;
    if (at == 0) tx.files.remove_pieces(id, part);
    add_piece(tx, *file, part, at, bytes);
}

void checked(Tx& tx, FileId id, Checked const& found) {
    auto file = waiting_file(tx, id);
    if (!file) return;
    bool const outside = !found.outside.empty();
    if (outside && !tx.files.keep_objects(found.outside, tx.now())) return;
    file->state = found.refused ? FileState::refused : FileState::ready;
    file->reason = found.refused;
    file->warning = found.warning && !found.refused;
    file->check_at.reset();
    file->changed_at = tx.now();
    file->outside = found.outside;
    if (found.refused || outside) {
        for (auto const part : {FilePart::whole, FilePart::picture, FilePart::small}) {
            tx.files.remove_pieces(id, part);
        }
    } else if (found.bytes) {
        tx.files.remove_pieces(id, FilePart::whole);
    }
    if (found.refused) {
        file->sealed_with.clear();
    } else if (found.bytes) {
        file->size = file->received = *found.bytes;
        file->width = found.width;
        file->height = found.height;
        file->small_media = found.small_media;
    }
    tx.files.save(*file);
    tell_file(tx, *file);
}

void check_later(Tx& tx, FileId id, milliseconds span) {
    auto file = waiting_file(tx, id);
    if (!file) return;
    file->check_at = tx.now() + span;
    tx.files.save(*file);
}

}  // namespace parley::service
