#include "store/files.hpp"

#include <array>

#include "base/json.hpp"

namespace parley::store {

namespace {
constexpr auto columns =
    "SELECT id, organization_id, chat_id, seq, from_kind, from_id, client_id, name, size, "
    "received, state, reason, width, height, warning, small_media, sealed_with, outside, "
    "created_at, changed_at, check_at FROM files ";
constexpr std::array all_parts = {FilePart::whole, FilePart::picture, FilePart::small};
}  // namespace

std::string object_name(std::string const& outside, FilePart part) {
    return outside + "/" + std::string{word(part)};
}

Files::Files(Database& sql)
    : add_(sql,
           "INSERT INTO files (id, organization_id, chat_id, seq, from_kind, from_id, client_id, "
           "name, size, received, state, reason, width, height, warning, small_media, "
           "sealed_with, outside, created_at, changed_at, check_at) VALUES (:id, :organization, "
           ":chat, "
           ":seq, :kind, :from, :client, :name, :size, :received, :state, :reason, :width, "
           ":height, :warning, :small, :sealed, :outside, :created, :changed, :check)"),
      by_id_(sql, std::string{columns} + "WHERE id = :id"),
      by_client_id_(sql, std::string{columns} +
                             "WHERE chat_id = :chat AND from_id = :from AND client_id = :client"),
      of_message_(sql, std::string{columns} + "WHERE chat_id = :chat AND seq = :seq ORDER BY id"),
      save_(
          sql,
          "UPDATE files SET seq = :seq, size = :size, received = :received, state = :state, "
          "reason = :reason, width = :width, height = :height, warning = :warning, "
          "small_media = :small, sealed_with = :sealed, outside = :outside, changed_at = :changed, "
          "check_at = :check WHERE id = :id"),
      remove_(sql, "DELETE FROM files WHERE id = :id"),
      uploaded_since_(sql,
                      "SELECT count(*), CAST(coalesce(sum(size), 0) AS BIGINT) FROM files "
                      "WHERE from_id = :from AND created_at > :since"),
      to_check_(sql, std::string{columns} +
                         "WHERE check_at IS NOT NULL AND check_at <= :now "
                         "ORDER BY check_at, id LIMIT 1"),
      begin_check_(sql, "UPDATE files SET check_at = :next WHERE id = :id AND check_at = :known"),
      waiting_(sql, "SELECT count(*) FROM files WHERE check_at IS NOT NULL"),
      loose_(sql, std::string{columns} +
                      "WHERE seq IS NULL AND changed_at < :before "
                      "ORDER BY changed_at LIMIT :limit"),
      add_piece_(sql,
                 "INSERT INTO file_pieces (file_id, organization_id, part, at, bytes) "
                 "VALUES (:file, :organization, :part, :at, :bytes)"),
      pieces_(sql,
              "SELECT bytes FROM file_pieces WHERE file_id = :file AND part = :part ORDER BY at"),
      remove_pieces_(sql, "DELETE FROM file_pieces WHERE file_id = :file AND part = :part"),
      leave_object_(sql,
                    "INSERT INTO objects_left (name, organization_id, remove_at) "
                    "VALUES (:name, :organization, :at) "
                    "ON CONFLICT (name) DO UPDATE SET remove_at = excluded.remove_at"),
      keep_object_(sql, "DELETE FROM objects_left WHERE name = :name AND remove_at > :now"),
      forget_object_(sql, "DELETE FROM objects_left WHERE name = :name"),
      object_to_remove_(sql,
                        "SELECT name FROM objects_left WHERE remove_at <= :now "
                        "ORDER BY remove_at, name LIMIT 1"),
      remove_object_later_(sql, "UPDATE objects_left SET remove_at = :at WHERE name = :name") {}

void Files::add(File const& it) {
    add_.run(it.id, it.organization, it.chat, it.seq, it.from_kind, it.from_id, it.client_id,
             it.name, it.size, it.received, it.state, it.reason, it.width, it.height, it.warning,
             it.small_media, it.sealed_with, it.outside, it.created_at, it.changed_at, it.check_at);
}

std::optional<File> Files::find(FileId id) { return by_id_.first(id); }

std::optional<File> Files::find(ChatId chat, std::int64_t author, std::string const& client_id) {
    return by_client_id_.first(chat, author, client_id);
}

std::vector<File> Files::of_message(ChatId chat, std::int64_t seq) {
    return of_message_.all(chat, seq);
}

void Files::save(File const& it) {
    save_.run(it.seq, it.size, it.received, it.state, it.reason, it.width, it.height, it.warning,
              it.small_media, it.sealed_with, it.outside, it.changed_at, it.check_at, it.id);
}

void Files::remove(File const& file, Instant now) {
    if (!file.outside.empty()) leave_objects(file.organization, file.outside, now);
    for (auto const part : all_parts) remove_pieces(file.id, part);
    remove_.run(file.id);
}

Uploaded Files::uploaded_since(std::int64_t author, Instant since) {
    return uploaded_since_.first(author, since).value_or(Uploaded{});
}

std::optional<File> Files::to_check(Instant now) { return to_check_.first(now); }

bool Files::begin_check(File const& file, Instant check_at) {
    return begin_check_.run(check_at, file.id, file.check_at) == 1;
}

std::int64_t Files::waiting() { return waiting_.first().value_or(0); }

std::vector<File> Files::loose(Instant before, std::int64_t limit) {
    return loose_.all(before, limit);
}

void Files::add_piece(File const& file, FilePart part, std::int64_t at, std::string const& bytes) {
    add_piece_.run(file.id, file.organization, part, at, bytes);
}

std::vector<std::string> Files::pieces(FileId id, FilePart part) { return pieces_.all(id, part); }

void Files::remove_pieces(FileId id, FilePart part) { remove_pieces_.run(id, part); }

void Files::leave_objects(OrganizationId organization, std::string const& outside, Instant at) {
    for (auto const part : all_parts) {
        leave_object_.run(object_name(outside, part), organization, at);
    }
}

bool Files::keep_objects(std::string const& outside, Instant now) {
    bool kept = true;
    for (auto const part : all_parts) {
        kept &= keep_object_.run(object_name(outside, part), now) == 1;
    }
    return kept;
}

std::optional<std::string> Files::object_to_remove(Instant now) {
    return object_to_remove_.first(now);
}

void Files::object_removed(std::string const& name) { forget_object_.run(name); }

void Files::remove_object_later(std::string const& name, Instant at) {
    remove_object_later_.run(at, name);
}

}  // namespace parley::store
